"""The first rows of a list as they stand in the file, and above each column what it is taken for."""

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QTableView, QVBoxLayout, QWidget

from libdesk.exchange.fields import FIELD_LABELS, FIELDS, Field
from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.imports.reading import Reading
from libdesk.ui.parts import named
from libdesk.ui.widgets.calm import calm

SAMPLE_ROWS: Final = 20
MOST_COLUMNS: Final = 60  # of a sheet that is wider, the rest is left out
SHOWN_ROWS: Final = 7
_Index = QModelIndex | QPersistentModelIndex


class SampleTable(QWidget):
    """`column_changed(index, Field or None)` when a choice above a column was made by hand."""

    column_changed = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("import_sample")
        self.view = named(QTableView(), "import_sample_rows")
        self.combos: list[_ColumnCombo] = []
        self._model = _Sample()
        self._strip = QWidget()
        self._clip = QWidget(self._strip)  # what is scrolled to the left goes under the row numbers
        self._set_up()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self._strip)
        column.addWidget(self.view)
        self.view.horizontalScrollBar().valueChanged.connect(self._place)
        self.view.horizontalHeader().sectionResized.connect(lambda *_sizes: self._place())

    def _set_up(self) -> None:
        view = self.view
        view.setModel(self._model)
        view.setAccessibleName(_("First rows of the list"))
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setTabKeyNavigation(False)
        view.setWordWrap(False)
        view.setShowGrid(False)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        view.horizontalHeader().hide()

    def show_reading(self, reading: Reading) -> None:
        at = (self.view.horizontalScrollBar().value(), self.view.verticalScrollBar().value())
        self._model.show_reading(reading)
        self._make_combos(reading)
        self._fit()
        self.view.horizontalScrollBar().setValue(at[0])
        self.view.verticalScrollBar().setValue(at[1])
        self._place()

    def chain_after(self, before: QWidget) -> None:
        """The Tab key goes from `before` through the choices to the rows."""
        for widget in (*self.combos, self.view):
            QWidget.setTabOrder(before, widget)
            before = widget

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _make_combos(self, reading: Reading) -> None:
        """A choice for each column; those that are personal cannot be chosen."""
        focused = next((at for at, combo in enumerate(self.combos) if combo.hasFocus()), None)
        for combo in self.combos:
            combo.hide()
            combo.deleteLater()
        meaning = {at: field for field, at in reading.mapping.columns.items()}
        sensitive = {column.index for column in reading.mapping.sensitive}
        self.combos = []
        for at in range(self._model.columnCount()):
            combo = _ColumnCombo(self._clip, self.view, at)
            combo.setObjectName(f"import_column_{at}")
            name = _("Column {number}: {heading}")
            combo.setAccessibleName(name.format(number=at + 1, heading=self._model.heading(at)))
            if at in sensitive:
                combo.addItem(_("personal: left out"))
                combo.setEnabled(False)
            else:
                combo.addItem(_("left out"), None)
                for field in FIELDS[reading.kind]:
                    combo.addItem(_(FIELD_LABELS[field]), field)
                combo.setCurrentIndex(max(0, combo.findData(meaning.get(at))))
                combo.activated.connect(lambda _row, at=at, combo=combo: self._picked(at, combo))
            combo.show()
            self.combos.append(combo)
        if focused is not None and focused < len(self.combos):
            self.combos[focused].setFocus()

    def _picked(self, at: int, combo: QComboBox) -> None:
        value = combo.currentData()
        self.column_changed.emit(at, Field(value) if value else None)

    def _fit(self) -> None:
        view, metrics = self.view, theme.metrics(theme.Step.BODY)
        row = metrics.height() + theme.space(2)
        view.verticalHeader().setDefaultSectionSize(row)
        view.verticalHeader().setFixedWidth(metrics.horizontalAdvance("00000") + theme.space(4))
        view.resizeColumnsToContents()
        for at, combo in enumerate(self.combos):
            width = max(view.columnWidth(at), combo.sizeHint().width() + theme.space(1))
            view.setColumnWidth(at, min(theme.space(64), width))
        rows = min(SHOWN_ROWS, self._model.rowCount())
        bar = view.horizontalScrollBar().sizeHint().height()
        view.setFixedHeight(rows * row + bar + 2 * view.frameWidth())
        self._strip.setFixedHeight(max((combo.sizeHint().height() for combo in self.combos), default=row))

    def _place(self) -> None:
        """Each choice stands above its column, however far the rows are scrolled."""
        left, height = self.view.verticalHeader().width() + self.view.frameWidth(), self._strip.height()
        self._clip.setGeometry(left, 0, max(0, self.width() - left), height)
        for at, combo in enumerate(self.combos):
            width = self.view.columnWidth(at) - theme.space(1)
            combo.setGeometry(self.view.columnViewportPosition(at), 0, width, height)


class _ColumnCombo(QComboBox):
    """The choice above one column; where the keyboard reaches it, its column scrolls into sight."""

    def __init__(self, strip: QWidget, view: QTableView, at: int) -> None:
        super().__init__(strip)
        calm(self)
        self._view, self._at = view, at

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._view.scrollTo(self._view.model().index(0, self._at))


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
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._width

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Vertical:
            return str(self._rows[section][0] + 1)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, row = self._rows[index.row()]
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
