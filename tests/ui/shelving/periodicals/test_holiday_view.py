"""Papers of the holidays: what is still ahead is not here because all is."""

from datetime import date

from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.ui.settings.section import qdate
from libdesk.ui.shelving.periodicals.holiday_view import HolidayView
from tests.actions.serials.periodicals import add_serial, issues_of, subscribe
from tests.ui.shelving.periodicals.periodicals_hands import periodicals_page, press
from tests.ui.surroundings import Kept


def test_all_that_came_is_checked_in_and_nothing_that_is_still_ahead(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    made = subscribe(desk, add_serial(desk))
    page = periodicals_page(qtbot, kept)
    page.show_view("holidays")
    view = page.view_of("holidays")
    assert isinstance(view, HolidayView)
    view.first.setDate(qdate(date(2026, 2, 1)))
    view.last.setDate(qdate(date(2026, 12, 31)))
    press(page, "holiday_all")
    assert [row.number for row in issues_of(desk, made) if row.here] == ["2", "3"]
    assert not view.all.isEnabled()
