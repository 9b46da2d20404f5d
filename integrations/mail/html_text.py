# ruff: noqa: RUF001 - tables of foreign words and of what mail clients write, one kind a line
"""HTML mail to plain text, with quoted parts marked the way plain mail marks them (`> `).

A tokenizer of our own, because it must be linear on garbage: one pass, no tree, no regular expression that can
go back. Hidden elements, styles and scripts are left out; a link keeps its text, not its address.
"""

import re
from html import unescape

QUOTE_FOLLOWS = "-----Original Message-----"
_LONGEST = 2_000_000
_TOKEN = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]{0,30})([^<>]{0,4000})>|<!--|<[!?][^<>]{0,4000}>|[^<]+|<")
_SILENT = frozenset({"style", "script", "head", "title", "template", "noscript", "svg", "object", "xml"})
_VOID = frozenset({"br", "hr", "img", "meta", "link", "input", "col", "wbr", "area", "base", "source"})
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "tr",
        "table",
        "ul",
        "ol",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "section",
        "article",
        "header",
        "footer",
        "address",
        "dl",
        "dt",
        "dd",
        "center",
        "form",
        "fieldset",
        "body",
        "html",
        "hr",
    ]
)
_PARAGRAPHS = frozenset({"p", "table", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote", "pre"})
_CELLS = frozenset({"td", "th"})
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*(?:0(?:px|pt|em|%)?|1px)\s*(?:[;\"']|$)|"
    r"(?:max-height|opacity)\s*:\s*0(?:px|pt|em|%)?\s*(?:[;\"'!]|$)|mso-hide\s*:\s*all|\shidden(?:\s|=|$)",
    re.IGNORECASE,
)
_QUOTING = re.compile(
    r"type\s*=\s*[\"']?cite|class\s*=\s*[\"'][^\"']*(?:quote|cite)|cite\s*=|border-left|border-right|class=mcntgmail_quote",
    re.IGNORECASE,
)
_HISTORY = re.compile(
    r"(?:id|class|name)\s*=\s*[\"']?[^\"'>]*(?:divRplyFwdMsg|appendonsend|yahoo_quoted|OLK_SRC_BODY_SECTION|zmail_extra|"
    r"ms-outlook-mobile-reference-message|reply-intro|mail-quote-collapse|stopSpelling|x_divRplyFwdMsg)"
    r"|\bname\s*=\s*[\"']?quote\b"
    r"|border-top\s*:\s*(?:solid|\d[\d.]*p[tx]\s+solid)\s+#?(?:E1E1E1|B5C4DF|B5C4DF)", re.IGNORECASE
)  # fmt: skip
_SPACES = re.compile(r"[ \t\r\n\f]+")


def to_text(html: str) -> str:
    """The text a reader sees, one paragraph per line; block quotes carry `> `, client quote marks one line."""
    return _Reading().read(html[:_LONGEST])


class _Reading:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []
        self.quotes: list[bool] = []
        self.silent: list[str] = []
        self.preformatted = 0

    def read(self, html: str) -> str:
        at, no_more_comments = 0, False
        while at < len(html):
            token = _TOKEN.match(html, at)
            if token is None:  # cannot be: the last alternatives take any character
                break
            at = token.end()
            if token[2]:
                self._tag(token[2].lower(), bool(token[1]), token[3])
            elif token[0] == "<!--":
                end = -1 if no_more_comments else html.find("-->", at)
                no_more_comments = end < 0
                at = at if no_more_comments else end + 3
            elif not token[0].startswith(("<!", "<?")) and not self.silent:
                self._words(token[0])
        self._break()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self.lines)).strip("\n")

    def _tag(self, name: str, closing: bool, attributes: str) -> None:
        name = name.rpartition(":")[2]
        if self.silent:
            self._in_silence(name, closing, attributes)
            return
        hidden = not closing and bool(attributes) and bool(_HIDDEN.search(attributes))
        if not closing and name not in _VOID and (name in _SILENT or hidden) and not attributes.endswith("/"):
            self.silent.append(name)
            return
        if not closing and attributes and _HISTORY.search(attributes):
            self._break()
            self.lines += ["", QUOTE_FOLLOWS]
        self._layout(name, closing, attributes)

    def _in_silence(self, name: str, closing: bool, attributes: str) -> None:
        if name == self.silent[-1]:
            if closing:
                self.silent.pop()
            elif not attributes.endswith("/"):
                self.silent.append(name)
        elif name == "body":  # an unclosed <head> or <style> must not swallow the mail
            self.silent.clear()

    def _layout(self, name: str, closing: bool, attributes: str) -> None:
        if name == "br":
            self._break(keep_empty=True)
        elif name in _CELLS:
            self.line.append(" ")
        elif name in _BLOCKS:
            self._break()
            if name in _PARAGRAPHS and self.lines and self.lines[-1].strip("> "):
                self.lines.append(self._mark().rstrip())
            if name == "pre":
                self.preformatted = max(0, self.preformatted + (-1 if closing else 1))
        if name == "blockquote":
            if not closing:
                before = next((line for line in reversed(self.lines) if line.strip()), "")
                self.quotes.append(bool(_QUOTING.search(attributes)) or before.rstrip().endswith((":", "：")))
            elif self.quotes:
                self.quotes.pop()

    def _words(self, raw: str) -> None:
        text = unescape(raw) if "&" in raw else raw
        if self.preformatted:
            first, *rest = text.split("\n")
            self.line.append(first)
            for more in rest:
                self._break(keep_empty=True)
                self.line.append(more)
        else:
            self.line.append(_SPACES.sub(" ", text))

    def _break(self, *, keep_empty: bool = False) -> None:
        text = "".join(self.line)
        text = text.rstrip() if self.preformatted else _SPACES.sub(" ", text).strip()
        self.line = []
        if text or keep_empty:
            self.lines.append((self._mark() + text).rstrip())

    def _mark(self) -> str:
        depth = sum(self.quotes)
        return f"{'>' * min(depth, 20)} " if depth else ""
