"""The classes of today and the roll of one: who sits there now, with which books, and what went over the desk today."""

from datetime import date

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.returning import claim_returned, give_back
from libdesk.actions.undo import undo
from libdesk.domain.classes import ClassRef, SchoolSystem, Stage
from libdesk.domain.reasons import CardExpired, ReaderStopped, Suspended
from libdesk.domain.rows.lessons import score
from libdesk.store.queries.lessons import classes_today, roll
from tests.builders import Clock, add_book, add_reader, change_reader

REF = ClassRef(Stage.PRIMARY, 2022, 3)
SIX, FIVE = SchoolSystem.SIX_THREE, SchoolSystem.FIVE_FOUR


def test_classes_stand_in_their_order_without_those_that_have_left(desk: Desk) -> None:
    for year, number in ((2022, 10), (2022, 7), (2025, 1), (2019, 1)):
        add_reader(desk, f"{year}级{number}班的", entry_year=year, class_no=number)
    account = add_reader(desk, "四(7)班", kind="class", class_no=7)
    add_reader(desk, "没有学生的班", kind="class", entry_year=2023, class_no=9)
    found = classes_today(desk.library, desk.today, SIX)
    assert [(one.ref.entry_year, one.ref.class_no, one.pupils) for one in found] == [
        (2025, 1, 1), (2022, 7, 1), (2022, 10, 1)
    ]  # fmt: skip
    assert [one.account for one in found] == [None, account.id, None]


def test_the_sixth_grade_is_at_primary_school_in_one_system_and_not_in_the_other(desk: Desk) -> None:
    add_reader(desk, "六年级的", entry_year=2020, class_no=1)
    assert len(classes_today(desk.library, desk.today, SIX)) == 1
    assert classes_today(desk.library, desk.today, FIVE) == []


def test_what_was_lent_and_brought_back_in_one_lesson_was_not_borrowed(desk: Desk) -> None:
    reader, first, second = add_reader(desk, "王一"), add_book(desk, "错拿的"), add_book(desk, "要看的")
    lend(desk, copy_id=first.copy_id, reader_id=reader.id)
    give_back(desk, copy_id=first.copy_id)
    (row,) = roll(desk.library, REF, desk.today)
    assert row.lent_today == ()
    assert score([row]).borrowed == 0
    lend(desk, copy_id=second.copy_id, reader_id=reader.id)
    (row,) = roll(desk.library, REF, desk.today)
    assert row.lent_today == ("要看的",)
    assert score([row]).borrowed == 1


def test_the_roll_goes_by_seat_and_leaves_leavers_out(desk: Desk) -> None:
    for seat, name in ((10, "十号"), (2, "二号"), (None, "没座号"), (7, "走了")):
        reader = add_reader(desk, name, seat=seat)
        if name == "走了":
            change_reader(desk, reader, state="left")
    add_reader(desk, "别班的", class_no=4, seat=1)
    assert [(row.seat, row.name) for row in roll(desk.library, REF, desk.today)] == [
        (2, "二号"), (10, "十号"), (11, "没座号")
    ]  # fmt: skip


def test_a_pupil_has_what_is_out_and_what_went_today(desk: Desk, clock: Clock) -> None:
    reader = add_reader(desk, "张三", seat=1)
    old, claimed, new = (add_book(desk, title) for title in ("旧书", "说还了", "新书"))
    for book in (old, claimed):
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    clock.advance(days=20)
    claim_returned(desk, copy_id=claimed.copy_id)
    lent = lend(desk, copy_id=new.copy_id, reader_id=reader.id)
    row = roll(desk.library, REF, desk.today)[0]
    assert [(book.title, book.late > 0) for book in row.out] == [("旧书", True), ("说还了", False), ("新书", False)]
    assert [book.title for book in row.overdue] == ["旧书"]
    assert (row.lent_today, row.back_today) == (("新书",), 0)
    undo(desk, lent.journal_id)
    give_back(desk, copy_id=old.copy_id)
    row = roll(desk.library, REF, desk.today)[0]
    assert (row.lent_today, row.back_today) == ((), 1)


def test_what_is_used_in_the_reading_room_is_no_loan(desk: Desk) -> None:
    reader, book = add_reader(desk, "张三", seat=1), add_book(desk, "阅览")
    lend(desk, copy_id=book.copy_id, reader_id=reader.id, in_house=True)
    row = roll(desk.library, REF, desk.today)[0]
    assert (row.out, row.lent_today) == ((), ())


@pytest.mark.parametrize(
    ("values", "bar"),
    [
        ({"state": "stopped", "stopped_why": "卡遗失"}, ReaderStopped("卡遗失")),
        ({"expires": "2026-03-08"}, CardExpired(date(2026, 3, 8))),
        ({"suspended_until": "2026-03-09"}, Suspended(date(2026, 3, 9))),
        ({"suspended_until": "2026-03-08"}, None),
        ({"expires": "2026-03-09"}, None),
    ],
)
def test_what_stands_in_the_way_of_a_loan_is_marked(desk: Desk, values: dict[str, str], bar: object) -> None:
    change_reader(desk, add_reader(desk, "张三", seat=1), **values)
    assert roll(desk.library, REF, desk.today)[0].bar == bar
