"""The inside of a rich_text block (docs.slack.dev, "Rich text block")."""

from integrations.sandbox.slack_shapes import (
    Check,
    anything,
    enum,
    flag,
    items,
    shape,
    string,
    typed,
    url,
    whole,
)

_style = shape(
    {}, dict.fromkeys(("bold", "italic", "strike", "code", "underline", "highlight"), flag), closed=False
)
_styled: dict[str, Check] = {"style": _style}
_part = typed(
    {
        "text": shape({"text": string(12_000, 1)}, _styled),
        "link": shape({"url": url()}, {**_styled, "text": string(3000), "unsafe": flag}),
        "emoji": shape({"name": string(255)}, {**_styled, "unicode": string(255), "skin_tone": anything}),
        "user": shape({"user_id": string(255)}, _styled),
        "usergroup": shape({"usergroup_id": string(255)}, _styled),
        "channel": shape({"channel_id": string(255)}, _styled),
        "team": shape({"team_id": string(255)}, _styled),
        "broadcast": shape({"range": enum("here", "channel", "everyone")}, _styled),
        "color": shape({"value": string(255)}, _styled),
        "date": shape(
            {"timestamp": anything, "format": string(255)},
            {**_styled, "url": url(), "fallback": string(3000)},
        ),
    }
)
_parts = items(_part, 1000)
_section = shape({"elements": _parts})

rich_text = items(
    typed(
        {
            "rich_text_section": _section,
            "rich_text_quote": shape({"elements": _parts}, {"border": whole(0, 1)}),
            "rich_text_preformatted": shape(
                {"elements": _parts}, {"border": whole(0, 1), "language": string(255)}
            ),
            "rich_text_list": shape(
                {
                    "style": enum("bullet", "ordered"),
                    "elements": items(typed({"rich_text_section": _section}), 1000),
                },
                {"indent": whole(0, 8), "offset": whole(0, 10_000), "border": whole(0, 1)},
            ),
        }
    ),
    1000,
    1,
)
