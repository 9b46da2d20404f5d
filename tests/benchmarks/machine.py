"""Which machine the numbers are of, and how numbers are shown."""

import os
import platform
import sqlite3
import subprocess
from collections.abc import Sequence
from pathlib import Path


def described() -> str:
    """One line: processor, cores, system, versions, and how busy the machine was when the measuring began."""
    load = f"load {os.getloadavg()[0]:.1f} at the start"
    system = f"{platform.system()} {platform.machine()}"
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    return f"{_processor()}, {os.cpu_count()} cores, {system}, {versions}, {load}"


def _processor() -> str:
    listed = Path("/proc/cpuinfo")
    if listed.exists():
        for line in listed.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "an unnamed processor"


def resident(pid: int) -> float:
    """Resident memory of a process, in MB; `ps` tells it on Linux and on macOS alike."""
    told = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True)
    return int(told.stdout) / 1024


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least that share of all do not exceed."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def show(title: str, rows: Sequence[tuple[str, str]], *, note: str = "") -> None:
    """A titled list on the console, of which the names are as wide as the widest."""
    wide = max(len(name) for name, _ in rows)
    lines = ["", title, *(f"  {name:<{wide}}  {value}" for name, value in rows)]
    print("\n".join([*lines, *([f"  {note}"] if note else [])]), flush=True)  # noqa: T201  # what a benchmark is for
