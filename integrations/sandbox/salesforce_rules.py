"""What the system sets by itself: defaults, names, a stage's probability, ends of meetings, other rows."""

from collections.abc import Callable
from datetime import datetime, timedelta

from integrations.sandbox.salesforce_choices import FORECASTS
from integrations.sandbox.salesforce_errors import rejected
from integrations.sandbox.salesforce_notes import cleaned
from integrations.sandbox.salesforce_schema import SObject
from integrations.sandbox.salesforce_store import Actor, Store
from integrations.sandbox.salesforce_values import Row, Value
from integrations.sandbox.world import STAGES

_STAGE_BY_LABEL = {
    label: (closed, won, float(percent), FORECASTS.get(key, "Pipeline"))
    for key, label, closed, won, percent in STAGES
}
_DEFAULTS: dict[str, Value] = {
    "Task.Status": "Not Started",
    "Task.Priority": "Normal",
    "Task.TaskSubtype": "Task",
    "Event.ShowAs": "Busy",
    "Lead.Status": "Open - Not Contacted",
    "EmailMessage.Status": "0",
    "ContentDocumentLink.Visibility": "AllUsers",
    "User.IsActive": True,
    "User.TimeZoneSidKey": "America/New_York",
}


def with_defaults(sobject: SObject, given: Row, actor: Actor) -> Row:
    """A full row for a create: every field present, booleans false, the owner the one who asks."""
    row: Row = {}
    for field in sobject.fields.values():
        value = given.get(field.name)
        if value is None:
            value = _DEFAULTS.get(f"{sobject.name}.{field.name}", False if field.type == "boolean" else None)
        if value is None and field.name == "OwnerId":
            value = actor.user_id
        if value is None and field.name == "CurrencyIsoCode":
            value = "USD"
        row[field.name] = value
    return row


def settle(store: Store, sobject: SObject, row: Row, given: set[str], at: datetime) -> None:
    """Fill in what follows from the `given` fields of a row that is about to be kept.

    Raises:
        ApiError: 400 FIELD_INTEGRITY_EXCEPTION where the given values contradict each other.
    """
    rule = _RULES.get(sobject.name)
    if rule is not None:
        rule(store, row, given, at)


def _person(store: Store, row: Row, given: set[str], at: datetime) -> None:  # noqa: ARG001 - one signature
    row["Name"] = " ".join(str(part) for part in (row["FirstName"], row["LastName"]) if part)


def _opportunity(store: Store, row: Row, given: set[str], at: datetime) -> None:  # noqa: ARG001 - one signature
    before = store.peek("Opportunity", str(row["Id"]))
    if before is not None and before["StageName"] == row["StageName"]:
        return
    closed, won, percent, forecast = _STAGE_BY_LABEL[str(row["StageName"])]
    row["IsClosed"], row["IsWon"] = closed, won
    if "Probability" not in given:
        row["Probability"] = percent
    if "ForecastCategoryName" not in given:
        row["ForecastCategoryName"] = forecast


def _account_of(store: Store, what: Value) -> Value:
    parent = store.owner_object(str(what)) if what else None
    if parent is None:
        return None
    found = store.peek(parent.name, str(what)) or {}
    return found["Id"] if parent.name == "Account" else found.get("AccountId")


def _task(store: Store, row: Row, given: set[str], at: datetime) -> None:  # noqa: ARG001 - one signature
    row["IsClosed"] = row["Status"] == "Completed"
    row["CompletedDateTime"] = (row["CompletedDateTime"] or at) if row["IsClosed"] else None
    row["AccountId"] = _account_of(store, row["WhatId"])


def _event(store: Store, row: Row, given: set[str], at: datetime) -> None:  # noqa: ARG001 - one signature
    start = row["ActivityDateTime"] if "ActivityDateTime" in given else row["StartDateTime"]
    end, minutes = row["EndDateTime"], row["DurationInMinutes"]
    if isinstance(start, datetime):
        if isinstance(minutes, int) and ("DurationInMinutes" in given or "EndDateTime" not in given):
            end = start + timedelta(minutes=minutes)
        if not isinstance(end, datetime) or end < start:
            raise rejected(
                "FIELD_INTEGRITY_EXCEPTION",
                "Event requires DurationInMinutes or an EndDateTime that is not before the start",
                "DurationInMinutes",
                "EndDateTime",
            )
        row["DurationInMinutes"] = int((end - start).total_seconds() // 60)
        row["ActivityDate"] = start.date()
    elif not (row["IsAllDayEvent"] and row["ActivityDate"]):
        raise rejected(
            "REQUIRED_FIELD_MISSING", "Required fields are missing: [StartDateTime]", "StartDateTime"
        )
    row["StartDateTime"], row["ActivityDateTime"], row["EndDateTime"] = start, start, end
    row["AccountId"] = _account_of(store, row["WhatId"])


def _note(store: Store, row: Row, given: set[str], at: datetime) -> None:  # noqa: ARG001 - one signature
    row["FileType"] = "SNOTE"
    if "Content" in given and isinstance(row["Content"], str):
        row["Content"], row["TextPreview"], row["ContentSize"] = cleaned(row["Content"])


_RULES: dict[str, Callable[[Store, Row, set[str], datetime], None]] = {
    "Contact": _person,
    "Lead": _person,
    "User": _person,
    "Opportunity": _opportunity,
    "Task": _task,
    "Event": _event,
    "ContentNote": _note,
}


def follow_up(store: Store, actor: Actor, sobject: SObject, row: Row, at: datetime) -> None:
    """The other rows that change because this one was written."""
    if sobject.name == "ContentNote":
        _mirror_document(store, actor, row, at)
    elif sobject.name == "Opportunity" and row["ContactId"] and row["CreatedDate"] == at:
        _name_primary(store, actor, row, at)
    elif sobject.name == "OpportunityContactRole" and row["IsPrimary"]:
        for other in store.rows(sobject.name):
            same_deal = other["OpportunityId"] == row["OpportunityId"] and other["Id"] != row["Id"]
            if same_deal and other["IsPrimary"]:
                store.put(sobject, other | {"IsPrimary": False}, at, actor.user_id)
    elif sobject.name == "Task" and row["IsClosed"]:
        _move_last_activity(store, row)
    elif sobject.name == "EmailMessage" and not row["ActivityId"]:
        _log_as_task(store, actor, row, at)
        _relate_recipients(store, actor, row, at)
    elif sobject.name == "EmailMessageRelation":
        _name_person(store, row)


def _mirror_document(store: Store, actor: Actor, note: Row, at: datetime) -> None:
    """A note is a document with the same id, and its owner is linked to it."""
    sobject = store.schema.objects["ContentDocument"]
    known = store.peek(sobject.name, str(note["Id"]))
    names = set(sobject.fields) & note.keys()
    store.put(sobject, {name: note[name] for name in names}, at, actor.user_id)
    if known is None:
        links = store.schema.objects["ContentDocumentLink"]
        link = {"ContentDocumentId": note["Id"], "LinkedEntityId": note["OwnerId"], "ShareType": "I"}
        stamp: Row = {"Id": store.new_id(links), "CreatedDate": at, "CreatedById": actor.user_id}
        store.put(links, with_defaults(links, link | stamp, actor), at, actor.user_id)


def _move_last_activity(store: Store, task: Row) -> None:
    what, due = str(task["WhatId"] or ""), task["ActivityDate"]
    deal = store.peek("Opportunity", what)
    if deal and due and (deal["LastActivityDate"] is None or str(deal["LastActivityDate"]) < str(due)):
        store.derive("Opportunity", what, {"LastActivityDate": due})


def _add(store: Store, actor: Actor, name: str, values: Row, at: datetime) -> None:
    sobject = store.schema.objects[name]
    stamp: Row = {"Id": store.new_id(sobject), "CreatedDate": at, "CreatedById": actor.user_id}
    store.put(sobject, with_defaults(sobject, values | stamp, actor), at, actor.user_id)


def _name_primary(store: Store, actor: Actor, deal: Row, at: datetime) -> None:
    """The contact given at a deal's creation becomes its primary role (Object Reference, Opportunity.ContactId)."""
    role: Row = {"OpportunityId": deal["Id"], "ContactId": deal["ContactId"], "IsPrimary": True}
    _add(store, actor, "OpportunityContactRole", role, at)


def _relate_recipients(store: Store, actor: Actor, mail: Row, at: datetime) -> None:
    """Each id in ToIds and CcIds becomes a relation (Object Reference, EmailMessage)."""
    for field, kind in (("ToIds", "ToAddress"), ("CcIds", "CcAddress")):
        listed = mail[field]
        for each in listed if isinstance(listed, list) else ():
            relation: Row = {"EmailMessageId": mail["Id"], "RelationId": each, "RelationType": kind}
            _add(store, actor, "EmailMessageRelation", relation, at)
            _name_person(store, relation)


def _name_person(store: Store, relation: Row) -> None:
    """The first person on a mail is whom its activity names."""
    mail = store.peek("EmailMessage", str(relation["EmailMessageId"])) or {}
    task = store.peek("Task", str(mail.get("ActivityId") or ""))
    if task and not task["WhoId"] and str(relation["RelationId"])[:3] in ("003", "00Q"):
        store.derive("Task", str(task["Id"]), {"WhoId": relation["RelationId"]})


def _log_as_task(store: Store, actor: Actor, mail: Row, at: datetime) -> None:
    tasks = store.schema.objects["Task"]
    task: Row = {
        "Id": store.new_id(tasks),
        "CreatedDate": at,
        "CreatedById": actor.user_id,
        "Subject": f"Email: {mail['Subject'] or ''}"[:255],
        "Status": "Completed",
        "TaskSubtype": "Email",
        "ActivityDate": at.date(),
        "WhatId": mail["RelatedToId"],
    }
    row = with_defaults(tasks, task, actor)
    settle(store, tasks, row, set(task), at)
    store.put(tasks, row, at, actor.user_id)
    store.derive("EmailMessage", str(mail["Id"]), {"ActivityId": task["Id"]})
