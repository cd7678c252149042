"""While a tab is for nobody at the desk it stands still, as it was left: nothing of it is shown, read or told."""

from PySide6.QtCore import QObject, QTimer

from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.tab_jobs import TabJobs


class Standstill:
    """Made before its tab, which is to be built in `around`; both belong to `within`."""

    def __init__(self, around: Surroundings, within: QObject) -> None:
        self._jobs = TabJobs(around.jobs, within)
        self.around = around._replace(jobs=self._jobs)
        self._halted: list[QTimer] | None = None

    def begin(self, tab: Tab) -> None:
        """What was typed waits, but for secrets; what the tab was about to do by itself waits too."""
        if self._halted is None:
            tab.put_secrets_away()
            self._halted = [timer for timer in tab.findChildren(QTimer) if timer.isActive()]
            for timer in self._halted:
                timer.stop()
            self._jobs.hold()

    def let_go(self) -> None:
        """The tab will not come back."""
        self._jobs.let_go()

    def end(self) -> None:
        """Somebody is back who may see the tab: what was begun goes on."""
        if self._halted is not None:
            for timer in self._halted:
                timer.start()
            self._halted = None
            self._jobs.release()
