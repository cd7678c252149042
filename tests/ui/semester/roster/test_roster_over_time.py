"""The roster's page over time: weeks that are over, questions and sentences that go, days that differ, long names."""

from PySide6.QtCore import Qt

from libdesk.actions.helpers import duties, duty_days
from libdesk.actions.helpers.appointing import appoint_for
from libdesk.actions.helpers.slots import edit_slot, remove_slots
from libdesk.actions.schedule.special_days import set_special_day
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.calendar import ONE_DAY
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.rows.schedule import SpecialDay
from libdesk.store.queries import roster as queries
from libdesk.ui.semester.roster.page import RosterPage
from libdesk.ui.semester.roster.words import days_running
from tests.builders import TODAY, Clock, add_reader
from tests.helpers_made import AFTER, make_helpers, make_slots
from tests.ui.semester.roster.roster_hands import cells, press


def test_a_question_of_one_term_is_put_away_with_it(page: RosterPage, term: TermRow) -> None:
    make_slots(page.desk, term, 0, wanted=1)
    make_helpers(page.desk, term, 1)
    page.refresh()
    press(page, "roster_fill")
    assert page.form.isVisibleTo(page)
    page.week.setCurrentIndex(1)
    page.week.activated.emit(1)
    assert not page.form.isVisibleTo(page)
    press(page, "roster_fill")
    page.term.activated.emit(0)
    assert not page.form.isVisibleTo(page)


def test_what_a_filling_could_not_meet_goes_when_it_is_taken_back(page: RosterPage, term: TermRow) -> None:
    make_slots(page.desk, term, 0, wanted=3)
    make_helpers(page.desk, term, 1)
    page.refresh()
    press(page, "roster_fill")
    page.deeds._fill("anew")
    assert page.told.text()
    entry = last_undoable(page.desk)
    assert entry is not None
    undo(page.desk, entry.id)
    page.refresh()
    assert page.told.text() == ""


def test_a_long_name_leaves_the_days_in_sight_and_is_whole_where_one_points_at_it(
    page: RosterPage, term: TermRow
) -> None:
    slots = make_slots(page.desk, term, 0, 1, 2, 3, 4)
    helper = add_reader(page.desk, "阿不都热依木·买买提艾力江").id
    appoint_for(page.desk, [helper], term)
    duties.put_on_duty(page.desk, slots[0], helper)
    page.resize(1366, 600)
    page.show()
    page.refresh()
    grid = page.grid
    assert grid.horizontalHeader().length() <= grid.viewport().width()
    index = grid.weeks.index(0, 0)
    assert "阿不都热依木·买买提艾力江" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert "阿不都热依木·买买提艾力江" in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_day_that_ends_early_says_why_a_slot_is_empty(page: RosterPage, term: TermRow) -> None:
    (slot_id,) = make_slots(page.desk, term, 0)
    duties.put_on_duty(page.desk, slot_id, make_helpers(page.desk, term, 1)[0])
    set_special_day(page.desk, SpecialDay(TODAY, first=8 * 60, last=11 * 60))
    page.refresh()
    page.show_week(TODAY)
    assert [cell.text for cell in (page.grid.weeks.week.rows[0].cells[0],)] == ["当天没有"]


def test_a_swap_that_brings_two_days_running_is_told(page: RosterPage, term: TermRow, clock: Clock) -> None:
    monday, tuesday, thursday = make_slots(page.desk, term, 0, 1, 3, wanted=1)
    one, other = make_helpers(page.desk, term, 2)
    duties.put_on_duty(page.desk, monday, one)
    duties.put_on_duty(page.desk, tuesday, other)
    duties.put_on_duty(page.desk, thursday, one)
    assert days_running(page.desk, {one: TODAY}) == ""
    duty_days.swap(page.desk, tuesday, TODAY + ONE_DAY, other, one, back=(thursday, TODAY + 3 * ONE_DAY))
    assert "李小雨" in days_running(page.desk, {one: TODAY + ONE_DAY, other: TODAY + 3 * ONE_DAY})


def test_a_week_that_is_over_shows_the_roster_as_it_was(page: RosterPage, term: TermRow, clock: Clock) -> None:
    (slot_id,) = make_slots(page.desk, term, 0, wanted=1)
    one, other = make_helpers(page.desk, term, 2)
    duties.put_on_duty(page.desk, slot_id, one)
    clock.advance(days=7)
    duties.give_place(page.desk, queries.entries(page.desk.library, term.id)[0].id, other)
    remove_slots(page.desk, make_slots(page.desk, term, 1))
    page.refresh()
    page.show_week(TODAY)
    assert page.grid.weeks.week.rows[0].cells[0].text == "李小雨"
    page.show_week(TODAY + 7 * ONE_DAY)
    assert page.grid.weeks.week.rows[0].cells[0].text == "王一"
    page.show_week(None)
    page.grid.select(slot_id=slot_id)
    assert "3月16日" in page.panel.facts.text()


def test_a_slot_at_another_time_leaves_no_empty_band_in_the_week(page: RosterPage, term: TermRow, clock: Clock) -> None:
    slots = make_slots(page.desk, term, 0, 2, wanted=1)
    for slot_id, reader_id in zip(slots, make_helpers(page.desk, term, 2), strict=True):
        duties.put_on_duty(page.desk, slot_id, reader_id)
    clock.advance(days=2)
    slot = queries.slot(page.desk.library, slots[0])
    assert slot is not None
    edit_slot(page.desk, slot._replace(first=AFTER[0], last=AFTER[1]))
    page.refresh()
    page.show_week(TODAY)
    assert cells(page) == [["李小雨", "", "王一", "", ""]]
    page.show_week(TODAY + 7 * ONE_DAY)
    assert cells(page) == [["", "", "王一", "", ""], ["李小雨", "", "", "", ""]]


def test_a_year_later_the_roster_of_an_earlier_term_names_the_classes_of_then(
    page: RosterPage, term: TermRow, clock: Clock
) -> None:
    (slot_id,) = make_slots(page.desk, term, 0)
    one, other = make_helpers(page.desk, term, 2)
    add_reader(page.desk, "郑七", class_no=5)
    duties.put_on_duty(page.desk, slot_id, one)
    duties.put_on_duty(page.desk, slot_id, other)
    clock.advance(days=182)
    page.refresh()
    for week in (None, TODAY):
        page.show_week(week)
        assert {row.cells[0].text for row in page.shown_week(wall=True).rows} == {"四(3)班 李同学", "四(3)班 王同学"}
