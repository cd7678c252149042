"""What this PC knows of each printer: its dots, its offset and its scale, kept under the printer's name."""

import json
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from libdesk.domain.press import DPI, Press, PressWrong
from libdesk.ui.pc_settings import PcSettings

A4: Final = (210.0, 297.0)  # mm
LEAST_DOTS: Final = 150  # an inch; Qt names 72 where a driver names none
MOST_DOTS: Final = 2400
FINE: Final = 600  # more makes no letter better and the picture four times as large


def press_of(pc: PcSettings, printer: str, dpi: int = DPI) -> Press:
    """The printer's figures; one that was never measured, or whose cannot be read, is true to size with `dpi`."""
    try:
        kept = json.loads(pc.text(_key(printer), "{}"))
        press = Press(
            int(kept["dpi"]), float(kept["dx"]), float(kept["dy"]), float(kept["scale_x"]), float(kept["scale_y"])
        )
        press.check()
    except (ValueError, TypeError, KeyError, PressWrong):
        return Press(dpi)
    return press


def keep_press(pc: PcSettings, printer: str, press: Press) -> None:
    """Raises PressWrong."""
    press.check()
    kept = {
        "dpi": press.dpi, "dx": press.dx, "dy": press.dy, "scale_x": press.scale_x, "scale_y": press.scale_y,
    }  # fmt: skip
    pc.keep_text(_key(printer), json.dumps(kept))


def is_measured(pc: PcSettings, printer: str) -> bool:
    """Whether somebody has entered figures for this printer."""
    return bool(pc.text(_key(printer)))


def true_press(press: Press) -> Press:
    """As the page comes out: an offset undoes a fault of the printer's, so nobody sees it on the paper."""
    return Press(press.dpi)


def usual_dots(able: Sequence[int]) -> int:
    """The dots that bars are laid on for a printer that is able to these, as far as it says so."""
    known = [dots for dots in able if LEAST_DOTS <= dots <= MOST_DOTS]
    return DPI if not known or any(dots % DPI == 0 for dots in known) else max(known)


def raster_dots(dpi: int, able: Sequence[int]) -> int:
    """The dots to print with: a multiple of those that bars were laid on, fine enough for small letters."""
    known = [dots for dots in able if LEAST_DOTS <= dots <= MOST_DOTS]
    multiples = [dots for dots in known or range(dpi, FINE + 1, dpi) if dots % dpi == 0]
    fine = [dots for dots in multiples if dots <= FINE]
    nearest = min(known, key=lambda dots: abs(dots - dpi), default=dpi)
    return max(fine) if fine else min(multiples, default=nearest)


def ruler_paper(pc: PcSettings, printer: str) -> tuple[float, float]:
    """The paper, in mm, on which this printer is measured; A4 unless another one was chosen."""
    try:
        width, height = (float(side) for side in json.loads(pc.text(_key(printer, "paper"), "[]")))
    except (ValueError, TypeError):
        return A4
    return width, height


def keep_ruler_paper(pc: PcSettings, printer: str, paper: tuple[float, float]) -> None:
    pc.keep_text(_key(printer, "paper"), json.dumps(paper))


def _key(printer: str, what: str = "press") -> str:
    """A printer's name may hold what separates keys in the file."""
    return f"printers/{quote(printer, safe='')}/{what}"
