"""The operations of a prospect's card, in the order in which they are carried out: the CRM first, the mail last."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC

from bot.filling import filled
from bot.mailroom import KeptMail, Reminder
from bot.operations import CreateRecord, LogMail, LogSent, Operation, SendMail, SetReminder, UpdateFields
from bot.operations.addressees import wrote
from bot.operations.mail_log import received
from bot.readers import Readers
from bot.records import Record, Schema, Stage
from bot.values import Change, RecordRef, Value
from bot.workdays import opening
from bot.workflows.lead_capture.prospect import Prospect

ACCOUNT = RecordRef("account", "new:account")
CONTACT = RecordRef("contact", "new:contact")
DEAL = RecordRef("deal", "new:deal")
_MOST_EARLIER = 3


@dataclass(frozen=True)
class Place:
    """What the conversation is logged on; `among` are the records that a person may choose instead."""

    record: RecordRef
    name: str
    among: tuple[Record, ...] = ()

    @property
    def offered(self) -> tuple[RecordRef, ...]:
        """References of those."""
        return tuple(each.ref for each in self.among)


def place_of(prospect: Prospect) -> Place:
    """A new deal; or the account's open one; or of several none for sure, so the account until a person chooses."""
    account, deals = prospect.found.account, [each.deal for each in prospect.found.deals]
    deal = prospect.found.deal or (deals[0] if len(deals) == 1 else None)
    if deal is not None:
        return Place(deal.ref, deal.get("name") or deal.ref.id)
    if account is not None and deals:
        return Place(account.ref, account_name(prospect), (account, *deals))
    return Place(DEAL, deal_name(prospect))


def operations(prospect: Prospect, stage: Stage, readers: Readers) -> tuple[Operation, ...]:
    """Everything the card would do. Raises CrmError where the CRM's fields cannot be read."""
    account, place = prospect.found.account, place_of(prospect)
    at = account.ref if account else ACCOUNT
    made = [_account(prospect, account, readers), _contact(prospect, at, readers)]
    if place.record == DEAL:
        made.append(_deal(prospect, at, stage, readers))
    elif place.record.kind == "deal":
        deal = next(each.deal for each in prospect.found.deals if each.deal.ref == place.record)
        made.append(_onward(prospect, deal, readers))
    return (*filter(None, made), *_conversation(prospect, place, at, readers))


def deal_name(prospect: Prospect) -> str:
    """The company and the day of the first mail; nothing of the mail's own words."""
    return f"{account_name(prospect)} – Inquiry {prospect.kept.received_at:%-d %b %Y}"


def account_name(prospect: Prospect) -> str:
    """As the CRM has it, else as the mail says."""
    held = prospect.found.account.get("name") if prospect.found.account else None
    return held or prospect.company.value


def _account(prospect: Prospect, account: Record | None, readers: Readers) -> Operation | None:
    schema, name = readers.crm.describe("account"), account_name(prospect)
    country = prospect.country.name if prospect.country else None
    if account is None:
        wanted = {"name": name, "domain": prospect.domain, "country": country}
        fields = filled(schema, wanted, owner=prospect.owner.person)
        return CreateRecord(ACCOUNT, name, fields)
    empty = {"country": country} if not account.get("country") else {}
    updates = filled(schema, empty)
    return UpdateFields(account.ref, name, updates) if updates else None


def _contact(prospect: Prospect, account: RecordRef, readers: Readers) -> Operation:
    writer = prospect.writer
    wanted: dict[str, Value] = {
        "first_name": writer.first.value if writer.first else None,
        "last_name": writer.last.value,
        "email": prospect.address,
        "title": writer.title.value if writer.title else None,
        "phone": writer.phone.value if writer.phone else None,
    }
    fields = filled(readers.crm.describe("contact"), wanted, owner=prospect.owner.person)
    return CreateRecord(CONTACT, writer.name, fields, (account,))


def _deal(prospect: Prospect, account: RecordRef, stage: Stage, readers: Readers) -> Operation:
    wanted: dict[str, Value] = {
        "name": deal_name(prospect),
        "stage": stage.id,
        "close_date": prospect.closes.isoformat(),
        "next_step": next_step(prospect),
    }
    schema = readers.crm.describe("deal")
    shown = {"stage": stage.label}
    changes = filled(schema, wanted, owner=prospect.owner.person, shown=shown)
    known = {change.field: change for change in (*changes, *_amount(schema, prospect))}
    order = ("amount", "next_step", "close_date", "stage", "owner", "name")
    fields = tuple(known[field] for field in order if field in known)
    return CreateRecord(DEAL, deal_name(prospect), fields, (account, CONTACT))


def _amount(schema: Schema, prospect: Prospect) -> tuple[Change, ...]:
    """What the mail names, else `unknown`, which a person may fill in; nothing where the account hides the field."""
    field, money = schema.field("amount"), prospect.amount
    if field is None or not field.writable:
        return ()
    if money is None:
        return (Change("amount", field.label, "money", None, None, shown_after="unknown"),)
    return (Change("amount", field.label, "money", None, money.value, unit=money.currency),)


def _onward(prospect: Prospect, deal: Record, readers: Readers) -> Operation | None:
    """A deal that is under way keeps what it says; only an empty next step is filled."""
    if deal.get("next_step"):
        return None
    updates = filled(readers.crm.describe("deal"), {"next_step": next_step(prospect)})
    return UpdateFields(deal.ref, deal.get("name") or deal.ref.id, updates) if updates else None


def next_step(prospect: Prospect) -> str:
    """The first next step, with its day."""
    return f"Discovery call {prospect.call.day} {prospect.call:%b}"


def _conversation(
    prospect: Prospect, place: Place, account: RecordRef, readers: Readers
) -> Iterator[Operation]:
    """What they wrote is logged; the answer is sent, logged, and waited for."""
    record, name = place.record, place.name
    earlier = () if place.among else _earlier(prospect, readers)  # one choice on a card, for one mail
    for each in (*earlier, prospect.kept):
        yield LogMail(record, name, received(each), (CONTACT,), place.offered)
    if prospect.letter is None:
        return
    yield SendMail(record, name, prospect.letter, account, (wrote(prospect.kept),))
    yield LogSent(record, name, prospect.letter, (CONTACT,), place.offered)
    due = opening(prospect.remind, prospect.owner.person).astimezone(UTC)
    yield SetReminder(
        record,
        Reminder(
            id=f"reminder:{prospect.kept.id}",
            due_at=due,
            record=record,
            record_name=name,
            record_link="",
            person=prospect.owner.person.id,
            text=f"{prospect.known_as} has not answered your mail yet",
            watched=(prospect.address,),
        ),
    )


def _earlier(prospect: Prospect, readers: Readers) -> Sequence[KeptMail]:
    """What they wrote before and nobody logged, the oldest first: a card that a newer one replaced loses no mail."""
    others = [each for each in readers.unfiled(prospect.address) if each.id != prospect.kept.id]
    return [each for each in others if each.mail and each.mail.machine.kind == "none"][:_MOST_EARLIER][::-1]
