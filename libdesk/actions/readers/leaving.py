"""Readers leave and come back. Who still holds or owes something stays on the list, unless the librarian says anyway.

A leaver borrows no more; what is still out stays open, stays on the overdue lists, and can always be returned.
"""

from collections.abc import Iterable

from libdesk.actions.desk import Desk
from libdesk.actions.helpers.appointing import end_appointments
from libdesk.actions.hold_shelf import end_hold
from libdesk.actions.journal import Action
from libdesk.domain.ops import Op
from libdesk.domain.rows.leavers import Left
from libdesk.store.queries import leavers as queries
from libdesk.store.tables import Enrolment, Reader


def leave_readers(desk: Desk, *, reader_ids: Iterable[int], anyway: bool = False) -> Left:
    """Mark readers as left in one step: class, holds and appointment end today.

    Those with copies out or something owed are not changed but named in the result; with `anyway` they leave too, and
    their loans stay open. Who left before is passed over; where nobody leaves, nothing is written.
    """
    library = desk.read(Op.READERS_LEAVE)
    wanted = [one for one in queries.of_readers(library, reader_ids) if one.state != "left"]
    going = [one.reader_id for one in wanted if anyway or one.clear]
    kept = tuple(one for one in wanted if not anyway and not one.clear)
    if not going:
        return Left(0, (), kept)
    with desk.action(Op.READERS_LEAVE) as act:
        holds = sum(mark_left(desk, act, reader_id) for reader_id in going)
        act.note(readers=len(going), **({"reader": going[0]} if len(going) == 1 else {}), kept=len(kept))
    return Left(act.journal_id, tuple(going), kept, holds)


def bring_back(desk: Desk, *, reader_ids: Iterable[int]) -> int:
    """Readers who left are here again, in the class they left; gives the journal entry, 0 where none of them left.

    A card that was stopped before is still stopped.
    """
    library = desk.read(Op.READERS_RETURN)
    coming = queries.leavers_among(library, reader_ids)
    if not coming:
        return 0
    with desk.action(Op.READERS_RETURN) as act:
        for reader_id, stopped_why in coming:
            state = "stopped" if stopped_why else "active"
            act.change(Reader, reader_id, state=state, left_day=None)
            _enrol_again(desk, act, reader_id)
        act.note(readers=len(coming), **({"reader": coming[0][0]} if len(coming) == 1 else {}))
    return act.journal_id


def mark_left(desk: Desk, act: Action, reader_id: int) -> int:
    """Part of an open action: this reader leaves today; gives how many holds ended with it."""
    today = desk.today.isoformat()
    act.change(Reader, reader_id, state="left", left_day=today)
    for enrolment_id in queries.open_enrolments(desk.library, reader_id):
        act.change(Enrolment, enrolment_id, to_day=today)
    end_appointments(desk, act, reader_id)
    holds = queries.holds_of(desk.library, reader_id)
    for hold_id in holds:
        end_hold(desk, act, hold_id, "cancelled")
    return len(holds)


def _enrol_again(desk: Desk, act: Action, reader_id: int) -> None:
    """The class they left goes on; after a time away as a new line, so that the time between stays told."""
    last = queries.last_enrolment(desk.library, reader_id)
    if last is None or last["to_day"] is None:
        return
    today = desk.today.isoformat()
    if last["to_day"] == today:
        act.change(Enrolment, last["id"], to_day=None)
        return
    again = {name: last[name] for name in ("stage", "entry_year", "class_no", "seat")}
    act.add(Enrolment, reader_id=reader_id, from_day=today, **again)
