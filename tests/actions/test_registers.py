"""The registers follow from what is in the library, and both say the same, whatever is done; closed years stay."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.registers.closing import (
    NoSuchYear,
    YearClosed,
    YearNotOver,
    close_year,
    summaries,
)
from libdesk.actions.registers.opening import MoreTitlesThanCopies, set_opening
from libdesk.actions.undo import undo
from libdesk.domain.ops import Op
from libdesk.domain.progress import Cancelled, Progress
from libdesk.domain.registers.summary import LineKind
from libdesk.store.queries import registers as queries
from libdesk.store.tables import Batch, Copy, Title, Volume, Withdrawal, WithdrawalCopy
from tests.builders import make_desk, make_library, set_setting

TODAY = date(2026, 3, 9)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(make_library(tmp_path))
    yield made
    made.library.close()


def batch(desk: Desk, no: str, day: str, kind: str = "purchase", **values: object) -> int:
    with desk.action(Op.EDIT_BATCH) as act:
        return act.add(Batch, no=no, day=day, kind=kind, **values)


def book(
    desk: Desk, title: str, numbers: list[str | None], *, fen: int | None = 2_000, class_no: str | None = "I247.5",
    entered: str | None = "2026-03-02", batch_id: int | None = None, title_id: int | None = None,
) -> list[int]:  # fmt: skip
    with desk.action(Op.ADD_BOOKS) as act:
        title_id = title_id or act.add(Title, title=title, class_no=class_no, added=act.at)
        return [
            act.add(
                Copy, title_id=title_id, accession_no=number, price_fen=fen, entered=entered, batch_id=batch_id
            )
            for number in numbers
        ]  # fmt: skip


def withdraw(desk: Desk, copy_ids: list[int], day: str, reason: str = "damaged") -> int:
    with desk.action(Op.WITHDRAW) as act:
        made = act.add(
            Withdrawal, name=f"剔旧 {day}", made_day=day, state="done", done_day=day, approval_no="2026-01号"
        )  # fmt: skip
        for copy_id in copy_ids:
            act.add(WithdrawalCopy, withdrawal_id=made, copy_id=copy_id, reason=reason, status_before="shelf")
            act.change(Copy, copy_id, status="withdrawn", withdrawn_day=day)
    return made


def agrees(desk: Desk) -> bool:
    """The last sum of the summary register is what the copy register says is there."""
    return summaries(desk)[-1].after == queries.living(desk.library)


def test_a_batch_is_a_line_with_its_titles_copies_amount_and_numbers(desk: Desk) -> None:
    parcel = batch(desk, "2026-001", "2026-03-02", source="新华书店", voucher="00123")
    book(desk, "城南旧事", ["998", "1000"], batch_id=parcel)
    book(desk, "趣味物理", ["999"], fen=None, class_no="O4-49", batch_id=parcel)
    (year,) = summaries(desk)
    (line,) = year.lines
    assert (line.kind, line.no, line.about, line.paper) == (LineKind.IN, "2026-001", "新华书店", "00123")
    assert (line.sums.titles, line.sums.copies, line.sums.fen, line.sums.unpriced) == (2, 3, 4_000, 1)
    assert (line.sums.classes, line.first_no, line.last_no) == ({"I": 2, "O": 1}, "998", "1000")
    assert agrees(desk)


def test_what_came_without_a_batch_is_one_line_a_month(desk: Desk) -> None:
    book(desk, "一", ["1"], entered="2026-01-05")
    book(desk, "二", ["2"], entered="2026-01-30")
    book(desk, "三", ["3"], entered="2025-12-31")
    assert [(line.no, line.sums.copies) for year in summaries(desk) for line in year.lines] == [
        ("2025-12", 1), ("2026-01", 2),
    ]  # fmt: skip
    assert agrees(desk)


def test_the_opening_balance_is_what_is_undated_older_or_brought_as_such_and_what_was_counted(desk: Desk) -> None:
    set_setting(desk, "register_opening", "2026-01-01")
    book(desk, "无日期", ["1"], entered=None)
    book(desk, "旧书", ["2"], entered="2019-05-05")
    book(desk, "老系统", ["3"], batch_id=batch(desk, "期初", "2026-02-01", "opening"))
    book(desk, "新书", ["4"], entered="2026-02-02")
    set_opening(desk, {"I": (10, 20, 30_000), "T": (1, 1, 500)})
    (year,) = summaries(desk)
    opening, came = year.lines
    assert (opening.kind, opening.sums.titles, opening.sums.copies, opening.sums.fen) == (
        LineKind.OPENING, 14, 24, 36_500,
    )  # fmt: skip
    assert (opening.sums.classes, came.sums.copies) == ({"I": 23, "T": 1}, 1)
    assert agrees(desk)


def test_a_withdrawal_takes_off_what_went_and_a_title_goes_with_its_last_copy(desk: Desk) -> None:
    copies = book(desk, "城南旧事", ["1", "2"], entered="2025-03-02")
    withdraw(desk, copies[:1], "2026-02-01")
    withdraw(desk, copies[1:], "2026-03-01")
    year = summaries(desk)[-1]
    assert [(line.day, line.sums.titles, line.sums.copies, line.paper) for line in year.lines] == [
        ("2026-02-01", 0, 1, "2026-01号"), ("2026-03-01", 1, 1, "2026-01号"),
    ]  # fmt: skip
    assert (year.before.copies, year.after.copies, year.after.titles) == (2, 0, 0)
    assert agrees(desk)


def test_a_copy_withdrawn_by_an_older_system_came_and_went(desk: Desk) -> None:
    (copy,) = book(desk, "旧", ["1"], entered=None)
    with desk.action(Op.EDIT_COPIES) as act:
        act.change(Copy, copy, status="withdrawn")
    assert summaries(desk)[-1].after.copies == 0
    assert agrees(desk)


def test_the_copy_register_goes_by_accession_number_and_shows_what_became_of_a_copy(desk: Desk) -> None:
    parcel = batch(desk, "2026-001", "2026-03-02", source="新华书店", voucher="00123")
    first, second = book(desk, "城南旧事", ["1000", "999"], batch_id=parcel, entered="2026-03-05")
    book(desk, "无号", [None], batch_id=parcel)
    withdraw(desk, [first], "2026-03-08")
    ids = queries.copy_ids(desk.library, 2026)
    lines = queries.copy_lines(desk.library, ids)
    assert [line.accession_no for line in lines] == ["999", "1000", ""]
    assert [line.copy_id for line in lines][:2] == [second, first]
    assert (lines[1].withdrawn_day, lines[1].reason, lines[1].approval) == ("2026-03-08", "damaged", "2026-01号")
    assert (lines[0].entered, lines[0].source, lines[0].voucher, lines[0].withdrawn) == (
        "2026-03-02", "新华书店", "00123", False,
    )  # fmt: skip


def test_a_copy_of_a_volume_names_it_and_has_its_price(desk: Desk) -> None:
    with desk.action(Op.ADD_BOOKS) as act:
        title = act.add(Title, title="西游记", price_fen=5_000, added=act.at)
        volume = act.add(Volume, title_id=title, label="上", ordinal=1, price_fen=2_500)
        copy = act.add(Copy, title_id=title, volume_id=volume, entered="2026-03-02")
    (line,) = queries.copy_lines(desk.library, [copy])
    assert (line.title, line.price_fen) == ("西游记(上)", 2_500)


def test_a_closed_year_stays_as_printed_and_later_changes_are_corrections(desk: Desk) -> None:
    kept, priced, removed = book(desk, "城南旧事", ["1", "2", "3"], entered="2025-03-02")
    close_year(desk, 2025)
    with desk.action(Op.EDIT_COPIES) as act:
        act.change(Copy, priced, price_fen=2_600)
        act.remove(Copy, removed)
    book(desk, "补登", ["9"], entered="2025-12-01")
    closed, current = summaries(desk)
    assert (closed.closed_day, closed.after.copies, closed.after.fen) == ("2026-03-09", 3, 6_000)
    (correction,) = current.lines
    assert (correction.kind, correction.sums.copies, correction.sums.fen) == (LineKind.CORRECTION, 0, 600)
    assert agrees(desk)
    printed = queries.printed_lines(desk.library, queries.printed_ids(desk.library, 2025))
    assert [(line.accession_no, line.price_fen) for line in printed] == [("1", 2_000), ("2", 2_000), ("3", 2_000)]
    told = [(one.line.accession_no, one.field, one.now) for one in queries.all_corrections(desk.library)]
    assert told == [("2", "price_fen", 2_600), ("3", "", None)]
    withdraw(desk, [kept], "2026-03-09")
    assert len(list(queries.all_corrections(desk.library))) == 2
    assert agrees(desk)


def test_the_first_year_that_is_closed_keeps_the_opening_balance_too(desk: Desk) -> None:
    book(desk, "无日期", ["1"], entered=None)
    book(desk, "新书", ["2"], entered="2025-02-02")
    close_year(desk, 2025)
    assert len(queries.printed_ids(desk.library, 2025)) == 2
    assert [line.kind for line in summaries(desk)[0].lines] == [LineKind.OPENING, LineKind.IN]


def test_closing_is_undone_like_everything_else(desk: Desk) -> None:
    book(desk, "城南旧事", ["1"], entered="2025-03-02")
    entry = close_year(desk, 2025)
    undo(desk, entry)
    assert queries.closed_days(desk.library) == {}
    assert queries.printed_ids(desk.library, 2025) == []
    close_year(desk, 2025)


def test_what_comes_to_light_of_a_year_before_those_that_are_closed_counts_once(desk: Desk) -> None:
    book(desk, "一", ["1"], entered="2025-03-02")
    close_year(desk, 2025)
    book(desk, "二", ["2", "3"], entered="2019-05-05")
    found = {year.year: year for year in summaries(desk)}
    assert (found[2019].after.copies, found[2026].after.copies) == (2, 3)
    assert agrees(desk)


def test_a_year_is_closed_with_those_before_it(desk: Desk) -> None:
    book(desk, "一", ["1"], entered="2023-03-02")
    book(desk, "二", ["2"], entered="2025-03-02")
    close_year(desk, 2025)
    assert list(queries.closed_days(desk.library)) == [2023, 2024, 2025]
    assert [len(queries.printed_ids(desk.library, year)) for year in (2023, 2024, 2025)] == [1, 0, 1]
    assert agrees(desk)


def test_years_are_closed_once_and_when_they_are_over(desk: Desk) -> None:
    book(desk, "一", ["1"], entered="2024-03-02")
    with pytest.raises(YearNotOver):
        close_year(desk, 2026)
    with pytest.raises(NoSuchYear):
        close_year(desk, 1999)
    close_year(desk, 2024)
    with pytest.raises(YearClosed):
        close_year(desk, 2024)


def test_stopping_half_way_closes_nothing(desk: Desk) -> None:
    book(desk, "多", [str(n) for n in range(1, 1_200)], entered="2025-03-02")

    class Stopping(Progress):
        def step(self, done: int, total: int) -> None:
            if done >= 500:
                raise Cancelled()

    with pytest.raises(Cancelled):
        close_year(desk, 2025, Stopping())
    assert queries.closed_days(desk.library) == {}
    assert desk.library.connection.execute("SELECT count(*) FROM register_line").fetchone() == (0,)


def test_more_titles_than_copies_is_a_slip_and_is_told(desk: Desk) -> None:
    with pytest.raises(MoreTitlesThanCopies) as told:
        set_opening(desk, {"I": (3, 2, 0)})
    assert "I" in told.value.text()
    assert queries.opening_balance(desk.library) == {}


def test_the_opening_balance_is_changed_and_emptied(desk: Desk) -> None:
    set_opening(desk, {"I": (1, 2, 300), "K": (1, 1, 0)})
    set_opening(desk, {"I": (2, 2, 300)})
    found = queries.opening_balance(desk.library)
    assert {letter: row[1:] for letter, row in found.items()} == {"I": (2, 2, 300)}
