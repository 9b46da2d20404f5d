"""What `doctor` finds out about a Salesforce org."""

from bot.errors import CrmError, Forbidden, Gone
from bot.findings import Finding
from integrations.crm.salesforce_consent import OPT_OUT, PEOPLE
from integrations.crm.salesforce_fields import KEY_FIELD
from integrations.crm.salesforce_schemas import SalesforceSchemas
from integrations.crm.salesforce_session import SalesforceSession
from integrations.crm.salesforce_us import Us

_WRITABLE = (("next_step", "Next Step"), ("close_date", "Close Date"), ("amount", "Amount"))


def check(session: SalesforceSession, schemas: SalesforceSchemas, us: Us) -> tuple[Finding, ...]:
    """One finding a line; never raises CrmError."""
    try:
        session.call(lambda sf: sf.limits())
    except CrmError as error:
        mend = "Check SALESFORCE_DOMAIN, the credentials and that the app's run-as user is active."
        return (Finding(ok=False, subject="connection", said=f"{session.domain}: {error}", mend=mend),)
    usage = session.usage()
    used = f", {usage.used} of {usage.allowed} calls used" if usage.used is not None else ""
    findings = [Finding(ok=True, subject="connection", said=f"{session.domain} answers{used}")]
    for probe in (_deal_fields, _consent, _notes, _keys):
        try:
            findings += probe(schemas)
        except CrmError as error:
            mend = "Give the integration user read access to the standard sales objects."
            findings.append(Finding(ok=False, subject="access", said=str(error), mend=mend))
    try:
        active = sum(owner.active for owner in us.owners())
        findings.append(Finding(ok=active > 0, subject="owners", said=f"{active} active users"))
    except CrmError as error:
        findings.append(
            Finding(ok=False, subject="owners", said=str(error), mend="Let the integration user view users.")
        )
    return tuple(findings)


def _deal_fields(schemas: SalesforceSchemas) -> list[Finding]:
    schema = schemas.schema("deal")
    findings = []
    for name, label in _WRITABLE:
        field = schema.field(name)
        said = "hidden" if field is None else "writable" if field.writable else "read only"
        findings.append(
            Finding(
                ok=said == "writable",
                subject=f"opportunity {label}",
                said=said,
                mend=""
                if said == "writable"
                else f"Give the integration user edit access to Opportunity.{label}.",
            )
        )
    return findings


def _consent(schemas: SalesforceSchemas) -> list[Finding]:
    """Leads count too: an address that opted out as a lead must not be mailed as a contact."""
    rights = {}
    for sobject in PEOPLE:
        try:
            rights[sobject] = schemas.described(sobject).get(OPT_OUT)
        except (Forbidden, Gone):
            rights[sobject] = None
    hidden = [name for name, field in rights.items() if field is None]
    fixed = [name for name, field in rights.items() if field and not field.get("updateable")]
    said = "visible and writable"
    mend = ""
    if hidden:
        said = f"Email Opt Out is hidden on {' and '.join(hidden)}"
        mend = "Show Email Opt Out to the integration user; while it is hidden nobody is mailed."
    elif fixed:
        said = f"Email Opt Out is read only on {' and '.join(fixed)}"
        mend = "Let the integration user edit Email Opt Out, so that who asks to be left alone is marked."
    return [Finding(ok=not mend, subject="consent", said=said, mend=mend)]


def _notes(schemas: SalesforceSchemas) -> list[Finding]:
    try:
        ok = bool(schemas.described("ContentNote").get("Title", {}).get("createable"))
    except Gone:  # an org with Notes turned off has no such object
        ok = False
    mend = "" if ok else "Turn Notes on (Setup, Notes Settings) and let the integration user create them."
    return [Finding(ok=ok, subject="notes", said="may be written" if ok else "cannot be written", mend=mend)]


def _keys(schemas: SalesforceSchemas) -> list[Finding]:
    missing = [
        kind for kind in ("task", "meeting", "contact", "account", "deal") if not schemas.has_key(kind)
    ]
    said = (
        f"{KEY_FIELD} is missing on: {', '.join(missing)} (optional)" if missing else f"{KEY_FIELD} is there"
    )
    mend = (
        f"Optional: add {KEY_FIELD} (Text, External ID, unique), so that creates repeat safely."
        if missing
        else ""
    )
    return [Finding(ok=True, subject="keys", said=said, mend=mend)]
