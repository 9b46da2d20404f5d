# ruff: noqa: E501, RUF001 - lines as mail clients write them
"""New text apart from history, as clients of many languages write the line between; what is new is never swallowed."""

import pytest

from bot.mail import Mail
from integrations.mail.mime import read

HEAD = "From: ann@initech.example\r\nSubject: Re: hi\r\nContent-Type: text/{}; charset=utf-8\r\n\r\n"
WRITTEN = {
    "Gmail en": "On Tue, Mar 3, 2026 at 9:00 AM Sam Lee <sam@acme.example> wrote:",
    "Gmail de": "Am Di., 3. März 2026 um 09:00 Uhr schrieb Sam Lee <sam@acme.example>:",
    "Gmail pl": "wt., 3 mar 2026 o 09:00 Sam Lee <sam@acme.example> napisał(a):",
    "Gmail ja": "2026年3月3日(火) 9:00 Sam Lee <sam@acme.example>:",
    "Gmail zh": "Sam Lee <sam@acme.example> 于2026年3月3日周二 09:00写道:",
    "Gmail he": "\u202bבתאריך יום ג׳, 3 במרץ 2026 ב-9:00 מאת \u202aSam Lee\u202c <\u202asam@acme.example\u202c>:\u202c",
    "Apple fr": "Le 3 mars 2026 à 09:00, Sam Lee <sam@acme.example> a écrit :",
    "Thunderbird nl": "Op 03-03-2026 om 09:00 schreef Sam Lee:",
    "Zoho": "---- On Tue, 03 Mar 2026 09:00:00 +0100 Sam Lee <sam@acme.example> wrote ---",
    "GroupWise": ">>> Sam Lee <sam@acme.example> 3/3/2026 9:00 AM >>>",
    "QQ": "------------------&nbsp;Original&nbsp;------------------",
    "Outlook zh-TW": "寄件者: Sam Lee <sam@acme.example>\r\n寄件日期: 2026年3月3日\r\n收件者: Ann\r\n主旨: hi",
    "Outlook ar": "من: Sam Lee <sam@acme.example>\r\nتم الإرسال: 3 2026\r\nإلى: Ann\r\nالموضوع: hi",
    "Outlook vi": "Từ: Sam Lee <sam@acme.example>\r\nĐã gửi: 3/3/2026\r\nĐến: Ann\r\nChủ đề: hi",
    "GMX": "Gesendet: Dienstag, 03. März 2026 um 09:00 Uhr\r\nVon: Sam Lee <sam@acme.example>\r\nAn: Ann\r\nBetreff: hi",
}


def parsed(text: str, kind: str = "plain") -> Mail:
    found = read((HEAD.format(kind) + text).encode())
    assert isinstance(found, Mail)
    return found


@pytest.mark.parametrize("line", WRITTEN.values(), ids=WRITTEN.keys())
@pytest.mark.parametrize("gap", ["\r\n\r\n", "\r\n"], ids=["blank line", "tight"])
@pytest.mark.parametrize("new", ["Please stop mailing me", "Call me at 9:00", "Bitte löschen"])
def test_what_stands_above_the_line_is_new_and_what_stands_below_is_history(
    line: str, gap: str, new: str
) -> None:
    found = parsed(f"{new}{gap}{line}\r\n\r\nunsubscribe: see below\r\n")
    assert found.new_text == new
    assert "unsubscribe" in found.quoted_text


def test_a_date_above_the_line_stays_new() -> None:
    found = parsed(f"Tuesday works, 3/3/2026 it is\r\n{WRITTEN['Gmail pl']}\r\n> unsubscribe\r\n")
    assert found.new_text == "Tuesday works, 3/3/2026 it is"


def test_history_on_the_line_of_its_attribution_is_history() -> None:
    text = "Fine\r\n\r\nSent from Yahoo Mail on Android\r\n\r\n  On Tue, Mar 3, 2026 at 9:00 AM, Sam<sam@acme.example> wrote:   unsubscribe"
    found = parsed(text)
    assert found.new_text == "Fine"
    assert "unsubscribe" in found.quoted_text


@pytest.mark.parametrize(
    "page",
    [
        (
            '<div>Fine</div><div class="protonmail_quote">On Tuesday, March 3rd, 2026 at 9:00 AM, Sam &lt;s@acme.example&gt; wrote:<br>'
            '<blockquote class="protonmail_quote" type="cite">unsubscribe</blockquote></div>'
        ),
        '<div>Fine</div><div>03.03.2026, 09:00, "Sam" &lt;s@acme.example&gt;:</div><blockquote>unsubscribe</blockquote>',
        '<div>Fine</div><div name="quote" style="border-left:2px solid"><b>Von:</b> Sam<div>unsubscribe</div></div>',
    ],
    ids=["Proton", "Yandex", "GMX"],
)
def test_a_page_without_a_blank_line_above_its_quote_keeps_what_is_new(page: str) -> None:
    found = parsed(page, "html")
    assert found.new_text == "Fine"
    assert "unsubscribe" in found.quoted_text
