"""The notice of an error: calm, not modal, folded; and what is said after an unclean end."""

import threading
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back
from libdesk.actions.undo import undo
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.ops import Op
from libdesk.domain.rows.last_lines import LastLine
from libdesk.store.queries.last_lines import last_lines
from libdesk.ui import theme
from libdesk.ui.crash_notice import AfterCrashLine, CrashNotice, show_line
from tests.builders import add_book, add_reader, make_desk, make_library

TODAY = date(2026, 3, 9)


def at(hour: int, minute: int, day: int = 9) -> int:
    return int(datetime(2026, 3, day, hour - 8, minute, tzinfo=UTC).timestamp() * 1000)


@pytest.fixture
def notice(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> CrashNotice:
    theme.apply_theme(qapp, scheme="light")
    made = CrashNotice(tmp_path)
    qtbot.addWidget(made)
    return made


def test_it_is_shown_folded_beside_the_desk_and_takes_no_keyboard(notice: CrashNotice, qtbot: QtBot) -> None:
    desk = QLineEdit()
    qtbot.addWidget(desk)
    desk.show()
    desk.setFocus()
    notice.show_details("ValueError at counter.py:5")
    assert notice.isVisible()
    assert notice.objectName() == "crash_notice"
    assert not notice.isModal()
    assert QApplication.activeModalWidget() is None
    assert notice.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert not notice.details.isVisible()
    QTest.keyClicks(desk, "0000123")
    assert desk.text() == "0000123"


def test_an_error_in_a_thread_is_shown_on_the_screen(notice: CrashNotice, qtbot: QtBot) -> None:
    thread = threading.Thread(target=notice.went_wrong.emit, args=("in a thread",))
    thread.start()
    thread.join()
    qtbot.waitUntil(notice.isVisible)
    assert notice.details.toPlainText() == "in a thread"


def test_details_unfold_and_can_be_copied(notice: CrashNotice) -> None:
    notice.show_details("ValueError at counter.py:5")
    notice.details_button.click()
    assert notice.details.isVisible()
    notice.copy_button.click()
    assert QGuiApplication.clipboard().text() == "ValueError at counter.py:5"
    notice.details_button.click()
    assert not notice.details.isVisible()


@pytest.mark.parametrize("factor", [1.0, 1.5])
def test_nothing_of_it_is_cut_folded_or_not(qtbot: QtBot, qapp: QApplication, tmp_path: Path, factor: float) -> None:
    theme.apply_theme(qapp, scheme="light", factor=factor)
    notice = CrashNotice(tmp_path)
    qtbot.addWidget(notice)
    notice.show_details("ValueError at counter.py:5\n" * 60)
    folded = notice.size()
    for _turn in range(2):
        for part in (notice.heading, notice.sentence, notice.go_on_button, notice.log_button, notice.details_button):
            assert part.height() >= part.minimumSizeHint().height()
            assert notice.rect().contains(QRect(part.mapTo(notice, QPoint()), part.size()))
        assert notice.sentence.height() >= notice.sentence.heightForWidth(notice.sentence.width())
        notice.details_button.click()
        QApplication.processEvents()
    assert notice.size() == folded
    theme.apply_theme(qapp, scheme="light")


def test_going_on_closes_it_and_restarting_is_asked_for(notice: CrashNotice, qtbot: QtBot) -> None:
    notice.show_details("x")
    with qtbot.waitSignal(notice.restart_asked):
        notice.restart_button.click()
    notice.go_on_button.click()
    assert not notice.isVisible()


def test_the_log_folder_is_one_click_away(notice: CrashNotice, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "libdesk.ui.crash_notice.QDesktopServices.openUrl", lambda url: opened.append(url.toLocalFile())
    )
    notice.log_button.click()
    assert opened == [str(notice.log_folder)]


def test_the_last_lines_name_title_reader_and_class(tmp_path: Path) -> None:
    desk = make_desk(make_library(tmp_path))
    book = add_book(desk, "西游记", volume="上", copies=2)
    reader = add_reader(desk, "李小雨", entry_year=2022, class_no=3)
    lend(desk, copy_id=book.copy_ids[0], reader_id=reader.id)
    give_back(desk, copy_id=book.copy_ids[0])
    undone = lend(desk, copy_id=book.copy_ids[1], reader_id=reader.id)
    undo(desk, undone.journal_id)
    newest, lent_again, back, lent = last_lines(desk.library, 4)
    desk.library.close()
    expected = ("西游记(上)", "李小雨", "primary", 2022, 3)
    for line in (back, lent, lent_again):
        assert (line.title, line.reader, line.stage, line.entry_year, line.class_no) == expected
    assert [line.op for line in (newest, lent_again, back, lent)] == [Op.UNDO, Op.LEND, Op.GIVE_BACK, Op.LEND]
    assert newest.undone is Op.LEND
    assert newest.title == "西游记(上)"


def line(**values: object) -> str:
    given = {"at": at(10, 32), "op": Op.GIVE_BACK, "title": "活着", "reader": "李小雨"}
    made = LastLine(**{**given, **values})  # type: ignore[arg-type]
    return show_line(made, zone="Asia/Shanghai", today=TODAY, system=SchoolSystem.SIX_THREE)


def test_a_line_is_short_and_says_when_what_and_who() -> None:
    whole = line(stage="primary", entry_year=2021, class_no=3)
    for part in ("10:32", "活着", "李小雨", "五(3)"):
        assert part in whole
    assert line(title="", reader="").startswith("10:32")
    assert "·" not in line(title="", reader="")
    assert "8" in line(at=at(16, 5, day=8)).partition("16:05")[0]
    assert "10:32" in line(op=Op.UNDO, undone=Op.LEND)


def test_after_an_unclean_end_the_check_and_the_last_thing_done_are_told(qtbot: QtBot, tmp_path: Path) -> None:
    lines = [LastLine(at(10, 32 - n), Op.GIVE_BACK, f"书{n}", "李小雨") for n in range(7)]
    panel = AfterCrashLine(lines, zone="Asia/Shanghai", today=TODAY, system=SchoolSystem.SIX_THREE, log_folder=tmp_path)
    qtbot.addWidget(panel)
    panel.show()
    checking = panel.sentence.text()
    assert "10:32" in checking
    assert "书0" in checking
    assert [f"书{n}" in panel.list.text() for n in range(7)] == [True] * 5 + [False] * 2
    panel.show_sound(True)
    sound = panel.sentence.text()
    panel.show_sound(False)
    assert len({checking, sound, panel.sentence.text()}) == 3
    assert panel.sentence.property("role") == "bad"
    with qtbot.waitSignal(panel.closed):
        panel.close_button.click()
    assert not panel.isVisible()


def test_a_new_library_has_no_last_line(qtbot: QtBot, tmp_path: Path) -> None:
    panel = AfterCrashLine([], zone="Asia/Shanghai", today=TODAY, system=SchoolSystem.SIX_THREE, log_folder=tmp_path)
    qtbot.addWidget(panel)
    panel.show_sound(True)
    assert panel.sentence.text()
    assert panel.list.text() == ""
