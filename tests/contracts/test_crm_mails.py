"""A mail is logged on its records, once by our key and by its Message-ID; nothing is sent by it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from bot.crm_mail import MailLog
from bot.errors import CrmError, InDoubt, Invalid
from bot.mail import Address
from bot.values import RecordRef
from integrations.sandbox.hubspot_kinds import EMAILS, find_kind
from integrations.sandbox.hubspot_records import CALCULATED
from integrations.sandbox.salesforce_store import Actor
from integrations.sandbox.salesforce_values import Row
from integrations.sandbox.salesforce_writes import create
from tests.contracts.crm_sides import Side

pytestmark = pytest.mark.row("A-13")

JO = Address("Jo.Park@northwindrobotics.com", "Jo Park")
PRIYA = Address("priya@dealhand.example", "Priya Raman")
LEGAL = Address("legal@northwindrobotics.com", "")
SENT = MailLog(
    direction="sent",
    subject="Security pack",
    text='Hi Jo,\r\n\r\nhere it is: "A & B" <c>\n\nPriya',
    sent_at=datetime(2026, 3, 3, 9, 0, tzinfo=timezone(timedelta(hours=-5))),
    sender=PRIYA,
    to=(JO, LEGAL),
    message_id="<pack-1@dealhand.example>",
)
RECEIVED = replace(SENT, direction="received", sender=JO, to=(PRIYA,), message_id="<re-1@northwind.example>")


def _links(side: Side) -> list[RecordRef]:
    return [side.ref("contact", "jo"), side.ref("deal", "o1")]


def _logged(side: Side) -> list[dict[str, Any]]:
    """Every mail that the CRM holds, in words common to both."""
    store = side.server.store
    if side.name == "salesforce":
        rows = list(store.rows("EmailMessage"))
        return [
            {
                "id": row["Id"],
                "subject": row["Subject"],
                "text": row["TextBody"],
                "at": row["MessageDate"],
                "received": row["Incoming"],
            }
            for row in rows
        ]
    return [
        {
            "id": row.id,
            "subject": row.value("hs_email_subject"),
            "text": row.value("hs_email_text"),
            "at": datetime.fromisoformat(row.value("hs_timestamp")),
            "received": row.value("hs_email_direction") == "INCOMING_EMAIL",
        }
        for row in store.live(EMAILS)
    ]


@pytest.mark.parametrize("mail", [SENT, RECEIVED], ids=["sent", "received"])
def test_a_mail_stands_on_its_records_as_it_was(side: Side, mail: MailLog) -> None:
    made = side.crm.log_mail_once("act:1", mail, _links(side))

    (logged,) = _logged(side)
    assert (made.existed, made.ref) == (False, RecordRef("email", logged["id"]))
    assert made.answer.startswith("201 Created at 2026-03-03T14:")
    assert (logged["subject"], logged["received"]) == ("Security pack", mail is RECEIVED)
    assert logged["text"].startswith('Hi Jo,\n\nhere it is: "A & B" <c>\n\nPriya')
    assert logged["at"] == datetime(2026, 3, 3, 14, 0, tzinfo=UTC)
    assert made.ref.id in side.crm.link(made.ref)


def test_salesforce_names_people_by_their_records(salesforce: Side) -> None:
    sent = salesforce.crm.log_mail_once("act:1", SENT, _links(salesforce)).ref.id
    got = salesforce.crm.log_mail_once("act:2", RECEIVED, _links(salesforce)).ref.id

    store, jo, deal = (
        salesforce.server.store,
        salesforce.ref("contact", "jo").id,
        salesforce.ref("deal", "o1").id,
    )
    out, back = store.peek("EmailMessage", sent), store.peek("EmailMessage", got)
    related = {
        (row["EmailMessageId"], row["RelationId"], row["RelationType"])
        for row in store.rows("EmailMessageRelation")
    }
    assert (out["Status"], out["ToAddress"], out["RelatedToId"]) == ("3", LEGAL.address, deal)
    assert (back["Status"], back["ToAddress"], back["FromAddress"]) == (
        "1",
        PRIYA.address,
        JO.address,
    )
    assert related == {(sent, jo, "ToAddress"), (got, jo, "FromAddress")}
    activities = [store.peek("Task", str(row["ActivityId"])) for row in (out, back)]
    assert {(row["WhatId"], row["WhoId"], row["IsClosed"]) for row in activities} == {(deal, jo, True)}


def test_hubspot_associates_every_record(hubspot: Side) -> None:
    account = hubspot.ref("account", "northwind")

    made = hubspot.crm.log_mail_once("act:1", SENT, [*_links(hubspot), account])

    ends = hubspot.server.store.links.all_of((EMAILS.plural, made.ref.id))
    wanted = {(find_kind(each.kind).plural, each.id) for each in _links(hubspot)}  # type: ignore[union-attr]
    assert set(ends) == wanted | {("companies", account.id)}
    headers = hubspot.server.store.find(EMAILS, made.ref.id).value("hs_email_headers")
    assert '"firstName": "Jo"' in headers


def test_a_mail_logged_twice_is_logged_once(side: Side) -> None:
    first = side.crm.log_mail_once("act:1", SENT, _links(side))
    again = side.another().log_mail_once("act:1", SENT, _links(side))
    other_key = side.another().log_mail_once("act:9", SENT, _links(side))

    assert (first.existed, again.existed, other_key.existed) == (False, True, True)
    assert first.ref == again.ref == other_key.ref
    assert len(_logged(side)) == 1


def test_two_mails_of_one_second_are_two(side: Side) -> None:
    side.crm.log_mail_once("act:1", SENT, _links(side))
    side.crm.log_mail_once("act:2", replace(SENT, message_id="<other@dealhand.example>"), _links(side))

    assert len(_logged(side)) == 2


def test_a_mail_that_quotes_our_mark_is_a_mail_of_its_own(side: Side) -> None:
    side.crm.log_mail_once("act:1", SENT, _links(side))
    quoting = replace(RECEIVED, text=f"Thanks\n> Message-ID {SENT.message_id} [act:1]\n")

    made = side.crm.log_mail_once("act:2", quoting, _links(side))
    again = side.crm.log_mail_once("act:1", SENT, _links(side))

    assert not made.existed
    assert again.existed
    assert again.ref != made.ref


def test_a_mail_that_another_integration_logged_is_left_as_it_is(side: Side) -> None:
    theirs = _by_another_integration(side)

    made = side.crm.log_mail_once("act:1", SENT, _links(side))

    assert (made.existed, made.ref.id) == (True, theirs)
    assert len(_logged(side)) == 1


def _by_another_integration(side: Side) -> str:
    store, plain_id = side.server.store, SENT.message_id.strip("<>")
    if side.name == "salesforce":
        values: Row = {"Subject": "Security pack", "Status": "3", "MessageIdentifier": plain_id}
        return create(store, Actor(side.owner("sam")), store.schema.objects["EmailMessage"], values)
    at = side.clock.now()
    row = store.insert(EMAILS, {"hs_timestamp": "2026-03-03T14:00:04Z"}, CALCULATED, at)
    row.put("hs_email_message_id", SENT.message_id, at, CALCULATED)
    contact = store.find(find_kind("contacts"), side.ref("contact", "jo").id)
    store.join(row, contact, store.links.unlabelled(EMAILS, contact.kind))
    return str(row.id)


def test_a_log_whose_answer_got_lost_is_found(side: Side) -> None:
    side.crm.log_mail_once("act:0", RECEIVED, _links(side))
    side.arm(cut_after_commit=1)

    made = side.crm.log_mail_once("act:1", SENT, _links(side))

    assert made.existed
    assert len(_logged(side)) == 2


def test_a_log_that_cannot_be_looked_for_is_in_doubt(side: Side) -> None:
    side.crm.log_mail_once("act:0", RECEIVED, _links(side))
    side.arm(cut_after_commit=1)
    side.after_losing_an_answer(lambda: side.arm(server_error=20))

    with pytest.raises(InDoubt) as doubt:
        side.crm.log_mail_once("act:1", SENT, _links(side))

    assert doubt.value.key == "act:1"
    assert len(_logged(side)) == 2


def test_a_text_that_is_too_long_is_cut_and_says_so(side: Side) -> None:
    long = replace(SENT, text="word " * 40_000, subject="s" * 4000 if side.name == "salesforce" else "s")

    side.crm.log_mail_once("act:1", long, _links(side))
    again = side.crm.log_mail_once("act:1", long, _links(side))

    (logged,) = _logged(side)
    assert "[The rest of this mail is not in the CRM.]" in logged["text"]
    assert again.existed


def test_without_enhanced_email_a_mail_is_a_completed_task(salesforce: Side) -> None:
    _without_enhanced_email(salesforce)

    made = salesforce.crm.log_mail_once("act:1", SENT, _links(salesforce))
    again = salesforce.another().log_mail_once("act:9", SENT, _links(salesforce))

    row = salesforce.server.store.peek("Task", made.ref.id)
    assert (made.ref.kind, again.ref, again.existed) == ("task", made.ref, True)
    assert (row["Subject"], row["TaskSubtype"], row["IsClosed"]) == ("Email: Security pack", "Email", True)
    assert (row["WhatId"], row["WhoId"]) == (
        salesforce.ref("deal", "o1").id,
        salesforce.ref("contact", "jo").id,
    )
    assert "From: priya@dealhand.example\nTo: Jo.Park@northwindrobotics.com; legal@" in row["Description"]


def test_a_lost_answer_to_such_a_task_is_found(salesforce: Side) -> None:
    _without_enhanced_email(salesforce)
    salesforce.crm.log_mail_once("act:0", RECEIVED, _links(salesforce))
    salesforce.arm(cut_after_commit=1)

    made = salesforce.crm.log_mail_once("act:1", replace(SENT, text="x" * 50_000), _links(salesforce))

    assert made.existed
    kept = salesforce.server.store.peek("Task", made.ref.id)["Description"]
    assert len(kept) == 32_000
    assert kept.endswith("[act:1]")


def _without_enhanced_email(side: Side) -> None:
    schema = side.server.store.schema
    del schema.objects["EmailMessage"], schema._by_lower["emailmessage"]


@pytest.mark.parametrize(
    "mail",
    [
        replace(SENT, message_id=""),
        replace(SENT, message_id="<a b>"),
        replace(SENT, sent_at=datetime(2026, 3, 3)),  # noqa: DTZ001  # what is refused
    ],
)
def test_a_mail_that_could_not_be_known_again_is_refused_before_the_call(plain: Side, mail: MailLog) -> None:
    with pytest.raises(Invalid):
        plain.crm.log_mail_once("act:1", mail, _links(plain))
    with pytest.raises(Invalid):
        plain.crm.log_mail_once("act:1", SENT, [])
    with pytest.raises(Invalid):
        plain.crm.log_mail_once("act:1", SENT, [plain.ref("deal", "o1"), RecordRef("task", "1" * 15)])

    assert not [each for each in plain.wire if "Email" in each.url or "emails" in each.url]


def test_a_mail_is_logged_on_all_of_its_records_or_not_at_all(side: Side) -> None:
    side.archive(side.ref("contact", "jo"))

    with pytest.raises(CrmError) as refused:
        side.crm.log_mail_once("act:1", SENT, _links(side))

    assert refused.value.permanent
    assert not isinstance(refused.value, InDoubt)
    assert _logged(side) == []


def test_logging_costs_three_calls(side: Side) -> None:
    side.crm.log_mail_once(
        "act:0", replace(RECEIVED, sent_at=SENT.sent_at + timedelta(hours=1)), _links(side)
    )
    side.forget_requests()

    side.crm.log_mail_once("act:1", SENT, _links(side))

    # HubSpot: what hangs on the deal and on the contact, each with a read of the mails there; with a key one more.
    assert len(side.requests()) == (3 if side.name == "salesforce" else 5 + side.keyed)
