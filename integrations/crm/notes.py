"""How a receipt's note looks in either CRM: its title carries our key, its text is plain, escaped, line by line."""

import re
from html import escape
from html.parser import HTMLParser

MARK = "Dealhand receipt"
_TITLE_LENGTH = 255  # ContentNote.Title; HubSpot's notes have no title, theirs is the first paragraph
_KEY = re.compile(rf"{MARK} (?P<key>[A-Za-z0-9_:.\-]+[A-Za-z0-9_\-])")


def titled(key: str, title: str) -> str:
    """A title that people can read and that carries the key."""
    own = f"{MARK} {key}"
    if key_of(title) == key:
        return title[:_TITLE_LENGTH]
    return f"{own}: {title}"[:_TITLE_LENGTH] if title else own


def key_of(title: str) -> str | None:
    """Our key in a note's title, None for anybody else's note."""
    found = _KEY.match(title.strip())
    return found["key"] if found else None


def paragraphs(text: str) -> str:
    """Plain text as HTML, a paragraph a line: both CRMs drop bare line ends and unsafe markup."""
    lines = text.replace("\r\n", "\n").split("\n")
    return "".join(
        f"<p>{escape(line, quote=False)}</p>" if line.strip() else "<p>&nbsp;</p>" for line in lines
    )


def heading(title: str) -> str:
    """A title as the first paragraph of a body."""
    return f"<p><strong>{escape(title, quote=False)}</strong></p>"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag == "br" or (tag in {"p", "div", "li"} and self.lines[-1]):
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"p", "div", "li"}:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        self.lines[-1] += data


def plain(html: str) -> str:
    """The text of a body without its markup, a line a paragraph."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "\n".join(line.replace("\u00a0", " ").strip() for line in reader.lines).strip("\n")
