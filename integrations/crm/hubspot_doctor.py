"""What `doctor` finds out about a HubSpot portal."""

from collections.abc import Callable

from bot.errors import CrmError
from bot.findings import Finding
from integrations.crm.hubspot_fields import KEY_PROPERTY
from integrations.crm.hubspot_links import HubSpotLinks
from integrations.crm.hubspot_portal import HubSpotPortal
from integrations.crm.hubspot_schemas import HubSpotSchemas
from integrations.crm.hubspot_session import HubSpotSession

_SCOPES = (
    "crm.objects.contacts.read",
    "crm.objects.contacts.write",
    "crm.objects.companies.read",
    "crm.objects.deals.read",
    "crm.objects.deals.write",
    "crm.objects.owners.read",
)
_MAIL_SCOPES = (
    "communication_preferences.read_write",
    "crm.objects.companies.write",
    "sales-email-read",
)
_KEYED = ("notes", "tasks", "meetings", "emails", "contacts", "companies", "deals")
_WRITABLE = ("next_step", "close_date", "amount")


def check(
    session: HubSpotSession, schemas: HubSpotSchemas, portal: HubSpotPortal, links: HubSpotLinks
) -> tuple[Finding, ...]:
    """One finding a line; never raises CrmError."""
    try:
        details = session.details()
    except CrmError as error:
        mend = "Check HUBSPOT_TOKEN: copy the private app's access token anew."
        return (Finding(ok=False, subject="connection", said=str(error), mend=mend),)
    said = f"portal {details.get('portalId')} answers, zone {details.get('timeZone')}"
    findings = [Finding(ok=True, subject="connection", said=said)]
    probes: tuple[tuple[str, Callable[[], list[Finding]]], ...] = (
        ("scopes", lambda: _scopes(session)),
        ("deals", lambda: _deal_fields(schemas)),
        ("consent", lambda: _consent(schemas)),
        ("notes", lambda: _notes(schemas)),
        ("keys", lambda: _keys(schemas)),
        ("owners", lambda: _owners(portal)),
        ("primary contact", lambda: _label(links)),
    )
    for subject, probe in probes:
        try:
            findings += probe()
        except CrmError as error:
            mend = "Give the private app the scope that this needs."
            findings.append(Finding(ok=False, subject=subject, said=str(error), mend=mend))
    return tuple(findings)


def _scopes(session: HubSpotSession) -> list[Finding]:
    granted = set(session.token_info().get("scopes") or ())
    findings = []
    for subject, wanted in (("scopes", _SCOPES), ("mail scopes", _MAIL_SCOPES)):
        missing = [each for each in wanted if each not in granted]
        said = f"missing: {', '.join(missing)}" if missing else "all that are needed"
        mend = "Add them to the private app (Settings, Integrations, Private Apps)." if missing else ""
        findings.append(Finding(ok=not missing, subject=subject, said=said, mend=mend))
    return findings


def _deal_fields(schemas: HubSpotSchemas) -> list[Finding]:
    schema = schemas.schema("deal")
    findings = []
    for name in _WRITABLE:
        field = schema.field(name)
        said = "hidden" if field is None else "writable" if field.writable else "read only"
        mend = "" if said == "writable" else f"Let the private app see and edit the deal property for {name}."
        findings.append(Finding(ok=said == "writable", subject=f"deal {name}", said=said, mend=mend))
    return findings


def _consent(schemas: HubSpotSchemas) -> list[Finding]:
    seen = schemas.schema("contact").field("opted_out") is not None
    mend = "" if seen else "Show hs_email_optout to the private app; while it is hidden nobody is mailed."
    said = "visible" if seen else "hs_email_optout is hidden"
    return [Finding(ok=seen, subject="consent", said=said, mend=mend)]


def _notes(schemas: HubSpotSchemas) -> list[Finding]:
    ok = "hs_note_body" in schemas.defined("notes")
    mend = "" if ok else "Let the private app write notes (crm.objects.contacts.write)."
    return [Finding(ok=ok, subject="notes", said="may be written" if ok else "not shown", mend=mend)]


def _keys(schemas: HubSpotSchemas) -> list[Finding]:
    missing = [kind for kind in _KEYED if not schemas.has_key(kind)]
    said = (
        f"{KEY_PROPERTY} is missing on: {', '.join(missing)} (optional)"
        if missing
        else f"{KEY_PROPERTY} is there"
    )
    mend = (
        f"Optional: add {KEY_PROPERTY} with unique values, so that creates repeat safely." if missing else ""
    )
    return [Finding(ok=True, subject="keys", said=said, mend=mend)]


def _owners(portal: HubSpotPortal) -> list[Finding]:
    active = sum(owner.active for owner in portal.owners())
    return [Finding(ok=active > 0, subject="owners", said=f"{active} active owners")]


def _label(links: HubSpotLinks) -> list[Finding]:
    if links.primary_label() is not None:
        return [Finding(ok=True, subject="primary contact", said="by the label 'Primary contact'")]
    return [
        Finding(
            ok=True,
            subject="primary contact",
            said="no label; the first contact of a deal counts as primary",
            mend="Optional: add the association label 'Primary contact' between deals and contacts.",
        )
    ]
