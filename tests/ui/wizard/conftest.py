"""Somebody at a PC that has never seen libdesk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from libdesk.ui import theme
from tests.builders import Clock
from tests.ui.wizard.newcomer import Newcomer


@pytest.fixture
def newcomer(data_folder: Path, tmp_path: Path, qtbot: QtBot, clock: Clock) -> Iterator[Newcomer]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply_theme(app, scheme="light")
    made = Newcomer(tmp_path, qtbot, clock)
    yield made
    made.leave()
