"""A shift ends by itself with its day, and with the appointment of whose it is."""

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.readers.leaving import leave_readers
from libdesk.actions.shifts import dismiss, end_forgotten, resume_shift, running, start_shift
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.ops import Role
from tests.builders import Clock, add_book, add_reader, as_librarian, count

HOUR = 3_600_000


def last_shift(desk: Desk) -> tuple[int, int | None]:
    row: tuple[int, int | None] = desk.library.fetch("SELECT started, ended FROM shift ORDER BY id DESC LIMIT 1")[0]
    return row


def test_what_is_done_the_next_day_is_nobodys_though_the_window_stayed_open(helper_desk: Desk, clock: Clock) -> None:
    desk = helper_desk
    book, reader, helper = add_book(desk, "活着"), add_reader(desk, "李明"), add_reader(desk, "赵灵芸", helper=True)
    start_shift(desk, helper.id)
    clock.advance(seconds=13 * 3600)  # from ten in the morning
    assert desk.actor.name == "赵灵芸"
    clock.advance(seconds=2 * 3600)
    assert (desk.actor.role, desk.actor.shift_id, desk.actor.name) == (Role.HELPER, None, "")
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    assert desk.library.fetch("SELECT role, shift_id FROM journal ORDER BY id DESC LIMIT 1") == [("helper", None)]


def test_a_program_started_on_another_day_takes_up_no_old_shift(helper_desk: Desk, clock: Clock) -> None:
    desk = helper_desk
    helper = add_reader(desk, "赵灵芸", helper=True)
    start_shift(desk, helper.id)
    resume_shift(desk)
    assert desk.actor.name == "赵灵芸"
    clock.advance(days=1)
    resume_shift(desk)
    assert (desk.actor.shift_id, running(desk)) == (None, None)


def test_it_ends_with_its_own_day_whoever_ends_it(helper_desk: Desk, clock: Clock) -> None:
    desk = helper_desk
    helper, other = (add_reader(desk, name, helper=True) for name in ("赵灵芸", "孙子君"))
    start_shift(desk, helper.id)
    assert end_forgotten(desk) is None
    clock.advance(days=1)
    left = end_forgotten(desk)
    assert left is not None
    assert left.name == "赵灵芸"
    started, ended = last_shift(desk)
    assert ended == started + 14 * HOUR - 1
    assert end_forgotten(desk) is None
    start_shift(desk, helper.id)
    clock.advance(days=2)
    start_shift(desk, other.id)
    (row,) = desk.library.fetch("SELECT ended - started FROM shift ORDER BY id DESC LIMIT 1 OFFSET 1")
    assert row == (14 * HOUR - 1,)


@pytest.mark.parametrize("leaves", [False, True])
def test_who_is_dismissed_or_leaves_is_on_duty_no_more(helper_desk: Desk, clock: Clock, *, leaves: bool) -> None:
    desk, librarian = helper_desk, as_librarian(helper_desk)
    helper, other = (add_reader(desk, name, helper=True) for name in ("赵灵芸", "孙子君"))
    start_shift(desk, helper.id)
    clock.advance(seconds=600)
    dismiss(librarian, other.id)
    assert running(desk) is not None
    if leaves:
        leave_readers(librarian, reader_ids=[helper.id])
    else:
        dismiss(librarian, helper.id)
    resume_shift(desk)
    assert (running(desk), desk.actor.shift_id) == (None, None)
    assert last_shift(desk)[1] == desk.now()
    assert count(desk, "SELECT count(*) FROM shift WHERE ended IS NULL") == 0


def test_a_dismissal_is_undone_while_another_is_on_duty_and_the_shift_stays_ended(
    helper_desk: Desk, clock: Clock
) -> None:
    librarian = as_librarian(helper_desk)
    one, other = (add_reader(helper_desk, name, helper=True).id for name in ("赵灵芸", "胡梦瑶"))
    start_shift(helper_desk, one)
    clock.advance(seconds=600)
    dismiss(librarian, one)
    ended = last_shift(helper_desk)
    start_shift(helper_desk, other)
    entry = last_undoable(as_librarian(helper_desk))
    assert entry is not None
    undo(as_librarian(helper_desk), entry.id)
    assert helper_desk.library.fetch("SELECT started, ended FROM shift WHERE reader_id = ?", one) == [ended]
    assert count(helper_desk, f"SELECT count(*) FROM appointment WHERE reader_id = {one} AND to_day IS NULL") == 1
    found = running(helper_desk)
    assert found is not None
    assert found.reader_id == other
