"""What the window says about backups: how old the newest is, and when one elsewhere is wanted. No Qt."""

import sys
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Final, NamedTuple

from libdesk.domain.show import show_day
from libdesk.i18n import _, ngettext, sentences

if TYPE_CHECKING:
    from datetime import date

    from libdesk.actions.desk import Desk
    from libdesk.domain.rows.backups import BackupsMade, BackupState

_UNKNOWN, _NOT_THERE, _REMOVABLE = 0, 1, 2
_STICKS: Final = ("/media/", "/run/media/", "/Volumes/", "/mnt/")


class BackupNote(NamedTuple):
    """`words` stand in the corner; where the `level` is warn or bad, `sentence` says what is wrong.

    `state`: when and where the newest backups were made, as it is also told where all is well.
    """

    words: str = ""
    level: str = "good"
    sentence: str = ""
    state: str = ""


def note_of(desk: "Desk") -> BackupNote:
    """How it stands now. Reads the journal of a year, so it runs beside the desk."""
    from libdesk.actions import backups

    if desk.settings.demo:
        return BackupNote(state=_("The sample data are not backed up."))
    state, today = backups.backup_state(desk), desk.today
    level, alone = state.level(today), state.days_alone(today)
    if level != "good":
        words = _("{days} days without a second backup").format(days=alone)
        text = ngettext(
            "For {days} day everything has been on this PC alone. If it breaks, all of that is gone.",
            "For {days} days everything has been on this PC alone. If it breaks, all of that is gone.",
            alone,
        )
        return BackupNote(words, level, text.format(days=alone), _state_words(desk, state))
    if state.own is None:
        return BackupNote(_("no backup yet"), state=_state_words(desk, state))
    days = (today - state.own).days
    words = _("backup today") if days <= 0 else _("last backup {days} days ago").format(days=days)
    return BackupNote(words, state=_state_words(desk, state))


def _state_words(desk: "Desk", state: "BackupState") -> str:
    """On this PC and in the second place, if there is one: when last."""
    folder, today = desk.settings.backup_folder, desk.today
    own = _backup_day(state.own, today)
    if not folder:
        return _("Last backup on this PC: {own}. No second place is set.").format(own=own)
    text = _("Last backup on this PC: {own}. In the second place ({folder}): {elsewhere}.")
    return text.format(own=own, folder=folder, elsewhere=_backup_day(state.elsewhere, today))


def _backup_day(day: "date | None", today: "date") -> str:
    if day is None:
        return _("not yet")
    return _("today") if day >= today else show_day(day, year=day.year != today.year)


def is_stick(folder: str) -> bool:
    """Whether a folder lies on something that is pulled out and taken along."""
    drive = PureWindowsPath(folder).drive
    if len(drive) == 2:
        return pulled_out(drive, _kind_of(drive))
    return folder.startswith(_STICKS)


def pulled_out(drive: str, kind: int) -> bool:
    """Whether a drive of this kind, as Windows numbers them, is a stick.

    A letter that is not there at the moment was one, unless it is that of the system.
    """
    return kind == _REMOVABLE or (kind in (_UNKNOWN, _NOT_THERE) and drive.upper() != "C:")


def _kind_of(drive: str) -> int:
    if sys.platform == "win32":
        import ctypes

        kind: int = ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\")
        return kind
    return _UNKNOWN


def missing_words(folder: str, name: str = "") -> str:
    """What to say of a second place that is not there; `name` is what the stick is called, if it is known."""
    if not is_stick(folder):
        return _("The folder {folder} was not found.").format(folder=folder)
    place = PureWindowsPath(folder).drive or str(PurePosixPath(*PurePosixPath(folder).parts[:-1]))
    if name:
        return _("The USB stick “{name}” was not found (last used as {place}).").format(name=name, place=place)
    return _("The USB stick was not found (last used as {place}).").format(place=place)


def made_words(made: "BackupsMade", folder: str, name: str = "") -> str:
    """What was made, in a line or two; where the second place failed, why."""
    from libdesk.store.errors import BackupFolderMissing

    own = made.own
    counts = _("{readers} readers, {copies} copies, {loans} on loan").format(
        readers=f"{own.readers:,}", copies=f"{own.copies:,}", loans=f"{own.loans:,}"
    )
    if made.elsewhere and is_stick(folder):
        return _("Backup done, the stick can be taken out: {counts}, written and read back.").format(counts=counts)
    text = _("Backup done and read back: {counts}.").format(counts=counts)
    if made.elsewhere:
        return sentences(text, _("It is in the second place too."))
    if isinstance(made.fault, BackupFolderMissing):
        return "\n".join((text, missing_words(folder, name)))
    return "\n".join((text, made.fault.text())) if made.fault else text
