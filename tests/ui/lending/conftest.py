"""Fixtures of the lending tests: the school with a librarian at its desk, or with a student librarian."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.domain.ops import Role
from tests.builders import Clock
from tests.ui.lending.school import School, make_school
from tests.ui.lending.stand import Stand


@pytest.fixture
def school(desk: Desk, clock: Clock) -> School:
    return make_school(desk, clock)


@pytest.fixture
def student_school(school: School) -> School:
    """The same with nobody signed on: the mode at start."""
    school.be(Role.HELPER)
    return school


@pytest.fixture
def stand(qtbot: QtBot, school: School, tmp_path: Path) -> Iterator[Stand]:
    """The tab with a librarian at it."""
    made = Stand(qtbot, school, tmp_path)
    yield made
    made.close()


@pytest.fixture
def student_stand(stand: Stand) -> Stand:
    """The tab in student mode."""
    stand.be(Role.HELPER)
    return stand
