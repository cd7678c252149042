"""What the papers of a reading activity show."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class RecordPaper:
    """The record sheet: short fields (name, value), longer texts, prizes with those who won, photos with captions."""

    school: str
    heading: str
    fields: tuple[tuple[str, str], ...]
    texts: tuple[tuple[str, str], ...]
    prizes: tuple[tuple[str, str], ...]
    photos: tuple[tuple[bytes, str], ...]
    day: date


@dataclass(frozen=True, slots=True)
class PosterPaper:
    """A ranking for the wall: (place, name, number) a line; `left_out` more are among the first ten.

    `names`: a word about them, where they are not shown.
    """

    school: str
    heading: str
    note: str
    lines: tuple[tuple[str, str, str], ...]
    formula: str
    day: date
    left_out: int = 0
    names: str = ""
