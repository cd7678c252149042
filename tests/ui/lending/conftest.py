"""Fixtures of the lending tests: the school with a librarian at its desk, or with a student librarian."""

import pytest

from libdesk.actions.desk import Desk
from libdesk.domain.ops import Role
from tests.builders import Clock
from tests.ui.lending.school import School, make_school


@pytest.fixture
def school(desk: Desk, clock: Clock) -> School:
    return make_school(desk, clock)


@pytest.fixture
def student_school(school: School) -> School:
    """The same with nobody signed on: the mode at start."""
    school.be(Role.HELPER)
    return school
