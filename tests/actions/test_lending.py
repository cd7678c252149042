"""Lending: what is refused and why, what a librarian may pass over, and what a loan leaves in the library."""

from datetime import date

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.errors import (
    CopyUnknown,
    NoReasonGiven,
    OnLoanAlready,
    ReaderUnknown,
)
from libdesk.actions.lending import lend
from libdesk.actions.returning import claim_returned, mark_lost
from libdesk.domain.duedates import OverduePolicy
from libdesk.domain.errors import NotAllowed, ShiftNeeded
from libdesk.domain.ops import Op
from libdesk.domain.reasons import (
    AlreadyHasTitle,
    CardExpired,
    ClaimedReturned,
    CopyInRepair,
    CopyWithdrawn,
    HasOverdue,
    InHouseOnly,
    LimitReached,
    ReaderLeft,
    ReaderStopped,
    Reason,
    Suspended,
)
from libdesk.store.tables import Enrolment
from tests.builders import (
    TODAY,
    Clock,
    add_book,
    add_reader,
    add_term,
    change_copy,
    change_reader,
    close_days,
    count,
    refusal,
    set_rule,
    set_setting,
    status,
)
from tests.invariants import broken, rows_of


def test_a_loan_takes_the_copy_off_the_shelf_and_says_when_it_is_due(desk: Desk) -> None:
    book, reader = add_book(desk, "草房子"), add_reader(desk, "张小明")
    receipt = lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    assert receipt.due == date(2026, 3, 23)
    assert (receipt.reader.name, receipt.copy.title) == ("张小明", "草房子")
    assert status(desk, book.copy_id) == "loan"
    assert broken(desk.library.connection) == []


def test_a_loan_keeps_the_class_of_its_day(desk: Desk) -> None:
    book, reader = add_book(desk, "草房子"), add_reader(desk, "张小明", entry_year=2021, class_no=4)
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    with desk.action(Op.IMPORT_READERS) as act:
        act.change(Enrolment, 1, class_no=1)
    kept = desk.library.connection.execute("SELECT reader_kind, stage, entry_year, class_no FROM loan").fetchone()
    assert kept == ("pupil", "primary", 2021, 4)


def test_a_refused_loan_leaves_nothing_behind(desk: Desk) -> None:
    book, reader = add_book(desk, "草房子"), add_reader(desk, "张小明")
    change_reader(desk, reader, state="stopped", stopped_why="卡遗失")
    before, entries = rows_of(desk.library.connection), count(desk, "SELECT count(*) FROM journal")
    told: list[object] = []
    desk.listeners.append(told.append)
    assert refusal(desk, book.copy_id, reader.id) == (ReaderStopped("卡遗失"),)
    assert rows_of(desk.library.connection) == before
    assert count(desk, "SELECT count(*) FROM journal") == entries
    assert told == []


def test_all_reasons_are_told_at_once(desk: Desk) -> None:
    book, other = add_book(desk, "草房子"), add_book(desk, "根鸟")
    reader = add_reader(desk, "张小明", expires=date(2026, 3, 31))
    set_rule(desk, max_loans=1)
    lend(desk, copy_id=other.copy_id, reader_id=reader.id)
    change_reader(desk, reader, expires="2026-03-08", suspended_until="2026-03-12")
    change_copy(desk, book.copy_id, status="repair")
    assert refusal(desk, book.copy_id, reader.id) == (
        CardExpired(date(2026, 3, 8)),
        Suspended(date(2026, 3, 12)),
        LimitReached(1, 1),
        CopyInRepair(),
    )


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"state": "left"}, ReaderLeft()),
        ({"state": "erased"}, ReaderLeft()),
        ({"expires": "2026-03-08"}, CardExpired(date(2026, 3, 8))),
        ({"suspended_until": "2026-03-09"}, Suspended(TODAY)),
    ],
    ids=["left", "erased", "expired yesterday", "suspended up to today"],
)
def test_who_may_not_borrow_is_refused(desk: Desk, change: dict[str, str], reason: Reason) -> None:
    book, reader = add_book(desk, "草房子"), add_reader(desk, "张小明")
    change_reader(desk, reader, **change)
    assert refusal(desk, book.copy_id, reader.id) == (reason,)


@pytest.mark.parametrize("change", [{"expires": "2026-03-09"}, {"suspended_until": "2026-03-08"}, {}])
def test_a_card_counts_on_its_last_day_and_a_suspension_ends_with_its_last(desk: Desk, change: dict[str, str]) -> None:
    book, reader = add_book(desk, "草房子"), add_reader(desk, "张小明")
    change_reader(desk, reader, **change) if change else None
    assert lend(desk, copy_id=book.copy_id, reader_id=reader.id).due >= TODAY


class TestTheCopy:
    """What stands against the copy itself."""

    def test_a_withdrawn_copy_is_lent_by_nobody(self, desk: Desk) -> None:
        book, reader = add_book(desk, "草房子"), add_reader(desk, "张小明")
        change_copy(desk, book.copy_id, status="withdrawn")
        assert refusal(desk, book.copy_id, reader.id, override="馆长同意") == (CopyWithdrawn(),)

    @pytest.mark.parametrize("state", ["lost", "missing"])
    def test_a_copy_in_hand_beats_a_file_that_says_it_is_lost(self, desk: Desk, state: str) -> None:
        book, reader = add_book(desk, "草房子"), add_reader(desk, "张小明")
        change_copy(desk, book.copy_id, status=state)
        assert lend(desk, copy_id=book.copy_id, reader_id=reader.id).was_missing
        assert status(desk, book.copy_id) == "loan"

    def test_a_copy_that_another_reader_has_is_not_lent_on(self, desk: Desk) -> None:
        book, first, second = add_book(desk, "草房子"), add_reader(desk, "张小明"), add_reader(desk, "李雷")
        lend(desk, copy_id=book.copy_id, reader_id=first.id)
        with pytest.raises(OnLoanAlready, match="张小明"):
            lend(desk, copy_id=book.copy_id, reader_id=second.id)

    def test_a_copy_claimed_as_returned_is_returned_first(self, desk: Desk) -> None:
        book, first, second = add_book(desk, "草房子"), add_reader(desk, "张小明"), add_reader(desk, "李雷")
        lend(desk, copy_id=book.copy_id, reader_id=first.id)
        claim_returned(desk, copy_id=book.copy_id)
        assert refusal(desk, book.copy_id, second.id, override="书在手里") == (ClaimedReturned(),)

    def test_a_second_copy_of_the_same_book_is_refused_to_a_pupil(self, desk: Desk) -> None:
        book, reader = add_book(desk, "草房子", copies=2), add_reader(desk, "张小明")
        lend(desk, copy_id=book.copy_ids[0], reader_id=reader.id)
        assert refusal(desk, book.copy_ids[1], reader.id) == (AlreadyHasTitle(),)

    def test_a_second_copy_is_lent_where_the_school_allows_it(self, desk: Desk) -> None:
        book, reader = add_book(desk, "草房子", copies=2), add_reader(desk, "张小明")
        set_setting(desk, "several_copies", True)
        for copy_id in book.copy_ids:
            lend(desk, copy_id=copy_id, reader_id=reader.id)

    def test_two_volumes_of_a_set_are_two_books(self, desk: Desk) -> None:
        first = add_book(desk, "西游记", volume="上")
        second = add_book(desk, "西游记", volume="下", title_id=first.title_id)
        reader = add_reader(desk, "张小明")
        lend(desk, copy_id=first.copy_id, reader_id=reader.id)
        assert lend(desk, copy_id=second.copy_id, reader_id=reader.id).copy.name == "西游记(下)"

    def test_issues_of_one_periodical_are_different_things_to_read(self, desk: Desk) -> None:
        issues, reader = add_book(desk, "少年科学", copies=2, item_kind="periodical"), add_reader(desk, "张小明")
        set_rule(desk, item_kind="periodical", max_loans=3)
        for copy_id in issues.copy_ids:
            lend(desk, copy_id=copy_id, reader_id=reader.id)

    def test_a_reader_or_copy_that_is_gone_is_told(self, desk: Desk) -> None:
        book, reader = add_book(desk, "草房子"), add_reader(desk, "张小明")
        with pytest.raises(CopyUnknown):
            lend(desk, copy_id=book.copy_id + 1, reader_id=reader.id)
        with pytest.raises(ReaderUnknown):
            lend(desk, copy_id=book.copy_id, reader_id=reader.id + 1)

    def test_a_second_scan_in_the_reading_room_is_no_renewal(self, desk: Desk) -> None:
        book, reader = add_book(desk, "草房子"), add_reader(desk, "张小明")
        lend(desk, copy_id=book.copy_id, reader_id=reader.id, in_house=True)
        assert refusal(desk, book.copy_id, reader.id, in_house=True) == (InHouseOnly(),)


class TestOverdue:
    """What overdue books mean for the next loan is the school's choice."""

    @pytest.mark.parametrize(
        ("policy", "reasons"),
        [(OverduePolicy.BLOCK, (HasOverdue(1, 3),)), (OverduePolicy.WARN, ()), (OverduePolicy.IGNORE, ())],
    )
    def test_only_a_school_that_blocks_refuses(
        self, desk: Desk, clock: Clock, policy: OverduePolicy, reasons: tuple[Reason, ...]
    ) -> None:
        book, other, reader = add_book(desk, "草房子"), add_book(desk, "根鸟"), add_reader(desk, "张小明")
        set_rule(desk, overdue=policy)
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        clock.advance(days=17)
        if reasons:
            assert refusal(desk, other.copy_id, reader.id) == reasons
        else:
            receipt = lend(desk, copy_id=other.copy_id, reader_id=reader.id)
            assert (receipt.reader.overdue, receipt.reader.oldest_due) == (1, date(2026, 3, 23))


class TestOverride:
    """A librarian may pass over a rule with a reason; a student librarian may not."""

    def test_the_reason_is_kept_with_the_loan(self, desk: Desk) -> None:
        book, reader = add_book(desk, "草房子"), add_reader(desk, "张小明")
        set_rule(desk, max_loans=0)
        receipt = lend(desk, copy_id=book.copy_id, reader_id=reader.id, override="朗诵比赛")
        assert receipt.overridden
        assert desk.library.connection.execute("SELECT override_why FROM loan").fetchone() == ("朗诵比赛",)
        assert desk.library.connection.execute("SELECT op FROM journal ORDER BY id DESC").fetchone() == ("override",)

    @pytest.mark.parametrize("reason", ["", "  "])
    def test_an_empty_reason_is_none(self, desk: Desk, reason: str) -> None:
        book, reader = add_book(desk, "草房子"), add_reader(desk, "张小明")
        with pytest.raises(NoReasonGiven):
            lend(desk, copy_id=book.copy_id, reader_id=reader.id, override=reason)

    def test_a_student_librarian_may_lend_but_not_override(self, desk: Desk, helper_desk: Desk) -> None:
        book, other, reader = add_book(desk, "草房子"), add_book(desk, "根鸟"), add_reader(desk, "张小明")
        set_rule(desk, max_loans=1)
        helper_desk.forget()
        lend(helper_desk, copy_id=book.copy_id, reader_id=reader.id)
        with pytest.raises(NotAllowed):
            lend(helper_desk, copy_id=other.copy_id, reader_id=reader.id, override="朋友")
        assert status(desk, other.copy_id) == "shelf"

    def test_who_has_left_the_school_borrows_in_spite_of_no_reason(self, desk: Desk) -> None:
        book, reader = add_book(desk, "草房子"), add_reader(desk, "张小明")
        change_reader(desk, reader, state="left")
        assert refusal(desk, book.copy_id, reader.id, override="同意") == (ReaderLeft(),)

    def test_an_expired_card_that_is_passed_over_does_not_shorten_the_loan(self, desk: Desk) -> None:
        book, reader = add_book(desk, "草房子"), add_reader(desk, "张小明", expires=date(2026, 3, 1))
        receipt = lend(desk, copy_id=book.copy_id, reader_id=reader.id, override="补办中")
        assert receipt.due == date(2026, 3, 23)


class TestDueDates:
    """The calendar of the library file decides."""

    def test_a_closed_day_moves_the_due_date_on(self, desk: Desk) -> None:
        book, reader = add_book(desk, "草房子"), add_reader(desk, "张小明")
        close_days(desk, date(2026, 3, 23), name="运动会")
        assert lend(desk, copy_id=book.copy_id, reader_id=reader.id).due == date(2026, 3, 24)

    def test_nothing_is_due_after_the_end_of_term(self, desk: Desk) -> None:
        book, reader = add_book(desk, "草房子"), add_reader(desk, "张小明")
        add_term(desk, date(2026, 2, 23), date(2026, 3, 22))
        assert lend(desk, copy_id=book.copy_id, reader_id=reader.id).due == date(2026, 3, 20)

    def test_nothing_is_due_after_the_card_expires(self, desk: Desk) -> None:
        book, reader = add_book(desk, "草房子"), add_reader(desk, "张小明", expires=date(2026, 3, 14))
        assert lend(desk, copy_id=book.copy_id, reader_id=reader.id).due == date(2026, 3, 13)

    def test_the_day_is_the_school_s_and_not_the_pc_s(self, desk: Desk, clock: Clock) -> None:
        book, reader = add_book(desk, "草房子"), add_reader(desk, "张小明")
        clock.advance(seconds=15 * 3600)  # one in the morning in Shanghai, still Monday in UTC
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        assert desk.library.connection.execute("SELECT lent_day FROM loan").fetchone() == ("2026-03-10",)


def test_a_desk_that_wants_signed_shifts_lends_to_nobody_before(desk: Desk, helper_desk: Desk) -> None:
    book, reader = add_book(desk, "草房子"), add_reader(desk, "张小明")
    set_setting(desk, "unsigned_desk", False)
    helper_desk.forget()
    with pytest.raises(ShiftNeeded):
        lend(helper_desk, copy_id=book.copy_id, reader_id=reader.id)


def test_a_lost_copy_counts_no_more_among_the_loans(desk: Desk) -> None:
    reader, book, other = add_reader(desk, "张小明"), add_book(desk, "草房子"), add_book(desk, "根鸟")
    set_rule(desk, max_loans=1)
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    mark_lost(desk, copy_id=book.copy_id)
    lend(desk, copy_id=other.copy_id, reader_id=reader.id)
