"""Values between JSON and the store: dates and datetimes are typed inside, text outside."""

import base64
import binascii
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TypeAlias

from integrations.sandbox.salesforce_errors import ApiError, rejected
from integrations.sandbox.salesforce_ids import long_id
from integrations.sandbox.salesforce_schema import Field

Value: TypeAlias = str | float | date | list[str] | None  # bool and int are floats to a type checker
Row: TypeAlias = dict[str, Value]

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_OFFSET = re.compile(r"([+-]\d\d)(\d\d)$")


def wire(value: Value) -> object:
    """A stored value as the REST API prints it."""
    if isinstance(value, datetime):
        moment = value.astimezone(UTC)
        return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}+0000"
    if isinstance(value, date):
        return value.isoformat()
    return value


def parse_datetime(text: str) -> datetime:
    """An ISO 8601 datetime with `Z`, `+0000` or `+00:00`; without a zone it is UTC.

    Raises:
        ValueError: not a datetime.
    """
    moment = datetime.fromisoformat(_OFFSET.sub(r"\1:\2", text.strip()))
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _datetime(field: Field, given: object) -> Value:  # noqa: ARG001 - one signature for all types
    if not isinstance(given, str):
        raise TypeError
    return parse_datetime(given)


def _date(field: Field, given: object) -> Value:  # noqa: ARG001 - one signature for all types
    if not isinstance(given, str):
        raise TypeError
    return date.fromisoformat(given.strip()[:10])


def _boolean(field: Field, given: object) -> Value:  # noqa: ARG001 - one signature for all types
    if isinstance(given, bool):
        return given
    if isinstance(given, str) and given.lower() in ("true", "false"):
        return given.lower() == "true"
    raise TypeError


def _number(field: Field, given: object) -> Value:
    if isinstance(given, bool) or not isinstance(given, int | float | str):
        raise TypeError
    number = float(given)
    return int(number) if field.type == "int" else number


def _text(field: Field, given: object) -> Value:
    if isinstance(given, dict | list):
        raise TypeError
    text = given.strip() if isinstance(given, str) else str(given)
    if field.type != "textarea":
        text = re.sub(r"[\r\n]+", " ", text)
    if field.length and len(text) > field.length:
        raise rejected(
            "STRING_TOO_LONG",
            f"{field.label}: data value too large: {text[:80]} (max length={field.length})",
            field.name,
        )
    return text or None


def _email(field: Field, given: object) -> Value:
    text = _text(field, given)
    if isinstance(text, str) and not _ADDRESS.fullmatch(text):
        raise rejected("INVALID_EMAIL_ADDRESS", f"{field.label}: invalid email address: {text}", field.name)
    return text


def _picklist(field: Field, given: object) -> Value:
    text = _text(field, given)
    if field.restricted and text is not None and text not in field.picklist:
        raise rejected(
            "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
            f"{field.label}: bad value for restricted picklist field: {text}",
            field.name,
        )
    return text


def _reference(field: Field, given: object) -> Value:
    if not isinstance(given, str):
        raise TypeError
    found = long_id(given)
    if found is None:
        raise rejected("MALFORMED_ID", f"{field.label}: id value of incorrect type: {given}", field.name)
    return found


def _binary(field: Field, given: object) -> Value:
    if not isinstance(given, str):
        raise TypeError
    try:
        base64.b64decode(given, validate=True)
    except binascii.Error as error:
        raise rejected("INVALID_BASE64_BINARY", f"{field.label}: invalid base64", field.name) from error
    return given


def _id_list(field: Field, given: object) -> Value:
    if not isinstance(given, list):
        raise TypeError
    return [str(_reference(field, each)) for each in given]


_PARSERS: dict[str, Callable[[Field, object], Value]] = {
    "datetime": _datetime,
    "date": _date,
    "boolean": _boolean,
    "currency": _number,
    "percent": _number,
    "double": _number,
    "int": _number,
    "email": _email,
    "picklist": _picklist,
    "reference": _reference,
    "id": _reference,
    "base64": _binary,
    "idlist": _id_list,
}


def stored(field: Field, given: object) -> Value:
    """A JSON value of a write as the store keeps it; empty text is null.

    Raises:
        ApiError: 400 with the code of the rule the value breaks.
    """
    if given is None or given == "":
        return None
    try:
        return _PARSERS.get(field.type, _text)(field, given)
    except (TypeError, ValueError) as error:
        raise ApiError(
            400,
            "JSON_PARSER_ERROR",
            f"Cannot deserialize instance of {field.type} from value {given!r} or request may be missing "
            f"a required field ({field.name})",
        ) from error
