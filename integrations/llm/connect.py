"""Which writer the settings ask for. Without OPENAI_MODEL nothing leaves, whatever else is set."""

from typing import TYPE_CHECKING

from bot.errors import SettingError
from bot.settings import Settings, plain
from integrations.llm.plain_writer import PlainWriter

if TYPE_CHECKING:
    from integrations.llm.openai_writer import OpenAiWriter


def connect_model(settings: Settings) -> "OpenAiWriter | PlainWriter":
    """The model that the settings name, or none.

    Raises:
        SettingError: A model is named, and the address or the key it needs is not.
    """
    if not settings.openai_model:
        return PlainWriter()
    if settings.openai_base_url == Settings.model_fields["openai_base_url"].default:
        settings.needed("openai_api_key")
    if not settings.openai_base_url.startswith(("https://", "http://")):
        raise SettingError("OPENAI_BASE_URL must start with https:// or http://")
    from integrations.llm.openai_writer import OpenAiWriter  # noqa: PLC0415  # half a second at each start, for nothing without a model

    return OpenAiWriter(
        settings.openai_base_url,
        plain(settings.openai_api_key),
        settings.openai_model,
        settings.model_seconds,
    )
