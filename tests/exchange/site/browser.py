"""A real browser, where the system has one: a page is opened from its file and what it made of itself is read back.

No package of PyPI brings one along, so the tests that ask it say so and are left out where it is missing.
"""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Final

_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
NONE: Final = "the system has no Chromium (Debian: chromium)"
LONG: Final = 120  # seconds


@cache
def there() -> str:
    """The program, "" for none."""
    return next((found for name in _NAMES if (found := shutil.which(name))), "")


def _run(tmp: Path, url: str, *how: str) -> str:
    profile = tmp / "profile"
    command = [
        there(), "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-dev-shm-usage",
        "--disable-background-networking", f"--user-data-dir={profile}", *how, url,
    ]  # fmt: skip
    environment = {**os.environ, "HOME": str(tmp), "XDG_CONFIG_HOME": str(tmp), "XDG_CACHE_HOME": str(tmp)}
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", timeout=LONG, env=environment, check=False
    )
    return done.stdout


def dom(tmp: Path, page: Path, asked: str = "", *, wait: int = 10_000) -> str:
    """The page as the browser has made it after at most so many milliseconds of its own time."""
    return _run(tmp, page.as_uri() + asked, f"--virtual-time-budget={wait}", "--dump-dom")


def picture(tmp: Path, page: Path, goal: Path, width: int, height: int, asked: str = "", *more: str) -> None:
    """The page as it looks in a window of this size."""
    how = [f"--screenshot={goal}", f"--window-size={width},{height}", "--virtual-time-budget=10000", *more]
    _run(tmp, page.as_uri() + asked, *how)
