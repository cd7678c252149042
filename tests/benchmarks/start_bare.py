"""How long a bare PySide6 window with an empty table takes to its first paint; a program of its own, not a test.

`python start_bare.py BEGUN`, BEGUN on the clock of time.monotonic(): prints the seconds since then.
"""

import os
import sys
import time

from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget

app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QTableWidget(0, 5))
window.resize(1100, 700)
window.show()
app.processEvents()  # paints; to be told of it, as by an event filter, would cost the bare window a tenth
sys.stdout.write(f"{time.monotonic() - float(sys.argv[1])}\n")
sys.stdout.flush()
os._exit(0)
