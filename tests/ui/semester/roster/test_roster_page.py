"""The roster's page: filled, changed by dragging and by keyboard, swapped, noted, printed; pupils read it."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from libdesk.actions.helpers import duties
from libdesk.actions.hours import set_span
from libdesk.actions.shifts import dismiss
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.duties import Weeks
from libdesk.domain.hours import Span
from libdesk.domain.ops import Role
from libdesk.domain.rows.calendar import TermRow
from libdesk.exchange.calendar_files import read_calendar
from libdesk.ui.semester.roster.cells import Cell, Kind
from libdesk.ui.semester.roster.page import RosterPage
from tests.builders import TODAY, close_days, set_setting
from tests.documents.pdf import ink_beyond, pictures, texts
from tests.helpers_made import NOON, make_helpers, make_slots
from tests.ui.semester.roster.roster_hands import answer, cells, find, go_to, press, roster
from tests.ui.surroundings import Kept, at_work, nameless


def test_from_the_opening_hours_to_a_roster_by_keyboard(page: RosterPage, term: TermRow) -> None:
    for weekday in range(5):
        set_span(page.desk, 1, Span(weekday, *NOON, "中午"))
    ids = make_helpers(page.desk, term, 6)
    page.refresh()
    assert "时段" in page.face.accessibleName()
    press(page, "roster_slots")
    assert page.slots_view.take.isEnabled()  # school days are ticked
    press(page, "slots_take")
    press(page, "slots_back")
    press(page, "roster_fill")
    press(page, "choose_anew")
    found = roster(page, term)
    assert len(found) == 10
    assert {reader for _slot, reader, _weeks in found} == set(ids)
    assert page.monday is None
    assert len(page.grid.weeks.week.rows) == 2
    entry = last_undoable(page.desk)
    assert entry is not None
    undo(page.desk, entry.id)
    assert roster(page, term) == set()


def test_two_of_the_same_name_are_told_apart_by_their_class(page: RosterPage, term: TermRow) -> None:
    (slot_id,) = make_slots(page.desk, term, 0)
    for number in (3, 7):
        duties.put_on_duty(page.desk, slot_id, make_helpers(page.desk, term, 1, class_no=number)[0])
    page.show_week(None)
    assert [row[0] for row in cells(page)] == ["四(3)班 李小雨", "四(7)班 李小雨"]


def test_what_could_not_be_met_is_told(page: RosterPage, term: TermRow) -> None:
    make_slots(page.desk, term, 0, 1)
    make_helpers(page.desk, term, 2)
    page.refresh()
    press(page, "roster_fill")
    press(page, "choose_anew")
    assert "空 2 个位置" in page.told.text()
    assert page.told.isVisible()


def test_a_person_dragged_onto_an_open_place_moves_and_onto_another_one_swaps(page: RosterPage, term: TermRow) -> None:
    monday, wednesday = make_slots(page.desk, term, 0, 2, wanted=1)
    one, other = make_helpers(page.desk, term, 2)
    duties.put_on_duty(page.desk, monday, one)
    page.show_week(None)
    index = page.grid.weeks.index
    model = page.grid.weeks
    assert model.flags(index(0, 0)) & Qt.ItemFlag.ItemIsDragEnabled
    assert not model.flags(index(0, 1)) & Qt.ItemFlag.ItemIsDropEnabled  # no slot on Tuesday
    held = model.mimeData([index(0, 0)])
    model.dropMimeData(held, Qt.DropAction.CopyAction, -1, -1, index(0, 2))
    assert roster(page, term) == {(wednesday, one, "all")}
    duties.put_on_duty(page.desk, monday, other)
    held = model.mimeData([index(0, 0)])
    model.dropMimeData(held, Qt.DropAction.CopyAction, -1, -1, index(0, 2))
    assert roster(page, term) == {(monday, one, "all"), (wednesday, other, "all")}


def test_the_same_by_keyboard(page: RosterPage, term: TermRow, kept: Kept) -> None:
    monday, tuesday = make_slots(page.desk, term, 0, 1, wanted=1)
    one, other = make_helpers(page.desk, term, 2)
    duties.put_on_duty(page.desk, monday, one)
    page.show_week(None)
    go_to(page, find(page, "李小雨"))
    QTest.keyClick(page.grid, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert "Ctrl+V" in kept.said[-1]
    assert "李小雨" in page.panel.pick.text()
    QTest.keyClick(page.grid, Qt.Key.Key_Right)
    QTest.keyClick(page.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert roster(page, term) == {(tuesday, one, "all")}
    assert page.grid.hasFocus()
    QTest.keyClick(page.grid, Qt.Key.Key_Return)
    answer(page, other)
    assert roster(page, term) == {(tuesday, other, "all")}
    QTest.keyClick(page.grid, Qt.Key.Key_Delete)
    assert roster(page, term) == set()
    assert "F8" in kept.said[-1]


def test_odd_and_even_weeks_are_chosen_for_a_place(page: RosterPage, term: TermRow) -> None:
    (slot_id,) = make_slots(page.desk, term, 0, wanted=1)
    one, other = make_helpers(page.desk, term, 2)
    duties.put_on_duty(page.desk, slot_id, one)
    page.show_week(None)
    go_to(page, find(page, "李小雨"))
    page.panel.weeks.setCurrentIndex(page.panel.weeks.findData(Weeks.ODD))
    page.panel.weeks.activated.emit(1)
    assert cells(page)[1][0] == "双周空缺"
    page.grid.setCurrentIndex(page.grid.weeks.index(1, 0))
    QTest.keyClick(page.grid, Qt.Key.Key_Return)
    answer(page, other)
    assert roster(page, term) == {(slot_id, one, "odd"), (slot_id, other, "even")}


def test_a_week_shows_closed_days_swaps_and_who_came(page: RosterPage, term: TermRow, kept: Kept) -> None:
    monday, wednesday, _friday = make_slots(page.desk, term, 0, 2, 4, wanted=1)
    one, other = make_helpers(page.desk, term, 2)
    duties.put_on_duty(page.desk, monday, one)
    duties.put_on_duty(page.desk, wednesday, other)
    close_days(page.desk, TODAY + timedelta(days=4), name="运动会")
    page.show_week(TODAY)
    assert cells(page) == [["李小雨", "", "王一", "", "运动会"]]
    page.deeds.move(find(page, "李小雨"), find(page, "王一"))
    assert "王一" in cells(page)[0][0]
    assert "李小雨" in cells(page)[0][2]
    assert "替" in find(page, "王一").tip
    page.show_week(TODAY + timedelta(days=7))
    assert "李小雨" in cells(page)[0][0]
    page.show_week(TODAY)
    go_to(page, find(page, "王一"))
    press(page, "roster_back")
    assert "李小雨" in cells(page)[0][0]
    page.deeds.move(find(page, "李小雨"), Cell(Kind.OPEN, slot=None))
    assert page.fault.isVisible()


def test_attendance_is_noted_by_hand(page: RosterPage, term: TermRow, kept: Kept) -> None:
    (slot_id,) = make_slots(page.desk, term, 0, wanted=1)
    (one,) = make_helpers(page.desk, term, 1)
    duties.put_on_duty(page.desk, slot_id, one)
    page.show_week(TODAY)
    go_to(page, find(page, "李小雨"))
    press(page, "roster_missed")  # it is ten in the morning
    assert "还没有开始" in page.fault.text()
    press(page, "roster_excused")
    assert "告假" in find(page, "李小雨").tip
    assert page.fault.isHidden()
    press(page, "roster_unnoted")
    assert "未开始" in find(page, "李小雨").tip


def test_somebody_else_comes_on_one_day(page: RosterPage, term: TermRow) -> None:
    (slot_id,) = make_slots(page.desk, term, 0, wanted=1)
    one, other, third = make_helpers(page.desk, term, 3)
    duties.put_on_duty(page.desk, slot_id, one)
    page.show_week(TODAY)
    go_to(page, find(page, "李小雨"))
    press(page, "roster_put")
    answer(page, other)
    assert "王一" in cells(page)[0][0]
    press(page, "roster_more")
    answer(page, third)
    assert ["赵二" in row[0] for row in cells(page)] == [False, True]


def test_a_helper_who_is_gone_is_told_and_the_place_is_open(page: RosterPage, term: TermRow) -> None:
    (slot_id,) = make_slots(page.desk, term, 0, wanted=1)
    one, other = make_helpers(page.desk, term, 2)
    duties.put_on_duty(page.desk, slot_id, one)
    dismiss(page.desk, one)
    page.show_week(None)
    assert "李小雨" in page.told.text()
    cell = find(page, "李小雨")
    assert cell.kind is Kind.GONE
    press(page, "roster_fill")
    press(page, "choose_rest")
    assert roster(page, term) == {(slot_id, other, "all")}
    assert page.told.isHidden()


@pytest.mark.parametrize(
    ("how", "said"), [("full", "四(3)班 李小雨"), ("surname", "四(3)班 李同学"), ("none", "四(3)班")]
)
def test_on_the_wall_names_are_as_the_school_shows_them(
    page: RosterPage, term: TermRow, qtbot: QtBot, how: str, said: str
) -> None:
    (slot_id,) = make_slots(page.desk, term, 0)
    (one,) = make_helpers(page.desk, term, 1)
    duties.put_on_duty(page.desk, slot_id, one)
    set_setting(page.desk, "names_shown", how)
    for monday in (None, TODAY):
        page.show_week(monday)
        assert "李小雨" in cells(page)[0][0]  # the librarian reads whole names
        with qtbot.waitSignal(page.document_asked) as asked:
            press(page, "roster_print")
        pdf = asked.args[1]()
        text = texts(pdf)[0]
        assert said in text
        assert ("李小雨" in text) == (how == "full")
        assert "12:10–13:30" in text
        assert not ink_beyond(pictures(pdf)[0], 10)


def test_duties_to_come_go_into_a_calendar_file(
    page: RosterPage, term: TermRow, kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monday, wednesday = make_slots(page.desk, term, 0, 2)
    one, other = make_helpers(page.desk, term, 2)
    duties.put_on_duty(page.desk, monday, one)
    duties.put_on_duty(page.desk, wednesday, other)
    close_days(page.desk, TODAY + timedelta(days=7))
    path = tmp_path / "值日"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    page.show_week(None)
    go_to(page, find(page, "李小雨"))
    press(page, "roster_file")
    press(page, "choose_one")
    read = read_calendar(path.with_suffix(".ics"), zone="Asia/Shanghai", first=TODAY, last=term.last)
    days = [entry.first for entry in read.entries]
    assert TODAY in days
    assert TODAY + timedelta(days=7) not in days
    assert {day.weekday() for day in days} == {0}
    assert (read.entries[0].from_time, read.entries[0].to_time) == NOON
    assert "李同学" in read.entries[0].name
    press(page, "roster_file")
    press(page, "choose_all")
    read = read_calendar(path.with_suffix(".ics"), zone="Asia/Shanghai", first=TODAY, last=term.last)
    assert {entry.first.weekday() for entry in read.entries} == {0, 2}
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "no" / "x.ics"), ""))
    press(page, "roster_file")
    press(page, "choose_all")
    assert page.fault.text().endswith("。")


def test_pupils_read_it_and_change_nothing(page: RosterPage, term: TermRow) -> None:
    (slot_id,) = make_slots(page.desk, term, 0)
    (one,) = make_helpers(page.desk, term, 1)
    duties.put_on_duty(page.desk, slot_id, one)
    page.desk.actor = page.desk.actor._replace(role=Role.HELPER)
    page.role_changed()
    page.show_week(None)
    assert cells(page)[0][0] == "四(3)班 李同学"
    assert not page.panel.isVisible()
    for made in (page.fill, page.slots, page.times):
        assert not made.isVisible()
    assert not page.grid.weeks.flags(page.grid.weeks.index(0, 0)) & Qt.ItemFlag.ItemIsDragEnabled
    go_to(page, find(page, "李同学"))
    QTest.keyClick(page.grid, Qt.Key.Key_Delete)
    QTest.keyClick(page.grid, Qt.Key.Key_Return)
    assert roster(page, term) == {(slot_id, one, "all")}


def test_without_a_term_it_says_what_to_do(kept: Kept, qtbot: QtBot) -> None:
    page = at_work(qtbot, kept, RosterPage(kept.around))
    assert "学期" in page.face.accessibleName()


def test_everything_that_takes_the_focus_has_a_name(page: RosterPage, term: TermRow) -> None:
    make_slots(page.desk, term, 0)
    make_helpers(page.desk, term, 2)
    page.refresh()
    assert nameless(page) == []
    for name in ("roster_slots", "roster_times"):
        press(page, name)
        assert nameless(page) == []
        press(page, "slots_back" if name == "roster_slots" else "times_back")
