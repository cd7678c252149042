"""The times of an entry that comes back, within a span of days: RRULE, RDATE and EXDATE, in the entry's own zone."""

from collections.abc import Iterable
from datetime import date, datetime, time, tzinfo
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from icalendar import Event

MOST_TIMES: Final = 400  # of one entry within the span; a daily one has 366 a year
_LOOKED_AT: Final = 20_000  # before the span is reached: fifty years of every day
_DAYS_END: Final = time(23, 59)
_FREQUENCIES: Final = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")


class Times(NamedTuple):
    """When the entry begins each time, without zone; `cut`: there would be more than are taken."""

    starts: tuple[datetime, ...]
    cut: bool = False


def repeats(event: "Event") -> bool:
    return "RRULE" in event or "RDATE" in event


def times_of(event: "Event", start: date, first: date, last: date, home: tzinfo) -> Times:
    """The starts on days from first to last. Raises ValueError for a rule that cannot be followed.

    `home` is the library's zone, in which an entry without one lies: whole days, or a time by the clock on the wall.
    """
    own = start.tzinfo if isinstance(start, datetime) else None
    zone = own or home
    begin = without_zone(start, zone)
    found = {begin} if "RRULE" not in event else set[datetime]()
    cut = False
    for rule in _several(event.get("RRULE")):
        made, more = _by_rule(rule, begin, zone, first, last, without=own is None)
        found.update(made)
        cut = cut or more
    found.update(days_of(event.get("RDATE"), zone))
    left_out = set(days_of(event.get("EXDATE"), zone))
    # Some programs except a whole day from an entry that has a time.
    whole = {moment.date() for moment in left_out if moment.time() == time.min}
    kept = sorted(
        moment
        for moment in found
        if first <= moment.date() <= last and moment not in left_out and moment.date() not in whole
    )
    return Times(tuple(kept[:MOST_TIMES]), cut or len(kept) > MOST_TIMES)


def without_zone(moment: date, zone: tzinfo | None) -> datetime:
    """A day or an instant as the clock of `zone` shows it."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time.min)
    if moment.tzinfo is not None and zone is not None:
        moment = moment.astimezone(zone)
    return moment.replace(tzinfo=None)


def days_of(value: Any, zone: tzinfo | None) -> Iterable[datetime]:
    """The moments of an RDATE or EXDATE, of which there may be several lines; of a period its beginning."""
    for line in _several(value):
        for each in line.dts:
            moment = each.dt[0] if isinstance(each.dt, tuple) else each.dt
            yield without_zone(moment, zone)


def _by_rule(
    rule: Any, begin: datetime, zone: tzinfo, first: date, last: date, *, without: bool
) -> tuple[list[datetime], bool]:
    """`without`: the entry has no zone of its own."""
    from dateutil.rrule import rrulestr

    parts = {str(key).upper(): value for key, value in rule.items()}
    frequency = str(next(iter(parts.get("FREQ", ())), "")).upper()
    interval = next(iter(parts.get("INTERVAL", ())), 1)
    if frequency not in _FREQUENCIES or interval < 1 or any(key in parts for key in ("BYSECOND", "BYMINUTE")):
        raise ValueError("no rule of days")
    words = {key: value for key, value in parts.items() if key != "UNTIL"}
    text = ";".join(f"{key}={_written(value)}" for key, value in words.items())
    made = rrulestr(text, dtstart=begin)
    end = datetime.combine(last, time.max)
    for until in parts.get("UNTIL", ()):
        end = min(end, _stop(until, zone, without=without))
    start = datetime.combine(first, time.min)
    found: list[datetime] = []
    for moment in islice(made, _LOOKED_AT):
        if moment > end:
            return found, False
        if moment >= start:
            if len(found) == MOST_TIMES:
                return found, True
            found.append(moment)
    return found, False


def _stop(until: date, zone: tzinfo, *, without: bool) -> datetime:
    """The last moment of a rule, by the clock of `zone`."""
    if not isinstance(until, datetime):
        return datetime.combine(until, time.max)
    if without and until.time() >= _DAYS_END:  # written for the end of that very day, whatever the zone
        return until.replace(tzinfo=None)
    return without_zone(until, zone)


def _written(value: Any) -> str:
    return ",".join(str(each) for each in value)


def _several(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]
