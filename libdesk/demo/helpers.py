"""What the sample shows of student librarians: appointments, a roster that is kept, trainings, last term's best."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from libdesk.demo.past import NOON, instant
from libdesk.demo.school import School
from libdesk.demo.terms import desk_days
from libdesk.domain.duties import DutyEntry, Slot
from libdesk.domain.duty_roster import Candidate, fill
from libdesk.domain.hours import show_time
from libdesk.domain.ops import Op
from libdesk.domain.term_weeks import is_in_week, week_number

Table = tuple[str, str, list[tuple[Any, ...]]]
BEFORE, NOW = 2, 3  # the numbers of the terms, in their order
EXPERIENCED: Final = 3  # of this term's helpers so many were appointed before
BEST: Final = 2
TIMES: Final = ((12 * 60 + 10, 13 * 60 + 30, "中午", 1), (16 * 60 + 10, 18 * 60, "第七节课后", 2))
BUSY: Final = {0: (1, 9), 1: (4,), 3: (2, 6), 5: (8, 10)}  # by place of the helper: slots that they cannot take
TRAININGS: Final = ((33, "借还书操作与值班要求", 40), (19, "图书上架与索书号", 45), (5, "破损图书怎么登记", 30))
WHY: Final = ("到岗 17 次，办理借还 412 笔，参加培训 3 次", "到岗 18 次，替班 2 次，参加培训 3 次")


def helper_rows(school: School) -> Iterator[Table]:
    """The roster of this term, its trainings, the best of the term before; readers and terms stand already."""
    slots = _slots()
    yield (
        "duty_slot", "id, term_id, place_id, weekday, from_time, to_time, name, wanted",
        [
            (slot.id, NOW, slot.place_id, slot.weekday, show_time(slot.first), show_time(slot.last), slot.name, 2)
            for slot in slots
        ],
    )  # fmt: skip
    busy = [(school.helpers[place], slot_id) for place, taken in BUSY.items() for slot_id in taken]
    yield "busy_slot", "reader_id, slot_id", busy
    entries = _roster(school)
    yield "duty", "slot_id, reader_id, weeks", [(one.slot_id, one.reader_id, one.weeks.value) for one in entries]
    yield "duty_day", "slot_id, day, reader_id, state, instead_id", list(_noted(school, entries))
    days = [school.calendar.previous_open(school.today - timedelta(days=ago)) for ago, _topic, _minutes in TRAININGS]
    yield (
        "training", "id, day, topic, minutes, trainer",
        [
            (number, day.isoformat(), topic, minutes, "王老师")
            for number, (day, (_ago, topic, minutes)) in enumerate(zip(days, TRAININGS, strict=True), start=1)
        ],
    )  # fmt: skip
    yield (
        "trainee", "training_id, reader_id, state",
        [
            (number, reader, ("there", "there", "excused", "there", "missed")[(number * place) % 5])
            for number in range(1, len(TRAININGS) + 1)
            for place, reader in enumerate(school.helpers)
        ],
    )  # fmt: skip
    last = school.calendar.terms[BEFORE - 1].last.isoformat()
    chosen = zip(school.former_helpers[:BEST], WHY, strict=True)
    yield "best_helper", "term_id, reader_id, why, day", [(BEFORE, reader, why, last) for reader, why in chosen]


def appointments(school: School) -> list[tuple[int, str, str | None, str]]:
    """Reader, first day, day of the end, last day that was meant: those of the term before, then those of this one."""
    before, now = (school.calendar.terms[number - 1] for number in (BEFORE, NOW))
    former = [*school.former_helpers, *school.helpers[:EXPERIENCED]]
    last = before.last.isoformat()
    return [
        *((reader, before.first.isoformat(), last, last) for reader in former),
        *((reader, now.first.isoformat(), None, now.last.isoformat()) for reader in school.helpers),
    ]


def shifts(school: School) -> list[tuple[int, int, int]]:
    """Those of the term before as they were; in this one both of a pair sign on at noon, and one in nine forgets it."""
    term = school.calendar.terms[NOW - 1]
    found = [shift for shift in school.shifts if shift[1] < instant(term.first, NOON)]
    entries = _roster(school)
    noon = {slot.weekday: slot.id for slot in _slots() if slot.first < 14 * 60}
    for nth, day in enumerate(day for day in desk_days(school.calendar, school.today) if day >= term.first):
        here = _at(entries, noon[day.weekday()], term.first, day) if day.weekday() in noon else []
        for place, reader in enumerate(here):
            if (nth + place) % 9:
                ended = 2400 if place or len(here) == 1 else 300
                found.append((reader, instant(day, NOON, 300 * place), instant(day, NOON, ended)))
    return found


def desk_work(school: School) -> Iterator[tuple[int, Op, int, dict[str, Any]]]:
    """(moment, gesture, number of the shift, what of it) of the loans and returns that the helpers of this term made.

    The loans stand already: this is only what the journal says of them, without anything to take back.
    """
    term = school.calendar.terms[NOW - 1]
    starts = [(started, ended, number) for number, (_reader, started, ended) in enumerate(shifts(school), start=1)]
    starts.sort()
    done = [
        (at, op, loan)
        for loan in school.present.loans
        for at, op in ((loan.lent, Op.LEND), (loan.returned, Op.GIVE_BACK))
        if at is not None and at >= instant(term.first, NOON) and not loan.in_house
        and (op is Op.LEND or loan.outcome == "returned")
    ]  # fmt: skip
    for at, op, loan in sorted(done, key=lambda one: one[:2]):
        place = bisect_right(starts, at, key=lambda one: one[0]) - 1
        if place >= 0 and at < starts[place][1]:
            args: dict[str, Any] = {"copy": loan.copy.id}
            if op is Op.LEND:
                args |= {"reader": loan.reader.id, "due": loan.due.isoformat()}
            yield at, op, starts[place][2], args


def _slots() -> list[Slot]:
    return [
        Slot(len(TIMES) * weekday + nth, weekday, first, last, name, 2, place)
        for weekday in range(5)
        for nth, (first, last, name, place) in enumerate(TIMES, start=1)
    ]


def _roster(school: School) -> tuple[DutyEntry, ...]:
    helpers = [
        Candidate(reader, "", place < EXPERIENCED, frozenset(BUSY.get(place, ())))
        for place, reader in enumerate(school.helpers)
    ]
    return fill(_slots(), helpers).entries


def _at(entries: tuple[DutyEntry, ...], slot_id: int, first: date, day: date) -> list[int]:
    week = week_number(first, day)
    return [one.reader_id for one in entries if one.slot_id == slot_id and is_in_week(one.weeks, week)]


def _noted(school: School, entries: tuple[DutyEntry, ...]) -> Iterator[tuple[int, str, int, str, int | None]]:
    """The afternoons, on which nobody signs on, are noted by hand; a swap and an excuse lie in the last weeks."""
    term = school.calendar.terms[NOW - 1]
    afternoon = {slot.weekday: slot.id for slot in _slots() if slot.first > 14 * 60}
    days = [day for day in desk_days(school.calendar, school.today) if day >= term.first and day.weekday() in afternoon]
    for nth, day in enumerate(days):
        slot_id = afternoon[day.weekday()]
        here = _at(entries, slot_id, term.first, day)
        for place, reader in enumerate(here):
            free = [one for one in school.helpers if one not in here]
            if nth == len(days) - 4 and place == 0:
                yield slot_id, day.isoformat(), reader, "swapped", free[0]
                yield slot_id, day.isoformat(), free[0], "kept", None
            else:
                state = "excused" if (nth + place) % 13 == 5 else "missed" if (nth + place) % 17 == 3 else "kept"
                yield slot_id, day.isoformat(), reader, state, None
