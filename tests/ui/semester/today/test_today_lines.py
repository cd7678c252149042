"""What today's page tells of hours, backups, the end of a term, and of tasks when many are late."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from libdesk.actions.hours import set_span
from libdesk.actions.lending import lend
from libdesk.actions.planning.tasks import TaskDraft, add_task
from libdesk.domain.hours import Span
from libdesk.domain.ops import Op
from libdesk.store.tables import Aid, AidMove
from tests.builders import TODAY, Clock, add_book, add_reader, set_setting
from tests.ui.semester.today.today import today_of, told
from tests.windows import Seat


def test_near_the_end_of_the_term_teaching_aids_that_are_out_and_final_classes_are_told(
    seat: Seat, clock: Clock
) -> None:
    desk = seat.window.desk
    teacher = add_reader(desk, "李老师", kind="teacher").id
    add_reader(desk, "王一", entry_year=2020)
    with desk.action(Op.MOVE_AIDS) as act:
        aid = act.add(Aid, name="教学挂图", kind="chart", unit="张")
        act.add(AidMove, aid_id=aid, day=TODAY.isoformat(), kind="received", quantity=10)
        act.add(AidMove, aid_id=aid, day=TODAY.isoformat(), kind="issued", quantity=10, reader_id=teacher)
    set_setting(desk, "final_days", 14)
    assert not {"教辅回收", "毕业班停借"} & told(today_of(seat)).keys()
    clock.advance(days=(date(2026, 6, 20) - TODAY).days)
    page = today_of(seat)
    page.refresh()
    assert told(page)["教辅回收"] == ("10", "件未收回，7月5日 周日学期结束")
    assert told(page)["毕业班停借"] == ("在校 1 人", "自6月22日 周一起停借")
    clock.advance(days=4)
    page.refresh()
    assert "已停借" in told(page)["毕业班停借"][1]
    page.list.select("leavers")
    seat.key(Qt.Key.Key_Return)
    assert seat.window.tabs.current.page.leaving_button.isChecked()  # type: ignore[attr-defined]
    page = today_of(seat)
    page.list.select("aids_back")
    seat.key(Qt.Key.Key_Return)
    assert seat.window.tabs.current.page.view == "held"  # type: ignore[attr-defined]


def test_how_it_stands_with_backups_is_always_told(seat: Seat, qtbot: QtBot, tmp_path: Path) -> None:
    page = today_of(seat)
    qtbot.waitUntil(lambda: "没有设第二处备份" in page.backup.text())
    assert page.backup.isVisible()
    set_setting(seat.window.desk, "backup_folder", str(tmp_path))
    seat.window.desk.forget()
    seat.window.show_tab("lending_tab")
    today_of(seat)
    qtbot.waitUntil(lambda: str(tmp_path) in page.backup.text())


def test_every_room_with_hours_of_its_own_stands_at_the_top(seat: Seat) -> None:
    desk = seat.window.desk
    for place, spans in ((1, ((480, 720), (810, 1050))), (2, ((730, 810),)), (3, ((730, 810),))):
        for first, last in spans:
            set_span(desk, place, Span(0, first, last))
    page = today_of(seat)
    assert page.hours.text() == ("今天开馆：图书馆 08:00–12:00，13:30–17:30；学生阅览室，教师阅览室 12:10–13:30")


def test_what_is_due_now_stands_there_however_much_is_overdue(seat: Seat) -> None:
    for name in map(str, range(12)):
        add_task(seat.window.desk, TaskDraft(name, "other", date(2026, 3, 2), date(2026, 3, 4)))
    add_task(seat.window.desk, TaskDraft("今天的", "other", TODAY, TODAY))
    rows = today_of(seat).list.model.rows()
    assert "今天的" in [line.words for line in rows]
    assert [line.figure for line in rows if line.key == "tasks"] == ["5"]


def test_overdue_books_lead_to_their_list_for_printing(seat: Seat, clock: Clock) -> None:
    desk = seat.window.desk
    lend(desk, reader_id=add_reader(desk, "王一").id, copy_id=add_book(desk, "草房子").copy_id)
    clock.advance(days=63)
    page = today_of(seat)
    page.list.select("overdue")
    seat.key(Qt.Key.Key_Return)
    lists = seat.window.tabs.current.page  # type: ignore[attr-defined]
    assert (lists.NAME, lists.fields.NAME) == ("lists_page", "overdue")


def test_without_a_term_of_now_or_to_come_it_says_so_and_leads_to_where_terms_are_entered(
    seat: Seat, clock: Clock
) -> None:
    assert "学期" not in told(today_of(seat))
    clock.advance(days=180)  # September, and the terms of the new school year are not entered
    today_of(seat).refresh()
    page = today_of(seat)
    assert "没有" in told(page)["学期"][1]
    page.list.select("no_term")
    seat.key(Qt.Key.Key_Return)
    assert seat.child("CalendarSection").isVisible()


def faces(page: QWidget) -> list[QPushButton]:
    """The buttons of an empty list that are seen."""
    return [one for one in page.findChildren(QPushButton, "face_choice") if one.isVisible()]


def test_pages_of_a_term_that_is_over_offer_the_next_one_instead_of_late_work(
    seat: Seat, clock: Clock, qtbot: QtBot
) -> None:
    clock.advance(days=180)
    plan = seat.open("semester_tab", "plan_page")
    plan.refresh()
    assert not seat.child("plan_template").isEnabled()
    helpers = seat.open("semester_tab", "helpers_page")
    helpers.refresh()
    qtbot.waitUntil(lambda: [one.text() for one in faces(helpers)] == ["填写学期"])
    faces(helpers)[0].click()
    assert seat.child("CalendarSection").isVisible()
