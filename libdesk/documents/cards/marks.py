"""Crop marks stand outside the cards only: short hairlines that go on from a card's edges, in gaps and margins.

Where cards lie side by side a card's edge is marked in the margins, at both ends of its row and column: there a cut
begins and ends, however many of the cards between are printed on.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from libdesk.domain.sheets import Sheet

AWAY: Final = 1.0  # mm between a card's corner and its mark
LONG: Final = 4.0
EDGE: Final = 4.0  # mm of the page that a printer leaves white
LEAST: Final = 0.8  # a shorter mark is a speck

Line = tuple[float, float, float, float]


def crop_marks(sheet: Sheet, places: Iterable[int], *, mirror_x: bool = False, mirror_y: bool = False) -> list[Line]:
    """The marks of the cards at these places as (x0, y0, x1, y1) in mm from the page's upper left corner."""
    every = [corner(sheet, place, mirror_x, mirror_y) for place in range(sheet.per_page)]
    found = {
        tuple(round(figure, 4) for figure in cut)
        for place in places
        for line in _marks_of(sheet, place, every)
        if (cut := _outside(line, every, sheet)) is not None
    }
    return sorted(found)  # type: ignore[arg-type]  # four figures each


def corner(sheet: Sheet, place: int, mirror_x: bool, mirror_y: bool) -> tuple[float, float]:
    """Where a card's upper left corner lies on the page, seen from its back when mirrored."""
    x, y = sheet.corner(place)
    return (
        sheet.page_width - x - sheet.label_width if mirror_x else x,
        sheet.page_height - y - sheet.label_height if mirror_y else y,
    )


def _marks_of(sheet: Sheet, place: int, corners: list[tuple[float, float]]) -> Iterator[Line]:
    """Two marks at each corner of a card, and those at the ends of its row and column."""
    row, column = divmod(place, sheet.columns)
    yield from _around(sheet, *corners[place])
    for end in (row * sheet.columns, (row + 1) * sheet.columns - 1):
        yield from (line for line in _around(sheet, *corners[end]) if line[1] == line[3])
    for end in (column, column + (sheet.rows - 1) * sheet.columns):
        yield from (line for line in _around(sheet, *corners[end]) if line[0] == line[2])


def _around(sheet: Sheet, left: float, top: float) -> Iterator[Line]:
    """Two marks at each corner, each from the end near the card to the far one."""
    for x, out in ((left, -1), (left + sheet.label_width, 1)):
        for y, away in ((top, -1), (top + sheet.label_height, 1)):
            yield x + out * AWAY, y, x + out * (AWAY + LONG), y
            yield x, y + away * AWAY, x, y + away * (AWAY + LONG)


def _outside(line: Line, corners: list[tuple[float, float]], sheet: Sheet) -> Line | None:
    """The part of a mark that lies on no card (nor on the edge of one) and inside what a printer prints."""
    x0, y0, x1, y1 = line
    flat = y0 == y1
    near, far = (x0, x1) if flat else (y0, y1)
    end = sheet.page_width if flat else sheet.page_height
    low, high = EDGE, end - EDGE
    if not low <= near <= high:
        return None
    far = min(max(far, low), high)
    for x, y in corners:
        across, along = (y, x) if flat else (x, y)
        size_across, size_along = (
            (sheet.label_height, sheet.label_width) if flat else (sheet.label_width, sheet.label_height)
        )
        if not across - 0.05 <= (y0 if flat else x0) <= across + size_across + 0.05:
            continue
        first, last = along - AWAY, along + size_along + AWAY
        if first < near < last:
            return None
        if near <= first < far:
            far = first
        elif far < last <= near:
            far = last
    if abs(far - near) < LEAST:
        return None
    return (near, y0, far, y0) if flat else (x0, near, x0, far)
