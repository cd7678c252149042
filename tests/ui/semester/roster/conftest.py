"""A term and the roster's page in a window."""

import pytest
from pytestqt.qtbot import QtBot

from libdesk.domain.rows.calendar import TermRow
from libdesk.ui.semester.roster.page import RosterPage
from tests.helpers_made import make_term
from tests.ui.surroundings import Kept, at_work


@pytest.fixture
def term(kept: Kept) -> TermRow:
    return make_term(kept.around.desk)


@pytest.fixture
def page(qtbot: QtBot, kept: Kept, term: TermRow) -> RosterPage:
    return at_work(qtbot, kept, RosterPage(kept.around), height=500)
