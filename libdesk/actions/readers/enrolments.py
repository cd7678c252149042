"""A reader comes into a class: the one until now ends today, the new one begins; a move of today is put right in place.

Parts of an open action, shared by edits, moves and rosters.
"""

from libdesk.actions.journal import Action
from libdesk.domain.classes import ClassRef
from libdesk.store.tables import Enrolment


def enrol(
    act: Action, reader_id: int, ref: ClassRef, *, seat: int | None, today: str, now: int | None, since: str | None,
    ended: bool = False,
) -> None:  # fmt: skip
    """`now` is the newest enrolment and `since` its first day, both None for a reader without a class.

    `ended`: it is that of a leaver who comes back, so nothing has to be closed.
    """
    where = {"stage": ref.stage.value, "entry_year": ref.entry_year, "class_no": ref.class_no, "seat": seat}
    if now is not None and since == today:
        act.change(Enrolment, now, to_day=None, **where)
        return
    if now is not None and not ended:
        act.change(Enrolment, now, to_day=today)
    act.add(Enrolment, reader_id=reader_id, from_day=today, **where)


def leave_class(act: Action, *, today: str, now: int, since: str | None) -> None:
    """A reader who stands in no class any more, as when a class was typed for a teacher by mistake."""
    if since == today:
        act.remove(Enrolment, now)
    else:
        act.change(Enrolment, now, to_day=today)
