"""How much a lend costs over the bare rows, and whether a library ten times as large makes it dearer.

What is compared takes turns in one run on the same disk, so that a busy machine slows both; medians are compared.
"""

import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from tests.benchmarks.bare import BareFile
from tests.benchmarks.conftest import OpenDesk
from tests.benchmarks.figures import FIGURES

ROUNDS = 600
CHECKPOINT_EVERY = 100


def pairs(desk: Desk) -> Iterator[tuple[int, int]]:
    """(copy id, reader id) that can be lent: copies from all over the file, each reader as often as a rule allows."""
    execute = desk.library.connection.execute
    top = execute("SELECT max(id) FROM copy").fetchone()[0]
    chance = random.Random(1)
    # Of 100 neighbours only one can be on loan (see big_library), so two in a row are enough to find a free one.
    copies = [n for n in chance.sample(range(1, top), 4 * ROUNDS) if n % 100]
    readers = [
        row[0]
        for row in execute(
            "SELECT id FROM reader WHERE NOT EXISTS"
            " (SELECT 1 FROM loan WHERE reader_id = reader.id AND returned IS NULL) ORDER BY id"
        )
    ]
    chance.shuffle(readers)
    return zip(copies, readers * 3, strict=False)


def set_synchronous(desk: Desk, level: str) -> None:
    """Only for measuring what the program itself costs, without the disk: a school's library is always FULL."""
    desk.library.writer.execute(f"PRAGMA synchronous = {level}")
    assert desk.library.writer.execute("PRAGMA synchronous").fetchone()[0] == {"OFF": 0, "FULL": 2}[level]


def in_turns(
    benchmark: Any, measured: Callable[..., object], other: Callable[[], float], args: Callable[[], Any]
) -> float:
    """Run both by turns; the median of `other` in seconds (that of `measured` is in the benchmark's own statistics)."""
    times: list[float] = []

    def one_of_the_other() -> tuple[Any, dict[str, Any]]:
        times.append(other())
        return args(), {}

    benchmark.pedantic(measured, setup=one_of_the_other, rounds=ROUNDS, warmup_rounds=20)
    return median(times[20:])


@pytest.mark.parametrize(("synchronous", "bound"), [("FULL", 3.0), ("OFF", 4.0)])
def test_a_lend_costs_little_more_than_its_rows(
    benchmark: Any, open_desk: OpenDesk, kept_100k: Path, synchronous: str, bound: float
) -> None:
    desk = open_desk(kept_100k)
    set_synchronous(desk, synchronous)
    bare = BareFile(desk.library.path, synchronous)
    todo = pairs(desk)

    def lend_bare() -> float:
        copy_id, reader_id = next(todo)
        at = desk.now()
        start = time.perf_counter()
        bare.lend(copy_id, reader_id, at)
        end = time.perf_counter()
        if copy_id % CHECKPOINT_EVERY == 0:
            desk.library.checkpoint()
        return end - start

    def lend_one(copy_id: int, reader_id: int) -> None:
        lend(desk, copy_id=copy_id, reader_id=reader_id)

    bare_seconds = in_turns(benchmark, lend_one, lend_bare, lambda: next(todo))
    bare.close()
    seconds = benchmark.stats.stats.median
    ratio = seconds / bare_seconds
    what = "with its journal, committed" if synchronous == "FULL" else "without waiting for the disk"
    FIGURES.note(
        f"lend {what}, 100,000 copies and 1,000,000 past loans: {seconds * 1000:.2f} ms;"
        f" the same rows by bare sqlite3: {bare_seconds * 1000:.2f} ms",
        f"{ratio:.2f} ×",
        f"{bound:.0f} ×",
        f"costs_little and {synchronous}",
    )
    assert ratio <= bound


def test_a_lend_is_as_fast_in_a_library_ten_times_as_large(
    benchmark: Any, open_desk: OpenDesk, kept_100k: Path, kept_1m: Path
) -> None:
    small, large = open_desk(kept_100k), open_desk(kept_1m)
    small_todo, large_todo = pairs(small), pairs(large)

    def lend_small() -> float:
        copy_id, reader_id = next(small_todo)
        start = time.perf_counter()
        lend(small, copy_id=copy_id, reader_id=reader_id)
        return time.perf_counter() - start

    def lend_large(copy_id: int, reader_id: int) -> None:
        lend(large, copy_id=copy_id, reader_id=reader_id)

    small_seconds = in_turns(benchmark, lend_large, lend_small, lambda: next(large_todo))
    seconds = benchmark.stats.stats.median
    ratio = seconds / small_seconds
    FIGURES.note(
        f"lend at 1,000,000 copies and 5,000,000 loans: {seconds * 1000:.2f} ms;"
        f" at 100,000: {small_seconds * 1000:.2f} ms",
        f"{ratio:.2f} ×",
        "1.3 ×",
        "ten_times",
    )
    assert ratio <= 1.3
