"""Librarians and PINs: tries are counted on the disk, a wait outlives a restart, no undo brings a PIN back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from libdesk.actions import staff
from libdesk.actions.desk import Desk
from libdesk.actions.errors import CannotUndo
from libdesk.actions.shifts import start_shift
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.errors import NotAllowed
from libdesk.domain.ops import Op, Role
from libdesk.domain.pins import BadPin, PinWait, WrongPin
from libdesk.store.queries import staff as queries
from tests.builders import Clock, add_reader, make_desk, make_library

PIN = "2468"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_library(tmp_path)


@pytest.fixture
def desk(path: Path, clock: Clock) -> Iterator[Desk]:
    """A librarian's desk."""
    made = make_desk(path, clock=clock)
    yield made
    made.library.close()


@pytest.fixture
def pupil_desk(path: Path, clock: Clock) -> Iterator[Desk]:
    made = make_desk(path, Role.HELPER, clock=clock)
    yield made
    made.library.close()


@pytest.fixture
def wang(desk: Desk) -> staff.StaffReceipt:
    return staff.add_staff(desk, name="王老师", role=Role.LIBRARIAN, pin=PIN)


def _tries(desk: Desk, staff_id: int) -> int:
    known = queries.secrets_of(desk.library, staff_id)
    assert known is not None
    return known.wrong_tries


def _wrong_times(desk: Desk, staff_id: int, times: int) -> None:
    for _nth in range(times):
        with pytest.raises((WrongPin, PinWait)):
            staff.check_pin(desk, staff_id, "0000")


def test_the_right_pin_makes_a_student_desk_the_librarians(pupil_desk: Desk, wang: staff.StaffReceipt) -> None:
    actor = staff.sign_in(pupil_desk, wang.staff_id, PIN)
    assert (actor.role, actor.staff_id, actor.name) == (Role.LIBRARIAN, wang.staff_id, "王老师")
    assert pupil_desk.actor is actor
    assert pupil_desk.allows(Op.EDIT_STAFF)


def test_checking_a_pin_leaves_the_desk_to_whom_it_belongs(pupil_desk: Desk, wang: staff.StaffReceipt) -> None:
    assert staff.check_pin(pupil_desk, wang.staff_id, PIN).role is Role.LIBRARIAN
    assert pupil_desk.actor.role is Role.HELPER


def test_the_file_holds_no_pin_and_no_recovery_code(desk: Desk, wang: staff.StaffReceipt) -> None:
    known = queries.secrets_of(desk.library, wang.staff_id)
    assert known is not None
    assert known.pin_hash.startswith("scrypt$")
    dump = "\n".join(desk.library.connection.iterdump())
    assert wang.code not in dump
    assert wang.code.replace("-", "") not in dump


def test_a_wrong_pin_says_how_many_tries_are_left(pupil_desk: Desk, wang: staff.StaffReceipt) -> None:
    with pytest.raises(WrongPin) as error:
        staff.sign_in(pupil_desk, wang.staff_id, "0000")
    assert error.value.left == 4
    assert pupil_desk.actor.role is Role.HELPER


def test_what_cannot_be_a_pin_counts_as_no_try(pupil_desk: Desk, wang: staff.StaffReceipt) -> None:
    with pytest.raises(BadPin):
        staff.sign_in(pupil_desk, wang.staff_id, "24")
    assert _tries(pupil_desk, wang.staff_id) == 0


def test_five_wrong_tries_wait_a_minute_even_for_the_right_pin(
    pupil_desk: Desk, clock: Clock, wang: staff.StaffReceipt
) -> None:
    _wrong_times(pupil_desk, wang.staff_id, 5)
    clock.advance(seconds=20)
    with pytest.raises(PinWait) as error:
        staff.sign_in(pupil_desk, wang.staff_id, PIN)
    assert error.value.seconds == 40
    clock.advance(seconds=40)
    assert staff.sign_in(pupil_desk, wang.staff_id, PIN).name == "王老师"


def test_a_restart_gives_back_neither_tries_nor_wait(path: Path, clock: Clock, wang: staff.StaffReceipt) -> None:
    before = make_desk(path, Role.HELPER, clock=clock)
    _wrong_times(before, wang.staff_id, 4)
    before.library.close()
    after = make_desk(path, Role.HELPER, clock=clock)
    assert _tries(after, wang.staff_id) == 4
    with pytest.raises(PinWait):
        staff.sign_in(after, wang.staff_id, "0000")
    after.library.close()
    again = make_desk(path, Role.HELPER, clock=clock)
    with pytest.raises(PinWait):
        staff.sign_in(again, wang.staff_id, PIN)
    again.library.close()


def test_a_clock_set_back_locks_nobody_out(pupil_desk: Desk, clock: Clock, wang: staff.StaffReceipt) -> None:
    _wrong_times(pupil_desk, wang.staff_id, 5)
    clock.advance(days=-30)
    assert staff.sign_in(pupil_desk, wang.staff_id, PIN).name == "王老师"


def test_no_undo_gives_a_try_back(pupil_desk: Desk, wang: staff.StaffReceipt) -> None:
    _wrong_times(pupil_desk, wang.staff_id, 3)
    newest = pupil_desk.library.connection.execute("SELECT max(id) FROM journal").fetchone()[0]
    assert last_undoable(pupil_desk) is None
    with pytest.raises(CannotUndo):
        undo(pupil_desk, newest)
    assert _tries(pupil_desk, wang.staff_id) == 3


def test_the_right_pin_forgives_the_wrong_ones_before(pupil_desk: Desk, wang: staff.StaffReceipt) -> None:
    _wrong_times(pupil_desk, wang.staff_id, 3)
    staff.sign_in(pupil_desk, wang.staff_id, PIN)
    assert _tries(pupil_desk, wang.staff_id) == 0


def test_the_journal_knows_who_signed_in_but_no_name(pupil_desk: Desk, wang: staff.StaffReceipt) -> None:
    staff.sign_in(pupil_desk, wang.staff_id, PIN)
    op, args = pupil_desk.library.connection.execute("SELECT op, args FROM journal ORDER BY id DESC LIMIT 1").fetchone()
    assert op == Op.SIGN_IN
    assert f'"staff":{wang.staff_id}' in args
    assert "王" not in args


def test_without_any_librarian_anybody_is_librarian(pupil_desk: Desk) -> None:
    assert staff.open_to_all(pupil_desk)
    assert staff.sign_in_without_pin(pupil_desk).role is Role.LIBRARIAN


def test_once_a_librarian_has_a_pin_nobody_signs_in_without(pupil_desk: Desk, wang: staff.StaffReceipt) -> None:
    with pytest.raises(staff.PinNeeded):
        staff.sign_in_without_pin(pupil_desk)
    assert pupil_desk.actor.role is Role.HELPER


def test_signing_out_lets_the_running_shift_go_on(desk: Desk, pupil_desk: Desk, wang: staff.StaffReceipt) -> None:
    helper = add_reader(desk, "李小雨", helper=True)
    shift = start_shift(pupil_desk, helper.id).shift_id
    staff.sign_in(pupil_desk, wang.staff_id, PIN)
    actor = staff.sign_out(pupil_desk)
    assert (actor.role, actor.shift_id, actor.name) == (Role.HELPER, shift, "李小雨")


def test_the_last_librarian_cannot_be_ended(desk: Desk, wang: staff.StaffReceipt) -> None:
    with pytest.raises(staff.LastLibrarian):
        staff.end_staff(desk, staff_id=wang.staff_id)
    other = staff.add_staff(desk, name="李老师", role=Role.LIBRARIAN, pin="1357")
    staff.end_staff(desk, staff_id=wang.staff_id)
    assert [row.name for row in queries.active(desk.library)] == ["李老师"]
    with pytest.raises(staff.LastLibrarian):
        staff.end_staff(desk, staff_id=other.staff_id)


def test_who_was_ended_signs_in_no_more(desk: Desk, pupil_desk: Desk, wang: staff.StaffReceipt) -> None:
    staff.add_staff(desk, name="李老师", role=Role.LIBRARIAN, pin="1357")
    staff.end_staff(desk, staff_id=wang.staff_id)
    with pytest.raises(staff.StaffUnknown):
        staff.sign_in(pupil_desk, wang.staff_id, PIN)


def test_a_viewer_sees_reports_and_nothing_else(desk: Desk, pupil_desk: Desk, wang: staff.StaffReceipt) -> None:
    head = staff.add_staff(desk, name="校长", role=Role.VIEWER, pin="9876")
    staff.sign_in(pupil_desk, head.staff_id, "9876")
    assert pupil_desk.allows(Op.SEE_REPORTS)
    assert not pupil_desk.allows(Op.FIND_READERS)


def test_a_viewer_comes_after_a_librarian(desk: Desk) -> None:
    with pytest.raises(staff.LibrarianFirst):
        staff.add_staff(desk, name="校长", role=Role.VIEWER, pin="9876")


def test_two_with_the_same_name_are_told_apart(desk: Desk, wang: staff.StaffReceipt) -> None:
    with pytest.raises(staff.NameTaken):
        staff.add_staff(desk, name=" 王老师 ", role=Role.LIBRARIAN, pin="1357")
    with pytest.raises(staff.NameMissing):
        staff.add_staff(desk, name="  ", role=Role.LIBRARIAN, pin="1357")


def test_a_new_pin_replaces_the_old_one_and_ends_a_wait(desk: Desk, pupil_desk: Desk, wang: staff.StaffReceipt) -> None:
    _wrong_times(pupil_desk, wang.staff_id, 5)
    staff.change_pin(desk, staff_id=wang.staff_id, pin="7531")
    assert staff.sign_in(pupil_desk, wang.staff_id, "7531").name == "王老师"
    with pytest.raises(WrongPin):
        staff.check_pin(pupil_desk, wang.staff_id, PIN)


def test_only_a_librarian_changes_who_may_sign_in(pupil_desk: Desk, wang: staff.StaffReceipt) -> None:
    with pytest.raises(NotAllowed):
        staff.change_pin(pupil_desk, staff_id=wang.staff_id, pin="7531")
    with pytest.raises(NotAllowed):
        staff.end_staff(pupil_desk, staff_id=wang.staff_id)


def test_the_recovery_code_sets_a_new_pin_once(pupil_desk: Desk, wang: staff.StaffReceipt) -> None:
    fresh = staff.reset_pin(pupil_desk, wang.staff_id, wang.code.lower(), "7531")
    assert fresh.code != wang.code
    assert staff.sign_in(pupil_desk, wang.staff_id, "7531").name == "王老师"
    staff.sign_out(pupil_desk)
    with pytest.raises(WrongPin):
        staff.reset_pin(pupil_desk, wang.staff_id, wang.code, "1111")
    staff.reset_pin(pupil_desk, wang.staff_id, fresh.code, "8642")


def test_no_undo_brings_the_forgotten_pin_back(pupil_desk: Desk, wang: staff.StaffReceipt) -> None:
    done = staff.reset_pin(pupil_desk, wang.staff_id, wang.code, "7531")
    with pytest.raises(CannotUndo):
        undo(pupil_desk, done.journal_id)


def test_wrong_codes_are_tries_too(pupil_desk: Desk, wang: staff.StaffReceipt) -> None:
    for _nth in range(5):
        with pytest.raises((WrongPin, PinWait)):
            staff.reset_pin(pupil_desk, wang.staff_id, "AAAA-AAAA-AAAA-AAAA", "7531")
    with pytest.raises(PinWait):
        staff.reset_pin(pupil_desk, wang.staff_id, wang.code, "7531")


def test_a_code_printed_anew_replaces_the_one_before(desk: Desk, pupil_desk: Desk, wang: staff.StaffReceipt) -> None:
    fresh = staff.new_code(desk, staff_id=wang.staff_id)
    with pytest.raises(WrongPin):
        staff.reset_pin(pupil_desk, wang.staff_id, wang.code, "7531")
    assert staff.reset_pin(pupil_desk, wang.staff_id, fresh.code, "7531").name == "王老师"
