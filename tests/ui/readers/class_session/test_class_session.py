"""The class session in the real window: a whole lesson by seat numbers, and what may go wrong in it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from libdesk.actions import staff
from libdesk.actions.desk import Actor, Desk
from libdesk.actions.holds import place_hold
from libdesk.domain.counter import Mode
from libdesk.domain.duedates import LoanRule, OverduePolicy
from libdesk.domain.ops import Role
from libdesk.domain.outcome import Outcome
from libdesk.ui.readers.class_session.page import ClassSessionPage
from tests.builders import Clock, add_book, add_reader, change_reader, count, set_rule, status
from tests.ui.readers.class_session.lesson_stand import GROUP, Lesson, make_class, no_seats, open_page
from tests.windows import seat_at

LENT, RETURNED, NOTICE, REFUSED, NOT_FOUND = (
    Outcome.LENT, Outcome.RETURNED, Outcome.NOTICE, Outcome.REFUSED, Outcome.NOT_FOUND
)  # fmt: skip


def test_a_whole_lesson_of_ten_pupils(lesson: Lesson, clock: Clock) -> None:
    clock.advance(days=20)  # books 0 to 2 are overdue
    change_reader(lesson.desk, lesson.pupils[3], state="stopped", stopped_why="家长来信")
    lesson.page.refresh()
    # Three bring back what they had and take another; the next book of each is lent.
    for seat in (1, 2, 3):
        lesson.number(seat)
        assert lesson.book(seat - 1) is NOTICE  # overdue, and back
        assert lesson.book(10 + seat) is LENT
        assert lesson.out(seat) == [f"第{10 + seat}本书"]
    # One may not borrow, and nothing of that stays.
    lesson.number(4)
    assert lesson.book(14) is REFUSED
    assert "家长来信" in lesson.said
    assert status(lesson.desk, lesson.books[14].copy_id) == "shelf"
    # A number too many, a scan of something else, a mistake that is taken back.
    assert lesson.number(61) is NOT_FOUND
    assert lesson.scan("9787020024759") is NOT_FOUND
    lesson.number(5)
    assert lesson.book(15) is LENT
    lesson.key(Qt.Key.Key_F8)
    assert "第15本书" in lesson.said
    assert (lesson.out(5), lesson.row(5).lent_today) == ([], ())
    assert lesson.book(15) is LENT
    for seat in (6, 7, 8, 9, 10):
        lesson.number(seat)
        lesson.book(seat - 2)
    assert lesson.page.score.text() == "10 人中 9 人已借"
    assert lesson.seat.window.tabs.current.NAME == "readers_tab", "the lesson never left its page"
    assert count(lesson.desk, "SELECT count(*) FROM loan WHERE returned IS NULL") == 9


def test_thirty_scans_without_a_pause_all_land_in_order(lesson: Lesson) -> None:
    set_rule(lesson.desk, max_loans=40)
    book = add_book(lesson.desk, "多册", copies=30)
    for place, code in enumerate(book.barcodes):
        if place % 3 == 0:
            lesson.number(place // 3 + 1)
        lesson.scan(code)
    rows = lesson.desk.library.connection.execute(
        "SELECT copy_id, reader_id FROM loan WHERE copy_id >= ? ORDER BY id", (book.copy_id,)
    ).fetchall()
    # One pupil takes one copy of a title; the others are refused, and none goes to somebody else.
    assert rows == [(book.copy_ids[3 * n], lesson.pupils[n].id) for n in range(10)]


class TestSeats:
    """A number opens a pupil."""

    def test_a_number_opens_and_names_the_pupil(self, lesson: Lesson) -> None:
        lesson.number("07")
        assert lesson.open_name == "张三"
        assert lesson.page.roll.current_row().seat == 7
        assert lesson.page.banner.outcome is None, "the next pupil is nothing to look at"

    def test_a_card_opens_as_well(self, lesson: Lesson) -> None:
        lesson.scan(lesson.pupils[1].card)
        assert lesson.open_name == "王一"

    def test_initials_offer_the_pupils_of_this_class_first(self, lesson: Lesson) -> None:
        for number in range(20):
            add_reader(lesson.desk, "李新宇", entry_year=2024, seat=number + 1)
        assert [choice.name for choice in lesson.page.session.readers_like("lxy")][:2] == ["李小雨", "李新宇"]

    def test_a_label_of_two_digits_is_a_book_and_no_seat(self, lesson: Lesson) -> None:
        odd = add_book(lesson.desk, "旧编号", barcodes=["8"])
        lesson.number(2)
        assert lesson.number(8) is LENT
        assert status(lesson.desk, odd.copy_id) == "loan"

    def test_two_pupils_with_one_number_are_told_apart_by_name(self, lesson: Lesson) -> None:
        add_reader(lesson.desk, "新同学", seat=7)
        lesson.page.refresh()
        assert lesson.number(7) is NOTICE
        assert "张三" in lesson.said
        assert "新同学" in lesson.said
        assert lesson.open_name == ""

    def test_a_school_without_seat_numbers_counts_its_list(self, lesson: Lesson) -> None:
        no_seats(lesson.desk)
        lesson.page.refresh()
        assert [row.seat for row in lesson.page.roll.model.rows()] == list(range(1, 11))
        lesson.number(3)
        assert lesson.open_name == lesson.row(3).name

    def test_the_arrow_keys_go_from_pupil_to_pupil_and_the_focus_stays(self, lesson: Lesson) -> None:
        for key, name in ((Qt.Key.Key_Down, "李小雨"), (Qt.Key.Key_Down, "王一"), (Qt.Key.Key_Up, "李小雨")):
            lesson.key(key)
            assert lesson.open_name == name
            assert lesson.page.box.hasFocus()
        assert lesson.book(9) is LENT
        assert lesson.out(1) == ["第0本书", "第9本书"]
        assert lesson.seat.sounds == lesson.seat.sounds[-1:], "only the loan was heard"

    def test_books_that_wait_are_lent_to_the_number_typed_and_never_to_an_arrow_key(self, lesson: Lesson) -> None:
        assert lesson.book(9) is NOTICE
        assert "座号" in lesson.said
        lesson.key(Qt.Key.Key_Down)
        assert lesson.open_name == ""
        assert lesson.number(5) is LENT
        assert lesson.out(5) == ["第9本书"]

    def test_a_pupil_of_another_class_is_served_and_told(self, lesson: Lesson) -> None:
        guest = add_reader(lesson.desk, "别班的", class_no=5)
        assert lesson.scan(guest.card) is NOTICE
        assert GROUP in lesson.said
        assert lesson.book(9) is LENT
        assert lesson.page.roll.current_row() is None

    @pytest.mark.parametrize("missed", ["99", "0", "007", "R9999", "lxyz", "*"])
    def test_a_seat_card_or_name_that_is_not_found_leaves_nobody_open(self, lesson: Lesson, missed: str) -> None:
        lesson.number(6)
        assert lesson.number(missed) is NOT_FOUND
        assert "尼玛扎西的借还已结束" in lesson.said
        assert lesson.open_name == ""
        assert lesson.book(9) is NOTICE, "the book waits"
        assert lesson.out(6) == []
        lesson.number(7)
        assert lesson.out(7) == ["第9本书"]

    def test_a_number_that_two_pupils_have_leaves_nobody_open(self, lesson: Lesson) -> None:
        add_reader(lesson.desk, "新同学", seat=7)
        lesson.page.refresh()
        lesson.number(6)
        assert lesson.number(7) is NOTICE
        assert lesson.open_name == ""
        assert lesson.book(9) is NOTICE
        assert lesson.out(6) == []

    def test_the_number_of_a_book_not_catalogued_leaves_the_pupil_open(self, lesson: Lesson) -> None:
        lesson.number(6)
        assert lesson.scan("0000099") is NOT_FOUND
        assert lesson.open_name == "尼玛扎西"

    def test_escape_ends_the_pupil(self, lesson: Lesson) -> None:
        lesson.number(1)
        lesson.key(Qt.Key.Key_Escape)
        assert lesson.open_name == ""


class TestBooks:
    """What a book means in a lesson."""

    def test_a_book_of_another_comes_back_for_that_pupil_and_says_so(self, lesson: Lesson) -> None:
        lesson.number(5)
        assert lesson.book(0) is NOTICE
        assert "李小雨" in lesson.said
        assert (lesson.out(1), lesson.out(5)) == ([], [])

    def test_without_a_pupil_a_book_on_loan_comes_back(self, lesson: Lesson) -> None:
        assert lesson.book(0) is RETURNED
        assert lesson.row(1).back_today == 1

    def test_who_keeps_the_book_renews_it_with_f4(self, lesson: Lesson, clock: Clock) -> None:
        clock.advance(days=7)
        lesson.number(1)
        assert lesson.book(0) is RETURNED
        lesson.key(Qt.Key.Key_F4)
        assert lesson.page.banner.outcome is Outcome.RENEWED
        assert lesson.out(1) == ["第0本书"]
        assert lesson.page.session.state.mode is Mode.LESSON

    def test_a_renewal_that_is_refused_leaves_the_book_lent_and_f3_brings_it_back(self, lesson: Lesson) -> None:
        set_rule(lesson.desk, renewals=0)
        lesson.number(1)
        lesson.book(0)
        lesson.key(Qt.Key.Key_F4)
        assert lesson.page.banner.outcome is REFUSED
        assert lesson.out(1) == ["第0本书"]
        lesson.key(Qt.Key.Key_F3)
        assert lesson.out(1) == []

    def test_a_book_that_somebody_waits_for_goes_to_the_hold_shelf_without_stopping(self, lesson: Lesson) -> None:
        place_hold(lesson.desk, title_id=lesson.books[0].title_id, reader_id=lesson.pupils[8].id)
        lesson.number(1)
        assert lesson.book(0) is NOTICE
        assert "赵六" in lesson.said
        assert lesson.book(9) is LENT

    def test_an_overdue_book_in_a_school_that_blocks_stops_the_loan_until_it_is_back(
        self, lesson: Lesson, clock: Clock
    ) -> None:
        rule = LoanRule(max_loans=3, days=14, renewals=1, overdue=OverduePolicy.BLOCK)
        set_rule(lesson.desk, overdue=rule.overdue)
        clock.advance(days=30)
        lesson.number(1)
        assert lesson.page.banner.outcome is NOTICE
        assert lesson.book(9) is REFUSED
        lesson.book(0)
        assert lesson.book(9) is LENT

    def test_f3_and_the_card_for_lending_change_the_mode_and_come_back_to_the_lesson(self, lesson: Lesson) -> None:
        lesson.key(Qt.Key.Key_F3)
        assert lesson.page.session.state.mode is Mode.RETURN
        lesson.scan("LD-LEND")
        assert lesson.page.session.state.mode is Mode.LESSON
        lesson.key(Qt.Key.Key_F4)
        lesson.key(Qt.Key.Key_F2)
        assert lesson.page.session.state.mode is Mode.LESSON

    def test_f7_prints_the_slip_of_the_last_loan(self, lesson: Lesson, qtbot: QtBot) -> None:
        lesson.seat.window.tabs.current.slip_asked.disconnect()  # type: ignore[attr-defined]
        lesson.number(5)
        lesson.book(9)
        with qtbot.waitSignal(lesson.page.slip_asked) as asked:
            lesson.key(Qt.Key.Key_F7)
        assert asked.args[0].headline == "第9本书"


class TestTheClass:
    """Which class, and taking a lesson up again."""

    @pytest.mark.parametrize("text", ["四3", "四(3)班", "403"])
    def test_a_class_is_typed_as_schools_write_it(self, lesson: Lesson, text: str) -> None:
        lesson.page.choice.setFocus()
        lesson.page.choice.setEditText(text)
        lesson.key(Qt.Key.Key_Return)
        assert lesson.page.session.class_name == GROUP
        assert lesson.page.box.hasFocus()

    def test_a_class_that_is_not_there_is_told(self, lesson: Lesson) -> None:
        lesson.page.choice.setFocus()
        lesson.page.choice.setEditText("六9")
        lesson.key(Qt.Key.Key_Return)
        assert "六9" in lesson.seat.window.toast.text()

    def test_the_first_card_says_which_class_it_is(self, desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
        pupils, books = make_class(desk)
        with seat_at(desk, tmp_path, qtbot) as seat:
            page = open_page(seat)
            assert page.choice.hasFocus()
            made = Lesson(seat, page, desk, pupils, books)
            assert made.scan(pupils[4].card) is None
            assert (page.session.class_name, made.open_name) == (GROUP, "欧阳明哲")
            assert page.choice.currentText() == GROUP

    def test_a_lesson_left_is_taken_up_again_the_same_day(
        self, lesson: Lesson, tmp_path: Path, qtbot: QtBot, clock: Clock
    ) -> None:
        lesson.number(5)
        lesson.book(9)
        lesson.seat.window.show_tab("find_tab")
        lesson.seat.window.show_tab("readers_tab")
        assert lesson.open_name == "", "nobody is open for whoever comes back"
        assert lesson.page.score.text().startswith("10 人中 4 人已借")
        again = ClassSessionPage(lesson.seat.window.around)
        qtbot.addWidget(again)
        assert again.session.class_name == GROUP
        clock.advance(days=1)
        tomorrow = ClassSessionPage(lesson.seat.window.around)
        qtbot.addWidget(tomorrow)
        assert tomorrow.session.ref is None

    def test_student_mode_sees_nothing_of_it_and_the_librarian_finds_it_again(self, lesson: Lesson) -> None:
        lesson.number(5)
        lesson.desk.actor = Actor(Role.HELPER)
        lesson.seat.window.role_changed()
        assert lesson.seat.window.tabs.current is lesson.seat.window.lending
        lesson.desk.actor = Actor(Role.LIBRARIAN)
        page = open_page(lesson.seat)
        assert page.session.class_name == GROUP
        assert page.session.state.reader_id is None

    def test_scans_keep_an_idle_librarian_from_falling_back(self, lesson: Lesson) -> None:
        staff.add_staff(lesson.desk, name="王老师", role=Role.LIBRARIAN, pin="2468")
        lesson.seat.window.role_changed()
        lesson.seat.window.show_tab("readers_tab")
        lock = lesson.seat.window.lock.timer
        assert lock.isActive()
        for work in (lambda: lesson.book(9), lambda: lesson.page.box.receive(lesson.books[10].barcodes[0])):
            before = lock.timerId()
            work()
            assert lock.timerId() != before, "the idle minutes began anew"


def test_nothing_here_is_modal_and_the_desk_keeps_the_scans_of_the_lesson(lesson: Lesson) -> None:
    lesson.number(5)
    lesson.book(9)
    lesson.seat.window.show_tab("lending_tab")
    assert QApplication.activeModalWidget() is None
    row = lesson.seat.window.lending.session.recent[0]
    assert (row.headline, row.outcome) == ("第9本书", LENT)
