"""The batch that is made with an import, so that the registers know how the copies came."""

from libdesk.actions.imports.records.plans import BatchChoice
from libdesk.actions.journal import Action
from libdesk.store.tables import Batch


def add_batch(act: Action, choice: BatchChoice, day: str) -> int:
    """A new batch of today under the next free number of the year."""
    return act.add(
        Batch, no=next_batch_no(act, day[:4]), day=day, kind=choice.kind, source=choice.source or None,
        voucher=choice.voucher or None,
    )  # fmt: skip


def next_batch_no(act: Action, year: str) -> str:
    """2026-001, 2026-002 …: after the highest of the year."""
    rows = act.connection.execute("SELECT no FROM batch WHERE no >= ? AND no < ?", (f"{year}-", f"{year}-:"))
    taken = [int(no[5:]) for (no,) in rows if no[5:].isascii() and no[5:].isdigit()]
    return f"{year}-{max(taken, default=0) + 1:03d}"
