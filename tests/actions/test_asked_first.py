"""Whoever may not do a thing is told that, before anything is said of what is wrong with it or what the library has."""

from collections.abc import Callable

import pytest

from libdesk.actions.aids import boxes, issuing, stock
from libdesk.actions.desk import Desk
from libdesk.actions.helpers.duty_days import swap
from libdesk.actions.leaders.targets import as_regulation, set_target
from libdesk.actions.planning.plans import take_template
from libdesk.actions.schedule import events, timetable
from libdesk.actions.service.book_lists import move_line
from libdesk.actions.service.visits import count_class, set_total
from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.errors import NotAllowed
from libdesk.domain.ops import Role
from tests.builders import TODAY, make_desk

NOWHERE = 4711
DEEDS: dict[str, Callable[[Desk], object]] = {
    "tasks of a template": lambda desk: take_template(desk, NOWHERE, ()),
    "a swap": lambda desk: swap(desk, NOWHERE, TODAY, 1, 1),
    "an issue": lambda desk: issuing.issue(desk, [], {}),
    "what came back": lambda desk: issuing.settle(desk, NOWHERE, []),
    "a count of a box": lambda desk: boxes.finish_count(desk, NOWHERE, [], put_extra=True, missing_gone=True),
    "an aid": lambda desk: stock.edit_aid(desk, NOWHERE, fields=None),  # type: ignore[arg-type]  # not looked at
    "a line of a list of books": lambda desk: move_line(desk, NOWHERE, NOWHERE, 1),
    "a target": lambda desk: set_target(desk, "none", -1),
    "all targets": as_regulation,
    "visitors": lambda desk: set_total(desk, TODAY, -1),
    "a class that came": lambda desk: count_class(desk, ClassRef(Stage.PRIMARY, 2022, 1), 0),
    "a lesson": lambda desk: timetable.remove_lessons(desk, [NOWHERE]),
    "an event": lambda desk: events.remove_events(desk, [NOWHERE]),
}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_a_viewer_is_told_that_this_is_for_others(desk: Desk, deed: Callable[[Desk], object]) -> None:
    viewer = make_desk(desk.library.path, Role.VIEWER)
    try:
        with pytest.raises(NotAllowed):
            deed(viewer)
    finally:
        viewer.library.close()


@pytest.mark.parametrize("look", [stock.find_aid, boxes.find_box])
def test_a_pupil_on_duty_is_not_told_what_aids_and_boxes_there_are(
    helper_desk: Desk, look: Callable[[Desk, int], object]
) -> None:
    with pytest.raises(NotAllowed):
        look(helper_desk, NOWHERE)
