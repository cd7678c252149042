"""Backing up and restoring: what is copied is told to the journal, what is restored is told to every screen.

The copy is made by a connection of its own and never inside an action; the journal's entry follows it.
"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from libdesk.actions.desk import Desk
from libdesk.actions.marks import keep_mark
from libdesk.domain.ops import Change, Op, Topic
from libdesk.domain.progress import Progress
from libdesk.domain.rows.backups import Backup, BackupReceipt, BackupsMade, BackupState, Facts, Label, Restored
from libdesk.paths import backup_dir
from libdesk.store import backup, backup_files, marks, opening, rescue, restore
from libdesk.store.database import check_file, reading
from libdesk.store.errors import BackupFault, BackupIsLibrary, BackupOfAnother, LibraryFault
from libdesk.store.queries import backups as queries

MANY: Final = 50  # readers; a change of more of them is preceded by a backup, as every import is
APART: Final = timedelta(minutes=30)  # leaving again so soon makes no further copy


def back_up_now(desk: Desk, progress: Progress | None = None) -> BackupsMade:
    """A backup by hand: beside the library, and in the second folder if one is set.

    Raises a BackupFault, a LibraryFault, Cancelled or NotAllowed; a fault of the second folder is in the result.
    """
    return _back_up_and_mark(desk, Label.BY_HAND, progress)


def daily_backup_due(desk: Desk) -> bool:
    """Whether there is none of today, and something was done since the last one."""
    newest = _newest(desk)
    return newest is None or (newest.made.date() < _wall_clock(desk).date() and _worked_since(desk, newest))


def daily_backup(desk: Desk, progress: Progress | None = None) -> BackupsMade:
    """The day's backup, for a desk of the system; raises as `back_up_now`."""
    return _back_up_and_mark(desk, Label.DAILY, progress)


def exit_backup(desk: Desk, progress: Progress | None = None) -> BackupsMade | None:
    """A backup when the program is left, for a desk of the system; None when nothing asks for one."""
    newest = _newest(desk)
    if newest is not None and (_wall_clock(desk) - newest.made < APART or not _worked_since(desk, newest)):
        return None
    return _back_up_and_mark(desk, Label.EXIT, progress)


def before_change(desk: Desk, progress: Progress | None = None) -> BackupsMade | None:
    """A backup by the job that is about to change many rows at once; None for a sample library, which has none.

    Raises as `back_up_now`: where there is no room for a copy, the change is not begun. That the second folder is not
    there stops nothing. What is done to a draft is copied beside the draft alone.
    """
    return None if desk.settings.demo else _back_up_and_mark(desk, Label.BEFORE_CHANGE, progress)


def backup_state(desk: Desk) -> BackupState:
    """When the newest backups were made, for the top bar and the backup page."""
    library, newest = desk.library, _newest(desk)
    return BackupState(
        # By the files: the journal that a restore brought back knows of no later backup.
        own=newest.made.date() if newest else None,
        elsewhere=_day(desk, queries.last_elsewhere(library, now=desk.now())),
        began=_day(desk, queries.first_work(library)),
    )


def last_restore(desk: Desk) -> tuple[datetime, str] | None:
    """When a backup was restored last, by the library's wall clock, and which; None where none was of late."""
    found = queries.last_restore(desk.read(Op.SEE_SETTINGS), now=desk.now())
    if found is None:
        return None
    at, name = found
    return datetime.fromtimestamp(at / 1000, ZoneInfo(desk.settings.zone)).replace(tzinfo=None), name


def restore_backup(desk: Desk, chosen: Path, progress: Progress | None = None) -> Restored:
    """Put a backup in the library's place while the program runs; a backup of today's state is made before.

    Raises what store.restore.restore raises, or NotAllowed; the library is then as it was.
    """
    desk.require(Op.RESTORE)
    restored = restore.restore(desk.library.path, chosen, now=_instant(desk), progress=progress)
    desk.forget()
    desk.watch.forget()
    with desk.action(Op.RESTORE) as act:
        act.note(file=chosen.name, again=restored.again)
    keep_mark(desk, accept=True)
    desk.tell(Change(Op.RESTORE, frozenset(Topic), act.journal_id))
    return restored


def backups_of(library: Path, folder: Path | None = None) -> list[Backup]:
    """The backups of a library beside it or in another folder, the newest first; needs no library that opens."""
    return backup_files.list_backups(folder or backup_dir(library), library)


def look_at(path: Path, progress: Progress | None = None) -> tuple[Backup, Facts]:
    """A file from anywhere that may be a backup, looked through from end to end; changes nothing.

    Raises what store.restore.check_backup raises: why it is none.
    """
    facts = restore.check_backup(path, progress)
    return backup_of(path, facts), facts


def look_at_for(library: Path, path: Path, progress: Progress | None = None) -> tuple[Backup, Facts, Facts]:
    """A backup and what it and the library hold, for who has to choose; refused here if the restore would be.

    Raises as `look_at`, BackupIsLibrary, or BackupOfAnother.
    """
    if path.exists() and path.samefile(library):
        raise BackupIsLibrary(path)
    backup, facts = look_at(path, progress)
    own = facts_of(library)
    if own.demo != facts.demo:
        raise BackupOfAnother(path)
    return backup, facts, own


def backup_of(path: Path, facts: Facts) -> Backup:
    """When and why a file was made, whatever it is called and wherever it lies."""
    return backup_files.backup_at(path, facts.zone)


def is_backup(path: Path) -> bool:
    """Whether a file that was chosen as a library is a backup or a copy of one, which is not opened but restored."""
    if backup_files.is_backup(path):
        return True
    try:
        check_file(path)
        with reading(path) as connection:
            own_id = marks.library_id(connection)
    except LibraryFault:  # opening it says what is wrong
        return False
    return bool(own_id) and marks.marked_elsewhere(path, own_id)


def facts_of(path: Path) -> Facts:
    """The facts of a library or a backup; raises a LibraryFault when it does not open."""
    check_file(path)
    return backup.facts_of(path)


def restore_unopened(library: Path, chosen: Path, *, now: datetime, progress: Progress | None = None) -> Restored:
    """Put a backup in the place of a library that cannot be opened, which is kept aside. No desk is needed for it."""
    restored = restore.restore(library, chosen, now=now, progress=progress)
    marks.mark_anew(library, now=int(now.timestamp() * 1000))
    return restored


def rescue_unopened(library: Path, folder: Path, *, now: datetime) -> rescue.Rescued:
    """Copy a damaged library and write out every row that can still be read; see store.rescue."""
    return rescue.rescue(library, folder, now=now)


def check_library(desk: Desk, progress: Progress | None = None) -> bool:
    """Whether the whole library is sound: for a job after an unclean end."""
    desk.require(Op.BACK_UP)
    return opening.full_check(desk.library.path, progress)


def _back_up_and_mark(desk: Desk, label: Label, progress: Progress | None) -> BackupsMade:
    """The mark follows every backup, so that it lies beside the second one as far as that goes."""
    desk.require(Op.BACK_UP)
    made = _both(desk, label, progress)
    keep_mark(desk)
    return made


def _both(desk: Desk, label: Label, progress: Progress | None) -> BackupsMade:
    library = desk.library.path
    own = _one(desk, backup_dir(library), label, progress, elsewhere=False)
    second = desk.settings.backup_folder
    if not second or desk.at_draft:
        return BackupsMade(own)
    try:
        return BackupsMade(own, _one(desk, Path(second), label, progress, elsewhere=True))
    except BackupFault as fault:
        return BackupsMade(own, fault=fault)


def _one(desk: Desk, folder: Path, label: Label, progress: Progress | None, *, elsewhere: bool) -> BackupReceipt:
    library = desk.library.path
    receipt = backup.back_up(library, folder, label=label, now=_instant(desk), progress=progress)
    backup_files.prune(folder, library, now=receipt.at)
    backup_files.prune_aside(folder, library, now=receipt.at)
    with desk.action(Op.BACK_UP) as act:
        act.note(label=label, file=receipt.path.name, elsewhere=elsewhere)
    desk.tell(Change(Op.BACK_UP, frozenset({Topic.BACKUPS}), act.journal_id))
    return receipt


def _newest(desk: Desk) -> Backup | None:
    """The newest backup; one that a clock gone wrong has dated ahead of now does not count."""
    now = _wall_clock(desk)
    found = backup_files.list_backups(backup_dir(desk.library.path), desk.library.path)
    return next((backup for backup in found if backup.made <= now), None)


def _worked_since(desk: Desk, newest: Backup) -> bool:
    last = queries.last_work(desk.library)
    made = newest.made.replace(tzinfo=ZoneInfo(desk.settings.zone))
    return last is not None and last >= made.timestamp() * 1000


def _instant(desk: Desk) -> datetime:
    """What a copy is dated by: the clock, or the last entry while the clock stands behind it."""
    return datetime.fromtimestamp(desk.watch.believed_now() / 1000, UTC)


def _wall_clock(desk: Desk) -> datetime:
    return _instant(desk).astimezone(ZoneInfo(desk.settings.zone)).replace(tzinfo=None)


def _day(desk: Desk, at: int | None) -> date | None:
    return None if at is None else datetime.fromtimestamp(at / 1000, ZoneInfo(desk.settings.zone)).date()
