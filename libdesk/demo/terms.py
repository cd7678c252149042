"""The sample school's terms: today always lies in one that began five weeks ago or more and goes on for three more.

In the school holidays the term simply goes on, so that the sample shows a desk at work on any day of the year.
"""

import json
from datetime import date, timedelta
from typing import Final

from libdesk.domain.calendar import Calendar, DayException, Term, holiday_exceptions
from libdesk.domain.classes import school_year_of
from libdesk.paths import resource

BEHIND: Final = timedelta(days=35)
AHEAD: Final = timedelta(days=21)
BREAK: Final = timedelta(days=7)
# When the rooms are open each school day: (place, from, to, name); the first place is the library itself.
HOURS: Final = (
    (1, "08:00", "12:00", "上午"),
    (1, "12:10", "13:30", "中午"),
    (1, "13:30", "17:30", "下午"),
    (2, "12:10", "13:30", "中午"),
    (2, "16:10", "18:00", "第七节课后"),
    (3, "16:10", "18:00", "第七节课后"),
)


def terms_around(today: date) -> tuple[Term, ...]:
    """Two terms before the one of today, that one and the one after it, in order."""
    year = school_year_of(today)
    natural = [term for start in (year - 1, year, year + 1) for term in _terms_of(start)]
    now = max(place for place, term in enumerate(natural) if term.first <= today)
    before, current, after = natural[now - 1], natural[now], natural[now + 1]
    current = current._replace(first=min(current.first, today - BEHIND), last=max(current.last, today + AHEAD))
    before = before._replace(last=min(before.last, current.first - BREAK))
    after = after._replace(first=max(after.first, current.last + BREAK))
    return (natural[now - 2], before, current, after)


def _terms_of(year: int) -> tuple[Term, Term]:
    """The two terms of the school year that begins in `year`; the days differ from city to city."""
    label = f"{year}—{year + 1}学年"
    return (
        Term(date(year, 9, 1), date(year + 1, 1, 20), f"{label}第一学期"),
        Term(date(year + 1, 2, 24), date(year + 1, 7, 5), f"{label}第二学期"),
    )


def holidays() -> dict[date, DayException]:
    """The public holidays and make-up days of the years that the program brings."""
    found: dict[date, DayException] = {}
    for path in sorted(resource("holidays").glob("*.json")):
        found.update(holiday_exceptions(json.loads(path.read_text(encoding="utf-8"))))
    return found


def sample_calendar(today: date) -> Calendar:
    """The calendar that the sample library stores and that its loans are counted with."""
    return Calendar(exceptions=holidays(), terms=terms_around(today))


def opening_hours() -> list[tuple[int, int, str, str, str]]:
    """Rows of the week: place, weekday, from, to, name."""
    return [(place, weekday, first, last, name) for place, first, last, name in HOURS for weekday in range(5)]


def desk_days(calendar: Calendar, today: date) -> list[date]:
    """The days on which the desk was open, from the term before today's up to yesterday."""
    _oldest, before, current, _after = calendar.terms
    return [
        day
        for term in (before, current)
        for offset in range((term.last - term.first).days + 1)
        if (day := term.first + timedelta(days=offset)) < today and calendar.is_open(day)
    ]
