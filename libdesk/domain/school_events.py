"""Events of the calendar: what one must say, and how those of another program meet those that stand here."""

from collections.abc import Container, Iterable, Sequence, Set
from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

from libdesk.domain.calendar_entries import CalendarEntry
from libdesk.domain.errors import DeskError
from libdesk.domain.rows.schedule import EventHistory, EventRow
from libdesk.domain.show import show_day
from libdesk.domain.value import Value
from libdesk.i18n import _

LONGEST_NAME: Final = 120
LONGEST_NOTE: Final = 4_000
LONGEST: Final = 400  # days; more is a slip of the keyboard


class EventNameless(DeskError):
    def text(self) -> str:
        return _("The event has no name yet. Type one, for instance 家长会.")


class EventGone(DeskError):
    def text(self) -> str:
        return _("This event is no longer in the calendar. Enter it anew, or choose another one.")


class EventBackwards(DeskError):
    name: str
    first: date
    last: date

    def text(self) -> str:
        return _("“{name}” would end before it begins. Choose its days and times again.").format(name=self.name)


class EventTooLong(DeskError):
    name: str
    first: date

    def text(self) -> str:
        return _("“{name}” from {first} on would last more than a year. Check its last day.").format(
            name=self.name, first=show_day(self.first, year=True)
        )


def checked(entry: CalendarEntry) -> CalendarEntry:
    """The entry as it is kept. Raises EventNameless, EventBackwards, EventTooLong."""
    name = " ".join(entry.name.split())[:LONGEST_NAME]
    if not name:
        raise EventNameless()
    first, last = entry.first, entry.last
    start, end = entry.from_time, entry.to_time
    if last < first or (first == last and start is not None and end is not None and end < start):
        raise EventBackwards(name, first, last)
    if (last - first).days > LONGEST:
        raise EventTooLong(name, first)
    whole = start is None or end is None
    return replace(
        entry, name=name, from_time=None if whole else start, to_time=None if whole else end,
        place=" ".join(entry.place.split())[:LONGEST_NAME], note=entry.note.strip()[:LONGEST_NOTE],
    )  # fmt: skip


class Staying(NamedTuple):
    """An event that was changed here and that the file has otherwise; `news`: the file has not said so before."""

    row: EventRow
    entry: CalendarEntry
    news: bool


class Meeting(Value):
    """What bringing entries in would do: new, changed, staying, same and refused add up to all that were given.

    `gone`: events that came from an earlier state of the file and stand in it no more; `kept`: those among them that
    were entered or changed here, and stay; `missing`: events of earlier states whose uid the file does not name at all,
    which stay too; `met`: ids of the events that the entries mean; `own`: of those that were entered or changed here.
    """

    new: tuple[CalendarEntry, ...]
    changed: tuple[tuple[EventRow, CalendarEntry], ...]
    same: int
    refused: tuple[tuple[CalendarEntry, DeskError], ...] = ()
    staying: tuple[Staying, ...] = ()
    gone: tuple[EventRow, ...] = ()
    kept: tuple[EventRow, ...] = ()
    missing: tuple[EventRow, ...] = ()
    met: frozenset[int] = frozenset()
    own: frozenset[int] = frozenset()


def meet(
    entries: Iterable[CalendarEntry], known: Sequence[EventRow], *, told: Container[str], named: Set[str],
    first: date, history: EventHistory,
) -> Meeting:  # fmt: skip
    """Entries of a file beside the events that stand here, told apart by their uid; `named`: all uids of the file.

    Of a uid that the file has `told` all of, from the day `first` on, an event that the entries do not name is gone;
    but for one on whose day the uid has an entry that is new: it is the same one at another time of that day, or
    comes back now. What was changed here stays as it is, whatever the file says of it.
    """
    entries, own = list(entries), history.by_hand
    by_uid = {row.uid: row for row in known if row.uid}
    uids = {entry.uid for entry in entries}
    left: dict[tuple[str, date], list[EventRow]] = {}
    for row in known:
        family = _family(row.uid, told)
        if family and row.uid not in uids and row.first >= first:
            left.setdefault((family, row.first), []).append(row)
    new, changed, refused, staying, same = [], [], [], [], 0
    met: set[int] = set()
    for given in entries:
        try:
            entry = checked(given)
        except DeskError as error:
            refused.append((given, error))
            continue
        beside = left.get((_family(entry.uid, told), entry.first))
        known_as = by_uid.get(entry.uid) or (beside.pop(0) if beside else None)
        if known_as is None:
            new.append(entry)
            continue
        met.add(known_as.id)
        if says(known_as) == says_entry(entry):
            same += 1
        elif states := own.get(known_as.id):
            staying.append(Staying(known_as, entry, says_entry(entry) not in map(says, states)))
        else:
            changed.append((known_as, entry))
    rest = [row for rows in left.values() for row in rows]
    return Meeting(
        tuple(new), tuple(changed), same, tuple(refused), tuple(staying),
        tuple(row for row in rest if row.id not in own), tuple(row for row in rest if row.id in own),
        tuple(_missing(known, named | uids, first, history.together)), frozenset(met), frozenset(own),
    )  # fmt: skip


def _missing(
    known: Sequence[EventRow], named: Set[str], first: date, together: Iterable[Set[int]]
) -> Sequence[EventRow]:  # fmt: skip
    """The events that came from an earlier state of a file, and whose uid it does not name.

    That it is the same file is seen by what came in one step: it names as much of that as it does not, or more.
    """
    strange = {row.id for row in known if not _family(row.uid, named)}
    ids = {row.id for row in known}
    found: set[int] = set()
    for step in together:
        standing = step & ids
        if len(standing - strange) >= len(standing & strange):
            found |= standing & strange
    return [row for row in known if row.id in found and row.first >= first]


def _family(uid: str, told: Container[str]) -> str:
    """The uid that an event or an entry comes from: its own, or one that it goes on from with a `#`, as `one#20260907`
    does as a time of an entry that comes back; nothing where neither was told."""
    parts = uid.split("#")
    return next((name for end in range(len(parts), 0, -1) if (name := "#".join(parts[:end])) in told), "")


def says(row: EventRow) -> tuple[object, ...]:
    return row.first, row.last, row.from_time, row.to_time, row.name, row.place, row.note


def says_entry(entry: CalendarEntry) -> tuple[object, ...]:
    return entry.first, entry.last, entry.from_time, entry.to_time, entry.name, entry.place, entry.note


def entry_of(row: EventRow) -> CalendarEntry:
    """An event as it is passed on."""
    return CalendarEntry(
        row.uid or f"event-{row.id}@libdesk", row.first, row.last, row.name, row.from_time, row.to_time, row.place,
        row.note,
    )  # fmt: skip
