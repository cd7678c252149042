"""Holds: first come, first served; a copy set aside is kept for so many open days, then it goes on to the next."""

from datetime import date

import pytest

from libdesk.actions.cataloguing.errors import TitleUnknown
from libdesk.actions.desk import Desk
from libdesk.actions.errors import CopyOnShelf, HoldExists, HoldOver, TooManyHolds
from libdesk.actions.holds import cancel_hold, expire_holds, place_hold
from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back, mark_found, mark_lost
from libdesk.domain.errors import NotAllowed
from libdesk.domain.loans import LoanRefused
from libdesk.domain.ops import Role
from libdesk.domain.reasons import HeldForOther, OthersWait, ReaderStopped
from libdesk.store.queries import holds as queries
from tests.builders import (
    BookMade,
    Clock,
    ReaderMade,
    add_book,
    add_reader,
    change_copy,
    change_reader,
    close_days,
    make_desk,
    refusal,
    set_rule,
    status,
)
from tests.invariants import broken


@pytest.fixture
def borrower(desk: Desk) -> ReaderMade:
    return add_reader(desk, "借书的人")


@pytest.fixture
def book(desk: Desk, borrower: ReaderMade) -> BookMade:
    """One copy, which somebody has."""
    made = add_book(desk, "草房子")
    lend(desk, copy_id=made.copy_id, reader_id=borrower.id)
    return made


@pytest.fixture
def waiting(desk: Desk, book: BookMade) -> list[ReaderMade]:
    """Three readers in line for the book."""
    readers = [add_reader(desk, name) for name in ("第一个", "第二个", "第三个")]
    for reader in readers:
        place_hold(desk, title_id=book.title_id, reader_id=reader.id)
    return readers


def states(desk: Desk) -> list[str]:
    return [row[0] for row in desk.library.connection.execute("SELECT state FROM hold ORDER BY id")]


def test_a_title_that_was_removed_meanwhile_is_told_in_words(desk: Desk, borrower: ReaderMade) -> None:
    with pytest.raises(TitleUnknown):
        place_hold(desk, title_id=4711, reader_id=borrower.id)
    assert states(desk) == []


def test_a_hold_says_how_many_wait_before(desk: Desk, book: BookMade) -> None:
    first, second = add_reader(desk, "一"), add_reader(desk, "二")
    assert place_hold(desk, title_id=book.title_id, reader_id=first.id).ahead == 0
    assert place_hold(desk, title_id=book.title_id, reader_id=second.id).ahead == 1


def test_a_return_sets_the_copy_aside_for_who_came_first(desk: Desk, book: BookMade, waiting: list[ReaderMade]) -> None:
    receipt = give_back(desk, copy_id=book.copy_id)
    assert (receipt.hold_for, receipt.hold_until) == ("第一个", date(2026, 3, 12))
    assert status(desk, book.copy_id) == "hold"
    assert states(desk) == ["ready", "waiting", "waiting"]
    assert [row.reader_name for row in queries.ready(desk.library)] == ["第一个"]


def test_the_hold_shelf_counts_open_days(desk: Desk, book: BookMade, waiting: list[ReaderMade]) -> None:
    close_days(desk, date(2026, 3, 11), date(2026, 3, 12))
    assert give_back(desk, copy_id=book.copy_id).hold_until == date(2026, 3, 16)


def test_a_second_scan_of_a_copy_set_aside_keeps_its_day(
    desk: Desk, clock: Clock, book: BookMade, waiting: list[ReaderMade]
) -> None:
    give_back(desk, copy_id=book.copy_id)
    clock.advance(days=1)
    assert give_back(desk, copy_id=book.copy_id).hold_for == "第一个"
    assert [row.until for row in queries.ready(desk.library)] == [date(2026, 3, 12)]


def test_who_it_waits_for_borrows_it_though_others_wait_too(
    desk: Desk, book: BookMade, waiting: list[ReaderMade]
) -> None:
    give_back(desk, copy_id=book.copy_id)
    assert refusal(desk, book.copy_id, waiting[1].id) == (HeldForOther("第一个"),)
    lend(desk, copy_id=book.copy_id, reader_id=waiting[0].id)
    assert states(desk) == ["done", "waiting", "waiting"]
    assert broken(desk.library.connection) == []


def test_a_copy_passed_to_another_by_a_librarian_puts_the_first_back_in_line(
    desk: Desk, book: BookMade, waiting: list[ReaderMade]
) -> None:
    give_back(desk, copy_id=book.copy_id)
    lend(desk, copy_id=book.copy_id, reader_id=waiting[2].id, override="明天要用")
    assert states(desk) == ["waiting", "waiting", "done"]
    assert give_back(desk, copy_id=book.copy_id).hold_for == "第一个"
    assert broken(desk.library.connection) == []


def test_a_copy_on_the_shelf_goes_to_the_first_in_line_and_not_to_the_second(
    desk: Desk, book: BookMade, waiting: list[ReaderMade]
) -> None:
    new = add_book(desk, "草房子", title_id=book.title_id)
    assert refusal(desk, new.copy_id, waiting[1].id) == (OthersWait(1),)
    assert refusal(desk, new.copy_id, add_reader(desk, "不在队里").id) == (OthersWait(3),)
    lend(desk, copy_id=new.copy_id, reader_id=waiting[0].id)
    assert states(desk) == ["done", "waiting", "waiting"]


def test_who_takes_another_copy_leaves_the_one_set_aside_to_the_next(
    desk: Desk, book: BookMade, waiting: list[ReaderMade]
) -> None:
    give_back(desk, copy_id=book.copy_id)
    new = add_book(desk, "草房子", title_id=book.title_id)
    lend(desk, copy_id=new.copy_id, reader_id=waiting[0].id, override="自己拿的")
    assert states(desk) == ["done", "ready", "waiting"]
    assert status(desk, book.copy_id) == "hold"
    assert broken(desk.library.connection) == []


def test_who_takes_another_copy_while_nobody_else_waits_frees_the_one_set_aside(desk: Desk, book: BookMade) -> None:
    reader = add_reader(desk, "等书的人")
    place_hold(desk, title_id=book.title_id, reader_id=reader.id)
    give_back(desk, copy_id=book.copy_id)
    new = add_book(desk, "草房子", title_id=book.title_id)
    lend(desk, copy_id=new.copy_id, reader_id=reader.id)
    assert states(desk) == ["done"]
    assert status(desk, book.copy_id) == "shelf"


class TestPlacing:
    """What a hold needs."""

    def test_nobody_waits_twice_for_one_book(self, desk: Desk, book: BookMade, waiting: list[ReaderMade]) -> None:
        with pytest.raises(HoldExists, match="第二个"):
            place_hold(desk, title_id=book.title_id, reader_id=waiting[1].id)

    def test_what_stands_on_the_shelf_is_borrowed_and_not_held(self, desk: Desk) -> None:
        shelf, reader = add_book(desk, "根鸟"), add_reader(desk, "张小明")
        with pytest.raises(CopyOnShelf):
            place_hold(desk, title_id=shelf.title_id, reader_id=reader.id)

    def test_one_hold_at_a_time_by_default(self, desk: Desk, book: BookMade, waiting: list[ReaderMade]) -> None:
        other = add_book(desk, "根鸟")
        lend(desk, copy_id=other.copy_id, reader_id=add_reader(desk, "有书的人").id)
        with pytest.raises(TooManyHolds) as caught:
            place_hold(desk, title_id=other.title_id, reader_id=waiting[0].id)
        assert caught.value.limit == 1

    def test_a_kind_of_reader_without_holds_places_none(self, desk: Desk, book: BookMade) -> None:
        set_rule(desk, max_holds=0)
        with pytest.raises(TooManyHolds) as caught:
            place_hold(desk, title_id=book.title_id, reader_id=add_reader(desk, "张小明").id)
        assert caught.value.limit == 0

    def test_who_may_not_borrow_may_not_wait(self, desk: Desk, book: BookMade) -> None:
        reader = add_reader(desk, "张小明")
        change_reader(desk, reader, state="stopped", stopped_why="卡遗失")
        with pytest.raises(LoanRefused) as caught:
            place_hold(desk, title_id=book.title_id, reader_id=reader.id)
        assert caught.value.reasons == (ReaderStopped("卡遗失"),)

    def test_a_hold_on_one_volume_is_not_met_by_another(self, desk: Desk, borrower: ReaderMade) -> None:
        first = add_book(desk, "西游记", volume="上")
        second = add_book(desk, "西游记", volume="下", title_id=first.title_id)
        for volume in (first, second):
            lend(desk, copy_id=volume.copy_id, reader_id=borrower.id)
        reader = add_reader(desk, "等下册")
        place_hold(desk, title_id=first.title_id, volume_id=second.volume_id, reader_id=reader.id)
        assert give_back(desk, copy_id=first.copy_id).hold_for is None
        assert give_back(desk, copy_id=second.copy_id).hold_for == "等下册"

    def test_a_hold_on_any_volume_is_met_by_the_first_that_comes_back(self, desk: Desk, borrower: ReaderMade) -> None:
        first = add_book(desk, "西游记", volume="上")
        second = add_book(desk, "西游记", volume="下", title_id=first.title_id)
        for volume in (first, second):
            lend(desk, copy_id=volume.copy_id, reader_id=borrower.id)
        place_hold(desk, title_id=first.title_id, reader_id=add_reader(desk, "哪本都行").id)
        assert give_back(desk, copy_id=second.copy_id).hold_for == "哪本都行"


class TestEnding:
    """Cancelled, expired, lost: the copy goes on to the next in line or back to the shelf."""

    def test_a_cancelled_hold_hands_its_copy_to_the_next(
        self, desk: Desk, book: BookMade, waiting: list[ReaderMade]
    ) -> None:
        give_back(desk, copy_id=book.copy_id)
        cancel_hold(desk, hold_id=1)
        assert states(desk) == ["cancelled", "ready", "waiting"]
        cancel_hold(desk, hold_id=3)
        cancel_hold(desk, hold_id=2)
        assert status(desk, book.copy_id) == "shelf"
        assert broken(desk.library.connection) == []

    def test_a_hold_that_is_over_is_not_cancelled(self, desk: Desk, book: BookMade, waiting: list[ReaderMade]) -> None:
        cancel_hold(desk, hold_id=2)
        with pytest.raises(HoldOver):
            cancel_hold(desk, hold_id=2)
        assert give_back(desk, copy_id=book.copy_id).hold_for == "第一个"

    def test_a_copy_nobody_fetched_goes_on_after_its_last_day(
        self, desk: Desk, clock: Clock, book: BookMade, waiting: list[ReaderMade]
    ) -> None:
        system = make_desk(desk.library.path, Role.SYSTEM, clock=clock)
        give_back(desk, copy_id=book.copy_id)
        clock.advance(days=3)
        assert expire_holds(system) == 0  # the last day still counts
        clock.advance(days=1)
        assert expire_holds(system) == 1
        assert states(desk) == ["expired", "ready", "waiting"]
        assert [row.until for row in queries.ready(desk.library)] == [date(2026, 3, 18)]
        entries = desk.library.connection.execute("SELECT count(*) FROM journal").fetchone()
        assert expire_holds(system) == 0
        assert desk.library.connection.execute("SELECT count(*) FROM journal").fetchone() == entries
        system.library.close()

    def test_a_lost_copy_puts_its_reader_back_in_line_at_the_old_place(
        self, desk: Desk, book: BookMade, waiting: list[ReaderMade]
    ) -> None:
        give_back(desk, copy_id=book.copy_id)
        mark_lost(desk, copy_id=book.copy_id)
        assert states(desk) == ["waiting", "waiting", "waiting"]
        mark_found(desk, copy_id=book.copy_id)
        assert [row.reader_name for row in queries.ready(desk.library)] == ["第一个"]
        assert broken(desk.library.connection) == []

    def test_a_copy_that_is_put_aside_for_repair_serves_nobody(
        self, desk: Desk, book: BookMade, waiting: list[ReaderMade]
    ) -> None:
        other = add_book(desk, "草房子", title_id=book.title_id)
        change_copy(desk, other.copy_id, status="repair")
        assert give_back(desk, copy_id=other.copy_id).hold_for is None

    def test_a_student_librarian_places_holds_but_does_not_cancel_them(
        self, helper_desk: Desk, book: BookMade, waiting: list[ReaderMade]
    ) -> None:
        place_hold(helper_desk, title_id=book.title_id, reader_id=add_reader(helper_desk, "第四个").id)
        with pytest.raises(NotAllowed):
            cancel_hold(helper_desk, hold_id=1)
