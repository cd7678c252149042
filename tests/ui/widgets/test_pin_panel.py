"""The PIN panel: it says who is asked for, how many tries are left and how long to wait, and never opens a dialog."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from libdesk.actions import staff
from libdesk.actions.desk import Desk
from libdesk.domain.ops import Role
from libdesk.ui.widgets.pin_panel import PinPanel
from tests.builders import Clock, as_librarian, make_desk, make_library

PIN = "2468"


class Made:
    """A student desk with one librarian, and the panel over it."""

    def __init__(self, qtbot: QtBot, desk: Desk, clock: Clock) -> None:
        self.desk, self.clock = desk, clock
        self.wang = staff.add_staff(as_librarian(desk), name="王老师", role=Role.LIBRARIAN, pin=PIN)
        self.panel = PinPanel(desk)
        self.actors: list[object] = []
        self.panel.signed_in.connect(self.actors.append)
        qtbot.addWidget(self.panel)

    def field(self, name: str) -> QLineEdit:
        found = self.panel.findChild(QLineEdit, name)
        assert isinstance(found, QLineEdit)
        return found

    def press(self, name: str) -> None:
        button = self.panel.findChild(QPushButton, name)
        assert isinstance(button, QPushButton)
        assert button.isVisibleTo(self.panel)
        button.click()

    def enabled(self, name: str) -> bool:
        button = self.panel.findChild(QPushButton, name)
        assert isinstance(button, QPushButton)
        return button.isEnabled()

    def try_pin(self, pin: str) -> None:
        self.field("pin_box").setText(pin)
        self.press("pin_ok")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(make_library(tmp_path), Role.HELPER, clock=Clock())
    yield made
    made.library.close()


@pytest.fixture
def made(qtbot: QtBot, desk: Desk) -> Made:
    clock = desk._clock
    assert isinstance(clock, Clock)
    return Made(qtbot, desk, clock)


def test_the_right_pin_signs_in_and_puts_the_panel_away(qtbot: QtBot, made: Made) -> None:
    made.panel.ask()
    assert not made.panel.isHidden()
    qtbot.keyClicks(made.field("pin_box"), PIN)
    qtbot.keyClick(made.field("pin_box"), Qt.Key.Key_Return)
    assert [actor.name for actor in made.actors] == ["王老师"]  # type: ignore[attr-defined]
    assert made.desk.actor.role is Role.LIBRARIAN
    assert made.panel.isHidden()


def test_the_pin_is_dots_and_is_gone_after_a_wrong_try(made: Made) -> None:
    made.panel.ask()
    assert made.field("pin_box").echoMode() is QLineEdit.EchoMode.Password
    made.try_pin("0000")
    assert "4" in made.panel.message()
    assert made.field("pin_box").text() == ""
    assert made.actors == []
    assert QApplication.activeModalWidget() is None


def test_the_wait_is_counted_down_and_ends(made: Made) -> None:
    made.panel.ask()
    for _nth in range(5):
        made.try_pin("0000")
    assert "60" in made.panel.message()
    assert not made.enabled("pin_ok")
    made.clock.advance(seconds=18)
    made.panel.tick()
    assert "42" in made.panel.message()
    made.clock.advance(seconds=42)
    made.panel.tick()
    assert made.panel.message() == ""
    made.try_pin(PIN)
    assert made.desk.actor.role is Role.LIBRARIAN


def test_a_wait_is_shown_again_when_the_panel_is_opened_anew(qtbot: QtBot, made: Made) -> None:
    made.panel.ask()
    for _nth in range(5):
        made.try_pin("0000")
    made.panel.cancel()
    made.panel.ask()
    assert "60" in made.panel.message()
    assert not made.enabled("pin_ok")


def test_each_person_has_tries_of_their_own(made: Made) -> None:
    staff.add_staff(as_librarian(made.desk), name="李老师", role=Role.LIBRARIAN, pin="1357")
    made.panel.ask()
    for _nth in range(5):
        made.try_pin("0000")
    who = made.panel.findChild(QComboBox, "pin_staff")
    assert isinstance(who, QComboBox)
    who.setCurrentText("李老师")
    assert made.panel.message() == ""
    made.try_pin("1357")
    assert made.desk.actor.name == "李老师"


def test_escape_leaves_the_student_mode_as_it_was(qtbot: QtBot, made: Made) -> None:
    made.panel.ask()
    with qtbot.waitSignal(made.panel.cancelled):
        qtbot.keyClick(made.field("pin_box"), Qt.Key.Key_Escape)
    assert made.panel.isHidden()
    assert made.desk.actor.role is Role.HELPER


def test_while_nobody_has_a_pin_no_question_is_asked(qtbot: QtBot, desk: Desk) -> None:
    panel = PinPanel(desk)
    qtbot.addWidget(panel)
    with qtbot.waitSignal(panel.signed_in):
        panel.ask()
    assert panel.isHidden()
    assert desk.actor.role is Role.LIBRARIAN


def test_a_check_leaves_the_desk_and_offers_librarians_only(qtbot: QtBot, made: Made) -> None:
    staff.add_staff(as_librarian(made.desk), name="校长", role=Role.VIEWER, pin="9876")
    made.panel = PinPanel(made.desk, check_only=True)
    qtbot.addWidget(made.panel)
    made.panel.signed_in.connect(made.actors.append)
    made.panel.ask("借出要馆员同意")
    who = made.panel.findChild(QComboBox, "pin_staff")
    assert isinstance(who, QComboBox)
    assert [who.itemText(n) for n in range(who.count())] == ["王老师"]
    made.try_pin(PIN)
    assert len(made.actors) == 1
    assert made.desk.actor.role is Role.HELPER


def test_the_recovery_code_sets_a_new_pin_and_shows_the_next_code(qtbot: QtBot, made: Made) -> None:
    made.panel.ask()
    made.press("pin_forgotten")
    made.field("pin_code").setText(made.wang.code)
    made.field("pin_new").setText("7531")
    made.field("pin_again").setText("7531")
    made.press("pin_reset")
    fresh = made.panel.findChild(QLabel, "pin_fresh_code")
    assert isinstance(fresh, QLabel)
    assert fresh.text() not in ("", made.wang.code)
    with qtbot.waitSignal(made.panel.print_asked) as printed:
        made.press("pin_print")
    assert printed.args == ["王老师", fresh.text()]
    made.press("pin_done")
    assert made.desk.actor.name == "王老师"
    assert fresh.text() == ""


def test_two_different_new_pins_change_nothing(made: Made) -> None:
    made.panel.ask()
    made.press("pin_forgotten")
    made.field("pin_code").setText(made.wang.code)
    made.field("pin_new").setText("7531")
    made.field("pin_again").setText("7532")
    made.press("pin_reset")
    assert made.panel.message() != ""
    assert staff.check_pin(made.desk, made.wang.staff_id, PIN).name == "王老师"


def test_everything_that_takes_the_focus_has_a_name(made: Made) -> None:
    made.panel.ask()
    made.panel.show()
    nameless = [
        widget.objectName()
        for widget in made.panel.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.isVisibleTo(made.panel)
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert nameless == []
