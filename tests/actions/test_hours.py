"""Opening hours in the library file: each gesture one entry, refused whole, undone in one step."""

from collections.abc import Callable

import pytest

from libdesk.actions import hours
from libdesk.actions.desk import Actor, Desk
from libdesk.actions.undo import undo
from libdesk.domain.errors import NotAllowed
from libdesk.domain.hours import HoursBackwards, HoursOverlap, NoHoursToCopy, Span
from libdesk.domain.ops import Role
from libdesk.store.queries import hours as queries
from tests.builders import count

NOON = Span(0, 730, 810, "中午")


def spans(desk: Desk, place_id: int = 1) -> list[Span]:
    return [row.span for row in queries.openings(desk.library, place_id)]


def test_the_library_itself_comes_first_then_the_reading_rooms(desk: Desk) -> None:
    assert [room.code for room in queries.rooms(desk.library)] == ["stacks", "pupils_room", "teachers_room"]


def test_hours_are_added_changed_and_removed(desk: Desk) -> None:
    hours.set_span(desk, 1, NOON)
    row = queries.openings(desk.library, 1)[0]
    hours.set_span(desk, 1, NOON._replace(last=820, name=" 午间 "), opening_id=row.id)
    assert spans(desk) == [NOON._replace(last=820, name="午间")]
    undo(desk, hours.remove_spans(desk, [row.id]))
    assert len(spans(desk)) == 1
    assert hours.remove_spans(desk, []) == 0


def test_rooms_do_not_get_into_each_others_way(desk: Desk) -> None:
    hours.set_span(desk, 1, NOON)
    hours.set_span(desk, 2, NOON)
    assert spans(desk, 2) == [NOON]


@pytest.mark.parametrize(("span", "fault"), [(Span(0, 800, 900), HoursOverlap), (Span(1, 900, 800), HoursBackwards)])
def test_hours_that_cannot_be_leave_nothing_behind(desk: Desk, span: Span, fault: type[Exception]) -> None:
    hours.set_span(desk, 1, NOON)
    entries = count(desk, "SELECT count(*) FROM journal")
    with pytest.raises(fault):
        hours.set_span(desk, 1, span)
    assert spans(desk) == [NOON]
    assert count(desk, "SELECT count(*) FROM journal") == entries


def test_monday_goes_to_friday_in_one_step_and_back_in_one(desk: Desk) -> None:
    hours.set_span(desk, 1, NOON)
    hours.set_span(desk, 1, Span(3, 480, 500, "早上"))
    copied = hours.copy_day(desk, 1)
    assert [span.weekday for span in spans(desk)] == [0, 1, 2, 3, 4]
    undo(desk, copied)
    assert spans(desk) == [NOON, Span(3, 480, 500, "早上")]
    with pytest.raises(NoHoursToCopy):
        hours.copy_day(desk, 2)


GESTURES: dict[str, Callable[[Desk], object]] = {
    "set": lambda desk: hours.set_span(desk, 1, NOON),
    "remove": lambda desk: hours.remove_spans(desk, [1]),
    "copy": lambda desk: hours.copy_day(desk, 1),
}


@pytest.mark.parametrize("act", GESTURES.values(), ids=GESTURES)
def test_a_pupil_sets_no_hours(desk: Desk, act: Callable[[Desk], object]) -> None:
    desk.actor = Actor(Role.HELPER)
    with pytest.raises(NotAllowed):
        act(desk)
