"""What an endpoint says when it gives no answer, in the house's own words.

Statuses and codes: platform.openai.com, "Error codes". A message of the endpoint is kept for the log alone.
"""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import openai

from bot.errors import ModelError, ModelRefused, ModelTemporary, ModelUnusable

_LONGEST = 3600.0  # seconds; an endpoint that asks for more is asked again after an hour
_AGAIN = frozenset({408, 409, 425})
_SERVER = 500
_OF_THE_TEXT = {"context_length_exceeded": "too_long", "content_filter": "declined"}


def timed_out(host: str, seconds: float) -> ModelTemporary:
    """No answer within the time a question may take."""
    return ModelTemporary(f"The model at {host} did not answer within {seconds:g} s.", outcome="timed_out")


def refused(error: openai.OpenAIError, host: str, model: str) -> ModelError:
    """The error of the client as one of ours; nothing that the endpoint said stands in its sentence."""
    match error:
        case openai.APITimeoutError():
            return ModelTemporary(f"The model at {host} did not answer in time.", outcome="timed_out")
        case openai.APIConnectionError():
            said = f"The model at {host} cannot be reached."
            return ModelTemporary(said, outcome="unreachable", raw=str(error))
        case openai.AuthenticationError() | openai.PermissionDeniedError():
            said = f"The model endpoint {host} does not take our key (OPENAI_API_KEY)."
            return ModelRefused(said, outcome="key_refused", raw=error.message)
        case openai.NotFoundError():
            said = f"{host} knows no model “{model}”: OPENAI_MODEL or OPENAI_BASE_URL is not right."
            return ModelRefused(said, outcome="not_found", raw=error.message)
        case openai.APIStatusError():
            return _by_status(error, host)
    return ModelUnusable(f"What {host} answered cannot be read.", outcome="nonsense", raw=str(error))


def _by_status(error: openai.APIStatusError, host: str) -> ModelError:
    status, wait = error.status_code, _retry_after(error)
    if error.code == "insufficient_quota":
        said = f"The account at {host} has no credit left."
        return ModelRefused(said, outcome="no_credit", raw=error.message)
    if isinstance(error, openai.RateLimitError):
        said = f"The model at {host} takes no more questions for now."
        return ModelTemporary(said, outcome="rate_limited", retry_after=wait, raw=error.message)
    if status >= _SERVER or status in _AGAIN:
        said = f"The model at {host} is not working now (HTTP {status})."
        return ModelTemporary(said, outcome="server_error", retry_after=wait, raw=error.message)
    if outcome := _OF_THE_TEXT.get(error.code or ""):
        return ModelUnusable("The model does not take this text.", outcome=outcome, raw=error.message)
    said = f"The model endpoint {host} does not take our request (HTTP {status})."
    return ModelRefused(said, outcome="request_refused", raw=error.message)


def _retry_after(error: openai.APIStatusError) -> float:
    """Seconds, from either form of the header (RFC 9110 10.2.3); 0 where it is missing or no number."""
    asked = error.response.headers.get("retry-after", "")
    try:
        seconds = float(asked)
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(asked) - datetime.now(UTC)).total_seconds()
        except (ValueError, TypeError):
            return 0.0
    return min(max(seconds, 0.0), _LONGEST) if seconds == seconds else 0.0  # noqa: PLR0124  # "nan" is a float too
