"""The page of teaching aids by itself, with two aids in stock."""

import pytest
from pytestqt.qtbot import QtBot

from libdesk.actions.aids import stock
from libdesk.domain.rows.aids import AidFields
from libdesk.ui.semester.aids.page import AidsPage
from tests.ui.shelving.shelf_hands import shown
from tests.ui.surroundings import Kept


@pytest.fixture
def page(qtbot: QtBot, kept: Kept) -> AidsPage:
    desk = kept.around.desk
    stock.add_aid(desk, AidFields("语文教师用书"), opening=100)
    stock.add_aid(desk, AidFields("数学练习册", unit="套"), opening=50)
    made = AidsPage(kept.around)
    shown(made, qtbot, kept)
    return made
