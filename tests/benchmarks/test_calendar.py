"""How long a librarian waits when a closure in mid-term touches five thousand open loans."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, Final, TypeVar

from libdesk.actions import calendar
from libdesk.actions.desk import Desk
from libdesk.actions.undo import undo
from libdesk.domain import yearplan
from libdesk.domain.ops import Op
from libdesk.store.queries import calendar as queries
from libdesk.store.tables import Barcode, Copy, Loan, Reader, Title
from tests.benchmarks.figures import FIGURES
from tests.builders import make_desk, make_library

T = TypeVar("T")
LOANS: Final = 5_000
READERS: Final = 3_000
ROUNDS: Final = 5
BOUND: Final = 2.0  # seconds, for each of showing, doing and taking back
CLOSURE: Final = yearplan.set_days(date(2026, 3, 16), date(2026, 3, 29), open=False, name="停课")


def stocked(folder: Path) -> Desk:
    """A school with its books out, all due within the fortnight of the closure."""
    desk = make_desk(make_library(folder))
    with desk.action(Op.IMPORT_LOANS) as act:
        readers = act.add_many(Reader, ("kind", "name"), (("pupil", f"读者{n}") for n in range(READERS)))
        title = act.add(Title, title="草房子", added=act.at)
        copies = act.add_many(Copy, ("title_id", "status"), ((title, "loan") for _nth in range(LOANS)))
        act.add_many(
            Barcode, ("code_key", "printed", "copy_id", "since"), ((f"B{n}", f"B{n}", n, act.at) for n in copies)
        )
        columns = (
            "copy_id", "reader_id", "lent", "lent_day", "due", "reader_kind", "stage", "entry_year", "class_no",
        )  # fmt: skip
        act.add_many(
            Loan, columns,
            (
                (copy, readers[n % READERS], act.at, "2026-03-05", f"2026-03-{16 + n % 5}", "pupil", "primary", 2022, 3)
                for n, copy in enumerate(copies)
            ),
        )  # fmt: skip
    return desk


def test_five_thousand_loans_are_shown_moved_and_taken_back_in_two_seconds_each(benchmark: Any, tmp_path: Path) -> None:
    desk = stocked(tmp_path)
    times: dict[str, list[float]] = {"shown": [], "moved": [], "back": []}

    def timed(what: str, work: Callable[[], T]) -> T:
        started = perf_counter()
        result = work()
        times[what].append(perf_counter() - started)
        return result

    def one_round() -> None:
        rows = timed("shown", lambda: queries.moved_loans(desk.library, calendar.preview(desk, CLOSURE).moves))
        receipt = timed("moved", lambda: calendar.carry_out(desk, CLOSURE, move=True))
        assert (len(rows), receipt.moved) == (LOANS, LOANS)
        timed("back", lambda: undo(desk, receipt.journal_id))

    benchmark.pedantic(one_round, rounds=ROUNDS)
    desk.library.close()
    shown, moved, back = (median(each) for each in times.values())
    FIGURES.note(
        f"re-dating 5,000 open loans; the list before it {shown:.2f} s, its undo {back:.2f} s",
        f"{moved:.2f} s", f"{BOUND:.0f} s", "five_thousand_loans",
    )  # fmt: skip
    assert max(shown, moved, back) <= BOUND
