"""What the page has done with files of records in the background. No Qt; each runs in a worker's desk."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from libdesk.actions import backups
from libdesk.actions.desk import Desk
from libdesk.actions.imports.records.plan import plan_records
from libdesk.actions.imports.records.plans import RecordChoices, RecordPlan
from libdesk.actions.imports.records.pool import PoolPlan, plan_pool, write_pool
from libdesk.actions.imports.records.refused import save_refused
from libdesk.actions.imports.records.write import write_records
from libdesk.domain.progress import Progress
from libdesk.domain.rows.imports import ImportReceipt

Plan = RecordPlan | PoolPlan
CATALOGUE: Final = "catalogue"
POOL: Final = "pool"

__all__ = ["CATALOGUE", "POOL", "Plan", "make_plan", "save_refused", "write_plan"]


def make_plan(desk: Desk, paths: Sequence[Path], into: str, choices: RecordChoices, progress: Progress) -> Plan:
    """Look at every record; raises Cancelled and a FileError."""
    if into == POOL:
        return plan_pool(desk, paths, progress)
    return plan_records(desk, paths, choices, progress)


def write_plan(desk: Desk, plan: Plan, progress: Progress) -> ImportReceipt:
    """Make a backup, then write in one transaction.

    Raises Cancelled or FileChanged, after which nothing of it is left, or a BackupFault, before anything was written.
    """
    backups.before_change(desk, progress)
    if isinstance(plan, PoolPlan):
        return write_pool(desk, plan, progress)
    return write_records(desk, plan, progress)
