"""Study and research, equipment: two lists that the summary of a term is fed from."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from libdesk.i18n import N_

STUDY_KINDS: Final = {"study": N_("study"), "research": N_("research")}
EQUIPMENT_STATES: Final = {"good": N_("working"), "broken": N_("broken"), "gone": N_("gone")}


@dataclass(frozen=True, slots=True)
class StudyRow:
    """One entry of the staff's log; `hours_tenth` None: not noted."""

    id: int
    day: date
    kind: str
    topic: str
    who: str = ""
    hours_tenth: int | None = None
    outcome: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class EquipmentRow:
    id: int
    name: str
    model: str = ""
    number: str = ""
    quantity: int = 1
    place_id: int | None = None
    place: str = ""
    bought: date | None = None
    price_fen: int | None = None
    state: str = "good"
    gone: date | None = None
    note: str = ""


def hours_text(tenths: int | None) -> str:
    """2.5 of 25; "" where it was not noted."""
    return "" if tenths is None else f"{tenths / 10:.1f}".removesuffix(".0")
