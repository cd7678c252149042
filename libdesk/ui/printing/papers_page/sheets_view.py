"""Sheets of labels and cards: those that libdesk brings, which can be copied, and the school's own."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.desk import Desk
from libdesk.actions.printing import sheets as actions
from libdesk.documents.paged import Pages
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.press import Press
from libdesk.domain.sheets import READY, Sheet
from libdesk.i18n import N_, _
from libdesk.store.queries.sheets import own_sheets
from libdesk.ui import icons
from libdesk.ui.parts import button, label, wrapped
from libdesk.ui.printing.paper import Paper
from libdesk.ui.printing.papers_page.fields import beside
from libdesk.ui.printing.papers_page.sheet_form import SheetForm
from libdesk.ui.printing.sheet_field import own_key
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable


class SheetRow(NamedTuple):
    """A sheet; `sheet_id` is None for those that libdesk brings."""

    key: str
    sheet: Sheet
    sheet_id: int | None

    def shown(self) -> str:
        return _(self.sheet.name) if self.sheet_id is None else self.sheet.name


COLUMNS = (
    Column("name", N_("Sheet of labels"), lambda row: row.shown(), width=Width.STRETCH,
           icon=lambda row: icons.EDIT if row.sheet_id is not None else "",
           tip=lambda row: _("{name}, your own").format(name=row.shown()) if row.sheet_id else row.shown()),
)  # fmt: skip


class SheetsView(QWidget):
    """`paper_asked(paper)`: the test page of a sheet is to be looked at."""

    paper_asked = Signal(object)

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around, self._desk = around, around.desk
        self._shown: SheetRow | None = None
        self.list = RowTable(
            COLUMNS,
            name=_("Sheets of labels"),
            empty=Empty(_("No sheets of labels")),
            key=lambda row: row.key,
            header=False,
        )
        self.form = SheetForm()
        self.note = label(_("This one comes with libdesk. Copy it to make one of your own."), role="note", wrap=True)
        self.keep = button("sheet_keep", _("Keep the change"), self.keep_change, role="next")
        self.copy = button("sheet_copy", _("Copy as a new sheet"), self.copy_sheet, icon=icons.COPY)
        self.remove = button("sheet_remove", _("Remove"), self.remove_sheet, icon=icons.DELETE)
        self.test = button("sheet_test", _("Test page …"), self._ask_test, icon=icons.PRINT)
        self._assemble()
        self.list.row_changed.connect(self._show_row)
        self.form.typed.connect(self._show_buttons)

    def _assemble(self) -> None:
        form = beside(self.form, self.note, wrapped(self.keep, self.copy, self.test, self.remove, gap=2))
        self.splitter = Panes("sheets_splitter", self.list, form, shares=(40, 60), pc=self._around.pc)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)

    @property
    def row(self) -> SheetRow | None:
        found = self.list.current_row()
        return found if isinstance(found, SheetRow) else None

    def refresh(self) -> None:
        """The sheets as they are now; what is being typed stays while its sheet does."""
        own = own_sheets(self._desk.read(Op.SEE_PRINTING))
        rows = [SheetRow(own_key(key), sheet, key) for key, sheet in own.items()]
        rows += [SheetRow(key, sheet, None) for key, sheet in READY.items()]
        self.list.show_rows(rows)
        self._show_row(self.row)

    def _show_row(self, row: SheetRow | None) -> None:
        if row is not None and row != self._shown:
            self._shown = row
            self.form.show_sheet(row.sheet, own=row.sheet_id is not None)
        self._show_buttons()

    def _show_buttons(self) -> None:
        row = self.row
        own = row is not None and row.sheet_id is not None
        self.note.setVisible(row is not None and not own)
        self.keep.setVisible(own)
        self.remove.setVisible(own)
        changed = row is not None and own and self.form.sheet != row.sheet
        fits = not self.form.fault.text()
        self.keep.setEnabled(changed and fits)
        self.copy.setEnabled(row is not None and fits)
        self.test.setEnabled(row is not None and fits)

    def keep_change(self) -> None:
        """The chosen sheet gets the figures that stand in the form."""
        row = self.row
        if row is not None and row.sheet_id is not None:
            sheet_id = row.sheet_id
            self._do(lambda: actions.edit_sheet(self._desk, sheet_id, self.form.sheet), _("Changed. F8 takes it back."))

    def copy_sheet(self) -> None:
        """A sheet of the school's own with the figures that stand in the form; its name is typed next."""
        sheet = self.form.sheet
        name = actions.free_name(self._desk, sheet.name or _("Sheet of labels"))
        values = {field: getattr(sheet, field) for field in Sheet.__dataclass_fields__} | {"name": name}

        def add() -> None:
            key = own_key(actions.add_sheet(self._desk, Sheet(**values)))
            self.refresh()
            self.list.select(key)

        if self._do(add, _("A sheet of your own: change its figures on the right.")):
            self.form.name.setFocus()
            self.form.name.selectAll()

    def remove_sheet(self) -> None:
        row = self.row
        if row is not None and row.sheet_id is not None:
            sheet_id = row.sheet_id
            words = _("{name} was removed. F8 brings it back.").format(name=row.sheet.name)
            self._do(lambda: actions.remove_sheet(self._desk, sheet_id), words)
            self.list.view.setFocus()

    def _do(self, act: Callable[[], object], told: str) -> bool:
        try:
            act()
        except DeskError as error:
            self.form.tell(error.text())
            return False
        self._around.say(told)
        self.refresh()
        return True

    def _ask_test(self) -> None:
        sheet = self.form.sheet

        def make(_desk: Desk, press: Press) -> Pages:
            from libdesk.documents.ruler import SheetPage

            return SheetPage(sheet, press)

        self.paper_asked.emit(Paper(_("Test page: {sheet}").format(sheet=sheet.name), make))
