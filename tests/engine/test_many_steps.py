"""A card of many steps on both CRMs: what was made is named by what follows, and a failure strands nothing.

Architecture §1: the first lasting failure stops the rest; "Undo what was done" and "Try the rest" go on from there.
"""

import dataclasses
from collections.abc import Callable, Iterator

import pytest

from blocks.steps import lasting
from bot import sweeps
from bot.mailroom import Reminder
from bot.operations import ArchiveRecord, DropReminder
from bot.placement import made_by
from bot.receipts import deliver_notes, verify_notes
from bot.standing import State
from bot.suppression import Reason, Suppression
from integrations.demo import CrmName
from tests.contracts.mail_servers import Postbox, smtp_server
from tests.engine.many_steps import Prospect, Steppers, steppers

pytestmark = [pytest.mark.row("A-13"), pytest.mark.row("U-03")]
NewUrl = Callable[[], str]
DEALS = {"hubspot": "deals", "salesforce": "Opportunity"}


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[Postbox, int]]:
    with smtp_server() as running:
        yield running


@pytest.fixture(scope="module", params=["hubspot", "salesforce"])
def running(
    request: pytest.FixtureRequest, sqlite_url_factory: NewUrl, server: tuple[Postbox, int]
) -> Iterator[Steppers]:
    crm: CrmName = request.param
    with steppers(crm, sqlite_url_factory(), *server) as desk:
        yield desk


@pytest.fixture
def desk(running: Steppers) -> Iterator[Steppers]:
    running.postbox.mails.clear()
    running.postbox.refused.clear()
    running.postbox.at_dot, running.postbox.cut_at_dot = "250 2.0.0 Ok: queued", False
    yield running
    running.arm(clear=True)


@pytest.fixture
def ada(desk: Steppers) -> Prospect:
    return desk.prospect()


def states(desk: Steppers, card: str) -> list[str]:
    return [line.state for line in desk.receipt(card).lines]


@pytest.mark.row("A-11")
def test_every_step_is_done_on_the_records_that_the_earlier_ones_made(desk: Steppers, ada: Prospect) -> None:
    card = desk.put(ada, *ada.whole())

    assert desk.carry_out(card).state is State.DONE

    (account,), (contact,), (deal,) = (desk.named(kind, ada) for kind in ("account", "contact", "deal"))
    there = desk.crm.get(deal)
    assert (there.get("account"), there.get("amount")) == (account.id, None)
    assert (there.show("primary_contact"), there.show("owner")) == (f"Ada {ada.last}", "Priya Raman")
    assert [envelope.rcpt_tos for envelope in desk.postbox.mails] == [[ada.address]]
    receipt = desk.receipt(card)
    assert (receipt.record, receipt.record_name) == (deal, f"{ada.last} – Inquiry")
    assert receipt.record_link == there.link
    assert [place.record for place in made_by(receipt)] == [account, contact, deal]
    sent_log = receipt.lines[5]
    assert "the mail left at" in sent_log.answer
    assert "250" in sent_log.answer
    (reminder,) = _reminders(desk, ada)
    assert (reminder.record, reminder.record_link) == (deal, there.link)


@pytest.mark.row("U-06")
def test_the_note_stands_on_what_was_made_and_agrees_with_the_ledger(desk: Steppers, ada: Prospect) -> None:
    card = desk.put(ada, *ada.whole())
    desk.carry_out(card)

    while deliver_notes(desk.place.house):
        pass

    receipt = desk.receipt(card)
    for place in made_by(receipt):
        (note,) = (note for note in desk.crm.notes(place.record) if note.key == receipt.id)
        assert f"Create the deal “{ada.last} – Inquiry” (done)" in note.text
        assert "Deal: Amount: (empty) → unknown" not in note.text, "what was left empty was not changed"
    assert verify_notes(desk.place.house, (receipt,)) == ()


@pytest.mark.row("A-07")
def test_undo_takes_everything_back_in_the_reverse_order_but_the_mail(desk: Steppers, ada: Prospect) -> None:
    card = desk.put(ada, *ada.whole())
    desk.carry_out(card)
    receipt = desk.receipt(card)

    desk.life.undo(receipt.id, "U0PRIYA")
    desk.run()

    assert desk.standing(card).state is State.UNDONE
    assert [desk.named(kind, ada) for kind in ("account", "contact", "deal")] == [[], [], []]
    assert _reminders(desk, ada) == []
    taken_back = next(r for r in desk.life.receipts(50) if r.undoes == receipt.id)
    assert [type(line.operation) for line in taken_back.lines] == [DropReminder, *[ArchiveRecord] * 3]
    assert [line.operation.target.kind for line in taken_back.lines] == ["deal", "deal", "contact", "account"]
    assert len(desk.postbox.mails) == 1
    assert lasting(receipt) == f"This stays: Send “Re: Pricing” to {ada.address}."
    assert verify_notes(desk.place.house, (receipt, taken_back)) == ()


def test_what_fails_in_the_middle_stops_the_rest_and_trying_the_rest_ends_on_the_real_records(
    desk: Steppers, ada: Prospect
) -> None:
    card = desk.put(ada, *ada.whole())
    desk.arm(forbid_write=DEALS[desk.crm.name])

    assert desk.carry_out(card).state is State.PARTIAL
    assert states(desk, card) == ["done", "done", "failed", "skipped", "skipped", "skipped", "skipped"]
    assert desk.receipt(card).record.kind == "contact", "the deal is not there yet"
    assert desk.postbox.mails == []
    desk.arm(clear=True)

    assert desk.life.retry(card, "U0PRIYA").kind.value == "done"
    assert desk.standing(card).state is State.HELD, "there is a mail in the rest"
    desk.release()
    desk.run()

    assert desk.standing(card).state is State.DONE
    assert states(desk, card) == ["done"] * 7
    (account,), _, (deal,) = (desk.named(kind, ada) for kind in ("account", "contact", "deal"))
    assert desk.crm.get(deal).get("account") == account.id
    assert desk.receipt(card).record == deal
    assert len(desk.postbox.mails) == 1


def test_undo_of_a_part_takes_exactly_that_part_back(desk: Steppers, ada: Prospect) -> None:
    card = desk.put(ada, *ada.whole())
    desk.arm(forbid_write=DEALS[desk.crm.name])
    desk.carry_out(card)
    desk.arm(clear=True)
    receipt = desk.receipt(card)

    desk.life.undo(receipt.id, "U0PRIYA")
    desk.run()

    assert desk.standing(card).state is State.UNDONE
    taken_back = next(r for r in desk.life.receipts(50) if r.undoes == receipt.id)
    assert [line.summary for line in taken_back.lines] == [
        f"Take back the contact “Ada {ada.last}”",
        f"Take back the account “{ada.last} Ltd”",
    ]
    assert [desk.named(kind, ada) for kind in ("account", "contact", "deal")] == [[], [], []]
    assert desk.postbox.mails == []


def test_a_token_that_is_revoked_in_the_middle_stops_the_queue_and_strands_nothing(
    desk: Steppers, ada: Prospect
) -> None:
    wire = desk.place.town.wire

    def revoke(number: int, method: str) -> None:
        if method == "POST" and wire.log[number - 1][1].rstrip("/").endswith(("/companies", "/Account")):
            desk.arm(revoke_token=True)

    wire.carried_out = revoke
    card = desk.put(ada, *ada.whole())
    assert desk.carry_out(card).state is State.PARTIAL
    wire.carried_out = lambda _number, _method: None
    with desk.place.memory.begin() as tx:
        assert desk.place.house.stopped(tx) is not None

    desk.arm(clear=True)
    assert sweeps.revive(desk.place.house)
    desk.life.retry(card, "U0PRIYA")
    desk.release()
    desk.run()

    assert desk.standing(card).state is State.DONE
    assert [len(desk.named(kind, ada)) for kind in ("account", "contact", "deal")] == [1, 1, 1]


@pytest.mark.parametrize("operations", [1, 2, 3])
def test_a_crash_after_a_record_was_made_never_makes_a_second(
    desk: Steppers, ada: Prospect, operations: int
) -> None:
    card = desk.put(ada, *ada.whole())
    desk.approve(card)
    desk.release()

    desk.crashes_after(operations)
    desk.run()

    if desk.standing(card).state is State.IN_DOUBT:
        assert (desk.crm.name, operations) == ("hubspot", 1), (
            "its search alone would find an account, and lags"
        )
        desk.later()
        desk.life.settle(card, "U0PRIYA", happened=True)
        desk.release()
        desk.run()
    assert desk.standing(card).state is State.DONE
    assert [len(desk.named(kind, ada)) for kind in ("account", "contact", "deal")] == [1, 1, 1]
    assert len(desk.postbox.mails) == 1


def test_a_run_that_was_lost_and_started_anew_finds_what_it_had_made(desk: Steppers, ada: Prospect) -> None:
    card = desk.put(ada, *ada.whole())
    desk.approve(card)
    desk.release()
    desk.crashes_after(2)
    desk.place.engine.queue.clear()

    desk.place.town.sandbox.world.clock.advance(sweeps.LOST_AFTER * 2)
    assert sweeps.mend_lost_work(desk.place.house) == 1
    desk.run()

    assert desk.standing(card).state is State.DONE
    assert [len(desk.named(kind, ada)) for kind in ("account", "contact", "deal")] == [1, 1, 1]
    assert desk.receipt(card).lines[0].applied == desk.receipt(card).done()[0]


@pytest.mark.row("C-SUP-06")
def test_a_suppression_while_the_rest_is_held_leaves_what_was_done_with_its_undo(
    desk: Steppers, ada: Prospect
) -> None:
    card = desk.put(ada, *ada.whole())
    desk.postbox.refused[ada.address] = "550 no such user"
    assert desk.carry_out(card).state is State.PARTIAL
    assert states(desk, card) == ["done"] * 4 + ["failed", "skipped", "skipped"]
    desk.postbox.refused.clear()
    desk.life.retry(card, "U0PRIYA")

    desk.place.house.keeper.suppress(_suppression(desk, ada))
    desk.release()
    desk.run()

    assert desk.standing(card).state is State.PARTIAL
    assert "must not be written to" in desk.standing(card).said
    assert desk.postbox.mails == []
    desk.life.undo(desk.receipt(card).id, "U0PRIYA")
    desk.run()
    assert desk.standing(card).state is State.UNDONE


def test_cancelling_the_rest_keeps_what_was_done(desk: Steppers, ada: Prospect) -> None:
    card = desk.put(ada, *ada.whole())
    desk.postbox.refused[ada.address] = "550 no such user"
    desk.carry_out(card)
    desk.life.retry(card, "U0PRIYA")

    assert desk.life.cancel(card, "U0PRIYA").kind.value == "done"

    assert desk.standing(card).state is State.PARTIAL
    desk.release()
    desk.run()
    assert desk.postbox.mails == []
    assert states(desk, card)[:5] == ["done"] * 4 + ["failed"]


@pytest.mark.row("N2")
@pytest.mark.parametrize("happened", [True, False])
def test_a_mail_in_doubt_in_the_middle_waits_for_a_person_and_then_goes_on(
    desk: Steppers, ada: Prospect, *, happened: bool
) -> None:
    card = desk.put(ada, *ada.whole())
    desk.postbox.cut_at_dot = True
    assert desk.carry_out(card).state is State.IN_DOUBT
    assert states(desk, card) == ["done"] * 4 + ["in_doubt", "skipped", "skipped"]
    assert desk.life.retry(card, "U0PRIYA").kind.value == "late", "first a person says whether it left"
    desk.postbox.cut_at_dot = False
    desk.postbox.mails.clear()

    assert desk.life.settle(card, "U0PRIYA", happened=happened).kind.value == "done"
    assert desk.standing(card).state is (State.APPROVED if happened else State.HELD)
    desk.release()
    desk.run()

    assert desk.standing(card).state is State.DONE
    assert len(desk.postbox.mails) == (0 if happened else 1)
    confirmed = [line for line in desk.receipt(card).lines if "looked and says" in line.answer]
    assert [line.summary for line in confirmed] == ([ada.send().summary()] if happened else [])
    logged = desk.receipt(card).lines[5]
    assert logged.state == "done"
    assert "the mail left at" in logged.answer


def test_what_a_person_confirmed_has_a_receipt_of_its_own(desk: Steppers, ada: Prospect) -> None:
    account = desk.crm.find("account", [])[0]
    letter = dataclasses.replace(ada.send(), record=account.ref, account=account.ref)
    card = desk.put(
        ada, letter, record=account.ref, record_name=account.get("name"), record_link=account.link
    )
    desk.postbox.cut_at_dot = True
    assert desk.carry_out(card).state is State.IN_DOUBT
    assert desk.standing(card).receipt is None

    desk.life.settle(card, "U0PRIYA", happened=True)

    receipt = desk.receipt(card)
    assert desk.standing(card).state is State.DONE
    assert (receipt.verb, receipt.lines[0].answer) == ("confirmed", "Priya Raman looked and says it was done")
    assert receipt.lines[0].atomic is None, "no server says so"
    while deliver_notes(desk.place.house):
        pass
    (note,) = (note for note in desk.crm.notes(account.ref) if note.key == receipt.id)
    assert "Priya Raman looked and says it was done" in note.text
    assert verify_notes(desk.place.house, (receipt,)) == ()


def test_nothing_is_logged_of_a_mail_that_never_left(desk: Steppers, ada: Prospect) -> None:
    account = desk.crm.find("account", [])[0]
    log = dataclasses.replace(ada.log_sent(), record=account.ref, links=())
    card = desk.put(ada, log, record=account.ref, record_name=account.get("name"))

    assert desk.carry_out(card).state is State.DONE

    (line,) = desk.receipt(card).lines
    assert line.answer == "nothing was logged, because the mail never left"
    assert line.changes == ()


@pytest.mark.row("A-06")
def test_an_edit_of_what_will_be_made_is_made_and_shown_by_name(desk: Steppers, ada: Prospect) -> None:
    card = desk.put(ada, *ada.whole())
    facts = desk.life.facts(card, "U0PRIYA")
    assert facts is not None
    stage = next(option for option in facts.fields["deal.stage"].options if option.label != "Discovery")
    assert {facts.fields[f"deal.{name}"].type for name in ("close_date", "amount", "owner")} == {
        "date",
        "money",
        "owner",
    }

    edits = {"deal.amount": "48000", "deal.stage": stage.value, "deal.name": f"{ada.last} – Rollout"}
    desk.approve(card, **edits, mail_text="My own words.")
    held = desk.life.facts(card, "U0PRIYA")
    assert held is not None
    assert stage.label in {c.shown_after for c in held.standing.proposal.changes()}, "no id of the CRM's"
    desk.release()
    desk.run()

    (deal,) = desk.named("deal", ada)
    there = desk.crm.get(deal)
    assert (there.get("amount"), there.show("stage")) == ("48000", stage.label)
    receipt = desk.receipt(card)
    assert receipt.record_name == f"{ada.last} – Rollout"
    shown = {c.field: c.shown_after or c.after for line in receipt.lines for c in line.changes}
    assert (shown["deal.stage"], shown["deal.owner"]) == (stage.label, "Priya Raman")
    assert "My own words." in str(desk.postbox.mails[0].content)


def test_a_value_that_is_needed_and_missing_is_asked_for_and_nothing_is_made(
    desk: Steppers, ada: Prospect
) -> None:
    card = desk.put(ada, *ada.whole(), needs=("deal.close_date",))

    answer = desk.life.answer(card, "U0PRIYA", {})

    assert (answer.kind.value, answer.field) == ("needs_input", "deal.close_date")
    assert "Deal: Close date" in answer.said
    desk.carry_out(card, **{"deal.close_date": "2026-07-01"})
    (deal,) = desk.named("deal", ada)
    assert desk.crm.get(deal).get("close_date") == "2026-07-01"


def test_what_somebody_hung_on_it_meanwhile_stops_the_undo_and_is_said(desk: Steppers, ada: Prospect) -> None:
    card = desk.put(ada, ada.account(), ada.contact())
    desk.carry_out(card)
    receipt = desk.receipt(card)
    account, contact = (place.record for place in made_by(receipt))
    theirs = desk.crm.create_once("deal", "theirs", _deal_values(ada), [account, contact]).ref

    for force in (False, True):
        desk.life.undo(receipt.id, "U0PRIYA", force=force)
        desk.run()
        standing = desk.standing(card)
        assert standing.state is State.DONE
        assert standing.stale is not None
        assert [clash.change.field for clash in standing.stale.clashes if clash.theirs == "some"] == ["deals"]
    assert desk.named("contact", ada) == [contact]

    desk.crm.archive(theirs, expect={})
    desk.life.undo(receipt.id, "U0PRIYA")
    desk.run()
    assert desk.standing(card).state is State.UNDONE


def test_an_undo_that_stopped_half_way_goes_on_where_it_was(desk: Steppers, ada: Prospect) -> None:
    card = desk.put(ada, ada.account(), ada.contact())
    desk.carry_out(card)
    receipt = desk.receipt(card)
    account, _ = (place.record for place in made_by(receipt))
    theirs = desk.crm.create_once("deal", "theirs2", _deal_values(ada), [account]).ref
    desk.life.undo(receipt.id, "U0PRIYA")
    desk.run()
    assert desk.standing(card).state is State.DONE
    assert desk.named("contact", ada) == [], "that part was taken back"

    desk.crm.archive(theirs, expect={})
    desk.life.undo(receipt.id, "U0PRIYA")
    desk.run()

    assert desk.standing(card).state is State.UNDONE
    undos = [r for r in desk.life.receipts(50) if r.undoes == receipt.id]
    assert [[line.operation.target.kind for line in r.lines if line.state == "done"] for r in undos] == [
        ["account"],
        ["contact"],
    ]


@pytest.mark.parametrize("running", ["hubspot"], indirect=True)  # the local Salesforce has no duplicate rule
def test_a_contact_that_is_there_is_named_and_trying_again_uses_it(desk: Steppers, ada: Prospect) -> None:
    values = {"first_name": "Ada", "last_name": ada.last, "email": ada.address}
    theirs = desk.crm.create_once("contact", "theirs", values, [])
    card = desk.put(ada, *ada.whole())

    assert desk.carry_out(card).state is State.PARTIAL
    said = desk.standing(card).said
    assert f"The CRM has the contact “Ada {ada.last}” already" in said
    assert desk.crm.get(theirs.ref).link in said
    desk.life.retry(card, "U0PRIYA")
    desk.release()
    desk.run()

    assert desk.standing(card).state is State.DONE
    (deal,) = desk.named("deal", ada)
    assert desk.crm.get(deal).get("primary_contact") == theirs.ref.id
    receipt = desk.receipt(card)
    assert receipt.lines[1].summary == f"Use the contact “Ada {ada.last}” that is there"
    desk.life.undo(receipt.id, "U0PRIYA")
    desk.run()
    assert desk.standing(card).state is State.UNDONE
    assert desk.named("contact", ada) == [theirs.ref], "it was there before, so it stays"


def _deal_values(ada: Prospect) -> dict[str, str | None]:
    return {c.field: c.after for c in ada.deal().fields if c.after}


def _reminders(desk: Steppers, ada: Prospect) -> list[Reminder]:
    with desk.place.memory.begin() as tx:
        return list(desk.place.memory.mailroom.reminders.watching(tx, ada.address))


def _suppression(desk: Steppers, ada: Prospect) -> Suppression:
    return Suppression(
        f"S{ada.number}",
        Reason.RECIPIENT_ASKED,
        "“no more”",
        "mail:x",
        desk.now,
        "policy",
        address=ada.address,
    )
