"""How long the program takes until the desk can be used, beside a bare window of the same toolkit, and its memory then.

Both are programs of their own that say when their window is on the screen; they take turns, and medians are compared.
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from libdesk.store.database import beside
from tests.benchmarks.conftest import CopyOf
from tests.benchmarks.figures import FIGURES

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
ROUNDS = 11
TIMES_BARE = 2.0
MEGABYTES = 150


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """A data folder of its own, and compiled modules kept as an installed program has them."""
    changed = {
        "LIBDESK_DATA": str(tmp_path / "data"),
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(tmp_path / "compiled"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, **changed}


def started(program: str, surroundings: dict[str, str], *arguments: str) -> list[float]:
    """Start it and give the numbers that it says: seconds from here to the painted window, then megabytes."""
    command = [sys.executable, str(HERE / program), str(time.monotonic()), *arguments]
    result = subprocess.run(command, env=surroundings, capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stderr
    return [float(number) for number in result.stdout.split()]


def test_the_desk_is_there_soon_after_a_bare_window_would_be(
    benchmark: Any, copy_of: CopyOf, kept_100k: Path, surroundings: dict[str, str]
) -> None:
    library = copy_of(kept_100k)
    bare: list[float] = []
    desk: list[float] = []
    megabytes: list[float] = []

    def bare_first() -> None:
        bare.append(started("start_bare.py", surroundings)[0])
        for log in beside(library):  # left by the last start, which ends as soon as it has told its time
            log.unlink(missing_ok=True)

    def start() -> None:
        seconds, resident = started("start_app.py", surroundings, str(library))
        desk.append(seconds)
        megabytes.append(resident)

    benchmark.pedantic(start, setup=bare_first, rounds=ROUNDS, warmup_rounds=1)
    ratio = median(desk[1:]) / median(bare[1:])
    FIGURES.note(
        f"start to the painted desk, 100,000 copies: {median(desk[1:]) * 1000:.0f} ms;"
        f" a bare window with an empty table: {median(bare[1:]) * 1000:.0f} ms",
        f"{ratio:.2f} ×",
        f"{TIMES_BARE:.0f} ×",
        "soon_after",
    )
    resident = f"{max(megabytes):.0f} MB"
    FIGURES.note("memory at the first paint, 100,000 copies", resident, f"{MEGABYTES} MB", "soon_after")
    assert max(megabytes) <= MEGABYTES
    assert ratio <= TIMES_BARE
