"""The page where a person connects a mailbox: what it means in plain language, and the form. Nouns in, HTML out.

No script runs: which hint and which fields show follows from the chosen provider by the style sheet alone, and a
browser too old for that shows them all.
"""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from bot.connecting import PATH, Invited
from bot.mailboxes import Provider, Wrong
from handlers.connect_style import style

_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}
OTHER = "other"


@dataclass(frozen=True)
class Page:
    """A finished page, and the headers that let it load nothing but itself."""

    html: str
    headers: Mapping[str, str]


_SERVERS = ("user", "imap", "smtp")
_LABELS = {
    "address": "Your mail address",
    "provider": "Where your mail is",
    "user": "User name, if it is not the address",
    "imap": "Server for reading (IMAP)",
    "smtp": "Server for sending (SMTP)",
    "password": "App password",
}


def form_page(invited: Invited, token: str, wrong: Sequence[Wrong] = ()) -> Page:
    """The page; with what must be typed differently, at its field, and everything else still there."""
    who = f"{escape(invited.person.name)} <span>({escape(invited.person.email)})</span>"
    wrong = [_placed(one, invited) for one in wrong]
    form = (
        f'<form method="post" action="{PATH}" autocomplete="off">'
        f'<input type="hidden" name="token" value="{escape(token)}">'
        f"{_fields(invited, {w.field: w.said for w in wrong})}"
        '<p class="go"><button>Sign in and connect</button>'
        "<small>I sign in to both servers first, which may take some seconds. Only when both let me in is anything "
        "kept; the password is encrypted before it is.</small></p></form>"
    )
    meaning = _meaning(invited)
    body = f'<p class="for">For {who}</p>' + (
        f"{_summary(wrong)}{form}{meaning}" if wrong else meaning + form
    )
    title = "That did not work yet" if wrong else "Connect your mailbox"
    return _page(title, body, [provider.id for provider in invited.providers])


def ready_page(address: str) -> Page:
    """It is connected."""
    body = (
        f'<p class="ready" role="status"><b>Ready.</b> Dealhand reads <b>{escape(address)}</b> from now on, and says '
        "so in Slack too.</p><p>You can close this page; its link is used up. To end the connection at any time, type "
        "<kbd>/dealhand disconnect</kbd> in Slack: the password is deleted, and nothing more is read.</p>"
    )
    return _page("Your mailbox is connected", body)


def over_page() -> Page:
    """The link is unknown, used or too old."""
    body = (
        "<p>A link works once, and for a quarter of an hour. If your mailbox said “Ready” before, all is well; "
        "<kbd>/dealhand mailboxes</kbd> in Slack shows what is connected.</p>"
        "<p>For a new link type <kbd>/dealhand connect</kbd> in Slack.</p>"
    )
    return _page("This link is over", body)


def _meaning(invited: Invited) -> str:
    """What happens with the mail; every sentence must be true of the code."""
    crm = escape(invited.crm_name)
    logged = (
        f"Each mail with a person whom {crm} knows is logged there, with its text, where your colleagues can see it. "
        "Mail with anybody else is logged only when you approve the card about it."
        if invited.log_mail
        else f"Mail is logged in {crm} only when somebody approves a card that says so."
    )
    model = (
        f"Where the fixed rules are unsure about a reply, its text is put to the model at {escape(invited.model)}."
        if invited.model
        else "No text goes to a language model."
    )
    points = {
        "What is read": (
            "New mail in your inbox, and the last 14 days of it once (at most 200 mails). Not other folders. The text "
            "of mail from people outside is kept in Dealhand's own database; mail from colleagues is not."
        ),
        "What is written to " + crm: logged,
        "What leaves": (
            "Mail that was approved on a card, by you or whoever decides for you: from your address, through your own "
            f"mail server. Before each one goes, every opt-out is looked at again. {model}"
        ),
        "What never happens": (
            "Nothing is marked as read, moved or deleted. Nothing is sent without an approval. Your password is never "
            "shown, logged or passed on, and Slack never sees it."
        ),
        "How to stop": (
            "Type <kbd>/dealhand disconnect</kbd> in Slack. Reading stops within seconds and the password is deleted; "
            f"what was logged in {crm} stays."
        ),
    }
    rows = "".join(f"<div><dt>{name}</dt><dd>{said}</dd></div>" for name, said in points.items())
    return f'<dl class="meaning">{rows}</dl>'


def _chosen(invited: Invited) -> str:
    """What the list of providers stands at: the choice, or nothing where the address says it."""
    return invited.typed.provider or ("" if invited.guess else OTHER)


def _placed(wrong: Wrong, invited: Invited) -> Wrong:
    """What is wrong with a server is said at the provider, where the page does not ask for servers."""
    hidden = wrong.field in _SERVERS and _chosen(invited) != OTHER
    return Wrong("provider", wrong.said) if hidden else wrong


def _summary(wrong: Sequence[Wrong]) -> str:
    if not wrong:
        return ""
    items = "".join(f'<li><a href="#{w.field}">{_LABELS[w.field]}</a>: {escape(w.said)}</li>' for w in wrong)
    return f'<div class="summary" role="alert"><b>Nothing was kept.</b><ul>{items}</ul></div>'


def _fields(invited: Invited, wrong: Mapping[str, str]) -> str:
    typed = invited.typed
    domain = typed.address.rpartition("@")[2] or "example.com"
    mail = 'type="email" inputmode="email" required maxlength="254"'
    host = 'spellcheck="false" autocapitalize="off" maxlength="260"'
    hidden = 'type="password" required maxlength="1000" autocomplete="new-password"'
    return (
        _input("address", typed.address, f'{mail} autocomplete="email"', wrong)
        + _provider(invited, wrong)
        + '<div class="open"><fieldset class="servers"><legend>Servers</legend>'
        + _input("imap", typed.imap, f'{host} placeholder="imap.{escape(domain)}:993"', wrong)
        + _input("smtp", typed.smtp, f'{host} placeholder="smtp.{escape(domain)}:465"', wrong)
        + _input("user", typed.user, f"{host} autocomplete=username", wrong)
        + "</fieldset>"
        + _input("password", "", hidden, wrong)
        + "</div>"
    )


def _input(name: str, value: str, attributes: str, wrong: Mapping[str, str]) -> str:
    said = wrong.get(name, "")
    told = f' aria-invalid="true" aria-describedby="{name}-wrong"' if said else ""
    first = " autofocus" if said and name == next(iter(wrong)) else ""
    return (
        f'<p><label for="{name}">{_LABELS[name]}</label>'
        f'<input id="{name}" name="{name}" value="{escape(value)}" {attributes}{told}{first}>{_wrong(name, said)}</p>'
    )


def _provider(invited: Invited, wrong: Mapping[str, str]) -> str:
    chosen = _chosen(invited)
    known = {provider.id: provider for provider in invited.providers}
    guess = known.get(invited.guess)
    found = f"Found by the address: {escape(guess.name)}" if guess else "Find it by the address"
    options = _option("", found, chosen, guess)
    options += "".join(_option(p.id, escape(p.name), chosen, p) for p in invited.providers)
    said = wrong.get("provider", "")
    told = ' aria-invalid="true" aria-describedby="provider-wrong"' if said else ""
    first = " autofocus" if said and next(iter(wrong)) == "provider" else ""
    hints = "".join(_hint(p) for p in invited.providers)
    return (
        f'<p><label for="provider">{_LABELS["provider"]}</label>'
        f'<select id="provider" name="provider"{told}{first}>{options}</select>{_wrong("provider", said)}</p>'
        f'<div class="hints" aria-live="polite">{hints}</div>'
    )


def _option(value: str, shown: str, chosen: str, provider: Provider | None) -> str:
    selected = " selected" if value == chosen else ""
    kind = f' class="is-{provider.id}{"" if provider.takes_password else " closed"}"' if provider else ""
    return f'<option value="{value}"{kind}{selected}>{shown}</option>'


def _hint(provider: Provider) -> str:
    page = provider.page and (
        f' <a href="{escape(provider.page)}" rel="noreferrer" target="_blank">Open the page for app passwords</a>'
    )
    return f'<p class="hint for-{provider.id}">{escape(provider.how)}{page}</p>'


def _wrong(name: str, said: str) -> str:
    return f'<span class="wrong" id="{name}-wrong">{escape(said)}</span>' if said else ""


def _page(title: str, body: str, providers: Sequence[str] = ()) -> Page:
    sheet = style(providers)
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )
    html = (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title} · Dealhand</title><style>{sheet}</style>"
        f'<main><p class="mark">Dealhand</p><h1>{title}</h1>{body}</main></html>'
    )
    return Page(html, _HEADERS | {"Content-Security-Policy": policy})
