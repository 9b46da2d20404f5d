"""What a person wrote into a calendar answer (RFC 5545 COMMENT, RFC 5546 REPLY)."""

import re

_UNFOLD = re.compile(r"\n[ \t]")
_COMMENT = re.compile(
    r"^COMMENT(?:;[^:\n\"]*(?:\"[^\"\n]*\"[^:\n\"]*)*)?:(.*)$", re.IGNORECASE | re.MULTILINE
)
_METHOD_REPLY = re.compile(r"^METHOD:\s*(?:REPLY|COUNTER)\b", re.IGNORECASE | re.MULTILINE)
_PARTSTAT = re.compile(r"\bPARTSTAT=\"?(ACCEPTED|DECLINED|TENTATIVE)\b", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([nN;,\\])")


def comment_and_answer(calendar: str) -> tuple[str, str]:
    """The COMMENT lines as text, and ACCEPTED, DECLINED or TENTATIVE when the part answers an invitation."""
    text = _UNFOLD.sub("", calendar)
    comments = [_ESCAPE.sub(_unescape, found).strip() for found in _COMMENT.findall(text)]
    answer = _PARTSTAT.search(text) if _METHOD_REPLY.search(text) else None
    return "\n".join(line for line in comments if line), answer[1].upper() if answer else ""


def _unescape(match: re.Match[str]) -> str:
    return "\n" if match[1] in "nN" else match[1]
