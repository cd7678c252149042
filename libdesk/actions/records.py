"""A row of a simple list - a question, an announcement, a line of equipment - is written, changed and removed."""

from collections.abc import Sequence
from typing import Any

from libdesk.actions.desk import Desk
from libdesk.actions.errors import RecordGone
from libdesk.actions.journal import Action
from libdesk.domain.ops import Op
from libdesk.store.queries import rows as queries
from libdesk.store.tables import Table


def write_record(act: Action, desk: Desk, table: Table, row_id: int | None, values: dict[str, Any]) -> int:
    """A new row, or other values in one that is still there, inside an open action; gives its id. Raises RecordGone."""
    if row_id is None:
        return act.add(table, **values)
    if not queries.exists(desk.library, table.name, row_id):
        raise RecordGone()
    act.change(table, row_id, **values)
    return row_id


def change_record(desk: Desk, op: Op, table: Table, row_id: int, values: dict[str, Any]) -> int:
    """Other values in a row; gives the journal entry, 0 where nothing differs. Raises RecordGone."""
    desk.require(op)
    if queries.values_of(desk.library, table.name, row_id, values) == values:
        return 0
    with desk.action(op) as act:
        act.note(**{table.name: write_record(act, desk, table, row_id, values)})
    return act.journal_id


def remove_records(desk: Desk, op: Op, table: Table, ids: Sequence[int]) -> int:
    """Gives the journal entry. Raises RecordGone."""
    with desk.action(op) as act:
        for row_id in ids:
            if not queries.exists(desk.library, table.name, row_id):
                raise RecordGone()
            act.remove(table, row_id)
        act.note(removed=len(ids))
    return act.journal_id
