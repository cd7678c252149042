"""Cases of repair as parts of other actions: each takes the open Action and the transaction of its caller.

A copy has the status "repair" if and only if an open case of it says so; its `damage` is the degree of that case.
"""

from collections.abc import Iterable
from typing import Any, Final

from libdesk.actions.desk import Desk
from libdesk.actions.journal import Action
from libdesk.domain.repairs import AWAY, OTHER, CaseState, better_known, worse
from libdesk.domain.value import Value
from libdesk.store.tables import Copy, Damage, RepairStep

_OPEN = (
    "SELECT id, degree, kind, cause, note, state, loan_id FROM damage"
    " WHERE copy_id = ? AND state IN ('reported','in_repair','bindery','proposed')"
)

IMPORTED: Final = "medium"
"""How badly a copy is damaged of which nothing is known but that it is in repair."""


class Report(Value):
    """What is said of a damage: how badly, what, why; `photo` as exchange.damage_photos makes it."""

    degree: str
    kind: str = OTHER
    cause: str = ""
    note: str = ""
    photo: bytes | None = None


class OpenCase(Value):
    id: int
    degree: str
    kind: str
    cause: str | None
    note: str | None
    state: str
    loan_id: int | None


def open_case(act: Action, copy_id: int) -> OpenCase | None:
    row = act.connection.execute(_OPEN, (copy_id,)).fetchone()
    return OpenCase(*row) if row else None


def report_in(
    act: Action, desk: Desk, copy_id: int, report: Report, loan: tuple[int, int] | None = None, *,
    in_repair: bool = False,
) -> tuple[int, str, bool]:  # fmt: skip
    """Open a case, or add to the one that is open; gives (its id, its degree now, whether it was open before).

    `loan`: (loan id, reader id) of the loan in which it was damaged, if one is known; `in_repair`: it is already.
    """
    state = CaseState.IN_REPAIR if in_repair else CaseState.REPORTED
    loan_id, reader_id = loan or (None, None)
    now = open_case(act, copy_id)
    if now is not None:
        return now.id, _add_to(act, desk, copy_id, now, report, loan), True
    damage_id = act.add(
        Damage, copy_id=copy_id, reader_id=reader_id, loan_id=loan_id, degree=report.degree,
        note=report.note or None, reported=act.at, kind=report.kind, cause=report.cause or None, state=state.value,
        photo=act.keep_blob(report.photo) if report.photo else None,
    )  # fmt: skip
    add_step(act, desk, damage_id, state)
    act.change(Copy, copy_id, damage=report.degree)
    return damage_id, report.degree, False


def _add_to(act: Action, desk: Desk, copy_id: int, now: OpenCase, report: Report, loan: tuple[int, int] | None) -> str:
    """What is said again adds to what is known; nothing of it is written over by less."""
    degree = worse(now.degree, report.degree)
    values: dict[str, Any] = {"degree": degree, "kind": better_known(report.kind, now.kind)}
    if report.cause and not now.cause:
        values["cause"] = report.cause
    if report.note and report.note not in (now.note or ""):
        values["note"] = "；".join(part for part in (now.note, report.note) if part)
    if report.photo:
        values["photo"] = act.keep_blob(report.photo)
    if loan is not None and now.loan_id is None:
        values |= {"loan_id": loan[0], "reader_id": loan[1]}
    act.change(Damage, now.id, **values)
    add_step(act, desk, now.id, CaseState.REPORTED, report.note)
    if degree != now.degree:
        act.change(Copy, copy_id, damage=degree)
    return degree


def add_step(act: Action, desk: Desk, damage_id: int, state: CaseState | str, note: str = "") -> None:
    """Who took the case there, and on which day."""
    act.add(
        RepairStep, damage_id=damage_id, day=desk.today.isoformat(), state=str(state), staff_id=desk.actor.staff_id,
        shift_id=desk.actor.shift_id, note=note or None,
    )  # fmt: skip


def move_case(act: Action, desk: Desk, damage_id: int, state: CaseState, **values: Any) -> None:
    """One step of a case. The copy's own status is the caller's."""
    act.change(Damage, damage_id, state=state.value, **values)
    add_step(act, desk, damage_id, state)


def status_changed(act: Action, desk: Desk, copy_id: int, before: str, after: str) -> None:
    """A copy got another status than by a step of its case: by hand, by a loan in spite of all, lost, found, replaced.

    Its case follows, so that list and copy say the same. `act.change` of the status itself is the caller's.
    """
    if before == after or ("repair" not in (before, after) and after != "withdrawn"):
        return
    case = open_case(act, copy_id)
    if after == "withdrawn":
        if case is not None:
            move_case(act, desk, case.id, CaseState.WITHDRAWN, closed_day=desk.today.isoformat())
    elif after == "repair":
        if case is None:
            report_in(act, desk, copy_id, Report(IMPORTED), in_repair=True)
        elif case.state not in AWAY:
            move_case(act, desk, case.id, CaseState.IN_REPAIR)
    elif case is not None and after == "shelf":
        move_case(act, desk, case.id, CaseState.SHELVED, closed_day=desk.today.isoformat())
        act.change(Copy, copy_id, damage=None)
    elif case is not None:
        move_case(act, desk, case.id, CaseState.REPORTED)


def off_the_list(act: Action, desk: Desk, copy_ids: Iterable[int]) -> None:
    """What was proposed for withdrawal and stands on no list any more is in repair again."""
    for copy_id in copy_ids:
        case = open_case(act, copy_id)
        if case is not None and case.state == CaseState.PROPOSED:
            move_case(act, desk, case.id, CaseState.IN_REPAIR)


def back_in_library(act: Action, desk: Desk, copy_id: int, status: str) -> None:
    """A copy that was withdrawn is brought back as `status`: the case that ended so is open again."""
    row = act.connection.execute(
        "SELECT id, state FROM damage WHERE copy_id = ? ORDER BY id DESC LIMIT 1", (copy_id,)
    ).fetchone()
    state = CaseState.IN_REPAIR if status == "repair" else CaseState.REPORTED
    if row is not None and row[1] == CaseState.WITHDRAWN:
        move_case(act, desk, row[0], state, closed_day=None)
    elif status == "repair":
        report_in(act, desk, copy_id, Report(IMPORTED), in_repair=True)


def open_many(act: Action, copy_ids: Iterable[int]) -> None:
    """Copies that an import brings as being in repair, `damage` IMPORTED: a case each, without a step of anybody."""
    ids = list(copy_ids)
    rows = [(copy_id, IMPORTED, act.at, CaseState.IN_REPAIR.value) for copy_id in ids]
    act.add_many(Damage, ("copy_id", "degree", "reported", "state"), rows)
