"""What stands at the top of the window: the state of the desk, and sentences that must not be missed."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout

from libdesk.actions.desk import Actor, Desk
from libdesk.domain.ops import Role
from libdesk.i18n import _
from libdesk.ui import theme

if TYPE_CHECKING:
    from libdesk.ui.clock_stripe import ClockStripe


class DeskState(QLabel):
    """Who is at the desk, how old the last backup is, whose library: in the corner of the tabs, so it costs no line."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self._room = 0
        self.setObjectName("desk_state")
        self.setProperty("role", "quiet")
        self.setContentsMargins(theme.space(2), 0, theme.space(3), 0)

    def show_state(self, parts: Sequence[str]) -> None:
        self._words = "  ·  ".join(part for part in parts if part)
        self.setToolTip(self._words)
        self.setAccessibleName(self._words)
        self.set_room(self._room)

    def set_level(self, level: str) -> None:
        """warn or bad: something here wants to be looked at."""
        role = "quiet" if level == "good" else level
        if self.property("role") != role:
            self.setProperty("role", role)
            theme.restyle(self)

    def sizeHint(self) -> QSize:
        return super().sizeHint().boundedTo(QSize(self._room, self.maximumHeight()))

    def set_room(self, pixels: int) -> None:
        """The tabs come first; what does not fit beside them is elided, whole in the tooltip."""
        self._room = max(0, pixels)
        inner = max(0, pixels - theme.space(6))
        self.setText(theme.metrics(theme.Step.BODY).elidedText(self._words, Qt.TextElideMode.ElideRight, inner))
        self.setMinimumWidth(max(0, min(pixels, theme.metrics(theme.Step.BODY).horizontalAdvance(self.text()))))
        self.adjustSize()


class ClockTeller:
    """Puts a stripe at the top of `column` while the clock of the PC cannot be believed; made when first needed."""

    def __init__(self, desk: Desk, column: QVBoxLayout, give_back_focus: Callable[[], object]) -> None:
        self._desk, self._column, self._give_back = desk, column, give_back_focus
        self._stripe: ClockStripe | None = None

    def show(self) -> None:
        """At the start, after each scan and each change: what is to be said of the clock now."""
        doubt = self._desk.watch.doubt()
        if self._stripe is None:
            if doubt is None:
                return
            from libdesk.ui.clock_stripe import ClockStripe

            self._stripe = ClockStripe(self._desk)
            self._stripe.accepted.connect(self._give_back)
            self._column.insertWidget(0, self._stripe)
        self._stripe.show_doubt(doubt)


def state_words(actor: Actor) -> list[str]:
    """Who is on duty and who is at the desk."""
    match actor.role:
        case Role.LIBRARIAN:
            return [_("librarian {name}").format(name=actor.name).strip()]
        case Role.VIEWER:
            return [_("reports for {name}").format(name=actor.name).strip()]
        case _:
            duty = _("on duty: {name}").format(name=actor.name) if actor.shift_id else _("nobody on duty")
            return [duty, _("student mode")]
