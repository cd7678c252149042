"""What would not come out on paper is said before it is printed; it stops nothing, the rest is printed."""

from dataclasses import dataclass
from typing import Final

from libdesk.documents.barcodes import BarcodeUnprintable
from libdesk.documents.cards.front import bars_of
from libdesk.documents.cards.plan import plan_card
from libdesk.documents.fonts import missing_glyphs
from libdesk.domain.press import Press
from libdesk.domain.progress import Progress
from libdesk.domain.rows.prints import CardLayout, CardRow, Rows
from libdesk.domain.sheets import Sheet

AT_ONCE: Final = 200  # photos come with the rows: more would fill the memory


@dataclass(frozen=True, slots=True)
class CardFault:
    """One reader's card. `letters` would be 〓; `fault` is why there are no bars; `photo`: it is wanted and missing."""

    reader_id: int
    name: str
    group: str
    letters: str = ""
    fault: BarcodeUnprintable | None = None
    photo: bool = False


@dataclass(frozen=True, slots=True)
class CardChecks:
    """`letters`: those of the school's own words, which stand on every card."""

    letters: str
    faults: tuple[CardFault, ...]


def check_cards(
    rows: Rows[CardRow], layout: CardLayout, sheet: Sheet, press: Press | None = None, progress: Progress | None = None
) -> CardChecks:
    """Look at all cards as they would be printed on this sheet. Raises Cancelled."""
    press = press or Press()
    plan = plan_card(sheet.label_width, sheet.label_height, layout)
    own = missing_glyphs(" ".join((layout.school, layout.line, *(layout.rules if layout.back else ()))))
    faults = []
    for first in range(0, len(rows), AT_ONCE):
        if progress is not None:
            progress.step(first, len(rows))
        for row in rows.part(first, first + AT_ONCE):
            shown = (row.name, row.group if layout.group else "", row.kind, row.school_no, row.code)
            letters = "".join(dict.fromkeys(missing_glyphs("".join(shown))))
            no_photo = layout.photo and row.photo is None
            fault = None
            try:
                bars_of(row.code, layout, plan, press)
            except BarcodeUnprintable as wrong:
                fault = wrong
            if letters or fault or no_photo:
                faults.append(CardFault(row.reader_id, row.name, row.group, letters, fault, no_photo))
    return CardChecks(own, tuple(faults))
