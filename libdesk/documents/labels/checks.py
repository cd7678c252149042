"""What cannot be printed is told before paper is used: codes that no bars can carry, characters without a font."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from libdesk.documents import fonts
from libdesk.documents.codes.faults import BarcodeUnprintable
from libdesk.documents.labels.boxes import label_box
from libdesk.documents.labels.faces import face_of
from libdesk.domain.press import Press
from libdesk.domain.progress import Progress
from libdesk.domain.rows.prints import LabelLayout, LabelRow, Rows
from libdesk.domain.sheets import OffPage, Sheet

AT_ONCE: Final = 1000  # rows that are fetched


class Unprintable(NamedTuple):
    """`number`: which of the rows, from 0."""

    number: int
    row: LabelRow
    fault: BarcodeUnprintable | OffPage

    def text(self) -> str:
        return self.fault.text()


def unprintable(
    rows: Rows[LabelRow], layout: LabelLayout, sheet: Sheet, press: Press | None = None,
    progress: Progress | None = None, *, start: int = 0,
) -> list[Unprintable]:  # fmt: skip
    """The codes that such labels cannot bear, and the labels that the press pushes off the paper.

    A label without bars says so; the others are printed. Raises Cancelled.
    """
    press = press or Press()
    face, over = face_of(layout, sheet, press), _over(sheet, press)
    found = (
        (number, row, face.fault(row) or _off(over, start + number * layout.each, layout.each))
        for number, row in _all(rows, progress)
    )
    return [Unprintable(number, row, fault) for number, row, fault in found if fault is not None]


def _over(sheet: Sheet, press: Press) -> list[float]:
    """By how many mm each label of a page is pushed off it."""
    box = label_box(sheet)
    white = box.left / fonts.MM, box.top / fonts.MM
    return [sheet.over(*press.moved(*sheet.corner(place)), *white) for place in range(sheet.per_page)]


def _off(over: list[float], first: int, each: int) -> OffPage | None:
    """What is told of a copy whose labels begin with the label `first`."""
    most = max(over[place % len(over)] for place in range(first, first + each))
    return OffPage(most) if most else None


def missing_glyphs(rows: Rows[LabelRow], layout: LabelLayout, sheet: Sheet, progress: Progress | None = None) -> str:
    """The characters that would be printed as 〓, each once; the school's name among them where it is printed."""
    face = face_of(layout, sheet, Press())
    letters = dict.fromkeys(fonts.missing_glyphs(face.own()))
    for _number, row in _all(rows, progress):
        for text in face.texts(row):
            if not text.isascii():
                letters |= dict.fromkeys(fonts.missing_glyphs(text))
    return "".join(letters)


def _all(rows: Rows[LabelRow], progress: Progress | None) -> Iterator[tuple[int, LabelRow]]:
    for first in range(0, len(rows), AT_ONCE):
        if progress is not None:
            progress.step(first, len(rows))
        yield from enumerate(rows.part(first, first + AT_ONCE), first)
