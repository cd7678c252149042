"""A regular check (巡检): a stretch of the shelves was looked through for what needs care."""

from libdesk.actions.desk import Desk
from libdesk.actions.repairs.errors import NothingLooked
from libdesk.domain.ops import Op
from libdesk.domain.repairs import check_range
from libdesk.store.tables import CareCheck


def note_check(desk: Desk, *, place_id: int | None, from_no: str, to_no: str, looked: int, marked: int) -> int:
    """Keep that it was done, with how many books were looked at and marked; gives the journal entry.

    What was marked was reported copy by copy. Raises NothingLooked, RangeWrong.
    """
    check_range(from_no, to_no)
    if not looked:
        raise NothingLooked()
    with desk.action(Op.CHECK_CARE) as act:
        act.add(
            CareCheck, day=desk.today.isoformat(), place_id=place_id, from_no=from_no.strip() or None,
            to_no=to_no.strip() or None, looked=looked, marked=marked, staff_id=desk.actor.staff_id,
            shift_id=desk.actor.shift_id,
        )  # fmt: skip
        act.note(count=looked, marked=marked)
    return act.journal_id
