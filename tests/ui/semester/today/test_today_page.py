"""Today in the real window: a librarian who signs in finds what is due, Enter leads there, a scan is for the desk."""

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from libdesk.actions import calendar as calendar_actions
from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.planning.tasks import TaskDraft, add_task
from libdesk.actions.returning import report_damage
from libdesk.domain.ops import Op
from libdesk.store.queries.calendar import terms
from libdesk.store.tables import (
    Activity,
    Appointment,
    Duty,
    DutyDay,
    DutySlot,
    Event,
    Lesson,
    Period,
    SpecialDay,
    Suggestion,
)
from tests.builders import TODAY, Clock, add_book, add_reader, as_librarian, set_setting
from tests.ui.semester.today.today import today_of, told
from tests.ui.surroundings import nameless
from tests.windows import Seat, seat_at


def test_the_day_its_week_and_its_term_stand_at_the_top(seat: Seat) -> None:
    page = today_of(seat)
    assert page.heading.text() == "3月9日 周一 · 第 3 周（单周） · 第二学期"
    assert page.hours.text().startswith("今天开馆")


def test_a_quiet_day_is_one_friendly_line(seat: Seat) -> None:
    page = today_of(seat)
    assert page.list.model.rows() == []
    assert not page.list.face.isHidden()
    assert not page.go.isVisible()


def test_a_day_with_nothing_but_an_event_says_that_all_is_well(seat: Seat) -> None:
    with seat.window.desk.action(Op.EDIT_EVENTS) as act:
        act.add(Event, first_day="2026-03-12", last_day="2026-03-12", from_time="14:00", name="植树节", place="操场")
    page = today_of(seat)
    assert told(page) == {"日程": ("3月12日 周四", "植树节 · 14:00 · 操场")}
    assert page.calm.isVisible()


def test_due_and_overdue_tasks_stand_first_and_one_that_is_to_come_does_not(seat: Seat) -> None:
    desk = seat.window.desk
    for name, first, last in (("过期的", 2, 6), ("进行的", 9, 31), ("以后的", 20, 25)):
        add_task(desk, TaskDraft(name, "other", date(2026, 3, first), date(2026, 3, last)))
    rows = today_of(seat).list.model.rows()
    assert [(line.what, line.words) for line in rows] == [("任务已过期", "过期的"), ("任务", "进行的")]


def test_space_ticks_a_task_off_and_enter_shows_it_in_the_plan(seat: Seat, qtbot: QtBot) -> None:
    desk = seat.window.desk
    for name in ("一", "二"):
        add_task(desk, TaskDraft(name, "other", TODAY, TODAY))
    page = today_of(seat)
    seat.key(Qt.Key.Key_Space)  # held back for a moment, as it might be the beginning of a scan
    qtbot.waitUntil(lambda: [line.words for line in page.list.model.rows()] == ["二"])
    page.take_focus()
    seat.key(Qt.Key.Key_Return)
    tab = seat.window.tabs.current
    assert tab.page.NAME == "plan_page"  # type: ignore[attr-defined]
    assert tab.page.list.current_row().task.name == "二"  # type: ignore[attr-defined]


def test_closings_of_the_next_days_are_told_once(seat: Seat) -> None:
    calendar_actions.set_days(seat.window.desk, date(2026, 3, 12), date(2026, 3, 13), open=False, name="运动会")
    assert told(today_of(seat))["闭馆"] == ("3月12日–3月15日", "运动会")


def test_a_closed_day_says_why_and_has_no_duty(seat: Seat) -> None:
    calendar_actions.set_days(seat.window.desk, TODAY, TODAY, open=False, name="运动会")
    assert today_of(seat).hours.text() == "今天闭馆：运动会。"


def helper(desk: Desk, name: str) -> int:
    reader_id = add_reader(desk, name).id
    with desk.action(Op.APPOINT_HELPER) as act:
        act.add(Appointment, reader_id=reader_id, from_day="2026-03-02")
    return reader_id


def duty(desk: Desk, *names: str, weeks: str = "all") -> tuple[int, list[int]]:
    """A slot on Mondays at noon with these helpers."""
    readers = [helper(desk, name) for name in names]
    with desk.action(Op.EDIT_ROSTER) as act:
        slot = act.add(
            DutySlot, term_id=terms(desk.library)[0].id, weekday=0, from_time="12:10", to_time="13:30", name="中午"
        )
        for reader in readers:
            act.add(Duty, slot_id=slot, reader_id=reader, weeks=weeks)
    return slot, readers


def test_who_keeps_duty_today_follows_odd_weeks_and_swaps(seat: Seat, clock: Clock) -> None:
    desk = seat.window.desk
    slot, readers = duty(desk, "王一", "李雨", weeks="odd")
    other = helper(desk, "赵六")
    page = today_of(seat)
    assert told(page)["值日"][0] == "12:10–13:30"
    assert "王一" in told(page)["值日"][1]
    with desk.action(Op.NOTE_DUTY) as act:
        act.add(DutyDay, slot_id=slot, day=TODAY.isoformat(), reader_id=readers[0], state="swapped", instead_id=other)
    words = told(page)["值日"][1]
    assert "王一" not in words
    assert "赵六" in words
    clock.advance(days=7)
    page.refresh()
    assert "缺 2 人" in told(page)["值日"][1]


def test_who_did_not_sign_on_is_told_and_a_day_like_another_has_its_duty(seat: Seat, clock: Clock) -> None:
    desk = seat.window.desk
    duty(desk, "王一")
    with desk.action(Op.EDIT_EVENTS) as act:
        act.add(SpecialDay, day=(TODAY + timedelta(days=2)).isoformat(), as_weekday=0, name="调课")
    assert "没有签到" not in told(today_of(seat))["值日"][1]
    clock.advance(seconds=8 * 3600)
    today_of(seat).refresh()
    assert "王一（没有签到）" in told(today_of(seat))["值日"][1]
    clock.advance(days=1)
    today_of(seat).refresh()
    assert "值日" not in told(today_of(seat))
    clock.advance(days=1)
    today_of(seat).refresh()
    assert "王一" in told(today_of(seat))["值日"][1]


def test_reading_lessons_of_the_week_stand_there(seat: Seat) -> None:
    desk = seat.window.desk
    term_id = terms(desk.library)[0].id
    with desk.action(Op.EDIT_TIMETABLE) as act:
        period = act.add(Period, ordinal=2, name="第二节", from_time="08:50", to_time="09:30")
        for class_no, weeks in ((1, "odd"), (2, "even")):
            act.add(
                Lesson, term_id=term_id, stage="primary", entry_year=2023, class_no=class_no, weekday=0,
                period_id=period, weeks=weeks, teacher="李老师",
            )  # fmt: skip
    page = today_of(seat)
    assert told(page)["阅读课"] == ("08:50–09:30", "第二节 · 三(1)班 · 李老师")
    page.list.select(next(line.key for line in page.lines if line.what == "阅读课"))
    seat.key(Qt.Key.Key_Return)
    session = seat.window.tabs.current.page  # type: ignore[attr-defined]
    assert session.NAME == "class_session_page"


def test_what_waits_is_counted_and_leads_to_its_page(seat: Seat, clock: Clock) -> None:
    desk = seat.window.desk
    reader = add_reader(desk, "王一")
    book, torn = add_book(desk, "草房子"), add_book(desk, "根鸟")
    lend(desk, reader_id=reader.id, copy_id=book.copy_id)
    report_damage(desk, copy_id=torn.copy_id, degree="severe")
    with desk.action(Op.EDIT_SUGGESTIONS) as act:
        act.add(Suggestion, day=TODAY.isoformat(), said="多买漫画")
    with desk.action(Op.EDIT_ACTIVITY) as act:
        act.add(Activity, kind="essay", name="征文", first_day="2026-03-01", last_day="2026-05-31")
        act.add(Activity, kind="essay", name="讲故事", first_day="2026-03-01", last_day="2026-03-05",
                publish_by="2026-03-31")  # fmt: skip
    clock.advance(days=63)
    page = today_of(seat)
    found = told(page)
    assert found["超期图书"][0] == "1"
    assert found["待修图书"] == ("1", "严重 1 册")
    assert found["读者建议"][0] == "1"
    assert found["活动"][1] == "征文"
    assert found["待公布的活动结果"] == ("1", "1 项已过公布期限")
    assert not page.calm.isVisible()
    page.list.select("repairs")
    seat.key(Qt.Key.Key_Return)
    assert seat.window.tabs.current.page.NAME == "repairs_page"  # type: ignore[attr-defined]
    today_of(seat).list.select("suggestions")
    seat.key(Qt.Key.Key_Return)
    assert seat.window.tabs.current.page.view == "suggestions"  # type: ignore[attr-defined]
    page = today_of(seat)
    page.list.select(next(line.key for line in page.lines if line.what == "活动"))
    seat.key(Qt.Key.Key_Return)
    assert seat.window.tabs.current.page.row.name == "征文"  # type: ignore[attr-defined]


def test_near_the_end_of_the_term_what_is_still_lent_is_told(seat: Seat, clock: Clock) -> None:
    desk = seat.window.desk
    lend(desk, reader_id=add_reader(desk, "王一").id, copy_id=add_book(desk, "草房子").copy_id)
    assert "清还" not in told(today_of(seat))
    clock.advance(days=(date(2026, 6, 20) - TODAY).days)
    today_of(seat).refresh()
    assert told(today_of(seat))["清还"][0] == "1"


def test_a_scan_on_this_page_is_a_scan_at_the_desk(seat: Seat) -> None:
    desk = seat.window.desk
    reader = add_reader(desk, "王一")
    today_of(seat)
    seat.scan(reader.card)
    assert seat.window.tabs.current is seat.window.lending
    assert seat.window.lending.session.state.reader_id == reader.id


def test_a_librarian_who_signs_in_at_an_idle_desk_begins_with_today(
    school: Desk, helper_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    with seat_at(helper_desk, tmp_path, qtbot) as seat:
        seat.key(Qt.Key.Key_F9)
        tab = seat.window.tabs.current
        assert (tab.NAME, tab.page.NAME) == ("semester_tab", "today_page")  # type: ignore[attr-defined]
        seat.key(Qt.Key.Key_F9)
        assert seat.window.tabs.current is seat.window.lending


def test_a_librarian_who_signs_in_while_books_are_open_stays_at_the_desk(
    school: Desk, helper_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    reader = add_reader(school, "王一")
    with seat_at(helper_desk, tmp_path, qtbot) as seat:
        seat.scan(reader.card)
        seat.key(Qt.Key.Key_F9)
        assert seat.window.tabs.current is seat.window.lending


def test_a_librarian_who_is_called_to_a_refusal_stays_at_the_desk(
    school: Desk, helper_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    with seat_at(helper_desk, tmp_path, qtbot) as seat:
        seat.scan("0099999")
        seat.key(Qt.Key.Key_F9)
        assert seat.window.tabs.current is seat.window.lending


def test_this_pc_can_begin_at_the_desk_instead(school: Desk, helper_desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    with seat_at(helper_desk, tmp_path, qtbot) as seat:
        seat.window.pc.begins_at_desk = True
        seat.key(Qt.Key.Key_F9)
        assert seat.window.tabs.current is seat.window.lending


def test_a_pupil_sees_duty_and_days_by_the_names_that_the_school_shows_and_nothing_else(
    school: Desk, helper_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    duty(school, "王一", "李雨")
    add_task(school, TaskDraft("开会", "other", TODAY, TODAY))
    set_setting(school, "names_shown", "surname")
    helper_desk.forget()
    with seat_at(helper_desk, tmp_path, qtbot) as seat:
        page = today_of(seat)
        assert list(told(page)) == ["值日"]
        assert "王同学" in told(page)["值日"][1]
        assert "王一" not in told(page)["值日"][1]
        page.tick()
        page.go_there()
        assert seat.window.tabs.current.NAME == "semester_tab"
    assert as_librarian(school).library.fetch("SELECT state FROM task") == [("open",)]


def test_a_page_that_appears_on_another_day_is_of_that_day(seat: Seat, clock: Clock) -> None:
    today_of(seat)
    seat.window.show_tab("lending_tab")
    clock.advance(days=1)
    assert today_of(seat).heading.text().startswith("3月10日")


def test_a_screen_reader_has_a_name_for_everything(seat: Seat) -> None:
    add_task(seat.window.desk, TaskDraft("开会", "other", TODAY - timedelta(days=3), TODAY))
    assert nameless(today_of(seat)) == []
