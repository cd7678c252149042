"""Backups as a person sees them: when they were made and why, what they hold, and when the next one is wanted."""

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from libdesk.domain.errors import DeskError
from libdesk.domain.show import show_day
from libdesk.domain.value import Value
from libdesk.i18n import N_, _, sentences

WARN_DAYS: Final = 7  # without a backup elsewhere: an amber line
BAD_DAYS: Final = 30  # a red one


class Label(StrEnum):
    """Why a backup was made; part of its file's name."""

    DAILY = "daily"
    EXIT = "exit"
    BY_HAND = "manual"
    BEFORE_RESTORE = "before-restore"
    BEFORE_UPDATE = "before-update"
    BEFORE_CHANGE = "before-change"


LABEL_NAMES: Final[dict[Label, str]] = {
    Label.DAILY: N_("daily"),
    Label.EXIT: N_("when libdesk was left"),
    Label.BY_HAND: N_("by hand"),
    Label.BEFORE_RESTORE: N_("before a restore"),
    Label.BEFORE_UPDATE: N_("before an update"),
    Label.BEFORE_CHANGE: N_("before a large change"),
}


class Facts(Value):
    """What a person knows a library by: its readers and copies, how many copies are out, and its school."""

    readers: int
    copies: int
    loans: int
    school: str = ""
    demo: bool = False
    zone: str = "Asia/Shanghai"


class Backup(Value):
    """A backup that lies in a folder; `made` is the wall clock of the library's zone, without one."""

    path: Path
    made: datetime
    label: Label
    number: int = 1  # the second of one second is number 2


class BackupReceipt(Value):
    """A backup that was made and read back; `at` is in the library's own zone."""

    path: Path
    readers: int
    copies: int
    loans: int
    at: datetime


class BackupsMade(Value):
    """The backup beside the library, and the one in the second folder or why there is none."""

    own: BackupReceipt
    elsewhere: BackupReceipt | None = None
    fault: DeskError | None = None


class Restored(Value):
    """What the library holds now, and where what stood there before was put; None when nothing stood there.

    `again`: so many readers were erased anew, since they had been erased after the backup. `whole_list`: who had been
    was read from the replaced library itself, else from the backup of `list_day` or from nowhere.
    """

    facts: Facts
    aside: Path | None
    again: int = 0
    whole_list: bool = True
    list_day: date | None = None

    def doubt(self) -> str:
        """What to look at when the list of erased readers may not be whole; '' when it is."""
        if self.whole_list:
            return ""
        head = _("The replaced library could not be read, so neither could its list of erased readers.")
        if self.list_day is None:
            return sentences(head, _("Look through Readers, Leavers, for anybody who had been erased."))
        text = _("Look through Readers, Leavers, for anybody who was erased after {day}.")
        return sentences(head, text.format(day=show_day(self.list_day, weekday=False, year=True)))


class BackupState(Value):
    """The days of the newest backups: beside the library, and in the second folder. `began`: the first day of work."""

    own: date | None
    elsewhere: date | None
    began: date | None

    def days_alone(self, today: date) -> int:
        """How many days everything has been on this PC only."""
        since = self.elsewhere or self.began
        return max(0, (today - since).days) if since else 0

    def level(self, today: date) -> str:
        """good, warn or bad: how urgent a backup elsewhere is."""
        days = self.days_alone(today)
        return "bad" if days > BAD_DAYS else "warn" if days > WARN_DAYS else "good"
