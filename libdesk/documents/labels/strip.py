"""Spine and barcode on one label: the spine's part at the left, a fine line between, to be cut or folded there."""

from typing import TYPE_CHECKING, Final

from libdesk.documents.barcodes import room_needed
from libdesk.documents.codes.faults import BarcodeUnprintable
from libdesk.documents.fonts import MM
from libdesk.documents.labels.barcode import QUIET, BarcodeFace
from libdesk.documents.labels.boxes import Box
from libdesk.documents.labels.spine import SpineFace
from libdesk.domain.rows.prints import LabelLayout, LabelRow

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

SHARE: Final = 0.36  # of the width for the spine
LEAST: Final = 9 * MM  # a narrower spine's part is not read
MOST: Final = 26 * MM
LINE: Final = 0.3  # points
AIR: Final = 3.0  # between the spine's part and the line
GRAY: Final = 0.6


class StripFace:
    """A long code may take of the spine's part, down to the least that is read."""

    def __init__(self, box: Box, layout: LabelLayout, dpi: int) -> None:
        self._box, self._layout, self._dpi = box, layout, dpi
        self._usual = min(MOST, box.width * SHARE)
        self._least = max(LEAST, box.left + 7 * MM)
        self._faces: dict[float, tuple[SpineFace, BarcodeFace]] = {}

    def fault(self, row: LabelRow) -> BarcodeUnprintable | None:
        return self._parts(self._spine(row.code))[1].fault(row)

    def texts(self, row: LabelRow) -> list[str]:
        return [row.call_no, *self._parts(self._usual)[1].texts(row)]

    def own(self) -> str:
        return self._parts(self._usual)[1].own()

    def draw(self, canvas: "Canvas", row: LabelRow, x: float, y: float) -> None:
        width = self._spine(row.code)
        spine, barcode = self._parts(width)
        spine.draw(canvas, row, x, y)
        low, high = y + self._box.top, y + self._box.height - self._box.top
        canvas._code.append(f"q {LINE} w {GRAY} G {x + width:.3f} {low:.3f} m {x + width:.3f} {high:.3f} l S Q")
        barcode.draw(canvas, row, x, y)

    def _spine(self, code: str) -> float:
        """How wide the spine's part is."""
        try:
            needed = room_needed(code, symbology=self._layout.symbology, dpi=self._dpi)
        except BarcodeUnprintable:
            return self._usual
        left = self._box.width - max(0.0, self._box.left - QUIET) - needed - 0.5
        return self._usual if left >= self._usual or left < self._least else left

    def _parts(self, width: float) -> tuple[SpineFace, BarcodeFace]:
        if width not in self._faces:
            spine = SpineFace(self._box, width - AIR)
            self._faces[width] = spine, BarcodeFace(self._box, self._layout, self._dpi, over=width)
        return self._faces[width]
