"""One thing done on a page: a refusal stands there until the next one, what was done is told at the foot."""

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from libdesk.domain.errors import NotAllowed
from libdesk.domain.ops import Op
from libdesk.ui.deed import attempt, run
from libdesk.ui.parts import named
from tests.ui.surroundings import Kept


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    QVBoxLayout(made).addWidget(named(QLabel(), "fault"))
    qtbot.addWidget(made)
    made.show()
    return made


def fault_of(page: QWidget) -> QLabel:
    found = page.findChild(QLabel, "fault")
    assert isinstance(found, QLabel)
    return found


def refuse() -> None:
    raise NotAllowed(Op.LEND)


def test_a_refusal_stands_on_the_page_until_something_is_done(page: QWidget) -> None:
    fault = fault_of(page)
    assert not attempt(fault, refuse)
    assert fault.isVisible()
    assert fault.text() == NotAllowed(Op.LEND).text()
    assert attempt(fault, list)
    assert fault.isHidden()
    assert fault.text() == ""


def test_only_what_was_done_is_told_at_the_foot(page: QWidget, kept: Kept) -> None:
    fault, done = fault_of(page), list[str]()
    assert not run(kept.around, fault, refuse, lambda: "never")
    assert kept.said == []
    assert run(kept.around, fault, lambda: done.append("三"), lambda: done[0])
    assert len(kept.said) == 1
    assert kept.said[0].startswith("三")
