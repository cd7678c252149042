"""The settings' page as a librarian has it before them."""

import pytest
from pytestqt.qtbot import QtBot

from libdesk.ui.tabs.settings_tab import SettingsTab
from tests.look import dress
from tests.ui.surroundings import Kept


@pytest.fixture
def tab(qtbot: QtBot, kept: Kept) -> SettingsTab:
    made = SettingsTab(kept.around)
    qtbot.addWidget(made)
    dress()
    made.resize(911, 400)
    made.show()
    return made
