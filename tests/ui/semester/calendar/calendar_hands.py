"""The calendar page in the real window, as hands work on it."""

from datetime import date

from PySide6.QtCore import Qt

from libdesk.actions.desk import Desk
from libdesk.domain.calendar_entries import CalendarEntry
from libdesk.store.queries import events as queries
from libdesk.ui.semester.calendar.page import CalendarPage
from tests.windows import Seat

MONDAY, SUNDAY = date(2026, 3, 9), date(2026, 3, 15)
MEETING = CalendarEntry("", date(2026, 3, 10), date(2026, 3, 10), "家长会", 14 * 60, 15 * 60)


class Hands:
    def __init__(self, seat: Seat) -> None:
        self.seat = seat
        page = seat.open("semester_tab", "calendar_page")
        assert isinstance(page, CalendarPage)
        self.page = page
        page.take_focus()

    def press(self, name: str) -> None:
        self.seat.press(name)

    def cell(self, day: date) -> str:
        """What a screen reader says of a day."""
        assert self.page.grid.choose(day)
        return str(self.page.grid.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))

    def lines(self) -> list[str]:
        return [item.line for item in self.page.panel.items()]

    @property
    def toast(self) -> str:
        return self.seat.window.toast.text()


def names(desk: Desk) -> list[str]:
    return [row.name for row in queries.events(desk.library)]
