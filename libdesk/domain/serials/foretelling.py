"""Which issues a subscription brings: their days and numbers, foretold; and how the next year follows this one."""

from datetime import date, timedelta
from itertools import islice

from libdesk.domain.serials.frequency import MOST_ISSUES, Closed, Frequency, FrequencyWrong, Unit
from libdesk.domain.serials.numbering import Numbering, Numbers
from libdesk.domain.value import Value


class Foretold(Value):
    """One issue to come; nobody knows the day of an irregular one."""

    expected: date | None
    numbers: Numbers


def foretell(
    first: date, last: date, frequency: Frequency, numbering: Numbering, closed: Closed | None = None
) -> tuple[Foretold, ...]:
    """All issues from the first day to the last. Raises FrequencyWrong, NumberingWrong."""
    frequency.check()
    numbering.check()
    if last < first:
        raise FrequencyWrong("span")
    if frequency.start is not None and frequency.start > last:
        raise FrequencyWrong("start")
    if frequency.unit is Unit.IRREGULAR:
        return tuple(Foretold(None, numbers) for numbers in numbering.run([first.year] * frequency.per))
    days = list(islice(frequency.dates(first, last, closed), MOST_ISSUES + 1))
    if not days:
        raise FrequencyWrong("never")
    if len(days) > MOST_ISSUES:
        raise FrequencyWrong("many")
    numbers = numbering.run(day.year for day in days)
    return tuple(Foretold(day, one) for day, one in zip(days, numbers, strict=True))


def next_span(first: date, last: date) -> tuple[date, date]:
    """The days of the subscription that follows: as long, a whole year after a whole year."""
    begin = last + timedelta(days=1)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    whole = first.day == 1 and begin.day == 1
    if not whole:
        return begin, begin + (last - first)
    month = begin.month - 1 + months
    return begin, date(begin.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def next_start(frequency: Frequency, first: date, last: date) -> date | None:
    """The day of the first issue of the subscription that follows, so that the series goes on; else None."""
    if frequency.unit in (Unit.IRREGULAR, Unit.DAY) and frequency.every == 1:
        return None
    if frequency.every == 1 and (frequency.weekdays or frequency.days):
        return None
    anchored = Frequency(
        frequency.unit, frequency.per, frequency.every, frequency.weekdays, frequency.days, frequency.start or first
    )
    beyond = last + timedelta(days=366 * max(2, frequency.every if frequency.unit is Unit.YEAR else 2))
    following = next(anchored.dates(last + timedelta(days=1), beyond), None)
    return None if following == last + timedelta(days=1) else following
