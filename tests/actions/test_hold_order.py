"""Queues dealt anew by a librarian, more time on the hold shelf, and holds that can never be met."""

from datetime import date

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.errors import BadDay, HoldExists, HoldOver, NoCopyComes, QueueChanged, TooManyHolds
from libdesk.actions.hold_order import extend_hold, move_hold, order_holds
from libdesk.actions.holds import cancel_hold, place_hold
from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back, mark_lost
from libdesk.actions.undo import undo
from libdesk.domain.errors import NotAllowed
from libdesk.domain.loans import LoanRefused
from libdesk.domain.queues import Move
from libdesk.domain.reasons import NotLent
from libdesk.store.queries import hold_lists as queries
from tests.builders import BookMade, Clock, ReaderMade, add_book, add_reader, change_copy, set_rule, set_setting
from tests.invariants import broken

NAMES = ("一", "二", "三", "四", "五", "六")


@pytest.fixture
def book(desk: Desk) -> BookMade:
    made = add_book(desk, "草房子")
    lend(desk, copy_id=made.copy_id, reader_id=add_reader(desk, "借书的人").id)
    return made


@pytest.fixture
def waiting(desk: Desk, book: BookMade) -> list[ReaderMade]:
    """Six in line, all at the same instant."""
    readers = [add_reader(desk, name) for name in NAMES]
    for reader in readers:
        place_hold(desk, title_id=book.title_id, reader_id=reader.id)
    return readers


def line(desk: Desk, book: BookMade) -> str:
    return "".join(place.reader.name for place in queries.queue_of(desk.library, book.title_id))


def hold(desk: Desk, book: BookMade, name: str) -> int:
    return next(place.id for place in queries.queue_of(desk.library, book.title_id) if place.reader.name == name)


@pytest.mark.parametrize(
    ("name", "move", "after"),
    [
        ("四", Move.TOP, "四一二三五六"), ("二", Move.UP, "二一三四五六"), ("一", Move.BOTTOM, "二三四五六一"),
        ("五", Move.DOWN, "一二三四六五"), ("一", Move.UP, "一二三四五六"),
    ],
)  # fmt: skip
def test_a_reader_is_moved_in_the_queue_and_back_by_undo(
    desk: Desk, book: BookMade, waiting: list[ReaderMade], name: str, move: Move, after: str
) -> None:
    journal_id = move_hold(desk, hold_id=hold(desk, book, name), move=move)
    assert line(desk, book) == after
    if after != "".join(NAMES):
        undo(desk, journal_id)
        assert line(desk, book) == "".join(NAMES)


def test_the_copy_goes_to_who_stands_first_now(desk: Desk, book: BookMade, waiting: list[ReaderMade]) -> None:
    move_hold(desk, hold_id=hold(desk, book, "五"), move=Move.TOP)
    assert give_back(desk, copy_id=book.copy_id).hold_for == "五"
    # Whoever has a copy on the hold shelf stands before the others, and is no longer moved.
    assert line(desk, book) == "五一二三四六"
    with pytest.raises(HoldOver):
        move_hold(desk, hold_id=hold(desk, book, "五"), move=Move.DOWN)


def test_a_newcomer_stands_behind_all_that_were_moved(
    desk: Desk, clock: Clock, book: BookMade, waiting: list[ReaderMade]
) -> None:
    move_hold(desk, hold_id=hold(desk, book, "一"), move=Move.BOTTOM)
    clock.advance(seconds=1)
    place_hold(desk, title_id=book.title_id, reader_id=add_reader(desk, "新").id)
    assert line(desk, book) == "二三四五六一新"


def test_a_whole_queue_is_put_in_order(desk: Desk, book: BookMade, waiting: list[ReaderMade]) -> None:
    order = [hold(desk, book, name) for name in "六五四三二一"]
    order_holds(desk, title_id=book.title_id, hold_ids=order)
    assert line(desk, book) == "六五四三二一"


@pytest.mark.parametrize("fault", ["double", "missing", "stranger"])
def test_an_order_that_is_not_this_queue_is_refused_and_changes_nothing(
    desk: Desk, book: BookMade, waiting: list[ReaderMade], fault: str
) -> None:
    ids = [hold(desk, book, name) for name in NAMES]
    order = {"double": [*ids[:5], ids[0]], "missing": ids[:5], "stranger": [*ids[:5], 999]}[fault]
    with pytest.raises(QueueChanged):
        order_holds(desk, title_id=book.title_id, hold_ids=order)
    assert line(desk, book) == "".join(NAMES)


def test_who_leaves_makes_room(desk: Desk, book: BookMade, waiting: list[ReaderMade]) -> None:
    cancel_hold(desk, hold_id=hold(desk, book, "一"))
    assert [place.place for place in queries.queue_of(desk.library, book.title_id)] == [1, 2, 3, 4, 5]
    assert line(desk, book) == "二三四五六"


def test_one_ready_among_five_leaves_four_waiting(desk: Desk, book: BookMade, waiting: list[ReaderMade]) -> None:
    give_back(desk, copy_id=book.copy_id)
    assert [(row.waiting, row.ready, row.copies, row.on_loan) for row in queries.queues(desk.library)] == [(5, 1, 1, 0)]
    assert [row.reader.name for row in queries.shelf(desk.library)] == ["一"]


def test_a_student_librarian_moves_nobody(helper_desk: Desk, desk: Desk, book: BookMade, waiting: object) -> None:
    with pytest.raises(NotAllowed):
        move_hold(helper_desk, hold_id=1, move=Move.TOP)


class TestTheShelf:
    """A copy set aside is kept longer when somebody asks."""

    def test_a_copy_is_kept_up_to_the_day_that_was_chosen(
        self, desk: Desk, book: BookMade, waiting: list[ReaderMade]
    ) -> None:
        give_back(desk, copy_id=book.copy_id)
        extend_hold(desk, hold_id=hold(desk, book, "一"), until=date(2026, 3, 20))
        assert queries.shelf(desk.library)[0].until == date(2026, 3, 20)
        give_back(desk, copy_id=book.copy_id)
        assert queries.shelf(desk.library)[0].until == date(2026, 3, 20), "a second scan keeps the day"

    def test_not_to_a_day_gone_by_and_not_what_still_waits(
        self, desk: Desk, book: BookMade, waiting: list[ReaderMade]
    ) -> None:
        give_back(desk, copy_id=book.copy_id)
        with pytest.raises(BadDay):
            extend_hold(desk, hold_id=hold(desk, book, "一"), until=date(2026, 3, 8))
        with pytest.raises(HoldOver):
            extend_hold(desk, hold_id=hold(desk, book, "二"), until=date(2026, 3, 20))

    @pytest.mark.parametrize(("days", "until"), [(22, date(2026, 4, 8)), (10, date(2026, 3, 23))])
    def test_the_shelf_period_is_the_school_s(
        self, desk: Desk, book: BookMade, waiting: list[ReaderMade], days: int, until: date
    ) -> None:
        set_setting(desk, "hold_days", days)
        assert give_back(desk, copy_id=book.copy_id).hold_until == until


class TestWhatCannotCome:
    """A hold that could never be met is refused with the reason."""

    @pytest.mark.parametrize(
        ("status", "says"), [("repair", "1 册待修"), ("withdrawn", "1 册已注销"), ("missing", "1 册丢失")]
    )
    def test_a_title_without_a_copy_that_can_come(self, desk: Desk, status: str, says: str) -> None:
        book = add_book(desk, "根鸟")
        change_copy(desk, book.copy_id, status=status)
        with pytest.raises(NoCopyComes) as caught:
            place_hold(desk, title_id=book.title_id, reader_id=add_reader(desk, "张小明").id)
        assert says in caught.value.text()

    def test_a_lost_copy_beside_one_on_loan_does_not_matter(self, desk: Desk, book: BookMade) -> None:
        other = add_book(desk, "草房子", title_id=book.title_id)
        mark_lost(desk, copy_id=other.copy_id)
        assert place_hold(desk, title_id=book.title_id, reader_id=add_reader(desk, "张小明").id).ahead == 0

    def test_the_other_volume_does_not_help(self, desk: Desk) -> None:
        first = add_book(desk, "西游记", volume="上")
        second = add_book(desk, "西游记", volume="下", title_id=first.title_id)
        change_copy(desk, second.copy_id, status="withdrawn")
        with pytest.raises(NoCopyComes):
            place_hold(
                desk, title_id=first.title_id, volume_id=second.volume_id, reader_id=add_reader(desk, "张小明").id
            )

    def test_what_is_not_lent_to_pupils_is_not_held_for_them(self, desk: Desk) -> None:
        book = add_book(desk, "辞海", item_kind="reference")
        lend(desk, copy_id=book.copy_id, reader_id=add_reader(desk, "老师", kind="teacher").id)
        with pytest.raises(LoanRefused) as caught:
            place_hold(desk, title_id=book.title_id, reader_id=add_reader(desk, "张小明").id)
        assert caught.value.reasons == (NotLent("reference", "pupil"),)

    def test_twice_the_same_and_more_than_allowed(self, desk: Desk, book: BookMade) -> None:
        reader = add_reader(desk, "张小明")
        place_hold(desk, title_id=book.title_id, reader_id=reader.id)
        with pytest.raises(HoldExists):
            place_hold(desk, title_id=book.title_id, reader_id=reader.id)
        set_rule(desk, max_holds=0)
        with pytest.raises(TooManyHolds):
            place_hold(desk, title_id=book.title_id, reader_id=add_reader(desk, "李四").id)
        assert broken(desk.library.connection) == []
