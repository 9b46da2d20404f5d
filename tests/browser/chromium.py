"""Finds a Chromium on this machine, or gets one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Playwright

NAMES = ("google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
FIX = (
    "The browser tests need Chromium or Chrome. Install one (Debian: apt-get install chromium), or set "
    "CHROME_PATH to the program, or run: python -m playwright install chromium"
)


class NoChromiumError(Exception):
    """No browser could be found or installed; the message says how to mend that."""


def find_chromium(playwright: Playwright) -> str:
    """The path of a browser: CHROME_PATH, a system one, Playwright's own, else Playwright's after installing it.

    Raises:
        NoChromiumError: none of these; the message names the fix.
    """
    if chosen := os.environ.get("CHROME_PATH"):
        if not Path(chosen).is_file():
            raise NoChromiumError(f"CHROME_PATH is {chosen}, where no program is. {FIX}")
        return chosen
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found:
        return found
    own = Path(playwright.chromium.executable_path)
    if MAC.is_file() and not own.is_file():
        return str(MAC)
    if not own.is_file():
        _install()
    if not own.is_file():
        raise NoChromiumError(FIX)
    return str(own)


def _install() -> None:
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    if ended.returncode:
        raise NoChromiumError(f"{FIX}\n{ended.stderr.strip()}")
