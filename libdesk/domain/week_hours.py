"""Opening hours in few lines: weekdays with the same spans stand together, and so do the days of one holiday."""

from collections.abc import Iterable, Mapping
from datetime import date

from libdesk.domain.calendar import ONE_DAY, DayException
from libdesk.domain.hours import Span, show_span
from libdesk.domain.show import WEEKDAYS, show_day
from libdesk.i18n import _


def week_lines(spans: Iterable[Span]) -> list[tuple[str, str]]:
    """(weekdays, times) of a room, from Monday on; days on which it is closed are left out."""
    by_day: dict[int, list[str]] = {}
    for span in sorted(spans):
        by_day.setdefault(span.weekday, []).append(show_span(span))
    lines: list[tuple[int, int, str]] = []
    for day in sorted(by_day):
        times = _(", ").join(by_day[day])
        if lines and lines[-1][1] == day - 1 and lines[-1][2] == times:
            lines[-1] = (lines[-1][0], day, times)
        else:
            lines.append((day, day, times))
    return [(_days(first, last), times) for first, last, times in lines]


def days_ahead(exceptions: Mapping[date, DayException], first: date, last: date) -> list[tuple[str, str]]:
    """(days, what they are) of the closed and made-up days between two days; those of one name stand together."""
    found: list[tuple[date, date, bool, str]] = []
    for day in sorted(day for day in exceptions if first <= day <= last):
        one = exceptions[day]
        if found and found[-1][1] + ONE_DAY == day and found[-1][2:] == (one.open, one.name):
            found[-1] = (found[-1][0], day, one.open, one.name)
        else:
            found.append((day, day, one.open, one.name))
    return [(_span(begin, end), _what(is_open, name)) for begin, end, is_open, name in found]


def _span(first: date, last: date) -> str:
    return show_day(first) if first == last else f"{show_day(first)} – {show_day(last)}"


def _what(is_open: bool, name: str) -> str:
    if is_open:
        return _("open ({name})").format(name=name) if name else _("open")
    return _("closed ({name})").format(name=name) if name else _("closed")


def _days(first: int, last: int) -> str:
    if first == last:
        return _(WEEKDAYS[first])
    return _("{first} through {last}").format(first=_(WEEKDAYS[first]), last=_(WEEKDAYS[last]))
