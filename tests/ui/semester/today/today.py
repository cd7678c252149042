"""Today's page as tests use it."""

from libdesk.ui.semester.today.page import TodayPage
from tests.windows import Seat


def today_of(seat: Seat) -> TodayPage:
    page = seat.open("semester_tab", "today_page")
    assert isinstance(page, TodayPage)
    page.take_focus()
    return page


def told(page: TodayPage) -> dict[str, tuple[str, str]]:
    """By what it is: the figure and the words."""
    return {line.what: (line.figure, line.words) for line in page.list.model.rows()}
