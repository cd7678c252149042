"""What is known of a printer: its dots, and by how much it prints beside the place, measured with the ruler page."""

from typing import Final

from libdesk.domain.errors import DeskError
from libdesk.domain.value import Value
from libdesk.i18n import _

DPI: Final = 300
MOST_OFF: Final = 15.0  # mm; more is another paper, not an offset
MOST_STRETCH: Final = 0.05
FRAME: Final = 10.0  # mm from the paper's edges to the frame of the ruler page
BAR: Final = 100.0  # mm that its bars are long


_ROOMY: Final = 140.0  # mm; on smaller paper the bars of the ruler page are shorter
_CARD: Final = 60.0
BESIDE: Final = 4.0  # mm from the frame to a bar and beyond its end


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


class Ruler(Value):
    """What is measured on a ruler page, in mm: how far its frame is from the edges, how long its bars are."""

    frame: float = FRAME
    across: float = BAR
    down: float = BAR


def ruler_for(width: float, height: float) -> Ruler:
    """On small paper the frame lies nearer to the edge and the bars are as long as they fit, in whole 5 mm."""
    if min(width, height) >= _ROOMY:
        return Ruler()
    frame = 5.0 if min(width, height) >= _CARD else 3.0
    across, down = (min(BAR, (side - 2 * frame - BESIDE) // 5 * 5) for side in (width, height))
    return Ruler(frame, max(across, 1.0), max(down, 1.0))


class Measure(Value):
    """What a ruler says of the ruler page, in mm: where the frame's upper left corner lies, how long the bars are.

    `ruler`: what they are on a page that a printer true to size has made.
    """

    left: float = FRAME
    top: float = FRAME
    across: float = BAR
    down: float = BAR
    ruler: Ruler = Ruler()

    def press(self, dpi: int = DPI) -> Press:
        """The figures that undo what was measured. Raises PressWrong."""
        if min(self.across, self.down) <= 0:
            raise PressWrong("scale")
        stretch_x, stretch_y = self.across / self.ruler.across, self.down / self.ruler.down
        frame = self.ruler.frame
        dx, dy = (self.left - frame * stretch_x) / stretch_x, (self.top - frame * stretch_y) / stretch_y
        made = Press(dpi, round(-dx, 3), round(-dy, 3), round(1 / stretch_x, 6), round(1 / stretch_y, 6))
        made.check()
        return made


def measure_of(press: Press, ruler: Ruler | None = None) -> Measure:
    """What was measured when these figures were entered."""
    ruler = ruler or Ruler()
    across, down = ruler.across / press.scale_x, ruler.down / press.scale_y
    left, top = (ruler.frame - press.dx) / press.scale_x, (ruler.frame - press.dy) / press.scale_y
    return Measure(round(left, 2), round(top, 2), round(across, 2), round(down, 2), ruler)
