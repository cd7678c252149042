"""Titles that look like one and are two: what is noted of them, within the open action that notes or ends it."""

from libdesk.actions.journal import Action
from libdesk.store.queries import doubles
from libdesk.store.tables import DistinctTitles


def note_apart(act: Action, one_id: int, other_id: int) -> None:
    """They are not offered as doubles again."""
    first, second = sorted((one_id, other_id))
    if second not in {other for _row, other in doubles.apart_rows(act.connection, first)}:
        act.add(DistinctTitles, title_id=first, other_id=second)


def forget_apart(act: Action, title_id: int, *, kept_id: int | None = None) -> None:
    """A title goes: what was noted of it goes with it, or holds for the title that it becomes."""
    for row_id, other_id in doubles.apart_rows(act.connection, title_id):
        act.remove(DistinctTitles, row_id)
        if kept_id is not None and other_id != kept_id:
            note_apart(act, kept_id, other_id)
