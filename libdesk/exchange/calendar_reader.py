"""The entries of an iCalendar file: what each says, what comes back by a rule, and what cannot be read, and why.

What comes back is read as its single times within a span of days, each under a uid of its own, so that reading the
file once more knows it again.
"""

import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from libdesk.domain.calendar import ONE_DAY
from libdesk.domain.calendar_entries import CalendarEntry
from libdesk.domain.value import Value
from libdesk.exchange.calendar_events import (
    TROUBLE,
    Fault,
    Unreadable,
    categories_of,
    changes_the_rest,
    digest_of,
    is_called_off,
    length_of,
    name_in,
    name_of,
    parsed,
    sequence_of,
    start_of,
    text_of,
    uid_of,
)  # fmt: skip
from libdesk.exchange.calendar_lines import Part, calendar_text, is_ours, parts, without_tags
from libdesk.exchange.calendar_repeats import repeats, times_of, without_zone

if TYPE_CHECKING:
    from icalendar import Event

LONGEST: Final = 4_000  # characters of a note
_DAY: Final = 24 * 60


class Unread(NamedTuple):
    """An entry that was left out: the line of the unfolded file it begins on, its name, and why."""

    line: int
    name: str
    fault: Fault


class CalendarFile(Value):
    """What a file holds. `passed_over`: how many of each kind that is no event (VTODO …) or is called off (CANCELLED);
    `outside`: events that lie wholly outside the span; `cut`: names of those that come back too often for all of it.
    `told`: uids of which all that stands in the span is among the entries: what else there was of them is gone;
    `named`: all uids that its events have, whether they could be read or not."""

    name: str
    entries: tuple[CalendarEntry, ...]
    unread: tuple[Unread, ...] = ()
    passed_over: Mapping[str, int] = field(default_factory=dict)
    outside: int = 0
    cut: tuple[str, ...] = ()
    told: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()


def read_calendar_bytes(data: bytes, *, zone: str, first: date, last: date) -> CalendarFile | None:
    """As `read_calendar`; None where nothing in it is a calendar."""
    text = calendar_text(data)
    if "BEGIN:VCALENDAR" not in text.upper():
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what the library guesses of odd names of zones
        return _Reader(ZoneInfo(zone), first, last, ours=is_ours(text)).read(list(parts(text)))


class _State(NamedTuple):
    """An entry as it stands in one place of the file, and what it says in a few letters."""

    part: Part
    event: "Event"
    says: str


class _Single(NamedTuple):
    """One time of an entry that comes back; what changes all later times as well has its turn before the others."""

    turn: tuple[bool, str]
    part: Part
    event: "Event"


class _Reader:
    def __init__(self, zone: ZoneInfo, first: date, last: date, *, ours: bool) -> None:
        self._zone, self._first, self._last, self._ours = zone, first, last, ours
        self._entries: dict[str, CalendarEntry] = {}
        self._times: defaultdict[str, dict[str, datetime]] = defaultdict(dict)
        self._unread: list[Unread] = []
        self._passed: Counter[str] = Counter()
        self._cut: list[str] = []
        self._outside = 0
        self._told: set[str] = set()
        self._unsure: set[str] = set()
        self._named: set[str] = set()

    def read(self, found: list[Part]) -> CalendarFile:
        name = ""
        states: defaultdict[str, list[_State]] = defaultdict(list)
        singles: list[_Single] = []
        for part in found:
            match part.kind:
                case "VTIMEZONE":
                    _learn_zone(part)
                case "NAME":
                    name = part.lines[0].partition(":")[2].strip()
                case "VEVENT":
                    self._named.add(part.value("UID").strip())
                    self._try(part, lambda part=part: _sort(part, states, singles))
                case "VTODO" | "VJOURNAL" | "VFREEBUSY":
                    self._passed[part.kind] += 1
        masters: dict[str, Event] = {}
        for given, of_it in states.items():
            for uid, state in self._newest(given, of_it):
                masters[uid] = state.event
                self._try(state.part, lambda uid=uid, state=state, given=given: self._take(state.event, uid, given))
        for single in sorted(singles, key=lambda single: single.turn):
            self._try(single.part, lambda event=single.event: self._replace(event, masters))
        self._unread.sort()
        entries = sorted(self._entries.values(), key=lambda entry: (entry.first, entry.from_time or 0, entry.name))
        return CalendarFile(
            name, tuple(entries), tuple(self._unread), dict(self._passed), self._outside, tuple(self._cut),
            frozenset(self._told - self._unsure), frozenset(self._named),
        )  # fmt: skip

    def _newest(self, uid: str, states: list[_State]) -> Iterator[tuple[str, _State]]:
        """Of several states of one entry the newer counts, the later one where none was ever counted.

        Where none was, those that differ are no states: somebody copied an entry with its uid to write the next one.
        """
        newest = max(sequence_of(state.event) for state in states)
        kept: dict[str, _State] = {}
        for state in states:
            if sequence_of(state.event) == newest:
                kept[state.says if newest == 0 else uid] = state
        for state in states:
            if state not in kept.values():
                self._unread.append(Unread(state.part.line, name_in(state.part), Fault.TWICE))
        for says, state in kept.items():
            yield (uid if len(kept) == 1 else f"{uid}#{says}"), state

    def _try(self, part: Part, work: Any) -> None:
        try:
            work()
        except Unreadable as trouble:
            fault = trouble.fault
        except TROUBLE:
            fault = Fault.UNREADABLE
        else:
            return
        self._unread.append(Unread(part.line, name_in(part), fault))
        self._unsure.add(part.value("UID").strip())

    def _take(self, event: "Event", uid: str, given: str) -> None:
        """`given`: its uid as it stands in the file."""
        if is_called_off(event):
            self._passed["CANCELLED"] += 1
            self._told.add(given)
            return
        start = start_of(event)
        length = length_of(event, start)
        if not repeats(event):
            self._keep(self._entry(event, uid, start, length))
            self._told.add(given)
            return
        try:
            times = times_of(event, start, self._first, self._last, self._zone)
        except TROUBLE as trouble:
            raise Unreadable(Fault.RULE) from trouble
        if times.cut:
            self._cut.append(name_of(event))
            self._unsure.add(given)
        for moment in times.starts:
            again: date = moment.date()
            if isinstance(start, datetime):
                again = moment.replace(tzinfo=start.tzinfo)
            key = self._key(again)
            self._times[uid][key] = without_zone(again, self._zone)
            self._keep(self._entry(event, f"{uid}#{key}", again, length))
        self._told.add(given)
        if not times.starts:
            self._outside += 1

    def _replace(self, event: "Event", masters: "Mapping[str, Event]") -> None:
        """One time of an entry that comes back was moved, changed or called off, or this one and all later ones."""
        uid = uid_of(event)
        which = self._which(event, masters.get(uid))
        keys = [self._key(which)]
        if changes_the_rest(event):
            if uid not in masters:
                raise Unreadable(Fault.RULE)  # what would be the later ones does not stand in the file
            keys += [key for key in self._times[uid] if key > keys[0]]
        made: list[CalendarEntry] = []
        if is_called_off(event):
            self._passed["CANCELLED"] += 1
        else:
            start = start_of(event)
            length = length_of(event, start)
            made.append(self._entry(event, f"{uid}#{keys[0]}", start, length))
            shift = without_zone(start, self._zone) - without_zone(which, self._zone)
            for key in keys[1:]:
                moved = self._times[uid][key] + shift
                again = moved if isinstance(start, datetime) else moved.date()
                made.append(self._entry(event, f"{uid}#{key}", again, length))
        for key in keys:
            self._entries.pop(f"{uid}#{key}", None)
        for entry in made:
            self._keep(entry)
        if uid not in masters:
            self._told.add(f"{uid}#{keys[0]}")

    def _which(self, event: "Event", master: "Event | None") -> date:
        """The time of an entry that is meant, in the way in which the entry itself says when it begins."""
        which: date = event.decoded("RECURRENCE-ID")
        began = None if master is None else master.decoded("DTSTART", None)
        if isinstance(began, datetime):
            if not isinstance(which, datetime):
                return datetime.combine(which, began.timetz())
            if began.tzinfo is not None and which.tzinfo is None:
                return which.replace(tzinfo=began.tzinfo)
        elif began is not None and isinstance(which, datetime):
            return without_zone(which, self._zone).date()
        return which

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
        note = text_of(event, "DESCRIPTION")
        words: dict[str, Any] = {
            "name": name_of(event),
            "place": text_of(event, "LOCATION"),
            "note": (note if self._ours else without_tags(note))[:LONGEST],
            "categories": tuple(categories_of(event)),
        }
        if not isinstance(start, datetime):
            last = start + max(length, ONE_DAY) - ONE_DAY  # some programs end a day on the day itself
            return CalendarEntry(uid, start, last, **words)
        begin = without_zone(start, self._zone)
        end = without_zone(start + length, self._zone)
        from_time, to_time, last = begin.hour * 60 + begin.minute, end.hour * 60 + end.minute, end.date()
        if to_time == 0 and last > begin.date():
            to_time, last = _DAY, last - ONE_DAY
        if (from_time, to_time) == (0, _DAY) and not self._ours:  # as Outlook writes whole days
            return CalendarEntry(uid, begin.date(), last, **words)
        return CalendarEntry(uid, begin.date(), last, from_time=from_time, to_time=to_time, **words)


def _sort(part: Part, states: dict[str, list[_State]], singles: list[_Single]) -> None:
    """Into states of entries, and single times of an entry that were changed. Raises as `parsed`."""
    event = parsed(part)
    if "RECURRENCE-ID" in event:
        which = str(event.decoded("RECURRENCE-ID"))
        singles.append(_Single((not changes_the_rest(event), which), part, event))
    else:
        states[uid_of(event)].append(_State(part, event, digest_of(event)))


def _learn_zone(part: Part) -> None:
    """A zone that the file itself describes; what is wrong with it shows in the entries that use it."""
    from icalendar import Calendar

    lines = ["BEGIN:VCALENDAR", "BEGIN:VTIMEZONE", *part.lines, "END:VTIMEZONE", "END:VCALENDAR", ""]
    try:
        Calendar.from_ical("\r\n".join(lines))
    except TROUBLE:
        return
