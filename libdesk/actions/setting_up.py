"""The first day: a library is put together as a draft, by the ordinary actions, and gets its place at the very end.

Until then nothing is final: the draft can be left, taken up again, or kept aside. It never takes the place of anything.
"""

import json
import shutil
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from libdesk import paths
from libdesk.actions.backups import restore_unopened
from libdesk.actions.desk import Actor, Clock, Desk, system_clock
from libdesk.actions.undo import BULK
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Role
from libdesk.domain.places import FolderRefused, FolderTaken, Proposal
from libdesk.domain.value import Value
from libdesk.i18n import _
from libdesk.store import marks, places, where
from libdesk.store.backup_files import OLDEST
from libdesk.store.database import (
    beside,
    copy_through_sqlite,
    remove_with_log,
    something_stands_at,
    sync,
    sync_folder,
)
from libdesk.store.errors import fault_of_system
from libdesk.store.opening import open_library
from libdesk.store.whole import write_whole

_ASIDE: Final = "aside_"  # then the day and the time
_TYPED: Final = "typed.json"  # beside the draft: the page that was open, and what stood in its fields


class SchoolMissing(DeskError):
    def text(self) -> str:
        return _("Type the name of the school.")


class DraftCounts(Value):
    """What the draft holds so far."""

    readers: int
    copies: int
    terms: int
    librarians: int


def draft_stands() -> bool:
    """Whether setting up was begun and not ended."""
    return paths.draft_library().is_file()


def open_draft(*, clock: Clock = system_clock) -> Desk:
    """A librarian's desk on the draft, which is made where there is none. Raises a LibraryFault."""
    path = paths.draft_library()
    library = open_library(path, create=True)
    return Desk(library, clock=clock, actor=Actor(Role.LIBRARIAN))


def drop_old_drafts(now: datetime) -> None:
    """What was put aside is kept no longer than a backup: it holds the names of a roster."""
    for aside in paths.setup_dir().glob(f"{_ASIDE}*.libdesk"):
        with suppress(OSError, ValueError):
            if now.date() - date.fromisoformat(aside.stem.removeprefix(_ASIDE)[:10]) > OLDEST:
                remove_with_log(aside)
                shutil.rmtree(paths.backup_dir(aside), ignore_errors=True)


def put_draft_aside(now: datetime) -> Path | None:
    """Begin afresh: what was begun is kept under another name, and nothing of it is lost."""
    path = paths.draft_library()
    if not something_stands_at(path):
        return None
    stamp = f"{now.astimezone(ZoneInfo('Asia/Shanghai')):%Y-%m-%d_%H-%M-%S}"
    aside = path.with_name(f"{_ASIDE}{stamp}.libdesk")
    try:
        for old, new in zip((path, *beside(path)), (aside, *beside(aside)), strict=True):
            if old.exists():
                old.rename(new)
        if paths.backup_dir(path).exists():
            paths.backup_dir(path).rename(paths.backup_dir(aside))
        _typed_file().unlink(missing_ok=True)
    except OSError as error:
        raise fault_of_system(error, path) from error
    return aside


def typed_so_far() -> dict[str, Any]:
    """What was typed when setting up was left; empty where nothing can be read."""
    with suppress(OSError, ValueError):
        found = json.loads(_typed_file().read_text("utf-8"))
        if isinstance(found, dict):
            return found
    return {}


def keep_typed(values: dict[str, Any]) -> None:
    write_whole(_typed_file(), json.dumps(values, ensure_ascii=False))


def libraries_standing() -> list[Path]:
    """Libraries that lie where one is proposed."""
    return places.libraries_standing()


def proposed_folders() -> list[Proposal]:
    return places.proposed_folders()


def check_folder(folder: Path) -> None:
    """Raises a FolderRefused where a library cannot live."""
    places.check_folder(folder)


def same_disk(one: Path, other: Path) -> bool:
    return places.same_disk(one, other)


def count_draft(desk: Desk) -> DraftCounts:
    """For the summary before the end."""
    row = desk.read(Op.SEE_SETTINGS).fetch(
        "SELECT (SELECT count(*) FROM reader), (SELECT count(*) FROM copy), (SELECT count(*) FROM term),"
        " (SELECT count(*) FROM staff WHERE until IS NULL AND pin_hash IS NOT NULL)"
    )[0]
    return DraftCounts(*row)


def end_setting_up(desk: Desk) -> None:
    """The last entry of the draft; checks that the school has a name. Raises SchoolMissing.

    The first F8 at the desk must not take the school's name or its terms away; imports can still be undone on their
    page.
    """
    if not desk.settings.school.strip():
        raise SchoolMissing()
    counts = count_draft(desk)
    with desk.action(Op.SET_UP) as act:
        holes = ", ".join("?" * len(BULK))
        act.connection.execute(
            f"DELETE FROM journal_image WHERE journal_id IN (SELECT id FROM journal WHERE op NOT IN ({holes}))",
            tuple(BULK),
        )
        act.note(did="set_up", readers=counts.readers, copies=counts.copies)


def put_in_place(folder: Path, now: datetime) -> Path:
    """Give the draft, which nobody has open, its place; gives the library's file. Over nothing that stands there.

    Raises a FolderRefused or a LibraryFault; the draft is then as it was.
    """
    places.check_folder(folder)
    places.make_shared(folder)
    draft, goal = paths.draft_library(), folder / paths.LIBRARY_NAME
    part = goal.with_name(f"{goal.name}.part")
    try:
        remove_with_log(part)
        copy_through_sqlite(draft, part)
        sync(part)
        if something_stands_at(goal):
            raise FolderTaken(folder)
        part.rename(goal)
        sync_folder(folder)
    except OSError as error:
        raise fault_of_system(error, goal) from error
    finally:
        with suppress(OSError):
            remove_with_log(part)
    note_place(goal, now)
    with suppress(OSError):  # it holds names of pupils, and is of no use any more
        remove_with_log(draft)
        _typed_file().unlink(missing_ok=True)
        shutil.rmtree(paths.backup_dir(draft), ignore_errors=True)  # of before an update or an import
    return goal


def folder_to_restore_into() -> Path:
    """The first proposed folder that will do. Raises a FolderRefused."""
    refused: FolderRefused | None = None
    for proposal in places.proposed_folders():
        folder = Path(proposal.folder)
        try:
            places.check_folder(folder, new=False)
        except FolderRefused as error:
            refused = refused or error
        else:
            return folder
    assert refused is not None  # a folder of the account's own is always proposed
    raise refused


def restore_into(folder: Path, backup: Path, now: datetime) -> Path:
    """A library from a backup, where none is known on this PC. Raises what a restore raises, or a FolderRefused."""
    places.check_folder(folder, new=False)
    places.make_shared(folder)
    goal = folder / paths.LIBRARY_NAME
    restore_unopened(goal, backup, now=now)
    where.remember(goal, at=_ms(now))
    return goal


def note_place(library: Path, now: datetime) -> None:
    """This is the library of this PC from now on, for all its accounts; whatever was marked there before."""
    marks.mark_anew(library, now=_ms(now))
    where.remember(library, at=_ms(now))


def _typed_file() -> Path:
    return paths.setup_dir() / _TYPED


def _ms(now: datetime) -> int:
    return int(now.timestamp() * 1000)
