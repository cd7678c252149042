"""What the school asks of its library where that differs from the regulation."""

from libdesk.actions.desk import Desk
from libdesk.domain.ops import Op
from libdesk.domain.reports.targets import DEFAULTS, check_target
from libdesk.store.queries import leaders as queries
from libdesk.store.tables import Target


def set_target(desk: Desk, code: str, tenths: int) -> int:
    """Another target; gives the journal entry, 0 where nothing differs. What equals the regulation is not kept.

    Raises BadTarget.
    """
    desk.require(Op.EDIT_SETTINGS)
    check_target(code, tenths)
    library = desk.read(Op.SEE_REPORTS)
    own, ids = queries.own_targets(library), queries.target_ids(library)
    if own.get(code, DEFAULTS[code]) == tenths:
        return 0
    with desk.action(Op.EDIT_SETTINGS) as act:
        if tenths == DEFAULTS[code]:
            act.remove(Target, ids[code])
        elif code in ids:
            act.change(Target, ids[code], tenths=tenths)
        else:
            act.add(Target, code=code, tenths=tenths)
        act.note(target=code)
    return act.journal_id


def as_regulation(desk: Desk) -> int:
    """Every target as the regulation has it; gives the journal entry, 0 where none differs."""
    ids = queries.target_ids(desk.read(Op.EDIT_SETTINGS))
    if not ids:
        return 0
    with desk.action(Op.EDIT_SETTINGS) as act:
        for target_id in ids.values():
            act.remove(Target, target_id)
        act.note(count=len(ids))
    return act.journal_id
