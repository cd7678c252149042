"""Calendars of other programs in the real window: looked at, brought in, what they call off taken out."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt

from libdesk.actions.calendar import set_days
from libdesk.actions.desk import Desk
from libdesk.actions.schedule import events
from libdesk.domain.calendar_entries import CalendarEntry
from libdesk.i18n import DEFAULT_LANGUAGE, set_language
from libdesk.store.queries import events as queries
from tests.ui.semester.calendar.calendar_hands import Hands, names


def test_a_calendar_of_another_program_is_looked_at_before_it_is_entered(
    hands: Hands, school: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "学校.ics"
    hands.page.export_to(path)
    assert "学校.ics" in hands.toast
    more = (
        "BEGIN:VEVENT\r\nUID:n\r\nDTSTART;VALUE=DATE:20260501\r\nSUMMARY:艺术节\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:b\r\nSUMMARY:坏的\r\nEND:VEVENT\r\n"
        "BEGIN:VTODO\r\nUID:t\r\nSUMMARY:交表\r\nEND:VTODO\r\nEND:VCALENDAR"
    )
    path.write_text(path.read_text("utf-8").replace("END:VCALENDAR", more), "utf-8", newline="")
    hands.page.look_at(path)
    view = hands.page.importing
    assert "共 6 条" in view.head.text()
    assert [line.name for line in view.list.model.rows()] == ["艺术节", "坏的"]
    assert names(school) == ["家长会"]
    hands.page.setFocus()
    hands.page.take_focus()  # as one who comes back from another page
    assert view.do.hasFocus()
    hands.press("ics_do")
    assert names(school) == ["家长会", "艺术节"]
    hands.seat.key(Qt.Key.Key_F8)
    assert names(school) == ["家长会"]


def calendar_of(path: Path, *entries: str) -> Path:
    blocks = "".join(f"BEGIN:VEVENT\r\n{entry}\r\nEND:VEVENT\r\n" for entry in entries)
    path.write_text(f"BEGIN:VCALENDAR\r\n{blocks}END:VCALENDAR\r\n", "utf-8", newline="")
    return path


def test_what_a_newer_state_of_a_calendar_calls_off_is_shown_and_taken_out(
    hands: Hands, school: Desk, tmp_path: Path
) -> None:
    single = "UID:a\r\nDTSTART:20260320T140000\r\nSUMMARY:教师会"
    series = "UID:b\r\nDTSTART:20260323T140000\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nSUMMARY:例会"
    path = tmp_path / "校历.ics"
    hands.page.look_at(calendar_of(path, single, series))
    hands.press("ics_do")
    third = queries.events(school.library)[-1]
    events.set_event(school, CalendarEntry("", third.first, third.last, "例会（报告厅）", 840, 840), event_id=third.id)
    hands.page.look_at(calendar_of(path, f"{single}\r\nSTATUS:CANCELLED", f"{series}\r\nSTATUS:CANCELLED"))
    view = hands.page.importing
    assert [(line.state, line.name) for line in view.list.model.rows()] == [
        ("gone", "教师会"), ("gone", "例会"), ("gone", "例会"), ("kept", "例会（报告厅）"),
    ]  # fmt: skip
    assert "有 3 项在文件里已没有" in view.sum.text()
    assert view.do.text() == "去掉 3 项"
    assert len(names(school)) == 5
    hands.press("ics_do")
    assert names(school) == ["家长会", "例会（报告厅）"]
    assert "去掉 3 项" in hands.toast
    hands.seat.key(Qt.Key.Key_F8)
    assert names(school) == ["家长会", "教师会", "例会", "例会", "例会（报告厅）"]


def test_what_was_changed_here_and_what_a_newer_file_lacks_stays_and_is_shown(
    hands: Hands, school: Desk, tmp_path: Path
) -> None:
    first, second, third = (
        f"UID:{uid}\r\nDTSTART;VALUE=DATE:{day}\r\nSUMMARY:{name}"
        for uid, day, name in (("a", "20260320", "教师会"), ("b", "20260323", "例会"), ("c", "20260501", "艺术节"))
    )
    path = tmp_path / "校历.ics"
    hands.page.look_at(calendar_of(path, first, second))
    hands.press("ics_do")
    event = queries.events(school.library)[-1]
    events.set_event(school, CalendarEntry("", event.first, event.last, "例会（报告厅）"), event_id=event.id)
    hands.page.look_at(calendar_of(path, second, third))
    view = hands.page.importing
    assert [(line.state, line.name, line.note) for line in view.list.model.rows()] == [
        ("new", "艺术节", ""), ("kept", "例会（报告厅）", "在本馆改过，文件为：2026年3月23日 周一 例会"),
        ("kept", "教师会", "以前从这个文件导入，文件里已没有"),
    ]  # fmt: skip
    assert "共 2 条" in view.head.text()
    assert "1 条在本馆改过" in view.sum.text()
    assert "（2026年3月20日 周五 教师会）" in view.sum.text()
    hands.press("ics_do")
    assert names(school) == ["家长会", "教师会", "例会（报告厅）", "艺术节"]
    assert "新增 1 项。" in hands.toast
    hands.page.look_at(calendar_of(path, first, second.replace("20260323", "20260324")))
    (line,) = [line for line in view.list.model.rows() if "报告厅" in line.name]
    assert line.note == "本馆和文件都改过，文件现为：2026年3月24日 周二 例会"
    assert not view.do.isVisible()


def test_in_english_one_event_is_told_as_one(hands: Hands, tmp_path: Path) -> None:
    hands.page.look_at(calendar_of(tmp_path / "校历.ics", "UID:a\r\nDTSTART;VALUE=DATE:20260320\r\nSUMMARY:教师会"))
    set_language("en")
    try:
        hands.press("ics_do")
    finally:
        set_language(DEFAULT_LANGUAGE)
    assert "1 event is new. F8 takes it back." in hands.toast


def test_what_moved_out_of_the_span_of_files_is_not_said_to_have_left_the_file(hands: Hands, tmp_path: Path) -> None:
    path, entry = tmp_path / "校历.ics", "UID:a\r\nDTSTART;VALUE=DATE:{}\r\nSUMMARY:教师会"
    hands.page.look_at(calendar_of(path, entry.format("20260320")))
    hands.press("ics_do")
    hands.page.look_at(calendar_of(path, entry.format("20300320")))
    (line,) = hands.page.importing.list.model.rows()
    assert (line.state, line.note) == ("gone", "文件里这个时间已没有")
    assert "已没有或已改期" in hands.page.importing.sum.text()


def test_days_over_new_year_are_told_with_both_years(hands: Hands, tmp_path: Path) -> None:
    entry = "UID:a\r\nDTSTART;VALUE=DATE:20260901\r\nDTEND;VALUE=DATE:20270115\r\nSUMMARY:艺术学期"
    hands.page.look_at(calendar_of(tmp_path / "校历.ics", entry))
    (line,) = hands.page.importing.list.model.rows()
    assert line.days == "2026年9月1日 周二 – 2027年1月14日"
    hands.press("ics_leave")
    hands.page.show_view("week")
    hands.page.turn(42)
    assert hands.page.shown.title == "2026年12月28日 – 2027年1月3日"


def test_a_file_that_is_no_calendar_is_told(hands: Hands, tmp_path: Path) -> None:
    path = tmp_path / "表.ics"
    path.write_text("姓名", "utf-8")
    hands.page.look_at(path)
    assert "表.ics" in hands.page.told.text()
    hands.seat.key(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert hands.page.told.text() == ""
    assert not hands.page.told.isVisible()


def test_of_days_without_school_it_is_said_that_they_leave_the_library_open(hands: Hands, tmp_path: Path) -> None:
    entry = "BEGIN:VEVENT\r\nUID:{n}\r\nDTSTART;VALUE=DATE:{day}\r\nSUMMARY:{name}\r\nEND:VEVENT\r\n"
    found = (("a", "20260501", "劳动节放假"), ("b", "20260502", "周六休馆"), ("c", "20260505", "家长会"))
    lines = "".join(entry.format(n=n, day=day, name=name) for n, day, name in found)
    broken = "BEGIN:VEVENT\r\nUID:d\r\nSUMMARY:坏的\r\nEND:VEVENT\r\n"
    path = tmp_path / "校历.ics"
    path.write_text(f"BEGIN:VCALENDAR\r\n{lines}{broken}END:VCALENDAR\r\n", "utf-8", newline="")
    hands.page.look_at(path)
    view = hands.page.importing
    assert "1 项" in view.closures.text()  # the Saturday is closed already
    assert "劳动节放假" in view.closures.text()
    assert view.list.model.rows()[-1].note.endswith("（第 17 行）")
    hands.press("ics_enter")
    section = hands.seat.window.tabs.current.sections  # type: ignore[attr-defined]
    days = next(one.days for one in section if one.objectName() == "CalendarSection")
    assert (days.first.date().day(), days.why.text(), days.open.currentData()) == (1, "劳动节放假", False)


def test_closed_days_that_are_entered_meanwhile_lead_to_the_next(hands: Hands, school: Desk, tmp_path: Path) -> None:
    entry = "BEGIN:VEVENT\r\nUID:{n}\r\nDTSTART;VALUE=DATE:{day}\r\nSUMMARY:{name}\r\nEND:VEVENT\r\n"
    found = (("a", "20260501", "劳动节放假"), ("b", "20260618", "端午放假"))
    lines = "".join(entry.format(n=n, day=day, name=name) for n, day, name in found)
    path = tmp_path / "校历.ics"
    path.write_text(f"BEGIN:VCALENDAR\r\n{lines}END:VCALENDAR\r\n", "utf-8", newline="")
    hands.page.look_at(path)
    view = hands.page.importing
    assert "2 项" in view.closures.text()
    hands.press("ics_enter")
    set_days(school, date(2026, 5, 1), date(2026, 5, 1), open=False)
    hands.seat.open("semester_tab", "calendar_page")
    assert "1 项" in view.closures.text()
    assert "劳动节" not in view.closures.text()
    hands.press("ics_enter")
    section = hands.seat.window.tabs.current.sections  # type: ignore[attr-defined]
    days = next(one.days for one in section if one.objectName() == "CalendarSection")
    assert days.why.text() == "端午放假"
    set_days(school, date(2026, 6, 18), date(2026, 6, 18), open=False)
    hands.seat.open("semester_tab", "calendar_page")
    assert view.closures.isHidden()
    assert view.enter.isHidden()
    assert len(view.list.model.rows()) == 2  # as events they can still be brought in
