"""On what a document is printed, and the buttons that do it; what was last chosen for its kind stands there again."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QProgressBar, QSizePolicy, QSpinBox, QToolButton, QVBoxLayout, QWidget

from libdesk.domain.value import Value
from libdesk.i18n import _, ngettext
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.pc_settings import PcSettings
from libdesk.ui.printing.paper import MOST_COPIES, Choice, Paper, Sides, keep_choice, last_choice
from libdesk.ui.printing.printers import Printers
from libdesk.ui.settings.section import choice, choose
from libdesk.ui.widgets.calm import calm

ALL, THIS, SOME = "all", "this", "some"


class Order(Value):
    """What is to be printed, and how; pages from `first` up to `last`, which is not among them, None: all."""

    printer: str
    copies: int
    sides: Sides
    first: int = 0
    last: int | None = None

    def facts(self) -> list[str]:
        """On what and how, in words."""
        words = [self.printer or _("no printer")]
        if self.sides is not Sides.ONE:
            words.append(_("both sides"))
        if self.copies > 1:
            words.append(ngettext("printed {n} time", "printed {n} times", self.copies).format(n=self.copies))
        return words


class PrintBar(QWidget):
    """`printer_changed`: another printer's figures count from now on."""

    print_asked = Signal()
    stop_asked = Signal()
    save_asked = Signal()
    show_asked = Signal()
    dialog_asked = Signal()
    printer_changed = Signal()
    changed = Signal()

    def __init__(self, pc: PcSettings, key: str, printers: Printers) -> None:
        super().__init__()
        self.setObjectName("print_bar")
        self._pc, self._key, self._printers = pc, key, printers
        self._last = last_choice(pc, key)
        self._paper: Paper | None = None
        self._page, self._count = 0, 0
        self.printer = choice("print_printer", [])
        self.printer.setAccessibleName(_("Printer"))
        self.printer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.printer.setMinimumContentsLength(10)
        self.print = button("print_now", _("Print"), self.print_asked.emit, role="next", icon=icons.PRINT)
        self.save = button("print_save", _("Save as PDF …"), self.save_asked.emit, icon=icons.SAVE)
        self.more = named(QToolButton(), "print_more")
        self.more.setText(_("Options"))
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        icons.set_icon(self.more, icons.SETTINGS)
        self.more.setCheckable(True)
        self.progress = named(QProgressBar(), "print_progress")
        self.progress.setAccessibleName(_("Printed so far"))
        self.stop = button("print_stop", _("Stop"), self.stop_asked.emit, icon=icons.STOP)
        self.copies = calm(named(QSpinBox(), "print_copies"))
        self.copies.setRange(1, MOST_COPIES)
        self.copies.setValue(self._last.copies)
        self.copies.setAccessibleName(_("Copies to print"))
        self.range = choice(
            "print_range", [(ALL, _("All pages")), (THIS, _("This page only")), (SOME, _("Pages from … to …"))]
        )
        self.range.setAccessibleName(_("Which pages"))
        self.first, self.last = self._number("print_first", _("From page")), self._number("print_last", _("To page"))
        self.sides = choice(
            "print_sides",
            [
                (Sides.ONE, _("One side")),
                (Sides.LONG, _("Both sides, long edge")),
                (Sides.SHORT, _("Both sides, short edge")),
            ],
        )
        self.sides.setAccessibleName(_("Sides of the paper"))
        self.dialog = button("print_dialog", _("System dialog …"), self.dialog_asked.emit)
        self.viewer = button("print_viewer", _("Open in the viewer"), self.show_asked.emit)
        self.viewer.setToolTip(_("Print there at 100 %, not fitted to the page."))
        self._assemble()
        self._connect()
        self.show_printers()
        self.show_running(False)

    def _number(self, name: str, words: str) -> QSpinBox:
        made = calm(named(QSpinBox(), name))
        made.setMinimum(1)
        made.setAccessibleName(words)
        return made

    def _assemble(self) -> None:
        self.printer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._main = wrapped((self.printer, 1), self.print, self.save, self.more, gap=2)
        self._running = wrapped((self.progress, 1), self.stop, gap=2)
        copies = label(_("Copies to print"), buddy=self.copies)
        self._more = wrapped(
            wrapped(copies, self.copies), self.range, self.first, self.last, self.sides, self.dialog, self.viewer, gap=2
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        for part in (self._running, self._main, self._more):
            column.addWidget(part)

    def _connect(self) -> None:
        self.printer.activated.connect(lambda _row: self._printer_chosen())
        self.copies.valueChanged.connect(lambda _value: self._keep())
        self.sides.activated.connect(lambda _row: self._keep())
        self.range.activated.connect(lambda _row: self._show_range())
        self.first.valueChanged.connect(self.last.setMinimum)
        self.more.toggled.connect(self._show_more)
        self._show_more(False)
        self._show_range()

    # What is shown

    def show_paper(self, paper: Paper | None, page: int, count: int) -> None:
        """The document on show and the page of it, from 0; no pages: nothing can be printed."""
        if paper is not None and (self._paper is None or paper.sides is not self._paper.sides):
            asked = self._last.sides and paper.sides is not Sides.ONE
            choose(self.sides, Sides(self._last.sides) if asked else paper.sides)
        if paper is not None:
            self._paper = paper
        self.sides.setVisible(self._paper is not None and self._paper.sides is not Sides.ONE)
        if count != self._count:
            self.first.setMaximum(max(count, 1))
            self.last.setMaximum(max(count, 1))
            self.last.setValue(max(count, 1))
        self._page, self._count = page, count
        able = count > 0
        for part in (self.print, self.save, self.dialog, self.viewer, self.range):
            part.setEnabled(able)

    def show_printers(self) -> None:
        """The printers as they are now; the one last used for this kind of document, else the system's."""
        names, now = self._printers.names(), self.name
        self.printer.clear()
        for name in names:
            self.printer.addItem(name, name)
        self.printer.setEnabled(bool(names))
        if names:
            wanted = next((it for it in (now, self._last.printer, self._printers.usual()) if it in names), names[0])
            choose(self.printer, wanted)
        else:
            self.printer.addItem(_("No printer on this PC"), "")
        self.print.setVisible(bool(names))
        self.dialog.setVisible(bool(names))
        role = "" if names else "next"
        if self.save.property("role") != role:
            self.save.setProperty("role", role)
            icons.set_icon(self.save, icons.SAVE, "text" if names else "on_accent")
            theme.restyle(self.save)
        if self.name != now:
            self.printer_changed.emit()

    def show_running(self, on: bool, done: int = 0, total: int = 0) -> None:
        """While it prints, how far it is and a button that stops it take the place of the others."""
        self._running.setVisible(on)
        self._main.setVisible(not on)
        self._more.setVisible(not on and self.more.isChecked())
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.progress.setFormat(_("{done} of {total}").format(done=done, total=total) if total else "")

    # What is chosen

    @property
    def name(self) -> str:
        """The printer, "" for none."""
        return str(self.printer.currentData() or "")

    def chosen(self) -> Order:
        """What is to be printed."""
        kind = self.range.currentData()
        first, last = {
            ALL: (0, None), THIS: (self._page, self._page + 1), SOME: (self.first.value() - 1, self.last.value()),
        }[kind]  # fmt: skip
        return Order(self.name, self.copies.value(), self.sides_chosen, first, last)

    @property
    def sides_chosen(self) -> Sides:
        shown = self._paper is not None and self._paper.sides is not Sides.ONE
        return Sides(self.sides.currentData()) if shown else Sides.ONE

    def choose_printer(self, name: str) -> None:
        """Take this printer, if it is there."""
        if name != self.name and self.printer.findData(name) >= 0:
            choose(self.printer, name)
            self._printer_chosen()

    def take(self, printer: str, copies: int, sides: Sides) -> None:
        """What was chosen in the system's own dialog."""
        self.choose_printer(printer)
        self.copies.setValue(min(copies, MOST_COPIES))
        choose(self.sides, sides)
        self._keep()

    def _printer_chosen(self) -> None:
        self._keep()
        self.printer_changed.emit()

    def _keep(self) -> None:
        sides = str(self.sides.currentData()) if self.sides.isVisibleTo(self) else self._last.sides
        self._last = Choice(self.name or self._last.printer, self.copies.value(), sides)
        keep_choice(self._pc, self._key, self._last)
        self.changed.emit()

    def _show_range(self) -> None:
        some = self.range.currentData() == SOME
        self.first.setVisible(some)
        self.last.setVisible(some)
        self.changed.emit()

    def _show_more(self, on: bool) -> None:
        self._more.setVisible(on and not self._running.isVisibleTo(self))
