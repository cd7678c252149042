"""The batch that is made with an import, so that the registers know how the copies came."""

from datetime import date

from libdesk.actions.acquisition.batches import new_batch
from libdesk.actions.imports.records.plans import BatchChoice
from libdesk.actions.journal import Action


def add_batch(act: Action, choice: BatchChoice, day: str) -> int:
    """A new batch of today under the next free number of the year."""
    return new_batch(
        act, kind=choice.kind, day=date.fromisoformat(day), source=choice.source, voucher=choice.voucher
    )  # fmt: skip
