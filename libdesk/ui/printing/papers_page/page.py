"""Paper: the printers of this PC as they were measured, and the sheets of labels and cards."""

from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.i18n import N_, _
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, view_button, wrapped
from libdesk.ui.printing.paper import Paper
from libdesk.ui.printing.paper_view import PaperView
from libdesk.ui.printing.papers_page.printers_view import PrintersView
from libdesk.ui.printing.papers_page.sheets_view import SheetsView
from libdesk.ui.printing.printers import Printers
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.stack import Stack


class PapersPage(Tab):
    NAME = "papers_page"
    TITLE = N_("Paper")
    ICON = icons.FILE
    OP = Op.SEE_PRINTING
    TOPICS = frozenset({Topic.PRINTING})
    UNDONE_HERE = frozenset({Op.EDIT_SHEETS})

    def __init__(self, around: Surroundings, *, printers: Printers | None = None) -> None:
        super().__init__(around)
        printers = printers or Printers()
        self.printers = PrintersView(around, printers)
        self.sheets = SheetsView(around)
        self.paper = PaperView(around, "test_pages", printers=printers)
        self.printers_button = self._view("papers_printers", _("Printers of this PC"), self.printers)
        self.sheets_button = self._view("papers_sheets", _("Sheets of labels"), self.sheets)
        self.back = button("papers_back", _("Back"), self._leave_paper, icon=icons.BACK)
        self._came_from: QWidget = self.sheets
        self.back.hide()
        self._views = Stack()
        self._assemble()
        self.printers.paper_asked.connect(self._look_at)
        self.sheets.paper_asked.connect(self._look_at)
        self.show_view(self.printers)
        self.refresh()

    def _view(self, name: str, words: str, view: QWidget) -> QToolButton:
        return view_button(name, words, lambda: self.show_view(view))

    def _assemble(self) -> None:
        for view in (self.printers, self.sheets, self.paper):
            self._views.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        column.setSpacing(theme.space(2))
        column.addWidget(wrapped(self.back, self.printers_button, self.sheets_button))
        column.addWidget(self._views, 1)

    @property
    def home(self) -> tuple[QWidget, ...]:
        shown = self._views.currentWidget()
        if shown is self.paper:
            return (self.paper.page, self.back)
        return (self.sheets.list.view if shown is self.sheets else self.printers.list.view, self.printers_button)

    def take_focus(self) -> None:
        for part in self.home:
            if part.isVisible() and part.isEnabled():
                part.setFocus()
                return

    def refresh(self) -> None:
        if not self.desk.allows(self.OP):
            return
        self.printers.refresh()
        try:
            self.sheets.refresh()
        except DeskError as error:
            self.sheets.list.show_error(error.text(), ((_("Try again"), self.refresh),))

    def show_view(self, view: QWidget) -> None:
        """Printers or sheets."""
        self._views.setCurrentWidget(view)
        self.back.hide()
        self.printers_button.setChecked(view is self.printers)
        self.sheets_button.setChecked(view is self.sheets)
        self.take_focus()

    def _look_at(self, paper: Paper, printer: str | None = None) -> None:
        shown = self._views.currentWidget()
        self._came_from = shown if shown is not None else self.sheets
        self._views.setCurrentWidget(self.paper)
        self.back.show()
        if printer is not None:
            self.paper.choose_printer(printer)
        self.paper.show_paper(paper)
        self.paper.take_focus()

    def _leave_paper(self) -> None:
        self.paper.show_paper(None)
        self.show_view(self._came_from)
