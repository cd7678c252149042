"""A school with two terms and one event, and the calendar page in the real window."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from libdesk.actions import hours
from libdesk.actions.desk import Desk
from libdesk.actions.schedule import events, timetable
from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.hours import Span
from libdesk.domain.timetable import Wanted, usual_periods
from tests.builders import add_reader, add_term
from tests.ui.semester.calendar.calendar_hands import MEETING, Hands
from tests.windows import seat_at


@pytest.fixture
def school(desk: Desk) -> Desk:
    """Two terms; today is Monday of the second week of the second."""
    add_term(desk, date(2025, 9, 1), date(2026, 1, 20), "第一学期")
    term = add_term(desk, date(2026, 3, 2), date(2026, 7, 5), "第二学期")
    add_reader(desk, "李明", entry_year=2023, class_no=1)
    hours.set_span(desk, 1, Span(0, 480, 720, "上午"))
    timetable.set_periods(desk, [(None, period) for period in usual_periods()])
    timetable.set_lesson(desk, term, Wanted(ClassRef(Stage.PRIMARY, 2023, 1), 0, 3, place_id=2))
    events.set_event(desk, MEETING)
    return desk


@pytest.fixture
def hands(school: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Hands]:
    with seat_at(school, tmp_path, qtbot) as seat:
        yield Hands(seat)
