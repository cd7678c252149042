"""The printers of this PC: their dots, and what the ruler page shows of each; kept on this PC alone."""

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.desk import Desk
from libdesk.documents.paged import Pages
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.press import Measure, Press, Ruler, measure_of, ruler_for
from libdesk.domain.sheets import READY
from libdesk.i18n import N_, _
from libdesk.store.queries.sheets import own_sheets
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.printing.paper import Paper
from libdesk.ui.printing.papers_page.fields import beside, mm_field, with_name
from libdesk.ui.printing.presses import A4, is_measured, keep_press, keep_ruler_paper, press_of, ruler_paper
from libdesk.ui.printing.printers import Printers
from libdesk.ui.settings.section import choice, choose
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

DOTS = (203, 300, 360, 600, 720, 1200)


class PrinterRow(NamedTuple):
    """A printer; without a name: PDF files, for which only the dots count."""

    name: str
    press: Press
    measured: bool

    def shown(self) -> str:
        return self.name or _("PDF files")

    def figures(self) -> str:
        """What is known of it, in words."""
        if not self.measured:
            return _("not measured") if self.name else _("{dpi} dots").format(dpi=self.press.dpi)
        if self.press == Press(self.press.dpi):
            return _("true to size")
        return _("{x} mm across, {y} mm down").format(x=f"{self.press.dx:+.1f}", y=f"{self.press.dy:+.1f}")


COLUMNS = (
    Column("name", N_("Printer"), lambda row: row.shown(), width=Width.STRETCH),
    Column("figures", N_("Figures"), lambda row: row.figures(), spare=1),
)


class PrintersView(QWidget):
    """`paper_asked(paper, printer)`: a page to be looked at and printed on this printer."""

    paper_asked = Signal(object, str)

    def __init__(self, around: Surroundings, printers: Printers) -> None:
        super().__init__()
        self._around, self._printers = around, printers
        self._filling = False
        self.list = RowTable(
            COLUMNS, name=_("Printers of this PC"), empty=Empty(_("No printer on this PC")), key=lambda row: row.name
        )
        self.heading = named(label(role="heading", wrap=True), "printer_heading")
        self.dots = choice("printer_dots", [(dots, str(dots)) for dots in DOTS])
        self.dots.setAccessibleName(_("Dots an inch"))
        self.page = choice("printer_paper", [])
        self.page.setAccessibleName(_("Paper that is measured"))
        self.left = mm_field("printer_left", _("Frame from the left edge"), self._typed, step=0.1)
        self.top = mm_field("printer_top", _("Frame from the upper edge"), self._typed, step=0.1)
        self.across = mm_field("printer_across", _("Bar across"), self._typed, step=0.1)
        self.down = mm_field("printer_down", _("Bar down"), self._typed, step=0.1)
        self.words = named(label(wrap=True), "printer_words")
        self.ruler = button("printer_ruler", _("Ruler page …"), self._ask_ruler, icon=icons.PRINT)
        self.proof = button("printer_proof", _("Ruler page with these figures …"), self._ask_proof)
        self.reset = button("printer_reset", _("Back to true size"), self._reset)
        self._assemble()
        self.list.row_changed.connect(lambda _row: self._show_row())
        self.dots.activated.connect(lambda _row: self._typed())
        self.page.activated.connect(lambda _row: self._paper_chosen())

    def _assemble(self) -> None:
        how = _(
            "Print the ruler page on the paper that is used and measure it: how far the frame lies from the edges "
            "of the paper, how long the two bars are. Labels and cards are then printed where they belong."
        )
        self._measure = QWidget()
        inside = QVBoxLayout(self._measure)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(label(how, role="note", wrap=True))
        inside.addWidget(wrapped(with_name(self.page), self.ruler, gap=3))
        inside.addWidget(wrapped(*(with_name(field) for field in (self.left, self.top, self.across, self.down)), gap=3))
        inside.addWidget(self.words)
        inside.addWidget(wrapped(self.proof, self.reset, gap=2))
        note = _("Bars of barcodes are laid on these dots: 203 or 300 for label printers, 600 for most others.")
        none = _(
            "No printer on this PC is known, so there is nothing to measure. Add it in the settings of the system and "
            "open this page again; until then everything can be saved as PDF."
        )
        self._none = named(label(none, role="note", wrap=True), "printers_none")
        form = beside(
            self.heading, wrapped(with_name(self.dots)), label(note, role="note", wrap=True), self._none, self._measure
        )
        self.splitter = Panes("printers_splitter", self.list, form, shares=(40, 50), pc=self._around.pc)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()  # a printer may have been added to the PC

    def refresh(self) -> None:
        """The printers as they are now."""
        self._show_papers()
        self._show_list()
        self._show_row()

    def _show_list(self) -> None:
        pc = self._around.pc
        names = [*self._printers.names(), ""]
        self._none.setVisible(len(names) == 1)
        self._filling = True
        self.list.show_rows([PrinterRow(name, press_of(pc, name), is_measured(pc, name)) for name in names])
        self._filling = False

    @property
    def row(self) -> PrinterRow | None:
        found = self.list.current_row()
        return found if isinstance(found, PrinterRow) else None

    def _show_row(self) -> None:
        row = self.row
        if row is None or self._filling:
            return
        self._filling = True
        self.heading.setText(row.shown())
        if row.name and not row.measured:
            row = row._replace(press=Press(self._printers.dots(row.name)))
        if self.dots.findData(row.press.dpi) < 0:
            self.dots.addItem(str(row.press.dpi), row.press.dpi)
        choose(self.dots, row.press.dpi)
        self._choose_paper(ruler_paper(self._around.pc, row.name))
        read = measure_of(row.press, self._ruler)
        for field, value in (
            (self.left, read.left), (self.top, read.top), (self.across, read.across), (self.down, read.down),
        ):  # fmt: skip
            field.setValue(value)
        self._measure.setVisible(bool(row.name))
        self._filling = False
        self._say(row.press)

    def _typed(self) -> None:
        """What is typed counts at once, when it can be."""
        row = self.row
        if row is None or self._filling:
            return
        dpi = int(self.dots.currentData())
        read = Measure(self.left.value(), self.top.value(), self.across.value(), self.down.value(), self._ruler)
        try:
            press = read.press(dpi) if row.name else Press(dpi)
            keep_press(self._around.pc, row.name, press)
        except DeskError as error:
            self._tell("bad", error.text())
            return
        self._say(press)
        self._show_list()

    # The paper that is measured

    @property
    def _paper(self) -> tuple[float, float]:
        width, height = self.page.currentData() or A4
        return width, height

    @property
    def _ruler(self) -> Ruler:
        return ruler_for(*self._paper)

    def _show_papers(self) -> None:
        """A4 and the pages of all sheets and rolls, each once."""
        sizes = dict.fromkeys([A4, *((it.page_width, it.page_height) for it in READY.values())])
        if self._around.desk.allows(Op.SEE_PRINTING):
            own = own_sheets(self._around.desk.read(Op.SEE_PRINTING)).values()
            sizes |= dict.fromkeys((it.page_width, it.page_height) for it in own)
        self.page.clear()
        for size in sizes:
            self._add_paper(size)

    def _add_paper(self, size: tuple[float, float]) -> None:
        words = "A4" if size == A4 else _("{width} × {height} mm").format(width=f"{size[0]:g}", height=f"{size[1]:g}")
        self.page.addItem(words, size)

    def _choose_paper(self, size: tuple[float, float]) -> None:
        places = [place for place in range(self.page.count()) if tuple(self.page.itemData(place)) == size]
        if not places:
            self._add_paper(size)
        self.page.setCurrentIndex(places[0] if places else self.page.count() - 1)

    def _paper_chosen(self) -> None:
        """The same printer measured on other paper: the fields say what its figures come to there."""
        row = self.row
        if row is not None:
            keep_ruler_paper(self._around.pc, row.name, self._paper)
            self._show_row()

    def _say(self, press: Press) -> None:
        """What becomes of a page with these figures."""
        if press == Press(press.dpi):
            text = _("True to size: the frame lies at {frame} mm, the bars are {across} and {down} mm long.")
            ruler = self._ruler
            figures = {"frame": f"{ruler.frame:g}", "across": f"{ruler.across:g}", "down": f"{ruler.down:g}"}
            self._tell("quiet", text.format(**figures))
        else:
            text = _("Labels are moved by {x} mm across and {y} mm down; scale {wide} and {high}.")
            self._tell(
                "quiet",
                text.format(
                    x=f"{press.dx:+.2f}", y=f"{press.dy:+.2f}", wide=f"{press.scale_x:.2%}", high=f"{press.scale_y:.2%}"
                ),
            )

    def _tell(self, role: str, text: str) -> None:
        self.words.setProperty("role", role)
        theme.restyle(self.words)
        self.words.setText(text)

    def _reset(self) -> None:
        row = self.row
        if row is not None:
            keep_press(self._around.pc, row.name, Press(row.press.dpi))
            self.refresh()
            self._around.say(_("{printer} prints true to size.").format(printer=row.shown()))

    def _ask_ruler(self) -> None:
        self._ask(corrected=False)

    def _ask_proof(self) -> None:
        self._ask(corrected=True)

    def _ask(self, *, corrected: bool) -> None:
        row, (width, height) = self.row, self._paper
        if row is None:
            return

        def make(_desk: Desk, press: Press) -> Pages:
            from libdesk.documents.ruler import RulerPage

            return RulerPage(row.name, press, width, height, corrected=corrected)

        self.paper_asked.emit(Paper(_("Ruler page"), make), row.name)
