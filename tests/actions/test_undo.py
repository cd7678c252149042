"""Undo puts back exactly the rows that a gesture touched, and says why when it cannot."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

import pytest

from libdesk.actions.cataloguing.uncatalogued import lend_uncatalogued
from libdesk.actions.desk import Desk
from libdesk.actions.errors import CannotUndo, NothingToUndo, UndoneElsewhere
from libdesk.actions.holds import cancel_hold, place_hold
from libdesk.actions.lending import lend, lend_run
from libdesk.actions.returning import change_due, claim_returned, give_back, mark_found, mark_lost, renew, report_damage
from libdesk.actions.shifts import end_shift, start_shift
from libdesk.actions.undo import last_undoable, newest_undoable, tidy, undo
from libdesk.domain.errors import NotAllowed
from libdesk.domain.ops import Op, Role
from libdesk.store.tables import Title
from libdesk.ui.lending.steps import undo_last
from tests.builders import (
    Clock,
    add_book,
    add_reader,
    count,
    make_desk,
    set_rule,
    status,
)
from tests.invariants import broken, rows_of

Gesture = Callable[[Desk], int]


def why(desk: Desk, journal_id: int) -> str:
    with pytest.raises(CannotUndo) as caught:
        undo(desk, journal_id)
    return caught.value.why


def school(desk: Desk, clock: Clock) -> None:
    """Copy 1 on the shelf; 2 on loan to reader 1 and late; 3 on loan to reader 2, reader 3 waits; 4 set aside for 4."""
    set_rule(desk, suspension_days_per_day=Fraction(1), renewals=5)
    for title in ("草房子", "根鸟", "细米", "红瓦"):
        add_book(desk, title)
    for name in ("张小明", "李雷", "韩梅梅", "王芳"):
        add_reader(desk, name)
    for copy_id, reader_id in ((2, 1), (3, 2), (4, 1)):
        lend(desk, copy_id=copy_id, reader_id=reader_id)
    place_hold(desk, title_id=3, reader_id=3)
    place_hold(desk, title_id=4, reader_id=4)
    give_back(desk, copy_id=4)
    clock.advance(days=18)


GESTURES: dict[str, Gesture] = {
    "a loan": lambda desk: lend(desk, copy_id=1, reader_id=2).journal_id,
    "a loan of what was set aside": lambda desk: lend(desk, copy_id=4, reader_id=4).journal_id,
    "a loan past the hold shelf": lambda desk: lend(desk, copy_id=4, reader_id=2, override="同意").journal_id,
    "a loan for the reading room": lambda desk: lend(desk, copy_id=1, reader_id=2, in_house=True).journal_id,
    "a run": lambda desk: lend_run(desk, copy_ids=[1], reader_id=2).journal_id,
    "a late return with a suspension": lambda desk: give_back(desk, copy_id=2).journal_id,
    "a return with damage": lambda desk: give_back(desk, copy_id=2, damage="severe", note="缺页").journal_id,
    "a return that somebody waits for": lambda desk: give_back(desk, copy_id=3).journal_id,
    "a backdated return": lambda desk: give_back(desk, copy_id=2, on=date(2026, 3, 10)).journal_id,
    "a renewal": lambda desk: renew(desk, copy_id=2).journal_id,
    "a due date": lambda desk: change_due(desk, copy_id=2, due=date(2026, 6, 1)).journal_id,
    "a loss on loan": lambda desk: mark_lost(desk, copy_id=2),
    "a loss on the hold shelf": lambda desk: mark_lost(desk, copy_id=4),
    "a claim": lambda desk: claim_returned(desk, copy_id=2),
    "damage": lambda desk: report_damage(desk, copy_id=1, degree="slight").journal_id,
    "a hold": lambda desk: place_hold(desk, title_id=2, reader_id=2).journal_id,
    "a cancelled hold": lambda desk: cancel_hold(desk, hold_id=2),
}


@pytest.mark.parametrize("gesture", GESTURES.values(), ids=GESTURES)
def test_undo_and_its_undo_bring_every_row_back_to_the_letter(desk: Desk, clock: Clock, gesture: Gesture) -> None:
    school(desk, clock)
    before = rows_of(desk.library.connection)
    done = gesture(desk)
    after = rows_of(desk.library.connection)
    assert before != after
    assert broken(desk.library.connection) == []
    undone = undo(desk, done).journal_id
    assert rows_of(desk.library.connection) == before
    again = undo(desk, undone).journal_id
    assert rows_of(desk.library.connection) == after
    undo(desk, again)
    assert rows_of(desk.library.connection) == before
    assert broken(desk.library.connection) == []


def test_a_lost_copy_found_can_be_lost_again_by_undo(desk: Desk, clock: Clock) -> None:
    school(desk, clock)
    mark_lost(desk, copy_id=2)
    found = mark_found(desk, copy_id=2)
    undo(desk, found)
    assert status(desk, 2) == "lost"


def test_the_journal_keeps_the_gesture_and_its_undo(desk: Desk) -> None:
    book, reader = add_book(desk, "草房子"), add_reader(desk, "张小明")
    loan = lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    receipt = undo(desk, loan.journal_id)
    assert receipt.op == "lend"
    rows = desk.library.connection.execute("SELECT id, op, undoes FROM journal ORDER BY id DESC LIMIT 2").fetchall()
    assert rows == [(receipt.journal_id, "undo", loan.journal_id), (loan.journal_id, "lend", None)]


class TestWhyNot:
    """Undo is refused while something later stands on it."""

    def test_a_loan_is_not_undone_once_the_copy_is_back(self, desk: Desk) -> None:
        book, reader = add_book(desk, "草房子"), add_reader(desk, "张小明")
        loan = lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        back = give_back(desk, copy_id=book.copy_id)
        assert why(desk, loan.journal_id) == "later"
        undo(desk, back.journal_id)
        undo(desk, loan.journal_id)
        assert status(desk, book.copy_id) == "shelf"

    def test_what_is_undone_is_not_undone_twice(self, desk: Desk) -> None:
        book, reader = add_book(desk, "草房子"), add_reader(desk, "张小明")
        loan = lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        undo(desk, loan.journal_id)
        assert why(desk, loan.journal_id) == "done"

    def test_a_book_that_somebody_waits_for_is_not_undone_away(self, desk: Desk) -> None:
        first, second = add_reader(desk, "张小明"), add_reader(desk, "李雷")
        loan = lend_uncatalogued(desk, title="渔村", barcode="T0095", reader_id=first.id)
        hold = place_hold(desk, title_id=loan.copy.title_id, reader_id=second.id)
        before = rows_of(desk.library.connection)
        assert why(desk, loan.journal_id) == "later"
        assert rows_of(desk.library.connection) == before
        undo(desk, hold.journal_id)
        undo(desk, loan.journal_id)

    def test_other_readers_and_books_do_not_stand_in_the_way(self, desk: Desk) -> None:
        one, two = add_book(desk, "草房子"), add_book(desk, "根鸟")
        first, second = add_reader(desk, "张小明"), add_reader(desk, "李雷")
        loan = lend(desk, copy_id=one.copy_id, reader_id=first.id)
        lend(desk, copy_id=two.copy_id, reader_id=second.id)
        undo(desk, loan.journal_id)
        assert status(desk, one.copy_id) == "shelf"

    def test_an_entry_that_is_not_there_is_told(self, desk: Desk) -> None:
        with pytest.raises(NothingToUndo):
            undo(desk, 4711)

    def test_what_changed_nothing_is_not_called_too_long_ago(self, desk: Desk) -> None:
        with desk.action(Op.ADD_BOOKS) as act:
            pass
        assert why(desk, act.journal_id) == "nothing"

    def test_a_shift_is_a_fact(self, desk: Desk) -> None:
        helper = add_reader(desk, "值日生", helper=True)
        start_shift(desk, helper.id)
        end_shift(desk)
        librarian = make_desk(desk.library.path)
        for journal_id, op in desk.library.connection.execute("SELECT id, op FROM journal").fetchall():
            if op in ("start_shift", "end_shift"):
                assert why(librarian, journal_id) == "kind"
        librarian.library.close()

    def test_after_a_term_the_images_are_gone_and_with_them_the_undo(self, desk: Desk, clock: Clock) -> None:
        book, reader = add_book(desk, "草房子"), add_reader(desk, "张小明")
        loan = lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        system = make_desk(desk.library.path, Role.SYSTEM, clock=clock)
        assert tidy(system) == 0
        clock.advance(days=desk.settings.undo_days + 1)
        assert tidy(system) > 0
        assert why(desk, loan.journal_id) == "old"
        assert count(desk, "SELECT count(*) FROM journal WHERE op = 'lend'") == 1
        system.library.close()


class TestInStudentMode:
    """Only what the running shift did itself."""

    def test_own_gestures_can_be_undone_and_others_not(self, desk: Desk, helper_desk: Desk) -> None:
        book, other = add_book(desk, "草房子"), add_book(desk, "根鸟")
        reader, helper = add_reader(desk, "张小明"), add_reader(desk, "值日生", helper=True)
        theirs = lend(desk, copy_id=other.copy_id, reader_id=reader.id)
        start_shift(helper_desk, helper.id)
        own = lend(helper_desk, copy_id=book.copy_id, reader_id=reader.id)
        assert why(helper_desk, theirs.journal_id) == "other"
        undo(helper_desk, own.journal_id)
        assert status(desk, book.copy_id) == "shelf"

    def test_the_shift_before_is_out_of_reach(self, desk: Desk, helper_desk: Desk) -> None:
        book, reader = add_book(desk, "草房子"), add_reader(desk, "张小明")
        first, second = add_reader(desk, "甲", helper=True), add_reader(desk, "乙", helper=True)
        start_shift(helper_desk, first.id)
        loan = lend(helper_desk, copy_id=book.copy_id, reader_id=reader.id)
        start_shift(helper_desk, second.id)
        assert why(helper_desk, loan.journal_id) == "other"
        assert last_undoable(helper_desk) is None
        undo(desk, loan.journal_id)

    def test_a_viewer_undoes_nothing(self, desk: Desk) -> None:
        book, reader = add_book(desk, "草房子"), add_reader(desk, "张小明")
        loan = lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        viewer = make_desk(desk.library.path, Role.VIEWER)
        with pytest.raises(NotAllowed):
            undo(viewer, loan.journal_id)
        viewer.library.close()


class TestWhatF8Names:
    """The newest gesture that still stands."""

    def test_it_is_the_last_gesture_and_after_an_undo_the_one_before(self, desk: Desk) -> None:
        book, reader = add_book(desk, "草房子"), add_reader(desk, "张小明")
        loan = lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        back = give_back(desk, copy_id=book.copy_id)
        newest = last_undoable(desk)
        assert newest is not None
        assert (newest.id, newest.op) == (back.journal_id, Op.GIVE_BACK)
        undo(desk, back.journal_id)
        newest = last_undoable(desk)
        assert newest is not None
        assert newest.id == loan.journal_id

    def test_a_gesture_done_again_can_be_undone_again(self, desk: Desk) -> None:
        book, reader = add_book(desk, "草房子"), add_reader(desk, "张小明")
        loan = lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        again = undo(desk, undo(desk, loan.journal_id).journal_id)
        assert status(desk, book.copy_id) == "loan"
        newest = last_undoable(desk)
        assert newest is not None
        assert newest.id in (loan.journal_id, again.journal_id)
        undo(desk, newest.id)
        assert status(desk, book.copy_id) == "shelf"

    def test_an_import_is_named_and_nothing_older_is_undone_in_its_place(self, desk: Desk) -> None:
        book, reader = add_book(desk, "草房子"), add_reader(desk, "张小明")
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        with desk.action(Op.IMPORT_BOOKS) as act:
            act.add(Title, title="城南旧事", added=0)
        newest = newest_undoable(desk)
        assert newest is not None
        assert newest.id == act.journal_id
        assert last_undoable(desk) is None
        with pytest.raises(UndoneElsewhere) as caught:
            undo_last(desk)
        assert caught.value.text() == "最近的一步是“导入图书”。它要在“导入导出”页或设置的“日志”里撤销。"
        assert status(desk, book.copy_id) == "loan"

    def test_what_came_after_an_import_is_undone_as_ever(self, desk: Desk) -> None:
        with desk.action(Op.IMPORT_BOOKS) as act:
            act.add(Title, title="城南旧事", added=0)
        book, reader = add_book(desk, "草房子"), add_reader(desk, "张小明")
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        undo_last(desk)
        assert status(desk, book.copy_id) == "shelf"

    def test_in_an_empty_library_there_is_nothing(self, desk: Desk) -> None:
        assert last_undoable(desk) is None


def test_many_rows_added_at_once_are_undone_at_once(desk: Desk) -> None:
    before = rows_of(desk.library.connection)
    with desk.action(Op.IMPORT_BOOKS) as act:
        ids = act.add_many(Title, ("title", "added"), [(f"第{n}本", 0) for n in range(500)])
    assert len(ids) == 500
    assert count(desk, "SELECT count(*) FROM journal_image") == 1
    assert broken(desk.library.connection) == []
    undo(desk, act.journal_id)
    assert rows_of(desk.library.connection) == before
    assert broken(desk.library.connection) == []


def test_numbers_of_rows_that_were_undone_are_never_given_again(desk: Desk) -> None:
    book, reader = add_book(desk, "草房子", copies=2), add_reader(desk, "张小明")
    first = lend(desk, copy_id=book.copy_ids[0], reader_id=reader.id)
    undo(desk, first.journal_id)
    second = lend(desk, copy_id=book.copy_ids[1], reader_id=reader.id)
    assert second.loan_id > first.loan_id


def test_time_alone_does_not_stop_an_undo_within_the_term(desk: Desk, clock: Clock) -> None:
    book, reader = add_book(desk, "草房子"), add_reader(desk, "张小明")
    loan = lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    clock.advance(seconds=int(timedelta(days=90).total_seconds()))
    undo(desk, loan.journal_id)
    assert status(desk, book.copy_id) == "shelf"


def test_an_undo_is_not_undone_once_the_gesture_was_undone_another_time(desk: Desk) -> None:
    book, reader = add_book(desk, "草房子"), add_reader(desk, "张小明")
    loan = lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    redo = undo(desk, undo(desk, loan.journal_id).journal_id)
    undo(desk, loan.journal_id)
    assert why(desk, redo.journal_id) == "later"
