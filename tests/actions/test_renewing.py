"""Renewing: more time for whoever has the copy, unless somebody waits for it or the rules say it is enough."""

from datetime import date

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.errors import NoReasonGiven, NotOnLoan
from libdesk.actions.holds import place_hold
from libdesk.actions.lending import lend
from libdesk.actions.returning import claim_returned, give_back, renew
from libdesk.domain.duedates import RenewalFault, RenewalRefused
from libdesk.domain.errors import NotAllowed
from libdesk.domain.loans import LoanRefused
from libdesk.domain.reasons import CardExpired, ClaimedReturned, InHouseOnly, OthersWait, Reason, Suspended
from tests.builders import (
    BookMade,
    Clock,
    ReaderMade,
    add_book,
    add_reader,
    add_term,
    change_reader,
    count,
    set_rule,
)


@pytest.fixture
def book(desk: Desk) -> BookMade:
    return add_book(desk, "草房子")


@pytest.fixture
def reader(desk: Desk) -> ReaderMade:
    return add_reader(desk, "张小明")


def reasons(desk: Desk, copy_id: int) -> tuple[Reason, ...]:
    with pytest.raises(LoanRefused) as caught:
        renew(desk, copy_id=copy_id)
    return caught.value.reasons


def fault(desk: Desk, copy_id: int) -> RenewalFault:
    with pytest.raises(RenewalRefused) as caught:
        renew(desk, copy_id=copy_id)
    return caught.value.fault


def test_a_renewal_counts_from_today_and_is_one_entry_and_no_second_loan(
    desk: Desk, clock: Clock, book: BookMade, reader: ReaderMade
) -> None:
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    clock.advance(days=7)
    entries = count(desk, "SELECT count(*) FROM journal")
    receipt = renew(desk, copy_id=book.copy_id)
    assert (receipt.old_due, receipt.due) == (date(2026, 3, 23), date(2026, 3, 30))
    assert count(desk, "SELECT count(*) FROM journal") == entries + 1
    assert count(desk, "SELECT count(*) FROM loan") == 1
    assert count(desk, "SELECT renewals FROM loan") == 1


def test_a_renewal_can_count_from_the_due_date(desk: Desk, book: BookMade, reader: ReaderMade) -> None:
    set_rule(desk, days=14, renewals=3, renew_from="due", renewal_days=7)
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    dues = [renew(desk, copy_id=book.copy_id).due for _nth in range(3)]
    assert dues == [date(2026, 3, 30), date(2026, 4, 6), date(2026, 4, 13)]
    assert fault(desk, book.copy_id) is RenewalFault.TOO_MANY


def test_the_end_of_term_bounds_a_renewal(desk: Desk, clock: Clock, book: BookMade, reader: ReaderMade) -> None:
    add_term(desk, date(2026, 2, 23), date(2026, 3, 31))
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    clock.advance(days=11)
    assert renew(desk, copy_id=book.copy_id).due == date(2026, 3, 31)


def test_a_renewal_that_gives_no_more_time_is_refused(desk: Desk, book: BookMade, reader: ReaderMade) -> None:
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    assert fault(desk, book.copy_id) is RenewalFault.NO_CHANGE
    with pytest.raises(RenewalRefused):
        renew(desk, copy_id=book.copy_id, override="比赛")


def test_too_early_is_refused_with_the_day_to_come_back(desk: Desk, book: BookMade, reader: ReaderMade) -> None:
    set_rule(desk, no_renewal_before_days=0, renew_from="due")
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    with pytest.raises(RenewalRefused) as caught:
        renew(desk, copy_id=book.copy_id)
    assert (caught.value.fault, caught.value.first_day) == (RenewalFault.TOO_SOON, date(2026, 3, 23))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"expires": "2026-03-01"}, CardExpired(date(2026, 3, 1))),
        ({"suspended_until": "2026-03-31"}, Suspended(date(2026, 3, 31))),
    ],
    ids=["expired", "suspended"],
)
def test_who_may_not_borrow_may_not_renew(
    desk: Desk, book: BookMade, reader: ReaderMade, change: dict[str, str], reason: Reason
) -> None:
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    change_reader(desk, reader, **change)
    assert reasons(desk, book.copy_id) == (reason,)


def test_what_is_not_on_loan_or_in_the_reading_room_or_claimed_is_not_renewed(desk: Desk, reader: ReaderMade) -> None:
    shelf, room, claimed = add_book(desk, "根鸟"), add_book(desk, "细米"), add_book(desk, "红瓦")
    with pytest.raises(NotOnLoan):
        renew(desk, copy_id=shelf.copy_id)
    lend(desk, copy_id=room.copy_id, reader_id=reader.id, in_house=True)
    assert reasons(desk, room.copy_id) == (InHouseOnly(),)
    lend(desk, copy_id=claimed.copy_id, reader_id=reader.id)
    claim_returned(desk, copy_id=claimed.copy_id)
    assert reasons(desk, claimed.copy_id) == (ClaimedReturned(),)
    with pytest.raises(LoanRefused):
        renew(desk, copy_id=claimed.copy_id, override="同意")


class TestWhileOthersWait:
    """A copy that somebody waits for is not renewed, unless another copy can serve them."""

    def lent(self, desk: Desk, copies: int, out: int) -> tuple[BookMade, list[ReaderMade]]:
        book = add_book(desk, "草房子", copies=copies)
        readers = [add_reader(desk, f"读者{n}") for n in range(out)]
        for copy_id, reader in zip(book.copy_ids, readers, strict=False):
            lend(desk, copy_id=copy_id, reader_id=reader.id)
        return book, readers

    def test_one_who_waits_stops_the_renewal(self, desk: Desk, clock: Clock) -> None:
        book, _readers = self.lent(desk, 1, 1)
        place_hold(desk, title_id=book.title_id, reader_id=add_reader(desk, "等书的人").id)
        clock.advance(days=3)
        assert reasons(desk, book.copy_id) == (OthersWait(1),)

    def test_a_free_copy_serves_who_waits_and_the_renewal_goes_on(self, desk: Desk, clock: Clock) -> None:
        book, _readers = self.lent(desk, 2, 2)
        place_hold(desk, title_id=book.title_id, reader_id=add_reader(desk, "等书的人").id)
        clock.advance(days=3)
        assert reasons(desk, book.copy_id) == (OthersWait(1),)
        add_book(desk, "草房子", title_id=book.title_id)
        assert renew(desk, copy_id=book.copy_id).due == date(2026, 3, 26)

    def test_two_who_wait_need_two_free_copies(self, desk: Desk, clock: Clock) -> None:
        book, _readers = self.lent(desk, 1, 1)
        for name in ("一", "二"):
            place_hold(desk, title_id=book.title_id, reader_id=add_reader(desk, name).id)
        add_book(desk, "草房子", title_id=book.title_id)
        clock.advance(days=3)
        assert reasons(desk, book.copy_id) == (OthersWait(1),)
        add_book(desk, "草房子", title_id=book.title_id)
        renew(desk, copy_id=book.copy_id)

    def test_a_copy_on_the_hold_shelf_is_not_free(self, desk: Desk, clock: Clock) -> None:
        book, _readers = self.lent(desk, 2, 2)
        for name in ("一", "二"):
            place_hold(desk, title_id=book.title_id, reader_id=add_reader(desk, name).id)
        give_back(desk, copy_id=book.copy_ids[1])
        clock.advance(days=3)
        assert reasons(desk, book.copy_ids[0]) == (OthersWait(1),)

    def test_who_waits_for_another_volume_does_not_matter(self, desk: Desk, clock: Clock) -> None:
        first = add_book(desk, "西游记", volume="上")
        second = add_book(desk, "西游记", volume="下", title_id=first.title_id)
        for volume, name in ((first, "一"), (second, "二")):
            lend(desk, copy_id=volume.copy_id, reader_id=add_reader(desk, name).id)
        place_hold(desk, title_id=first.title_id, volume_id=second.volume_id, reader_id=add_reader(desk, "等下册").id)
        clock.advance(days=3)
        renew(desk, copy_id=first.copy_id)
        assert reasons(desk, second.copy_id) == (OthersWait(1),)


class TestOverride:
    """A librarian passes over a limit with a reason that is kept."""

    def test_one_renewal_more_than_allowed(self, desk: Desk, clock: Clock, reader: ReaderMade) -> None:
        issue = add_book(desk, "少年科学", item_kind="periodical")
        lend(desk, copy_id=issue.copy_id, reader_id=reader.id)
        clock.advance(days=3)
        assert fault(desk, issue.copy_id) is RenewalFault.TOO_MANY
        assert renew(desk, copy_id=issue.copy_id, override="手抄报要用").due == date(2026, 3, 19)
        assert desk.library.connection.execute("SELECT override_why FROM loan").fetchone() == ("手抄报要用",)

    def test_an_expired_card_that_is_passed_over_does_not_bound_the_new_date(
        self, desk: Desk, clock: Clock, book: BookMade, reader: ReaderMade
    ) -> None:
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        change_reader(desk, reader, expires="2026-03-10")
        clock.advance(days=3)
        assert renew(desk, copy_id=book.copy_id, override="补办中").due == date(2026, 3, 26)

    def test_an_empty_reason_is_none(self, desk: Desk, book: BookMade, reader: ReaderMade) -> None:
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        with pytest.raises(NoReasonGiven):
            renew(desk, copy_id=book.copy_id, override=" ")

    def test_a_student_librarian_may_renew_but_not_override(
        self, helper_desk: Desk, clock: Clock, book: BookMade, reader: ReaderMade
    ) -> None:
        lend(helper_desk, copy_id=book.copy_id, reader_id=reader.id)
        clock.advance(days=3)
        renew(helper_desk, copy_id=book.copy_id)
        with pytest.raises(NotAllowed):
            renew(helper_desk, copy_id=book.copy_id, override="朋友")
