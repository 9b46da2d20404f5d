"""A note's body loses its new lines and unsafe HTML when it is kept (Object Reference, ContentNote)."""

import base64
from html import escape, unescape
from html.parser import HTMLParser

_KEPT = frozenset({"p", "br", "b", "i", "u", "strong", "em", "ul", "ol", "li", "a", "div", "span"})
_SILENCED = frozenset({"script", "style", "iframe", "object"})
_SAFE_LINKS = ("https://", "http://", "mailto:")
_PREVIEW = 255


class _Cleaner(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.html: list[str] = []
        self.text: list[str] = []
        self._silence = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENCED:
            self._silence += 1
        elif tag in _KEPT and not self._silence:
            href = next((value for name, value in attrs if name == "href" and value), "")
            safe = tag == "a" and href.lower().startswith(_SAFE_LINKS)
            self.html.append(f'<a href="{escape(href)}">' if safe else f"<{tag}>")
            self.text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENCED:
            self._silence = max(0, self._silence - 1)
        elif tag in _KEPT - {"br"} and not self._silence:
            self.html.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._silence:
            kept = data.replace("\r", "").replace("\n", "")
            self.html.append(escape(kept, quote=False))
            self.text.append(kept)


def cleaned(content: str) -> tuple[str, str, int]:
    """A base64 body as Salesforce keeps it: (base64 of the safe HTML, plain preview, size in bytes)."""
    cleaner = _Cleaner()
    cleaner.feed(base64.b64decode(content).decode("utf-8", errors="replace"))
    cleaner.close()
    body = "".join(cleaner.html).encode()
    preview = " ".join(unescape("".join(cleaner.text)).split())[:_PREVIEW]
    return base64.b64encode(body).decode(), preview, len(body)


def body_html(content: object) -> str:
    """The HTML of a stored note body; empty for a note without one."""
    return base64.b64decode(content).decode() if isinstance(content, str) else ""
