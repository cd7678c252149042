"""Returning by the copy alone: it always works, it tells what is to be done, and it leaves the library in order."""

from datetime import date
from fractions import Fraction

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.errors import BadDay, CopyUnknown, LoanClosed, NotMissing, NotOnLoan
from libdesk.actions.lending import lend
from libdesk.actions.returning import change_due, claim_returned, give_back, mark_found, mark_lost, report_damage
from libdesk.domain.errors import NotAllowed
from libdesk.domain.ops import Topic
from tests.builders import (
    TODAY,
    BookMade,
    Clock,
    ReaderMade,
    add_book,
    add_reader,
    change_copy,
    change_reader,
    close_days,
    count,
    set_rule,
    status,
)
from tests.invariants import broken, rows_of


@pytest.fixture
def book(desk: Desk) -> BookMade:
    return add_book(desk, "草房子")


@pytest.fixture
def reader(desk: Desk) -> ReaderMade:
    return add_reader(desk, "张小明")


def test_a_return_needs_no_card(desk: Desk, book: BookMade, reader: ReaderMade) -> None:
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    receipt = give_back(desk, copy_id=book.copy_id)
    assert receipt.copy.loan is not None
    assert receipt.copy.loan.reader_name == "张小明"
    assert (receipt.overdue_days, receipt.hold_for, receipt.was_missing) == (0, None, False)
    assert status(desk, book.copy_id) == "shelf"
    kept = desk.library.connection.execute("SELECT returned_day, outcome FROM loan").fetchone()
    assert kept == ("2026-03-09", "returned")


def test_a_second_return_is_no_fault_and_changes_nothing(desk: Desk, book: BookMade, reader: ReaderMade) -> None:
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    give_back(desk, copy_id=book.copy_id)
    before = rows_of(desk.library.connection)
    receipt = give_back(desk, copy_id=book.copy_id)
    assert receipt.copy.loan is None
    assert receipt.copy.title == "草房子"
    assert rows_of(desk.library.connection) == before


@pytest.mark.parametrize(
    "change",
    [{"state": "stopped"}, {"state": "left"}, {"expires": "2026-03-01"}, {"suspended_until": "2026-03-31"}],
    ids=["stopped", "left", "expired", "suspended"],
)
def test_whatever_stands_against_the_reader_the_book_is_taken_back(
    desk: Desk, book: BookMade, reader: ReaderMade, change: dict[str, str]
) -> None:
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    change_reader(desk, reader, **change)
    give_back(desk, copy_id=book.copy_id)
    assert status(desk, book.copy_id) == "shelf"


def test_a_copy_that_is_gone_is_told(desk: Desk) -> None:
    with pytest.raises(CopyUnknown):
        give_back(desk, copy_id=1)


def test_a_return_that_fails_leaves_the_loan_open(desk: Desk, book: BookMade, reader: ReaderMade) -> None:
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    before = rows_of(desk.library.connection)
    with pytest.raises(BadDay):
        give_back(desk, copy_id=book.copy_id, on=date(2026, 3, 10))
    assert rows_of(desk.library.connection) == before


def test_the_screens_are_told_what_a_return_touched(desk: Desk, book: BookMade, reader: ReaderMade) -> None:
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    told: list[frozenset[Topic]] = []
    desk.listeners.append(lambda change: told.append(change.topics))
    give_back(desk, copy_id=book.copy_id)
    assert told == [frozenset({Topic.LOANS, Topic.BOOKS})]


class TestLate:
    """Late by days after the due date; a suspension only where the school's rule has one."""

    def test_late_days_are_told_and_nobody_is_suspended_by_default(
        self, desk: Desk, clock: Clock, book: BookMade, reader: ReaderMade
    ) -> None:
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        clock.advance(days=17)
        receipt = give_back(desk, copy_id=book.copy_id)
        assert (receipt.overdue_days, receipt.suspended_until) == (3, None)
        assert count(desk, "SELECT count(*) FROM suspension") == 0

    def test_four_days_late_are_four_open_days_of_suspension(
        self, desk: Desk, clock: Clock, book: BookMade, reader: ReaderMade
    ) -> None:
        set_rule(desk, suspension_days_per_day=Fraction(1))
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        clock.advance(days=18)  # Friday 27 March; due was Monday 23
        receipt = give_back(desk, copy_id=book.copy_id)
        assert receipt.suspended_until == date(2026, 4, 2)
        assert count(desk, "SELECT overdue_days FROM suspension") == 4

    def test_a_suspension_has_a_longest(self, desk: Desk, clock: Clock, book: BookMade, reader: ReaderMade) -> None:
        set_rule(desk, suspension_days_per_day=Fraction(2), max_suspension_days=5)
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        clock.advance(days=34)
        assert give_back(desk, copy_id=book.copy_id).suspended_until == date(2026, 4, 17)

    def test_a_longer_suspension_that_runs_is_not_shortened(
        self, desk: Desk, clock: Clock, book: BookMade, reader: ReaderMade
    ) -> None:
        set_rule(desk, suspension_days_per_day=Fraction(1))
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        change_reader(desk, reader, suspended_until="2026-06-30")
        clock.advance(days=18)
        assert give_back(desk, copy_id=book.copy_id).suspended_until is None
        assert desk.library.connection.execute("SELECT suspended_until FROM reader").fetchone() == ("2026-06-30",)

    def test_the_first_open_day_after_a_closed_due_date_is_in_time(
        self, desk: Desk, clock: Clock, book: BookMade, reader: ReaderMade
    ) -> None:
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        close_days(desk, date(2026, 3, 23), name="停电")
        clock.advance(days=15)
        assert give_back(desk, copy_id=book.copy_id).overdue_days == 0

    def test_a_backdated_return_is_late_by_its_own_day(
        self, desk: Desk, clock: Clock, book: BookMade, reader: ReaderMade
    ) -> None:
        set_rule(desk, suspension_days_per_day=Fraction(1))
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        clock.advance(days=18)
        receipt = give_back(desk, copy_id=book.copy_id, on=date(2026, 3, 23))
        assert (receipt.overdue_days, receipt.suspended_until) == (0, None)

    @pytest.mark.parametrize("day", [date(2026, 3, 8), date(2026, 3, 10)], ids=["before the loan", "after today"])
    def test_a_backdated_return_lies_between_loan_and_today(
        self, desk: Desk, book: BookMade, reader: ReaderMade, day: date
    ) -> None:
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        with pytest.raises(BadDay):
            give_back(desk, copy_id=book.copy_id, on=day)

    def test_only_a_librarian_backdates(
        self, desk: Desk, helper_desk: Desk, book: BookMade, reader: ReaderMade
    ) -> None:
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        with pytest.raises(NotAllowed):
            give_back(helper_desk, copy_id=book.copy_id, on=TODAY)

    def test_what_is_not_on_loan_cannot_be_returned_on_an_earlier_day(self, desk: Desk, book: BookMade) -> None:
        with pytest.raises(NotOnLoan):
            give_back(desk, copy_id=book.copy_id, on=TODAY)


class TestOrder:
    """A return puts the copy in order, whatever the file believed."""

    @pytest.mark.parametrize("state", ["lost", "missing"])
    def test_a_lost_copy_that_is_scanned_is_found(self, desk: Desk, book: BookMade, state: str) -> None:
        change_copy(desk, book.copy_id, status=state)
        assert give_back(desk, copy_id=book.copy_id).was_missing
        assert status(desk, book.copy_id) == "shelf"

    @pytest.mark.parametrize("state", ["repair", "withdrawn"])
    def test_what_is_put_aside_stays_aside(self, desk: Desk, book: BookMade, state: str) -> None:
        change_copy(desk, book.copy_id, status=state)
        give_back(desk, copy_id=book.copy_id)
        assert status(desk, book.copy_id) == state

    def test_damage_is_noted_with_the_loan_it_came_from(self, desk: Desk, book: BookMade, reader: ReaderMade) -> None:
        loan = lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        receipt = give_back(desk, copy_id=book.copy_id, damage="medium", note="封面撕破")
        assert receipt.damaged
        row = desk.library.connection.execute("SELECT copy_id, reader_id, loan_id, degree, note FROM damage").fetchone()
        assert row == (book.copy_id, reader.id, loan.loan_id, "medium", "封面撕破")
        assert give_back(desk, copy_id=book.copy_id).copy.damage == "medium"

    def test_damage_can_be_reported_of_a_copy_on_the_shelf(self, helper_desk: Desk, book: BookMade) -> None:
        report_damage(helper_desk, copy_id=book.copy_id, degree="slight")
        assert count(helper_desk, "SELECT count(*) FROM damage WHERE loan_id IS NULL") == 1


class TestLost:
    """Lost, found, claimed: the loan and the copy always agree."""

    def test_a_lost_copy_ends_its_loan_and_a_return_finds_it_again(
        self, desk: Desk, book: BookMade, reader: ReaderMade
    ) -> None:
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        mark_lost(desk, copy_id=book.copy_id)
        assert status(desk, book.copy_id) == "lost"
        assert desk.library.connection.execute("SELECT outcome FROM loan").fetchone() == ("lost",)
        assert give_back(desk, copy_id=book.copy_id).was_missing
        assert broken(desk.library.connection) == []

    def test_nobody_is_suspended_for_a_lost_copy(
        self, desk: Desk, clock: Clock, book: BookMade, reader: ReaderMade
    ) -> None:
        set_rule(desk, suspension_days_per_day=Fraction(1))
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        clock.advance(days=30)
        mark_lost(desk, copy_id=book.copy_id)
        assert count(desk, "SELECT count(*) FROM suspension") == 0

    def test_only_what_is_lost_or_missing_is_found(self, desk: Desk, book: BookMade, reader: ReaderMade) -> None:
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        with pytest.raises(NotMissing):
            mark_found(desk, copy_id=book.copy_id)
        mark_lost(desk, copy_id=book.copy_id)
        mark_found(desk, copy_id=book.copy_id)
        assert status(desk, book.copy_id) == "shelf"

    def test_a_claim_keeps_the_loan_open_and_is_over_with_the_return(
        self, desk: Desk, clock: Clock, book: BookMade, reader: ReaderMade
    ) -> None:
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        claim_returned(desk, copy_id=book.copy_id)
        assert count(desk, "SELECT count(*) FROM loan WHERE returned IS NULL AND claimed_day = '2026-03-09'") == 1
        clock.advance(days=40)
        other = lend(desk, copy_id=add_book(desk, "根鸟").copy_id, reader_id=reader.id)
        assert (other.reader.out, other.reader.overdue) == (0, 0)
        give_back(desk, copy_id=book.copy_id)
        assert status(desk, book.copy_id) == "shelf"

    def test_what_is_not_on_loan_cannot_be_claimed(self, desk: Desk, book: BookMade) -> None:
        with pytest.raises(NotOnLoan):
            claim_returned(desk, copy_id=book.copy_id)


class TestDueByHand:
    """A librarian sets the due date of an open loan."""

    def test_the_day_is_set_and_noted(self, desk: Desk, book: BookMade, reader: ReaderMade) -> None:
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        receipt = change_due(desk, copy_id=book.copy_id, due=date(2026, 6, 30))
        assert (receipt.old_due, receipt.due) == (date(2026, 3, 23), date(2026, 6, 30))
        assert desk.library.connection.execute("SELECT op FROM journal ORDER BY id DESC").fetchone() == ("change_due",)

    def test_a_loan_that_is_closed_keeps_its_day(self, desk: Desk, book: BookMade, reader: ReaderMade) -> None:
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        give_back(desk, copy_id=book.copy_id)
        with pytest.raises(LoanClosed):
            change_due(desk, copy_id=book.copy_id, due=date(2026, 6, 30))

    def test_a_day_gone_by_is_no_due_date(self, desk: Desk, book: BookMade, reader: ReaderMade) -> None:
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        with pytest.raises(BadDay):
            change_due(desk, copy_id=book.copy_id, due=date(2026, 3, 8))


def test_damage_noted_after_the_return_names_the_loan_in_which_it_happened(desk: Desk) -> None:
    reader, book = add_reader(desk, "李明"), add_book(desk, "昆虫记")
    lent = lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    give_back(desk, copy_id=book.copy_id)
    report_damage(desk, copy_id=book.copy_id, degree="slight")
    row = desk.library.connection.execute("SELECT reader_id, loan_id, degree FROM damage").fetchone()
    assert row == (reader.id, lent.loan_id, "slight")
