"""What this PC knows of each printer: its dots, its offset and its scale, kept under the printer's name."""

import json
from collections.abc import Sequence
from urllib.parse import quote

from libdesk.domain.press import Press, PressWrong
from libdesk.ui.pc_settings import PcSettings


def press_of(pc: PcSettings, printer: str) -> Press:
    """The printer's figures; those of a printer that was never measured, or that cannot be read, are the usual."""
    try:
        kept = json.loads(pc.text(_key(printer), "{}"))
        press = Press(
            int(kept["dpi"]), float(kept["dx"]), float(kept["dy"]), float(kept["scale_x"]), float(kept["scale_y"])
        )
        press.check()
    except (ValueError, TypeError, KeyError, PressWrong):
        return Press()
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


def on_paper(press: Press) -> Press:
    """As the page comes out: an offset undoes a fault of the printer's, so nobody sees it on the paper."""
    return Press(press.dpi)


def nearest_dots(wanted: int, able: Sequence[int]) -> int:
    """The resolution of a printer that comes nearest to the one that bars were made for, a multiple of it if any."""
    multiples = [dots for dots in able if dots % wanted == 0]
    return min(multiples, default=min(able, key=lambda dots: abs(dots - wanted), default=wanted))


def _key(printer: str) -> str:
    """A printer's name may hold what separates keys in the file."""
    return f"printers/{quote(printer, safe='')}/press"
