"""What is typed into a chapter belongs to that chapter, whatever comes between typing and keeping."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from libdesk.actions import staff
from libdesk.actions.calendar import set_term
from libdesk.actions.desk import Desk
from libdesk.actions.leaders import summaries
from libdesk.domain.ops import Role
from libdesk.domain.summaries import drafted
from libdesk.store.queries import leaders as queries
from libdesk.store.queries.catalogue import within
from libdesk.ui.reports import running
from libdesk.ui.semester.summary.page import SummaryPage
from libdesk.ui.semester.summary.text_view import TextView
from tests.builders import add_term
from tests.windows import Seat, seat_at

DRAFT = (drafted("one", "甲", "aaa"), drafted("two", "乙", "bbb"), drafted("three", "丙", "ccc"))


@pytest.fixture
def term_id(desk: Desk) -> int:
    add_term(desk, date(2025, 9, 1), date(2026, 1, 23), "第一学期")
    return add_term(desk, date(2026, 2, 25), date(2026, 7, 3), "第二学期")


@pytest.fixture
def seat(desk: Desk, term_id: int, tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    for known, _term in queries.terms(desk.library):
        summaries.draft_summary(desk, known, DRAFT)
    with seat_at(desk, tmp_path, qtbot, size=(1200, 760)) as seat:
        seat.open("semester_tab", "summary_page")
        yield seat


def view_of(seat: Seat) -> TextView:
    page = seat.window.findChild(SummaryPage)
    assert page is not None
    return page.text


def kept(desk: Desk, term_id: int) -> list[tuple[str, str]]:
    known = queries.summary(desk.library, term_id)
    return [(chapter.heading, chapter.text) for chapter in known[1]] if known else []


def write(seat: Seat, words: str) -> None:
    """In place of what stands in the text."""
    text = seat.child("summary_text")
    assert isinstance(text, QPlainTextEdit)
    text.setFocus()
    text.selectAll()
    seat.type(words)


def test_turning_to_another_term_keeps_them(seat: Seat, desk: Desk, term_id: int) -> None:
    write(seat, "half an hour")
    seat.child("summary_term").setFocus()
    seat.key(Qt.Key.Key_Down)
    assert view_of(seat).text.toPlainText() == "aaa"
    assert kept(desk, term_id)[0] == ("甲", "half an hour")
    assert [text for other, _t in queries.terms(desk.library)[1:] for _h, text in kept(desk, other)] == [
        "aaa", "bbb", "ccc",
    ]  # fmt: skip
    seat.child("summary_term").setFocus()
    seat.key(Qt.Key.Key_Up)
    assert view_of(seat).text.toPlainText() == "half an hour"


def test_a_term_without_a_summary_gets_none_of_them(seat: Seat, desk: Desk, term_id: int) -> None:
    other = queries.terms(desk.library)[1][0]
    summaries.discard_summary(desk, other)
    write(seat, "half an hour")
    seat.child("summary_term").setFocus()
    seat.key(Qt.Key.Key_Down)
    assert view_of(seat).list.face.isVisible()
    seat.child("summary_term").setFocus()
    seat.key(Qt.Key.Key_Up)
    assert kept(desk, term_id) == [("甲", "half an hour"), ("乙", "bbb"), ("丙", "ccc")]
    assert kept(desk, other) == []


def test_a_term_is_not_turned_to_while_a_heading_is_missing(seat: Seat, term_id: int) -> None:
    write(seat, "half an hour")
    view = view_of(seat)
    view.heading.clear()
    view.term.setFocus()
    seat.key(Qt.Key.Key_Down)
    assert view.term_id == term_id
    assert view.text.toPlainText() == "half an hour"
    assert view.fault.isVisible()


@pytest.mark.parametrize("how", ["F9", "idle"])
def test_whoever_falls_back_to_student_mode_has_kept_them(seat: Seat, desk: Desk, term_id: int, how: str) -> None:
    write(seat, "half a page")
    if how == "F9":
        seat.key(Qt.Key.Key_F9)
    else:
        seat.window.lock.idle.emit()
    assert desk.actor.role is Role.HELPER
    assert kept(desk, term_id)[0] == ("甲", "half a page")
    staff.sign_in_without_pin(desk)
    seat.window.role_changed()
    seat.open("semester_tab", "summary_page")
    assert view_of(seat).text.toPlainText() == "half a page"


def test_they_are_kept_at_the_idle_lock_without_a_heading_too(seat: Seat, desk: Desk, term_id: int) -> None:
    write(seat, "half a page")
    view_of(seat).heading.clear()
    seat.window.lock.idle.emit()
    assert kept(desk, term_id)[0] == ("甲", "half a page")


def test_closing_the_window_keeps_them(seat: Seat, desk: Desk, term_id: int) -> None:
    write(seat, "half a page")
    seat.window.close()
    assert kept(desk, term_id)[0] == ("甲", "half a page")


def test_keeping_them_by_a_key_leaves_the_cursor_where_it_is(seat: Seat, desk: Desk, term_id: int) -> None:
    write(seat, "half a ")
    seat.key(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert kept(desk, term_id)[0] == ("甲", "half a")
    seat.type("page")
    assert view_of(seat).text.toPlainText() == "half a page"


def test_f8_puts_them_into_no_other_chapter(seat: Seat, desk: Desk, term_id: int) -> None:
    view = view_of(seat)
    view.list.select("three")
    view.up.click()
    write(seat, "new words")
    seat.key(Qt.Key.Key_F8)
    assert view.heading.text() == "丙"
    assert view.list.current_row().chapter.heading == "丙"
    assert view.text.toPlainText() == "new words"
    view.list.select("one")
    assert kept(desk, term_id) == [("甲", "aaa"), ("乙", "bbb"), ("丙", "new words")]


def test_f8_takes_a_chapter_back_but_not_what_is_being_typed_into_it(seat: Seat, desk: Desk, term_id: int) -> None:
    view = view_of(seat)
    view.add.click()
    write(seat, "thanks to all")
    seat.key(Qt.Key.Key_F8)
    assert view.text.toPlainText() == "thanks to all"
    assert len(kept(desk, term_id)) == 3
    view.list.select("two")
    assert kept(desk, term_id)[-1] == ("新章节", "thanks to all")
    assert view.text.toPlainText() == "bbb"


def test_f8_takes_the_draft_back_but_not_what_is_being_typed(seat: Seat, desk: Desk, term_id: int) -> None:
    view = view_of(seat)
    view.discard.click()
    summaries.draft_summary(desk, term_id, DRAFT)
    write(seat, "mine")
    seat.key(Qt.Key.Key_F8)
    assert kept(desk, term_id) == []
    assert view.text.isVisible()
    seat.key(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert kept(desk, term_id) == [("甲", "mine")]


def test_a_chapter_that_is_removed_comes_back_with_them(seat: Seat, desk: Desk, term_id: int) -> None:
    write(seat, "mine")
    view_of(seat).remove.click()
    seat.key(Qt.Key.Key_F8)
    assert kept(desk, term_id)[0] == ("甲", "mine")
    assert view_of(seat).text.toPlainText() == "bbb"


def test_the_draft_that_arrives_takes_none_of_them(
    seat: Seat, desk: Desk, term_id: int, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = view_of(seat)
    monkeypatch.setattr(running, "within", lambda library: within(library, 0))
    view.draft.click()
    assert view.running.isVisible()
    write(seat, "typed meanwhile")
    qtbot.waitUntil(lambda: not view.running.isVisible())
    assert ("甲", "typed meanwhile") in kept(desk, term_id)
    assert view.text.toPlainText() == "typed meanwhile"


def test_a_draft_that_arrives_leaves_what_lacks_a_heading_in_its_fields(
    seat: Seat, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = view_of(seat)
    monkeypatch.setattr(running, "within", lambda library: within(library, 0))
    view.draft.click()
    write(seat, "typed meanwhile")
    view.heading.clear()
    qtbot.waitUntil(lambda: not view.running.isVisible())
    assert (view.heading.text(), view.text.toPlainText()) == ("", "typed meanwhile")


def test_where_the_term_itself_is_taken_back_that_they_are_gone_is_told(seat: Seat, desk: Desk, term_id: int) -> None:
    view = view_of(seat)
    set_term(desk, name="小学期", first=date(2026, 2, 1), last=date(2026, 2, 10))
    summer = next(known for known, term in queries.terms(desk.library) if term.name == "小学期")
    summaries.draft_summary(desk, summer, DRAFT)
    view.term.setCurrentIndex(view.term.findText("小学期"))
    view.term.activated.emit(view.term.currentIndex())
    write(seat, "mine")
    seat.key(Qt.Key.Key_F8)
    assert view.text.toPlainText() == "mine"
    seat.key(Qt.Key.Key_F8)
    assert view.term_id == term_id
    assert (view.heading.text(), view.text.toPlainText()) == ("甲", "aaa")
    assert "学期已不在" in view.told.text()
    assert [text for _heading, text in kept(desk, term_id)] == ["aaa", "bbb", "ccc"]
