"""The summary on the screen: drafted, edited in place, drafted anew; the log and the equipment that feed it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.undo import last_undoable, undo
from libdesk.store.queries import leaders as queries
from libdesk.ui.semester.summary.page import SummaryPage
from tests.builders import add_book, add_reader, add_term, set_setting
from tests.documents.pdf import texts
from tests.ui.surroundings import Kept, at_work, nameless


@pytest.fixture
def school(desk: Desk) -> Desk:
    set_setting(desk, "school", "阳光小学")
    add_term(desk, date(2026, 2, 25), date(2026, 7, 3), "第二学期")
    lend(desk, copy_id=add_book(desk, "西游记", copies=3).copy_id, reader_id=add_reader(desk, "王一").id)
    return desk


@pytest.fixture
def page(qtbot: QtBot, kept: Kept, school: Desk) -> SummaryPage:
    return at_work(qtbot, kept, SummaryPage(kept.around), height=520)


def headings(page: SummaryPage) -> list[str]:
    return [row.chapter.heading for row in page.text.list.model.rows()]


def kept_texts(desk: Desk) -> list[str]:
    term_id, _term = queries.terms(desk.library)[0]
    known = queries.summary(desk.library, term_id)
    return [chapter.text for chapter in known[1]] if known else []


def undo_last(desk: Desk) -> None:
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)


def test_the_library_s_figures_write_the_draft(page: SummaryPage) -> None:
    assert page.text.list.face.isVisible()
    assert not page.text.text.isVisible()  # nothing to write in, and nothing to print, before there is a draft
    assert not page.text.print.isVisible()
    page.take_focus()
    focus = page.window().focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Space)
    assert page.text.text.isVisible()
    assert headings(page)[:2] == ["基本情况", "借阅流通"]
    assert "3册" in page.text.text.toPlainText()
    assert "已按今日的数据写出草稿" in page.text.told.text()


def test_what_is_typed_is_kept_when_another_chapter_is_chosen(page: SummaryPage, school: Desk) -> None:
    page.text.draft.click()
    page.text.text.setPlainText("我校图书馆是老师和学生的书房。")
    page.text.list.select("lending")
    assert kept_texts(school)[0] == "我校图书馆是老师和学生的书房。"
    assert page.text.heading.text() == "借阅流通"
    undo_last(school)
    assert "3册" in kept_texts(school)[0]


def test_new_figures_come_in_and_an_edit_stays_and_is_told(page: SummaryPage, school: Desk) -> None:
    page.text.draft.click()
    page.text.text.setPlainText("我的话")
    lend(school, copy_id=2, reader_id=add_reader(school, "李二").id)
    page.text.draft.click()
    texts_now = kept_texts(school)
    assert texts_now[0] == "我的话"
    assert "共借出2册次" in texts_now[1]
    assert "改过的章节保持原样：“基本情况”" in page.text.told.text()
    page.text.list.select("overview")
    page.text.fresh.click()
    assert "2名学生" in page.text.text.toPlainText()  # the words of the newest draft


def test_chapters_are_added_moved_and_removed(page: SummaryPage, school: Desk) -> None:
    page.text.draft.click()
    count = len(headings(page))
    page.text.add.click()
    page.text.heading.setText("致谢")
    page.text.up.click()
    assert headings(page)[0] == "致谢"
    page.text.remove.click()
    assert len(headings(page)) == count
    undo_last(school)
    assert headings(page)[0] == "致谢"


def test_a_chapter_without_a_heading_says_so_and_keeps_the_words(page: SummaryPage) -> None:
    page.text.draft.click()
    page.text.heading.setText(" ")
    page.text.text.setPlainText("还没有标题的话")
    page.text.list.select("lending")
    assert "标题" in page.text.fault.text()
    assert page.text.text.toPlainText() == "还没有标题的话"
    assert page.text.list.current_row().place == 0
    page.show_view(1)  # nobody can be asked any more: it keeps the heading that it had
    page.show_view(0)
    assert (page.text.heading.text(), page.text.text.toPlainText()) == ("基本情况", "还没有标题的话")


def test_leaving_the_page_keeps_what_was_typed(page: SummaryPage, school: Desk) -> None:
    page.text.draft.click()
    page.text.text.setPlainText("没有按保存")
    page.show_view(1)
    assert kept_texts(school)[0] == "没有按保存"


def test_the_summary_is_printed_and_saved(page: SummaryPage, tmp_path: Path) -> None:
    asked: list[tuple[str, Callable[[], bytes]]] = []
    page.document_asked.connect(lambda title, make: asked.append((title, make)))
    page.text.draft.click()
    page.text.text.setPlainText("改过的话。")
    page.text.print.click()
    words = "".join(texts(asked[0][1]()))
    assert "一、基本情况" in words
    assert "改过的话" in words
    page.text.save_to(tmp_path / "总结.pdf")
    assert (tmp_path / "总结.pdf").read_bytes().startswith(b"%PDF")
    page.text.save_to(tmp_path / "没有的文件夹" / "总结.pdf")
    assert not (tmp_path / "没有的文件夹").exists()


def test_a_summary_is_thrown_away_and_comes_back(page: SummaryPage, school: Desk) -> None:
    page.text.draft.click()
    page.text.discard.click()
    assert headings(page) == []
    undo_last(school)
    assert headings(page)


def test_the_log_is_kept_and_feeds_the_summary(page: SummaryPage, school: Desk) -> None:
    page.show_view(1)
    page.study.ask_new()
    page.study.form.ok.click()
    assert "请写明" in page.study.form.fault.text()
    page.study.topic.setText("分类法讲座")
    page.study.hours.setValue(2.5)
    page.study.day.setDate(QDate(2026, 3, 5))
    page.study.form.ok.click()
    (row,) = page.study.list.model.rows()
    assert (row.topic, row.hours_tenth, row.day) == ("分类法讲座", 25, date(2026, 3, 5))
    page.study.ask_change()
    page.study.outcome.setText("讲义一份")
    page.study.form.ok.click()
    page.show_view(0)
    page.text.draft.click()
    assert any("分类法讲座" in text for text in kept_texts(school))
    page.show_view(1)
    page.study.remove.click()
    assert page.study.rows == []
    undo_last(school)
    assert page.study.rows[0].outcome == "讲义一份"


def test_equipment_is_entered_by_keyboard(page: SummaryPage) -> None:
    page.show_view(2)
    page.equipment.new.setFocus()
    QTest.keyClick(page.equipment.new, Qt.Key.Key_Space)
    page.equipment.name.setText("扫描枪")
    page.equipment.price.setText("二百")
    page.equipment.form.save()
    assert page.equipment.form.fault.isVisible()
    assert page.equipment.name.text() == "扫描枪"
    page.equipment.price.setText("260")
    page.equipment.form.save()
    (row,) = page.equipment.list.model.rows()
    assert (row.name, row.price_fen, row.bought) == ("扫描枪", 26_000, None)


def test_every_part_has_a_name_for_a_screen_reader(page: SummaryPage) -> None:
    page.text.draft.click()
    for place in range(3):
        page.show_view(place)
        assert nameless(page) == []


def test_terms_of_one_name_are_told_apart_by_their_school_year(qtbot: QtBot, kept: Kept, school: Desk) -> None:
    add_term(school, date(2025, 2, 24), date(2025, 7, 4), "第二学期")
    page = at_work(qtbot, kept, SummaryPage(kept.around), height=520)
    names = [page.text.term.itemText(n) for n in range(page.text.term.count())]
    assert names == ["2025—2026学年第二学期", "2024—2025学年第二学期"]
    assert page.text._name() == "阳光小学工作总结 2025—2026学年第二学期"
