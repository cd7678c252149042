"""A case of repair goes a step further, is said more exactly, gets its photo: each one action that can be undone."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from libdesk.actions.desk import Desk
from libdesk.actions.hold_shelf import set_aside, to_shelf
from libdesk.actions.journal import Action
from libdesk.actions.lending import MISSING, find_copy
from libdesk.actions.repairs.cases import move_case
from libdesk.actions.repairs.errors import (
    BadCost,
    CaseClosed,
    CaseGone,
    CopyIsGone,
    CopyIsLost,
    CopyIsOut,
    NoCaseChosen,
    NothingStepped,
    NotTheNextStep,
)
from libdesk.actions.withdrawing.lists import propose_in, take_back_in
from libdesk.domain.errors import DeskError
from libdesk.domain.money import MOST_FEN
from libdesk.domain.ops import Op
from libdesk.domain.repairs import DONE, CaseState, steps_from
from libdesk.domain.rows.desk import CopyInHand
from libdesk.domain.rows.repairs import RepairCase, StepsTaken
from libdesk.domain.withdrawals import OUT
from libdesk.store.queries import desk as desk_queries
from libdesk.store.queries import repairs as queries
from libdesk.store.tables import Copy, Damage, Hold

DAMAGED = "damaged"
"""The reason for which a copy is proposed for withdrawal."""


def take_step(
    desk: Desk, damage_ids: Sequence[int], state: CaseState, *, material: str = "", cost_fen: int | None = None
) -> StepsTaken:
    """Take these cases to `state`; those that cannot go there stay as they are and are told with the reason.

    In repair or at the bindery a copy is out of use; proposed, it stands on a list of withdrawal too; done, it goes to
    the trolley or to who waits for it. Raises NoCaseChosen, BadCost, NothingStepped when none could go on.
    """
    if not damage_ids:
        raise NoCaseChosen()
    _check_cost(cost_fen)
    not_done: list[tuple[str, str]] = []
    held: list[tuple[str, str]] = []
    with desk.action(Op.EDIT_REPAIR) as act:
        count, last = 0, 0
        for damage_id in dict.fromkeys(damage_ids):
            case = find_case(desk, damage_id)
            copy = find_copy(desk, case.copy_id)
            why = _why_not(case, copy, state)
            if why is not None:
                not_done.append((case.title, why.text()))
                continue
            waits = _step(act, desk, case, copy, state, _known(material, cost_fen))
            held += [(case.title, waits)] if waits else []
            count, last = count + 1, copy.id
        if not count:
            raise NothingStepped(tuple(not_done))
        act.note(state=state.value, **({"copy": last} if count == 1 else {"copies": count}))
    return StepsTaken(act.journal_id, count, tuple(not_done), tuple(held))


def edit_case(
    desk: Desk, damage_id: int, *, kind: str, degree: str, cause: str, note: str, material: str, cost_fen: int | None
) -> int:
    """Say it more exactly, or add what it took once it is done. Gives the journal entry. Raises CaseGone, BadCost."""
    _check_cost(cost_fen)
    with desk.action(Op.EDIT_REPAIR) as act:
        case = find_case(desk, damage_id)
        act.change(
            Damage, damage_id, kind=kind, degree=degree, cause=cause or None, note=note.strip() or None,
            material=" ".join(material.split()) or None, cost_fen=cost_fen,
        )  # fmt: skip
        if case.is_open and degree != case.degree:
            act.change(Copy, case.copy_id, damage=degree)
        act.note(copy=case.copy_id, said=1)
    return act.journal_id


def set_damage_photo(desk: Desk, damage_id: int, photo: bytes | None) -> int:
    """Give a case this photo, as exchange.damage_photos makes it; None takes it away. Raises CaseGone."""
    with desk.action(Op.EDIT_REPAIR) as act:
        case = find_case(desk, damage_id)
        act.change(Damage, damage_id, photo=act.keep_blob(photo) if photo else None)
        act.note(copy=case.copy_id, said=1)
    return act.journal_id


def find_case(desk: Desk, damage_id: int) -> RepairCase:
    case = queries.case(desk.library, damage_id, desk.settings.zone)
    if case is None:
        raise CaseGone()
    return case


def back_from_bindery(act: Action, desk: Desk, damage_id: int, day: date, cost_fen: int | None) -> None:
    """A book that was bound anew is whole again since this day; one that was dealt with meanwhile stays so."""
    case = find_case(desk, damage_id)
    if case.state is CaseState.BINDERY:
        values = _known("", cost_fen) | {"closed_day": day.isoformat()}
        _step(act, desk, case, find_copy(desk, case.copy_id), CaseState.SHELVED, values)


def _why_not(case: RepairCase, copy: CopyInHand, state: CaseState) -> DeskError | None:
    if not case.is_open:
        return CaseClosed(case.state)
    if state not in steps_from(case.state):
        return NotTheNextStep(case.state)
    if state in DONE or copy.status == "repair":
        return None
    if copy.status in OUT:
        return CopyIsOut()
    if copy.status in MISSING:
        return CopyIsLost()
    return CopyIsGone() if copy.status == "withdrawn" else None


def _step(act: Action, desk: Desk, case: RepairCase, copy: CopyInHand, state: CaseState, values: dict[str, Any]) -> str:
    """Gives for whom the copy is on the hold shelf now, "" for nobody."""
    if case.state is CaseState.PROPOSED:
        take_back_in(act, desk, copy.id)
    if case.state is CaseState.BINDERY:
        values |= _off_the_draft(act, case.id)
    if state in DONE:
        values.setdefault("closed_day", desk.today.isoformat())
    move_case(act, desk, case.id, state, **values)
    if state in DONE:
        return _out_of_repair(act, desk, copy)
    if copy.status != "repair":
        if copy.ready_hold_id is not None:
            act.change(Hold, copy.ready_hold_id, state="waiting", copy_id=None, expires=None)
        act.change(Copy, copy.id, status="repair", trolley=None)
    if state is CaseState.PROPOSED:
        propose_in(act, desk, copy.id, DAMAGED)
    return ""


def _out_of_repair(act: Action, desk: Desk, copy: CopyInHand) -> str:
    """Whole again: for who waits longest, as on a return, else onto the trolley; what is elsewhere stays there."""
    values: dict[str, Any] = {"damage": None}
    waiting = None
    if copy.status == "repair":
        waiting = desk_queries.next_hold(desk.library, copy) if copy.waiting and not copy.leaves else None
        values |= to_shelf(desk, act) if waiting is None else {"status": "hold"}
    act.change(Copy, copy.id, **values)
    if waiting is None:
        return ""
    set_aside(desk, act, hold_id=waiting[0], copy_id=copy.id)
    return waiting[2]


def _off_the_draft(act: Action, damage_id: int) -> dict[str, Any]:
    """A book that does not go to the bindery after all leaves the list that is not sent yet."""
    row = act.connection.execute(
        "SELECT 1 FROM damage d JOIN binding b ON b.id = d.binding_id WHERE d.id = ? AND b.state = 'draft'",
        (damage_id,),
    ).fetchone()
    return {"binding_id": None} if row else {}


def _known(material: str, cost_fen: int | None) -> dict[str, Any]:
    """What a step says of material and cost; what it does not say stays."""
    words = " ".join(material.split())
    return ({"material": words} if words else {}) | ({"cost_fen": cost_fen} if cost_fen is not None else {})


def _check_cost(cost_fen: int | None) -> None:
    if cost_fen is not None and not 0 <= cost_fen <= MOST_FEN:
        raise BadCost()
