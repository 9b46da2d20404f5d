"""The tree, what it imports, the locks and the Makefile: promises that a newcomer relies on before reading any code."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from bot.settings import Settings
from tests.architecture.rows import known_rows, marked_rows

ROOT = Path(__file__).parents[2]
OURS = ("bot", "handlers", "blocks", "integrations", "store", "migrations")
TARGETS = ("install", "demo", "test", "check", "run", "migrate", "bench", "rows")
LOCKS = ("requirements.lock", "requirements-dev.lock")


def imported(*places: str) -> set[str]:
    """The top-level packages that the Python files under these places import."""
    found: set[str] = set()
    for file in (f for place in places for f in [ROOT / place, *(ROOT / place).rglob("*.py")] if f.is_file()):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.split(".")[0])
    return found


@pytest.mark.row("U-01")
@pytest.mark.parametrize(
    "path", ["app.py", *OURS, "tests", "manifest.yml", "pyproject.toml", "Makefile", "README.md", "LICENSE"]
)
def test_the_tree_has_the_named_shape(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.row("U-01")
def test_the_app_imports_without_any_token_set(tmp_path: Path) -> None:
    bare = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}

    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", "import app; print(app.create_app.__name__)"],
        cwd=tmp_path,
        env=bare,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.stdout.strip() == "create_app", done.stderr


def test_the_top_level_holds_no_package_but_the_named_ones() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "*/*.py"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    packages = {line.split("/")[0] for line in tracked.stdout.splitlines()}

    assert packages == {*OURS, "tests"}


@pytest.mark.row("U-02")
@pytest.mark.parametrize(
    "package",
    [
        *("slack_bolt", "slack_sdk", "openai", "sqlalchemy"),
        *("alembic", "apscheduler", "simple_salesforce", "hubspot"),
    ],
)
def test_the_named_packages_are_used_and_not_just_declared(package: str) -> None:
    assert package in imported("app.py", *OURS)
    assert "pytest" in imported("tests")


def test_everything_outside_the_standard_library_is_declared() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.split(r"[\[<>=!~ ]", line)[0].replace("-", "_") for line in declared}
    called = {
        "dkimpy": "dkim",
        "dnspython": "dns",
        "hubspot_api_client": "hubspot",
        "phonenumberslite": "phonenumbers",
        "proxy_protocol": "proxyprotocol",
        "pyyaml": "yaml",
        "python_json_logger": "pythonjsonlogger",
        "python_multipart": "multipart",
        "python_ulid": "ulid",
        "websocket_client": "websocket",
    }
    carried = {"anyio", "requests", "urllib3"}  # of starlette, and of both CRM clients; pinned in the lock

    known = {called.get(name, name) for name in names} | carried | set(sys.stdlib_module_names)

    assert imported("app.py", *OURS) - known - {*OURS, "app"} == set()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_exact_versions_with_hashes_and_names_no_index(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = [entry for entry in re.split(r"\n(?=\S)", text) if entry and not entry.startswith("#")]

    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert [e.split()[0] for e in entries if not re.match(r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==\S+", e)] == []
    assert "://" not in text
    assert "index" not in text


def test_the_lock_for_development_holds_everything_the_app_runs_on_at_the_same_version() -> None:
    pins = [
        set(re.findall(r"^(\S+==\S+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))
        for lock in LOCKS
    ]

    assert pins[0] - pins[1] == set()


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_of_the_makefile_says_what_it_is_for(target: str) -> None:
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert re.search(rf"make {target} +\S+", shown)


def test_the_makefile_refuses_an_old_python_in_one_clear_line(tmp_path: Path) -> None:
    old = tmp_path / "python"
    old.write_text(
        f'#!/bin/sh\nexec {sys.executable} -c "import sys; sys.version_info = (3, 9, 1); exec(sys.argv[1])" "$2"\n'
    )
    old.chmod(0o755)

    done = subprocess.run(
        ["make", "install", f"PYTHON={old}", f"VENV={tmp_path / 'venv'}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode != 0
    assert "needs Python 3.11 or newer; this is 3.9" in done.stderr


def test_every_row_that_a_test_claims_to_show_is_a_row_of_the_list() -> None:
    assert {row: places for row, places in marked_rows().items() if row not in known_rows()} == {}


def test_the_readme_names_every_setting_and_no_other() -> None:
    table = (ROOT / "README.md").read_text(encoding="utf-8").split("## Settings")[1].split("\n## ")[0]
    named = {
        name
        for line in re.findall(r"^\| (`.+?`) \|", table, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", line)
    }

    assert named == {name.upper() for name in Settings.model_fields}


def test_links_between_our_own_documents_lead_somewhere() -> None:
    broken = [
        f"{page.name}: {target}"
        for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"))
        for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]

    assert broken == []
