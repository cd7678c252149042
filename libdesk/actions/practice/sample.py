"""A throw-away library to practise at: made from the sample, apart from the school's, and gone when it is left."""

import shutil
import sqlite3
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import mkdtemp

from libdesk import paths
from libdesk.actions.desk import Actor, Desk
from libdesk.domain.ops import Role
from libdesk.store.database import Library
from libdesk.store.errors import fault_of, fault_of_system


def lay_out(today: date) -> Path:
    """A new library to practise at. The day's first takes a second or two; no desk is asked, so any thread may call it.

    Raises a LibraryFault when it cannot be made; the school's library has nothing to do with it.
    """
    from libdesk.demo.practice import practice_sample

    folder = paths.practice_dir() / today.isoformat()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _remove_other_days(folder)
        sample = practice_sample(folder, today)
        made = Path(mkdtemp(prefix="desk-", dir=folder)) / "practice.libdesk"
        try:
            shutil.copyfile(sample, made)
        except OSError:
            throw_away(made)
            raise
    except OSError as error:
        raise fault_of_system(error, folder) from error
    except sqlite3.Error as error:
        if (fault := fault_of(error, folder)) is None:
            raise
        raise fault from error
    return made


def desk_at(path: Path, desk: Desk) -> Desk:
    """A pupil's desk on this library, by the clock of the school's desk and by nothing else of it."""
    return Desk(
        Library(path), clock=lambda: datetime.fromtimestamp(desk.now() / 1000, UTC), actor=Actor(Role.HELPER)
    )  # fmt: skip


def throw_away(path: Path) -> None:
    """The library is not needed any more; what is left of it goes another day."""
    shutil.rmtree(path.parent, ignore_errors=True)


def _remove_other_days(folder: Path) -> None:
    with suppress(OSError):
        for other in folder.parent.iterdir():
            if other != folder:
                shutil.rmtree(other, ignore_errors=True)
