"""A document is looked at page by page: only what is seen is made, and what it says and does is there by keyboard."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.documents.paged import Pages
from libdesk.domain.errors import NotAllowed
from libdesk.domain.press import Press
from libdesk.ui.printing.paper import Fit, Paper
from libdesk.ui.printing.paper_view import PaperView
from libdesk.ui.printing.presses import keep_press
from tests.ui.printing.papers import Counted, FilePrinters
from tests.ui.surroundings import Kept, nameless

Look = Callable[[Counted], None]


@pytest.fixture
def view(qtbot: QtBot, kept: Kept, tmp_path: Path) -> PaperView:
    made = PaperView(kept.around, "labels", printers=FilePrinters(tmp_path, "roll", "laser"))
    qtbot.addWidget(made)
    made.resize(560, 400)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def look(qtbot: QtBot, view: PaperView) -> Look:
    def wait(document: Counted) -> None:
        with qtbot.waitSignal(view.page_shown):
            view.show_paper(document.paper())

    return wait


def key(view: PaperView, qtbot: QtBot, pressed: Qt.Key) -> int:
    """Press a key on the page and wait for the page that it asks for."""
    with qtbot.waitSignal(view.page_shown):
        QTest.keyClick(view.page, pressed)
    return view.number


def test_of_a_thousand_pages_only_the_first_is_made(view: PaperView, look: Look) -> None:
    document = Counted(1000)
    look(document)
    assert document.made == [0]
    assert view.count == 1000
    assert view.page.accessibleName() == "第 1 页，共 1000 页：Labels"


def test_pages_are_turned_by_keys_and_only_those_seen_are_made(qtbot: QtBot, view: PaperView, look: Look) -> None:
    document = Counted(40)
    look(document)
    turns = [Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_End, Qt.Key.Key_Home]
    assert [key(view, qtbot, turn) for turn in turns] == [1, 2, 1, 39, 0]
    assert document.made == [0, 1, 2, 1, 39, 0]


def test_facts_give_way_before_a_button_stands_on_a_line_of_its_own(view: PaperView, look: Look, qtbot: QtBot) -> None:
    look(Counted(40))
    bar = view.bar
    bar.facts.setText("一台名字很长的打印机" * 4)

    def tops() -> list[int]:
        return [part.mapTo(bar, QPoint()).y() for part in (bar._first, bar._out, bar._in)]

    for width in (900, 560):
        view.resize(width, 400)
        qtbot.waitUntil(lambda width=width: view.width() == width and max(tops()) - min(tops()) < bar._first.height())
    bar.setFixedWidth(300)  # there the sizes go to the next line together
    qtbot.waitUntil(lambda: tops()[0] < tops()[1] == tops()[2])
    assert bar.facts.toolTip() == bar.facts.text()


def test_copies_to_print_are_no_books(view: PaperView, look: Look) -> None:
    look(Counted(1))
    view.print_bar.copies.setValue(2)
    assert view.bar.facts.text().endswith("2 份")


def test_the_page_stays_large_enough_to_be_made_out_with_the_options_open(
    qtbot: QtBot, view: PaperView, look: Look
) -> None:
    from libdesk.ui import theme

    view.resize(420, 250)
    look(Counted(1))
    closed = view.print_bar.height()
    view.print_bar.more.setChecked(True)
    qtbot.waitUntil(lambda: view.print_bar.height() > closed)
    assert view.page.height() >= theme.space(40)


def test_a_page_is_gone_to_by_its_number(qtbot: QtBot, view: PaperView, look: Look) -> None:
    look(Counted(40))
    view.bar.number.setFocus()
    view.bar.number.selectAll()
    with qtbot.waitSignal(view.page_shown):
        QTest.keyClicks(view.bar.number, "17")
        QTest.keyClick(view.bar.number, Qt.Key.Key_Return)
    assert view.number == 16
    view.bar.number.setText("99999")
    with qtbot.waitSignal(view.page_shown):
        QTest.keyClick(view.bar.number, Qt.Key.Key_Return)
    assert (view.number, view.bar.number.text()) == (39, "40")


def test_before_the_first_and_after_the_last_page_there_is_none(qtbot: QtBot, view: PaperView, look: Look) -> None:
    look(Counted(2))
    QTest.keyClick(view.page, Qt.Key.Key_PageUp)
    assert view.number == 0
    assert key(view, qtbot, Qt.Key.Key_End) == 1
    QTest.keyClick(view.page, Qt.Key.Key_PageDown)
    assert view.number == 1


def test_a_newer_question_takes_the_place_of_those_that_wait(qtbot: QtBot, view: PaperView) -> None:
    begun, gate = threading.Event(), threading.Event()

    def slow(_desk: Desk, _press: Press) -> Pages:
        begun.set()
        gate.wait(20)
        return Counted(1, title="slow")

    never, last = Counted(2, title="never"), Counted(3, title="last")
    view.show_paper(Paper("slow", slow))
    qtbot.waitUntil(begun.is_set)
    view.show_paper(never.paper())
    with qtbot.waitSignal(view.page_shown):
        view.show_paper(last.paper())
        gate.set()
    assert (never.made, last.made, view.count) == ([], [0], 3)


def test_a_document_of_the_same_name_stays_on_its_page(qtbot: QtBot, view: PaperView, look: Look) -> None:
    look(Counted(9))
    key(view, qtbot, Qt.Key.Key_End)
    look(Counted(4))
    assert view.number == 3
    look(Counted(4, title="another"))
    assert view.number == 0


def test_the_true_size_is_that_of_the_screen_under_a_ruler(qtbot: QtBot, view: PaperView, look: Look) -> None:
    look(Counted(1, size=(144, 72)))
    view.page.set_zoom(1.0)
    qtbot.waitUntil(lambda: view.page.image is not None and view.page.image.width() == round(2 * view.page.inch))
    assert view.page.image is not None
    assert view.page.image.height() == round(view.page.inch)


def test_the_page_grows_by_plus_and_wheel_and_fits_again_by_nought(qtbot: QtBot, view: PaperView, look: Look) -> None:
    look(Counted(1))
    whole = view.page.scale
    QTest.keyClicks(view.page, "+")
    once = view.page.scale
    wheel = QWheelEvent(
        QPointF(9, 9), QPointF(9, 9), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.page.viewport(), wheel)
    assert whole < once < view.page.scale
    QTest.keyClicks(view.page, "-")
    assert view.page.scale == once
    QTest.keyClicks(view.page, "0")
    assert (view.page.zoom, view.page.scale, view.bar.zoom.currentData()) == (Fit.PAGE, whole, Fit.PAGE)


def test_a_large_page_is_scrolled_by_the_arrow_keys(qtbot: QtBot, view: PaperView, look: Look) -> None:
    look(Counted(1))
    view.page.set_zoom(4.0)
    QTest.keyClick(view.page, Qt.Key.Key_Down)
    QTest.keyClick(view.page, Qt.Key.Key_Right)
    assert view.page.verticalScrollBar().value() > 0
    assert view.page.horizontalScrollBar().value() > 0


def test_nothing_chosen_is_said_in_words(view: PaperView) -> None:
    view.show_paper(None, "Choose a class first.")
    assert "Choose a class first." in view.face.accessibleName()
    assert not view.print_bar.print.isEnabled()
    assert not view.print_bar.save.isEnabled()


def test_a_document_without_pages_prints_nothing(qtbot: QtBot, view: PaperView) -> None:
    view.show_paper(Counted(0).paper(), "Nobody is in this class.")
    qtbot.waitUntil(lambda: bool(view.face.accessibleName()) and not view.print_bar.print.isEnabled())
    view.print_paper()
    view.save_paper(Path("/nowhere/at/all.pdf"))
    assert not view.out.running


def test_a_refusal_is_shown_in_its_own_words(qtbot: QtBot, view: PaperView) -> None:
    def refused(_desk: Desk, _press: Press) -> Pages:
        raise NotAllowed("see_desk")

    view.show_paper(Paper("cards", refused))
    qtbot.waitUntil(lambda: NotAllowed("see_desk").text() in view.face.accessibleName())


def test_what_nobody_sees_is_not_made_until_it_is_seen(qtbot: QtBot, view: PaperView) -> None:
    document = Counted(3)
    view.hide()
    view.show_paper(document.paper())
    view.refresh()
    assert document.presses == []
    with qtbot.waitSignal(view.page_shown):
        view.show()
    assert document.made == [0]


def test_the_preview_has_the_dots_of_the_printer_but_not_its_offset(qtbot: QtBot, view: PaperView, look: Look) -> None:
    keep_press(view.around.pc, "roll", Press(203, 1.5, -2, 1.01, 1))
    view.choose_printer("laser")
    document = Counted(1)
    look(document)
    assert view.press == Press(300)
    with qtbot.waitSignal(view.page_shown), qtbot.waitSignal(view.press_changed):
        view.choose_printer("roll")
    assert view.press.dx == 1.5
    assert document.presses == [Press(300), Press(203)]


def test_all_of_it_has_a_name_and_room(qtbot: QtBot, view: PaperView, look: Look) -> None:
    look(Counted(12))
    view.print_bar.more.setChecked(True)
    assert nameless(view) == []
    assert view.minimumSizeHint().width() <= 560
