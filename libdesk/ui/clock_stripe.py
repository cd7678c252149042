"""A clock of the PC that cannot be believed: told at the top of the window before it dates a loan."""

from PySide6.QtCore import Signal

from libdesk.actions.clock import accept_clock
from libdesk.actions.desk import Desk
from libdesk.domain.clock import ClockDoubted
from libdesk.domain.ops import Op
from libdesk.i18n import _
from libdesk.ui.widgets.stripe import Stripe


class ClockStripe(Stripe):
    """Stays while the clock is in doubt; a librarian may say that it is right."""

    accepted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("clock_stripe")
        self._desk = desk
        self.button.clicked.connect(self._accept)

    def show_doubt(self, doubt: ClockDoubted | None) -> None:
        """None takes the stripe away."""
        button = _("The clock is right") if self._desk.allows(Op.ACCEPT_CLOCK) else ""
        self.show_text(doubt.text() if doubt is not None else "", button)

    def _accept(self) -> None:
        accept_clock(self._desk)
        self.accepted.emit()
