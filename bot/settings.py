"""Every setting, read once from the environment (or a `.env` file) at start; the demo needs none (A-32).

Nothing else in the house reads the environment.
"""

from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingError


class Settings(BaseSettings):
    """What an administrator may set; names are upper case in the environment, e.g. SLACK_BOT_TOKEN."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    slack_bot_token: SecretStr | None = Field(None, description="xoxb-…, from the installed Slack app")
    slack_app_token: SecretStr | None = Field(None, description="xapp-…, for Socket Mode")
    slack_signing_secret: SecretStr | None = Field(None, description="for HTTP mode")
    slack_api_url: str = Field("https://slack.com/api/", description="where Slack's Web API is")

    crm: Literal["hubspot", "salesforce"] = Field("hubspot", description="which CRM the team uses")
    hubspot_token: SecretStr | None = Field(None, description="private-app access token")
    hubspot_url: str = Field("https://api.hubapi.com", description="where HubSpot's API is")
    salesforce_domain: str | None = Field(None, description="My Domain host, e.g. acme.my.salesforce.com")
    salesforce_url: str | None = Field(None, description="where requests really go; unset means the domain")
    salesforce_client_id: str | None = Field(None, description="consumer key of the connected app")
    salesforce_client_secret: SecretStr | None = Field(None, description="for the client-credentials flow")
    salesforce_username: str | None = Field(None, description="for the JWT bearer flow")
    salesforce_private_key_file: str | None = Field(None, description="PEM file, for the JWT bearer flow")

    database_url: str = Field("sqlite:///dealhand.db", description="SQLite file, or postgresql+psycopg://…")
    clock_url: str | None = Field(None, description="a clock served over HTTP; unset means this machine's")
    manager_email: str | None = Field(
        None, description="who approves above a guardrail, and looks after orphans"
    )
    admin_email: str | None = Field(None, description="who is told when a connection breaks")
    imap_url: SecretStr | None = Field(None, description="imap[s]://user:secret@host, where mail comes in")
    imap_folder: str = Field("INBOX", description="the folder that is read")
    smtp_url: SecretStr | None = Field(None, description="smtp[s]://user:secret@host, where mail goes out")
    mail_from: str | None = Field(None, description="the house's own address; unset means SMTP_URL's user")
    dkim_key_file: str | None = Field(None, description="PEM file of an RSA key; signs what SMTP_URL sends")
    dkim_selector: str | None = Field(
        None, description="its public half is at <selector>._domainkey.<domain>"
    )
    dkim_domain: str | None = Field(None, description="unset means the domain of the house's own address")
    secret_key: SecretStr | None = Field(None, description="encrypts connected mailboxes' passwords at rest")
    public_url: str | None = Field(
        None, description="https address under which HOST:PORT is reached from outside"
    )
    postal_address: str = Field("", description="stands under every mail that goes out; none, no mail")
    hold_seconds: float = Field(90.0, ge=0, description="how long approved mail waits for second thoughts")
    log_mail: bool = Field(True, description="log mail of people whom the CRM knows there, without a click")
    openai_model: str | None = Field(None, description="name of a model; unset, no text leaves for any model")
    openai_base_url: str = Field("https://api.openai.com/v1", description="where that model is asked")
    openai_api_key: SecretStr | None = Field(None, description="key of that endpoint")
    model_daily_tokens: int = Field(
        200_000, ge=0, description="after so many tokens a day (UTC) rules go on alone"
    )
    model_seconds: float = Field(20.0, gt=0, le=300, description="how long one question may take")
    host: str = Field("127.0.0.1", description="where the HTTP server listens")
    port: int = Field(8080, ge=0, le=65535)
    poll_seconds: float = Field(30.0, ge=1.0, description="how often the CRM is asked what changed")

    @property
    def crm_name(self) -> str:
        """As people write it."""
        return {"hubspot": "HubSpot", "salesforce": "Salesforce"}[self.crm]

    @model_validator(mode="after")
    def _scheme_is_known(self) -> Self:
        if not self.database_url.startswith(("sqlite:///", "postgresql+psycopg://")):
            raise ValueError("DATABASE_URL must start with sqlite:/// or postgresql+psycopg://")
        return self

    @field_validator("public_url")
    @classmethod
    def _pages_are_reached_safely(cls, url: str | None) -> str | None:
        """What people outside are sent to: HTTPS (RFC 8058 3.1), or this very machine; no slash at its end."""
        if not url:
            return None
        parts = urlsplit(url)
        near = parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1", "::1"}
        if not parts.hostname or not (parts.scheme == "https" or near):
            raise ValueError("must begin with https:// (http:// only for this machine)")
        if parts.query or parts.fragment or parts.username or not url.isascii():
            raise ValueError("is an address without ?, # or a user, such as https://dealhand.example.com")
        return url.rstrip("/")

    def needed(self, *names: str) -> None:
        """Raise SettingError naming the first of these that is not set."""
        for name in names:
            if getattr(self, name) in {None, ""}:
                field = type(self).model_fields[name]
                raise SettingError(f"{name.upper()} is not set ({field.description}); see README, “Connect”.")


def plain(secret: SecretStr | None) -> str:
    """A secret to be handed to whoever uses it; empty when it is not set."""
    return secret.get_secret_value() if secret else ""


def read_settings() -> Settings:
    """The settings of this process.

    Raises:
        SettingError: One of them cannot be used; one line that names it.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper() + ": " if first["loc"] else ""
        raise SettingError(f"{name}{first['msg'].removeprefix('Value error, ')}") from error
