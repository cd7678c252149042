"""The page where books are added, on a library of its own."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from libdesk.ui.cataloguing.adding.page import AddingPage
from tests.ui.surroundings import Kept, at_work


@pytest.fixture
def page(qtbot: QtBot, kept: Kept, tmp_path: Path) -> AddingPage:
    made = at_work(qtbot, kept, AddingPage(kept.around), height=330)
    made.take_focus()
    return made
