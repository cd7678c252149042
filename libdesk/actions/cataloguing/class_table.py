"""A school's own class table takes the place of the outline, whole and in one step; the way back is as short."""

from collections.abc import Sequence
from pathlib import Path

from libdesk.actions.desk import Desk
from libdesk.actions.journal import Action
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.value import Value
from libdesk.exchange.class_tables import ClassTable, read_classes
from libdesk.exchange.tables import read_file, read_tables
from libdesk.i18n import _
from libdesk.store.tables import ClassEntry


class ClassesReceipt(Value):
    journal_id: int
    classes: int
    before: int  # of the school's own table that was there; 0: the outline


class NoOwnTable(DeskError):
    def text(self) -> str:
        return _("The library works with the outline already.")


def look_at(path: Path) -> ClassTable:
    """What a file would bring; nothing is written. Raises a FileError."""
    return read_classes(read_tables(read_file(path), path.name))


def take_classes(desk: Desk, entries: Sequence[tuple[str, str]]) -> ClassesReceipt:
    """Work with these classes from now on; no title changes, and an undo brings back what was before."""
    with desk.action(Op.EDIT_CLASSES) as act:
        before = _clear(act)
        act.add_many(ClassEntry, ("code", "name"), entries)
        act.note(classes=len(entries), before=before)
    return ClassesReceipt(act.journal_id, len(entries), before)


def back_to_outline(desk: Desk) -> ClassesReceipt:
    """Work with the outline of the 中图法 again. Raises NoOwnTable."""
    with desk.action(Op.EDIT_CLASSES) as act:
        before = _clear(act)
        if not before:
            raise NoOwnTable()
        act.note(classes=0, before=before)
    return ClassesReceipt(act.journal_id, 0, before)


def _clear(act: Action) -> int:
    first, last, count = act.connection.execute("SELECT min(id), max(id), count(*) FROM class_entry").fetchone()
    if count:
        act.remove_range(ClassEntry, range(first, last + 1))
    return int(count)
