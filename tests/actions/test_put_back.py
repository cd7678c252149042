"""An undo puts nothing back that the rules forbid beside what was done since, says why, and leaves all as it is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from libdesk.actions import hours, shifts
from libdesk.actions.acquisition.deliveries import count_arrival
from libdesk.actions.acquisition.purchases import NewLine, OrderForm, make_purchase, send_order
from libdesk.actions.activities.activities import ActivityDraft, make_activity
from libdesk.actions.activities.entrants import enter_classes, remove_entrants
from libdesk.actions.aids import boxes, issuing, stock
from libdesk.actions.calendar import set_term
from libdesk.actions.cataloguing.recommending import recommend, stop_recommending
from libdesk.actions.desk import Desk
from libdesk.actions.errors import CannotUndo
from libdesk.actions.helpers import duties, slots
from libdesk.actions.helpers.appointing import appoint_for
from libdesk.actions.helpers.duty_days import swap
from libdesk.actions.holds import place_hold
from libdesk.actions.holiday_lending import remove_holiday, set_holiday
from libdesk.actions.lending import lend
from libdesk.actions.readers.edit import edit_reader, form_of
from libdesk.actions.readers.leaving import bring_back, leave_readers
from libdesk.actions.returning import give_back
from libdesk.actions.schedule import timetable
from libdesk.actions.serials.room_use import set_reading
from libdesk.actions.serials.subscriptions import NewSerial, make_subscription, stop_subscription
from libdesk.actions.service.visits import set_total
from libdesk.actions.stocktaking.begin import start_stocktake
from libdesk.actions.stocktaking.finishing import drop_stocktake
from libdesk.actions.undo import undo
from libdesk.domain.aids import MoveKind
from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.duties import Slot, Weeks
from libdesk.domain.holiday_lending import HolidayLending
from libdesk.domain.hours import Span
from libdesk.domain.rows.aids import AidFields, Settled
from libdesk.domain.stocktake.parts import Part
from libdesk.domain.timetable import Period, Wanted
from libdesk.store.queries import persons, roster
from tests.actions.serials.periodicals import form_of as subscription_form
from tests.builders import TODAY, Clock, add_book, add_reader, add_term
from tests.helpers_made import NOON, make_helpers, make_slots, make_term
from tests.invariants import broken, rows_of

LATER = "先撤销后面那一笔"
CLASS = ClassRef(Stage.PRIMARY, 2022, 3)
NEXT_WEEK = TODAY + timedelta(days=7)


def newest(desk: Desk) -> int:
    """The entry of the gesture that was just made."""
    return int(desk.library.fetch("SELECT max(id) FROM journal")[0][0])


# Each makes a library and gives the entry that is undone too late, and words of why.

Story = Callable[[Desk, Clock], tuple[int, str]]
STORIES: dict[str, Story] = {}


def story(name: str) -> Callable[[Story], Story]:
    def kept(made: Story) -> Story:
        STORIES[name] = made
        return made

    return kept


@story("what was received has been handed out")
def _received(desk: Desk, _clock: Clock) -> tuple[int, str]:
    aid, teacher = stock.add_aid(desk, AidFields("教师用书")), add_reader(desk, "王老师", kind="teacher")
    stock.move_stock(desk, aid, MoveKind.RECEIVED, 50)
    entry = newest(desk)
    issuing.issue(desk, [teacher.id], {aid: 50})
    return entry, "库存只有 0，不够 50"


@story("what was handed out has come back")
def _handed_out(desk: Desk, _clock: Clock) -> tuple[int, str]:
    aid = stock.add_aid(desk, AidFields("教师用书"), opening=50)
    teacher = add_reader(desk, "王老师", kind="teacher")
    entry = issuing.issue(desk, [teacher.id], {aid: 50}).journal_id
    issuing.settle(desk, teacher.id, [Settled(aid, 50)])
    return entry, "只有 0，不能登记 50"


@story("what was scrapped is of an aid that is kept no more")
def _scrapped(desk: Desk, _clock: Clock) -> tuple[int, str]:
    aid = stock.add_aid(desk, AidFields("教师用书"), opening=5)
    entry = stock.move_stock(desk, aid, MoveKind.SCRAPPED, 5)
    stock.put_away(desk, aid)
    return entry, "“教师用书”"


@story("another aid bears the name")
def _same_aid(desk: Desk, _clock: Clock) -> tuple[int, str]:
    entry = stock.put_away(desk, stock.add_aid(desk, AidFields("挂图")))
    stock.add_aid(desk, AidFields("挂图"))
    return entry, "已经有教辅“挂图”"


@story("another term has taken the days")
def _term(desk: Desk, _clock: Clock) -> tuple[int, str]:
    term_id = add_term(desk, date(2025, 9, 1), date(2026, 1, 23), "甲")
    entry = set_term(desk, name="甲", first=date(2025, 9, 1), last=date(2025, 12, 31), term_id=term_id)
    set_term(desk, name="乙", first=date(2026, 1, 5), last=date(2026, 6, 30))
    return entry, "乙从2026年1月5日 周一开始，而甲到2026年1月23日 周五才结束"


@story("other hours have taken the time")
def _hours(desk: Desk, _clock: Clock) -> tuple[int, str]:
    hours.set_span(desk, 1, Span(0, 700, 760))
    row_id = desk.library.fetch("SELECT id FROM opening")[0][0]
    entry = hours.remove_spans(desk, [row_id])
    hours.set_span(desk, 1, Span(0, 730, 810))
    return entry, "12:10–13:30"


@story("other holidays have taken the days")
def _holidays(desk: Desk, _clock: Clock) -> tuple[int, str]:
    days = (date(2026, 7, 1), date(2026, 7, 10), date(2026, 9, 1), date(2026, 9, 10))
    set_holiday(desk, HolidayLending("暑假", *days))
    entry = remove_holiday(desk, holiday_id=desk.library.fetch("SELECT id FROM holiday_lending")[0][0])
    set_holiday(desk, HolidayLending("夏天", *days))
    return entry, "“夏天”"


def _timetable(desk: Desk) -> int:
    timetable.set_periods(desk, [(None, Period("第一节", 480, 520))])
    return add_term(desk, date(2026, 3, 2), date(2026, 7, 5), "第二学期")


@story("the class has another lesson at that time")
def _lesson(desk: Desk, _clock: Clock) -> tuple[int, str]:
    term_id = _timetable(desk)
    entry = timetable.remove_lessons(desk, [timetable.set_lesson(desk, term_id, Wanted(CLASS, 0, 1))])
    timetable.set_lesson(desk, term_id, Wanted(CLASS, 0, 1, "odd", None, "李老师"))
    return entry, "这一节已有课"


@story("the room holds another class at that time")
def _room(desk: Desk, _clock: Clock) -> tuple[int, str]:
    term_id, other = _timetable(desk), ClassRef(Stage.PRIMARY, 2022, 1)
    entry = timetable.remove_lessons(desk, [timetable.set_lesson(desk, term_id, Wanted(CLASS, 0, 1, "all", 2))])
    timetable.set_lesson(desk, term_id, Wanted(other, 0, 1, "all", 2))
    return entry, "四(1)班"


@story("the slot was entered anew")
def _slot(desk: Desk, _clock: Clock) -> tuple[int, str]:
    term = make_term(desk)
    entry = slots.remove_slots(desk, make_slots(desk, term, 2))
    slots.add_slot(desk, term, Slot(0, 2, *NOON, name="中午"))
    return entry, "周三 中午 12:10–13:30"


def _on_duty(desk: Desk) -> tuple[int, int, int]:
    """(slot of Wednesdays, a helper who is in it, the row)."""
    term = make_term(desk)
    (slot_id,), (one, _other) = make_slots(desk, term, 2), make_helpers(desk, term, 2)
    duties.put_on_duty(desk, slot_id, one)
    return slot_id, one, roster.entries(desk.library, term.id)[0].id


@story("the helper has that place again, every other week")
def _place(desk: Desk, _clock: Clock) -> tuple[int, str]:
    slot_id, helper, row_id = _on_duty(desk)
    entry = duties.take_off(desk, [row_id])
    duties.put_on_duty(desk, slot_id, helper, Weeks.ODD)
    return entry, LATER


@story("somebody else has agreed to come instead")
def _exchange(desk: Desk, _clock: Clock) -> tuple[int, str]:
    slot_id, helper, _row = _on_duty(desk)
    entry = newest(desk)
    swap(desk, slot_id, NEXT_WEEK + timedelta(days=2), helper, helper + 1)
    return entry, LATER


@story("a helper who was dismissed is appointed again")
def _appointment(desk: Desk, clock: Clock) -> tuple[int, str]:
    term = make_term(desk)
    (helper,) = make_helpers(desk, term, 1)
    entry = shifts.dismiss(desk, helper)
    clock.advance(days=1)
    appoint_for(desk, [helper], term)
    return entry, LATER


@story("who came back waits for a book")
def _hold(desk: Desk, _clock: Clock) -> tuple[int, str]:
    reader, book = add_reader(desk, "张小明"), add_book(desk, "草房子")
    lend(desk, copy_id=book.copy_id, reader_id=add_reader(desk, "李雷").id)
    leave_readers(desk, reader_ids=[reader.id])
    entry = bring_back(desk, reader_ids=[reader.id])
    place_hold(desk, title_id=book.title_id, reader_id=reader.id)
    return entry, LATER


@story("who was dismissed has left")
def _left(desk: Desk, _clock: Clock) -> tuple[int, str]:
    (helper,) = make_helpers(desk, make_term(desk), 1)
    entry = shifts.dismiss(desk, helper)
    leave_readers(desk, reader_ids=[helper])
    return entry, LATER


@story("another reader has the school number")
def _number(desk: Desk, _clock: Clock) -> tuple[int, str]:
    first, second = add_reader(desk, "张小明"), add_reader(desk, "李雷")

    def give(reader_id: int, number: str) -> int:
        now = persons.person(desk.library, reader_id)
        assert now is not None
        return edit_reader(desk, reader_id, replace(form_of(desk, now), school_no=number))

    give(first.id, "2022001")
    entry = give(first.id, "2022002")
    give(second.id, "2022001")
    return entry, "2022001"


@story("a book that lay in a box is out")
def _box(desk: Desk, _clock: Clock) -> tuple[int, str]:
    box, book = add_book(desk, "书箱 3", item_kind="box"), add_book(desk, "草房子")
    boxes.fill(desk, box.copy_id, book.copy_ids)
    entry = boxes.take_out(desk, box.copy_id, book.copy_ids)
    lend(desk, copy_id=book.copy_id, reader_id=add_reader(desk, "张小明").id)
    return entry, LATER


@story("a book that was out lies in a box")
def _boxed(desk: Desk, _clock: Clock) -> tuple[int, str]:
    box, book = add_book(desk, "书箱 3", item_kind="box"), add_book(desk, "草房子")
    lend(desk, copy_id=book.copy_id, reader_id=add_reader(desk, "张小明").id)
    entry = give_back(desk, copy_id=book.copy_id).journal_id
    boxes.fill(desk, box.copy_id, book.copy_ids)
    return entry, LATER


@story("something has come of the order")
def _order(desk: Desk, _clock: Clock) -> tuple[int, str]:
    purchase = make_purchase(desk, OrderForm("九月订单"), [NewLine("草房子", isbn="9787544270878")])
    send_order(desk, purchase)
    entry = newest(desk)
    count_arrival(desk, purchase, isbn="9787544270878")
    return entry, LATER


@story("the class takes part again")
def _entrant(desk: Desk, _clock: Clock) -> tuple[int, str]:
    activity = make_activity(desk, ActivityDraft("quiz", "知识竞赛", TODAY, TODAY))
    entered = enter_classes(desk, activity, [CLASS])
    assert entered.entrant_id is not None
    remove_entrants(desk, [entered.entrant_id])
    entry = newest(desk)
    enter_classes(desk, activity, [CLASS])
    return entry, LATER


@story("the day has another tally of visitors")
def _tally(desk: Desk, _clock: Clock) -> tuple[int, str]:
    set_total(desk, TODAY, 40)
    set_total(desk, TODAY, 0)
    entry = newest(desk)
    set_total(desk, TODAY, 30)
    return entry, LATER


@story("the day has another count of what was read in the room")
def _reading(desk: Desk, _clock: Clock) -> tuple[int, str]:
    set_reading(desk, None, 12, TODAY)
    set_reading(desk, None, 0, TODAY)
    entry = newest(desk)
    set_reading(desk, None, 20, TODAY)
    return entry, LATER


@story("the title is recommended in other words")
def _recommended(desk: Desk, _clock: Clock) -> tuple[int, str]:
    book = add_book(desk, "草房子")
    recommend(desk, [book.title_id], note="好看")
    entry = stop_recommending(desk, [book.title_id])
    recommend(desk, [book.title_id], note="很好看")
    return entry, LATER


@story("a subscription that was stopped has one to follow it")
def _subscription(desk: Desk, _clock: Clock) -> tuple[int, str]:
    year = subscription_form(None)
    first = make_subscription(desk, replace(year, new=NewSerial("少年文艺")))
    ((title_id,),) = desk.library.fetch("SELECT title_id FROM subscription")
    entry = stop_subscription(desk, first, date(2026, 6, 30))
    make_subscription(desk, replace(year, title_id=title_id, first=date(2026, 7, 1)))
    return entry, "少年文艺"


@story("another stocktake counts the same copies")
def _stocktake(desk: Desk, _clock: Clock) -> tuple[int, str]:
    add_book(desk, "草房子")
    drop_stocktake(desk, stocktake_id=start_stocktake(desk, Part(), name="期末"))
    entry = newest(desk)
    start_stocktake(desk, Part(), name="再盘")
    return entry, "再盘"


@pytest.mark.parametrize("told", STORIES.values(), ids=STORIES)
def test_what_no_longer_goes_with_the_rest_stays_undone(desk: Desk, clock: Clock, told: Story) -> None:
    entry, words = told(desk, clock)
    before = rows_of(desk.library.connection)
    with pytest.raises(CannotUndo) as caught:
        undo(desk, entry)
    assert words in caught.value.text()
    assert rows_of(desk.library.connection) == before
    assert broken(desk.library.connection) == []


@pytest.mark.parametrize("told", STORIES.values(), ids=STORIES)
def test_and_comes_back_once_what_came_since_is_undone(desk: Desk, clock: Clock, told: Story) -> None:
    entry, _words = told(desk, clock)
    undo(desk, newest(desk))
    undo(desk, entry)
    assert broken(desk.library.connection) == []
