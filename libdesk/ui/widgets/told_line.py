"""What the last scan or deed came to: one line in the colour of its outcome, gone while there is nothing to tell."""

from typing import Final

from libdesk.domain.outcome import Outcome
from libdesk.ui import theme
from libdesk.ui.widgets.announce import announce
from libdesk.ui.widgets.fit_label import FitLabel

ROLES: Final = {Outcome.NOTICE: "warn", Outcome.REFUSED: "bad", Outcome.NOT_FOUND: "bad"}


class ToldLine(FitLabel):
    """Two lines, or `small` ones in the size of ordinary words."""

    def __init__(self, small: int = 2) -> None:
        super().__init__(theme.Step.HEAD, lines=2, smaller=((theme.Step.BODY, small),), steady=False)
        self.hide()

    def tell(self, outcome: Outcome, text: str) -> None:
        """Show it, and say it to a screen reader."""
        self.set_role(ROLES.get(outcome, "good"))
        self.setText(text)
        self.setVisible(bool(text))
        if text:
            announce(self, text, urgent=not outcome.done)
