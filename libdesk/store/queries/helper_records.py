"""What student librarians did in a time: duties, what went over the desk in their shifts, trainings, drills.

The roster says which duties were theirs, the shifts who came, the journal what was done and what was taken back.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from libdesk.domain.duties import EARLY, Slot, instants
from libdesk.domain.ops import Op
from libdesk.domain.rows.helpers import HelperRecord, Person
from libdesk.domain.rows.roster import DutyDayRows, Presence, SlotOnDay
from libdesk.store.database import Library
from libdesk.store.queries import settings as settings_queries
from libdesk.store.queries.roster import duty_days

LONGEST: Final = 180  # minutes of a shift outside the roster that count: nobody may have signed off
MINUTE: Final = 60_000
COUNTED: Final = (
    Op.LEND, Op.GIVE_BACK, Op.RENEW, Op.LEND_RUN, Op.LEND_UNCATALOGUED, Op.USE_IN_HOUSE, Op.PLACE_HOLD,
    Op.REPORT_DAMAGE, Op.COUNT_USE,
)  # fmt: skip


def records(
    library: Library,
    persons: list[Person],
    first: date,
    last: date,
    now: int,
    days: Sequence[DutyDayRows] | None = None,
) -> list[HelperRecord]:
    """The records of these helpers from `first` to `last`; what is not over at `now` does not count yet.

    `days`: the duties of that time, for whoever has read them already.
    """
    zone = ZoneInfo(settings_queries.library_settings(library).zone)
    found = {person.reader_id: HelperRecord(person) for person in persons}
    used: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for day in days if days is not None else duty_days(library, first, last):
        for slot in day.slots:
            if slot.begins <= now:
                _count_slot(found, used, slot, now)
    _count_besides(library, found, used, first, last, zone)
    _count_desk(library, found, first, last, zone)
    _count_learning(library, found, first, last)
    return list(found.values())


def duties_of(days: Iterable[DutyDayRows], reader_id: int) -> list[tuple[SlotOnDay, int]]:
    """The duties of one helper, the latest first: each slot of a day, and their place among its people."""
    found = [
        (slot, place)
        for day in days
        for slot in day.slots
        for place, one in enumerate(slot.people)
        if one.person.reader_id == reader_id and not one.gone
    ]
    return found[::-1]


def _count_slot(
    found: dict[int, HelperRecord], used: dict[int, list[tuple[int, int]]], slot: SlotOnDay, now: int
) -> None:
    for one in slot.people:
        record = found.get(one.person.reader_id)
        if record is None or one.gone:
            continue
        presence = one.presence(slot.begins, slot.ends, now)
        used[one.person.reader_id].append((slot.begins - int(EARLY.total_seconds() * 1000), slot.ends))
        if presence is Presence.KEPT:
            stood_in = one.instead_of is not None or one.extra
            record = replace(record, kept=record.kept + 1, minutes=record.minutes + slot.slot.minutes,
                             stood_in=record.stood_in + stood_in)  # fmt: skip
        elif presence is Presence.MISSED:
            record = replace(record, missed=record.missed + 1)
        elif presence is Presence.EXCUSED:
            record = replace(record, excused=record.excused + 1)
        elif presence is Presence.UNSIGNED:
            record = replace(record, unsigned=record.unsigned + 1)
        found[one.person.reader_id] = record


def _count_besides(
    library: Library, found: dict[int, HelperRecord], used: dict[int, list[tuple[int, int]]], first: date, last: date,
    zone: ZoneInfo,
) -> None:  # fmt: skip
    """Shifts that began in no duty of theirs, for as long as they lasted."""
    rows = library.fetch(
        "SELECT reader_id, started, ended FROM shift WHERE started BETWEEN ? AND ? ORDER BY started",
        *_span(first, last, zone),
    )
    for reader_id, started, ended in rows:
        record = found.get(reader_id)
        if record is None or any(begins <= started <= ends for begins, ends in used[reader_id]):
            continue
        minutes = min(LONGEST, (ended - started) // MINUTE) if ended is not None else 0
        found[reader_id] = replace(record, besides=record.besides + 1, minutes=record.minutes + minutes)


def _count_desk(library: Library, found: dict[int, HelperRecord], first: date, last: date, zone: ZoneInfo) -> None:
    """What went over the desk in their shifts, and what of it was taken back: by themselves, or by others later."""
    span = _span(first, last, zone)
    owner = dict(library.fetch("SELECT id, reader_id FROM shift WHERE started BETWEEN ? AND ?", *span))
    wanted = ", ".join(f"'{op.value}'" for op in COUNTED)
    rows = library.fetch(
        "SELECT j.shift_id, count(*) FROM journal j WHERE j.at BETWEEN ? AND ? AND j.shift_id IS NOT NULL"
        f" AND j.role = 'helper' AND j.op IN ({wanted}) GROUP BY j.shift_id",
        *span,
    )
    done, undone, own = Counter[int](), Counter[int](), Counter[int]()
    for shift_id, count in rows:
        done[owner.get(shift_id, 0)] += count
    rows = library.fetch(
        "SELECT j.shift_id, u.role = 'helper' AND u.shift_id IS j.shift_id FROM journal u"
        " JOIN journal j ON j.id = u.undoes WHERE u.undoes IS NOT NULL AND u.at >= ? AND j.at BETWEEN ? AND ?"
        f" AND j.role = 'helper' AND j.shift_id IS NOT NULL AND j.op IN ({wanted})",
        span[0], *span,
    )  # fmt: skip
    for shift_id, by_self in rows:
        (own if by_self else undone)[owner.get(shift_id, 0)] += 1
    for reader_id, record in found.items():
        found[reader_id] = replace(
            record, transactions=done[reader_id], corrections=undone[reader_id], own_undos=own[reader_id]
        )


def _count_learning(library: Library, found: dict[int, HelperRecord], first: date, last: date) -> None:
    days = (first.isoformat(), last.isoformat())
    there, missed = Counter[int](), Counter[int]()
    rows = library.fetch(
        "SELECT n.reader_id, n.state, count(*) FROM trainee n JOIN training t ON t.id = n.training_id"
        " WHERE t.day BETWEEN ? AND ? GROUP BY 1, 2",
        *days,
    )
    for reader_id, state, count in rows:
        if state != "excused":
            (there if state == "there" else missed)[reader_id] += count
    drills = {
        reader_id: (passed, tried)
        for reader_id, passed, tried in library.fetch(
            "SELECT reader_id, count(DISTINCT CASE WHEN passed THEN code END), count(DISTINCT code) FROM drill"
            " WHERE day BETWEEN ? AND ? GROUP BY reader_id",
            *days,
        )
    }
    for reader_id, record in found.items():
        passed, tried = drills.get(reader_id, (0, 0))
        found[reader_id] = replace(
            record, trainings=there[reader_id], trainings_missed=missed[reader_id], drills_passed=passed, drills=tried
        )


def _span(first: date, last: date, zone: ZoneInfo) -> tuple[int, int]:
    """The instants of these days, from midnight to midnight."""
    begins, _end = instants(Slot(0, 0, 0, 1), first, zone)
    ends, _end = instants(Slot(0, 0, 0, 1), last + timedelta(days=1), zone)
    return begins, ends - 1
