"""The backups in a folder: what they are called, which there are, which are thinned out.

Names carry the wall clock of the library's own zone: library_2026-09-01_10-32-05_daily.libdesk. None grows older than
300 days, nor does what a restore or a rescue put aside there: what was erased since must be gone for good one day.
"""

import re
import shutil
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from libdesk.domain.rows.backups import Backup, Label
from libdesk.domain.rows.erasure import BACKUPS_KEPT_DAYS
from libdesk.paths import BACKUPS_END, MARK_END

DAYS, WEEKS, MONTHS = 12, 10, 9
"""How many days, weeks and months back one backup each is kept: Anki's defaults."""
KEEP_SPECIAL: Final = timedelta(days=30)  # what was copied before something large stays at least so long
FEWEST: Final = 3  # never thinned below, however full the disk is
OLDEST: Final = timedelta(days=BACKUPS_KEPT_DAYS)
_SPECIAL: Final = frozenset({Label.BEFORE_RESTORE, Label.BEFORE_UPDATE, Label.BEFORE_CHANGE})
_ASIDE: Final = re.compile(r"_(\d{4}-\d\d-\d\d)_\d\d-\d\d-\d\d_(?:aside|rescued)(?:\..*)?\Z")
_NAME: Final = re.compile(r"_(\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d)_([a-z-]+?)(?:-(\d+))?\.libdesk\Z")


def free_name(folder: Path, stem: str, at: datetime, label: Label) -> Path:
    """A name that no file in the folder has."""
    base = f"{stem}_{at:%Y-%m-%d_%H-%M-%S}_{label}"
    number = 1
    while True:
        place = folder / f"{base}{'' if number == 1 else f'-{number}'}.libdesk"
        if not place.exists():
            return place
        number += 1


def list_backups(folder: Path, library: Path) -> list[Backup]:
    """The backups of this library in a folder, the newest first; none when the folder is not there."""
    found = []
    with suppress(OSError):
        for place in folder.iterdir():
            name = place.name.removeprefix(library.stem)
            parts = _NAME.match(name) if name != place.name else None
            if parts:
                with suppress(ValueError):  # no such day, or a label of another version
                    made = datetime.strptime(parts[1], "%Y-%m-%d_%H-%M-%S")
                    found.append(Backup(place, made, Label(parts[2]), int(parts[3] or 1)))
    return sorted(found, key=lambda backup: (backup.made, backup.number), reverse=True)


def is_backup(path: Path) -> bool:
    """Whether a file is named as backups are, lies in a library's folder of them, or beside a mark in a second place.

    A library whose second place is its own folder lies beside its mark, too: it is told by its name.
    """
    if path.parent.name.endswith(BACKUPS_END):
        return True
    parts = _NAME.search(path.name)
    if parts is not None and parts[2] in Label._value2member_map_:
        return True
    with suppress(OSError):
        return any(place.name != f"{path.stem}{MARK_END}" for place in path.parent.glob(f"*{MARK_END}"))
    return False


def backup_at(path: Path, zone: str = "Asia/Shanghai") -> Backup:
    """A file that may lie anywhere and be called anything: made when its name says, else when it was last written.

    `zone`: the library's own, in which its backups are named, whatever zone the PC believes in.
    """
    parts = _NAME.search(path.name)
    with suppress(ValueError):
        if parts:
            return Backup(path, datetime.strptime(parts[1], "%Y-%m-%d_%H-%M-%S"), Label(parts[2]), int(parts[3] or 1))
    written = datetime.fromtimestamp(path.stat().st_mtime, ZoneInfo(zone))
    return Backup(path, written.replace(tzinfo=None), Label.BY_HAND)


def prune(folder: Path, library: Path, *, now: datetime, free_bytes: int | None = None) -> list[Path]:
    """Remove backups that the scheme of days, weeks and months does not keep; give what was removed.

    When the disk could not take two more of the newest size, older ones go too, down to FEWEST. `free_bytes` tells the
    free space instead of the disk; `now` is the wall clock of the library's zone.
    """
    backups = list_backups(folder, library)
    wanted = _kept(backups, now.replace(tzinfo=None))
    kept = [backup for backup in backups if backup in wanted]
    removed = [backup for backup in backups if backup not in kept]
    with suppress(OSError):
        free = shutil.disk_usage(folder).free if free_bytes is None else free_bytes
        free += sum(backup.path.stat().st_size for backup in removed)
        while len(kept) > FEWEST and free < 2 * kept[0].path.stat().st_size:
            oldest = kept.pop()
            free += oldest.path.stat().st_size
            removed.append(oldest)
    gone = []
    for backup in removed:
        with suppress(OSError):
            backup.path.unlink()
            gone.append(backup.path)
    return gone


def _kept(backups: list[Backup], now: datetime) -> set[Backup]:
    """The newest of each day, week and month that has one, as many back as the scheme says; all of today."""
    keep = {b for b in backups if b.made.date() == now.date() or (b.label in _SPECIAL and now - b.made < KEEP_SPECIAL)}
    for most, period in ((DAYS, "%Y-%m-%d"), (WEEKS, "%G-%V"), (MONTHS, "%Y-%m")):
        newest: dict[str, Backup] = {}
        for backup in backups:  # the newest first
            newest.setdefault(f"{backup.made:{period}}", backup)
        keep.update(list(newest.values())[:most])
    return {backup for backup in keep if now - backup.made <= OLDEST} | set(backups[:FEWEST])


def prune_aside(folder: Path, library: Path, *, now: datetime) -> list[Path]:
    """Remove what a restore or a rescue put aside in this folder too long ago; give what was removed."""
    gone = []
    with suppress(OSError):
        for place in list(folder.iterdir()):
            name = place.name.removeprefix(library.stem)
            parts = _ASIDE.match(name) if name != place.name else None
            with suppress(OSError, ValueError):
                if parts and now.date() - date.fromisoformat(parts[1]) > OLDEST:
                    shutil.rmtree(place) if place.is_dir() else place.unlink()
                    gone.append(place)
    return gone
