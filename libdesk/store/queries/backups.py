"""What the journal knows of backups, and whether anything was done since the last one."""

import json
from typing import Final

from libdesk.domain.ops import Op
from libdesk.store.database import Library

_DAY_MS: Final = 86_400_000
RESTORED_DAYS: Final = 30  # so long a restore is talked about
LOOK_BACK_DAYS: Final = 400  # what is older is as good as none


def last_elsewhere(library: Library, *, now: int) -> int | None:
    """When the newest backup in the second folder was made; instants in UTC milliseconds."""
    rows = library.connection.execute(
        "SELECT at, args FROM journal WHERE at >= ? AND op = ? ORDER BY at DESC",
        (now - LOOK_BACK_DAYS * _DAY_MS, Op.BACK_UP),
    )
    return next((at for at, args in rows if json.loads(args).get("elsewhere")), None)


def last_restore(library: Library, *, now: int) -> tuple[int, str] | None:
    """When a backup was restored last in the last weeks, and the name of its file."""
    row = library.connection.execute(
        "SELECT at, args FROM journal WHERE at >= ? AND op = ? ORDER BY at DESC LIMIT 1",
        (now - RESTORED_DAYS * _DAY_MS, Op.RESTORE),
    ).fetchone()
    return (row[0], str(json.loads(row[1]).get("file", ""))) if row else None


def first_work(library: Library) -> int | None:
    """When the journal began."""
    row = library.connection.execute("SELECT at FROM journal ORDER BY id LIMIT 1").fetchone()
    return row[0] if row else None


def last_work(library: Library) -> int | None:
    """When something other than a backup was done for the last time."""
    row = library.connection.execute(
        "SELECT at FROM journal WHERE op <> ? ORDER BY id DESC LIMIT 1", (Op.BACK_UP,)
    ).fetchone()
    return row[0] if row else None
