"""The operations of a prospect's card, in the order in which they are carried out: the CRM first, the mail last."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC

from bot.mailroom import KeptMail, Reminder
from bot.memory import Readers
from bot.operations import CreateRecord, LogMail, LogSent, Operation, SendMail, SetReminder, UpdateFields
from bot.operations.addressees import wrote
from bot.operations.mail_log import received
from bot.ports import Record, Schema, Stage
from bot.values import Change, RecordRef, Value
from bot.workdays import opening
from bot.workflows.lead_capture.prospect import Prospect

ACCOUNT = RecordRef("account", "new:account")
CONTACT = RecordRef("contact", "new:contact")
DEAL = RecordRef("deal", "new:deal")
_LABELS = {
    "name": "Name", "domain": "Domain", "country": "Country", "owner": "Owner", "first_name": "First name",
    "last_name": "Last name", "email": "Email", "title": "Job title", "phone": "Phone", "stage": "Stage",
    "amount": "Amount", "close_date": "Close date", "next_step": "Next step",
}  # fmt: skip
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
        fields = _fields(schema, {"name": name, "domain": prospect.domain, "country": country}, prospect)
        return CreateRecord(ACCOUNT, name, fields)
    empty = {"country": country} if not account.get("country") else {}
    updates = _fields(schema, empty)
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
    fields = _fields(readers.crm.describe("contact"), wanted, prospect)
    return CreateRecord(CONTACT, writer.name, fields, (account,))


def _deal(prospect: Prospect, account: RecordRef, stage: Stage, readers: Readers) -> Operation:
    wanted: dict[str, Value] = {
        "name": deal_name(prospect),
        "stage": stage.id,
        "close_date": prospect.closes.isoformat(),
        "next_step": next_step(prospect),
    }
    schema = readers.crm.describe("deal")
    known = {change.field: change for change in _fields(schema, wanted, prospect, {"stage": stage.label})}
    money = prospect.amount
    known["amount"] = Change(
        "amount", _label(schema, "amount"), "money", None, money.value if money else None,
        shown_after=None if money else "unknown", unit=money.currency if money else None,
    )  # fmt: skip
    order = ("amount", "next_step", "close_date", "stage", "owner", "name")
    fields = tuple(known[field] for field in order if field in known)
    return CreateRecord(DEAL, deal_name(prospect), fields, (account, CONTACT))


def _onward(prospect: Prospect, deal: Record, readers: Readers) -> Operation | None:
    """A deal that is under way keeps what it says; only an empty next step is filled."""
    if deal.get("next_step"):
        return None
    updates = _fields(readers.crm.describe("deal"), {"next_step": next_step(prospect)})
    return UpdateFields(deal.ref, deal.get("name") or deal.ref.id, updates) if updates else None


def next_step(prospect: Prospect) -> str:
    """The first next step, with its day."""
    return f"Discovery call {prospect.call.day} {prospect.call:%b}"


def _fields(
    schema: Schema,
    wanted: dict[str, Value],
    prospect: Prospect | None = None,
    shown: dict[str, str] | None = None,
) -> tuple[Change, ...]:
    """A change for each value that is there and that this account lets us write; with the owner where one is given."""
    person = prospect.owner.person if prospect else None
    if person and person.crm_owner:
        wanted = {**wanted, "owner": person.crm_owner}
        shown = {**(shown or {}), "owner": person.name}
    found = []
    for name, value in wanted.items():
        field = schema.field(name)
        if value is None or field is None or not field.writable:
            continue
        text = value[: field.max_length] if field.max_length else value
        words = (shown or {}).get(name)
        found.append(Change(name, field.label or _LABELS[name], field.type, None, text, shown_after=words))
    return tuple(found)


def _label(schema: Schema, name: str) -> str:
    field = schema.field(name)
    return field.label if field else _LABELS[name]


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
