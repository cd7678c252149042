"""What is to go on paper, how large its page is shown, and what is chosen to print it with."""

import json
from collections.abc import Callable
from enum import StrEnum
from typing import Concatenate, Final, ParamSpec

from libdesk.actions.desk import Desk
from libdesk.documents.paged import Pages
from libdesk.domain.press import Press
from libdesk.domain.value import Value
from libdesk.ui.pc_settings import PcSettings

MOST_COPIES: Final = 99
POINT: Final = 1 / 72  # of an inch
MM_POINT: Final = 25.4 / 72

P = ParamSpec("P")


class Sides(StrEnum):
    """How a printer uses the back of its paper; the value is kept in this PC's settings and never changes."""

    ONE = "one"
    LONG = "long"
    SHORT = "short"


class Paper(Value):
    """A document that can be looked at and printed.

    `make` runs in a worker thread, for each page that is looked at and for the whole: it only says which rows there
    are, and a page's own are fetched when the page is made. `sides`: other than ONE where the document has backs.
    """

    title: str
    make: Callable[[Desk, Press], Pages]
    sides: Sides = Sides.ONE


def paper_of(title: str, make: Callable[Concatenate[Desk, P], Pages], *args: P.args, **kwargs: P.kwargs) -> Paper:
    """What is made from these, chosen now on the page, and looks alike on every printer."""
    return Paper(title, lambda desk, _press: make(desk, *args, **kwargs))


class Fit(StrEnum):
    """A page shown as large as the room allows; other sizes are factors of the true one."""

    PAGE = "page"
    WIDTH = "width"


Zoom = Fit | float
ZOOMS: Final = (0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)


def scale_of(zoom: Zoom, room: tuple[int, int], points: tuple[float, float], inch: float) -> float:
    """Pixels for a point of the page; `inch`: pixels of an inch on this screen, as one would measure it."""
    across, down = room[0] / points[0], room[1] / points[1]
    if zoom is Fit.WIDTH:
        return max(across, 0.05)
    if zoom is Fit.PAGE:
        return max(min(across, down), 0.05)
    return float(zoom) * inch * POINT


class Choice(Value):
    """What was last chosen for a kind of document at this PC."""

    printer: str = ""
    copies: int = 1
    sides: str = ""  # "": as the document asks


def last_choice(pc: PcSettings, key: str) -> Choice:
    """What was chosen before under this key; what cannot be read is as at first."""
    try:
        kept = json.loads(pc.text(f"print/{key}", "{}"))
        copies, sides = int(kept.get("copies", 1)), str(kept.get("sides", ""))
        return Choice(
            str(kept.get("printer", "")),
            min(max(copies, 1), MOST_COPIES),
            sides if sides in list(Sides) else "",
        )
    except (ValueError, TypeError, AttributeError):
        return Choice()


def keep_choice(pc: PcSettings, key: str, chosen: Choice) -> None:
    kept = {"printer": chosen.printer, "copies": chosen.copies, "sides": chosen.sides}
    pc.keep_text(f"print/{key}", json.dumps(kept, ensure_ascii=False))
