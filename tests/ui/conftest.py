"""What a window gives a page, and the import page on a library of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.ui.bridge import Bridge
from libdesk.ui.jobs import Jobs
from libdesk.ui.pc_settings import PcSettings
from libdesk.ui.tab import Surroundings
from libdesk.ui.tabs.import_tab import ImportTab
from tests.look import dress, undress
from tests.ui.surroundings import Kept, surroundings


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tmp_path: Path) -> Iterator[ImportTab]:
    undress()
    bridge, jobs, said = Bridge(), Jobs(desk), list[str]()
    desk.listeners.append(bridge.tell)
    tab = ImportTab(Surroundings(desk, bridge, jobs, PcSettings(tmp_path / "pc.ini"), said.append, lambda _name: None))
    bridge.changed.connect(lambda change: tab.refresh() if change.topics & tab.TOPICS else None)
    qtbot.addWidget(tab)
    dress()
    tab.resize(911, 360)
    tab.show()
    yield tab
    jobs.wait_and_close()


@pytest.fixture
def kept(desk: Desk, tmp_path: Path, qapp: QApplication) -> Iterator[Kept]:
    """What a window gives a page; who shows one dresses it first, as `at_work` does."""
    undress()
    with surroundings(desk, tmp_path) as made:
        yield made
    dress()
