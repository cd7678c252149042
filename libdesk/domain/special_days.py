"""Days that go otherwise than their weekday: a make-up day like a Friday, a day that ends at noon.

Whether the library is open on a day at all is the calendar's; here is what an open day is like.
"""

from collections.abc import Iterable
from datetime import date

from libdesk.domain.errors import DeskError
from libdesk.domain.hours import Span, show_time
from libdesk.domain.rows.schedule import SpecialDay
from libdesk.domain.show import show_day
from libdesk.i18n import _


class NothingSpecial(DeskError):
    """A special day that says nothing."""

    day: date

    def text(self) -> str:
        text = _("Nothing is different on {day} yet. Choose the weekday it goes like, or the time it is open.")
        return text.format(day=show_day(self.day))


class ShortDayBackwards(DeskError):
    first: int
    last: int

    def text(self) -> str:
        return _("{first} to {last} is no span of time. The end comes after the beginning.").format(
            first=show_time(self.first), last=show_time(self.last)
        )


def check_special(special: SpecialDay) -> SpecialDay:
    """The day with its name tidied. Raises NothingSpecial, ShortDayBackwards."""
    first, last = special.first, special.last
    if special.as_weekday is None and (first is None or last is None):
        raise NothingSpecial(special.day)
    if first is not None and last is not None and not 0 <= first < last <= 24 * 60:
        raise ShortDayBackwards(first, last)
    return SpecialDay(special.day, special.as_weekday, first, last, " ".join(special.name.split())[:60])


def weekday_of(day: date, special: SpecialDay | None) -> int:
    """The weekday that a day goes like."""
    return special.as_weekday if special is not None and special.as_weekday is not None else day.weekday()


def is_within(special: SpecialDay | None, first: int, last: int) -> bool:
    """Whether a time of the day is left of a day that is open for a part of it only."""
    if special is None or special.first is None or special.last is None:
        return True
    return max(first, special.first) < min(last, special.last)


def spans_on(day: date, spans: Iterable[Span], special: SpecialDay | None) -> tuple[Span, ...]:
    """The hours of a room on an open day, from those of its week."""
    weekday = weekday_of(day, special)
    found = [span for span in spans if span.weekday == weekday]
    if special is not None and special.first is not None and special.last is not None:
        cut = (span._replace(first=max(span.first, special.first), last=min(span.last, special.last)) for span in found)
        found = [span for span in cut if span.first < span.last]
    return tuple(span._replace(weekday=day.weekday()) for span in sorted(found))
