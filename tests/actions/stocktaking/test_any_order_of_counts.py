"""Stocktakes and lending in whatever order: figures always add up, refusals change nothing, undo is exact."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back, mark_found, mark_lost
from libdesk.actions.stocktaking.begin import start_stocktake
from libdesk.actions.stocktaking.counting import count_scan
from libdesk.actions.stocktaking.files import count_file
from libdesk.actions.stocktaking.finishing import drop_stocktake, finish_stocktake
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.barcodes import read_scan
from libdesk.domain.stocktake.codes import Line
from libdesk.domain.stocktake.parts import Part
from libdesk.domain.stocktake.stands import Stand
from libdesk.store.queries import stocktake_lists as lists
from libdesk.store.queries import stocktakes as queries
from tests.actions.any_order import AnyOrder
from tests.actions.test_any_order import COPIES, small_school
from tests.builders import change_copy, make_desk
from tests.invariants import RULES

CODES = st.integers(1, 10)  # two of them on no copy
PARTS = st.sampled_from([Part(), Part(place_id=1), Part(place_id=2), Part(kinds=("book",)), Part(kinds=("reference",))])
STOCKTAKES = st.integers(1, 3)


class Counting(AnyOrder):
    """A librarian counts while books come and go."""

    BUT = ("setting", "sitting")
    """Who sat when is a fact, which no undo takes back."""

    @rule(part=PARTS)
    def begin(self, part: Part) -> None:
        self.attempt(lambda desk: start_stocktake(desk, part))

    @rule(stocktake=STOCKTAKES, code=CODES, place=st.sampled_from([None, 1, 2]))
    def scan(self, stocktake: int, code: int, place: int | None) -> None:
        scanned = read_scan(f"{code:07d}")
        self.attempt(lambda desk: count_scan(desk, stocktake_id=stocktake, scan=scanned, place_id=place))

    @rule(stocktake=STOCKTAKES, codes=st.lists(CODES, min_size=1, max_size=6))
    def bring_a_file(self, stocktake: int, codes: list[int]) -> None:
        lines = [Line(f"{code:07d}", None) for code in codes]
        self.attempt(lambda desk: count_file(desk, stocktake, lines))

    @rule(stocktake=STOCKTAKES, drop=st.booleans())
    def end(self, stocktake: int, drop: bool) -> None:
        if drop:
            self.attempt(lambda desk: drop_stocktake(desk, stocktake_id=stocktake))
        else:
            self.attempt(lambda desk: finish_stocktake(desk, stocktake_id=stocktake))

    @rule(copy=COPIES)
    def lend(self, copy: int) -> None:
        self.attempt(lambda desk: lend(desk, copy_id=copy, reader_id=5, override="馆员同意"))

    @rule(copy=COPIES, what=st.sampled_from([give_back, mark_lost, mark_found]))
    def say(self, copy: int, what: Callable[..., object]) -> None:
        self.attempt(lambda desk: what(desk, copy_id=copy))

    @rule(days=st.integers(1, 20))
    def days_pass(self, days: int) -> None:
        self.clock.advance(days=days)

    @rule(back=st.integers(0, 5))
    def undo_any(self, back: int) -> None:
        entry_id = self.newest_entry() - back
        if entry_id in self.before:
            newest = back == 0
            self.attempt(lambda desk: undo(desk, entry_id))
            if newest:
                assert self.rows() == self.before[entry_id]

    @rule()
    def undo_the_last(self) -> None:
        entry = last_undoable(self.desk)
        if entry is not None and entry.id in self.before:
            self.attempt(lambda desk: undo(desk, entry.id))

    @invariant()
    def figures_add_up(self) -> None:
        library = self.desk.library
        for sentence, query in RULES.items():
            assert library.connection.execute(query).fetchall() == [], sentence
        for row in queries.stocktakes(library):
            if row.is_open:
                found = lists.agreement(library, row)
                assert found.agrees
                assert found.tally.left == lists.not_seen(library, row).total
                sums = lists.sums(library, row)
                assert [sums.of(stand) for stand in Stand] == [found.tally.of(stand) for stand in Stand]


class TestCounting(Counting.TestCase):  # type: ignore[misc, name-defined]  # made by Hypothesis
    settings = settings(max_examples=12, stateful_step_count=30, deadline=None)

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.made = tempfile.TemporaryDirectory(prefix="libdesk-stocktake-template-")
        Counting.template = small_school(Path(cls.made.name))
        desk = make_desk(Counting.template)
        for copy_id in range(1, 9):
            change_copy(desk, copy_id, place_id=1 if copy_id < 6 else 2)
        desk.library.close()

    @classmethod
    def tearDownClass(cls) -> None:
        cls.made.cleanup()
        super().tearDownClass()
