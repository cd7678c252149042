"""A change of many readers at once is preceded by a backup, made beside the desk; scans wait until both are done."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from libdesk.domain.errors import DeskError
from libdesk.i18n import _
from libdesk.ui.jobs import Lane
from libdesk.ui.tab import Surroundings


def after_backup(
    around: Surroundings, page: QWidget, rows: int, change: Callable[[], object], refused: Callable[[str], object]
) -> None:
    """Make the change: of few rows at once, of many when there is a backup of what was before.

    `refused` is told why there could be none; then nothing is changed. Meanwhile nothing on the `page` can be pressed.
    """
    from libdesk.actions import backups

    if rows <= backups.MANY or around.desk.settings.demo:
        change()
        return

    asker = around.desk.actor

    def ended(then: Callable[[], object]) -> None:
        if isValid(page):
            page.setEnabled(True)
            if around.desk.actor == asker:  # not in the name of somebody else
                then()

    def told(error: Exception) -> None:
        if isinstance(error, DeskError):
            text = _("{fault} Nothing was changed, since there has to be a backup first.")
            refused(text.format(fault=error.text()))

    page.setEnabled(False)
    around.say(_("A backup first …"))
    around.jobs.start(
        Lane.LIBRARY, _("Backup"), backups.before_change, lambda _made: ended(change),
        lambda error: ended(lambda: told(error)),
    )  # fmt: skip
