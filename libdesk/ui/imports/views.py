"""What the page of import and export can show: a list, a file of records, the suppliers' pool, the export.

All but the first are made when they are first asked for.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from libdesk.i18n import N_, _
from libdesk.ui import icons, theme
from libdesk.ui.parts import named, wrapped
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.stack import Stack

if TYPE_CHECKING:
    from libdesk.ui.imports.export_view import ExportView
    from libdesk.ui.imports.pool_view import PoolView
    from libdesk.ui.imports.records.view import RecordsView

_BUTTONS: Final = (
    ("import", N_("Import"), icons.IMPORT),
    ("pool", N_("Suppliers’ records"), icons.LIST),
    ("export", N_("Export"), icons.EXPORT),
)


class Views(QWidget):
    """`fault_told(path, sentence)`: a file of records cannot be used."""

    fault_told = Signal(object, str)

    def __init__(self, around: Surroundings, lists: QWidget, ask_file: Callable[[], None]) -> None:
        super().__init__()
        self._around, self._lists, self._ask_file = around, lists, ask_file
        self.takes_records = True
        self._only = False
        self.records: RecordsView | None = None
        self.pool: PoolView | None = None
        self.export: ExportView | None = None
        self.buttons = {name: self._button(name, text, icon) for name, text, icon in _BUTTONS}
        self._row = wrapped(*self.buttons.values())
        self._row.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), 0)
        self._stack = Stack()
        self._stack.addWidget(lists)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._row)
        column.addWidget(self._stack, 1)
        self.buttons["import"].setChecked(True)

    def _button(self, name: str, text: str, icon: str) -> QToolButton:
        made = named(QToolButton(), f"show_{name}_view")
        made.setProperty("role", "page")
        made.setText(_(text))
        icons.set_icon(made, icon)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setCheckable(True)
        made.clicked.connect(lambda _checked=False: self._chosen(name))
        return made

    def only_lists(self, *, records: bool) -> None:
        """In the wizard nothing else is asked for; `records`: whether MARC is a way to say what is asked."""
        self._row.hide()
        self._only, self.takes_records = True, records

    @property
    def writing(self) -> bool:
        return (self.records is not None and self.records.job.writing) or (
            self.pool is not None and self.pool.job.writing
        )

    @property
    def pending(self) -> bool:
        return self.records is not None and self._shown is self.records and self.records.pending

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return getattr(self._shown, "choose", self.buttons["import"])

    @property
    def help_topic(self) -> str:
        """The page of the help for what is shown; "" for the lists."""
        return str(getattr(self._shown, "HELP", ""))

    @property
    def _shown(self) -> QWidget:
        return self._stack.currentWidget() or self._lists

    def refresh(self) -> None:
        """The library has changed."""
        for view in (self.records, self.pool):
            if view is not None:
                view.refresh()

    def show_view(self, name: str) -> None:
        """import, pool or export."""
        for other, made in self.buttons.items():  # in no group of Qt's, which would take the Tab key from the others
            made.setChecked(other == name)
        if name == "pool":
            self._show(self._pool_view())
        elif name == "export":
            self._show(self._export_view())
        else:
            self._stack.setCurrentIndex(0)

    def _chosen(self, name: str) -> None:
        """By hand: the keyboard goes on in what was opened."""
        self.show_view(name)
        self.first.setFocus()

    def show_lists(self) -> None:
        self.show_view("import")

    def show_records(self, paths: Sequence[Path]) -> None:
        """Files of records; what is chosen or dropped at the pool is meant for it."""
        if self.pool is not None and self._shown is self.pool:
            into_pool = True
        else:
            into_pool = self.records is not None and self._shown is self.records and self.records.into_pool
        if self.records is None:
            from libdesk.ui.imports.records.view import RecordsView

            self.records = RecordsView(self._around)
            self.records.choose_asked.connect(self._ask_file)
            self.records.fault_told.connect(self.fault_told)
            if self._only:
                self.records.only_catalogue()
        for name, made in self.buttons.items():
            made.setChecked(name == "import")
        self._show(self.records)
        self.records.open(paths, into_pool=into_pool)

    def _pool_view(self) -> "PoolView":
        if self.pool is None:
            from libdesk.ui.imports.pool_view import PoolView

            self.pool = PoolView(self._around, self._ask_file)
        self.pool.refresh()
        return self.pool

    def _export_view(self) -> "ExportView":
        if self.export is None:
            from libdesk.ui.imports.export_view import ExportView

            self.export = ExportView(self._around)
        self.export.refresh()
        return self.export

    def _show(self, view: QWidget) -> None:
        if self._stack.indexOf(view) < 0:
            self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
