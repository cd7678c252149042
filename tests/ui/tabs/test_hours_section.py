"""The section of the opening hours: a week is entered by Monday, summed, and what does not fit is said while typing."""

from PySide6.QtCore import QTime

from libdesk.actions.desk import Desk
from libdesk.actions.leaders.targets import set_target
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.hours import Span
from libdesk.store.queries import hours as queries
from libdesk.ui.settings.hours import HoursSection
from libdesk.ui.tabs.settings_tab import SettingsTab
from tests.ui.tabs.settings_page import field, fill, opened, pick, press


def shown(tab: SettingsTab) -> HoursSection:
    section = opened(tab, "HoursSection")
    assert isinstance(section, HoursSection)
    return section


def enter(tab: SettingsTab, first: tuple[int, int], last: tuple[int, int], name: str, *, weekday: int = 0) -> None:
    section = shown(tab)
    section.day.setCurrentIndex(weekday)
    section.first.setTime(QTime(*first))
    section.last.setTime(QTime(*last))
    fill(tab, hours_name=name)
    press(tab, "hours_add")


def test_monday_is_entered_and_goes_to_friday(tab: SettingsTab, desk: Desk) -> None:
    enter(tab, (12, 10), (13, 30), "中午")
    enter(tab, (16, 10), (18, 0), "第七节课后")
    press(tab, "hours_copy")
    rows = queries.openings(desk.library)
    assert len(rows) == 10
    assert rows[-1].span == Span(4, 970, 1080, "第七节课后")
    assert "15.8" in shown(tab).sum.text()
    assert shown(tab).sum.property("role") == "warn"
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)
    tab.refresh()
    assert len(shown(tab).table.model.rows()) == 2


def test_forty_hours_are_enough_and_closed_days_do_not_count(tab: SettingsTab, desk: Desk) -> None:
    enter(tab, (8, 0), (16, 0), "全天")
    press(tab, "hours_copy")
    assert shown(tab).sum.property("role") == "good"
    enter(tab, (8, 0), (16, 0), "周六", weekday=5)
    assert "40" in shown(tab).sum.text()
    section = shown(tab)
    notes = [section.table.model.columns[-1].text(row) for row in section.table.model.rows()]
    assert [bool(note) for note in notes] == [False] * 5 + [True]


def test_hours_are_measured_by_the_target_of_the_school(tab: SettingsTab, desk: Desk) -> None:
    set_target(desk, "hours", 425)
    enter(tab, (8, 0), (16, 0), "全天")
    press(tab, "hours_copy")
    assert "42.5" in shown(tab).sum.text()
    assert shown(tab).sum.property("role") == "warn"


def test_hours_that_overlap_or_run_backwards_are_said_while_typing(tab: SettingsTab, desk: Desk) -> None:
    enter(tab, (12, 10), (13, 30), "中午")
    section = shown(tab)
    section.table.view.clearSelection()
    section.first.setTime(QTime(13, 0))
    section.last.setTime(QTime(14, 0))
    assert "中午" in section.fault.text()
    assert not field(tab, "hours_add").isEnabled()
    section.last.setTime(QTime(9, 0))
    assert "09:00" in section.fault.text()
    section.first.setTime(QTime(8, 0))
    assert not section.fault.isVisible()
    assert field(tab, "hours_add").isEnabled()


def test_the_chosen_hours_are_changed_and_several_removed(tab: SettingsTab, desk: Desk) -> None:
    enter(tab, (12, 10), (13, 30), "中午")
    section = shown(tab)
    section.last.setTime(QTime(13, 50))
    press(tab, "hours_change")
    assert queries.openings(desk.library)[0].span.last == 830
    press(tab, "hours_copy")
    section.table.view.selectAll()
    press(tab, "hours_remove")
    assert queries.openings(desk.library) == []


def test_each_room_has_hours_of_its_own(tab: SettingsTab, desk: Desk) -> None:
    enter(tab, (12, 10), (13, 30), "中午")
    pick(tab, "hours_room", 2)
    assert len(shown(tab).table.model.rows()) == 0
    enter(tab, (12, 10), (13, 30), "中午")
    assert [row.place_id for row in queries.openings(desk.library)] == [1, 2]
