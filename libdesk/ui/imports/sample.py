"""The first rows of a list as they stand in the file, and above each column what it is taken for."""

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QTableView

from libdesk.exchange.fields import FIELD_LABELS, FIELDS, Field
from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.imports.file_panel import QuietCombo
from libdesk.ui.imports.reading import Reading

SAMPLE_ROWS: Final = 20
MOST_COLUMNS: Final = 60  # of a sheet that is wider, the rest is left out
SHOWN_ROWS: Final = 7
_Index = QModelIndex | QPersistentModelIndex


class SampleTable(QTableView):
    """Row 0 holds the choices, then the header row, then the sample. `column_changed(index, Field or None)`."""

    column_changed = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("import_sample")
        self.setAccessibleName(_("First rows of the list"))
        self._model = _Sample()
        self.setModel(self._model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().hide()
        self.combos: list[QuietCombo] = []

    def show_reading(self, reading: Reading) -> None:
        at = (self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        self._model.show_reading(reading)
        self._make_combos(reading)
        self._fit()
        self.horizontalScrollBar().setValue(at[0])
        self.verticalScrollBar().setValue(at[1])

    def _make_combos(self, reading: Reading) -> None:
        """A choice for each column; those that are personal cannot be chosen."""
        focused = next((at for at, combo in enumerate(self.combos) if combo.hasFocus()), None)
        meaning = {at: field for field, at in reading.mapping.columns.items()}
        sensitive = {column.index for column in reading.mapping.sensitive}
        self.combos = []
        for at in range(self._model.columnCount()):
            combo = QuietCombo()
            combo.setObjectName(f"import_column_{at}")
            combo.setAccessibleName(
                _("Column {number}: {heading}").format(number=at + 1, heading=self._model.heading(at))
            )
            if at in sensitive:
                combo.addItem(_("personal: left out"))
                combo.setEnabled(False)
            else:
                combo.addItem(_("left out"), None)
                for field in FIELDS[reading.kind]:
                    combo.addItem(_(FIELD_LABELS[field]), field)
                combo.setCurrentIndex(max(0, combo.findData(meaning.get(at))))
                combo.activated.connect(lambda _row, at=at, combo=combo: self._picked(at, combo))
            self.setIndexWidget(self._model.index(0, at), combo)
            self.combos.append(combo)
        if focused is not None and focused < len(self.combos):
            self.combos[focused].setFocus()

    def _picked(self, at: int, combo: QuietCombo) -> None:
        value = combo.currentData()
        self.column_changed.emit(at, Field(value) if value else None)

    def _fit(self) -> None:
        metrics = theme.metrics(theme.Step.BODY)
        row = metrics.height() + theme.space(2)
        self.verticalHeader().setDefaultSectionSize(row)
        top = row + theme.space(3)
        self.verticalHeader().resizeSection(0, top)
        self.verticalHeader().setMinimumWidth(metrics.horizontalAdvance("00000") + theme.space(2))
        self.resizeColumnsToContents()
        widest = theme.space(64)
        for at, combo in enumerate(self.combos):
            self.setColumnWidth(at, min(widest, max(self.columnWidth(at), combo.sizeHint().width())))
        rows = min(SHOWN_ROWS, self._model.rowCount() - 1)
        self.setFixedHeight(top + rows * row + self.horizontalScrollBar().sizeHint().height() + 2 * self.frameWidth())


class _Sample(QAbstractTableModel):
    """The rows from the header row on; the row numbers are those of the spreadsheet."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[int, tuple[str, ...]]] = []
        self._header: int | None = None
        self._width = 0
        self._taken: frozenset[int] = frozenset()
        self._hidden: frozenset[int] = frozenset()

    def show_reading(self, reading: Reading) -> None:
        self.beginResetModel()
        rows, self._header = reading.table.rows, reading.mapping.header
        first = self._header if self._header is not None else 0
        filled = ((at, row) for at, row in enumerate(rows[first:], first) if any(row))
        self._rows = [found for found, _nth in zip(filled, range(SAMPLE_ROWS + 1), strict=False)]
        self._width = min(MOST_COLUMNS, max((len(row) for row in rows[:200]), default=0))
        self._taken = frozenset(reading.mapping.columns.values())
        self._hidden = frozenset(column.index for column in reading.mapping.sensitive)
        self.endResetModel()

    def heading(self, at: int) -> str:
        row = self._rows[0][1] if self._rows and self._header is not None else ()
        return row[at] if at < len(row) else ""

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows) + 1

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._width

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Vertical:
            return str(self._rows[section - 1][0] + 1) if section else ""
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() == 0:
            return None
        line, row = self._rows[index.row() - 1]
        is_header = line == self._header
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            if index.column() >= len(row):
                return ""
            # What is personal is not even shown.
            hidden = index.column() in self._hidden and not is_header and row[index.column()]
            return "***" if hidden else row[index.column()].replace("\n", " ")
        if role == Qt.ItemDataRole.FontRole and is_header:
            return theme.font(theme.Step.BODY, bold=True)
        if role == Qt.ItemDataRole.ForegroundRole and index.column() not in self._taken:
            return QColor(theme.current().colours.faint)
        return None
