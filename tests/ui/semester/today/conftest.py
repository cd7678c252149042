"""A school in its second term, and today's page in the real window."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from libdesk.actions import calendar as calendar_actions
from libdesk.actions.desk import Desk
from tests.windows import Seat, seat_at


@pytest.fixture
def school(desk: Desk) -> Desk:
    calendar_actions.set_term(desk, name="第二学期", first=date(2026, 2, 25), last=date(2026, 7, 5))
    return desk


@pytest.fixture
def seat(school: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    with seat_at(school, tmp_path, qtbot) as made:
        yield made
