"""What the page makes of Block Kit: every block has its drawing, and foreign text stays text."""

from typing import Any

from playwright.sync_api import Page

Json = dict[str, Any]

DRAW = """async (blocks) => {
  const { drawBlocks } = await import('/blocks.js');
  const { Form } = await import('/form.js');
  const { setClock } = await import('/time.js');
  setClock(new Date('2026-03-03T14:00:00Z'), 'America/New_York');
  const place = document.createElement('div');
  const surface = {
    form: new Form(), people: [{id: 'U0SAM', name: 'Sam Whitfield'}],
    names: new Map([['U0SAM', 'Sam Whitfield']]), act: async () => {},
  };
  place.append(...drawBlocks(blocks, surface));
  document.body.append(place);
  window.surface = surface;
  return place.innerHTML;
}"""


MRKDWN = [
    ("*bold* _italic_ ~gone~ `a*b*`", "<strong>bold</strong> <em>italic</em> <s>gone</s>"),
    ("`a*b*`", '<code class="mrk-code">a*b*</code>'),
    ("*bold _both_*", "<strong>bold <em>both</em></strong>"),
    ("2*3*4 a_b_c", "2*3*4 a_b_c"),
    ("> quoted\nnot", '<blockquote class="mrk-quote">quoted</blockquote>not'),
    ("R&amp;D &lt;Labs&gt;", "R&amp;D &lt;Labs&gt;"),
    ("<@U0SAM> <#C1|sla> <!here>", ">@Sam Whitfield</span>"),
    ("<https://a.example/?x=1&amp;y=2|a &lt;b&gt;>", 'href="https://a.example/?x=1&amp;y=2"'),
    ("<javascript:alert(1)|click>", ">click<"),
    (":white_check_mark: :no_such_emoji:", "✅ :no_such_emoji:"),
    ("<!date^1772722800^{date_short_pretty} at {time}|then>", ">Mar 5, 2026 at 10:00 AM</time>"),
    ("<!date^1772546400^{date_pretty} {time}|then>", ">Today 9:00 AM</time>"),
    ("<!date^soon^{date}|some day>", ">some day</time>"),
    ("```\nx = <y>\n```", '<pre class="mrk-pre">x = &lt;y&gt;</pre>'),
]


def drawn(page: Page, *blocks: Json) -> str:
    return str(page.evaluate(DRAW, list(blocks)))


def words(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def raw(text: str) -> Json:
    return {"type": "raw_text", "text": text}


def test_header_section_fields_context_and_divider(blank_page: Page) -> None:
    html = drawn(
        blank_page,
        {"type": "header", "text": words("Set the next step")},
        {"type": "section", "fields": [{"type": "mrkdwn", "text": "*Owner*\nPriya"}, words("plain *stars*")]},
        {"type": "context", "elements": [words("Why: a meeting is coming up")]},
        {"type": "divider"},
    )

    assert '<h3 class="bk-header" data-block-id="" data-block-type="header">Set the next step</h3>' in html
    assert '<div class="bk-field"><strong>Owner</strong><br>Priya</div>' in html
    assert "plain *stars*" in html
    assert "Why: a meeting is coming up" in html
    assert '<hr class="bk-divider"' in html


def test_a_table_wraps_where_it_is_told_and_draws_rich_cells(blank_page: Page) -> None:
    strike = {"type": "text", "text": "30 Apr", "style": {"strike": True}}
    section = {"type": "rich_text_section", "elements": [strike]}

    html = drawn(
        blank_page,
        {
            "type": "table",
            "column_settings": [{"is_wrapped": True}, {"align": "right"}],
            "rows": [
                [raw("Field"), raw("After")],
                [raw("Next step"), {"type": "rich_text", "elements": [section]}],
            ],
        },
    )

    assert '<th class="bk-wrap bk-left" scope="col">Field</th>' in html
    assert '<td class="bk-nowrap bk-right"><div class="rt-section"><s>30 Apr</s></div></td>' in html


def test_rich_text_lists_quotes_links_and_mentions(blank_page: Page) -> None:
    elements = [
        {"type": "link", "url": "https://example.com/a", "text": "here"},
        {"type": "user", "user_id": "U0SAM"},
        {"type": "emoji", "name": "tada"},
        {"type": "text", "text": "x", "style": {"bold": True, "italic": True}},
    ]
    section = {"type": "rich_text_section", "elements": elements}

    html = drawn(
        blank_page,
        {
            "type": "rich_text",
            "elements": [
                {"type": "rich_text_list", "style": "ordered", "elements": [section]},
                {"type": "rich_text_quote", "elements": [{"type": "text", "text": "said"}]},
                {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "code"}]},
            ],
        },
    )

    assert '<a href="https://example.com/a"' in html
    assert '<ol class="rt-list rt-indent-0"><li>' in html
    assert '<span class="mention">@Sam Whitfield</span>' in html
    assert "🎉<strong><em>x</em></strong>" in html
    assert '<blockquote class="mrk-quote">said</blockquote><pre class="mrk-pre">code</pre>' in html


def test_mrkdwn(blank_page: Page) -> None:
    for text, expected in MRKDWN:
        html = drawn(blank_page, mrkdwn(text))
        assert expected in html, text
        assert "javascript:" not in html


def test_interactive_elements_carry_their_ids_and_start_values(blank_page: Page) -> None:
    options = [{"text": words("Wrong"), "value": "wrong"}, {"text": words("Not now"), "value": "later"}]
    parts: list[Json] = [
        {"type": "button", "action_id": "go", "text": words("Go"), "style": "primary", "value": "p1"},
        {"type": "static_select", "action_id": "pick", "options": options, "initial_option": options[1]},
        {"type": "datepicker", "action_id": "day", "initial_date": "2026-03-05"},
        {"type": "overflow", "action_id": "more", "options": options},
        {"type": "checkboxes", "action_id": "many", "options": options, "initial_options": [options[0]]},
        {"type": "users_select", "action_id": "who", "initial_user": "U0SAM"},
        {"type": "hologram", "action_id": "odd"},
    ]

    html = drawn(blank_page, {"type": "actions", "block_id": "b1", "elements": parts})

    assert 'data-block-id="b1" data-action-id="go" data-value="p1"' in html
    assert "This page does not draw “hologram”." in html
    assert blank_page.evaluate("window.surface.form.values()") == {
        "b1": {
            "pick": {"type": "static_select", "selected_option": options[1]},
            "day": {"type": "datepicker", "selected_date": "2026-03-05"},
            "many": {"type": "checkboxes", "selected_options": [options[0]]},
            "who": {"type": "users_select", "selected_user": "U0SAM"},
        }
    }


def test_inputs_have_labels_hints_and_state(blank_page: Page) -> None:
    options = [{"text": words("A"), "value": "a"}]

    def entry(name: str, **element: Any) -> Json:
        return {
            "type": "input",
            "block_id": name,
            "label": words(f"The {name}"),
            "hint": words("a hint"),
            "optional": True,
            "element": {"action_id": "x", **element},
        }

    drawn(
        blank_page,
        entry("text", type="plain_text_input", initial_value="one"),
        entry("area", type="plain_text_input", multiline=True),
        entry("number", type="number_input", is_decimal_allowed=True, initial_value="4.5"),
        entry("radio", type="radio_buttons", options=options, initial_option=options[0]),
    )

    assert blank_page.get_by_label("The text").input_value() == "one"
    assert blank_page.get_by_role("group", name="The radio").is_visible()
    state = blank_page.evaluate("window.surface.form.values()")
    assert state["text"]["x"] == {"type": "plain_text_input", "value": "one"}
    assert state["area"]["x"] == {"type": "plain_text_input", "value": None}
    assert state["number"]["x"] == {"type": "number_input", "value": "4.5"}
    assert state["radio"]["x"] == {"type": "radio_buttons", "selected_option": options[0]}


def test_an_unknown_block_is_shown_as_unknown(blank_page: Page) -> None:
    assert "This page does not draw “video” blocks." in drawn(blank_page, {"type": "video"})


def test_markup_in_foreign_text_is_inert_wherever_it_stands(blank_page: Page) -> None:
    evil = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": evil}]}

    html = drawn(
        blank_page,
        {"type": "header", "text": words(evil)},
        {"type": "section", "text": words(evil), "fields": [{"type": "mrkdwn", "text": evil}]},
        {"type": "table", "rows": [[raw(evil)], [{"type": "rich_text", "elements": [section]}]]},
        {"type": "actions", "elements": [{"type": "button", "action_id": "a", "text": words(evil)}]},
        {"type": evil},
    )

    assert "<img" not in html
    assert "<script" not in html
    assert blank_page.evaluate("window.hacked") is None


def test_a_note_of_the_crm_keeps_its_allowed_tags_only(blank_page: Page) -> None:
    html = (
        '<p onclick="x()" style="color:red">Set <b>next step</b></p><script>window.hacked=1</script>'
        '<a href="javascript:alert(1)">bad</a><a href="https://a.example/">good</a>'
        '<img src=x onerror="window.hacked=1"><svg><a href="#">s</a></svg><form>kept words</form>'
    )

    safe = blank_page.evaluate(
        """async (html) => {
          const { safeNodes } = await import('/sanitize.js');
          const place = document.createElement('div');
          place.append(...safeNodes(html));
          return place.innerHTML;
        }""",
        html,
    )

    assert safe == (
        '<p>Set <b>next step</b></p>bad<a href="https://a.example/" target="_blank" '
        'rel="noopener noreferrer">good</a>kept words'
    )
    assert blank_page.evaluate("window.hacked") is None
