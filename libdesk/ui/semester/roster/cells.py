"""The week as a grid: a band for each time of the day, in it a row for each place, a cell for each day."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import NamedTuple

from libdesk.domain.duties import WEEKS_NAMES, Slot, Weeks, holds, show_slot
from libdesk.domain.hours import show_time
from libdesk.domain.rows.books import show_room
from libdesk.domain.rows.helpers import Person
from libdesk.domain.rows.roster import PRESENCE_NAMES, DutyDayRows, OnDuty, Presence, SlotOnDay
from libdesk.domain.show import WEEKDAYS, show_day
from libdesk.i18n import N_, _
from libdesk.store.queries.roster import EntryRow

Name = Callable[[Person], str]
SHORT_WEEKS = {Weeks.ODD: N_("odd"), Weeks.EVEN: N_("even")}


class Kind(Enum):
    NONE = "none"  # no slot of this time on this day
    OPEN = "open"  # a place that nobody has
    PERSON = "person"
    GONE = "gone"  # of somebody who is no helper any more
    CLOSED = "closed"  # the library is closed on this day


class Cell(NamedTuple):
    kind: Kind
    text: str = ""
    tip: str = ""
    slot: Slot | None = None
    entry: EntryRow | None = None  # of the roster
    on_day: SlotOnDay | None = None  # of a day
    one: OnDuty | None = None
    presence: Presence | None = None
    excused: bool = False

    @property
    def reader_id(self) -> int | None:
        if self.one is not None:
            return self.one.person.reader_id
        return self.entry.entry.reader_id if self.entry is not None else None


class Row(NamedTuple):
    """`band`: the name of its time, the time and the room, each a line; `head`: those that stand beside this row."""

    head: str
    first: bool  # of its band
    cells: tuple[Cell, ...]
    band: tuple[str, ...] = ()


class Week(NamedTuple):
    """`heads` of the columns, then the rows."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]


class _Band(NamedTuple):
    """Slots at the same time in the same room."""

    first: int
    last: int
    place_id: int
    name: str
    place: str

    def lines(self, rooms: bool) -> tuple[str, ...]:
        """One below the other, so that the days have the width."""
        times = f"{show_time(self.first)}–{show_time(self.last)}"
        return tuple(line for line in (self.name, times, show_room(self.place) if rooms and self.place else "") if line)


def _band(slot: Slot) -> _Band:
    return _Band(slot.first, slot.last, slot.place_id or 0, slot.name, slot.place)


def _weekdays(slots: Sequence[Slot]) -> list[int]:
    return sorted({*range(5), *(slot.weekday for slot in slots)})


def pattern(
    slots: Sequence[Slot], entries: Sequence[EntryRow], persons: Mapping[int, Person], helpers: frozenset[int],
    name: Name,
) -> Week:  # fmt: skip
    """The roster as it stands for each week of a term. `helpers`: who can be on it; others are gone."""
    days = _weekdays(slots)
    cells: dict[tuple[_Band, int], list[Cell]] = {}
    for slot in slots:
        own = [row for row in entries if row.entry.slot_id == slot.id]
        made = [_entry_cell(slot, row, persons[row.entry.reader_id], helpers, name) for row in own]
        lacking = [_lacking(slot, own, helpers, parity) for parity in (0, 1)]
        both = min(lacking)
        made += [_open_cell(slot, _("open place"))] * both
        for parity, weeks in enumerate((Weeks.ODD, Weeks.EVEN)):
            words = _("{weeks}: open").format(weeks=_(SHORT_WEEKS[weeks]))
            made += [_open_cell(slot, words)] * (lacking[parity] - both)
        cells[_band(slot), slot.weekday] = made
    return Week(tuple(_(WEEKDAYS[day]) for day in days), tuple(_rows(cells, days, slots)))


def _lacking(slot: Slot, entries: Sequence[EntryRow], helpers: frozenset[int], parity: int) -> int:
    here = sum(parity in row.entry.weeks.parities for row in entries if row.entry.reader_id in helpers)
    gone = sum(parity in row.entry.weeks.parities for row in entries if row.entry.reader_id not in helpers)
    return max(0, slot.wanted - here - gone)


def _entry_cell(slot: Slot, row: EntryRow, person: Person, helpers: frozenset[int], name: Name) -> Cell:
    said = name(person)
    weeks = row.entry.weeks
    text = said if weeks is Weeks.ALL else f"{_(SHORT_WEEKS[weeks])} {said}"
    tip = [show_slot(slot, place=True), said]
    if weeks is not Weeks.ALL:
        tip.append(_(WEEKS_NAMES[weeks]))
    if row.entry.reader_id in helpers:
        return Cell(Kind.PERSON, text, _(", ").join(tip), slot, row)
    tip.append(_("no student librarian any more: the place is open"))
    return Cell(Kind.GONE, _("open (was {name})").format(name=text), _(", ").join(tip), slot, row)


def _open_cell(slot: Slot, text: str, on_day: SlotOnDay | None = None) -> Cell:
    return Cell(Kind.OPEN, text, f"{show_slot(slot, place=True)}{_(', ')}{text}", slot, on_day=on_day)


def on_days(days: Sequence[DutyDayRows], slots: Sequence[Slot], now: int, name: Name) -> Week:
    """A week with its dates: swaps, who came, closed days. `slots` are those of the week."""
    wanted = _weekdays(slots)
    shown = [day for day in days if day.day.weekday() in wanted or day.slots]  # a Sunday that goes like a Friday
    cells: dict[tuple[_Band, int], list[Cell]] = {}
    there: set[_Band] = set()  # a slot that went or came in the middle of the week may have no day in it
    for day in shown:
        why = (day.why or _("closed")) if day.closed else _("not on this day")  # it ends early, or goes like another
        none = Cell(Kind.CLOSED, why, f"{show_day(day.day)}{_(', ')}{why}")
        for slot in slots:
            here = slot.weekday == day.day.weekday() and holds(slot.from_day, slot.to_day, day.day)
            if here:
                there.add(_band(slot))
            if here and (day.closed or day.week > 0):
                cells[_band(slot), slot.weekday] = [none]
        for on_day in day.slots:
            made = [_person_cell(on_day, one, now, name) for one in on_day.people]
            made += [_open_cell(on_day.slot, _("open place"), on_day)] * max(
                0, on_day.open_places - sum(one.gone for one in on_day.people)
            )
            cells[_band(on_day.slot), day.day.weekday()] = made
    heads = tuple(f"{_(WEEKDAYS[day.day.weekday()])} {_date(day.day)}" for day in shown)
    there |= {band for band, _weekday in cells}
    seen = [slot for slot in slots if _band(slot) in there]
    return Week(heads, tuple(_rows(cells, [day.day.weekday() for day in shown], seen)))


def _date(day: date) -> str:
    return f"{day.month}/{day.day}"


def _person_cell(on_day: SlotOnDay, one: OnDuty, now: int, name: Name) -> Cell:
    said = name(one.person)
    tip = [show_day(on_day.day), show_slot(on_day.slot, place=True), said]
    if one.gone:
        tip.append(_("no student librarian any more: the place is open"))
        text = _("open (was {name})").format(name=said)
        return Cell(Kind.GONE, text, _(", ").join(tip), on_day.slot, on_day=on_day, one=one)
    presence = one.presence(on_day.begins, on_day.ends, now)
    if one.instead_of is not None:
        tip.append(_("instead of {name}").format(name=name(one.instead_of)))
    if one.extra:
        tip.append(_("besides the roster"))
    tip.append(_(PRESENCE_NAMES[presence]))
    return Cell(Kind.PERSON, said, _(", ").join(tip), on_day.slot, on_day=on_day, one=one, presence=presence)


def _rows(cells: Mapping[tuple[_Band, int], list[Cell]], days: Sequence[int], slots: Sequence[Slot]) -> list[Row]:
    """Bands in the order of the day; each as high as its fullest day."""
    bands = sorted({_band(slot) for slot in slots})
    rooms = len({band.place_id for band in bands}) > 1
    found: list[Row] = []
    for band in bands:
        columns = [cells.get((band, day), []) for day in days]
        lines, count = band.lines(rooms), max(1, *map(len, columns))
        heads = _heads(lines, count)
        for nth in range(count):
            line = tuple(column[nth] if nth < len(column) else _beyond(column) for column in columns)
            found.append(Row(heads[nth], nth == 0, line, lines))
    return found


def _heads(lines: Sequence[str], count: int) -> list[str]:
    """Lines shared out to the rows of a band; what has no row of its own stands in the first."""
    own = max(0, len(lines) - count + 1)
    heads = ["\n".join(lines[:own]), *lines[own:]]
    return heads + [""] * (count - len(heads))


def _beyond(column: Sequence[Cell]) -> Cell:
    """Below the last place of a slot one can still put somebody; where there is no slot there is nothing."""
    if not column:
        return Cell(Kind.NONE)
    last = column[0]
    if last.kind is Kind.CLOSED:
        return last._replace(text="")
    return Cell(
        Kind.NONE, slot=last.slot, on_day=last.on_day, tip=show_slot(last.slot, place=True) if last.slot else ""
    )
