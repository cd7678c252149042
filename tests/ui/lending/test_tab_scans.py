"""The lending tab under a scanner: every scan once and in order, wherever the focus is, and nothing in its way."""

import random
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.domain.counter import Mode
from libdesk.domain.outcome import Outcome
from libdesk.domain.progress import Progress
from libdesk.ui.jobs import Lane
from tests.builders import add_book
from tests.ui.lending.school import ISBN
from tests.ui.lending.stand import SCANNER, Key, Stand


def test_one_box_takes_a_card_then_a_book_and_a_book_alone(stand: Stand) -> None:
    stand.scan(stand.school.li.card)
    assert stand.scan(stand.school.code()) is Outcome.LENT
    assert stand.tab.panel.card is not None
    assert (stand.tab.panel.card.name, stand.tab.panel.card.out) == ("李小雨", 1)
    stand.key(Key.Key_Escape)
    assert stand.scan(stand.school.code()) is Outcome.RETURNED
    assert stand.in_box


@pytest.mark.parametrize(
    "ends", [(Key.Key_Return,), (Key.Key_Enter,), (Key.Key_Tab,), (Key.Key_Return, Key.Key_Return)]
)
def test_whatever_ends_a_scan_ends_it_once(stand: Stand, ends: tuple[Qt.Key, ...]) -> None:
    stand.scan(stand.school.li.card)
    stand.now += 2
    stand.keys(stand.school.code())
    for end in ends:
        stand.key(end)
    assert len(stand.school.session.recent) == 1
    assert stand.in_box


def test_an_empty_enter_does_nothing(stand: Stand) -> None:
    stand.scan(stand.school.li.card)
    stand.scan(stand.school.code())
    stand.enter()
    stand.enter()
    assert stand.banner.outcome is Outcome.LENT, "the result stays until the next scan"


def test_the_same_code_within_a_moment_counts_once_and_is_noted(stand: Stand) -> None:
    stand.scan(stand.school.li.card)
    stand.scan(stand.school.code())
    stand.keys(stand.school.code())
    stand.key(Key.Key_Return)
    assert stand.said == ["重复扫描，只算一次。"]
    assert stand.banner.outcome is Outcome.LENT
    assert len(stand.school.session.recent) == 1


def test_thirty_scans_without_a_pause_all_land_in_order(stand: Stand) -> None:
    book = add_book(stand.school.desk, "多册", copies=30)
    stand.scan(stand.school.class_3.card)
    stand.gap = SCANNER
    for code in book.barcodes:
        stand.now += 0.05
        stand.keys(code)
        stand.key(Key.Key_Return)
    assert [copy for copy, _reader in stand.school.open_loans()] == list(book.copy_ids)
    assert stand.tab.panel.card is not None
    assert stand.tab.panel.card.out == 30


def focusable(stand: Stand) -> list[QWidget]:
    found = stand.window.findChildren(QWidget)
    return [w for w in found if w.isVisible() and w.isEnabled() and w.focusPolicy() != Qt.FocusPolicy.NoFocus]


def test_a_scan_lands_in_the_box_wherever_the_focus_was(stand: Stand) -> None:
    stand.scan(stand.school.li.card)
    stand.scan(stand.school.code(0))
    stand.scan(stand.school.code(1))
    count, number = 99, 0
    while number < count:
        stand.scan(stand.school.li.card)
        stand.scan(stand.school.code(0))  # two answers are offered
        stand.tab.panel.loans.view.selectRow(0)  # and six things can be done with a book
        places = focusable(stand)
        count = len(places)
        places[number].setFocus()
        assert stand.scan(f"ZZZ{number}") is Outcome.NOT_FOUND, places[number].objectName()
        assert stand.banner.headline.text() == f"ZZZ{number}"
        assert stand.in_box
        number += 1
    assert count >= 10
    assert len(stand.school.open_loans()) == 2


def test_an_input_method_that_commits_a_scan_in_full_width_loses_nothing(stand: Stand) -> None:
    assert stand.box.inputMethodQuery(Qt.InputMethodQuery.ImEnabled) is False
    stand.scan(stand.school.li.card)
    stand.now += 2
    stand.commit("０００００" + "０１\n")
    assert stand.banner.outcome is Outcome.LENT


ODD = [
    "ZZZ", "' OR 1=1 --", '"; DROP TABLE copy; --', "*", '"', "title:NEAR", "9" * 150, "LD-LEND", "LD-RETURN", "LD-END",
    "LD-UNDO", "LD-PRINT", "LD-SHIFT", ISBN, "9787544253994", "R0001", "R0002", "0000001", "0000002", "]C10000003", "%",
]  # fmt: skip


def test_no_run_of_good_and_bad_scans_opens_a_modal_window_or_loses_the_focus(stand: Stand) -> None:
    dice = random.Random(7)
    for code in [*ODD, *(dice.choice(ODD) for _n in range(60))]:
        stand.scan(code)  # which looks for a modal window after each key
        assert stand.in_box, code
        assert stand.box.text() == "", code


def test_control_characters_in_a_scan_change_nothing(stand: Stand) -> None:
    stand.scan(stand.school.li.card)
    stand.now += 2
    stand.commit("\x02" + stand.school.code() + "\x03\r\n")
    assert stand.banner.outcome is Outcome.LENT


def test_each_outcome_is_heard(stand: Stand) -> None:
    stand.scan(stand.school.li.card)
    for code in (stand.school.code(), stand.school.code(), "ZZZ"):
        stand.scan(code)
    assert stand.sounds == ["success", "look", "stop"]


def test_scans_wait_in_order_while_a_library_job_writes_and_run_after_it(stand: Stand, qtbot: QtBot) -> None:
    go_on = threading.Event()

    def work(desk: Desk, _progress: Progress) -> None:
        go_on.wait(20)

    stand.scan(stand.school.li.card)
    stand.jobs.start(Lane.LIBRARY, "导入", work, lambda _result: None, lambda _error: None)
    for number in range(3):
        stand.scan(stand.school.code(number))
        assert f"{number + 1} 次扫描在等" in stand.banner.text()
        assert stand.in_box
    assert stand.school.open_loans() == []
    assert not stand.tab.turn.running, "the reader's turn does not end under what waits for it"
    stand.tab.undo_last()
    assert stand.said == ["任务正在写入，完成后再撤销。"]
    go_on.set()
    qtbot.waitUntil(lambda: not stand.jobs.busy_library)
    qtbot.waitUntil(lambda: len(stand.school.open_loans()) == 3)
    assert [copy for copy, _r in stand.school.open_loans()] == [book.copy_id for book in stand.school.books[:3]]
    assert stand.banner.outcome is Outcome.LENT
    assert stand.tab.turn.running


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # the offscreen platform cannot
def test_a_scan_puts_the_menu_away_and_counts(stand: Stand) -> None:
    stand.scan(stand.school.li.card)
    stand.tab.more_modes.mode_menu.popup(stand.tab.mapToGlobal(stand.tab.rect().center()))
    assert QApplication.activePopupWidget() is not None
    stand.scan(stand.school.code())
    assert QApplication.activePopupWidget() is None
    assert stand.banner.outcome is Outcome.LENT
    assert stand.in_box


def test_command_cards_work_like_their_keys(stand: Stand) -> None:
    stand.scan("LD-RETURN")
    assert stand.school.session.state.mode is Mode.RETURN
    stand.scan("LD-LEND")
    stand.scan(stand.school.li.card)
    stand.scan(stand.school.code())
    stand.scan("LD-PRINT")
    assert stand.slips == [stand.school.session.slip]
    stand.scan("LD-UNDO")
    assert stand.school.open_loans() == []
    stand.scan("LD-END")
    assert stand.tab.panel.card is None
