"""Words that are shown and said: the place is there only while there is something to tell."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from libdesk.ui.widgets.announce import tell_aloud


def test_a_place_is_gone_while_there_is_nothing_to_tell(qtbot: QtBot) -> None:
    page, fault = QWidget(), QLabel()
    QVBoxLayout(page).addWidget(fault)
    qtbot.addWidget(page)
    page.show()
    tell_aloud(fault, "The class is not known.")
    assert fault.isVisible()
    assert fault.text() == "The class is not known."
    tell_aloud(fault, "")
    assert fault.isHidden()
    assert fault.text() == ""
