"""The duty roster filled fairly, by a method that can be told in a few sentences.

1. The slot for which the fewest helpers are free comes first. In it comes whoever has the fewest duties so far; of
   those alike, one who makes a pair of a new and an experienced helper; then whoever is free the least.
2. Nobody is on duty twice on one day or on two days running, nor when they are not free: these are never broken.
3. Where nobody is left for a place, one who could take it hands another duty on first.
4. While one helper has more than one duty more than another, duties are handed on from the first to the second, over
   others where it must be.
5. Two new helpers alone change places with experienced ones who are together elsewhere.

What was put in by hand stays. The same helpers and slots always give the same roster. What cannot be met is told.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from libdesk.domain.duties import DutyEntry, Slot, Weeks
from libdesk.domain.roster_words import NewTogether, OpenPlace, Uneven, Unmet
from libdesk.domain.value import Value

_CYCLE: Final = 14  # days, of an odd and an even week


class Candidate(Value):
    """A helper for the roster. `busy`: the slots that they cannot take."""

    reader_id: int
    name: str
    experienced: bool = False
    busy: frozenset[int] = frozenset()


class Filled(Value):
    """The whole roster, what stood before included; what is `new` in it; what could not be met."""

    entries: tuple[DutyEntry, ...]
    new: tuple[DutyEntry, ...]
    unmet: tuple[Unmet, ...]


class _Seat(NamedTuple):
    slot_id: int
    weeks: Weeks


def fill(
    slots: Iterable[Slot], helpers: Iterable[Candidate], kept: Iterable[DutyEntry] = (), *, alternating: bool = False
) -> Filled:
    """Fill what is open in the slots; `alternating`: by odd and even weeks, so that more helpers have their turn.

    Entries `kept` of helpers who are not among the candidates are left out: their places are open.
    """
    return _Filling(slots, helpers, kept, alternating).filled()


class _Filling:
    def __init__(
        self, slots: Iterable[Slot], helpers: Iterable[Candidate], kept: Iterable[DutyEntry], alternating: bool
    ) -> None:
        self.slots = {slot.id: slot for slot in sorted(slots, key=lambda slot: slot.order)}
        self.helpers = {one.reader_id: one for one in sorted(helpers, key=lambda one: one.reader_id)}
        self._weight = 1 if alternating else 2
        self.kept = tuple(
            entry for entry in sorted(kept) if entry.slot_id in self.slots and entry.reader_id in self.helpers
        )
        self.duties: dict[int, list[_Seat]] = {reader_id: [] for reader_id in self.helpers}
        self.new: dict[int, list[_Seat]] = {reader_id: [] for reader_id in self.helpers}
        self.blocked = dict.fromkeys(self.helpers, 0)
        self.free = {
            one.reader_id: sum(slot_id not in one.busy for slot_id in self.slots) for one in self.helpers.values()
        }
        for entry in self.kept:
            self._put(entry.reader_id, _Seat(entry.slot_id, entry.weeks), new=False)
        self.open: list[_Seat] = []
        for seat in self._wanted(alternating):
            if not self._seat(seat):
                self.open.append(seat)
        while self._level():
            pass
        while self._mix():
            pass

    def filled(self) -> Filled:
        new = tuple(DutyEntry(seat.slot_id, reader_id, seat.weeks) for reader_id, seat in self._movable())
        entries = sorted((*self.kept, *new), key=lambda entry: (self.slots[entry.slot_id].order, entry))
        return Filled(tuple(entries), tuple(sorted(new)), tuple(self._unmet()))

    # Who can take what

    def _put(self, reader_id: int, seat: _Seat, *, new: bool = True) -> None:
        self.duties[reader_id].append(seat)
        if new:
            self.new[reader_id].append(seat)
        self.blocked[reader_id] |= self._around(seat)

    def _take(self, reader_id: int, seat: _Seat) -> None:
        self.duties[reader_id].remove(seat)
        self.new[reader_id].remove(seat)
        self.blocked[reader_id] = 0
        for other in self.duties[reader_id]:
            self.blocked[reader_id] |= self._around(other)

    def _days(self, seat: _Seat) -> int:
        """The days of two weeks on which the seat is, as bits."""
        weekday = self.slots[seat.slot_id].weekday
        return sum(1 << weekday + 7 * parity for parity in seat.weeks.parities)

    def _around(self, seat: _Seat) -> int:
        """Those days with the day before and after each; the last day is followed by the first."""
        days = self._days(seat)
        around = days | days << 1 | days >> 1
        return around & (1 << _CYCLE) - 1 | around >> _CYCLE | (days & 1) << _CYCLE - 1

    def _can(self, reader_id: int, seat: _Seat, *, without: _Seat | None = None) -> bool:
        if seat.slot_id in self.helpers[reader_id].busy:
            return False
        if without is None:
            return not self.blocked[reader_id] & self._days(seat)
        others = list(self.duties[reader_id])
        others.remove(without)
        return not any(self._around(other) & self._days(seat) for other in others)

    def _load(self, reader_id: int) -> int:
        """Duties in two weeks."""
        return sum(seat.weeks.weight for seat in self.duties[reader_id])

    def _at(self, slot_id: int, parity: int) -> list[int]:
        """Who is in a slot in odd (0) or even weeks."""
        return [
            reader_id
            for reader_id, seats in self.duties.items()
            if any(seat.slot_id == slot_id and parity in seat.weeks.parities for seat in seats)
        ]

    def _movable(self) -> Iterator[tuple[int, _Seat]]:
        for reader_id, seats in self.new.items():
            for seat in seats:
                yield reader_id, seat

    # The steps

    def _wanted(self, alternating: bool) -> list[_Seat]:
        """The places to fill: the slot with the fewest free helpers first, then by the week."""
        found: list[tuple[int, int, _Seat]] = []
        for place, slot in enumerate(self.slots.values()):
            lacking = [max(0, slot.wanted - len(self._at(slot.id, parity))) for parity in (0, 1)]
            both = 0 if alternating else min(lacking)
            seats = [_Seat(slot.id, Weeks.ALL)] * both
            for parity, weeks in enumerate((Weeks.ODD, Weeks.EVEN)):
                seats += [_Seat(slot.id, weeks)] * (lacking[parity] - both)
            free = sum(slot.id not in one.busy for one in self.helpers.values())
            found += [(free, place, seat) for seat in seats]
        return [seat for _free, _place, seat in sorted(found, key=lambda it: it[:2])]

    def _seat(self, seat: _Seat) -> bool:
        able = [reader_id for reader_id in self.helpers if self._can(reader_id, seat)]
        if able:
            self._put(min(able, key=lambda reader_id: self._order(reader_id, seat)), seat)
            return True
        return self._make_room(seat)

    def _order(self, reader_id: int, seat: _Seat) -> tuple[int, bool, int, int]:
        beside = [self.helpers[one].experienced for one in self._at(seat.slot_id, seat.weeks.parities[0])]
        alike = bool(beside) and self.helpers[reader_id].experienced in beside
        return (self._load(reader_id), alike, self.free[reader_id], reader_id)

    def _make_room(self, seat: _Seat) -> bool:
        """Somebody who is free then hands on the one duty that stands against it."""
        for reader_id in sorted(self.helpers, key=lambda one: (self._load(one), one)):
            for other in self.new[reader_id]:
                if other.slot_id != seat.slot_id and self._can(reader_id, seat, without=other):
                    for heir in sorted(self.helpers, key=lambda one: (self._load(one), one)):
                        if heir != reader_id and self._can(heir, other):
                            self._take(reader_id, other)
                            self._put(heir, other)
                            self._put(reader_id, seat)
                            return True
        return False

    def _level(self) -> bool:
        """One duty from somebody with more to somebody with fewer, over others where it must be."""
        by_load = sorted(self.helpers, key=lambda one: (self._load(one), one))
        for rich in reversed(by_load):
            for weight in (2, 1):
                poor = {one for one in by_load if self._load(rich) - self._load(one) > weight}
                if poor and (path := self._path(rich, poor, weight)):
                    for giver, seat, taker in reversed(path):
                        self._take(giver, seat)
                        self._put(taker, seat)
                    return True
        return False

    def _path(self, rich: int, poor: set[int], weight: int) -> list[tuple[int, _Seat, int]]:
        """The shortest way on which each hands one duty on; found breadth first, so it is always the same."""
        came: dict[int, tuple[int, _Seat] | None] = {rich: None}
        queue = deque([rich])
        while queue:
            giver = queue.popleft()
            for seat in self.new[giver]:
                if seat.weeks.weight != weight:
                    continue
                for taker in self.helpers:
                    if taker in came or not self._can(taker, seat):
                        continue
                    came[taker] = (giver, seat)
                    if taker in poor:
                        return _way_back(came, taker)
                    queue.append(taker)
        return []

    def _mix(self) -> bool:
        """A new helper beside new ones changes places with an experienced one beside experienced ones."""
        for reader_id, seat in list(self._movable()):
            if self.helpers[reader_id].experienced or not self._only_new(seat):
                continue
            for other_id, other in list(self._movable()):
                fits = self.helpers[other_id].experienced and other.weeks == seat.weeks and self._spares(other)
                if not fits or not self._can(reader_id, other, without=seat):
                    continue
                if self._can(other_id, seat, without=other):
                    self._take(reader_id, seat)
                    self._take(other_id, other)
                    self._put(reader_id, other)
                    self._put(other_id, seat)
                    return True
        return False

    def _only_new(self, seat: _Seat) -> bool:
        """Whether several are together and none of them knows the work."""
        for parity in seat.weeks.parities:
            here = self._at(seat.slot_id, parity)
            if len(here) > 1 and not any(self.helpers[one].experienced for one in here):
                return True
        return False

    def _spares(self, seat: _Seat) -> bool:
        """Whether one who knows the work may go without leaving new ones alone."""
        return all(
            sum(self.helpers[one].experienced for one in self._at(seat.slot_id, parity)) > 1
            for parity in seat.weeks.parities
        )

    # What could not be met

    def _unmet(self) -> Iterator[Unmet]:
        for seat in dict.fromkeys(self.open):
            slot = self.slots[seat.slot_id]
            free = [one.name for one in self.helpers.values() if slot.id not in one.busy]
            yield OpenPlace(slot, seat.weeks, self.open.count(seat), bool(free))
        loads = {reader_id: self._load(reader_id) for reader_id in self.helpers}
        if loads and max(loads.values()) - min(loads.values()) > self._weight:
            yield Uneven(self._with(loads, max(loads.values())), self._with(loads, min(loads.values())),
                         max(loads.values()), min(loads.values()), kept=bool(self.kept))  # fmt: skip
        if any(one.experienced for one in self.helpers.values()):
            for slot in self.slots.values():
                alone = [parity for parity in (0, 1) if self._only_new(_Seat(slot.id, (Weeks.ODD, Weeks.EVEN)[parity]))]
                if alone:
                    weeks = Weeks.ALL if len(alone) == 2 else (Weeks.ODD, Weeks.EVEN)[alone[0]]
                    here = dict.fromkeys(one for parity in alone for one in self._at(slot.id, parity))
                    yield NewTogether(slot, weeks, tuple(self.helpers[one].name for one in here))

    def _with(self, loads: dict[int, int], load: int) -> tuple[str, ...]:
        return tuple(self.helpers[reader_id].name for reader_id, its in loads.items() if its == load)


def _way_back(came: dict[int, tuple[int, _Seat] | None], taker: int) -> list[tuple[int, _Seat, int]]:
    found: list[tuple[int, _Seat, int]] = []
    step = came[taker]
    while step is not None:
        found.append((step[0], step[1], taker))
        taker = step[0]
        step = came[taker]
    return found[::-1]


def why_not(slot: Slot, weeks: Weeks, helper: Candidate, slots: Sequence[Slot], entries: Sequence[DutyEntry]) -> str:
    """Why this helper had better not be put here: "busy", "same" (there already), "near" (that day or next to it)."""
    if slot.id in helper.busy:
        return "busy"
    own = [entry for entry in entries if entry.reader_id == helper.reader_id]
    if any(entry.slot_id == slot.id and set(entry.weeks.parities) & set(weeks.parities) for entry in own):
        return "same"
    known = {one.id: one for one in slots}
    here = {slot.weekday + 7 * parity for parity in weeks.parities}
    for entry in own:
        other = known.get(entry.slot_id)
        if other is None or other.id == slot.id:
            continue
        for there in (other.weekday + 7 * parity for parity in entry.weeks.parities):
            if any((day - there) % _CYCLE in (0, 1, _CYCLE - 1) for day in here):
                return "near"
    return ""
