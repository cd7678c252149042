"""Keeping the library's mark, and telling by it that the library has gone back in time or is another one.

A mark that the library does not live up to is left as it is until a person has decided: it is all that is known.
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from libdesk.actions.desk import Desk
from libdesk.domain.marks import Mark, Verdict, entries_lacking, judge
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.rows.backups import Backup, Facts
from libdesk.domain.value import Value
from libdesk.paths import backup_dir
from libdesk.store import backup_files, marks
from libdesk.store.backup import read_facts
from libdesk.store.database import check_file, reading
from libdesk.store.errors import LibraryFault, LibraryMissing, LibraryVanished

LOOKED_AT: Final = 4  # of the newest backups in each folder; older ones hold less


class BackupHeld(Value):
    """A backup of what the mark knows, with what it holds and when its last entry was made."""

    backup: Backup
    facts: Facts
    newest_at: int
    newest_id: int = 0
    library_id: str = ""

    def lacks(self, mark: Mark) -> int:
        """How many of the marked library's journal entries are not in it."""
        made = self.backup.made.replace(tzinfo=ZoneInfo(mark.zone))
        return entries_lacking(mark, self.newest_id, made=int(made.timestamp() * 1000))


class MarkFound(Value):
    """The library does not live up to its mark. `newest_at`: its last entry; `offer`: the backup that knows more."""

    verdict: Verdict
    mark: Mark
    newest_at: int
    school: str
    offer: BackupHeld | None


def keep_mark(desk: Desk, *, accept: bool = False) -> bool:
    """Note the library's state in the second places; False where the mark tells of more than the library holds.

    `accept`: a person, or a restore, has said that this is the library. A sample has no mark, and neither has a draft:
    the next start would take it for the library of this PC, although it has no place yet.
    """
    library, folder = desk.library, desk.settings.backup_folder
    if desk.settings.demo or desk.at_draft:
        return False
    before = marks.mark_at(library.path, folder, marks.library_id(library.connection))
    known = before is None or judge(before, marks.standing_of(library.connection, before)) is Verdict.SAME
    if not known and not accept:
        return False
    if not marks.library_id(library.connection):
        marks.identify(library.path)
    mark = marks.mark_of(library.connection, library.path, now=desk.now())
    if mark is not None:
        marks.write_mark(mark)
    return True


def look_at_mark(desk: Desk, _progress: Progress | None = None) -> MarkFound | None:
    """What is to be told of the library that was opened; None when it is the one that was marked. Reads only."""
    library = desk.library
    if desk.settings.demo:
        return None
    mark = marks.mark_at(library.path, desk.settings.backup_folder, marks.library_id(library.connection))
    if mark is None:
        return None
    standing = marks.standing_of(library.connection, mark)
    verdict = judge(mark, standing)
    if verdict is Verdict.SAME:
        return None
    offer = max(_held(desk, mark), key=lambda held: held.newest_at, default=None)
    if offer is not None and offer.newest_at <= standing.newest_at:
        offer = None
    return MarkFound(verdict, mark, standing.newest_at, desk.settings.school, offer)


def go_on(desk: Desk) -> int:
    """A librarian says that this library is the right one as it is; gives the journal entry."""
    with desk.action(Op.SET_UP) as act:
        act.note(did="go_on", entry=marks.newest_entry(act.connection)[0])
    keep_mark(desk, accept=True)
    return act.journal_id


def look_into(backup: Backup) -> BackupHeld:
    """What a backup holds and how far it goes; changes nothing. Raises a LibraryFault."""
    check_file(backup.path)
    with reading(backup.path) as connection:
        newest_id, newest_at = marks.newest_entry(connection)
        return BackupHeld(backup, read_facts(connection), newest_at, newest_id, marks.library_id(connection))


def mark_of(path: Path) -> Mark | None:
    """What is known of the library that stood at this place."""
    return marks.mark_at(path)


def vanished(path: Path, *, expected: bool) -> LibraryMissing:
    """The fault of a library that is not there: with what is known of it. `expected`: this PC's library is meant."""
    mark = marks.mark_at(path)
    if mark is not None:
        return LibraryVanished(path, mark.school, mark.made, mark.journal_id, mark.backup_folder, mark.zone)
    return LibraryVanished(path) if expected else LibraryMissing(path)


def _held(desk: Desk, mark: Mark) -> Iterator[BackupHeld]:
    """The newest backups of the marked library, wherever one is known to lie."""
    library = desk.library.path
    folders = {backup_dir(library), *(Path(f) for f in (mark.backup_folder, desk.settings.backup_folder) if f)}
    for folder in folders:
        for backup in backup_files.list_backups(folder, library)[:LOOKED_AT]:
            with suppress(LibraryFault):
                held = look_into(backup)
                if held.library_id in ("", mark.id):
                    yield held
