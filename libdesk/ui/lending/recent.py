"""The last scans, newest first, and which of them can be undone; after a restart today's come back from the journal."""

from collections import deque
from datetime import datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from libdesk.actions import undo
from libdesk.actions.desk import Desk
from libdesk.actions.errors import CannotUndo
from libdesk.domain.op_labels import OP_LABELS
from libdesk.domain.ops import Op
from libdesk.domain.outcome import Outcome
from libdesk.i18n import _
from libdesk.store.queries import desk as queries
from libdesk.store.queries import desk_log
from libdesk.store.queries import journal as journal_queries
from libdesk.store.queries.desk_log import DeskEntry
from libdesk.ui.lending import telling
from libdesk.ui.lending.telling import Told

LENGTH: Final = 20
DONE: Final = "done"

_OUTCOMES: Final = {
    Op.LEND: Outcome.LENT, Op.LEND_UNCATALOGUED: Outcome.LENT, Op.LEND_RUN: Outcome.LENT,
    Op.GIVE_BACK: Outcome.RETURNED, Op.BACKDATE_RETURN: Outcome.RETURNED, Op.RENEW: Outcome.RENEWED,
}  # fmt: skip


class Recent:
    """Up to LENGTH outcomes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._told: deque[Told] = deque(self._today(), maxlen=LENGTH)
        self._why: dict[int, str] = {}
        self._stamp: object = None

    def __len__(self) -> int:
        return len(self._told)

    def __getitem__(self, number: int) -> Told:
        return self._told[number]

    def add(self, told: Told) -> None:
        if told.listed:
            self._told.appendleft(told)

    def rows(self) -> list[tuple[Told, str]]:
        """Each with why it cannot be undone: '' when it can, DONE when it was, else a key of CannotUndo."""
        stamp = (desk_log.newest_id(self._desk.library), self._desk.actor)
        if stamp != self._stamp:
            self._stamp, self._why = stamp, {}
        return [(told, self._why_not(told.journal_id) if told.journal_id else "") for told in self._told]

    def _why_not(self, journal_id: int) -> str:
        if journal_id not in self._why:
            entry = journal_queries.entry(self._desk.library, journal_id)
            self._why[journal_id] = undo.why_not(self._desk, entry) if entry else "old"
        return self._why[journal_id]

    def _today(self) -> list[Told]:
        """What the journal has of today, for a desk that was closed and opened again."""
        desk = self._desk
        midnight = datetime.combine(desk.today, time(), ZoneInfo(desk.settings.zone))
        entries = desk_log.entries_since(desk.library, int(midnight.timestamp() * 1000), limit=LENGTH)
        return [self._told_again(entry) for entry in entries]

    def _told_again(self, entry: DeskEntry) -> Told:
        library = self._desk.library
        label = _(OP_LABELS[entry.undone or entry.op])
        if entry.op is Op.UNDO:
            label = _("Undone: {op}").format(op=label)
        title = queries.title_of_copy(library, entry.copy_id) if entry.copy_id else ""
        if not title and entry.title_id:
            title = desk_log.title_name(library, entry.title_id)
        if entry.op is Op.LEND_RUN:
            title = telling.books(entry.count)
        who = telling.reader_line(self._desk, entry.reader_id) if entry.reader_id else ""
        outcome = _OUTCOMES.get(entry.op, Outcome.NOTICE)
        return Told(
            outcome, title or label, (), who if outcome is not Outcome.NOTICE else label,
            entry.journal_id if entry.changed else None, copy_id=entry.copy_id, problem=True, at=entry.at,
        )  # fmt: skip


def why_in_words(key: str) -> str:
    return CannotUndo(key).text() if key else ""
