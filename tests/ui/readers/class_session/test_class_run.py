"""Books collected for the account of a class: kept until they are lent or left on purpose."""

import pytest
from PySide6.QtCore import Qt

from libdesk.actions.desk import Actor, Desk
from libdesk.actions.lending import lend
from libdesk.domain.counter import Mode
from libdesk.domain.ops import Role
from libdesk.domain.outcome import Outcome
from tests.builders import ReaderMade, add_book, add_reader, count
from tests.ui.readers.class_session.lesson_stand import GROUP, Lesson, open_page

LENT, NOTICE, REFUSED, NOT_FOUND = Outcome.LENT, Outcome.NOTICE, Outcome.REFUSED, Outcome.NOT_FOUND


def collect(lesson: Lesson, *numbers: int) -> ReaderMade:
    """Books for the account of the class, not lent yet."""
    account = add_reader(lesson.desk, GROUP, kind="class")
    lesson.page.refresh()
    lesson.page.to_class.click()
    for number in numbers:
        assert lesson.book(number) is NOTICE
    return account


def brought_back(desk: Desk) -> str:
    """The label of a book that a teacher has, who brings it while a run is collected."""
    book = add_book(desk, "别人的书")
    lend(desk, copy_id=book.copy_id, reader_id=add_reader(desk, "张老师", kind="teacher").id)
    return book.barcodes[0]


def test_a_run_goes_to_the_account_of_the_class(lesson: Lesson) -> None:
    account = add_reader(lesson.desk, GROUP, kind="class")
    lesson.page.refresh()
    lesson.page.to_class.click()
    for number in (10, 11, 12):
        assert lesson.book(number) is NOTICE
    assert lesson.number(4) is NOTICE, "a seat number does not take the run away from the class"
    assert lesson.scan(lesson.pupils[3].card) is NOTICE
    assert "班级" in lesson.said
    assert count(lesson.desk, "SELECT count(*) FROM loan WHERE reader_id = ?", account.id) == 0
    lesson.key(Qt.Key.Key_F12)
    assert lesson.page.banner.outcome is LENT
    assert count(lesson.desk, "SELECT count(*) FROM loan WHERE reader_id = ?", account.id) == 3
    assert lesson.page.session.state.mode is Mode.LESSON
    assert lesson.book(13) is NOTICE, "and what follows is not lent to the class by itself"


def test_whoever_leaves_a_run_by_f2_lends_nothing_more_to_the_class(lesson: Lesson) -> None:
    account = add_reader(lesson.desk, GROUP, kind="class")
    lesson.page.refresh()
    lesson.page.to_class.click()
    lesson.book(10)
    lesson.key(Qt.Key.Key_F2)
    assert lesson.open_name == ""
    assert not lesson.page.to_class.isChecked()
    assert lesson.book(11) is NOTICE
    assert count(lesson.desk, "SELECT count(*) FROM loan WHERE reader_id = ?", account.id) == 0


@pytest.mark.parametrize("last", ["4", "99", "R9999", "XX", "unknown book", "book of another"])
def test_f12_lends_a_run_whatever_was_told_last_and_the_banner_says_so(lesson: Lesson, last: str) -> None:
    account = collect(lesson, 10, 11)
    code = {"unknown book": "0000099", "book of another": brought_back(lesson.desk)}.get(last, last)
    lesson.number(code) if code == last else lesson.scan(code)
    assert lesson.page.banner.outcome in (NOTICE, NOT_FOUND, REFUSED)
    told = lesson.page.session.told
    assert told is not None
    assert [words for words, _work in lesson.page.offers.choices(told) if words.startswith("F12")]
    lesson.key(Qt.Key.Key_F12)
    assert lesson.page.banner.outcome is LENT
    assert count(lesson.desk, "SELECT count(*) FROM loan WHERE reader_id = ?", account.id) == 2


@pytest.mark.parametrize("away", ["find_tab", "lending_tab", "readers_tab", "student mode"])
def test_a_run_is_kept_while_another_page_is_shown(lesson: Lesson, away: str) -> None:
    account = collect(lesson, 10, 11)
    if away == "student mode":
        lesson.desk.actor = Actor(Role.HELPER)
        lesson.seat.window.role_changed()
        lesson.desk.actor = Actor(Role.LIBRARIAN)
        lesson.page = open_page(lesson.seat)  # made anew
    elif away == "readers_tab":
        lesson.seat.window.tabs.current.show_page("reader_list_page")  # type: ignore[attr-defined]
        open_page(lesson.seat)
    else:
        lesson.seat.window.show_tab(away)
        lesson.seat.window.show_tab("readers_tab")
    assert "已有 2 册等着借出" in lesson.said
    assert lesson.book(12) is NOTICE
    lesson.key(Qt.Key.Key_F12)
    assert count(lesson.desk, "SELECT count(*) FROM loan WHERE reader_id = ?", account.id) == 3


def test_a_run_that_is_ended_on_purpose_says_that_nothing_is_lent(lesson: Lesson) -> None:
    account = collect(lesson, 10, 11)
    for key in (Qt.Key.Key_F3, Qt.Key.Key_F4):
        lesson.key(key)
        assert lesson.page.session.state.mode is Mode.RUN
    lesson.key(Qt.Key.Key_Escape)
    assert "2 册没有借出" in lesson.said
    assert lesson.page.session.state.mode is Mode.LESSON
    assert count(lesson.desk, "SELECT count(*) FROM loan WHERE reader_id = ?", account.id) == 0


def test_another_class_does_not_sit_down_while_a_run_stands(lesson: Lesson) -> None:
    add_reader(lesson.desk, "别班的", class_no=5)
    collect(lesson, 10, 11)
    lesson.page.choice.setFocus()
    lesson.page.choice.setEditText("四5")
    lesson.key(Qt.Key.Key_Return)
    assert (lesson.page.session.class_name, lesson.page.choice.currentText()) == (GROUP, GROUP)
    assert "F12" in lesson.said
    assert len(lesson.page.session.state.run) == 2
