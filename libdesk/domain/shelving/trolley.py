"""The trolley: what came back waits there until it is shelved, or until it surely has been."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from libdesk.domain.calendar import Calendar, NeverOpen


def first_day_waiting(today: date, calendar: Calendar, days: int) -> date | None:
    """The earliest day of coming back on which a copy still waits; None: however long ago it was.

    A copy counts as shelved by itself when so many open days have passed since the day on which it came back.
    """
    if days <= 0:
        return None
    try:
        return calendar.add_open_days(calendar.previous_open(today), 1 - days)
    except NeverOpen:
        return None


def since(today: date, calendar: Calendar, days: int, zone: str) -> int:
    """The same as the instant (UTC milliseconds) from which on a copy still waits, 0 for however long ago."""
    first = first_day_waiting(today, calendar, days)
    return 0 if first is None else int(datetime.combine(first, time.min, ZoneInfo(zone)).timestamp() * 1000)
