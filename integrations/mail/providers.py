"""Where well-known providers have their mail servers, and by which domains and mail exchangers they are known.

Hosts and ports are those of the providers' own help pages for mail programs.
"""

from dataclasses import dataclass

from bot.mailboxes import Provider


@dataclass(frozen=True)
class Known:
    """A provider and its servers (`host:port`). `mx` are ends of the names of their mail exchangers."""

    provider: Provider
    imap: str
    smtp: str
    domains: tuple[str, ...] = ()
    mx: tuple[str, ...] = ()


_APP = "Make an app password there; the ordinary password does not work."
_OWN = "Use the password of the mailbox, or an app password where two-step verification is on."
_SWITCH = "In its web mail, IMAP must be switched on for other programs."
_MICROSOFT = (
    "Microsoft takes no passwords from mail programs any more, only OAuth, so you cannot connect this mailbox here. "
    "What works: your administrator registers Dealhand in Entra ID and opens a shared mailbox to it; “Microsoft "
    "365” in their guide to mail (docs/mail.md) lists the steps."
)
_PROTON = "Proton Mail opens only to its own Bridge program on your computer, which Dealhand cannot reach."
_TUTA = "Tuta offers no IMAP, so no other program can read a mailbox there."


def _yahoo(*domains: str) -> tuple[str, ...]:
    return tuple(f"yahoo.{end}" for end in domains)


KNOWN: tuple[Known, ...] = (
    Known(
        Provider("google", "Google (Gmail, Workspace)", _APP, "https://myaccount.google.com/apppasswords"),
        "imap.gmail.com:993",
        "smtp.gmail.com:587",
        ("gmail.com", "googlemail.com"),
        ("google.com", "googlemail.com"),
    ),
    Known(
        Provider("microsoft", "Microsoft 365, Outlook.com", _MICROSOFT, takes_password=False),
        "outlook.office365.com:993",
        "smtp.office365.com:587",
        ("outlook.com", "hotmail.com", "live.com", "msn.com", "outlook.de", "hotmail.de", "hotmail.fr"),
        ("protection.outlook.com", "mx.microsoft"),
    ),
    Known(
        Provider("fastmail", "Fastmail", _APP, "https://app.fastmail.com/settings/security"),
        "imap.fastmail.com:993",
        "smtp.fastmail.com:465",
        ("fastmail.com", "fastmail.fm"),
        ("messagingengine.com",),
    ),
    Known(
        Provider("yahoo", "Yahoo", _APP, "https://login.yahoo.com/account/security"),
        "imap.mail.yahoo.com:993",
        "smtp.mail.yahoo.com:465",
        (
            "ymail.com",
            "rocketmail.com",
            *_yahoo("com", "de", "fr", "it", "es", "co.uk", "ca", "com.br", "in"),
        ),
        ("yahoodns.net",),
    ),
    Known(
        Provider("icloud", "iCloud", _APP, "https://account.apple.com/account/manage"),
        "imap.mail.me.com:993",
        "smtp.mail.me.com:587",
        ("icloud.com", "me.com", "mac.com"),
        ("mail.icloud.com",),
    ),
    Known(
        Provider("gmx", "GMX (.net, .de, .at, .ch)", f"{_SWITCH} {_OWN}"),
        "imap.gmx.net:993",
        "mail.gmx.net:465",
        ("gmx.net", "gmx.de", "gmx.at", "gmx.ch"),
    ),
    Known(
        Provider("gmx_com", "GMX (.com)", f"{_SWITCH} {_OWN}"),
        "imap.gmx.com:993",
        "mail.gmx.com:465",
        ("gmx.com", "gmx.us", "gmx.co.uk"),
    ),
    Known(
        Provider("webde", "WEB.DE", f"{_SWITCH} {_OWN}"), "imap.web.de:993", "smtp.web.de:587", ("web.de",)
    ),
    Known(
        Provider("zoho", "Zoho (own domain)", f"{_SWITCH} {_OWN}", "https://accounts.zoho.com/home#security"),
        "imappro.zoho.com:993",
        "smtppro.zoho.com:465",
        mx=("zoho.com",),
    ),
    Known(
        Provider(
            "zoho_eu", "Zoho (own domain, Europe)", f"{_SWITCH} {_OWN}", "https://accounts.zoho.eu/home"
        ),
        "imappro.zoho.eu:993",
        "smtppro.zoho.eu:465",
        mx=("zoho.eu",),
    ),
    Known(
        Provider("zohomail", "Zoho (zohomail.com)", f"{_SWITCH} {_OWN}"),
        "imap.zoho.com:993",
        "smtp.zoho.com:465",
        ("zoho.com", "zohomail.com"),
    ),
    Known(
        Provider("yandex", "Yandex", f"{_SWITCH} {_APP}", "https://id.yandex.com/security/app-passwords"),
        "imap.yandex.com:993",
        "smtp.yandex.com:465",
        ("yandex.com", "yandex.ru", "ya.ru"),
        ("yandex.net", "yandex.ru"),
    ),
    Known(
        Provider("mailbox_org", "mailbox.org", _OWN),
        "imap.mailbox.org:993",
        "smtp.mailbox.org:465",
        ("mailbox.org",),
        ("mailbox.org",),
    ),
    Known(Provider("posteo", "Posteo", _OWN), "posteo.de:993", "posteo.de:465", ("posteo.de", "posteo.net")),
    Known(
        Provider("ionos", "IONOS (.com)", _OWN),
        "imap.ionos.com:993",
        "smtp.ionos.com:465",
        mx=("ionos.com", "perfora.net"),
    ),
    Known(
        Provider("ionos_de", "IONOS (.de)", _OWN),
        "imap.ionos.de:993",
        "smtp.ionos.de:465",
        mx=("ionos.de", "kundenserver.de"),
    ),
    Known(
        Provider("proton", "Proton Mail", _PROTON, takes_password=False),
        "",
        "",
        ("proton.me", "protonmail.com", "pm.me"),
        ("protonmail.ch",),
    ),
    Known(
        Provider("tuta", "Tuta", _TUTA, takes_password=False),
        "",
        "",
        ("tuta.com", "tutanota.com", "tutanota.de"),
        ("tutanota.de",),
    ),
)
OTHER = Provider(
    "other", "Another provider", "Your administrator or the provider's help page names the servers."
)


def known(name: str) -> Known | None:
    """The one with that id."""
    return next((entry for entry in KNOWN if entry.provider.id == name), None)


def by_domain(domain: str) -> Known | None:
    """The one whose own domain that is."""
    return next((entry for entry in KNOWN if domain in entry.domains), None)


def by_exchanger(host: str) -> Known | None:
    """The one that this mail exchanger belongs to: how a company's own domain shows where its mail is."""
    return next(
        (entry for entry in KNOWN if any(host == end or host.endswith(f".{end}") for end in entry.mx)), None
    )
