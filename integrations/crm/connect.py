"""The CRM that the settings name, ready to be called."""

from pathlib import Path

from bot.clock import Clock
from bot.errors import SettingError
from bot.settings import Settings
from integrations.crm.hubspot import HubSpotCrm
from integrations.crm.salesforce import SalesforceCrm
from integrations.crm.salesforce_session import ClientCredentials, JwtBearer, SalesforceCredentials
from integrations.crm.wire import Watcher


def connect_crm(settings: Settings, clock: Clock, wire: Watcher | None = None) -> HubSpotCrm | SalesforceCrm:
    """Build the adapter; it calls nobody yet.

    Raises:
        SettingError: A setting of that CRM is missing or unusable.
    """
    if settings.crm == "hubspot":
        settings.needed("hubspot_token")
        token = settings.hubspot_token.get_secret_value() if settings.hubspot_token else ""
        return HubSpotCrm(token, url=settings.hubspot_url, clock=clock, wire=wire)
    settings.needed("salesforce_domain", "salesforce_client_id")
    return SalesforceCrm(
        _salesforce_credentials(settings),
        domain=settings.salesforce_domain or "",
        url=settings.salesforce_url,
        clock=clock,
        wire=wire,
    )


def _salesforce_credentials(settings: Settings) -> SalesforceCredentials:
    client_id = settings.salesforce_client_id or ""
    if settings.salesforce_private_key_file:
        settings.needed("salesforce_username")
        try:
            key = Path(settings.salesforce_private_key_file).read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError) as error:
            raise SettingError(f"SALESFORCE_PRIVATE_KEY_FILE cannot be read: {error}.") from error
        return JwtBearer(client_id, settings.salesforce_username or "", key)
    settings.needed("salesforce_client_secret")
    secret = settings.salesforce_client_secret
    return ClientCredentials(client_id, secret.get_secret_value() if secret else "")
