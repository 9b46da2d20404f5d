"""The object types of the local HubSpot: their names, ids, time stamps and what each shows unasked.

Type ids and default properties follow developers.hubspot.com, "Understanding the CRM" and "Objects".
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One CRM object type. `required` must be present at create; `searchable` answers a search's `query`."""

    plural: str
    singular: str
    type_id: str
    created: str
    modified: str
    defaults: tuple[str, ...]
    searchable: tuple[str, ...]
    required: tuple[str, ...] = ()
    activity: bool = False
    first_id: int = 0  # seeded ids start here, so that a reader of a log can tell the types apart


def _activity(plural: str, singular: str, type_id: str, title: str, first_id: int) -> Kind:
    return Kind(
        plural,
        singular,
        type_id,
        "hs_createdate",
        "hs_lastmodifieddate",
        (),
        (title,),
        required=("hs_timestamp",),
        activity=True,
        first_id=first_id,
    )


CONTACTS = Kind(
    "contacts",
    "contact",
    "0-1",
    "createdate",
    "lastmodifieddate",  # contacts alone leave the hs_ prefix out
    ("firstname", "lastname", "email"),
    ("firstname", "lastname", "email", "phone", "company"),
    first_id=51_000_000_001,
)
COMPANIES = Kind(
    "companies",
    "company",
    "0-2",
    "createdate",
    "hs_lastmodifieddate",
    ("name", "domain"),
    ("name", "domain", "phone"),
    first_id=21_000_000_001,
)
DEALS = Kind(
    "deals",
    "deal",
    "0-3",
    "createdate",
    "hs_lastmodifieddate",
    ("dealname", "amount", "closedate", "pipeline", "dealstage"),
    ("dealname", "description"),
    required=("dealname", "dealstage"),
    first_id=31_000_000_001,
)
TASKS = _activity("tasks", "task", "0-27", "hs_task_subject", 71_000_000_001)
NOTES = _activity("notes", "note", "0-46", "hs_note_body", 72_000_000_001)
MEETINGS = _activity("meetings", "meeting", "0-47", "hs_meeting_title", 73_000_000_001)
CALLS = _activity("calls", "call", "0-48", "hs_call_title", 74_000_000_001)
EMAILS = _activity("emails", "email", "0-49", "hs_email_subject", 75_000_000_001)

KINDS = (CONTACTS, COMPANIES, DEALS, TASKS, NOTES, MEETINGS, CALLS, EMAILS)
_BY_NAME = {name: kind for kind in KINDS for name in (kind.plural, kind.singular, kind.type_id)}


def find_kind(name: str) -> Kind | None:
    """The type meant by a plural, a singular or a type id ("deals", "Deal", "0-3"), or None."""
    return _BY_NAME.get(name.lower())
