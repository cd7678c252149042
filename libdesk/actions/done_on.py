"""What is noted as done was done today or on a day before."""

from datetime import date

from libdesk.actions.desk import Desk
from libdesk.actions.errors import DayAhead


def done_on(desk: Desk, day: date | None = None) -> date:
    """The day that was given, else today. Raises DayAhead."""
    if day is not None and day > desk.today:
        raise DayAhead(day)
    return day or desk.today
