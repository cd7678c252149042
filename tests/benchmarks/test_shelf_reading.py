"""A shelf of a library with a million copies is read: each book is told at once."""

from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from libdesk.ui.shelving.reading.page import ShelfReadingPage
from tests.benchmarks.conftest import OpenDesk
from tests.benchmarks.shelf_scans import BEFORE, SCANS, in_a_window, told_at_once
from tests.benchmarks.test_trolley import fill
from tests.ui.surroundings import surroundings


def test_each_book_of_the_shelf_is_told_at_once(
    benchmark: Any, qtbot: QtBot, open_desk: OpenDesk, kept_shelves: Path, tmp_path: Path
) -> None:
    """Every tenth book stands out of order; one in a hundred is on loan, one in two hundred on the trolley."""
    desk = open_desk(kept_shelves)
    fill(desk, 5_000)
    rows = desk.library.connection.execute(
        "SELECT b.printed FROM copy_order o JOIN barcode b ON b.copy_id = o.id WHERE o.by_shelf >= x'49323437'"
        " ORDER BY o.by_shelf LIMIT 400"
    ).fetchall()
    codes = [row[0] for row in rows]
    for place in range(0, SCANS + BEFORE, 10):
        codes[place] = codes[-1 - place]
    with surroundings(desk, tmp_path) as kept:
        page = ShelfReadingPage(kept.around)
        in_a_window(page, qtbot, kept)
        told_at_once(benchmark, page.line, codes, what="shelf reading", topic="shelf_reading")
        assert len(page.reading) == SCANS + BEFORE
