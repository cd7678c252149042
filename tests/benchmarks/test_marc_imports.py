"""How long a supplier's delivery takes to come in, beside the time in which pymarc merely parses it."""

import gc
import io
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pymarc
import pytest

from libdesk.actions.desk import Actor, Desk
from libdesk.actions.exports import export_books
from libdesk.actions.imports.records.plan import plan_records
from libdesk.actions.imports.records.plans import BatchChoice, RecordChoices
from libdesk.actions.imports.records.pool import plan_pool, write_pool
from libdesk.actions.imports.records.write import write_records
from libdesk.domain.ops import Role
from libdesk.domain.progress import Cancelled, Progress
from libdesk.domain.rows.exports import ExportForm, Selection
from libdesk.store.database import Library, create_library
from tests.benchmarks.figures import FIGURES
from tests.benchmarks.marc_delivery import COPIES, write_delivery

NOW: Final = datetime(2026, 3, 9, 2, tzinfo=UTC)
RECORDS: Final = 50_000
FEW: Final = 5_000
CHOICES: Final = RecordChoices(batch=BatchChoice("purchase", "书店"), waiting=True)
LEAST: Final = 0.7  # of the speed at which pymarc merely parses
WORDS: Final = "delivery"
_PEAK: Final = """
import resource, sys
from pathlib import Path
from tests.benchmarks.test_marc_imports import bring_in, open_desk
desk = open_desk(Path(sys.argv[1]))
bring_in(desk, Path(sys.argv[2]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def open_desk(folder: Path) -> Desk:
    path = folder / "school.libdesk"
    create_library(path)
    return Desk(Library(path), clock=lambda: NOW, actor=Actor(Role.LIBRARIAN))


def bring_in(desk: Desk, path: Path) -> tuple[float, float]:
    """Seconds for the look and for the writing."""
    began = time.perf_counter()
    plan = plan_records(desk, [path], CHOICES)
    looked = time.perf_counter()
    receipt = write_records(desk, plan)
    written = time.perf_counter()
    assert receipt.added["copies"] == COPIES * plan.records
    return looked - began, written - looked


def parse(path: Path) -> float:
    """Seconds that pymarc needs for the same records; it stops at line ends between them, so they go first."""
    data = path.read_bytes().replace(b"\x1d\r\n", b"\x1d")
    gc.collect()
    began = time.perf_counter()
    count = sum(record is not None for record in pymarc.MARCReader(io.BytesIO(data), file_encoding="gb18030"))
    assert count > 0
    return time.perf_counter() - began


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    return tmp_path / "one", tmp_path / "two"


def test_a_delivery_comes_in_nearly_as_fast_as_pymarc_parses_it(benchmark: Any, folders: tuple[Path, Path]) -> None:
    delivery = write_delivery(folders[0] / "delivery.iso", RECORDS)
    before = parse(delivery)
    desk = open_desk(folders[0])
    looked, written = benchmark.pedantic(lambda: bring_in(desk, delivery), rounds=1)
    desk.close()
    parsed = (before + parse(delivery)) / 2
    share = parsed / written
    FIGURES.note(
        f"{RECORDS:,} records of CNMARC written with copies, index, journal: speed beside pymarc's parsing",
        f"{share:.2f} ({RECORDS / written:,.0f} a second, pymarc {RECORDS / parsed:,.0f})", f"≥ {LEAST}", WORDS,
    )  # fmt: skip
    FIGURES.note("the look at them before", f"{RECORDS / looked:,.0f} a second", "-", WORDS)
    assert share >= LEAST


def test_ten_times_the_delivery_takes_hardly_more_memory(benchmark: Any, folders: tuple[Path, Path]) -> None:
    peaks = []

    def measure(folder: Path, count: int) -> None:
        path = write_delivery(folder / "delivery.iso", count)
        found = subprocess.run(
            [sys.executable, "-c", _PEAK, str(folder), str(path)], capture_output=True, text=True, check=True
        )
        peaks.append(int(found.stdout))

    measure(folders[0], FEW)
    benchmark.pedantic(lambda: measure(folders[1], RECORDS), rounds=1)
    more = peaks[1] - peaks[0]
    FIGURES.note(f"memory for {RECORDS:,} records beyond that for {FEW:,}", f"{more} MB", "64 MB", WORDS)
    assert more <= 64


def test_a_delivery_stops_within_a_second(benchmark: Any, folders: tuple[Path, Path]) -> None:
    delivery = write_delivery(folders[0] / "delivery.iso", FEW)
    desk = open_desk(folders[0])
    plan = plan_records(desk, [delivery], CHOICES)
    stop = threading.Event()
    asked: list[float] = []

    def press() -> None:
        asked.append(time.perf_counter())
        stop.set()

    timer = threading.Timer(0.3, press)
    timer.start()

    def write() -> None:
        with pytest.raises(Cancelled):
            write_records(desk, plan, Progress(stopped=stop.is_set))

    benchmark.pedantic(write, rounds=1)
    waited = time.perf_counter() - asked[0]
    assert desk.library.connection.execute("SELECT count(*) FROM title").fetchone() == (0,)
    desk.close()
    FIGURES.note("stop of such an import until nothing of it is left", f"{waited:.2f} s", "1 s", WORDS)
    assert waited <= 1


def test_suppliers_records_come_in_and_the_catalogue_goes_out(benchmark: Any, folders: tuple[Path, Path]) -> None:
    delivery = write_delivery(folders[0] / "delivery.iso", FEW)
    desk = open_desk(folders[0])
    began = time.perf_counter()
    benchmark.pedantic(lambda: write_pool(desk, plan_pool(desk, [delivery])), rounds=1)
    pooled = time.perf_counter() - began
    bring_in(desk, delivery)
    for form in (ExportForm.XLSX_COPIES, ExportForm.CNMARC):
        began = time.perf_counter()
        receipt = export_books(desk, folders[1] / "out", form, Selection())
        seconds = time.perf_counter() - began
        FIGURES.note(
            f"{receipt.titles:,} titles out as {form}", f"{receipt.titles / seconds:,.0f} a second", "-", WORDS
        )
    desk.close()
    FIGURES.note("suppliers’ records looked at and taken in", f"{FEW / pooled:,.0f} a second", "-", WORDS)
