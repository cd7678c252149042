"""The lines of a portable scanner's file: which column holds the codes, and when each was read.

Such files come with nothing but codes, or with a number, a day and a time beside them, with or without a heading.
"""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

_LOOKED_AT: Final = 200
_DAY: Final = re.compile(r"((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})|\b((?:19|20)\d\d)(\d\d)(\d\d)\b")
_TIME: Final = re.compile(r"\b(\d{1,2}):(\d{2})(?::(\d{2}))?\b")
_MOMENT: Final = re.compile(r"[\d\s:./年月日TtZ-]*[:/.年-][\d\s:./年月日TtZ-]*")

Rows = Sequence[Sequence[str]]


class Line(NamedTuple):
    """A code as it stands in the file, and when it was read in UTC milliseconds, if the file says so."""

    code: str
    at: int | None


def code_column(rows: Rows, known: Callable[[Sequence[str]], int]) -> int:
    """The column of the codes: that of which most are known to the library, else the one with most different cells."""
    head = rows[:_LOOKED_AT]
    columns: dict[int, list[str]] = {}
    for row in head:
        for place, cell in enumerate(row):
            if cell:
                columns.setdefault(place, []).append(cell)
    if not columns:
        return 0

    def worth(place: int) -> tuple[int, int, int]:
        cells = columns[place]
        return known(cells), len({cell for cell in cells if not _MOMENT.fullmatch(cell)}), -place

    return max(columns, key=worth)


def lines_of(rows: Rows, column: int, zone: ZoneInfo) -> tuple[list[Line], int]:
    """The codes in their order, and how many lines were blank; a heading is neither."""
    found: list[Line] = []
    blanks = 0
    for number, row in enumerate(rows):
        code = row[column] if column < len(row) else ""
        if not code:
            blanks += 1
        elif number == 0 and not any(letter.isdigit() for letter in code):
            continue
        else:
            found.append(Line(code, moment([cell for place, cell in enumerate(row) if place != column], zone)))
    return found, blanks


def moment(cells: Sequence[str], zone: ZoneInfo) -> int | None:
    """The day and time that these cells say together; None if they do not."""
    text = " ".join(cells)
    if ":" not in text:
        return None
    day, time = _DAY.search(text), _TIME.search(text)
    if day is None or time is None:
        return None
    year, month, date = (int(part) for part in (day[1] or day[4], day[2] or day[5], day[3] or day[6]))
    try:
        at = datetime(year, month, date, int(time[1]), int(time[2]), int(time[3] or 0), tzinfo=zone)
    except ValueError:
        return None
    return int(at.timestamp() * 1000)
