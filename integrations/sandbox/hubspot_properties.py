"""The property definitions the local HubSpot starts with: names and types of HubSpot's default objects."""

from dataclasses import replace

from integrations.sandbox.hubspot_kinds import KINDS
from integrations.sandbox.hubspot_schema import Property, Schema
from integrations.sandbox.world import STAGES

PIPELINE = "default"
STAGE_IDS = {  # a portal's stage ids are older than its labels, so they say something else
    "qualified": "appointmentscheduled",
    "discovery": "qualifiedtobuy",
    "proposal": "presentationscheduled",
    "negotiation": "contractsent",
    "won": "closedwon",
    "lost": "closedlost",
}
KEY_FIELD = Property(
    "dealhand_key",
    "Dealhand key",
    unique=True,
    custom=True,
    description="Written by Dealhand, so that nothing is created twice.",
)
KEYED = ("notes", "tasks", "contacts", "companies", "deals", "meetings", "emails")


def _text(name: str, label: str, *, area: bool = False) -> Property:
    return Property(name, label, field_type="textarea" if area else "text")


def _number(name: str, label: str) -> Property:
    return Property(name, label, "number", "number")


def _time(name: str, label: str) -> Property:
    return Property(name, label, "datetime", "date")


def _choice(name: str, label: str, *values: str) -> Property:
    return Property(name, label, "enumeration", "select", tuple((one, _words(one)) for one in values))


def _words(value: str) -> str:
    return value.replace("_", " ").capitalize()


def _fixed(one: Property, *, calculated: bool = False) -> Property:
    return replace(one, read_only=True, calculated=calculated)


def _flag(name: str, label: str) -> Property:
    return Property(name, label, "bool", "booleancheckbox", (("true", "True"), ("false", "False")))


_OWNER = Property("hubspot_owner_id", "Owner", "enumeration", "select", refers_to="OWNER")
_LAST_CONTACTED = _fixed(_time("notes_last_contacted", "Last Contacted"))
_LAST_ACTIVITY = _fixed(_time("notes_last_updated", "Last Activity Date"))
_STAGES = tuple((STAGE_IDS[key], label) for key, label, *_rest in STAGES)
_OUTCOMES = ("SCHEDULED", "COMPLETED", "RESCHEDULED", "NO_SHOW", "CANCELED")
_LIFECYCLE = (
    "subscriber",
    "lead",
    "marketingqualifiedlead",
    "salesqualifiedlead",
    "opportunity",
    "customer",
    "evangelist",
    "other",
)
_LEAD_STATUS = (
    "NEW",
    "OPEN",
    "IN_PROGRESS",
    "OPEN_DEAL",
    "UNQUALIFIED",
    "ATTEMPTED_TO_CONTACT",
    "CONNECTED",
    "BAD_TIMING",
)

_CONTACT = (
    _text("firstname", "First Name"),
    _text("lastname", "Last Name"),
    replace(_text("email", "Email"), unique=True),
    _text("phone", "Phone Number"),
    _text("jobtitle", "Job Title"),
    _text("company", "Company Name"),
    _choice("lifecyclestage", "Lifecycle Stage", *_LIFECYCLE),
    _choice("hs_lead_status", "Lead Status", *_LEAD_STATUS),
    _LAST_CONTACTED,
    _LAST_ACTIVITY,
    _fixed(_flag("hs_email_optout", "Unsubscribed from all email")),
    _fixed(_time("hs_last_sales_activity_timestamp", "Last Engagement Date")),
    _fixed(_text("hs_additional_emails", "Additional email addresses")),
)
_COMPANY = (
    _text("name", "Company name"),
    _text("domain", "Company Domain Name"),
    _text("industry", "Industry"),
    _number("numberofemployees", "Number of Employees"),
    _text("country", "Country/Region"),
    _text("phone", "Phone Number"),
    _text("description", "Description", area=True),
    _LAST_CONTACTED,
    _LAST_ACTIVITY,
)
_DEAL = (
    _text("dealname", "Deal Name"),
    Property("dealstage", "Deal Stage", "enumeration", "radio", _STAGES),
    Property("pipeline", "Pipeline", "enumeration", "select", ((PIPELINE, "Sales Pipeline"),)),
    _time("closedate", "Close Date"),
    _number("amount", "Amount"),
    _choice("deal_currency_code", "Currency", "USD", "EUR", "GBP", "CAD", "AUD", "CHF", "JPY"),
    _text("hs_next_step", "Next step"),
    _text("description", "Deal Description", area=True),
    _LAST_CONTACTED,
    _LAST_ACTIVITY,
    _fixed(_number("hs_deal_stage_probability", "Deal probability"), calculated=True),
    _fixed(_flag("hs_is_closed", "Is Deal Closed?"), calculated=True),
    _fixed(_flag("hs_is_closed_won", "Is Closed Won"), calculated=True),
    _fixed(_number("num_associated_contacts", "Number of Associated Contacts"), calculated=True),
)
_TASK = (
    _text("hs_task_subject", "Task Title"),
    _text("hs_task_body", "Task Notes", area=True),
    _choice(
        "hs_task_status", "Task Status", "NOT_STARTED", "IN_PROGRESS", "WAITING", "COMPLETED", "DEFERRED"
    ),
    _choice("hs_task_priority", "Priority", "NONE", "LOW", "MEDIUM", "HIGH"),
    _choice("hs_task_type", "Task Type", "TODO", "CALL", "EMAIL"),
)
_MEETING = (
    _text("hs_meeting_title", "Meeting name"),
    _text("hs_meeting_body", "Meeting description", area=True),
    _time("hs_meeting_start_time", "Meeting start time"),
    _time("hs_meeting_end_time", "Meeting end time"),
    _text("hs_meeting_location", "Location"),
    _choice("hs_meeting_outcome", "Meeting outcome", *_OUTCOMES),
)
_EMAIL = (
    _choice("hs_email_direction", "Email Direction", "EMAIL", "INCOMING_EMAIL", "FORWARDED_EMAIL"),
    _text("hs_email_subject", "Email subject"),
    _text("hs_email_text", "Text body", area=True),
    _text("hs_email_html", "Email body", area=True),
    _text("hs_email_headers", "Email headers", area=True),
    _choice("hs_email_status", "Email send status", "BOUNCED", "FAILED", "SCHEDULED", "SENDING", "SENT"),
    _fixed(_text("hs_email_message_id", "Email message id")),  # set by HubSpot's own mail integrations
)
_CALL = (
    _text("hs_call_title", "Call Title"),
    _text("hs_call_body", "Call notes", area=True),
    _choice("hs_call_direction", "Call direction", "INBOUND", "OUTBOUND"),
    _number("hs_call_duration", "Call duration"),
)
_OWN = {
    "contacts": _CONTACT,
    "companies": _COMPANY,
    "deals": _DEAL,
    "tasks": _TASK,
    "notes": (_text("hs_note_body", "Note body", area=True),),
    "meetings": _MEETING,
    "emails": _EMAIL,
    "calls": _CALL,
}


def default_schema(*, key_fields: bool) -> Schema:
    """All types with their standard properties; with `key_fields` also the optional unique `dealhand_key`."""
    by_kind: dict[str, dict[str, Property]] = {}
    for kind in KINDS:
        common = [
            _OWNER,
            _fixed(_time(kind.created, "Create Date")),
            _fixed(_time(kind.modified, "Last Modified Date")),
            _fixed(_number("hs_object_id", "Record ID"), calculated=True),
            _fixed(_text("hs_merged_object_ids", "Merged record IDs")),
        ]
        if kind.activity:
            common.append(_time("hs_timestamp", "Activity date"))
        if key_fields and kind.plural in KEYED:
            common.append(KEY_FIELD)
        by_kind[kind.plural] = {one.name: one for one in (*_OWN[kind.plural], *common)}
    return Schema(by_kind)
