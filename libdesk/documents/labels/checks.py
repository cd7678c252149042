"""What cannot be printed is told before paper is used: codes that no bars can carry, characters without a font."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from libdesk.documents import fonts
from libdesk.documents.codes.faults import BarcodeUnprintable
from libdesk.documents.labels.faces import face_of
from libdesk.domain.press import Press
from libdesk.domain.progress import Progress
from libdesk.domain.rows.prints import LabelLayout, LabelRow, Rows
from libdesk.domain.sheets import Sheet

AT_ONCE: Final = 1000  # rows that are fetched


class Unprintable(NamedTuple):
    """`number`: which of the rows, from 0."""

    number: int
    row: LabelRow
    fault: BarcodeUnprintable

    def text(self) -> str:
        return self.fault.text()


def unprintable(
    rows: Rows[LabelRow], layout: LabelLayout, sheet: Sheet, press: Press | None = None,
    progress: Progress | None = None,
) -> list[Unprintable]:  # fmt: skip
    """The codes that such labels cannot bear; their labels say so, the others are printed. Raises Cancelled."""
    face = face_of(layout, sheet, press or Press())
    found = ((number, row, face.fault(row)) for number, row in _all(rows, progress))
    return [Unprintable(number, row, fault) for number, row, fault in found if fault is not None]


def missing_glyphs(rows: Rows[LabelRow], layout: LabelLayout, sheet: Sheet, progress: Progress | None = None) -> str:
    """The characters that would be printed as 〓, each once; the school's name among what is printed."""
    face = face_of(layout, sheet, Press())
    letters = dict.fromkeys(fonts.missing_glyphs(layout.school))
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
