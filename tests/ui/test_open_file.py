"""A file that is chosen to be read: the next one is looked for where this one was."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from libdesk.ui.open_file import ask_file
from libdesk.ui.pc_settings import PcSettings


def test_the_folder_of_the_last_file_is_opened_again(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, pc = QWidget(), PcSettings(tmp_path / "pc.ini")
    qtbot.addWidget(page)
    begun: list[str] = []
    answers = [str(tmp_path / "lists" / "a.csv"), ""]

    def choose(_parent: QWidget, _words: str, folder: str, _kinds: str) -> tuple[str, str]:
        begun.append(folder)
        return answers.pop(0), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    assert ask_file(page, pc, "Choose", "*.csv", folder="lists_folder") == tmp_path / "lists" / "a.csv"
    assert ask_file(page, pc, "Choose", "*.csv", folder="lists_folder") is None
    assert begun == [str(Path.home()), str(tmp_path / "lists")]
    assert pc.text("lists_folder") == str(tmp_path / "lists")
