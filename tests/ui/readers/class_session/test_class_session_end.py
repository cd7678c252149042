"""The end of a lesson: who borrowed, who did not, who still owes; copied, kept as a table, printed."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from libdesk.exchange.tables import read_tables
from tests.builders import Clock
from tests.ui.readers.class_session.lesson_stand import GROUP, Lesson


@pytest.fixture
def ended(lesson: Lesson, clock: Clock) -> Lesson:
    clock.advance(days=20)
    lesson.number(5)
    lesson.book(9)
    lesson.page.sum_up()
    return lesson


def test_it_says_who_borrowed_who_did_not_and_who_still_owes(ended: Lesson) -> None:
    text = ended.page.summary.text.toPlainText()
    assert "已借（1 人）：5 欧阳明哲《第9本书》" in text
    assert "没有借（9 人）" in text
    assert "超期未还（3 人）：1 李小雨《第0本书》超期 6 天" in text


def test_the_text_is_copied_whole(ended: Lesson) -> None:
    ended.page.summary.copy.click()
    text = QGuiApplication.clipboard().text()
    assert text.startswith(GROUP)
    assert "超期未还" in text


def test_the_list_is_kept_as_a_table(ended: Lesson, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    ended.page.summary.save_to(path)
    rows = read_tables(path.read_bytes(), path.name).tables[0].rows
    assert [str(cell) for cell in rows[0]][:3] == ["座号", "姓名", "书名"]
    assert len(rows) == 11


@pytest.mark.qt_log_ignore("openDocument", extend=True)  # nothing shows a PDF here
def test_the_list_is_printed_beside_the_desk(ended: Lesson, qtbot: QtBot) -> None:
    with qtbot.waitSignal(ended.page.document_asked) as asked:
        ended.page.summary.print.click()
    name, make = asked.args
    assert GROUP in name
    assert make().startswith(b"%PDF")


def test_a_scan_or_the_key_leads_back(ended: Lesson) -> None:
    ended.page.box.receive(ended.books[10].barcodes[0])
    assert not ended.page.summary.isVisible()
    assert ended.out(5) == ["第9本书", "第10本书"]
    ended.page.sum_up()
    ended.page.summary.back.click()
    assert ended.page.box.hasFocus()
