"""One thing done on a page: why it was refused stands there until the next one; what was done is told at the foot."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel

from libdesk.domain.errors import DeskError
from libdesk.i18n import _
from libdesk.ui.tab import Surroundings


def attempt(fault: QLabel, act: Callable[[], object]) -> bool:
    """Run an action; a refusal stands at `fault` until the next one. True if it was done."""
    try:
        act()
    except DeskError as error:
        fault.setText(error.text())
        fault.show()
        return False
    fault.clear()
    fault.hide()
    return True


def run(around: Surroundings, fault: QLabel, act: Callable[[], object], told: Callable[[], str]) -> bool:
    """As `attempt`; what was done is told, and that F8 takes it back."""
    if not attempt(fault, act):
        return False
    around.say(_("{done} F8 takes it back.").format(done=told()))
    return True
