"""The times for which the repair register is asked: terms, months and school years, the latest first."""

from datetime import date, timedelta
from typing import Final

from libdesk.domain.calendar import Calendar
from libdesk.domain.classes import school_year_of
from libdesk.domain.rows.reports import Period
from libdesk.domain.show import show_month
from libdesk.domain.terms import told_apart
from libdesk.i18n import _

MOST_MONTHS: Final = 24


def register_periods(today: date, calendar: Calendar, earliest: date | None) -> tuple[Period, ...]:
    """This term or school year first, then the months back to the earliest report, earlier terms, school years, all."""
    since = min(earliest or today, today)
    terms = [term for term in calendar.terms if term.first <= today and term.last >= since]
    terms.sort(key=lambda term: term.first, reverse=True)
    named = [Period(told_apart(term, calendar.terms) or _("Term"), term.first, min(term.last, today)) for term in terms]
    current = [one for one in named[:1] if today <= terms[0].last]
    years = _years(today, since)
    months = _months(today, since)
    return (
        *(current or years[:1]), *months, *named[len(current) :], *(years if current else years[1:]),
        Period(_("Everything"), since, today),
    )  # fmt: skip


def _months(today: date, since: date) -> list[Period]:
    found, first = list[Period](), today.replace(day=1)
    last = today
    while last >= since and len(found) < MOST_MONTHS:
        found.append(Period(show_month(first), first, last))
        last = first - timedelta(days=1)
        first = last.replace(day=1)
    return found


def _years(today: date, since: date) -> list[Period]:
    found = []
    for year in range(school_year_of(today), school_year_of(since) - 1, -1):
        last = min(today, date(year + 1, 8, 31))
        name = _("School year {first}–{second}").format(first=year, second=year + 1)
        found.append(Period(name, date(year, 9, 1), last))
    return found
