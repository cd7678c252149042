"""What is known of a printer: its dots, and by how much it prints beside the place, measured with the ruler page."""

from typing import Final

from libdesk.domain.errors import DeskError
from libdesk.domain.value import Value
from libdesk.i18n import _

DPI: Final = 300
MOST_OFF: Final = 15.0  # mm; more is another paper, not an offset
MOST_STRETCH: Final = 0.05


class PressWrong(DeskError):
    """An offset or a scale that no printer has; `fault` is "offset", "scale" or "dots"."""

    fault: str

    def text(self) -> str:
        if self.fault == "offset":
            return _("An offset of more than {mm:g} mm is none of the printer’s: check the paper.").format(mm=MOST_OFF)
        if self.fault == "scale":
            return _(
                "The scale is more than {n:g} % off. Print at 100 %, not fitted to the page, then measure again."
            ).format(n=MOST_STRETCH * 100)
        return _("A printer has 150 to 2,400 dots an inch.")


class Press(Value):
    """A printer's dots an inch; the offset in mm to the right and down, the scale that undo its own faults.

    They move where labels and cards begin, never the bars of a barcode.
    """

    dpi: int = DPI
    dx: float = 0.0
    dy: float = 0.0
    scale_x: float = 1.0
    scale_y: float = 1.0

    def check(self) -> None:
        """Raises PressWrong."""
        if max(abs(self.dx), abs(self.dy)) > MOST_OFF:
            raise PressWrong("offset")
        if max(abs(self.scale_x - 1), abs(self.scale_y - 1)) > MOST_STRETCH:
            raise PressWrong("scale")
        if not 150 <= self.dpi <= 2400:
            raise PressWrong("dots")

    def moved(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the page (mm from its upper left corner) has to be sent so that it comes out there."""
        return x * self.scale_x + self.dx, y * self.scale_y + self.dy
