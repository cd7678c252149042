"""The duty roster on a day: each slot with who is to be there and whether they came."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from libdesk.domain.duties import DutyState, Slot
from libdesk.domain.rows.helpers import Person
from libdesk.i18n import N_


class Presence(StrEnum):
    """How it stands with somebody's duty at a moment."""

    AHEAD = "ahead"
    NOW = "now"  # the slot runs and nobody signed on yet
    KEPT = "kept"
    UNSIGNED = "unsigned"  # the slot is over without a sign-on, and nothing is noted
    MISSED = "missed"
    EXCUSED = "excused"


PRESENCE_NAMES: Final[dict[Presence, str]] = {
    Presence.AHEAD: N_("to come"),
    Presence.NOW: N_("not signed on yet"),
    Presence.KEPT: N_("was there"),
    Presence.UNSIGNED: N_("did not sign on"),
    Presence.MISSED: N_("stayed away"),
    Presence.EXCUSED: N_("excused"),
}


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Somebody on duty in a slot of a day. `signed`: when they signed on, in UTC milliseconds.

    `instead_of`: for whom they stand in. `gone`: no student librarian on that day, so that the place is open.
    """

    person: Person
    instead_of: Person | None
    noted: DutyState | None
    signed: int | None
    gone: bool
    extra: bool

    @property
    def was_there(self) -> bool:
        """As presence, KEPT: whatever the hour."""
        return not self.gone and self.presence(0, 0, 0) is Presence.KEPT

    def presence(self, begins: int, ends: int, now: int) -> Presence:
        """What was noted by hand counts before the sign-on."""
        if self.noted in (DutyState.KEPT, DutyState.MISSED, DutyState.EXCUSED):
            return Presence(self.noted.value)
        if self.signed is not None:
            return Presence.KEPT
        if now < begins:
            return Presence.AHEAD
        return Presence.NOW if now <= ends else Presence.UNSIGNED


@dataclass(frozen=True, slots=True)
class SlotOnDay:
    """A slot on a day, from `begins` to `ends` in UTC milliseconds."""

    slot: Slot
    day: date
    begins: int
    ends: int
    people: tuple[OnDuty, ...]

    @property
    def here(self) -> tuple[OnDuty, ...]:
        """Those who are expected: not gone, not excused."""
        return tuple(one for one in self.people if not one.gone and one.noted is not DutyState.EXCUSED)

    @property
    def open_places(self) -> int:
        return max(0, self.slot.wanted - len(self.here))

    def runs(self, now: int) -> bool:
        return self.begins <= now <= self.ends


@dataclass(frozen=True, slots=True)
class DutyDayRows:
    """All slots of a day in their order. `week` counts from 1 in the term, 0 outside one; `closed`: no library."""

    day: date
    week: int
    closed: bool
    why: str  # of a day that is closed against the week, or open against it
    slots: tuple[SlotOnDay, ...]

    def now(self, now: int) -> tuple[SlotOnDay, ...]:
        """The slots that run at this instant."""
        return tuple(slot for slot in self.slots if slot.runs(now))
