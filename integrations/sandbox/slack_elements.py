"""The elements of Block Kit: what Slack demands of each button, select and input.

Limits: docs.slack.dev, "Block elements" and "Composition objects", one page each.
"""

from integrations.sandbox.slack_shapes import (
    Check,
    anything,
    enum,
    flag,
    items,
    matching,
    plain,
    say,
    shape,
    string,
    text,
    typed,
    url,
    whole,
)

ID = string(255)
DATE = matching(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "must be a date in the format YYYY-MM-DD")
TIME = matching(r"([01]\d|2[0-3]):[0-5]\d", "must be a time in the format HH:mm")
DECIMAL = matching(r"-?\d+(\.\d+)?", "must be a number in a string")

confirm = shape(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": enum("primary", "danger")},
)
_option_extras: dict[str, Check] = {"description": plain(75)}
option = shape({"text": plain(75), "value": string(150)}, _option_extras)
link_option = shape({"text": plain(75), "value": string(150)}, {**_option_extras, "url": url()})
marked_option = shape({"text": text(75), "value": string(150)}, {"description": text(75)})
option_group = shape({"label": plain(75), "options": items(option, 100, 1)})
dispatch = shape({"trigger_actions_on": items(enum("on_enter_pressed", "on_character_entered"), 2, 1)})


def _choices(element: dict[str, object]) -> list[object]:
    """All options of an element, in groups or not."""
    options = element.get("options")
    groups = element.get("option_groups")
    listed = list(options) if isinstance(options, list) else []
    for group in groups if isinstance(groups, list) else []:
        inside = group.get("options") if isinstance(group, dict) else None
        listed += inside if isinstance(inside, list) else []
    return listed


def _options_or_groups(found: list[str], pointer: str, value: object) -> None:
    if isinstance(value, dict) and ("options" in value) == ("option_groups" in value):
        say(found, pointer, "must define either `options` or `option_groups`")


def _initial_is_offered(found: list[str], pointer: str, value: object) -> None:
    if not isinstance(value, dict):
        return
    offered = _choices(value)
    initial = value.get("initial_option")
    if initial is not None and initial not in offered:
        say(found, f"{pointer}/initial_option", "must be one of the options")
    several = value.get("initial_options")
    for index, chosen in enumerate(several if isinstance(several, list) else []):
        if chosen not in offered:
            say(found, f"{pointer}/initial_options/{index}", "must be one of the options")


def _values_differ(found: list[str], pointer: str, value: object) -> None:
    if not isinstance(value, dict):
        return
    values = [o.get("value") for o in _choices(value) if isinstance(o, dict)]
    if len(values) != len(set(map(str, values))):
        say(found, f"{pointer}/options", "option values must be unique")


def _lengths_agree(found: list[str], pointer: str, value: object) -> None:
    if not isinstance(value, dict):
        return
    least, most = value.get("min_length"), value.get("max_length")
    if isinstance(least, int) and isinstance(most, int) and least > most:
        say(found, f"{pointer}/min_length", "must not be more than max_length")


def image_has_a_source(found: list[str], pointer: str, value: object) -> None:
    if isinstance(value, dict) and ("image_url" in value) == ("slack_file" in value):
        say(found, pointer, "must define either `image_url` or `slack_file`")


_base: dict[str, Check] = {"action_id": ID}
_pressed: dict[str, Check] = {**_base, "confirm": confirm}
_filled: dict[str, Check] = {**_pressed, "focus_on_load": flag}
_picked: dict[str, Check] = {**_filled, "placeholder": plain(150)}
_many: dict[str, Check] = {**_picked, "max_selected_items": whole(1, 100)}
_typed_in: dict[str, Check] = {
    **_base,
    "focus_on_load": flag,
    "placeholder": plain(150),
    "dispatch_action_config": dispatch,
    "initial_value": string(3000, 0),
}
_static: dict[str, Check] = {"options": items(option, 100, 1), "option_groups": items(option_group, 100, 1)}
_choice_rules = (_options_or_groups, _initial_is_offered, _values_differ)
_ids = items(string(255), 100)

image = shape({"alt_text": string(2000)}, {"image_url": url(), "slack_file": anything}, image_has_a_source)

_buttons: dict[str, Check] = {
    "button": shape(
        {"text": plain(75)},
        {
            **_pressed,
            "url": url(),
            "value": string(2000),
            "style": enum("primary", "danger"),
            "accessibility_label": string(75),
            "agent_prompt": string(4000),
            "agent_prompt_display": anything,
            "visible_to_user_ids": _ids,
        },
    ),
    "workflow_button": shape(
        {"text": plain(75), "workflow": anything},
        {**_base, "style": enum("primary", "danger"), "accessibility_label": string(75)},
    ),
    "overflow": shape({"options": items(link_option, 5, 1)}, _pressed, _values_differ),
}
_selects: dict[str, Check] = {
    "static_select": shape({}, {**_picked, **_static, "initial_option": anything}, *_choice_rules),
    "multi_static_select": shape(
        {}, {**_many, **_static, "initial_options": items(anything, 100, 1)}, *_choice_rules
    ),
    "external_select": shape({}, {**_picked, "min_query_length": whole(0, 1000), "initial_option": option}),
    "multi_external_select": shape(
        {}, {**_many, "min_query_length": whole(0, 1000), "initial_options": items(option, 100)}
    ),
    "users_select": shape({}, {**_picked, "initial_user": ID}),
    "multi_users_select": shape({}, {**_many, "initial_users": _ids}),
    "channels_select": shape({}, {**_picked, "initial_channel": ID, "response_url_enabled": flag}),
    "multi_channels_select": shape({}, {**_many, "initial_channels": _ids}),
    "conversations_select": shape(
        {},
        {
            **_picked,
            "initial_conversation": ID,
            "default_to_current_conversation": flag,
            "response_url_enabled": flag,
            "filter": anything,
        },
    ),
    "multi_conversations_select": shape(
        {},
        {**_many, "initial_conversations": _ids, "default_to_current_conversation": flag, "filter": anything},
    ),
}
_boxes: dict[str, Check] = {
    "radio_buttons": shape(
        {"options": items(marked_option, 10, 1)},
        {**_filled, "initial_option": anything},
        _initial_is_offered,
        _values_differ,
    ),
    "checkboxes": shape(
        {"options": items(marked_option, 10, 1)},
        {**_filled, "initial_options": items(anything, 100, 1)},
        _initial_is_offered,
        _values_differ,
    ),
    "datepicker": shape({}, {**_picked, "initial_date": DATE}),
    "timepicker": shape({}, {**_picked, "initial_time": TIME, "timezone": string(255)}),
}
_moment: dict[str, Check] = {
    "datetimepicker": shape({}, {**_filled, "initial_date_time": whole(10**9, 10**10 - 1)}),
}
_inputs: dict[str, Check] = {
    "plain_text_input": shape(
        {},
        {**_typed_in, "multiline": flag, "min_length": whole(0, 3000), "max_length": whole(1, 3000)},
        _lengths_agree,
    ),
    "email_text_input": shape({}, _typed_in),
    "url_text_input": shape({}, _typed_in),
    "number_input": shape(
        {"is_decimal_allowed": flag},
        {**_typed_in, "initial_value": DECIMAL, "min_value": DECIMAL, "max_value": DECIMAL},
    ),
    "rich_text_input": shape(
        {}, {**_typed_in, "initial_value": anything, "min_lines": whole(1, 100), "max_lines": whole(1, 100)}
    ),
    "file_input": shape({}, {**_base, "filetypes": items(string(255), 100, 1), "max_files": whole(1, 10)}),
}
_feedback = shape({"text": plain(75), "value": string(2000)}, {"accessibility_label": string(75)})

in_actions = typed({**_buttons, **_selects, **_boxes, **_moment})
in_section = typed({**_buttons, **_selects, **_boxes, "image": image})
in_input = typed({**_selects, **_boxes, **_moment, **_inputs})
in_context = typed({"image": image, "plain_text": plain(3000), "mrkdwn": text(3000)})
in_card = typed(_buttons)
in_context_actions = typed(
    {
        "feedback_buttons": shape({"positive_button": _feedback, "negative_button": _feedback}, _base),
        "icon_button": shape(
            {"icon": enum("trash"), "text": plain(75)},
            {
                **_pressed,
                "value": string(2000),
                "accessibility_label": string(75),
                "visible_to_user_ids": items(ID, 10),
            },
        ),
    }
)
