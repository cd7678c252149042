"""A parcel of 300 books in an hour: twelve seconds a book, of which the program may take next to nothing."""

import time
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Actor, Desk
from libdesk.actions.imports.records.pool import plan_pool, write_pool
from libdesk.domain.ops import Op, Role
from libdesk.domain.outcome import Outcome
from libdesk.i18n import set_language
from libdesk.store.queries import adding
from libdesk.ui import theme
from libdesk.ui.cataloguing.adding.page import AddingPage
from tests.benchmarks.conftest import OpenDesk
from tests.benchmarks.figures import FIGURES
from tests.exchange import marc_files
from tests.ui.cataloguing.adding.hands import digits
from tests.ui.surroundings import surroundings

BOOKS = 300
POOL = 100_000


class PaintTime(QObject):
    """When a widget was first asked to paint itself since it was last forgotten."""

    at = 0.0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self.at:
            self.at = time.perf_counter()
        return False


def test_a_parcel_of_three_hundred_is_added_without_waiting(
    benchmark: Any, open_desk: OpenDesk, kept_100k: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = open_desk(kept_100k)
    desk.actor = Actor(Role.LIBRARIAN)
    _fill_pool(desk, tmp_path)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    set_language("zh_CN")
    theme.apply_theme(app, scheme="light", factor=1.0)
    with surroundings(desk, tmp_path) as kept:
        page = AddingPage(kept.around)
        watch = PaintTime()
        page.banner.installEventFilter(watch)
        qtbot.addWidget(page)
        page.resize(911, 360)
        page.show()
        seconds: list[float] = []

        def scan(code: str) -> None:
            watch.at = 0.0
            start = time.perf_counter()
            page.box.receive(code)
            QApplication.processEvents()
            assert watch.at
            seconds.append(watch.at - start)

        def parcel() -> None:
            for number in range(BOOKS):
                scan(digits(number))
                scan(f"NEW{number:05d}")
                assert page.banner.outcome is Outcome.DONE

        benchmark.pedantic(parcel, rounds=1)
    FIGURES.note(
        f"a scan to its painted banner, 95 of 100, while {BOOKS} books of the pool are added to 100,000 copies"
        f" (median {median(seconds) * 1000:.0f} ms)",
        f"{quantiles(seconds, n=20)[-1] * 1000:.0f} ms", "100 ms", "without_waiting",
    )  # fmt: skip
    assert desk.library.fetch("SELECT count(*) FROM copy WHERE waiting = 7")[0][0] == BOOKS


def _fill_pool(desk: Desk, folder: Path) -> float:
    """Seconds that the pool's records took from their file."""
    path = folder / "supplier.iso"
    path.write_bytes(marc_files.many(POOL))
    begun = time.perf_counter()
    write_pool(desk, plan_pool(desk, [path]))
    return time.perf_counter() - begun


def test_a_book_is_found_in_a_large_pool_at_once(open_desk: OpenDesk, kept_100k: Path, tmp_path: Path) -> None:
    desk = open_desk(kept_100k)
    desk.actor = Actor(Role.LIBRARIAN)
    seconds = _fill_pool(desk, tmp_path)
    library = desk.read(Op.ADD_BOOKS)
    times = []
    for number in range(0, POOL, POOL // BOOKS):
        begun = time.perf_counter()
        assert adding.of_isbn(library, digits(number))
        times.append((time.perf_counter() - begun) * 1000)
    FIGURES.note(
        f"a pool of {POOL:,} suppliers’ records looked at and taken in ({POOL / seconds:,.0f} a second)",
        f"{seconds:.0f} s", "60 s", "large_pool",
    )  # fmt: skip
    FIGURES.note(
        f"a book looked for by ISBN in adding, a pool of {POOL:,}, 95 of 100", f"{quantiles(times, n=20)[-1]:.1f} ms",
        "20 ms", "large_pool",
    )  # fmt: skip
    assert quantiles(times, n=20)[-1] <= 20
