"""What the program does by itself while the desk goes on: each of these is an action or a file of its own.

Nothing that goes by the date is done while the clock of the PC cannot be believed: holds, undo steps and leavers' data
would go that are wanted still.
"""

from datetime import UTC, datetime

from libdesk.actions import backups, holds, marks, setting_up, undo
from libdesk.actions.desk import Desk
from libdesk.actions.readers import erase
from libdesk.actions.stocktaking import sittings
from libdesk.domain.progress import Progress


def keep_house(desk: Desk, progress: Progress) -> None:
    """Old holds, forgotten sittings, old undo steps, leavers' data, the day's backup, the mark, SQLite's log.

    For a desk of the system.
    """
    if desk.watch.doubt() is None:
        holds.expire_holds(desk)
        sittings.end_idle(desk)
        undo.tidy(desk)
        erase.erase_due(desk)  # before the backup, which would keep them
        setting_up.drop_old_drafts(datetime.fromtimestamp(desk.now() / 1000, UTC))
    if not desk.settings.demo and backups.daily_backup_due(desk):
        backups.daily_backup(desk, progress)
    marks.keep_mark(desk)
    desk.library.checkpoint()
