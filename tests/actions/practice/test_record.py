"""The result of a drill in the training record: whose it may be, and that F8 takes exactly it back."""

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.errors import CannotUndo
from libdesk.actions.lending import lend
from libdesk.actions.practice.record import NotSignedOn, note_drill
from libdesk.actions.shifts import NotAHelper, start_shift
from libdesk.actions.undo import newest_undoable, undo
from libdesk.domain.rows.drills import DrillLine
from libdesk.store.queries import drills as queries
from tests.builders import add_book, add_reader
from tests.invariants import rows_of


def note(desk: Desk, reader_id: int, *, passed: bool = True, slips: tuple[str, ...] = ()) -> int:
    return note_drill(desk, reader_id=reader_id, code="lend", passed=passed, seconds=41, slips=slips)


def test_a_librarian_notes_it_for_any_helper_the_newest_first(desk: Desk) -> None:
    helper = add_reader(desk, "王小明", helper=True)
    note(desk, helper.id, passed=False, slips=("other_book", "unknown"))
    note(desk, helper.id)
    assert queries.record(desk.library, helper.id) == [
        DrillLine("lend", desk.today, True, 41),
        DrillLine("lend", desk.today, False, 41, "other_book,unknown"),
    ]


def test_nobody_has_a_training_record_who_is_no_helper(desk: Desk) -> None:
    pupil = add_reader(desk, "李雷")
    with pytest.raises(NotAHelper):
        note(desk, pupil.id)
    assert queries.record(desk.library, pupil.id) == []


def test_a_pupil_notes_it_for_whoever_is_on_duty_alone(desk: Desk, helper_desk: Desk) -> None:
    one, other = add_reader(desk, "王小明", helper=True), add_reader(desk, "韩梅梅", helper=True)
    with pytest.raises(NotSignedOn):
        note(helper_desk, one.id)
    start_shift(helper_desk, one.id)
    with pytest.raises(NotSignedOn):
        note(helper_desk, other.id)
    note(helper_desk, one.id)
    assert len(queries.record(desk.library, one.id)) == 1
    assert {row.name for row in queries.helpers(desk.library)} == {"韩梅梅", "王小明"}


def test_undo_takes_exactly_the_result_back(desk: Desk) -> None:
    helper = add_reader(desk, "王小明", helper=True)
    before = rows_of(desk.library.connection)
    entry = note(desk, helper.id)
    assert rows_of(desk.library.connection) != before
    undo(desk, entry)
    assert rows_of(desk.library.connection) == before


def test_a_pupil_takes_no_result_out_of_the_record_nor_a_loan_behind_it(desk: Desk, helper_desk: Desk) -> None:
    helper = add_reader(desk, "王小明", helper=True)
    start_shift(helper_desk, helper.id)
    lend(helper_desk, copy_id=add_book(desk, "草房子").copy_id, reader_id=add_reader(desk, "李雷").id)
    entry = note(helper_desk, helper.id, passed=False, slips=("unknown",))
    assert newest_undoable(helper_desk) is None
    with pytest.raises(CannotUndo):
        undo(helper_desk, entry)
    undo(desk, entry)
    assert queries.record(desk.library, helper.id) == []
