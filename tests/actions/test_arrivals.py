"""What arrived waits for stamp, label and shelf, and the list empties as they are done."""

import pytest

from libdesk.actions.cataloguing.adding import add_copies, add_title
from libdesk.actions.cataloguing.arrivals import NothingWaits, handle
from libdesk.actions.desk import Desk
from libdesk.actions.holds import place_hold
from libdesk.actions.lending import lend
from libdesk.actions.undo import undo
from libdesk.domain.arrivals import ALL, Step, waits_for, without
from libdesk.domain.rows.adding import NewCopy
from libdesk.domain.rows.arrivals import Wanted
from libdesk.domain.titles import TitleFields
from libdesk.store.queries import arrivals as queries
from tests.builders import add_reader, change_copy, count, status


def added(desk: Desk, title: str, *labels: str, class_no: str = "I287") -> tuple[int, ...]:
    made = add_title(desk, TitleFields(title, class_no=class_no), copies=[NewCopy(label) for label in labels])
    return tuple(copy.id for copy in made.copies)


def waiting(desk: Desk, step: int = 0) -> list[tuple[str, int]]:
    return [(row.barcode, row.waiting) for row in queries.waiting(desk.library, Wanted(step)).rows]


@pytest.mark.parametrize(
    ("before", "step", "left"),
    [(7, Step.STAMP, 6), (6, Step.STAMP, 6), (7, Step.LABEL, 5), (7, Step.SHELF, 0), (4, Step.SHELF, 0), (7, ALL, 0)],
)
def test_what_is_left_to_do(before: int, step: Step, left: int) -> None:
    assert without(before, step) == left


def test_what_waits_is_told_in_words() -> None:
    assert waits_for(5) == "盖章，上架"


def test_the_list_empties_as_the_steps_are_done_and_fills_again_by_undo(desk: Desk) -> None:
    copies = added(desk, "草房子", "T001", "T002")
    assert handle(desk, copies, Step.STAMP).copies == 2
    assert waiting(desk) == [("T001", 6), ("T002", 6)]
    assert waiting(desk, Step.STAMP) == []
    last = handle(desk, copies, Step.SHELF)
    assert (last.copies, last.done) == (2, 2)
    assert waiting(desk) == []
    undo(desk, last.journal_id)
    assert waiting(desk) == [("T001", 6), ("T002", 6)]


def test_a_step_that_nothing_waits_for_is_told(desk: Desk) -> None:
    copies = added(desk, "草房子", "T001")
    handle(desk, copies, Step.STAMP)
    with pytest.raises(NothingWaits):
        handle(desk, copies, Step.STAMP)


def test_a_copy_that_waits_may_be_lent_and_goes_on_waiting(desk: Desk) -> None:
    copies = added(desk, "草房子", "T001")
    lend(desk, copy_id=copies[0], reader_id=add_reader(desk, "王一").id)
    row = queries.waiting(desk.library).rows[0]
    assert (row.waiting, row.on_loan) == (7, 1)


def test_what_is_lost_or_withdrawn_waits_for_nothing(desk: Desk) -> None:
    first, second, _third = added(desk, "草房子", "T001", "T002", "T003")
    change_copy(desk, first, status="withdrawn")
    change_copy(desk, second, status="missing")
    assert waiting(desk) == [("T003", 7)]


def test_copies_of_a_title_that_wait_for_the_same_are_one_line(desk: Desk) -> None:
    copies = added(desk, "草房子", "T001", "T002", "T003")
    handle(desk, copies[2:], Step.LABEL)
    lines = queries.by_title(queries.waiting(desk.library))
    assert sorted((len(line.copy_ids), line.waiting) for line in lines) == [(1, 5), (2, 7)]


def test_thousands_are_noted_in_one_gesture(desk: Desk) -> None:
    added(desk, "草房子", *(f"T{n:05d}" for n in range(1203)))
    ids = queries.ids(desk.library)
    assert handle(desk, ids, ALL).copies == 1203
    assert queries.count(desk.library) == 0


def test_a_copy_that_is_ready_and_waited_for_goes_to_the_hold_shelf(desk: Desk) -> None:
    (out,) = added(desk, "草房子", "T001")
    lend(desk, copy_id=out, reader_id=add_reader(desk, "王一").id)
    title_id = count(desk, "SELECT title_id FROM copy WHERE id = ?", out)
    reader = add_reader(desk, "李二")
    place_hold(desk, title_id=title_id, reader_id=reader.id)
    more = add_copies(desk, title_id, [NewCopy("T002"), NewCopy("T003")])
    ids = [copy.id for copy in more.copies]
    assert handle(desk, ids, Step.STAMP).held == ()
    done = handle(desk, ids, Step.SHELF)
    assert [(one.title, one.reader) for one in done.held] == [("草房子", "李二")]
    assert [status(desk, copy_id) for copy_id in ids] == ["hold", "shelf"]
    undo(desk, done.journal_id)
    assert [status(desk, copy_id) for copy_id in ids] == ["shelf", "shelf"]
    assert count(desk, "SELECT count(*) FROM hold WHERE state = 'waiting'") == 1
