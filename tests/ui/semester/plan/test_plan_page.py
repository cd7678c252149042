"""The plan in the real window: a template is taken over, tasks are written, ticked off, printed; F8 takes each back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDateEdit, QFileDialog, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from libdesk.actions import calendar as calendar_actions
from libdesk.actions.desk import Desk
from libdesk.actions.planning.plans import set_aims, take_template
from libdesk.actions.planning.tasks import TaskDraft, add_task
from libdesk.domain.tasks.repeats import Repeat
from libdesk.domain.tasks.templates import SECOND_TERM
from libdesk.store.queries import plan as queries
from libdesk.store.queries.calendar import terms
from libdesk.ui.semester.plan import words
from libdesk.ui.semester.plan.page import PlanPage
from libdesk.ui.settings.section import qdate
from tests.documents.pdf import texts
from tests.ui.surroundings import nameless
from tests.windows import Seat, seat_at

DAY = date(2026, 3, 9)
DRAFT = TaskDraft("修补图书", "care", DAY, date(2026, 3, 20), "王老师", "mended")


class Hands:
    """What a person does on the page."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat
        page = seat.open("semester_tab", "plan_page")
        assert isinstance(page, PlanPage)
        self.page = page
        self.documents: list[tuple[str, object]] = []
        page.document_asked.disconnect()  # no viewer is opened
        page.document_asked.connect(lambda name, make: self.documents.append((name, make)))
        page.take_focus()

    def press(self, name: str) -> None:
        self.seat.press(name)

    def write(self, name: str, text: str) -> None:
        field = self.seat.child(name)
        assert isinstance(field, QLineEdit)
        field.setText(text)

    def choose(self, name: str, data: object) -> None:
        combo = self.seat.child(name)
        assert isinstance(combo, QComboBox)
        assert combo.findData(data) >= 0
        combo.setCurrentIndex(combo.findData(data))
        combo.activated.emit(combo.currentIndex())

    def names(self) -> list[str]:
        return [line.task.name for line in self.page.list.model.rows()]

    @property
    def toast(self) -> str:
        return self.seat.window.toast.text()


@pytest.fixture
def school(desk: Desk) -> Desk:
    calendar_actions.set_term(desk, name="第二学期", first=date(2026, 2, 25), last=date(2026, 7, 5))
    return desk


@pytest.fixture
def hands(school: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Hands]:
    with seat_at(school, tmp_path, qtbot) as seat:
        yield Hands(seat)


def test_without_a_term_the_page_leads_to_the_calendar(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    with seat_at(desk, tmp_path, qtbot) as seat:
        hands = Hands(seat)
        assert not hands.page.new.isEnabled()
        hands.press("face_choice")
        assert seat.window.tabs.current.NAME == "settings_tab"


def test_a_template_is_taken_over_as_far_as_it_is_ticked(hands: Hands) -> None:
    hands.press("plan_template")
    hands.press("template_none")
    hands.page.templates.list.tick([0, 1, 29])
    hands.press("template_take")
    assert len({line.task.name for line in hands.page.lines}) == 3
    assert "F8" in hands.toast
    hands.seat.key(Qt.Key.Key_F8)
    assert hands.names() == []


def test_nothing_ticked_is_told_and_the_template_stays(hands: Hands) -> None:
    hands.press("plan_template")
    hands.press("template_none")
    hands.press("template_take")
    assert hands.page.templates.fault.text()
    hands.seat.key(Qt.Key.Key_Escape)
    assert hands.page.list.isVisible() or hands.page.list.face.isVisible()


def test_a_task_is_written_for_a_month_and_repeated(hands: Hands) -> None:
    hands.seat.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    hands.write("task_name", "检查报刊")
    hands.choose("task_month", 4)
    hands.choose("task_often", Repeat.WEEKLY)
    hands.choose("task_touches", "claims")
    hands.press("task_ok")
    assert [line.task.first.isoformat() for line in hands.page.lines] == [
        "2026-04-01", "2026-04-08", "2026-04-15", "2026-04-22", "2026-04-29",
    ]  # fmt: skip
    assert hands.page.list.current_row().task.first == date(2026, 4, 1)


def test_what_was_typed_stays_where_it_is_refused(hands: Hands) -> None:
    hands.press("plan_new")
    hands.write("task_name", "贴书标")
    hands.write("task_goal", "三百")
    hands.press("task_ok")
    assert "整数" in hands.page.view.form.fault.text()
    assert hands.page.view.form.name.text() == "贴书标"
    hands.write("task_goal", "300")
    hands.press("task_ok")
    assert [(line.task.name, line.task.goal) for line in hands.page.lines] == [("贴书标", 300)]


def test_days_that_run_backwards_are_told(hands: Hands) -> None:
    hands.press("plan_new")
    hands.write("task_name", "贴书标")
    last = hands.seat.child("task_last")
    assert isinstance(last, QDateEdit)
    last.setDate(qdate(date(2026, 2, 1)))
    hands.press("task_ok")
    assert "日期" in hands.page.view.form.fault.text()
    assert hands.page.lines == []


def test_space_ticks_off_and_opens_again(hands: Hands, qtbot: QtBot) -> None:
    add_task(hands.page.desk, DRAFT)
    hands.page.take_focus()
    for state in ("done", "open"):
        hands.seat.key(Qt.Key.Key_Space)  # held back for a moment, as it might be the beginning of a scan
        qtbot.waitUntil(lambda state=state: hands.page.lines[0].task.state == state)  # type: ignore[misc]


def test_enter_leads_to_the_page_where_the_task_is_done(hands: Hands) -> None:
    add_task(hands.page.desk, DRAFT)
    hands.page.take_focus()
    hands.seat.key(Qt.Key.Key_Return)
    tab = hands.seat.window.tabs.current
    assert (tab.NAME, tab.page.NAME) == ("shelving_tab", "repairs_page")  # type: ignore[attr-defined]


def test_enter_opens_a_task_that_touches_nothing(hands: Hands) -> None:
    add_task(hands.page.desk, TaskDraft("开会", "plan", DAY, DAY))
    hands.page.take_focus()
    hands.seat.key(Qt.Key.Key_Return)
    hands.write("task_name", "开馆员会")
    hands.press("task_ok")
    assert hands.names() == ["开馆员会"]


def test_of_a_series_it_is_asked_whether_all_that_is_to_come_goes(hands: Hands) -> None:
    add_task(hands.page.desk, TaskDraft("检查", "serials", DAY, date(2026, 3, 31)), Repeat.WEEKLY)
    hands.page.take_focus()
    hands.seat.key(Qt.Key.Key_Delete)
    assert hands.seat.sees("task_remove_form")
    hands.press("choose_to_come")
    assert hands.names() == []
    hands.seat.key(Qt.Key.Key_F8)
    assert len(hands.names()) == 4


def test_one_task_of_a_series_can_go_alone(hands: Hands) -> None:
    add_task(hands.page.desk, TaskDraft("检查", "serials", DAY, date(2026, 3, 31)), Repeat.WEEKLY)
    hands.page.take_focus()
    hands.seat.key(Qt.Key.Key_Delete)
    hands.press("choose_one")
    assert [line.task.first.day for line in hands.page.lines] == [16, 23, 30]


def test_a_series_is_changed_to_its_end(hands: Hands) -> None:
    add_task(hands.page.desk, TaskDraft("检查", "serials", DAY, date(2026, 3, 31)), Repeat.WEEKLY)
    hands.press("task_edit")
    hands.write("task_who", "李老师")
    hands.choose("task_scope", "to_come")
    hands.press("task_ok")
    assert {line.task.who for line in hands.page.lines} == {"李老师"}


def test_a_series_moved_to_a_saturday_is_told_to_lie_on_open_days(hands: Hands) -> None:
    add_task(hands.page.desk, TaskDraft("检查", "serials", DAY, date(2026, 3, 31)), Repeat.WEEKLY)
    hands.press("task_edit")
    hands.choose("task_scope", "to_come")
    for name in ("task_first", "task_last"):
        field = hands.seat.child(name)
        assert isinstance(field, QDateEdit)
        field.setDate(qdate(date(2026, 3, 14)))
    hands.press("task_ok")
    assert [line.task.first.day for line in hands.page.lines] == [16, 23, 30, 6]
    assert "开馆" in hands.seat.window.toast.text()
    hands.seat.key(Qt.Key.Key_F8)
    assert [line.task.first.day for line in hands.page.lines] == [9, 16, 23, 30]


def test_month_and_state_narrow_the_list(hands: Hands) -> None:
    for name, first in (("三月", DAY), ("四月", date(2026, 4, 1)), ("二月", date(2026, 2, 26))):
        add_task(hands.page.desk, TaskDraft(name, "other", first, first))
    assert hands.names() == ["二月", "三月", "四月"]
    hands.choose("plan_month", 4)
    assert hands.names() == ["四月"]
    hands.choose("plan_month", 0)
    hands.choose("plan_state", "overdue")
    assert hands.names() == ["二月"]
    hands.choose("plan_state", "done")
    assert hands.names() == []
    hands.press("face_choice")
    assert len(hands.names()) == 3


def test_last_years_plan_is_copied_or_it_is_told_that_there_is_none(hands: Hands) -> None:
    hands.press("plan_copy")
    assert hands.page.fault.text()
    add_task(hands.page.desk, TaskDraft("去年的事", "other", date(2025, 3, 10), date(2025, 3, 10)))
    hands.press("plan_copy")
    assert [line.task.first for line in hands.page.lines if line.task.first.year == 2026] == [DAY]


def test_what_was_refused_goes_with_the_next_thing_done(hands: Hands) -> None:
    add_task(hands.page.desk, DRAFT)
    hands.press("plan_copy")
    assert hands.page.fault.isVisible()
    hands.press("plan_new")
    assert not hands.page.fault.isVisible()
    hands.seat.key(Qt.Key.Key_Escape)
    hands.press("plan_copy")
    assert hands.page.fault.isVisible()
    hands.seat.key(Qt.Key.Key_F8)
    assert hands.names() == []
    assert not hands.page.fault.isVisible()


def test_a_copy_says_what_was_taken_over_and_what_stands_already(hands: Hands) -> None:
    for name in ("去年的事", "两年都有"):
        add_task(hands.page.desk, TaskDraft(name, "other", date(2025, 3, 10), date(2025, 3, 10)))
    add_task(hands.page.desk, TaskDraft("两年都有", "other", DAY, DAY))
    hands.press("plan_copy")
    assert "采用 1 项" in hands.toast
    assert "已有的 1 项" in hands.toast


def test_a_task_is_made_to_repeat_to_the_end_of_the_term_and_to_stop_again(hands: Hands) -> None:
    add_task(hands.page.desk, TaskDraft("整理报刊", "serials", date(2026, 6, 5), date(2026, 6, 5)))
    hands.page.show_task(hands.page.lines[0].id)
    hands.press("task_edit")
    hands.choose("task_often", Repeat.WEEKLY)
    hands.press("task_ok")
    days = [5, 12, 19, 26, 3]
    assert [line.task.first.day for line in hands.page.lines] == days
    assert "5 个日期" in hands.toast
    hands.page.show_task(hands.page.lines[1].id)
    hands.press("task_edit")
    hands.choose("task_scope", "no_more")
    hands.press("task_ok")
    assert [line.task.first.day for line in hands.page.lines] == days[:2]
    hands.seat.key(Qt.Key.Key_F8)
    hands.page.show_task(hands.page.lines[2].id)
    hands.press("task_remove")
    hands.press("choose_no_more")
    assert [line.task.first.day for line in hands.page.lines] == days[:3]


def test_a_month_that_the_term_cuts_is_shown_as_a_month(hands: Hands) -> None:
    add_task(hands.page.desk, TaskDraft("计划", "plan", date(2026, 2, 25), date(2026, 2, 28)))
    add_task(hands.page.desk, TaskDraft("总结", "plan", date(2026, 6, 1), date(2026, 7, 5)))
    assert [words.when(line) for line in hands.page.lines] == ["2月", "6月–7月"]


def test_what_is_needed_for_a_task_to_be_reached_is_said(hands: Hands) -> None:
    sights = (("labelled", 3), ("labelled", None), ("visits", None), ("overdue", None), ("activities", None))
    for place, (touches, goal) in enumerate(sights):
        add_task(hands.page.desk, TaskDraft(f"事{place}", "other", DAY, DAY, "", touches, goal))
    said = [words.needed(line) for line in hands.page.lines]
    assert "再有 3" in said[0]
    assert "没有剩余" in said[1]
    assert "目标数" in said[2]
    assert "空格" in said[3]
    assert "活动类型" in said[4]


def test_aims_are_written_kept_and_printed(hands: Hands) -> None:
    hands.press("plan_aims")
    hands.press("aims_usual")
    text = hands.seat.child("aims_text")
    assert isinstance(text, QPlainTextEdit)
    assert text.toPlainText().count("\n") == 5
    hands.press("aims_keep")
    term = terms(hands.page.desk.library)[0]
    assert "轮流值日" in queries.plan(hands.page.desk.library, term.id).aims


def test_the_plan_and_what_was_done_are_printed(hands: Hands) -> None:
    desk = hands.page.desk
    term = terms(desk.library)[0]
    take_template(desk, term.id, SECOND_TERM)
    set_aims(desk, term.id, "以读者为本\n培养小馆员")
    for name in ("plan_print", "plan_print_done"):
        hands.press(name)
    made = [(name, "\n".join(texts(make()))) for name, make in hands.documents]  # type: ignore[operator]
    assert made[0][0] == "图书馆工作计划（第二学期）"
    for word in ("以读者为本", "2026年3月", "新书贴书标", "经手人"):
        assert word in made[0][1]
    assert "完成情况" in made[1][0]
    assert "进行中" in made[1][1]


def test_the_plan_is_saved_as_a_table(hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_task(hands.page.desk, DRAFT)
    path = tmp_path / "计划.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    hands.press("plan_save")
    rows = list(load_workbook(path).active.values)  # type: ignore[union-attr]
    assert rows[1][2] == "修补图书"
    assert rows[1][4] == "王老师"


def test_a_scan_on_the_plan_goes_to_the_desk(hands: Hands) -> None:
    hands.seat.scan("0099999")
    assert hands.seat.window.tabs.current is hands.seat.window.lending
    assert "0099999" in hands.seat.banner


def test_a_screen_reader_has_a_name_for_everything(hands: Hands) -> None:
    add_task(hands.page.desk, DRAFT)
    assert nameless(hands.page) == []
    hands.press("plan_new")
    assert nameless(hands.page) == []
    hands.press("task_cancel")
    hands.press("plan_template")
    assert nameless(hands.page) == []
