"""The page where books are added, on a library of its own."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from libdesk.ui.cataloguing.adding.page import AddingPage
from tests.ui.surroundings import Kept


@pytest.fixture
def page(qtbot: QtBot, kept: Kept, tmp_path: Path) -> AddingPage:
    made = AddingPage(kept.around)
    kept.around.bridge.changed.connect(lambda change: made.refresh() if change.topics & made.TOPICS else None)
    qtbot.addWidget(made)
    made.resize(911, 330)
    made.show()
    made.activateWindow()
    made.take_focus()
    return made
