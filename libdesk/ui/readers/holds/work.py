"""One thing done on the page of holds: told at the foot, or why not in the page."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel

from libdesk.domain.errors import DeskError
from libdesk.i18n import _
from libdesk.ui.tab import Surroundings


def run(around: Surroundings, fault: QLabel, act: Callable[[], object], told: Callable[[], str]) -> bool:
    """Run an action; a refusal stands at `fault` until the next one. True if it was done."""
    try:
        act()
    except DeskError as error:
        fault.setText(error.text())
        fault.show()
        return False
    fault.clear()
    fault.hide()
    around.say(_("{done} F8 takes it back.").format(done=told()))
    return True
