"""An amount counts only in the currency the CRM counts in: nobody has said what another is worth."""

from dataclasses import replace

from bot.readers import Readers
from bot.records import Where
from bot.workflows.lead_capture.prospect import Prospect


def checked_amount(prospect: Prospect, readers: Readers) -> Prospect:
    """The prospect, with its amount unknown where the CRM's deals are in another currency. Raises CrmError."""
    if prospect.amount is None:
        return prospect
    deals = readers.crm.find("deal", (Where("is_closed", "is", ("false",)),), limit=1)
    currency = deals[0].get("currency") if deals else None
    return prospect if currency in {None, prospect.amount.currency} else replace(prospect, amount=None)
