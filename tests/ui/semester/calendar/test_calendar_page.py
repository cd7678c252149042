"""The calendar in the real window: turned by keys, a day opened, events entered and taken back, files met."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from libdesk.actions import hours
from libdesk.actions.calendar import set_days
from libdesk.actions.desk import Desk
from libdesk.actions.schedule import events
from libdesk.domain.calendar_entries import CalendarEntry
from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.hours import Span
from libdesk.ui.readers.class_session.page import ClassSessionPage
from tests.builders import close_days
from tests.documents.pdf import texts
from tests.ui.semester.calendar.calendar_hands import MEETING, MONDAY, SUNDAY, Hands, names
from tests.ui.surroundings import nameless


def test_the_term_shows_weeks_holidays_events_and_tasks(hands: Hands, school: Desk) -> None:
    close_days(school, date(2026, 4, 6), name="清明节")
    hands.page.refresh()
    assert hands.page.shown.title == "第二学期"
    assert hands.page.shown.heads[0] == "第 1 周"
    assert len(hands.page.shown.weeks) == 18
    assert "家长会" in hands.cell(MEETING.first)
    assert "清明节" in hands.cell(date(2026, 4, 6))


def test_keys_turn_the_views(hands: Hands, qtbot: QtBot) -> None:
    hands.seat.key(Qt.Key.Key_PageUp)
    assert hands.page.shown.title == "第一学期"
    hands.seat.key(Qt.Key.Key_T)
    qtbot.waitUntil(lambda: hands.page.shown.title == "第二学期")  # a letter may be the first of a scan
    hands.seat.key(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert hands.page.shown.title == "2026年3月"
    hands.seat.key(Qt.Key.Key_PageDown)
    assert hands.page.shown.title == "2026年4月"
    hands.seat.key(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    hands.seat.key(Qt.Key.Key_T)
    qtbot.waitUntil(lambda: hands.page.shown.title.endswith("第 2 周"))
    assert "三(1)班" in hands.cell(MONDAY)
    assert "08:00–12:00" in hands.cell(MONDAY)


def test_an_event_is_entered_changed_removed_and_taken_back(hands: Hands, school: Desk) -> None:
    hands.page.grid.choose(date(2026, 3, 12))
    hands.press("event_add")
    hands.seat.type("运动会")
    hands.press("event_ok")
    assert names(school) == ["家长会", "运动会"]
    assert "运动会" in hands.toast
    hands.seat.key(Qt.Key.Key_F8)
    assert names(school) == ["家长会"]
    hands.page.grid.choose(MEETING.first)
    hands.page.grid.setFocus()
    hands.seat.key(Qt.Key.Key_Return)
    hands.seat.key(Qt.Key.Key_Return)
    field = hands.seat.child("event_name")
    assert isinstance(field, QLineEdit)
    assert field.text() == "家长会"
    field.setText("全校家长会")
    hands.press("event_ok")
    assert names(school) == ["全校家长会"]
    hands.press("event_remove")
    assert names(school) == []
    hands.seat.key(Qt.Key.Key_F8)
    assert names(school) == ["全校家长会"]


def test_an_event_without_a_name_is_told_in_its_form(hands: Hands, school: Desk) -> None:
    hands.press("event_add")
    hands.press("event_ok")
    assert "没有名称" in hands.page.panel.form.fault.text()
    hands.seat.key(Qt.Key.Key_Escape)
    assert names(school) == ["家长会"]


def test_a_make_up_sunday_asks_which_weekday_it_is_like(hands: Hands, school: Desk) -> None:
    set_days(school, SUNDAY, SUNDAY, open=True, name="调休")
    hands.page.refresh()
    hands.page.grid.choose(SUNDAY)
    assert "按星期几" in hands.page.panel.kind.text()
    assert hands.lines() == []
    hands.press("day_special")
    combo = hands.seat.child("special_weekday")
    assert isinstance(combo, QComboBox)
    combo.setCurrentIndex(combo.findData(0))
    hands.press("special_ok")
    assert any("三(1)班" in line for line in hands.lines())
    assert "按星期几" not in hands.page.panel.kind.text()


def test_a_day_that_ends_at_ten_has_shorter_hours(hands: Hands) -> None:
    hands.press("day_special")
    short = hands.seat.child("special_short")
    assert isinstance(short, QCheckBox)
    short.setChecked(True)
    hands.page.panel.special_form.end.setTime(hands.page.panel.special_form.end.time().fromString("10:00", "HH:mm"))
    hands.press("special_ok")
    assert any("08:00–10:00" in line for line in hands.lines())
    hands.press("day_special")
    short.setChecked(False)
    hands.press("special_ok")
    assert any("08:00–12:00" in line for line in hands.lines())


def test_enter_on_a_lesson_opens_its_class_session(hands: Hands) -> None:
    hands.page.grid.choose(MONDAY)
    panel = hands.page.panel
    lesson = next(item for item in panel.items() if item.kind == "lesson")
    panel.list.select((lesson.kind, lesson.line))
    panel.list.view.setFocus()
    hands.seat.key(Qt.Key.Key_Return)
    page = hands.seat.window.tabs.current.page  # type: ignore[attr-defined]
    assert isinstance(page, ClassSessionPage)
    assert page.session.ref == ClassRef(Stage.PRIMARY, 2023, 1)


def test_the_settings_and_the_calendar_lead_to_each_other(hands: Hands) -> None:
    hands.page.grid.choose(date(2026, 3, 20))
    hands.press("day_settings")
    section = hands.seat.window.tabs.current.sections  # type: ignore[attr-defined]
    days = next(one.days for one in section if one.objectName() == "CalendarSection")
    assert days.first.date().day() == 20
    hands.press("calendar_of_semester")
    assert hands.page.isVisible()


def test_a_week_names_its_rooms_and_stands_in_the_order_of_time(hands: Hands, school: Desk) -> None:
    hours.set_span(school, 2, Span(1, 730, 810))
    hours.set_span(school, 1, Span(1, 480, 720))
    events.set_event(school, CalendarEntry("", MEETING.first, MEETING.first, "晨会", 450, 470))
    hands.page.refresh()
    hands.seat.key(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    lines = hands.page.grid.weeks.lines[MEETING.first]
    assert [line.strip() for line in lines] == [
        "图书馆", "08:00–12:00", "学生阅览室", "12:10–13:30", "07:30 晨会", "14:00 家长会",
    ]  # fmt: skip


@pytest.mark.parametrize("view", ["term", "month", "week"])
def test_each_view_goes_on_one_sheet(hands: Hands, view: str) -> None:
    papers: list[bytes] = []
    hands.page.document_asked.disconnect()  # no viewer is opened
    hands.page.document_asked.connect(lambda _title, make: papers.append(make()))
    hands.page.show_view(view)
    hands.press("calendar_print")
    (page,) = texts(papers[0])
    assert "家长会" in "".join(page.split())  # a narrow cell breaks it


def test_a_day_with_more_than_its_cell_holds_is_named_whole_on_the_next_page(hands: Hands, school: Desk) -> None:
    day = date(2026, 4, 30)
    for n in range(12):
        events.set_event(school, CalendarEntry("", day, day, f"{n:02}号读书节开幕式暨古诗词诵读比赛"))
    papers: list[bytes] = []
    hands.page.document_asked.disconnect()  # no viewer is opened
    hands.page.document_asked.connect(lambda _title, make: papers.append(make()))
    hands.page.show_view("term")
    hands.press("calendar_print")
    first, second = texts(papers[0])
    assert "00号" in first
    assert "另有 10 项" in first
    assert "4月30日 周四" in second
    assert all(f"{n:02}号读书节开幕式暨古诗词诵读比赛" in second for n in range(12))


def test_everything_has_a_name(hands: Hands) -> None:
    hands.press("event_add")
    assert nameless(hands.page) == []
    hands.press("day_special")
    assert nameless(hands.page) == []


def test_an_event_taken_back_while_it_is_changed_is_told_and_what_was_typed_stays(hands: Hands, school: Desk) -> None:
    assert hands.page.grid.choose(MEETING.first)
    panel = hands.page.panel
    panel.list.view.selectRow(next(n for n, item in enumerate(panel.items()) if "家长会" in item.line))
    hands.press("event_change")
    panel.form.note.setText("带成绩单")
    hands.seat.key(Qt.Key.Key_F8)
    assert names(school) == []
    panel.form.save()
    assert "这项日程已不在校历里" in panel.form.fault.text()
    assert panel.form.isVisible()
    assert panel.form.note.text() == "带成绩单"
