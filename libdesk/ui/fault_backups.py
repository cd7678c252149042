"""The backups of a library that cannot be opened, with what each holds and what of the library it lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from libdesk.actions import backups
from libdesk.actions.marks import BackupHeld, look_into, mark_of
from libdesk.domain.marks import Mark
from libdesk.domain.rows.backups import LABEL_NAMES, Backup, Facts, Label
from libdesk.domain.show import show_moment
from libdesk.i18n import N_, _, ngettext
from libdesk.store.errors import LibraryFault
from libdesk.ui.widgets.row_model import Column, Width


@dataclass(frozen=True, slots=True)
class BackupLine:
    """A backup with what it holds; `fault` when it cannot be read itself. `lacking`: see `lacks_words`."""

    backup: Backup
    held: BackupHeld | None
    fault: str = ""
    lacking: str = ""

    @property
    def facts(self) -> Facts | None:
        return self.held.facts if self.held else None

    def figure(self, name: str) -> str:
        return "–" if self.facts is None else f"{getattr(self.facts, name):,}"


COLUMNS: Final = (
    Column("made", N_("Made on"), lambda row: show_moment(row.backup.made), sort=lambda row: row.backup.made),
    Column("why", N_("Reason"), lambda row: row.fault or _(LABEL_NAMES[row.backup.label]), width=Width.STRETCH),
    Column("readers", N_("Readers"), lambda row: row.figure("readers"), right=True),
    Column("copies", N_("Copies"), lambda row: row.figure("copies"), right=True),
    Column("loans", N_("On loan"), lambda row: row.figure("loans"), right=True),
)


def lines_of(library: Path, second: Path | None = None) -> list[BackupLine]:
    """The backups beside the library and in the second place with what each holds, the newest first."""
    mark = mark_of(library)
    found = backups.backups_of(library) + (backups.backups_of(library, second) if second else [])
    return [line_of(backup, mark) for backup in sorted(found, key=lambda backup: backup.made, reverse=True)]


def line_of(backup: Backup, mark: Mark | None) -> BackupLine:
    """One backup, looked into."""
    try:
        held = look_into(backup)
    except LibraryFault:
        return BackupLine(backup, None, _("cannot be read"))
    return BackupLine(backup, held, lacking=lacks_words(held, mark))


def lacks_words(held: BackupHeld, mark: Mark | None) -> str:
    """What the library is known to have held and a backup does not; "" where it holds everything, or nobody knows."""
    if mark is None or held.library_id not in ("", mark.id):
        return ""
    count = held.lacks(mark)
    if not count:
        return ""
    zone = ZoneInfo(mark.zone)
    until, before = (datetime.fromtimestamp(at / 1000, zone) for at in (held.newest_at, mark.at))
    text = ngettext(
        "This backup ends on {until}. {n} entry that was made in the journal after it, until {before}, is missing.",
        "This backup ends on {until}. {n} entries that were made in the journal after it, until {before}, are missing.",
        count,
    )  # fmt: skip
    return text.format(until=show_moment(until), before=show_moment(before), n=f"{count:,}")


def best_of(lines: Sequence[BackupLine]) -> BackupLine | None:
    """The one that is proposed: the newest of those that lack nothing, else the one that goes furthest.

    What a restore replaced is proposed only where nothing else lacks as little: somebody wanted it gone.
    """
    return max((line for line in lines if line.held is not None), key=_worth, default=None)


def _worth(line: BackupLine) -> tuple[bool, bool, float]:
    assert line.held is not None
    if line.lacking:
        return False, True, line.held.newest_at
    return True, line.backup.label is not Label.BEFORE_RESTORE, line.backup.made.timestamp()
