"""Whom a rule about a domain would cover in Salesforce: contacts and leads, counted there."""

from simple_salesforce.format import format_soql

from bot.crm_mail import Audience
from bot.errors import Forbidden, Gone
from integrations.crm.addresses import checked_domain
from integrations.crm.salesforce_reader import SalesforceReader

_LEAD_TOO = {"Contact": "", "Lead": "IsConverted = false"}  # a converted lead is a contact by now


def audience(reader: SalesforceReader, domain: str, *, limit: int = 5) -> Audience:
    """Contacts and open leads with an address at the domain or below it, of all; leads only where we may see them."""
    domain = checked_domain(domain)
    covered, everybody, names = 0, 0, list[str]()
    at = format_soql("(Email LIKE '%@{:like}' OR Email LIKE '%.{:like}')", domain, domain)
    for sobject, open_ones in _LEAD_TOO.items():
        try:
            everybody += _count(reader, sobject, open_ones)
            covered += _count(reader, sobject, " AND ".join(filter(None, (at, open_ones))))
            where = " AND ".join(filter(None, (at, open_ones)))
            text = f"SELECT Name FROM {sobject} WHERE {where} ORDER BY Name LIMIT {int(limit)}"  # noqa: S608  # our words and a formatted value
            names += [str(row["Name"]) for row in reader.query(text)]
        except (Forbidden, Gone):
            if sobject == "Contact":
                raise
    return Audience(covered, everybody, tuple(names[:limit]))


def _count(reader: SalesforceReader, sobject: str, condition: str) -> int:
    where = f" WHERE {condition}" if condition else ""
    rows = reader.query(f"SELECT COUNT(Id) many FROM {sobject}{where}")  # noqa: S608  # our words and a formatted value
    return int(rows[0]["many"]) if rows else 0
