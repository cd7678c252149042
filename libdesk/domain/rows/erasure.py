"""What an erasure did, and until when older backups still hold what was erased."""

from datetime import date, timedelta
from typing import Final

from libdesk.domain.rows.leavers import Clearance
from libdesk.domain.value import Value

BACKUPS_KEPT_DAYS: Final = 300  # no backup of any kind is kept longer, nor what a restore put aside


class Erased(Value):
    """`kept`: who was not erased, since something is out or owed, or since they never left. `journal_id` 0: nobody."""

    journal_id: int
    count: int
    kept: tuple[Clearance, ...] = ()


class LeaverCounts(Value):
    """How many readers who left still have their data here; `due` of them could be erased now."""

    waiting: int
    holding: int  # something is out or owed: nobody of these is erased
    due: int


def backups_gone(day: date) -> date:
    """When the last backup is gone that was made before this day."""
    return day + timedelta(days=BACKUPS_KEPT_DAYS)
