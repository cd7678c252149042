"""A document leaves the preview: for the printer, a file, the system's viewer or the system's own dialog.

All of it is made beside the desk; the button that stops it stands where the others were.
"""

from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from libdesk.actions.desk import Desk
from libdesk.domain.errors import DeskError
from libdesk.domain.press import Press
from libdesk.domain.progress import Progress
from libdesk.i18n import _, ngettext
from libdesk.ui.jobs import Lane
from libdesk.ui.one_job import OneJob
from libdesk.ui.printing.in_viewer import file_name, open_by_system, show_document, written
from libdesk.ui.printing.paper import Paper
from libdesk.ui.printing.presses import true_press
from libdesk.ui.printing.print_bar import Order, PrintBar
from libdesk.ui.printing.print_pages import Printed, print_pages
from libdesk.ui.printing.printers import Printers
from libdesk.ui.tab import Surroundings

PDF_FOLDER: Final = "pdf_folder"


class PaperOut(QObject):
    """`printed(paper)`: the whole of it came out."""

    printed = Signal(object)

    def __init__(self, view: QWidget, around: Surroundings, bar: PrintBar, printers: Printers) -> None:
        super().__init__(view)
        self.opener = open_by_system
        self._view, self._around, self._bar, self._printers = view, around, bar, printers
        self._job = OneJob(around.jobs, self)
        self._dialog: Any = None
        self._also: list[str] = []
        self._job.progressed.connect(lambda done, total: bar.show_running(True, done, total))
        bar.stop_asked.connect(self._job.stop)

    @property
    def running(self) -> bool:
        """Whether something is being printed or saved; only one thing is at a time."""
        return self._job.running

    def print(self, paper: Paper, press: Press) -> None:
        """Print what is chosen in the bar."""
        order = self._bar.chosen()
        if order.printer and not self.running:
            self._print(paper, press, order, self._printers.make(order.printer, press.dpi, order.sides, order.copies))

    def save(self, paper: Paper, press: Press, path: Path | None = None) -> None:
        """Keep the whole as a file. It has no printer's offset: nobody knows where it will be printed."""
        target = None if self.running else path or self._ask_where(paper.title)
        if target is None:
            return

        def work(desk: Desk, progress: Progress) -> Path:
            return written(target, paper.make(desk, true_press(press)).pdf(progress=progress))

        def done(saved: Path) -> None:
            self._ended()
            self._around.pc.keep_text(PDF_FOLDER, str(saved.parent))
            self._tell(_("Saved: {name}").format(name=saved.name), paper, " · ")

        self._begin()
        self._job.start(Lane.DOCUMENTS, paper.title, work, done, self._failed)

    def show(self, paper: Paper, press: Press) -> None:
        """The whole in whatever this PC shows PDF files with, to be printed from there at 100 %."""
        show_document(
            self._around, paper.title, lambda desk, progress: paper.make(desk, press).pdf(progress=progress),
            paper.title, opener=self.opener,
        )  # fmt: skip

    def ask_system(self, paper: Paper, press: Press, count: int) -> None:
        """The system's own dialog, which does not keep the desk waiting; what is chosen there is printed."""
        from libdesk.ui.printing.system_dialog import SystemDialog

        def chosen(order: Order, printer: Any) -> None:
            self._bar.take(order.printer, order.copies, order.sides)
            self._print(paper, press, order, printer)

        def closed() -> None:
            self._dialog = None

        order = self._bar.chosen()
        if order.printer and not self.running and self._dialog is None:
            self._dialog = SystemDialog(self._view, self._printers, order, press.dpi, count)
            self._dialog.accepted.connect(chosen)
            self._dialog.closed.connect(closed)
            self._dialog.ask()

    def _print(self, paper: Paper, press: Press, order: Order, printer: Any) -> None:
        def work(desk: Desk, progress: Progress) -> Printed:
            return print_pages(
                desk, progress, lambda own: paper.make(own, press), printer, order.first, order.last, order.printer
            )

        def done(came: Printed) -> None:
            self._ended()
            text = ngettext("{n} page went to {printer}.", "{n} pages went to {printer}.", came.pages)
            self._tell(text.format(n=came.pages, printer=order.printer), paper if came.whole else None, " ")

        self._begin()
        self._job.start(Lane.DOCUMENTS, paper.title, work, done, self._failed)

    def also_say(self, text: str) -> None:
        """For the answer to `printed`: said in one line with the printing, since a later line covers the earlier."""
        self._also.append(text)

    def _tell(self, text: str, paper: Paper | None, between: str) -> None:
        self._also.clear()
        if paper is not None:
            self.printed.emit(paper)
        self._around.say(between.join(filter(None, (text, *self._also))))

    def _begin(self) -> None:
        self._bar.show_running(True)
        self._bar.stop.setFocus()

    def _ended(self) -> None:
        had_focus = self._bar.stop.hasFocus()
        self._bar.show_running(False)
        if had_focus:
            (self._bar.print if self._bar.print.isVisible() else self._bar.save).setFocus()

    def _failed(self, error: Exception) -> None:
        self._ended()
        if isinstance(error, DeskError):
            self._around.say(error.text())

    def _ask_where(self, title: str) -> Path | None:
        folder = self._around.pc.text(PDF_FOLDER, str(Path.home()))
        proposed = str(Path(folder, f"{file_name(title)}.pdf"))
        chosen, _filter = QFileDialog.getSaveFileName(self._view, _("Save as PDF"), proposed, "PDF (*.pdf)")
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
