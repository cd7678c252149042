"""What stands on a label of each kind; sizes follow from the label once, and nothing is drawn beyond its edge."""

from typing import TYPE_CHECKING, Protocol

from libdesk.documents.labels.barcode import BarcodeFace
from libdesk.documents.labels.boxes import label_box
from libdesk.documents.labels.corner import CornerFace
from libdesk.documents.labels.isbn import IsbnFace
from libdesk.documents.labels.spine import SpineFace
from libdesk.documents.labels.strip import StripFace
from libdesk.domain.press import Press
from libdesk.domain.rows.prints import LabelKind, LabelLayout, LabelRow
from libdesk.domain.sheets import Sheet

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from libdesk.documents.codes.faults import BarcodeUnprintable


class Face(Protocol):
    def draw(self, canvas: "Canvas", row: LabelRow, x: float, y: float) -> None:
        """Draw one label whose lower left corner lies at a point of the page."""
        ...

    def fault(self, row: LabelRow) -> "BarcodeUnprintable | None":
        """Why this row's code cannot be printed on these labels."""
        ...

    def texts(self, row: LabelRow) -> list[str]:
        """The words that are printed of a row."""
        ...

    def own(self) -> str:
        """The school's words that are printed on every label, "" where there is no room for them."""
        ...


def face_of(layout: LabelLayout, sheet: Sheet, press: Press) -> Face:
    """What draws the labels of a run on such a sheet."""
    box = label_box(sheet)
    if layout.kind is LabelKind.SPINE:
        return SpineFace(box)
    if layout.kind is LabelKind.CORNER:
        return CornerFace(box)
    if layout.kind is LabelKind.ISBN:
        return IsbnFace(box, layout, press.dpi)
    if layout.kind is LabelKind.STRIP:
        return StripFace(box, layout, press.dpi)
    return BarcodeFace(box, layout, press.dpi)
