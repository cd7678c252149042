"""Whatever is added, changed, withdrawn, closed and undone, in whatever order: both registers say the same."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from libdesk.actions.desk import Desk
from libdesk.actions.registers.closing import close_year, summaries
from libdesk.actions.registers.opening import set_opening
from libdesk.actions.settings import change_settings
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.registers.summary import SummaryLine
from libdesk.store.queries import registers as queries
from libdesk.store.tables import Batch, Copy, Title, Withdrawal, WithdrawalCopy
from tests.builders import make_desk, make_library

NUMBER = st.integers(0, 5)
STEPS = st.lists(st.tuples(st.integers(0, 7), NUMBER, NUMBER), max_size=16)
TODAY = date(2026, 3, 9)


def add(desk: Desk, one: int, other: int) -> None:
    """Two copies of a new title or of one that is there; with a batch, or dated by themselves, or not at all."""
    with desk.action(Op.ADD_BOOKS) as act:
        batch = None
        if one % 2:
            kind = ("purchase", "donation", "opening")[other % 3]
            batch = act.add(
                Batch, no=f"B{act.at}-{act.journal_id}-{_count(desk)}", day=f"{2021 + one}-05-01", kind=kind
            )
        rows = desk.library.connection.execute("SELECT id FROM title").fetchall()
        title = rows[other % len(rows)][0] if rows and one % 3 else act.add(
            Title, title=f"书{one}", class_no=("I247.5", "TP3", None)[other % 3], added=act.at
        )  # fmt: skip
        entered = None if other == 5 else f"{2020 + other}-0{one + 1}-10"
        for _nth in range(2):
            act.add(Copy, title_id=title, batch_id=batch, entered=entered, price_fen=100 * one or None)


def _count(desk: Desk) -> int:
    return int(desk.library.connection.execute("SELECT count(*) FROM batch").fetchone()[0])


def _some_copy(desk: Desk, number: int) -> tuple[int, str]:
    rows = desk.library.connection.execute("SELECT id, status FROM copy ORDER BY id").fetchall()
    return rows[number % len(rows)] if rows else (0, "withdrawn")


def withdraw(desk: Desk, one: int, other: int) -> None:
    copy_id, status = _some_copy(desk, one)
    if status == "withdrawn":
        return
    with desk.action(Op.WITHDRAW) as act:
        day = f"2026-0{1 + other % 3}-05"
        made = act.add(Withdrawal, name="剔旧", made_day=day, state="done", done_day=day)
        act.add(WithdrawalCopy, withdrawal_id=made, copy_id=copy_id, reason="damaged", status_before=status)
        act.change(Copy, copy_id, status="withdrawn", withdrawn_day=day)


def reprice(desk: Desk, one: int, other: int) -> None:
    copy_id, _status = _some_copy(desk, one)
    if copy_id:
        with desk.action(Op.EDIT_COPIES) as act:
            act.change(Copy, copy_id, price_fen=other * 50)


def remove(desk: Desk, one: int) -> None:
    copy_id, status = _some_copy(desk, one)
    if copy_id and status != "withdrawn":
        with desk.action(Op.REMOVE_COPIES) as act:
            act.remove(Copy, copy_id)


def do(desk: Desk, step: int, one: int, other: int) -> None:
    steps: tuple[Callable[[], Any], ...] = (
        lambda: add(desk, one, other),
        lambda: add(desk, other, one),
        lambda: withdraw(desk, one, other),
        lambda: reprice(desk, one, other),
        lambda: remove(desk, one),
        lambda: close_year(desk, 2020 + one),
        lambda: set_opening(desk, {"I": (one, one + other, other * 10)}),
        lambda: change_settings(desk, register_opening=("", "2022-01-01")[one % 2]),
    )
    try:
        steps[step]()
    except DeskError:
        return


def closed_lines(desk: Desk) -> dict[int, tuple[SummaryLine, ...]]:
    return {year.year: year.lines for year in summaries(desk) if year.closed_day}


@settings(max_examples=60, deadline=None)
@given(STEPS, st.integers(0, 3))
def test_the_registers_agree_and_what_was_printed_stays(steps: list[tuple[int, int, int]], undone: int) -> None:
    with TemporaryDirectory() as folder:
        desk = make_desk(make_library(Path(folder)), today=TODAY)
        for step in steps:
            before = closed_lines(desk)
            do(desk, *step)
            now = closed_lines(desk)
            assert {year: now[year] for year in before} == before
            assert summaries(desk)[-1].after == queries.living(desk.library)
        for _nth in range(undone):
            entry = last_undoable(desk)
            if entry is not None:
                undo(desk, entry.id)
            assert summaries(desk)[-1].after == queries.living(desk.library)
        desk.library.close()
