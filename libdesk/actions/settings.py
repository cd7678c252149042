"""What the library has set: each change is one journal entry and can be undone. Only what differs is written."""

from collections.abc import Mapping
from typing import Any, Final

from libdesk.actions.desk import Desk
from libdesk.actions.setting_rows import write_setting
from libdesk.domain.barcodes import MAX_WIDTH, MIN_WIDTH, Numbering
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.settings import LibrarySettings, written
from libdesk.domain.yearplan import NoOpenWeekday
from libdesk.i18n import _

# What the screens offer as well: days, minutes and seconds that make sense at a school's desk.
LIMITS: Final[Mapping[str, tuple[int, int]]] = {
    "spread_days": (0, 20),
    "warned_grades": (0, 6),
    "final_days": (0, 60),
    "recall_days": (0, 60),
    "loss_percent": (0, 1000),
    "damage_slight": (0, 200),
    "damage_medium": (0, 200),
    "damage_severe": (0, 200),
    "hold_days": (1, 30),
    "reader_seconds": (10, 600),
    "helper_reader_seconds": (10, 600),
    "lock_minutes": (1, 120),
    "undo_days": (1, 1000),
    "erase_days": (0, 3650),  # 0: only by hand
    "barcode_width": (MIN_WIDTH, MAX_WIDTH),
    "enough_copies": (1, 50),
    "lost_after": (0, 3),
    "late_periodical": (0, 90),
    "late_newspaper": (0, 90),
    "new_days": (1, 730),
    "trolley_days": (0, 60),
    "card_rim": (0, 5),
}
_KNOWN: Final = frozenset(LibrarySettings._fields)


class BadSetting(DeskError):
    """A number outside of what can be set."""

    least: int
    most: int

    def text(self) -> str:
        return _("Choose a number from {least} to {most}.").format(least=self.least, most=self.most)


def change_settings(desk: Desk, **values: object) -> int:
    """Change settings by their names in LibrarySettings; gives the journal entry, or 0 where nothing differs.

    No open loan moves; for the week see actions/calendar.py. Raises BadSetting, NoOpenWeekday, BadNumbering.
    """
    if unknown := values.keys() - _KNOWN:
        raise TypeError(f"no such settings: {sorted(unknown)}")
    for name, value in values.items():
        _check(name, value)
    changed = {name: value for name, value in values.items() if getattr(desk.settings, name) != value}
    if not changed:
        return 0
    with desk.action(Op.EDIT_SETTINGS) as act:
        for name, value in changed.items():
            write_setting(act, name, written(value))
        was = {name: getattr(desk.settings, name) for name in changed}
        act.note(keys=sorted(changed), was=_figures(was), now=_figures(changed))
    return act.journal_id


def _figures(values: Mapping[str, Any]) -> dict[str, Any]:
    """Numbers, yes and no may stand in the journal; what somebody typed may not."""
    return {name: value for name, value in values.items() if isinstance(value, int) or name == "closed_weekdays"}


def _check(name: str, value: Any) -> None:
    if name in LIMITS and not LIMITS[name][0] <= value <= LIMITS[name][1]:
        raise BadSetting(*LIMITS[name])
    if name == "barcode_prefix":
        Numbering(value)
    if name == "closed_weekdays" and len(set(value)) >= 7:
        raise NoOpenWeekday()
