"""The slots of the roster, and the times at which helpers are free."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from libdesk.domain.rows.calendar import TermRow
from libdesk.store.queries import roster as queries
from libdesk.ui.semester.roster.page import RosterPage
from tests.documents.pdf import texts
from tests.helpers_made import make_helpers, make_slots
from tests.ui.semester.roster.roster_hands import press


def test_free_times_are_turned_by_space(page: RosterPage, term: TermRow, qtbot: QtBot) -> None:
    ids = make_slots(page.desk, term, 0, 2)
    one, _other = make_helpers(page.desk, term, 2)
    page.refresh()
    press(page, "roster_times")
    view = page.times_view
    QTest.keyClick(view.table, Qt.Key.Key_Space)
    assert queries.busy(page.desk.library, term.id)[one].keys() == {ids[0]}
    view.table.selectAll()
    QTest.keyClick(view.table, Qt.Key.Key_Space)
    assert queries.busy(page.desk.library, term.id) == {}
    with qtbot.waitSignal(page.document_asked) as asked:
        press(page, "times_print")
    assert "李小雨" in texts(asked.args[1]())[0]
    press(page, "times_back")
    assert page.grid.isVisible()


def test_on_paper_every_slot_has_its_box_on_as_many_sheets_as_it_takes(
    page: RosterPage, term: TermRow, qtbot: QtBot
) -> None:
    starts = [8 * 60 + 60 * n for n in range(4)]
    for first in starts:
        make_slots(page.desk, term, *range(5), span=(first, first + 30))
    make_helpers(page.desk, term, 2)
    page.refresh()
    press(page, "roster_times")
    with qtbot.waitSignal(page.document_asked) as asked:
        press(page, "times_print")
    sheets = texts(asked.args[1]())
    assert [sheet.count("□") for sheet in sheets] == [20, 20]  # two helpers, ten slots on each of two sheets
    assert all("李小雨" in sheet and "王一" in sheet for sheet in sheets)
    assert all(f"第{n}张" in sheet for n, sheet in enumerate(sheets, 1))


def test_escape_leads_back_to_the_roster(page: RosterPage, term: TermRow) -> None:
    make_slots(page.desk, term, 0, 2)
    make_helpers(page.desk, term, 2)
    page.refresh()
    press(page, "roster_times")
    QTest.keyClick(page.times_view.table, Qt.Key.Key_Escape)
    assert page.grid.isVisible()
    press(page, "roster_slots")
    QTest.keyClick(page.slots_view.list.view, Qt.Key.Key_Escape)
    assert page.grid.isVisible()


def test_slots_are_added_changed_and_removed(page: RosterPage, term: TermRow) -> None:
    press(page, "roster_slots")
    view = page.slots_view
    press(page, "slots_add")
    view.form.wanted.setValue(3)
    press(page, "slot_ok")
    press(page, "slots_add")
    press(page, "slot_ok")
    assert "已在值日表上" in view.form.fault.text()
    press(page, "slot_cancel")
    press(page, "slots_edit")
    view.form.name.setText("午间")
    press(page, "slot_ok")
    (slot,) = queries.slots(page.desk.library, term.id)
    assert (slot.wanted, slot.name) == (3, "午间")
    press(page, "slots_remove")
    assert queries.slots(page.desk.library, term.id) == []
