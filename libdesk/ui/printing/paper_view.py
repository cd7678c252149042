"""A document looked at before it is printed: only the page on show is made, and the desk goes on meanwhile.

A newer question takes the place of an older one; the whole is made only for the printer or the file.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.desk import Desk
from libdesk.domain.errors import DeskError
from libdesk.domain.press import DPI, Press
from libdesk.domain.progress import Cancelled, Progress
from libdesk.i18n import _
from libdesk.ui import icons, theme
from libdesk.ui.jobs import Lane
from libdesk.ui.one_job import OneJob
from libdesk.ui.parts import label, named
from libdesk.ui.printing.page_bar import PageBar
from libdesk.ui.printing.page_face import PageFace
from libdesk.ui.printing.page_look import PageLook, look_at, warm
from libdesk.ui.printing.paper import Paper, scale_of
from libdesk.ui.printing.paper_out import PaperOut
from libdesk.ui.printing.presses import press_of, true_press
from libdesk.ui.printing.print_bar import PrintBar
from libdesk.ui.printing.printers import Printers, size_words
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.list_face import ListFace
from libdesk.ui.widgets.stack import Stack

LOWEST: Final = 40  # steps of height in which a page is still made out; what is below it is scrolled to
AGAIN_MS: Final = 120  # after the room has changed its size
PATIENT_MS: Final = 300  # a page that is there sooner is not announced


class PaperView(QWidget):
    """`key`: the kind of document, under which this PC remembers printer, copies and sides.

    `printed(paper)` follows when all its pages went to the printer or into a file, never what was cancelled.
    """

    printed = Signal(object)
    press_changed = Signal()
    """Another printer was chosen: its dots count from now on."""
    page_shown = Signal(int, int)
    """Page from 0, and how many there are."""

    def __init__(self, around: Surroundings, key: str, *, printers: Printers | None = None) -> None:
        super().__init__()
        self.setObjectName("paper_view")
        self.around = around
        self.printers = printers or Printers()
        self.paper: Paper | None = None
        self._empty = ""
        self._look: PageLook | None = None
        self._number = 0
        self._warm = self._left = False
        self._faults: dict[tuple[str, tuple[float, float]], str] = {}
        self._reading = OneJob(around.jobs, self)
        self._patient = self._timer(PATIENT_MS, self._show_waiting)
        self._again = self._timer(AGAIN_MS, self._draw_again)
        self.bar, self.page, self.face = PageBar(), PageFace(), ListFace()
        self._stack = Stack()
        self.print_bar = PrintBar(around.pc, key, self.printers)
        self.out = PaperOut(self, around, self.print_bar, self.printers)
        self.fault = named(label(role="warn", wrap=True), "paper_fault")
        self._assemble()
        self._connect()
        self.show_paper(None)

    def _timer(self, wait: int, answer: Callable[[], object]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(wait)
        made.timeout.connect(answer)
        return made

    def _assemble(self) -> None:
        self._stack.addWidget(self.face)
        self._stack.addWidget(self.page)
        self._stack.setMinimumHeight(theme.space(LOWEST))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)
        for part in (self.fault, self.print_bar):
            column.addWidget(part)

    def _connect(self) -> None:
        self.bar.turned.connect(self.turn)
        self.page.turned.connect(self.turn)
        self.bar.page_asked.connect(self.show_number)
        self.bar.zoom_asked.connect(self.page.set_zoom)
        self.bar.stepped.connect(self.page.step_zoom)
        self.page.zoomed.connect(lambda: self.bar.show_zoom(self.page.zoom))
        self.page.scale_changed.connect(self._again.start)
        bar = self.print_bar
        bar.print_asked.connect(self.print_paper)
        bar.save_asked.connect(lambda: self.save_paper())
        bar.show_asked.connect(self._open_in_viewer)
        bar.dialog_asked.connect(self._ask_system)
        bar.printer_changed.connect(self._press_changed)
        bar.changed.connect(self._show_facts)
        self.out.printed.connect(self.printed)
        self.around.jobs.closing.connect(self._leave)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.print_bar.show_printers()  # one may have been switched on
        if self._look is None and self.paper is not None:
            self._ask()
        elif not self._warm and not self._left:
            self._warm = True
            self.around.jobs.start(Lane.PREVIEW, _("Page"), warm, lambda _none: None, lambda _error: None)

    # What is looked at

    @property
    def press(self) -> Press:
        """The figures of the printer that is chosen."""
        name = self.print_bar.name
        return press_of(self.around.pc, name, self.printers.dots(name) if name else DPI)

    @property
    def number(self) -> int:
        """The page on show, from 0."""
        return self._number

    @property
    def count(self) -> int:
        """The pages of the document on show, 0 until the first is there."""
        return self._look.count if self._look else 0

    def show_paper(self, paper: Paper | None, empty_words: str = "") -> None:
        """Look at this document; None: at none, with a sentence on what to choose.

        One of the same title as before stays on its page.
        """
        same = paper is not None and self.paper is not None and paper.title == self.paper.title
        self.paper, self._empty = paper, empty_words
        if not same:
            self._number, self._look = 0, None
        if paper is None:
            self._reading.drop()
            self._patient.stop()
            self._show_words(_("Nothing to print yet"), empty_words)
        else:
            self._ask()

    def choose_printer(self, name: str) -> None:
        """Print on this one, if it is there."""
        self.print_bar.choose_printer(name)

    def refresh(self) -> None:
        """The library has changed: make the page on show anew."""
        if self.paper is not None:
            self._ask()

    def turn(self, steps: int) -> None:
        """So many pages on or back."""
        self.show_number(self._number + steps)

    def show_number(self, number: int) -> None:
        """A page from 0; beyond the last it is the last."""
        number = max(0, min(number, self.count - 1))
        if self.count and number != self._number:
            self._number = number
            self._show_place()
            self._ask()
        else:
            self._show_place()  # what was typed is no page, or this one

    def take_focus(self) -> None:
        self.page.setFocus()

    def _ask(self) -> None:
        """Have the page made in the background; it is not when nobody sees it."""
        paper = self.paper
        if paper is None or self._left or not self.isVisible():
            self._look = None
            return
        number, press = self._number, true_press(self.press)
        if self._stack.currentWidget() is not self.page:
            self.page.resize(self._stack.size())
        zoom, room, inch, ratio = self.page.zoom, self.page.room, self.page.inch, self.devicePixelRatioF()

        def work(desk: Desk, progress: Progress) -> PageLook | None:
            pages = paper.make(desk, press)
            return look_at(pages, number, lambda points: scale_of(zoom, room, points, inch) * ratio, progress)

        self._patient.start()
        self._reading.start(Lane.PREVIEW, paper.title, work, self._made, self._failed)

    def _made(self, look: PageLook | None) -> None:
        self._patient.stop()
        if look is None:
            self._look, self._number = None, 0
            self._show_words(_("Nothing to print yet"), self._empty or _("There is nothing on this document."))
            return
        self._look, self._number = look, look.number
        self._show_image(look)
        self._stack.setCurrentWidget(self.page)
        self._show_place()
        self._show_facts()
        self._again.start()  # the room may have changed meanwhile
        self.page_shown.emit(look.number, look.count)

    def _failed(self, error: Exception) -> None:
        self._patient.stop()
        if isinstance(error, Cancelled):
            return
        self._look = None
        words = error.text() if isinstance(error, DeskError) else _("The page could not be made.")
        self._show_words(_("This cannot be shown"), words, icons.ALERT)

    def _show_image(self, look: PageLook) -> None:
        assert self.paper is not None
        words = _("Page {n} of {m}: {title}")
        self.page.show_page(
            look.image, look.points, words.format(n=look.number + 1, m=look.count, title=self.paper.title)
        )

    def _draw_again(self) -> None:
        """The page is at hand and is wanted in another size."""
        look = self._look
        if look is None or self._left or self._reading.running:
            return
        scale = self.page.scale * self.devicePixelRatioF()
        if look.is_drawn(scale):
            return

        def work(_desk: Desk, _progress: Progress) -> PageLook:
            return look.drawn(scale)

        def done(drawn: PageLook) -> None:
            if self._look is look:
                self._look = drawn
                self._show_image(drawn)

        self._reading.start(Lane.PREVIEW, _("Page"), work, done, self._failed)

    def _show_words(self, title: str, sentence: str, icon: str = icons.PRINT) -> None:
        self.face.show_face(icon, title, sentence)
        self._stack.setCurrentWidget(self.face)
        self.page.clear()
        self._show_place()
        self._show_facts()

    def _show_waiting(self) -> None:
        if self._look is None:
            self.face.show_face(icons.CLOCK, _("The page is being made …"))
            self._stack.setCurrentWidget(self.face)

    def _show_place(self) -> None:
        self.bar.show_place(self._number, self.count)
        self.print_bar.show_paper(self.paper, self._number, self.count)

    def _press_changed(self) -> None:
        self.press_changed.emit()
        self.refresh()

    # What is known of it

    def _show_facts(self) -> None:
        look, order = self._look, self.print_bar.chosen()
        self.bar.facts.setText(" · ".join((size_words(look.points), *order.facts())) if look is not None else "")
        words = self._paper_fault(order.printer, look.points) if look is not None and order.printer else ""
        self.fault.setText(words)
        self.fault.setVisible(bool(words))

    def _paper_fault(self, printer: str, points: tuple[float, float]) -> str:
        if (printer, points) not in self._faults:
            self._faults[printer, points] = self.printers.paper_fault(printer, points)
        return self._faults[printer, points]

    def _leave(self) -> None:
        """The program is being left: nothing more is asked for."""
        self._left = True

    # Printing

    def print_paper(self) -> None:
        """Print what is chosen, beside the desk."""
        if self.paper is not None and self.count:
            self.out.print(self.paper, self.press)

    def save_paper(self, path: Path | None = None) -> None:
        """Keep the whole document as a file; asks where unless told."""
        if self.paper is not None and self.count:
            self.out.save(self.paper, self.press, path)

    def _open_in_viewer(self) -> None:
        if self.paper is not None and self.count:
            self.out.show(self.paper, self.press)

    def _ask_system(self) -> None:
        if self.paper is not None and self.count:
            self.out.ask_system(self.paper, self.press, self.count)
