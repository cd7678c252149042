"""Long work says how far it is, and stops where it is told to: all that core code knows of either."""

from collections.abc import Callable

from libdesk.domain.errors import DeskError
from libdesk.i18n import _


class Cancelled(DeskError):
    """Somebody pressed stop. Raised by Progress.step, so that the action around it rolls everything back."""

    def text(self) -> str:
        return _("Stopped. Nothing was changed.")


class Progress:
    """Given to long work, which calls `step` at least a few times a second. Without arguments: nobody listens."""

    def __init__(
        self, told: Callable[[int, int], None] | None = None, *, stopped: Callable[[], bool] | None = None
    ) -> None:
        self._told = told
        self._stopped = stopped

    @property
    def stopped(self) -> bool:
        """Whether somebody wants the work to stop: for work that cannot call `step` while it waits."""
        return self._stopped is not None and self._stopped()

    def step(self, done: int, total: int) -> None:
        """Tell that `done` of `total` are done. Raises Cancelled when somebody wants the work to stop."""
        if self.stopped:
            raise Cancelled()
        if self._told is not None:
            self._told(done, total)
