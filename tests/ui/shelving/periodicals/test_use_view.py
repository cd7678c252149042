"""Reading in the room is counted for the day on which it is."""

from datetime import date

from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.ui.settings.section import qdate
from libdesk.ui.shelving.periodicals.use_view import UseView
from tests.builders import Clock, count
from tests.ui.shelving.periodicals.periodicals_hands import periodicals_page, press
from tests.ui.surroundings import Kept


def test_a_window_that_stays_open_over_night_counts_for_the_new_day(
    qtbot: QtBot, kept: Kept, desk: Desk, clock: Clock
) -> None:
    page = periodicals_page(qtbot, kept)
    page.show_view("use")
    view = page.view_of("use")
    assert isinstance(view, UseView)
    press(page, "use_more")
    clock.advance(days=1)
    press(page, "use_more")
    rows = desk.library.fetch("SELECT day, uses FROM room_use ORDER BY day")
    assert [tuple(row) for row in rows] == [("2026-03-09", 1), ("2026-03-10", 1)]
    view.day.setDate(qdate(date(2026, 3, 9)))
    clock.advance(days=1)
    press(page, "use_more")  # a day that was chosen stays chosen
    assert count(desk, "SELECT uses FROM room_use WHERE day = '2026-03-09'") == 2
