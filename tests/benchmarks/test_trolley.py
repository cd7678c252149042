"""The trolley of a library with a million copies: five thousand books in the order of the shelf."""

from pathlib import Path
from typing import Any

from libdesk.actions.desk import Desk
from libdesk.actions.shelving.trolley import waits_since
from libdesk.domain.rows.shelving import TrolleyFound
from libdesk.store.queries import shelves, trolley
from tests.benchmarks.conftest import OpenDesk
from tests.benchmarks.figures import FIGURES

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
