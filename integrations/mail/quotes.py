"""New text apart from quoted text, in plain mail of any client and language.

The law: new text is never lost. A line counts as quoted only when it carries a quote sign, or stands below
an unmistakable mark (attribution line with a date or an address, header block of three, "Original Message").
Lines without a quote sign between quoted lines are inline answers and stay new.
"""

from dataclasses import dataclass

from integrations.mail import quote_words as words

_LONGEST_ATTRIBUTION = 400
_BLOCK = 7


@dataclass(frozen=True)
class Split:
    """`unsure` says that all text stood below a mark without quote signs, so a reply may hide in it."""

    new: str
    quoted: str
    unsure: bool = False


def split(text: str) -> Split:
    """Text of one plain body, or of HTML made plain, into what is new and what is history."""
    lines = text.split("\n")
    new: list[str] = []
    quoted: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.lstrip().startswith(">") and not words.HARD_LINE.match(line):
            quoted.append(line)
            at += 1
            continue
        length = _attribution(lines, at)
        if length:
            quoted += lines[at : at + length]
            at += length
            if _next_is_marked(lines, at) or _continues(new, lines, at):
                continue
            return _ended(new, quoted, lines[at:])
        if words.HARD_LINE.match(line) or _header_block(lines, at) or _all_on_one_line(line):
            return _ended(new, quoted, lines[at:])
        new.append(line)
        at += 1
    return Split(_tidy(new), _tidy(quoted))


def _ended(new: list[str], quoted: list[str], rest: list[str]) -> Split:
    body = _tidy(new)
    marked = any(line.lstrip().startswith(">") for line in quoted)
    return Split(body, _tidy(quoted + rest), unsure=not body and not marked)


def _tidy(lines: list[str]) -> str:
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _next_is_marked(lines: list[str], at: int) -> bool:
    for line in lines[at : at + 4]:
        if line.strip():
            return line.lstrip().startswith(">")
    return False


def _continues(new: list[str], lines: list[str], at: int) -> bool:
    """A line of attribution with nothing after it quotes nothing; what stood above is all there is."""
    return bool(new) and not any(line.strip() for line in lines[at:])


def _attribution(lines: list[str], at: int) -> int:
    """How many lines from here are one "On ... Kim wrote:"; 0 when they are something else."""
    first = lines[at].strip()
    if not first or len(first) > _LONGEST_ATTRIBUTION:
        return 0
    joined = ""
    for count, line in enumerate(lines[at : at + 4], start=1):
        part = line.translate(words.DIRECTION_MARKS).strip()
        if not part or part.startswith(">"):
            return 0
        joined = f"{joined} {part}".strip()
        if len(joined) > _LONGEST_ATTRIBUTION:
            return 0
        if joined.endswith((":", "：", "：」")) or (part.endswith("-") and count > 1):  # noqa: RUF001 - full-width colon
            return count if _is_attribution(joined) and not _begins_below(lines[at : at + count]) else 0
        if _ends_with_verb(joined.strip("-– ") if joined.startswith("--") else joined):
            return 0 if _begins_below(lines[at : at + count]) else count
    return 0


def _begins_below(lines: list[str]) -> bool:
    """Whether a whole attribution begins in a line after the first, which then is the sender's own."""
    first = lines[0].strip()
    for start in range(1, len(lines)):
        rest = " ".join(line.translate(words.DIRECTION_MARKS).strip() for line in lines[start:])
        day, clock = words.DAY.search(rest), words.CLOCK.search(rest)
        own = not words.DAY.search(first) or first.endswith((".", "!", "?")) or words.OPENER_WORD.match(rest)
        if (day or clock) and (own or (day and clock)) and _is_attribution(rest):
            return True
    return False


def _all_on_one_line(line: str) -> bool:
    found = words.ON_ONE_LINE.match(line)
    return found is not None and bool(words.CLOCK.search(found[1])) and _is_attribution(found[1])


def _is_attribution(line: str) -> bool:
    address = bool(words.ADDRESS.search(line))
    clock = bool(words.CLOCK.search(line))
    day = bool(words.DAY.search(line))
    if words.WROTE_WORD.search(line):
        return address or clock or (day and bool(words.OPENER_WORD.match(line)))
    return address and clock and day


def _ends_with_verb(line: str) -> bool:
    """Some clients leave out the colon; then the line needs both a clock time and an address."""
    ends = any(found.end() >= len(line) - 1 for found in words.WROTE_WORD.finditer(line))
    return (
        ends and bool(words.CLOCK.search(line)) and bool(words.ADDRESS.search(line) or words.DAY.search(line))
    )


def _header_block(lines: list[str], at: int) -> bool:
    """Outlook's From / Sent / To / Subject: a From line and two more of its kind below, or (GMX) one of them above."""
    near = [line for line in lines[at + 1 : at + 1 + _BLOCK * 2] if line.strip()][:_BLOCK]
    if not words.FROM_LINE.match(lines[at]):
        if not (near and words.OTHER_LINE.match(lines[at]) and words.FROM_LINE.match(near[0])):
            return False
        near[0] = lines[at]
    others = 0
    for line in near:
        if not words.OTHER_LINE.match(line):
            break
        others += 1
    return others >= 2  # noqa: PLR2004 - From and two more: one could be prose
