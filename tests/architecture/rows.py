"""Which requirement rows have tests, and which do not: `make rows`. A mark that names an unknown row is an error."""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
TESTS = HERE.parent


def known_rows() -> dict[str, str]:
    """Row id → short title, in the order of rows.txt."""
    lines = (HERE / "rows.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" ", 1) for line in lines if line.strip() and not line.startswith("#"))
    return {row: title.strip() for row, title in pairs}


def marked_rows(root: Path = TESTS) -> dict[str, list[str]]:
    """Row id → where it is marked, as `file:line`. Reads the source, so that nothing needs to be imported."""
    found: dict[str, list[str]] = defaultdict(list)
    for file in sorted(root.rglob("*.py")):
        for row, line in _marks(ast.parse(file.read_text(encoding="utf-8"))):
            found[row].append(f"{file.relative_to(root.parent)}:{line}")
    return dict(found)


def _marks(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.row"):
            continue
        for argument in node.args:
            row = argument.value if isinstance(argument, ast.Constant) else ast.unparse(argument)
            yield str(row), node.lineno


def main() -> int:
    """Print the table; 1 when a mark names a row nobody knows."""
    known, marked = known_rows(), marked_rows()
    shown = {row: places for row, places in marked.items() if row in known}
    for row, title in known.items():
        count = len(shown.get(row, ()))
        tests = f"{count} test{'s' if count > 1 else ''}" if count else "-"
        sys.stdout.write(f"{row:9} {tests:9} {title}\n")
    sys.stdout.write(f"\n{len(shown)} of {len(known)} rows have tests.\n")
    unknown = [f"{row} ({', '.join(places)})" for row, places in marked.items() if row not in known]
    if unknown:
        sys.stderr.write(f"Marked, but not in rows.txt: {'; '.join(unknown)}\n")
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main())
