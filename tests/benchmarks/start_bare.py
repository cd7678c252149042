"""How long a bare PySide6 window with an empty table takes to its first paint; a program of its own, not a test.

`python start_bare.py BEGUN`, BEGUN on the clock of time.monotonic(): prints the seconds since then.
"""

import os
import sys
import time

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget

SOON = 1  # before any timer; by number, since asking Qt for the name would cost the bare window a tenth


class Painted(QObject):
    """Prints the time and ends the program once the window with the table has been painted."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), SOON)
        return False

    def customEvent(self, _event: QEvent) -> None:
        sys.stdout.write(f"{time.monotonic() - float(sys.argv[1])}\n")
        sys.stdout.flush()
        os._exit(0)


app = QApplication([])
window = QMainWindow()
table = QTableWidget(0, 5)
window.setCentralWidget(table)
window.resize(1100, 700)
painted = Painted()
table.viewport().installEventFilter(painted)
window.show()
sys.exit(app.exec())
