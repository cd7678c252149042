"""The scan box: one code, one signal, whatever ends it, and a person is told from a scanner."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QInputMethodQueryEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from libdesk.ui.widgets.scan_box import MAX_LENGTH, REPEAT_WINDOW, ScanBox

NO_MODIFIER = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SCANNER, PERSON = 0.005, 0.15


class Clock:
    """Time that passes only when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Bench:
    """A box in a window, and everything it said."""

    def __init__(self, qtbot: QtBot) -> None:
        self.clock = Clock()
        self.window = QWidget()
        self.box = ScanBox(clock=self.clock)
        self.other = QPushButton("other")
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.box)
        layout.addWidget(self.other)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        self.box.setFocus()
        self.scans: list[tuple[str, bool]] = []
        self.said: list[tuple[str, object]] = []
        self.box.scanned.connect(lambda raw, typed: self.scans.append((raw, typed)))
        for name in ("repeated", "typing", "moved"):
            getattr(self.box, name).connect(lambda value, name=name: self.said.append((name, value)))
        for name in ("cancelled", "picked"):
            getattr(self.box, name).connect(lambda name=name: self.said.append((name, None)))

    def keys(self, text: str, gap: float = SCANNER) -> None:
        for letter in text:
            self.clock.now += gap
            QTest.keyClick(self.box, letter)

    def end(
        self, key: Qt.Key = Qt.Key.Key_Return, text: str = "\r", modifier: Qt.KeyboardModifier = NO_MODIFIER
    ) -> None:
        self.clock.now += SCANNER
        QApplication.sendEvent(self.box, QKeyEvent(QKeyEvent.Type.KeyPress, key, modifier, text))

    def scan(self, code: str) -> None:
        self.keys(code)
        self.end()


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return Bench(qtbot)


RETURN = (Qt.Key.Key_Return, "\r", NO_MODIFIER)
LINE_FEED = (Qt.Key.Key_J, "\n", CONTROL)
KEYPAD = (Qt.Key.Key_Enter, "\r", Qt.KeyboardModifier.KeypadModifier)
TAB = (Qt.Key.Key_Tab, "\t", NO_MODIFIER)


@pytest.mark.parametrize(
    "ends", [[RETURN], [LINE_FEED], [RETURN, LINE_FEED], [TAB], [KEYPAD]], ids=["CR", "LF", "CRLF", "TAB", "Enter"]
)
def test_whatever_ends_a_code_submits_it_once(
    bench: Bench, ends: list[tuple[Qt.Key, str, Qt.KeyboardModifier]]
) -> None:
    bench.keys("TS00123")
    for end in ends:
        bench.end(*end)
    assert bench.scans == [("TS00123", False)]
    assert bench.box.text() == ""


@pytest.mark.parametrize("end", [RETURN, LINE_FEED, KEYPAD])
def test_an_empty_box_submits_nothing(bench: Bench, end: tuple[Qt.Key, str, Qt.KeyboardModifier]) -> None:
    bench.end(*end)
    bench.keys("  ")
    bench.end(*end)
    assert bench.scans == []
    assert bench.said == []


def test_tab_leaves_an_empty_box(bench: Bench, qtbot: QtBot) -> None:
    qtbot.waitUntil(bench.box.hasFocus)
    bench.end(*TAB)
    assert bench.other.hasFocus()


def test_a_person_is_told_from_a_scanner(bench: Bench) -> None:
    bench.keys("TS00123", PERSON)
    bench.end()
    assert bench.scans == [("TS00123", True)]


def test_one_stall_does_not_make_a_scanner_a_person(bench: Bench) -> None:
    bench.keys("TS0")
    bench.clock.now += 0.25
    bench.scan("0123")
    assert bench.scans == [("TS00123", False)]


def test_what_is_pasted_comes_from_a_person(bench: Bench) -> None:
    bench.box.insert("李小雨")
    bench.end()
    assert bench.scans == [("李小雨", True)]


def test_a_scan_is_cut_free_of_forgotten_letters(bench: Bench) -> None:
    bench.keys("li", PERSON)
    bench.clock.now += 5
    bench.scan("TS00123")
    assert bench.scans == [("TS00123", False)]


def test_no_input_method_is_wanted_here_but_elsewhere(bench: Bench) -> None:
    for widget, wanted in ((bench.box, False), (QLineEdit(bench.window), True)):
        query = QInputMethodQueryEvent(Qt.InputMethodQuery.ImEnabled)
        QApplication.sendEvent(widget, query)
        assert query.value(Qt.InputMethodQuery.ImEnabled) is wanted


def test_what_an_input_method_commits_is_taken_all_the_same(bench: Bench) -> None:
    event = QInputMethodEvent()
    event.setCommitString("１２３４")
    QApplication.sendEvent(bench.box, event)
    bench.end()
    assert bench.scans == [("１２３４", False)]


def test_a_committed_line_break_ends_a_code(bench: Bench) -> None:
    event = QInputMethodEvent()
    event.setCommitString("１２３４\r\n")
    QApplication.sendEvent(bench.box, event)
    assert bench.scans == [("１２３４", False)]


def test_thirty_scans_in_a_row_arrive_in_order(bench: Bench) -> None:
    codes = [f"TS{number:05}" for number in range(30)]
    for code in codes:
        bench.scan(code)
    assert [raw for raw, _typed in bench.scans] == codes


def test_the_same_code_again_at_once_is_a_repetition(bench: Bench) -> None:
    bench.scan("TS00123")
    bench.clock.now += REPEAT_WINDOW / 2
    bench.scan("TS00123")
    assert bench.scans == [("TS00123", False)]
    assert bench.said == [("repeated", "TS00123")]


def test_the_same_code_later_is_a_new_scan(bench: Bench) -> None:
    bench.scan("TS00123")
    bench.clock.now += REPEAT_WINDOW + 0.1
    bench.scan("TS00123")
    assert len(bench.scans) == 2


def test_while_a_scan_is_worked_on_its_code_is_a_repetition(bench: Bench) -> None:
    bench.scan("TS00123")
    bench.box.set_busy(True)
    bench.clock.now += 60
    bench.scan("TS00123")
    assert bench.said == [("repeated", "TS00123")]
    bench.box.set_busy(False)
    bench.clock.now += 60
    bench.scan("TS00123")
    assert len(bench.scans) == 2


def test_another_code_between_is_no_repetition(bench: Bench) -> None:
    for code in ("TS00001", "R1001", "TS00001"):
        bench.scan(code)
    assert len(bench.scans) == 3


def test_a_very_long_code_is_held_to_a_safe_length(bench: Bench) -> None:
    bench.scan("1" * (MAX_LENGTH + 50))
    assert bench.scans == [("1" * MAX_LENGTH, False)]


def test_escape_clears_and_never_closes(bench: Bench) -> None:
    bench.keys("abc")
    QTest.keyClick(bench.box, Qt.Key.Key_Escape)
    assert bench.box.text() == ""
    assert bench.said == [("cancelled", None)]
    assert bench.window.isVisible()


def test_a_pause_in_a_name_asks_for_suggestions(bench: Bench, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bench.box.typing):
        bench.keys("lxy", PERSON)
    assert bench.said == [("typing", "lxy")]
    bench.end()
    assert bench.said[-1] == ("typing", "")


@pytest.mark.parametrize(("text", "gap"), [("l", PERSON), ("12345", PERSON), ("TS00123", SCANNER)])
def test_what_is_no_name_asks_for_nothing(bench: Bench, qtbot: QtBot, text: str, gap: float) -> None:
    with qtbot.assertNotEmitted(bench.box.typing, wait=200):
        bench.keys(text, gap)


def test_arrows_move_and_enter_picks_while_there_is_something_to_pick(bench: Bench) -> None:
    bench.keys("lxy", PERSON)
    bench.box.choosing = True
    QTest.keyClick(bench.box, Qt.Key.Key_Down)
    QTest.keyClick(bench.box, Qt.Key.Key_Up)
    bench.end()
    assert bench.said == [("moved", 1), ("moved", -1), ("picked", None)]
    assert bench.scans == []


def test_a_scan_is_never_a_pick(bench: Bench) -> None:
    bench.box.choosing = True
    bench.scan("TS00123")
    assert bench.scans == [("TS00123", False)]


def test_the_box_shows_that_it_lost_the_focus(bench: Bench, qtbot: QtBot) -> None:
    qtbot.waitUntil(bench.box.hasFocus)
    assert bench.box.property("away") is False
    bench.other.setFocus()
    assert bench.box.property("away") is True
    bench.box.setFocus()
    assert bench.box.property("away") is False


def test_a_scan_caught_elsewhere_replaces_what_was_being_typed(bench: Bench) -> None:
    bench.keys("lx", PERSON)
    bench.box.receive("TS00123")
    assert bench.scans == [("TS00123", False)]
    assert bench.box.text() == ""
