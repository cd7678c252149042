"""A file that is looked at: brought in whole and left, refused and still there, or left as it is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from libdesk.domain.errors import NotAllowed
from libdesk.domain.ops import Op
from libdesk.ui.semester.file_look import FileLook
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.row_model import Column
from tests.ui.surroundings import Kept


class Look(FileLook):
    KEY = "words"

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, (Column("word", "Word", lambda line: line),), name="Words of the file")
        self.may, self.left = True, 0
        self.closed.connect(self._count)

    def _count(self) -> None:
        self.left += 1

    def bring_in(self) -> str:
        if not self.may:
            raise NotAllowed(Op.EDIT_EVENTS)
        return "Two words are in."


@pytest.fixture
def look(qtbot: QtBot, kept: Kept) -> Look:
    made = Look(kept.around)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_lines("words.txt: 2 words", ["one", "two"], "Bring in 2 words", some=True)
    return made


def test_what_was_looked_at_is_brought_in_and_told(look: Look, kept: Kept) -> None:
    assert look.do.hasFocus()
    look.do.click()
    assert kept.said == ["Two words are in."]
    assert look.left == 1


def test_what_is_refused_stays_with_its_reason(look: Look, kept: Kept) -> None:
    look.may = False
    look.do.click()
    assert look.fault.isVisible()
    assert look.fault.text() == NotAllowed(Op.EDIT_EVENTS).text()
    assert (kept.said, look.left) == ([], 0)
    look.show_lines("words.txt: 2 words", ["one", "two"], "Bring in 2 words", some=True)
    assert look.fault.isHidden()


def test_a_file_with_nothing_new_can_only_be_left(look: Look) -> None:
    look.show_lines("words.txt: 0 words", [], "Bring in 0 words", some=False)
    assert look.do.isHidden()
    assert look.leave.hasFocus()
    QTest.keyClick(look.leave, Qt.Key.Key_Escape)
    assert look.left == 1
