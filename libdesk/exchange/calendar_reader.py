"""The entries of an iCalendar file: what each says, what comes back by a rule, and what cannot be read, and why.

What comes back is read as its single times within a span of days, each under a uid of its own, so that reading the
file once more knows it again.
"""

import hashlib
import warnings
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from libdesk.domain.calendar import ONE_DAY
from libdesk.domain.calendar_entries import CalendarEntry
from libdesk.domain.value import Value
from libdesk.exchange.calendar_lines import Part, calendar_text, is_ours, legible_time, parts, plain, without_tags
from libdesk.exchange.calendar_repeats import repeats, times_of, without_zone
from libdesk.i18n import N_, _

if TYPE_CHECKING:
    from icalendar import Event

LONGEST: Final = 4_000  # characters of a note
_DAY: Final = 24 * 60
_TROUBLE: Final = (ValueError, KeyError, TypeError, AttributeError, OverflowError, IndexError, RecursionError)


class Fault(StrEnum):
    """Why an entry of the file was not read."""

    BROKEN_OFF = "broken_off"
    NO_START = "no_start"
    BACKWARDS = "backwards"
    RULE = "rule"
    TWICE = "twice"
    UNREADABLE = "unreadable"


FAULTS: Final[dict[Fault, str]] = {
    Fault.BROKEN_OFF: N_("it breaks off"),
    Fault.NO_START: N_("no day that can be read"),
    Fault.BACKWARDS: N_("it would end before it begins"),
    Fault.RULE: N_("how it repeats cannot be followed"),
    Fault.TWICE: N_("a newer state of it stands in the file"),
    Fault.UNREADABLE: N_("a line in it cannot be read"),
}


class Unread(NamedTuple):
    """An entry that was left out: the line of the unfolded file it begins on, its name, and why."""

    line: int
    name: str
    fault: Fault


class CalendarFile(Value):
    """What a file holds. `passed_over`: how many of each kind that is no event (VTODO …) or is called off (CANCELLED);
    `outside`: events that lie wholly outside the span; `cut`: names of those that come back too often for all of it."""

    name: str
    entries: tuple[CalendarEntry, ...]
    unread: tuple[Unread, ...] = ()
    passed_over: Mapping[str, int] = field(default_factory=dict)
    outside: int = 0
    cut: tuple[str, ...] = ()


class _Unreadable(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def read_calendar_bytes(data: bytes, *, zone: str, first: date, last: date) -> CalendarFile | None:
    """As `read_calendar`; None where nothing in it is a calendar."""
    text = calendar_text(data)
    if "BEGIN:VCALENDAR" not in text.upper():
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what the library guesses of odd names of zones
        return _Reader(ZoneInfo(zone), first, last, ours=is_ours(text)).read(list(parts(text)))


class _Reader:
    def __init__(self, zone: ZoneInfo, first: date, last: date, *, ours: bool) -> None:
        self._zone, self._first, self._last, self._ours = zone, first, last, ours
        self._entries: dict[str, CalendarEntry] = {}
        self._unread: list[Unread] = []
        self._passed: Counter[str] = Counter()
        self._cut: list[str] = []
        self._outside = 0

    def read(self, found: list[Part]) -> CalendarFile:
        name = ""
        masters: dict[str, tuple[Part, Event]] = {}
        singles: list[tuple[Part, Event]] = []
        for part in found:
            match part.kind:
                case "VTIMEZONE":
                    _learn_zone(part)
                case "NAME":
                    name = part.lines[0].partition(":")[2].strip()
                case "VEVENT":
                    self._sort(part, masters, singles)
                case "VTODO" | "VJOURNAL" | "VFREEBUSY":
                    self._passed[part.kind] += 1
        for part, event in masters.values():
            self._try(part, lambda event=event: self._take(event))
        for part, event in singles:
            self._try(part, lambda event=event: self._replace(event, masters))
        self._unread.sort()
        entries = sorted(self._entries.values(), key=lambda entry: (entry.first, entry.from_time or 0, entry.name))
        return CalendarFile(
            name, tuple(entries), tuple(self._unread), dict(self._passed), self._outside, tuple(self._cut)
        )

    def _sort(self, part: Part, masters: "dict[str, tuple[Part, Event]]", singles: "list[tuple[Part, Event]]") -> None:
        """Into entries and single times of an entry that were changed; of two states of one entry the newer counts."""
        event = self._try(part, lambda: _parsed(part))
        if event is None:
            return
        if "RECURRENCE-ID" in event:
            singles.append((part, event))
            return
        uid = _uid(event)
        known = masters.get(uid)
        if known is None or _sequence(event) >= _sequence(known[1]):
            masters[uid] = (part, event)
        older = part if known is not None and masters[uid] is known else known[0] if known is not None else None
        if older is not None:
            self._unread.append(Unread(older.line, _name_of(older), Fault.TWICE))

    def _try(self, part: Part, work: Any) -> Any:
        try:
            return work()
        except _Unreadable as trouble:
            fault = trouble.fault
        except _TROUBLE:
            fault = Fault.UNREADABLE
        self._unread.append(Unread(part.line, _name_of(part), fault))
        return None

    def _take(self, event: "Event") -> None:
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            self._passed["CANCELLED"] += 1
            return
        uid, start = _uid(event), _start(event)
        length = _length(event, start)
        if not repeats(event):
            self._keep(self._entry(event, uid, start, length))
            return
        try:
            times = times_of(event, start, self._first, self._last)
        except _TROUBLE as trouble:
            raise _Unreadable(Fault.RULE) from trouble
        if times.cut:
            self._cut.append(_name(event))
        for moment in times.starts:
            again: date = moment.date()
            if isinstance(start, datetime):
                again = moment.replace(tzinfo=start.tzinfo)
            self._keep(self._entry(event, f"{uid}#{self._key(again)}", again, length))
        if not times.starts:
            self._outside += 1

    def _replace(self, event: "Event", masters: "Mapping[str, tuple[Part, Event]]") -> None:
        """One time of an entry that comes back was moved, changed or called off."""
        uid, which = _uid(event), event.decoded("RECURRENCE-ID")
        master = masters.get(uid)
        if master is not None and isinstance(which, datetime):
            began = master[1].decoded("DTSTART")
            if not isinstance(began, datetime):
                which = which.date()
            elif began.tzinfo is not None and which.tzinfo is None:
                which = which.replace(tzinfo=began.tzinfo)
        key = f"{uid}#{self._key(which)}"
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            self._passed["CANCELLED"] += 1
            self._entries.pop(key, None)
            return
        start = _start(event)
        made = self._entry(event, key, start, _length(event, start))
        self._entries.pop(key, None)
        self._keep(made)

    def _keep(self, entry: CalendarEntry) -> None:
        if entry.last < self._first or entry.first > self._last:
            self._outside += 1
        else:
            self._entries[entry.uid] = entry

    def _key(self, moment: date) -> str:
        if isinstance(moment, datetime):
            return f"{without_zone(moment, self._zone):%Y%m%dT%H%M}"
        return f"{moment:%Y%m%d}"

    def _entry(self, event: "Event", uid: str, start: date, length: timedelta) -> CalendarEntry:
        note = _text(event, "DESCRIPTION")
        words: dict[str, Any] = {
            "name": _name(event),
            "place": _text(event, "LOCATION"),
            "note": (note if self._ours else without_tags(note))[:LONGEST],
            "categories": tuple(_categories(event)),
        }
        if not isinstance(start, datetime):
            last = start + max(length, ONE_DAY) - ONE_DAY  # some programs end a day on the day itself
            return CalendarEntry(uid, start, last, **words)
        begin = without_zone(start, self._zone)
        end = without_zone(start + length, self._zone)
        from_time, to_time, last = begin.hour * 60 + begin.minute, end.hour * 60 + end.minute, end.date()
        if to_time == 0 and last > begin.date():
            to_time, last = _DAY, last - ONE_DAY
        return CalendarEntry(uid, begin.date(), last, from_time=from_time, to_time=to_time, **words)


def _learn_zone(part: Part) -> None:
    """A zone that the file itself describes; what is wrong with it shows in the entries that use it."""
    from icalendar import Calendar

    lines = ["BEGIN:VCALENDAR", "BEGIN:VTIMEZONE", *part.lines, "END:VTIMEZONE", "END:VCALENDAR", ""]
    try:
        Calendar.from_ical("\r\n".join(lines))
    except _TROUBLE:
        return


def _parsed(part: Part) -> "Event":
    from icalendar import Event

    if not part.whole:
        raise _Unreadable(Fault.BROKEN_OFF)
    lines = map(legible_time, part.lines)
    event = Event.from_ical("\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""]))
    broken = {name for name, _words in event.errors}
    if "DTSTART" in broken or "DTSTART" not in event or isinstance(event["DTSTART"], list):
        raise _Unreadable(Fault.NO_START)
    if "RRULE" in broken:
        raise _Unreadable(Fault.RULE)
    if event.errors:
        raise _Unreadable(Fault.UNREADABLE)
    return event  # type: ignore[return-value]  # an Event's own reader


def _start(event: "Event") -> date:
    start = event.decoded("DTSTART")
    if not isinstance(start, date) or not 1900 <= start.year <= 2200:
        raise _Unreadable(Fault.NO_START)
    return start


def _length(event: "Event", start: date) -> timedelta:
    """How long it lasts by its end or its duration; a day or no time where it says neither."""
    if "DTEND" in event:
        end = event.decoded("DTEND")
        if isinstance(start, datetime) and isinstance(end, datetime):
            if (start.tzinfo is None) != (end.tzinfo is None):
                end = without_zone(end, None).replace(tzinfo=start.tzinfo)
        elif isinstance(start, datetime) or isinstance(end, datetime):  # a day at one end, a time at the other
            start, end = without_zone(start, None), without_zone(end, None)
        length: timedelta = end - start
    elif "DURATION" in event:
        length = event.decoded("DURATION")
    else:
        length = timedelta()
    if length < timedelta():
        raise _Unreadable(Fault.BACKWARDS)
    return length


def _uid(event: "Event") -> str:
    """Its own, or one made of what it says, so that the same file gives the same again."""
    if uid := str(event.get("UID", "")).strip():
        return uid
    says = "\n".join(str(event.get(name, "")) for name in ("SUMMARY", "LOCATION"))
    says += str(event.decoded("DTSTART"))
    return f"{hashlib.sha256(says.encode()).hexdigest()[:32]}@libdesk"


def _sequence(event: "Event") -> int:
    value = event.get("SEQUENCE", 0)
    return int(value) if not isinstance(value, list) else 0


def _text(event: "Event", name: str) -> str:
    value = event.get(name, "")
    return plain(str(value[0] if isinstance(value, list) else value))


def _name(event: "Event") -> str:
    """On one line; a nameless one has the first line of its note."""
    name = " ".join(_text(event, "SUMMARY").split("\n"))
    return name or _text(event, "DESCRIPTION").partition("\n")[0] or _("An entry without a name")


def _name_of(part: Part) -> str:
    return plain(part.value("SUMMARY")) or _("An entry without a name")


def _categories(event: "Event") -> Iterable[str]:
    value = event.get("CATEGORIES")
    for line in value if isinstance(value, list) else [value] if value is not None else []:
        yield from (plain(str(each)) for each in line.cats)
