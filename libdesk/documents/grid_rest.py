"""What had no room in the cells of a grid, named whole on the pages that follow it: nothing stays unsaid on paper."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from libdesk.documents.fonts import draw_text
from libdesk.documents.lines import wrapped
from libdesk.documents.page import MARGIN, NOTE, Document, a4_head

COLUMN: Final = 160.0  # points at least
GAP: Final = 16.0
LINE: Final = 13.0  # points from one line to the next
TOGETHER: Final = 25  # lines of a cell that are not parted


class Crowded(NamedTuple):
    """A cell of which not all could be told: what it is called, and all that is in it."""

    name: str
    things: tuple[str, ...]


class _Line(NamedTuple):
    text: str
    bold: bool = False
    keep: int = 0  # so many lines that follow stay in its column
    height: float = LINE


def draw_rest(document: Document, heading: str, size: tuple[float, float], cells: Sequence[Crowded]) -> None:
    """Cell after cell, in columns, on as many pages as it takes."""
    width = size[0] - 2 * MARGIN
    count = int((width + GAP) / (COLUMN + GAP))
    column = (width + GAP) / count - GAP
    place, top, y = count, 0.0, 0.0  # as if a page were full
    for line in (line for cell in cells for line in _lines(cell, column)):
        if y - line.height - line.keep * LINE < MARGIN:
            place, y = place + 1, top
            if place >= count:
                canvas = document.page(size)
                place, y = 0, a4_head(canvas, document.school, heading, size)
                top = y
        y -= line.height
        draw_text(document.canvas, MARGIN + place * (column + GAP), y, line.text, NOTE, bold=line.bold)


def _lines(cell: Crowded, width: float) -> Iterator[_Line]:
    things = [wrapped(thing, width, NOTE) for thing in cell.things]
    below = sum(map(len, things))
    for place, name in enumerate(wrapped(cell.name, width, NOTE, bold=True)):
        yield _Line(name, bold=True, keep=min(below, TOGETHER), height=LINE if place else 1.5 * LINE)
    yield from (_Line(piece) for pieces in things for piece in pieces)
