"""What a person enters: `state.values`, and the checks Slack's client makes before it submits."""

import re
from dataclasses import dataclass

from integrations.sandbox.slack_messages import elements
from integrations.sandbox.slack_words import Json, SlackError

Values = dict[str, dict[str, Json]]


@dataclass(frozen=True)
class Entry:
    """Where an element keeps its value in state.values, and which field of the element fills it at first."""

    field: str
    initial: str
    many: bool = False


ENTRIES: dict[str, Entry] = {
    "plain_text_input": Entry("value", "initial_value"),
    "email_text_input": Entry("value", "initial_value"),
    "url_text_input": Entry("value", "initial_value"),
    "number_input": Entry("value", "initial_value"),
    "rich_text_input": Entry("rich_text_value", "initial_value"),
    "static_select": Entry("selected_option", "initial_option"),
    "external_select": Entry("selected_option", "initial_option"),
    "radio_buttons": Entry("selected_option", "initial_option"),
    "checkboxes": Entry("selected_options", "initial_options", many=True),
    "multi_static_select": Entry("selected_options", "initial_options", many=True),
    "multi_external_select": Entry("selected_options", "initial_options", many=True),
    "users_select": Entry("selected_user", "initial_user"),
    "multi_users_select": Entry("selected_users", "initial_users", many=True),
    "channels_select": Entry("selected_channel", "initial_channel"),
    "multi_channels_select": Entry("selected_channels", "initial_channels", many=True),
    "conversations_select": Entry("selected_conversation", "initial_conversation"),
    "multi_conversations_select": Entry("selected_conversations", "initial_conversations", many=True),
    "datepicker": Entry("selected_date", "initial_date"),
    "timepicker": Entry("selected_time", "initial_time"),
    "datetimepicker": Entry("selected_date_time", "initial_date_time"),
    "file_input": Entry("files", "files", many=True),
}
_FORMATS = {
    "number_input": (r"-?\d+(\.\d+)?", "Please enter a number."),
    "email_text_input": (r"[^@\s]+@[^@\s]+\.[^@\s]+", "Please enter a valid email address."),
    "url_text_input": (r"https?://\S+", "Please enter a valid URL."),
}


def find_element(blocks: list[Json], block_id: str, action_id: str) -> tuple[Json, Json]:
    """The block and its element with those ids; raises SlackError no_such_element."""
    for block in blocks:
        for element in elements(block):
            if element.get("action_id") == action_id and block.get("block_id") == block_id:
                return block, element
    raise SlackError("no_such_element")


def values(blocks: list[Json], entered: Values) -> Values:
    """state.values of a message or view: what was entered, else what the element starts with."""
    state: Values = {}
    for block in blocks:
        for element in elements(block):
            entry = ENTRIES.get(element["type"])
            if entry is None:
                continue
            known = entered.get(block["block_id"], {}).get(element["action_id"])
            start = element.get(entry.initial, [] if entry.many else None)
            state.setdefault(block["block_id"], {})[element["action_id"]] = known or {
                "type": element["type"],
                entry.field: start,
            }
    return state


def entered(blocks: list[Json], sent: Values) -> Values:
    """What the page sent, in Slack's form; raises SlackError for an element or option that is not there."""
    clean: Values = {}
    for block_id, actions in sent.items():
        for action_id, value in actions.items():
            _, element = find_element(blocks, block_id, action_id)
            clean.setdefault(block_id, {})[action_id] = entry_json(element, value)
    return clean


def entry_json(element: Json, sent: Json) -> Json:
    """One value in Slack's form: options are the full objects the element offers."""
    entry = ENTRIES[element["type"]]
    value = sent.get(entry.field)
    if entry.field == "value" and value == "":
        value = None
    if entry.field == "selected_option" and value is not None:
        value = offered(element, value)
    elif entry.field == "selected_options":
        value = [offered(element, one) for one in value or []]
    return {"type": element["type"], entry.field: value}


def offered(element: Json, chosen: object) -> Json:
    """The option an element offers under the chosen value; raises SlackError no_such_option."""
    value = chosen.get("value") if isinstance(chosen, dict) else chosen
    groups = element.get("option_groups", [])
    options = [*element.get("options", []), *(o for g in groups for o in g["options"])]
    for option in options:
        if option["value"] == value:
            return dict(option)
    if "external" in element["type"] and isinstance(chosen, dict):
        return chosen
    raise SlackError("no_such_option")


def input_errors(blocks: list[Json], state: Values) -> dict[str, str]:
    """What Slack's client complains about before it submits a modal, by block_id."""
    found: dict[str, str] = {}
    for block in blocks:
        if block["type"] != "input":
            continue
        element = block["element"]
        entry = ENTRIES[element["type"]]
        value = state.get(block["block_id"], {}).get(element["action_id"], {}).get(entry.field)
        if value in (None, "", []):
            if not block.get("optional"):
                found[block["block_id"]] = "Please complete this required field."
            continue
        words = _complaint(element, value)
        if words:
            found[block["block_id"]] = words
    return found


def _complaint(element: Json, value: object) -> str | None:
    kind = element["type"]
    if kind in _FORMATS:
        pattern, words = _FORMATS[kind]
        if not re.fullmatch(pattern, str(value)):
            return words
    if kind == "number_input":
        return _number_complaint(element, str(value))
    if kind == "plain_text_input":
        if len(str(value)) > element.get("max_length", 3000):
            return f"Please enter at most {element.get('max_length', 3000)} characters."
        if len(str(value)) < element.get("min_length", 0):
            return f"Please enter at least {element['min_length']} characters."
    return None


def _number_complaint(element: Json, value: str) -> str | None:
    if "." in value and not element["is_decimal_allowed"]:
        return "Please enter a whole number."
    if "min_value" in element and float(value) < float(element["min_value"]):
        return f"Please enter a number of at least {element['min_value']}."
    if "max_value" in element and float(value) > float(element["max_value"]):
        return f"Please enter a number of at most {element['max_value']}."
    return None
