"""Opening hours in few lines: weekdays with the same spans stand together, Monday to Friday in one."""

from collections.abc import Iterable

from libdesk.domain.hours import Span, show_span
from libdesk.domain.show import WEEKDAYS
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


def _days(first: int, last: int) -> str:
    if first == last:
        return _(WEEKDAYS[first])
    return _("{first} through {last}").format(first=_(WEEKDAYS[first]), last=_(WEEKDAYS[last]))
