"""The trolley of a library with a million copies: five thousand books in the order of the shelf, put away by scans."""

from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.shelving.trolley import waits_since
from libdesk.domain.rows.shelving import TrolleyFound
from libdesk.store.queries import shelves, trolley
from libdesk.ui.shelving.trolley.page import TrolleyPage
from tests.benchmarks.conftest import OpenDesk
from tests.benchmarks.figures import FIGURES
from tests.benchmarks.shelf_scans import BEFORE, SCANS, in_a_window, told_at_once
from tests.ui.surroundings import surroundings

WAITING = 5_000
BOUND = 0.2  # seconds


def fill(desk: Desk, count: int) -> None:
    """So many books from all over the library came back today."""
    with desk.library.writing() as connection:
        connection.execute(
            "UPDATE copy SET trolley = ? WHERE id IN (SELECT id FROM copy WHERE id % 193 = 7 AND status = 'shelf'"
            " LIMIT ?)",
            (desk.now(), count),
        )


def test_the_trolley_in_the_order_of_the_shelf(benchmark: Any, open_desk: OpenDesk, kept_shelves: Path) -> None:
    desk = open_desk(kept_shelves)
    fill(desk, WAITING)

    def listed() -> TrolleyFound:
        shelf_of = shelves.shelf_map(desk.library)
        return trolley.waiting(desk.library, shelf_of, since=waits_since(desk), zone=desk.settings.zone)

    found = benchmark.pedantic(listed, rounds=5, warmup_rounds=1)
    assert len(found.rows) == WAITING
    assert all(row.shelf for row in found.rows)
    took = benchmark.stats.stats.median
    FIGURES.note("trolley, 5,000 books in shelf order, 1,000,000 copies", f"{took * 1000:.0f} ms", "200 ms", "trolley")
    assert took <= BOUND


def test_each_book_that_is_put_away_is_told_at_once(
    benchmark: Any, qtbot: QtBot, open_desk: OpenDesk, kept_shelves: Path, tmp_path: Path
) -> None:
    desk = open_desk(kept_shelves)
    fill(desk, WAITING)
    rows = desk.library.connection.execute(
        "SELECT b.printed FROM copy c JOIN barcode b ON b.copy_id = c.id WHERE c.trolley IS NOT NULL LIMIT 200"
    ).fetchall()
    with surroundings(desk, tmp_path) as kept:
        page = TrolleyPage(kept.around)
        in_a_window(page, qtbot, kept)
        told_at_once(
            benchmark, page.line, [row[0] for row in rows], what="5,000 books on the trolley", topic="put_away"
        )
        assert page.found.copies == WAITING - SCANS - BEFORE
