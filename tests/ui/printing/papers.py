"""Papers for tests: pages that are counted as they are made, and printers that write what they print into files."""

import threading
from io import BytesIO
from pathlib import Path
from typing import Any

from PySide6.QtGui import QPageSize
from reportlab.pdfgen.canvas import Canvas

from libdesk.actions.desk import Desk
from libdesk.documents.barcodes import draw_code128
from libdesk.documents.fonts import MM
from libdesk.domain.press import Press
from libdesk.domain.progress import Progress
from libdesk.ui.printing.paper import Paper, Sides
from libdesk.ui.printing.printers import Printers, dress, paper_words

A4 = (210 * MM, 297 * MM)


class Counted:
    """A document of `count` pages, each with its number as a barcode; `made` holds the pages that were made.

    With a `gate` every page after the first waits until it is opened or the work is stopped.
    """

    def __init__(
        self, count: int, *, size: tuple[float, float] = A4, title: str = "Labels", gate: threading.Event | None = None
    ) -> None:
        self.title, self.count, self._size, self._gate = title, count, size, gate
        self.made: list[int] = []
        self.presses: list[Press] = []

    def pdf(self, first: int = 0, last: int | None = None, progress: Progress | None = None) -> bytes:
        out = BytesIO()
        canvas = Canvas(out, pagesize=self._size)
        for number in range(first, self.count if last is None else min(last, self.count)):
            if progress is not None:
                progress.step(number, self.count)
            if self._gate is not None and number:
                self._gate.wait(20)
            self.made.append(number)
            width, height = self._size
            dpi = self.presses[-1].dpi if self.presses else 300
            draw_code128(canvas, f"P{number:05}", 0, height / 2, width, 10 * MM, dpi=dpi)
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    def paper(self, sides: Sides = Sides.ONE) -> Paper:
        def make(_desk: Desk, press: Press) -> Counted:
            self.presses.append(press)
            return self

        return Paper(self.title, make, sides)


class FilePrinters(Printers):
    """Printers whose pages lie in `folder` as PDF files of pictures, in the order of printing."""

    def __init__(self, folder: Path, *names: str, able: tuple[QPageSize.PageSizeId, ...] = ()) -> None:
        super().__init__()
        self._folder, self._names, self._able = folder, names, able
        self.files: list[Path] = []
        self.printers: list[Any] = []

    def names(self) -> list[str]:
        return list(self._names)

    def usual(self) -> str:
        return self._names[-1] if self._names else ""

    def dots(self, name: str) -> int:
        return 203 if name.startswith("roll") else 300

    def make(self, name: str, dpi: int, sides: Sides, copies: int) -> Any:
        from PySide6.QtPrintSupport import QPrinter

        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self.files.append(self._folder / f"{name}-{len(self.files)}.pdf")
        made.setOutputFileName(str(self.files[-1]))
        dress(made, dpi, sides, copies)
        self.printers.append(made)
        return made

    def paper_fault(self, name: str, points: tuple[float, float]) -> str:
        return paper_words(name, points, [QPageSize(size) for size in self._able], False)
