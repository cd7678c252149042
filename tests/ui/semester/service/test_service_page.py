"""The service page: visits by key, class, card and tally; questions, suggestions, announcements; lists of books."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDateEdit, QPlainTextEdit, QSpinBox
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.service.book_lists import ListForm, keep_list
from libdesk.actions.service.records import AnnouncementForm, QuestionForm, keep_announcement, keep_question
from libdesk.actions.service.visits import count_visitor, set_total
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.ops import Role
from libdesk.store.queries import showcase
from libdesk.store.queries.service import book_lists, records, visits
from libdesk.ui.semester.service.page import ANNOUNCEMENTS, LISTS, NEW, QUESTIONS, SUGGESTIONS, VISITS, ServicePage
from tests.builders import TODAY, Clock, add_book, add_reader, count, make_desk
from tests.documents.pdf import texts
from tests.ui.readers.hands import press, seen, sees, write
from tests.ui.surroundings import Kept, at_work, nameless
from tests.windows import seat_at


@pytest.fixture
def page(qtbot: QtBot, kept: Kept) -> ServicePage:
    return at_work(qtbot, kept, ServicePage(kept.around), height=560)


def type_text(page: ServicePage, name: str, text: str) -> None:
    field = seen(page, name)
    assert isinstance(field, QPlainTextEdit)
    field.setPlainText(text)


def printed(page: ServicePage, name: str) -> str:
    """What the button prints."""
    asked: list[tuple[str, Callable[[], bytes]]] = []
    page.document_asked.connect(lambda title, make: asked.append((title, make)))
    press(page, name)
    [(_title, make)] = asked
    return "\n".join(texts(make()))


def scan(page: ServicePage, code: str) -> None:
    page.scan_target.forget_last()
    page.take(code)


def undo_last(desk: Desk) -> None:
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)


# Visits


def test_a_button_and_a_key_count_one_each_and_the_count_is_large(page: ServicePage, kept: Kept) -> None:
    press(page, "visits_one")
    page.visits.list.view.setFocus()
    QTest.keyClick(page.visits.list.view, "+")
    QTest.keyClick(page.visits.list.view, "=")
    assert page.visits.today.text() == "今天3人次"
    assert kept.said[-1] == "记上了：今天3人次。按F8可以撤销。"
    undo_last(page.desk)
    assert page.visits.today.text() == "今天2人次"


def test_a_class_is_picked_with_as_many_as_it_has(page: ServicePage, desk: Desk) -> None:
    for number in range(3):
        add_reader(desk, f"学生{number}", entry_year=2023, class_no=2)
    press(page, "visits_class")
    assert seen(page, "visit_class_ref").currentText() == "三(2)班"  # type: ignore[attr-defined]
    people = seen(page, "visit_class_people")
    assert isinstance(people, QSpinBox)
    assert people.value() == 3
    people.setValue(2)
    press(page, "visit_class_ok")
    assert page.visits.today.text() == "今天2人次"
    assert [page.visits._who(row) for row in page.visits.lines.model.rows()] == ["三(2)班"]


def test_a_card_that_is_scanned_counts_once_and_a_book_not_at_all(page: ServicePage, desk: Desk) -> None:
    reader = add_reader(desk, "李明")
    book = add_book(desk, "草房子", barcodes=["T1"])
    scan(page, reader.card)
    scan(page, reader.card)
    assert "刚刚记过了" in page.visits.fault.text()
    scan(page, "T1")
    assert "不是读者证" in page.visits.fault.text()
    assert count(desk, "SELECT count(*) FROM visit") == 1
    assert count(desk, "SELECT count(*) FROM loan") == 0
    assert book.copy_id


def test_a_tally_from_paper_replaces_the_one_that_stands_there(page: ServicePage, desk: Desk) -> None:
    set_total(desk, TODAY - timedelta(days=3), 40)
    press(page, "visits_tally")
    day, people = seen(page, "visit_tally_day"), seen(page, "visit_tally_people")
    assert isinstance(day, QDateEdit)
    assert isinstance(people, QSpinBox)
    day.setDate(QDate(2026, 3, 6))
    assert people.value() == 40
    people.setValue(52)
    press(page, "visit_tally_ok")
    assert visits.on_day(desk.library, date(2026, 3, 6)) == 52


def test_the_room_is_remembered_on_this_pc(page: ServicePage, kept: Kept, qtbot: QtBot) -> None:
    room = page.visits.place
    room.setCurrentIndex(room.findText("学生阅览室"))
    room.activated.emit(room.currentIndex())
    press(page, "visits_one")
    again = at_work(qtbot, kept, ServicePage(kept.around))
    assert again.visits.place.currentText() == "学生阅览室"
    assert visits.on_day(page.desk.library, TODAY, again.visits.room) == 1


def test_days_are_put_together_and_printed_and_wrong_ones_taken_away(page: ServicePage, desk: Desk) -> None:
    for back in range(10):
        set_total(desk, TODAY - timedelta(days=back), 10)
    span = page.visits.span
    span.setCurrentIndex(span.findText("按周"))
    span.activated.emit(span.currentIndex())
    assert [row.visits for row in page.visits.list.model.rows()] == [10, 70, 20]
    paper = printed(page, "visits_print")
    assert "到馆" in paper
    assert "100" in paper
    page.visits.lines.view.selectRow(0)
    press(page, "visits_remove")
    assert page.visits.today.text() == "今天0人次"


def test_visits_are_taken_along_as_a_table(page: ServicePage, desk: Desk, tmp_path: Path) -> None:
    set_total(desk, TODAY, 60)
    page.visits.save_to(tmp_path / "visits.csv")
    lines = (tmp_path / "visits.csv").read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("时间,到馆人次,")
    assert lines[1] == "3月9日 周一,60,0,0,0,60,0,0"


def test_a_pupil_on_duty_sees_the_visits_and_nothing_else(qtbot: QtBot, library_path: Path, tmp_path: Path) -> None:
    from tests.ui.surroundings import surroundings

    helper = make_desk(library_path, Role.HELPER)
    with surroundings(helper, tmp_path) as kept:
        page = at_work(qtbot, kept, ServicePage(kept.around))
        assert [name for name, made in page.buttons.items() if made.isVisible()] == [VISITS]
        press(page, "visits_one")
        assert page.visits.today.text() == "今天1人次"
    helper.close()


def test_at_the_desk_one_key_counts_and_the_readers_turn_goes_on(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    reader = add_reader(desk, "李明")
    with seat_at(desk, tmp_path, qtbot) as seat:
        seat.scan(reader.card)
        seat.key(Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
        assert count(desk, "SELECT count(*) FROM visit WHERE how = 'key'") == 1
        assert seat.window.lending.session.state.reader_id == reader.id
        assert seat.focus is seat.window.lending.box


# Questions, suggestions, announcements


def test_a_question_is_noted_answered_found_and_printed_whole(page: ServicePage, desk: Desk, kept: Kept) -> None:
    press(page, "service_questions")
    press(page, "questions_new")
    type_text(page, "question_asked", "蚕的一生有哪些书？")
    press(page, "question_ok")
    assert page.buttons[QUESTIONS].text() == "咨询 1"
    press(page, "questions_edit")
    long = "给了《昆虫记》。" * 40
    type_text(page, "question_answer", long)
    write(page, "question_minutes", "12")
    press(page, "question_ok")
    assert page.buttons[QUESTIONS].text() == "咨询"
    [row] = records.questions(desk.library)
    assert (row.minutes, row.answered) == (12, TODAY)
    assert printed(page, "questions_print").replace("\r", "").replace("\n", "").count("《昆虫记》") == 40
    write(page, "questions_search", "没有")
    page.view_of(QUESTIONS).search.ask()  # type: ignore[attr-defined]
    assert page.view_of(QUESTIONS).list.model.rows() == []  # type: ignore[attr-defined]


def test_what_is_refused_is_told_in_the_form_and_what_was_typed_stays(page: ServicePage, desk: Desk) -> None:
    press(page, "service_questions")
    press(page, "questions_new")
    type_text(page, "question_asked", "问")
    write(page, "question_minutes", "9x")
    press(page, "question_ok")
    assert "分钟数" in seen(page, "question_fault").text()  # type: ignore[attr-defined]
    assert seen(page, "question_asked").toPlainText() == "问"  # type: ignore[attr-defined]
    assert records.questions(desk.library) == []
    press(page, "question_cancel")
    assert not sees(page, "question_form")


def test_a_suggestion_is_answered_and_its_paper_names_nobody(page: ServicePage, desk: Desk) -> None:
    add_reader(desk, "欧阳琪琪")
    page.show_view(SUGGESTIONS)
    press(page, "suggestions_new")
    type_text(page, "suggestion_said", "雨天也开放")
    write(page, "suggestion_reader", "欧阳琪琪")
    field = page.view_of(SUGGESTIONS).fields.reader  # type: ignore[attr-defined]
    field.line.ask()
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    type_text(page, "suggestion_answer", "下周起")
    seen(page, "suggestion_shown").setChecked(True)  # type: ignore[attr-defined]
    press(page, "suggestion_ok")
    [row] = records.suggestions(desk.library, shown_only=True)
    assert row.reader is not None
    assert "欧阳琪琪" in seen(page, "suggestions_detail").text()  # type: ignore[attr-defined]
    paper = printed(page, "suggestions_print")
    assert "雨天也开放" in paper
    assert "欧阳" not in paper


def test_an_announcement_is_printed_for_the_wall(page: ServicePage, desk: Desk) -> None:
    page.show_view(ANNOUNCEMENTS)
    press(page, "announcements_new")
    write(page, "announcement_name", "世界读书日")
    type_text(page, "announcement_body", "全校共读一小时。\n欢迎参加。")
    press(page, "announcement_ok")
    [row] = records.announcements(desk.library, on=TODAY)
    assert row.last == TODAY + timedelta(days=14)
    paper = printed(page, "announcements_poster")
    assert "世界读书日" in paper
    assert "全校共读一小时" in paper
    press(page, "announcements_remove")
    assert records.announcements(desk.library) == []
    undo_last(desk)
    assert [one.name for one in records.announcements(desk.library)] == ["世界读书日"]


@pytest.mark.parametrize("length", [40, 400, 4_000])
def test_however_long_an_announcement_is_all_of_it_is_printed(page: ServicePage, desk: Desk, length: int) -> None:
    keep_announcement(desk, AnnouncementForm("长通知" * 8, "读" * length, TODAY))
    page.show_view(ANNOUNCEMENTS)
    assert printed(page, "announcements_poster").count("读") == length


# Lists of books


def test_a_new_book_list_makes_itself_and_becomes_a_list(page: ServicePage, desk: Desk) -> None:
    add_book(desk, "草房子", call_no="I287.45/1")
    page.show_view(NEW)
    paper = printed(page, "new_print")
    assert "草房子" in paper
    assert "I287.45/1" in paper
    press(page, "new_keep")
    assert page.view == LISTS
    assert page.lists.row is not None
    assert page.lists.row.name == "新书通报（2026年3月9日）"
    assert [line.card.title for line in page.lists.books.model.rows()] == ["草房子"]


def test_a_list_is_made_filled_by_search_and_by_scans_and_printed(page: ServicePage, desk: Desk) -> None:
    add_book(desk, "草房子", barcodes=["T1"], call_no="I287.45/1")
    add_book(desk, "青铜葵花", call_no="I287.45/2")
    page.show_view(LISTS)
    press(page, "book_lists_new")
    write(page, "book_list_name", "三年级共读")
    grades = seen(page, "book_list_from")
    assert isinstance(grades, QComboBox)
    grades.setCurrentIndex(grades.findText("三年级"))
    press(page, "book_list_ok")
    scan(page, "T1")
    press(page, "book_lists_find")
    write(page, "book_finder_search", "qtkh")
    page.lists.finder.search.ask()
    assert [card.title for card in page.lists.finder.list.model.rows()] == ["青铜葵花"]
    page.lists.finder.list.view.selectRow(0)
    press(page, "book_finder_put")
    assert page.lists.finder.isVisible()  # the next titles are looked for
    assert "2" in page.lists.finder.onto.text()
    press(page, "book_finder_leave")
    assert [line.card.title for line in page.lists.books.model.rows()] == ["草房子", "青铜葵花"]
    page.lists.books.view.selectRow(1)
    press(page, "book_lists_up")
    press(page, "book_lists_note")
    write(page, "book_note_text", "先读这一本")
    press(page, "book_note_ok")
    paper = printed(page, "book_lists_print")
    assert paper.index("青铜葵花") < paper.index("先读这一本") < paper.index("草房子")
    assert "三年级以上" in paper


def test_a_list_goes_onto_the_readers_screen(page: ServicePage, desk: Desk, kept: Kept) -> None:
    book = add_book(desk, "草房子").title_id
    keep_list(desk, ListForm("三年级共读", grade_from=3, grade_to=3), None, [book])
    page.show_view(LISTS)
    press(page, "book_lists_screen")
    assert showcase.recommended(desk.library, TODAY, grade=3) == {book: "三年级共读"}
    assert "推荐" in kept.said[-1]
    undo_last(desk)
    assert showcase.recommended(desk.library, TODAY) == {}


def test_a_book_scanned_without_a_list_says_what_to_do(page: ServicePage, desk: Desk) -> None:
    add_book(desk, "草房子", barcodes=["T1"])
    page.show_view(LISTS)
    scan(page, "T1")
    assert "先建一张" in page.lists.fault.text()
    scan(page, "ZZZ")
    assert "ZZZ" in page.lists.fault.text()
    assert book_lists.lists(desk.library) == []


def test_looking_for_titles_is_left_for_a_new_list(page: ServicePage, desk: Desk) -> None:
    keep_list(desk, ListForm("甲"))
    page.show_view(LISTS)
    press(page, "book_lists_find")
    press(page, "book_lists_new")
    assert sees(page, "book_list_name")


# All of it


def test_everything_has_a_name_in_every_view(page: ServicePage, desk: Desk, clock: Clock) -> None:
    count_visitor(desk)
    keep_question(desk, QuestionForm(TODAY, "问"))
    keep_list(desk, ListForm("甲"))
    for name in page.buttons:
        page.show_view(name)
        assert nameless(page) == []
    page.show_view(QUESTIONS)
    press(page, "questions_new")
    assert nameless(page) == []


def test_the_page_stands_on_a_new_library(page: ServicePage) -> None:
    for name in page.buttons:
        page.show_view(name)
        assert page.fault.isHidden()
