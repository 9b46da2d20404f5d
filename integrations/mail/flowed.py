"""format=flowed (RFC 3676): soft line breaks are joined, quote depth kept."""


def unflow(text: str, *, delsp: bool) -> str:
    """Text with its soft breaks undone; quoted lines start with one `>` per level and a space."""
    done: list[str] = []
    open_depth, pending = -1, ""
    for line in text.split("\n"):
        bare = line.lstrip(">")
        depth = len(line) - len(bare)
        bare = bare.removeprefix(" ")  # space-stuffing, RFC 3676 section 4.4
        if pending and depth != open_depth:
            done.append(_marked(pending, open_depth))
            pending = ""
        open_depth = depth
        if bare.endswith(" ") and bare != "-- ":  # the signature separator is never flowed, section 4.3
            pending += bare[:-1] if delsp else bare
            continue
        done.append(_marked(pending + bare, depth))
        pending = ""
    if pending:
        done.append(_marked(pending, open_depth))
    return "\n".join(done)


def _marked(line: str, depth: int) -> str:
    return f"{'>' * depth} {line}" if depth > 0 else line
