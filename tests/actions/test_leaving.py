"""Leaving: nobody leaves with a book unseen, a copy set aside passes on, and who comes back is in the class again."""

from datetime import date

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.holds import place_hold
from libdesk.actions.lending import lend
from libdesk.actions.readers.leaving import bring_back, leave_readers
from libdesk.actions.returning import give_back
from libdesk.actions.shifts import appoint
from libdesk.actions.undo import undo
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.errors import NotAllowed
from libdesk.domain.ops import Op
from libdesk.domain.reasons import ReaderLeft
from libdesk.store.queries import desk as desk_queries
from libdesk.store.queries import readers as reader_queries
from libdesk.store.queries.reports import overdue_by_group, overdue_loans
from libdesk.store.tables import Charge
from tests.builders import Clock, ReaderMade, add_book, add_reader, change_reader, refusal, status
from tests.invariants import broken, rows_of


def state(desk: Desk, reader: ReaderMade) -> tuple[object, ...]:
    row: tuple[object, ...] = desk.library.connection.execute(
        "SELECT state, left_day FROM reader WHERE id = ?", (reader.id,)
    ).fetchone()
    return row


def owe(desk: Desk, reader: ReaderMade, fen: int = 1200) -> int:
    """A compensation that is not settled."""
    with desk.action(Op.CHARGE) as act:
        return act.add(Charge, reader_id=reader.id, kind="loss", amount_fen=fen, made_day=desk.today.isoformat())


def test_of_a_graduating_class_those_with_nothing_out_leave_and_the_others_are_named(desk: Desk) -> None:
    # del-slims-refused, grad-koha-refused, grad-koha-allowed
    clear, holds, owes = (add_reader(desk, name) for name in ("王一", "李二", "赵三"))
    book = add_book(desk, "城南旧事")
    due = lend(desk, copy_id=book.copy_id, reader_id=holds.id).due
    owe(desk, owes)

    left = leave_readers(desk, reader_ids=[clear.id, holds.id, owes.id])

    assert left.reader_ids == (clear.id,)
    assert {one.name: ([(h.title, h.due) for h in one.held], one.owed_fen) for one in left.kept} == {
        "李二": ([("城南旧事", due)], 0),
        "赵三": ([], 1200),
    }
    assert state(desk, clear) == ("left", "2026-03-09")
    assert state(desk, holds) == state(desk, owes) == ("active", None)
    assert broken(desk.library.connection) == []


def test_a_leaver_cannot_borrow(desk: Desk) -> None:
    # pat-inactive-cannot-borrow
    reader, book = add_reader(desk, "王一"), add_book(desk, "城南旧事")
    leave_readers(desk, reader_ids=[reader.id])
    assert [type(reason) for reason in refusal(desk, book.copy_id, reader.id)] == [ReaderLeft]


def test_who_moves_away_with_a_book_stays_on_the_overdue_list_under_the_last_class(desk: Desk, clock: Clock) -> None:
    reader, book = add_reader(desk, "王一", class_no=3), add_book(desk, "城南旧事")
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    left = leave_readers(desk, reader_ids=[reader.id], anyway=True)
    assert left.reader_ids == (reader.id,)
    assert left.kept == ()

    clock.advance(days=90)
    assert [(row.reader, row.class_no) for row in overdue_loans(desk.library, desk.today)] == [("王一", 3)]
    assert [row.class_no for row in overdue_by_group(desk.library, desk.today)] == [3]
    assert give_back(desk, copy_id=book.copy_id).copy.title == "城南旧事"
    assert status(desk, book.copy_id) == "shelf"


def test_a_copy_set_aside_for_a_leaver_passes_to_the_next_in_line(desk: Desk) -> None:
    reader, leaver, following = (add_reader(desk, name) for name in ("王一", "李二", "赵三"))
    book = add_book(desk, "城南旧事")
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    for waits in (leaver, following):
        place_hold(desk, title_id=book.title_id, reader_id=waits.id)
    give_back(desk, copy_id=book.copy_id)

    assert leave_readers(desk, reader_ids=[leaver.id]).holds == 1

    copy = desk_queries.copy_in_hand(desk.library, book.copy_id)
    assert copy is not None
    assert copy.ready_for == following.id
    assert leave_readers(desk, reader_ids=[following.id]).holds == 1
    assert status(desk, book.copy_id) == "shelf"
    assert broken(desk.library.connection) == []


def test_leaving_ends_the_appointment_of_a_student_librarian(desk: Desk) -> None:
    reader = add_reader(desk, "王一")
    appoint(desk, reader.id)
    leave_readers(desk, reader_ids=[reader.id])
    found = reader_queries.find_readers(desk.library, reader.card, desk.today, _system(desk)).rows[0]
    assert not found.helper
    assert found.state == "left"


def test_leaving_is_undone_to_the_letter_and_so_is_coming_back(desk: Desk) -> None:
    readers = [add_reader(desk, name) for name in ("王一", "李二")]
    appoint(desk, readers[0].id)
    before = rows_of(desk.library.connection)
    left = leave_readers(desk, reader_ids=[reader.id for reader in readers])
    gone = rows_of(desk.library.connection)
    back = bring_back(desk, reader_ids=[reader.id for reader in readers])
    undo(desk, back)
    assert rows_of(desk.library.connection) == gone
    undo(desk, left.journal_id)
    assert rows_of(desk.library.connection) == before


def test_who_comes_back_is_in_the_class_again_a_year_older(desk: Desk, clock: Clock) -> None:
    # grad-koha-reopened
    reader = add_reader(desk, "王一", entry_year=2022, class_no=3, seat=7)
    leave_readers(desk, reader_ids=[reader.id])
    assert _group(desk, reader) == "四(3)班"
    clock.advance(days=200)
    assert bring_back(desk, reader_ids=[reader.id])
    assert state(desk, reader) == ("active", None)
    assert _group(desk, reader) == "五(3)班"
    days = desk.library.connection.execute("SELECT from_day, to_day, seat FROM enrolment ORDER BY id").fetchall()
    assert days == [("2022-09-01", "2026-03-09", 7), (desk.today.isoformat(), None, 7)]


def test_a_mistake_of_the_same_day_leaves_no_gap_in_the_class(desk: Desk) -> None:
    reader = add_reader(desk, "王一")
    leave_readers(desk, reader_ids=[reader.id])
    bring_back(desk, reader_ids=[reader.id])
    assert desk.library.connection.execute("SELECT from_day, to_day FROM enrolment").fetchall() == [
        ("2022-09-01", None)
    ]


def test_a_stopped_card_is_still_stopped_after_coming_back(desk: Desk) -> None:
    reader = add_reader(desk, "王一")
    change_reader(desk, reader, state="stopped", stopped_why="丢书未赔")
    leave_readers(desk, reader_ids=[reader.id])
    bring_back(desk, reader_ids=[reader.id])
    assert state(desk, reader) == ("stopped", None)


def test_where_nobody_leaves_or_comes_back_nothing_is_written(desk: Desk) -> None:
    reader, book = add_reader(desk, "王一"), add_book(desk, "城南旧事")
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    entries = desk.library.connection.execute("SELECT count(*) FROM journal").fetchone()
    assert leave_readers(desk, reader_ids=[reader.id, 99]).journal_id == 0
    assert bring_back(desk, reader_ids=[reader.id, 99]) == 0
    assert desk.library.connection.execute("SELECT count(*) FROM journal").fetchone() == entries


def test_a_teacher_leaves_without_a_class(desk: Desk) -> None:
    teacher = add_reader(desk, "张老师", kind="teacher")
    assert leave_readers(desk, reader_ids=[teacher.id]).reader_ids == (teacher.id,)
    assert bring_back(desk, reader_ids=[teacher.id])
    assert state(desk, teacher) == ("active", None)


def test_a_helper_marks_nobody_as_left(helper_desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        leave_readers(helper_desk, reader_ids=[1])


def _system(desk: Desk) -> SchoolSystem:
    return SchoolSystem(desk.settings.school_system)


def _group(desk: Desk, reader: ReaderMade, day: date | None = None) -> str:
    found = reader_queries.find_readers(desk.library, reader.card, desk.today, _system(desk)).rows[0]
    return found.group(day or desk.today, _system(desk))
