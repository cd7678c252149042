"""The timetable in the real window: a class typed into a cell, clashes told, a term taken over, a lesson begun."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.store.queries import timetable as queries
from libdesk.ui.readers.class_session.page import ClassSessionPage
from libdesk.ui.semester.timetable.import_view import where
from libdesk.ui.semester.timetable.page import TimetablePage
from libdesk.ui.semester.timetable.paper import week_maker
from tests.builders import add_reader, add_term, count
from tests.documents.pdf import texts
from tests.exchange.made_files import xlsx
from tests.ui.surroundings import nameless
from tests.windows import Seat, seat_at


class Hands:
    def __init__(self, seat: Seat) -> None:
        self.seat = seat
        page = seat.open("semester_tab", "timetable_page")
        assert isinstance(page, TimetablePage)
        self.page = page
        page.take_focus()

    def press(self, name: str) -> None:
        self.seat.press(name)

    def choose(self, name: str, data: object) -> None:
        combo = self.seat.child(name)
        assert isinstance(combo, QComboBox)
        combo.setCurrentIndex(combo.findData(data))
        combo.activated.emit(combo.currentIndex())

    def enter(self, text: str) -> None:
        """Return in the cell, the class, Return."""
        self.page.grid.setFocus()
        self.seat.key(Qt.Key.Key_Return)
        self.seat.type(text)
        self.seat.key(Qt.Key.Key_Return)

    def cells(self) -> list[tuple[int, int, str]]:
        return [(row.weekday, row.period_id, row.weeks) for row in self.page.lessons]


@pytest.fixture
def school(desk: Desk) -> Desk:
    add_term(desk, date(2025, 9, 1), date(2026, 1, 20), "第一学期")
    add_term(desk, date(2026, 3, 2), date(2026, 7, 5), "第二学期")
    for number in (1, 2):
        add_reader(desk, f"李明{number}", entry_year=2023, class_no=number)
    return desk


@pytest.fixture
def hands(school: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Hands]:
    with seat_at(school, tmp_path, qtbot) as seat:
        made = Hands(seat)
        made.press("face_choice")
        yield made


def test_the_usual_periods_come_first(hands: Hands, school: Desk) -> None:
    assert len(queries.periods(school.library)) == 7
    assert hands.page.grid.isVisible()


def test_classes_are_typed_one_after_the_other(hands: Hands, school: Desk) -> None:
    hands.enter("三1")
    hands.enter("三(2)班")
    assert hands.cells() == [(0, 1, "all"), (0, 2, "all")]
    hands.seat.key(Qt.Key.Key_F8)
    assert hands.cells() == [(0, 1, "all")]
    assert "三(2)班" in hands.page.note.text()


def test_the_partner_of_the_other_weeks_is_entered_in_the_same_cell(hands: Hands, school: Desk) -> None:
    hands.choose("lesson_weeks", "odd")
    hands.enter("三1")
    hands.seat.type("三2")
    hands.seat.key(Qt.Key.Key_Return)
    assert hands.cells() == [(0, 1, "odd"), (0, 1, "even")]
    cell = hands.page.grid.cell()
    assert cell is not None
    assert cell.period.id == 2
    assert hands.page.panel.weeks.currentData() == "odd"


def test_the_week_is_told_and_a_class_without_pupils(hands: Hands) -> None:
    hands.enter("三9")
    assert "还没有学生" in hands.seat.window.toast.text()
    note = hands.page.note.text()
    assert "第 2 周（双周）" in note
    assert "三(9)班" in note


def test_a_clash_is_told_and_what_was_typed_stays(hands: Hands) -> None:
    hands.choose("lesson_place", 2)
    hands.enter("三1")
    hands.page.grid.choose(0, 1)
    hands.enter("三2")
    assert "三(1)班" in hands.page.panel.fault.text()
    assert hands.page.panel.group.currentText() == "三2"
    hands.choose("lesson_weeks", "odd")
    hands.seat.key(Qt.Key.Key_Escape)
    hands.enter("九9班级")
    assert "九9班级" in hands.page.panel.fault.text()
    assert hands.cells() == [(0, 1, "all")]


def test_a_lesson_is_changed_and_a_cell_emptied(hands: Hands) -> None:
    hands.enter("三1")
    hands.page.grid.choose(0, 1)
    hands.press("lesson_change")
    hands.choose("lesson_weeks", "even")
    hands.press("lesson_enter")
    assert hands.cells() == [(0, 1, "even")]
    hands.page.grid.choose(0, 1)
    hands.page.grid.setFocus()
    hands.seat.key(Qt.Key.Key_Delete)
    assert hands.cells() == []
    hands.seat.key(Qt.Key.Key_F8)
    assert hands.cells() == [(0, 1, "even")]


def test_the_term_before_is_taken_over(hands: Hands, school: Desk) -> None:
    terms = [row.id for row in hands.page.terms]
    hands.choose("timetable_term", terms[1])
    hands.enter("三1")
    hands.choose("timetable_term", terms[0])
    assert hands.cells() == []
    hands.press("timetable_copy")
    assert hands.cells() == [(0, 1, "all")]
    hands.press("timetable_copy")
    assert "都已经有了" in hands.page.fault.text()


def test_a_term_before_without_lessons_is_told_as_such(hands: Hands) -> None:
    hands.choose("timetable_term", hands.page.terms[0].id)
    hands.press("timetable_copy")
    assert "没有阅读课" in hands.page.fault.text()


def test_enter_on_a_lesson_opens_the_class_session(hands: Hands) -> None:
    hands.enter("三1")
    hands.page.grid.choose(0, 1)
    hands.press("lesson_begin")
    page = hands.seat.window.tabs.current.page  # type: ignore[attr-defined]
    assert isinstance(page, ClassSessionPage)
    assert page.session.ref is not None


def test_periods_are_changed_one_by_one(hands: Hands, school: Desk) -> None:
    hands.press("timetable_periods")
    assert not hands.page.copy.isVisible()  # what is done to the week waits
    hands.page.setFocus()
    hands.page.take_focus()  # as one who comes back from another page
    assert hands.page.periods_view.list.view.hasFocus()
    view = hands.page.periods_view
    view.name.setText("早读")
    hands.press("period_change")
    assert queries.periods(school.library)[0].name == "早读"
    hands.press("period_remove")
    assert count(school, "SELECT count(*) FROM period") == 6
    hands.press("period_add")
    assert count(school, "SELECT count(*) FROM period") == 6
    assert view.fault.isVisible()
    hands.press("period_done")
    assert hands.page.grid.isVisible()


def test_the_week_and_the_classes_are_printed(hands: Hands) -> None:
    papers: list[bytes] = []
    hands.page.document_asked.disconnect()  # no viewer is opened
    hands.page.document_asked.connect(lambda _title, make: papers.append(make()))
    hands.enter("三1")
    hands.press("timetable_print")
    hands.press("timetable_by_class")
    assert all("三(1)班" in "".join(texts(paper)) for paper in papers)
    assert len(papers) == 2


def test_a_room_that_all_lessons_share_is_said_once_on_the_sheet(hands: Hands) -> None:
    hands.enter("三1")
    hands.enter("三2")
    page, term = hands.page, hands.page.shown_term
    assert term is not None

    def sheet(*places: str) -> str:
        lessons = [row._replace(place=place) for row, place in zip(page.lessons, places, strict=True)]
        return "".join(texts(week_maker(page.desk, term, page.periods, page.weekdays, lessons)()))

    assert sheet("阅览室", "阅览室").count("阅览室") == 1
    assert sheet("阅览室", "多功能厅").count("阅览室") == 1
    assert "均在" not in sheet("阅览室", "多功能厅")
    assert "均在" not in sheet("", "")


def test_everything_has_a_name(hands: Hands) -> None:
    assert nameless(hands.page) == []
    hands.press("timetable_periods")
    assert nameless(hands.page) == []


def test_a_table_is_looked_at_and_brought_in(hands: Hands, tmp_path: Path) -> None:
    path = tmp_path / "课表.csv"
    path.write_text("班级,星期,节次\n三1,周二,2\n三9,周八,2\n", "utf-8")
    hands.page.look_at(path)
    assert "未读出 1 行" in hands.page.importing.head.text()
    assert nameless(hands.page) == []
    hands.press("lessons_do")
    assert hands.cells() == [(1, 2, "all")]
    hands.seat.key(Qt.Key.Key_F8)
    assert hands.cells() == []


def test_a_workbook_is_brought_in_sheet_by_sheet_and_what_changes_is_said_before(hands: Hands, tmp_path: Path) -> None:
    hands.enter("三1")
    path = tmp_path / "课表.xlsx"
    heads = ("班级", "星期", "节次", "任课教师")
    one, other = [heads, ("三1", "周一", "１", "王老师")], [heads, ("三2", "周二", "2", "")]
    path.write_bytes(xlsx(("一", one), ("二", other), ("注", [("见前",)])))
    hands.page.look_at(path)
    view = hands.page.importing
    assert "新增 1 行，已有 0 行，未读出 0 行，更改 1 行" in view.head.text()
    assert view.strange.text().endswith("：注")
    lines = view.list.model.rows()
    assert [(where(line), view._note(line)) for line in lines] == [("一 2", "教师：— → 王老师"), ("二 2", "")]
    assert nameless(hands.page) == []
    hands.press("lessons_do")
    assert hands.cells() == [(0, 1, "all"), (1, 2, "all")]
    assert hands.page.lessons[0].teacher == "王老师"
    hands.seat.key(Qt.Key.Key_F8)
    assert hands.cells() == [(0, 1, "all")]
    assert hands.page.lessons[0].teacher == ""


def test_a_newer_table_shows_the_weeks_and_what_stands_besides(hands: Hands, tmp_path: Path) -> None:
    hands.enter("三1")
    path = tmp_path / "课表.xlsx"
    path.write_bytes(xlsx(("单周", [("班级", "星期", "节次", "人数"), ("三1", "周三", "1", "40")])))
    hands.page.look_at(path)
    view = hands.page.importing
    shown = [[column.text(line) for column in view.list.model.columns] for line in view.list.model.rows()]
    assert [one[1:6] for one in shown] == [
        ["新增", "三1", "周三", "1", "单周"], ["表里没有", "三(1)班", "周一", "第一节", "每周"],
    ]  # fmt: skip
    assert "课表里有而表里没有的 1 节" in view.head.text()
    assert view.left.text() == "未读取的列：人数"
    hands.press("lessons_do")
    assert hands.cells() == [(0, 1, "all"), (2, 1, "odd")]


def test_a_lesson_taken_back_while_it_is_changed_is_told_and_what_was_typed_can_be_entered(
    hands: Hands, school: Desk
) -> None:
    hands.enter("三1")
    hands.seat.key(Qt.Key.Key_Up)
    hands.press("lesson_change")
    hands.page.panel.teacher.setText("李老师")
    hands.seat.key(Qt.Key.Key_F8)
    assert hands.cells() == []
    assert "这节课已不在课表里" in hands.page.panel.fault.text()
    hands.press("lesson_enter")
    assert [row.teacher for row in hands.page.lessons] == ["李老师"]
    assert not hands.page.panel.fault.isVisible()


def test_a_lesson_that_is_removed_while_it_is_changed_leaves_the_line_empty(hands: Hands, school: Desk) -> None:
    hands.enter("三1")
    hands.seat.key(Qt.Key.Key_Up)
    hands.press("lesson_change")
    hands.press("lesson_remove")
    assert (hands.cells(), hands.page.panel.fault.text()) == ([], "")


def test_the_timetable_of_an_earlier_or_a_later_year_reads_and_names_the_classes_of_that_year(
    hands: Hands, school: Desk
) -> None:
    earlier = add_term(school, date(2024, 9, 2), date(2025, 1, 20), "上一学年")
    later = add_term(school, date(2026, 8, 31), date(2027, 1, 20), "下一学年")
    hands.page.refresh()
    this = hands.page.terms[1].id
    hands.choose("timetable_term", this)
    hands.enter("三1")
    hands.enter("六1")
    hands.choose("timetable_term", earlier)
    hands.enter("三1")
    assert [row.ref.entry_year for row in hands.page.lessons] == [2022]
    assert list(hands.page.grid.week.lines.values()) == [["三(1)班"]]
    papers: list[bytes] = []
    hands.page.document_asked.disconnect()  # no viewer is opened
    hands.page.document_asked.connect(lambda _title, make: papers.append(make()))
    hands.press("timetable_print")
    hands.press("timetable_by_class")
    assert all("三(1)班" in "".join(texts(paper)) for paper in papers)
    hands.choose("timetable_term", later)
    hands.press("timetable_copy")
    assert list(hands.page.grid.week.lines.values()) == [["四(1)班"]]  # 六(1)班 has left by then
