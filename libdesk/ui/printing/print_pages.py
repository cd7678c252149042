"""Pages go to the printer as it prints: one after the other, in its own dots, at their true size.

Between two pages it can be stopped; what came out by then came out, but is not taken as printed.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter

from libdesk.actions.desk import Desk
from libdesk.documents.paged import Pages
from libdesk.domain.errors import DeskError
from libdesk.domain.progress import Cancelled, Progress
from libdesk.domain.value import Value
from libdesk.i18n import _, ngettext
from libdesk.ui.printing.page_image import bands, page_points
from libdesk.ui.printing.printers import page_layout

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class PrinterSilent(DeskError):
    """The printer took nothing, or no more."""

    printer: str

    def text(self) -> str:
        return _("{printer} takes no pages. See that it is on and has paper, or choose another one.").format(
            printer=self.printer
        )


class PrintStopped(DeskError):
    """Stopped between two pages."""

    pages: int

    def text(self) -> str:
        if not self.pages:
            return _("Stopped. Nothing was printed.")
        return ngettext(
            "Stopped after {n} page, which may still come out. Nothing is noted as printed.",
            "Stopped after {n} pages, which may still come out. Nothing is noted as printed.",
            self.pages,
        ).format(n=self.pages)


class Printed(Value):
    """So many pages went out; `whole`: all that the document has."""

    pages: int
    whole: bool


def print_pages(
    desk: Desk,
    progress: Progress,
    make: Callable[[Desk], Pages],
    printer: "QPrinter",
    first: int,
    last: int | None,
    name: str,
) -> Printed:
    """Print from page `first` up to `last`, which is not among them, None: all, in a worker thread.

    Raises PrinterSilent, PrintStopped, and whatever making the pages raises.
    """
    pages = make(desk)
    last = pages.count if last is None else min(last, pages.count)
    wanted = range(first, last)
    painter, done = QPainter(), 0
    try:
        for done, number in enumerate(wanted):
            progress.step(done, len(wanted))
            pdf = pages.pdf(number, number + 1)
            layout = page_layout(page_points(pdf))
            if done == 0:
                printer.setPageLayout(layout)
                if not painter.begin(printer):
                    raise PrinterSilent(name)
                painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
            else:
                if layout != printer.pageLayout():
                    printer.setPageLayout(layout)
                if not printer.newPage():
                    raise PrinterSilent(name)
            for top, image in bands(pdf, printer.resolution()):
                painter.drawImage(QPoint(0, top), image)
        progress.step(len(wanted), len(wanted))
    except Cancelled as stop:
        _abort(printer, painter)
        raise PrintStopped(done) from stop
    except BaseException:
        _abort(printer, painter)
        raise
    if painter.isActive() and not painter.end():
        raise PrinterSilent(name)
    return Printed(len(wanted), whole=len(wanted) == pages.count)


def _abort(printer: "QPrinter", painter: QPainter) -> None:
    """Take back what has not gone out yet; a printer that writes a file leaves none."""
    if painter.isActive():
        printer.abort()
        painter.end()
    if printer.outputFileName():
        with suppress(OSError):
            Path(printer.outputFileName()).unlink()
