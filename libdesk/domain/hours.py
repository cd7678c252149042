"""When a room is open in an ordinary week: several spans a day, each with a name (noon, breaks, after lesson seven).

Times are minutes after midnight. The days without library are the calendar's; the spans only say when.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

from libdesk.domain.errors import DeskError
from libdesk.domain.show import WEEKDAYS
from libdesk.domain.value import Value
from libdesk.i18n import _

WANTED_HOURS: Final = 40  # a week in term, 《中小学图书馆(室)规程》 2018
SCHOOL_DAYS: Final = range(5)
_DAY: Final = 24 * 60


class HoursBackwards(DeskError):
    """A span that ends before it begins, or at once."""

    span: "Span"

    def text(self) -> str:
        return _("{first} to {last} is no span of time. The end comes after the beginning.").format(
            first=show_time(self.span.first), last=show_time(self.span.last)
        )


class HoursOverlap(DeskError):
    """Two spans of one room and day that share time; `span` is the later."""

    span: "Span"
    other: "Span"

    def text(self) -> str:
        return _("On {weekday} {span} runs into {other}. Change one of them.").format(
            weekday=_(WEEKDAYS[self.span.weekday]), span=show_span(self.span), other=show_span(self.other)
        )


class NoHoursToCopy(DeskError):
    def text(self) -> str:
        return _("There are no hours on this day yet. Enter Monday first, then copy it.")


class Span(NamedTuple):
    """Open on a weekday (Monday 0) from `first` to `last`, in minutes after midnight."""

    weekday: int
    first: int
    last: int
    name: str = ""

    def times(self) -> str:
        return f"{show_time(self.first)}–{show_time(self.last)}"


class HoursAWeek(Value):
    """Minutes a week; `all_rooms` counts the time in which at least one room is open, `wanted` is what is asked for."""

    room: int
    all_rooms: int
    wanted: int = WANTED_HOURS * 60

    @property
    def enough(self) -> bool:
        return self.all_rooms >= self.wanted


def check_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans of one room in order. Raises HoursBackwards, HoursOverlap."""
    ordered = tuple(sorted(spans))
    for before, span in zip((None, *ordered), ordered, strict=False):
        if not 0 <= span.first < span.last <= _DAY or span.weekday not in range(7):
            raise HoursBackwards(span)
        if before is not None and before.weekday == span.weekday and span.first < before.last:
            raise HoursOverlap(span, before)
    return ordered


def minutes_of(spans: Iterable[Span]) -> int:
    """The time that the spans cover in a week; what several cover at once counts once."""
    covered, day, end = 0, -1, 0
    for span in sorted(spans):
        if span.weekday != day:
            day, end = span.weekday, 0
        covered += max(0, span.last - max(span.first, end))
        end = max(end, span.last)
    return covered


def copied_to(spans: Iterable[Span], source: int, days: Iterable[int]) -> tuple[Span, ...]:
    """The hours of the `source` day on each of `days` in place of what stood there. Raises NoHoursToCopy."""
    known = tuple(spans)
    model = [span for span in known if span.weekday == source]
    if not model:
        raise NoHoursToCopy()
    goals = [day for day in days if day != source]
    kept = [span for span in known if span.weekday not in goals]
    return check_spans([*kept, *(span._replace(weekday=day) for day in goals for span in model)])


def read_time(text: str) -> int:
    """Minutes after midnight of HH:MM."""
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def show_time(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def show_span(span: Span) -> str:
    """12:10–13:30, with its name where it has one."""
    return f"{span.name} {span.times()}" if span.name else span.times()


def show_hours(minutes: int) -> str:
    """Hours with at most one place after the point."""
    return f"{minutes / 60:.1f}".removesuffix(".0")
