"""A window with one widget of each kind under a scan router, for the tests of where keys go."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from libdesk.ui.widgets.scan_box import ScanBox
from libdesk.ui.widgets.scan_router import ScanRouter

KINDS = ("push", "check", "combo", "listing", "table", "line", "plain", "spin")
CODE = "TS 00123"


class Desk:
    """A window with one widget of each kind, a box, and a clock that the test turns."""

    def __init__(self, qtbot: QtBot) -> None:
        self.now = 1000.0
        self.window = QWidget()
        self.box = ScanBox()
        self.target: ScanBox | None = self.box
        self.push, self.check, self.combo = QPushButton("Delete"), QCheckBox("check"), QComboBox()
        self.listing, self.table = QListWidget(), QTableWidget(2, 1)
        self.line, self.plain, self.spin = QLineEdit(), QPlainTextEdit(), QSpinBox()
        self.combo.addItems(["Apple", "Table"])
        self.listing.addItems(["Apple", "Table", "Zebra"])
        self.table.setItem(0, 0, QTableWidgetItem("Apple"))
        self.table.setItem(1, 0, QTableWidgetItem("Table"))
        self.listing.setCurrentRow(0)
        self.table.setCurrentCell(0, 0)
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.box)
        for kind in KINDS:
            layout.addWidget(getattr(self, kind))
        self.pressed: list[str] = []
        self.push.clicked.connect(lambda: self.pressed.append("push"))
        self.check.toggled.connect(lambda: self.pressed.append("check"))
        self.listing.itemActivated.connect(lambda: self.pressed.append("listing"))
        self.scans: list[tuple[str, bool]] = []
        self.box.scanned.connect(lambda raw, typed: self.scans.append((raw, typed)))
        self.router = ScanRouter(self.window, lambda: self.target, clock=lambda: self.now)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def keys(self, widget: QWidget, text: str, gap: float = 0.005) -> None:
        for letter in text:
            self.now += gap
            QTest.keyClick(widget, letter)

    def end(self, widget: QWidget, key: Qt.Key = Qt.Key.Key_Return, gap: float = 0.005) -> None:
        self.now += gap
        QTest.keyClick(widget, key)

    def state(self) -> tuple[object, ...]:
        """All that stray keys could have changed."""
        return (
            tuple(self.pressed),
            self.combo.currentIndex(),
            self.listing.currentRow(),
            self.table.currentRow(),
            self.table.state(),
            self.line.text(),
            self.plain.toPlainText(),
            self.spin.value(),
        )
