"""How long libdesk takes until the desk can be used, and its memory then; a program of its own, not a test.

`python start_app.py BEGUN LIBRARY`, BEGUN on the clock of time.monotonic(): prints the seconds until the window is
painted and the scan box has the focus, and the megabytes that are resident then.
"""

import os
import sys
import time

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication

from libdesk.app import run
from libdesk.ui.widgets.outcome_banner import OutcomeBanner
from libdesk.ui.widgets.scan_box import ScanBox

SOON = 1  # before any timer; by number, since asking Qt for the name would cost the bare window a tenth


class Painted(QObject):
    """Told by the banner's first paint; prints and ends the program once the whole window is on the screen."""

    def customEvent(self, _event: QEvent) -> None:
        seconds = time.monotonic() - float(sys.argv[1])
        import psutil

        assert isinstance(QApplication.focusWidget(), ScanBox), "a scan would go nowhere"
        sys.stdout.write(f"{seconds} {psutil.Process().memory_info().rss / 1e6}\n")
        sys.stdout.flush()
        os._exit(0)


painted = Painted()
paint = OutcomeBanner.paintEvent


def paint_and_tell(banner: OutcomeBanner, event: QPaintEvent) -> None:
    paint(banner, event)
    QCoreApplication.postEvent(painted, QEvent(QEvent.Type.User), SOON)


OutcomeBanner.paintEvent = paint_and_tell  # type: ignore[method-assign]  # measured from outside, unchanged inside
sys.exit(run(["--library", sys.argv[2]]))
