"""Who is picked up is put down in the same roster, and what went with a change of it is said."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from libdesk.actions.helpers import duties, duty_days
from libdesk.domain.calendar import ONE_DAY
from libdesk.domain.rows.calendar import TermRow
from libdesk.store.queries import roster as queries
from libdesk.ui.semester.roster.page import RosterPage
from tests.builders import TODAY
from tests.helpers_made import make_helpers, make_slots, make_term
from tests.ui.semester.roster.roster_hands import answer, find, go_to, press, roster
from tests.ui.surroundings import Kept

CONTROL = Qt.KeyboardModifier.ControlModifier


def two_on_duty(page: RosterPage, term: TermRow) -> tuple[list[int], list[int]]:
    slots, helpers = make_slots(page.desk, term, 0, 2, wanted=1), make_helpers(page.desk, term, 2)
    for slot_id, reader_id in zip(slots, helpers, strict=True):
        duties.put_on_duty(page.desk, slot_id, reader_id)
    page.refresh()
    return slots, helpers


def pick(page: RosterPage, name: str) -> None:
    go_to(page, find(page, name))
    QTest.keyClick(page.grid, Qt.Key.Key_X, CONTROL)
    assert name in page.panel.pick.text()


def put(page: RosterPage, name: str) -> None:
    go_to(page, find(page, name))
    QTest.keyClick(page.grid, Qt.Key.Key_V, CONTROL)


def test_who_was_picked_up_in_every_week_is_not_put_down_on_a_day(page: RosterPage, term: TermRow) -> None:
    two_on_duty(page, term)
    before = roster(page, term)
    page.show_week(None)
    pick(page, "李小雨")
    page.show_week(TODAY)
    assert page.deeds.held_name == ""
    put(page, "王一")
    pick(page, "李小雨")
    page.show_week(None)
    put(page, "王一")
    assert roster(page, term) == before
    assert queries.notes(page.desk.library, term.id) == []


def test_nor_in_another_term(page: RosterPage, term: TermRow) -> None:
    following = make_term(page.desk, date(2026, 9, 1), date(2027, 1, 20), "2026—2027学年第一学期")
    two_on_duty(page, term)
    (there,) = make_slots(page.desk, following, 0, wanted=1)
    stranger = make_helpers(page.desk, following, 3, class_no=6)[2]
    duties.put_on_duty(page.desk, there, stranger)
    page.refresh()
    page.show_week(None)
    before = roster(page, term), roster(page, following)
    pick(page, "李小雨")
    at = next(n for n in range(page.term.count()) if page.term.itemText(n).startswith("2026—2027"))
    page.term.setCurrentIndex(at)
    page.term.activated.emit(at)
    assert page.deeds.held_name == ""
    put(page, "赵二")
    assert (roster(page, term), roster(page, following)) == before


def test_but_on_a_day_of_another_week(page: RosterPage, term: TermRow) -> None:
    two_on_duty(page, term)
    page.show_week(TODAY)
    pick(page, "李小雨")
    page.show_week(TODAY + 7 * ONE_DAY)
    put(page, "王一")
    assert [note.day for note in queries.notes(page.desk.library, term.id)] == [TODAY, TODAY + 9 * ONE_DAY]


def test_a_place_of_every_week_and_one_of_a_day_are_refused_in_words(page: RosterPage, term: TermRow) -> None:
    two_on_duty(page, term)
    before = roster(page, term)
    page.show_week(None)
    weekly = find(page, "李小雨")
    page.show_week(TODAY)
    dated = find(page, "王一")
    for source, target in ((weekly, dated), (dated, weekly)):
        page.tell_fault("")
        page.deeds.move(source, target)
        assert "每周" in page.fault.text()
    assert roster(page, term) == before


def test_an_exchange_that_goes_with_a_change_is_told(page: RosterPage, term: TermRow, kept: Kept) -> None:
    slots, helpers = two_on_duty(page, term)
    third = make_helpers(page.desk, term, 3, class_no=6)[2]
    week = TODAY + 7 * ONE_DAY

    def agree() -> None:
        duty_days.swap(page.desk, slots[0], week, helpers[0], helpers[1], back=(slots[1], week + 2 * ONE_DAY))
        page.refresh()

    page.show_week(None)
    agree()
    go_to(page, find(page, "李小雨"))
    QTest.keyClick(page.grid, Qt.Key.Key_Return)
    answer(page, third)
    assert "换班或告假 2 条" in kept.said[-1]
    assert "F8" in kept.said[-1]
    duties.give_place(page.desk, find(page, "赵二").entry.id, helpers[0])  # type: ignore[union-attr]  # of every week
    agree()
    go_to(page, find(page, "李小雨"))
    QTest.keyClick(page.grid, Qt.Key.Key_Delete)
    assert "换班或告假 2 条" in kept.said[-1]
    duties.put_on_duty(page.desk, slots[0], helpers[0])
    agree()
    press(page, "roster_slots")
    page.slots_view.list.choose_keys([slots[0]])
    press(page, "slots_remove")
    assert "换班或告假 2 条" in kept.said[-1]
    assert "F8" in kept.said[-1]
