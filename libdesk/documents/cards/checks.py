"""What would not come out on paper is said before it is printed; it stops nothing, the rest is printed."""

from dataclasses import dataclass
from typing import Final

from libdesk.documents.barcodes import BarcodeUnprintable
from libdesk.documents.cards.front import bars_of
from libdesk.documents.cards.marks import corner
from libdesk.documents.cards.plan import plan_card
from libdesk.documents.fonts import missing_glyphs
from libdesk.domain.press import Press
from libdesk.domain.progress import Progress
from libdesk.domain.rows.prints import CardLayout, CardRow, Rows
from libdesk.domain.sheets import OffPage, Sheet

CUT: Final = 1.0  # mm of a card’s edge that may be cut off unseen
AT_ONCE: Final = 200  # photos come with the rows: more would fill the memory


@dataclass(frozen=True, slots=True)
class CardFault:
    """One reader's card. `letters` would be 〓; `fault` is why there are no bars; `photo`: it is wanted and missing.

    `off`: the printer’s figures push the card, its front or its back, off the paper.
    """

    reader_id: int
    name: str
    group: str
    letters: str = ""
    fault: BarcodeUnprintable | None = None
    photo: bool = False
    off: OffPage | None = None


@dataclass(frozen=True, slots=True)
class CardChecks:
    """`letters`: those of the school's own words, which stand on every card."""

    letters: str
    faults: tuple[CardFault, ...]


def check_cards(
    rows: Rows[CardRow], layout: CardLayout, sheet: Sheet, press: Press | None = None,
    progress: Progress | None = None, *, start: int = 0,
) -> CardChecks:  # fmt: skip
    """Look at all cards as they would be printed on this sheet. Raises Cancelled."""
    press = press or Press()
    plan = plan_card(sheet.label_width, sheet.label_height, layout)
    own = missing_glyphs(" ".join((layout.school, layout.line, *(layout.rules if layout.back else ()))))
    over = [_over(sheet, layout, press, place) for place in range(sheet.per_page)]
    faults = []
    for first in range(0, len(rows), AT_ONCE):
        if progress is not None:
            progress.step(first, len(rows))
        for number, row in enumerate(rows.part(first, first + AT_ONCE), start + first):
            shown = (row.name, row.group if layout.group else "", row.kind, row.school_no, row.code)
            letters = "".join(dict.fromkeys(missing_glyphs("".join(shown))))
            no_photo = layout.photo and row.photo is None
            fault = None
            try:
                bars_of(row.code, layout, plan, press)
            except BarcodeUnprintable as wrong:
                fault = wrong
            off = OffPage(over[number % len(over)]) if over[number % len(over)] else None
            if letters or fault or no_photo or off:
                faults.append(CardFault(row.reader_id, row.name, row.group, letters, fault, no_photo, off))
    return CardChecks(own, tuple(faults))


def _over(sheet: Sheet, layout: CardLayout, press: Press, place: int) -> float:
    """By how many mm a card of the sheet is pushed off the page, the side that is worse off."""
    white = layout.lamination + CUT
    mirror_x = layout.long_edge == (sheet.page_height >= sheet.page_width)
    sides = [corner(sheet, place, False, False)]
    if layout.back:
        sides.append(corner(sheet, place, mirror_x, not mirror_x))
    return max(sheet.over(*press.moved(*side), white, white) for side in sides)
