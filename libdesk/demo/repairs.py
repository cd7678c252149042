"""What the sample shows of repairs: books reported, in repair, at the bindery, whole again; checks of the shelves."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from libdesk.demo.past import NOON, instant
from libdesk.demo.school import School
from libdesk.demo.stock import Copy
from libdesk.domain.repairs import DEGREES, CaseState

Table = tuple[str, str, list[tuple[Any, ...]]]
BINDERY, PROPOSED, WHOLE, DROPPED = 2, 2, 26, 3
KINDS: Final = ("torn", "loose", "spine", "cover", "missing", "water", "scribbles", "other")
CAUSES: Final = ("worn", "careless", "poor", None, "damp")
NOTES: Final = ("第15—18页脱落", "封面撕开一半", None, "书脊开胶", "第40页缺角", None, "内页有铅笔涂画")
MATERIALS: Final = (("修补胶带", 60), ("白乳胶", 40), ("封皮纸、乳胶", 250), ("棉线", 80))
CHECKED: Final = (("G2", "G8", 94, 2), ("I2", "I3", 186, 5))  # the latest last
_CASE: Final = (
    "id, copy_id, reader_id, loan_id, degree, kind, cause, note, reported, state, material, cost_fen, closed_day"
)


def proposed(school: School) -> list[Copy]:
    """Those in repair that are to leave instead."""
    return _in_repair(school)[:PROPOSED]


def repairs(school: School) -> Iterator[Table]:
    """Cases in the order of their reports, with their steps, and the checks that found some of them."""
    cases = sorted(_cases(school), key=lambda case: case[1])
    loans = {loan.copy.id: (loan.reader.id, number)
             for number, loan in enumerate(school.present.loans, start=1) if loan.back is not None}  # fmt: skip
    rows, steps = [], list[tuple[Any, ...]]()
    for number, (copy, day, state, closed, degree) in enumerate(cases, start=1):
        reader, loan = loans.get(copy.id, (None, None)) if number % 3 == 0 else (None, None)
        whole = state is CaseState.SHELVED
        material, fen = MATERIALS[number % len(MATERIALS)] if whole else (None, None)
        rows.append((
            number, copy.id, reader, loan, degree, KINDS[number % len(KINDS)], CAUSES[number % len(CAUSES)],
            NOTES[number % len(NOTES)], instant(day, NOON, number), state.value, material, fen, _iso(closed),
        ))  # fmt: skip
        steps.append((number, day.isoformat(), CaseState.REPORTED.value))
        if state not in (CaseState.REPORTED, CaseState.DROPPED):
            steps.append((number, (day + timedelta(days=1)).isoformat(), CaseState.IN_REPAIR.value))
        if state not in (CaseState.REPORTED, CaseState.IN_REPAIR):
            steps.append((number, _iso(closed or day + timedelta(days=2)), state.value))
    yield "damage", _CASE, rows
    yield "repair_step", "damage_id, day, state", steps
    checks = [
        ((school.today - timedelta(days=50 - 30 * nth)).isoformat(), 1, first, last, looked, marked)
        for nth, (first, last, looked, marked) in enumerate(CHECKED)
    ]
    yield "care_check", "day, place_id, from_no, to_no, looked, marked", checks


def _cases(school: School) -> Iterator[tuple[Copy, date, CaseState, date | None, str]]:
    """(copy, reported, state, closed, degree), as the copies stand in the sample."""
    today = school.today
    copies = school.stock.copies
    for nth, copy in enumerate(_in_repair(school)):
        state = CaseState.IN_REPAIR
        if nth < PROPOSED:
            state = CaseState.PROPOSED
        elif nth < PROPOSED + BINDERY:
            state = CaseState.BINDERY
        yield copy, today - timedelta(days=4 + nth * 3), state, None, copy.damage or "medium"
    here = [copy for copy in copies if copy.damage and copy.status not in ("repair", "withdrawn")]
    for nth, copy in enumerate(here):
        yield copy, today - timedelta(days=nth * 2), CaseState.REPORTED, None, copy.damage or "slight"
    for nth, copy in enumerate(one for one in copies if one.status == "withdrawn"):
        day = today - timedelta(days=64 + nth)
        yield copy, day, CaseState.WITHDRAWN, today - timedelta(days=60), copy.damage or "severe"
    sound = [copy for copy in copies if copy.damage is None and copy.item_kind == "book" and copy.status == "shelf"]
    for nth, copy in enumerate(sound[:: max(1, len(sound) // (WHOLE + DROPPED))][: WHOLE + DROPPED]):
        day = today - timedelta(days=12 + nth * 5)
        if day >= copy.entered:
            state = CaseState.SHELVED if nth % 9 else CaseState.DROPPED
            yield copy, day, state, day + timedelta(days=3 + nth % 6), DEGREES[nth % 2]


def _in_repair(school: School) -> list[Copy]:
    """Damaged copies; a volume that is being bound is none."""
    return [copy for copy in school.stock.copies if copy.status == "repair" and copy.damage]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
