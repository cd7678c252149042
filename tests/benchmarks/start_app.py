"""How long libdesk takes until the desk can be used, and its memory then; a program of its own, not a test.

`python start_app.py BEGUN LIBRARY`, BEGUN on the clock of time.monotonic(): prints the seconds until the window is
painted and the scan box has the focus, and the megabytes that are resident then.
"""

# ruff: noqa: E402
import gc
import os
import sys
import time

gc.disable()  # as libdesk.__main__ does before it imports the rest

import libdesk.ui  # noqa: F401  # the first of ours, as in libdesk.app

# isort: split
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication

from libdesk.__main__ import main
from libdesk.ui.widgets.outcome_banner import OutcomeBanner
from libdesk.ui.widgets.scan_box import ScanBox

SOON = 1  # before any timer; by number, since the start does not need Qt's names of priorities


class Painted(QObject):
    """Told by the banner's first paint; prints and ends the program once the whole window is on the screen."""

    def customEvent(self, _event: QEvent) -> None:
        seconds = time.monotonic() - BEGUN
        import psutil

        assert isinstance(QApplication.focusWidget(), ScanBox), "a scan would go nowhere"
        sys.stdout.write(f"{seconds} {psutil.Process().memory_info().rss / 1e6}\n")
        sys.stdout.flush()
        os._exit(0)


BEGUN = float(sys.argv[1])
sys.argv[1:] = ["--library", sys.argv[2]]
painted = Painted()
paint = OutcomeBanner.paintEvent


def paint_and_tell(banner: OutcomeBanner, event: QPaintEvent) -> None:
    paint(banner, event)
    QCoreApplication.postEvent(painted, QEvent(QEvent.Type.User), SOON)


OutcomeBanner.paintEvent = paint_and_tell  # type: ignore[method-assign]  # measured from outside, unchanged inside
sys.exit(main())
