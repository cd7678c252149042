"""Visits by day, week or month: sums of days, nothing counted twice."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from libdesk.domain.calendar import month_end
from libdesk.domain.rows.service import VisitDay
from libdesk.i18n import N_

MOST: Final = 9_999  # visitors of one tally or class
AGAIN: Final = 10 * 60_000  # milliseconds within which the same card is the same visit


class Span(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


SPAN_NAMES: Final[dict[Span, str]] = {Span.DAY: N_("by day"), Span.WEEK: N_("by week"), Span.MONTH: N_("by month")}


def span_of(day: date, span: Span) -> tuple[date, date]:
    """The first and the last day of the week (from Monday) or month that a day is in, or the day itself."""
    match span:
        case Span.WEEK:
            first = day - timedelta(days=day.weekday())
            return first, first + timedelta(days=6)
        case Span.MONTH:
            first = day.replace(day=1)
            return first, month_end(day)
        case Span.DAY:
            return day, day


def summed(days: Iterable[VisitDay], span: Span) -> list[VisitDay]:
    """Days put together, the newest first."""
    groups: dict[tuple[date, date], list[VisitDay]] = {}
    for day in days:
        groups.setdefault(span_of(day.first, span), []).append(day)
    return [_sum(first, last, groups[first, last]) for first, last in sorted(groups, reverse=True)]


def _sum(first: date, last: date, days: Sequence[VisitDay]) -> VisitDay:
    return VisitDay(
        first, last,
        sum(day.one_by_one for day in days), sum(day.classes for day in days), sum(day.cards for day in days),
        sum(day.tallies for day in days), sum(day.in_house for day in days), sum(day.read for day in days),
    )  # fmt: skip
