"""A second term of a school, whose plan is written."""

from datetime import date

import pytest

from libdesk.actions import calendar as calendar_actions
from libdesk.actions.desk import Desk
from libdesk.domain.rows.calendar import TermRow
from libdesk.store.queries import calendar as calendar_queries

SPRING = date(2026, 2, 25), date(2026, 7, 5)


@pytest.fixture
def term(desk: Desk) -> TermRow:
    calendar_actions.set_term(desk, name="第二学期", first=SPRING[0], last=SPRING[1])
    return calendar_queries.terms(desk.library)[0]
