"""Visits are counted in four ways, are never counted twice, and name nobody."""

from datetime import date, timedelta
from itertools import permutations

import pytest

from libdesk.actions.cataloguing.places import add_place, remove_place
from libdesk.actions.desk import Desk
from libdesk.actions.errors import DayAhead, ReaderUnknown, RecordGone
from libdesk.actions.house_use import count_use
from libdesk.actions.readers.erase import erase_readers
from libdesk.actions.readers.leaving import leave_readers
from libdesk.actions.serials.room_use import set_reading
from libdesk.actions.service.errors import (
    FewerThanCounted,
    MoreThanLibrary,
    NobodyCame,
    OfAnotherShift,
    PeopleWrong,
    TodayAlone,
    VisitCounted,
)
from libdesk.actions.service.visits import count_card, count_class, count_visitor, remove_visits, set_total
from libdesk.domain.classes import ClassRef, SchoolSystem, Stage
from libdesk.domain.errors import DeskError, NotAllowed
from libdesk.domain.ops import Role
from libdesk.domain.rows.service import VisitHow
from libdesk.domain.visits import Span, summed
from libdesk.store.queries.service import visits
from tests.actions.service.service_hands import rows, undone
from tests.builders import TODAY, Clock, add_book, add_reader, count, make_desk

ROOM = 2
THREE_TWO = ClassRef(Stage.PRIMARY, 2023, 2)


def test_each_key_is_one_and_the_room_has_its_own_count(desk: Desk) -> None:
    assert [count_visitor(desk, ROOM), count_visitor(desk, ROOM), count_visitor(desk)] == [1, 2, 3]
    assert visits.on_day(desk.library, TODAY) == 3
    assert visits.on_day(desk.library, TODAY, ROOM) == 2


def test_a_class_comes_whole_and_a_card_counts_its_class(desk: Desk) -> None:
    reader = add_reader(desk, "李明", entry_year=2023, class_no=2)
    count_class(desk, THREE_TWO, 38, ROOM)
    assert count_card(desk, reader.id, ROOM) == 39
    lines = visits.lines(desk.library, TODAY)
    assert [(line.how, line.people, line.who(TODAY, SchoolSystem.SIX_THREE)) for line in lines] == [
        (VisitHow.CARD, 1, "三(2)班"), (VisitHow.CLASS, 38, "三(2)班")
    ]  # fmt: skip


def test_the_same_card_a_moment_later_is_the_same_visit(desk: Desk, clock: Clock) -> None:
    reader = add_reader(desk, "李明")
    count_card(desk, reader.id)
    clock.advance(seconds=300)
    with pytest.raises(VisitCounted) as caught:
        count_card(desk, reader.id)
    assert "李明" in caught.value.text()
    assert count_card(desk, reader.id, ROOM) == 1  # another room
    clock.advance(seconds=301)
    count_card(desk, reader.id)
    assert visits.on_day(desk.library, TODAY) == 3


def test_a_teacher_counts_by_kind(desk: Desk) -> None:
    count_card(desk, add_reader(desk, "王芳", kind="teacher").id)
    [line] = visits.lines(desk.library, TODAY)
    assert line.who(TODAY, SchoolSystem.SIX_THREE) == "教师"


def test_the_total_of_a_day_is_what_was_typed_and_the_tally_what_is_on_top(desk: Desk) -> None:
    count_visitor(desk, ROOM)
    for total in (60, 50, 1):
        assert set_total(desk, TODAY, total, ROOM) == total
        [day] = visits.by_day(desk.library, TODAY, TODAY, ROOM)
        assert (day.visits, day.one_by_one, day.tallies) == (total, 1, total - 1)
    assert set_total(desk, TODAY - timedelta(days=3), 44) == 44
    assert set_total(desk, TODAY - timedelta(days=3), 0) == 0


def test_the_total_of_the_library_has_its_rooms_in_it(desk: Desk) -> None:
    count_class(desk, THREE_TWO, 40, ROOM)
    assert set_total(desk, TODAY, 65) == 65
    assert visits.on_day(desk.library, TODAY) == 65
    assert visits.on_day(desk.library, TODAY, ROOM) == 40


def test_a_total_of_the_library_has_the_totals_of_its_rooms_in_it_whichever_came_first(desk: Desk) -> None:
    other = add_place(desk, "阅览室二")
    count_visitor(desk, ROOM)
    totals = ((None, 100), (ROOM, 40), (other, 30))
    for back, order in enumerate(permutations(totals)):
        day = TODAY - timedelta(days=back)
        for place, total in order:
            undone(desk, lambda day=day, total=total, place=place: set_total(desk, day, total, place))  # type: ignore[misc]
        found = [visits.on_day(desk.library, day, place) for place, _total in totals]
        assert found == [100, 40, 30]
    set_total(desk, TODAY, 20, ROOM)
    assert visits.on_day(desk.library, TODAY) == 100
    before = rows(desk)
    with pytest.raises(MoreThanLibrary) as caught:  # with the other room more than was said of all
        set_total(desk, TODAY, 90, ROOM)
    assert "70" in caught.value.text()
    assert rows(desk) == before
    set_total(desk, TODAY, 60, ROOM)
    undone(desk, lambda: remove_visits(desk, [row.ids[0] for row in visits.lines(desk.library, TODAY, other)]))
    assert [visits.on_day(desk.library, TODAY, place) for place in (None, ROOM, other)] == [100, 60, 0]


def test_a_total_below_what_was_counted_is_told(desk: Desk) -> None:
    count_class(desk, THREE_TWO, 40)
    with pytest.raises(FewerThanCounted) as caught:
        set_total(desk, TODAY, 39)
    assert "40" in caught.value.text()
    assert visits.on_day(desk.library, TODAY) == 40


def test_a_class_of_which_nobody_came_is_asked_about(desk: Desk) -> None:
    with pytest.raises(NobodyCame):
        count_class(desk, THREE_TWO, 0)
    assert count(desk, "SELECT count(*) FROM visit") == 0


def test_pupils_on_duty_leave_the_days_gone_by_and_what_others_counted(desk: Desk) -> None:
    yesterday = TODAY - timedelta(days=1)
    set_total(desk, yesterday, 30)
    count_visitor(desk)
    set_total(desk, TODAY, 20)
    helper = make_desk(desk.library.path, Role.HELPER)
    count_visitor(helper)
    before, ids = rows(desk), [row[0] for row in desk.library.fetch("SELECT id FROM visit ORDER BY id")]
    for refused, error in (
        (lambda: set_total(helper, yesterday, 9_999), TodayAlone),
        (lambda: set_total(helper, TODAY, 20), FewerThanCounted),
        (lambda: remove_visits(helper, [ids[0]]), TodayAlone),
        (lambda: remove_visits(helper, [ids[1]]), OfAnotherShift),
        (lambda: remove_visits(helper, [ids[2]]), OfAnotherShift),
    ):
        with pytest.raises(error):
            refused()
    assert rows(desk) == before
    remove_visits(helper, [ids[3]])
    assert set_total(helper, TODAY, 25) == 25
    helper.library.close()


@pytest.mark.parametrize("people", [-1, 10_000])
def test_a_number_that_cannot_be_is_refused_and_nothing_is_lost(desk: Desk, people: int) -> None:
    set_total(desk, TODAY, 9)
    before = rows(desk)
    with pytest.raises(PeopleWrong):
        set_total(desk, TODAY, people)
    with pytest.raises(PeopleWrong):
        count_class(desk, THREE_TWO, people)
    assert rows(desk) == before


def test_tomorrow_has_not_come(desk: Desk) -> None:
    with pytest.raises(DayAhead) as caught:
        set_total(desk, TODAY + timedelta(days=1), 5)
    assert "2026年3月10日" in caught.value.text()


def test_every_way_is_taken_back_to_the_row(desk: Desk) -> None:
    reader = add_reader(desk, "李明")
    undone(desk, lambda: count_visitor(desk, ROOM))
    undone(desk, lambda: count_class(desk, THREE_TWO, 38))
    undone(desk, lambda: count_card(desk, reader.id))
    for people in (50, 40, 1):
        undone(desk, lambda people=people: set_total(desk, TODAY, people, ROOM))  # type: ignore[misc]
    ids = [row_id for line in visits.lines(desk.library, TODAY) for row_id in line.ids]
    undone(desk, lambda: remove_visits(desk, ids))


def test_what_is_gone_already_is_told(desk: Desk) -> None:
    count_visitor(desk)
    [line] = visits.lines(desk.library, TODAY)
    remove_visits(desk, line.ids)
    with pytest.raises(RecordGone):
        remove_visits(desk, line.ids)


def test_what_is_used_in_house_stands_beside_and_is_never_among_the_visits(desk: Desk) -> None:
    set_total(desk, TODAY, 30, ROOM)
    count_use(desk, copy_id=add_book(desk, "辞海").copy_id)
    set_reading(desk, None, 12, TODAY)
    [day] = visits.by_day(desk.library, TODAY, TODAY)
    assert (day.visits, day.in_house, day.read) == (30, 1, 12)
    assert visits.by_day(desk.library, TODAY, TODAY, 3)[0].visits == 0


def test_days_become_weeks_and_months_without_loss(desk: Desk) -> None:
    for back in range(60):
        set_total(desk, TODAY - timedelta(days=back), back + 1)
    days = visits.by_day(desk.library, TODAY - timedelta(days=59), TODAY)
    for span in Span:
        assert sum(row.visits for row in summed(days, span)) == sum(range(1, 61))
    weeks = summed(days, Span.WEEK)
    assert weeks[0].first == date(2026, 3, 9)  # a Monday
    assert all(row.first.weekday() == 0 and row.last - row.first == timedelta(days=6) for row in weeks)
    assert [row.last for row in summed(days, Span.MONTH)] == [date(2026, 3, 31), date(2026, 2, 28), date(2026, 1, 31)]


def test_a_pupil_on_duty_counts_and_a_leader_does_not(desk: Desk) -> None:
    helper = make_desk(desk.library.path, Role.HELPER)
    viewer = make_desk(desk.library.path, Role.VIEWER)
    assert count_visitor(helper) == 1
    with pytest.raises(NotAllowed):
        count_visitor(viewer)
    helper.close()
    viewer.close()


def test_a_room_in_which_visits_were_counted_stays(desk: Desk) -> None:
    count_visitor(desk, ROOM)
    with pytest.raises(DeskError):
        remove_place(desk, ROOM)
    assert count(desk, "SELECT count(*) FROM place WHERE id = ?", ROOM) == 1


def test_an_erased_readers_visit_stays_and_is_nobodys(desk: Desk) -> None:
    reader = add_reader(desk, "李明", entry_year=2022, class_no=3)
    count_card(desk, reader.id)
    leave_readers(desk, reader_ids=[reader.id])
    erase_readers(desk, reader_ids=[reader.id])
    assert count(desk, "SELECT count(*) FROM visit WHERE reader_id IS NOT NULL") == 0
    [line] = visits.lines(desk.library, TODAY)
    assert line.who(TODAY, SchoolSystem.SIX_THREE) == "四(3)班"
    with pytest.raises(ReaderUnknown):
        count_card(desk, reader.id)
