"""The number of the colour that all cards of a class or a department bear, the same in every year and at every print.

Classes of one year stand side by side and have numbers one after the other; a year and a stage begin elsewhere.
"""

from typing import Final
from zlib import crc32

from libdesk.domain.classes import ClassRef, Stage

YEAR_STEP: Final = 5  # shares no divisor with the twelve colours: years in a row begin at different ones
_STAGES: Final = {Stage.PRIMARY: 0, Stage.JUNIOR: 3, Stage.SENIOR: 7}


def class_colour(ref: ClassRef) -> int:
    """By year of entry and number, which a class keeps while its grade goes up."""
    return ref.entry_year * YEAR_STEP + _STAGES[ref.stage] + ref.class_no - 1


def department_colour(name: str) -> int | None:
    """By the name; None, no band, for somebody without a department."""
    return crc32(name.encode()) if name else None
