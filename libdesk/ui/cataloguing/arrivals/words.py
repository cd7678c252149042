"""What the list of arrivals says of each line, and where a book goes that somebody waits for."""

from typing import Final

from libdesk.domain.arrivals import waits_for
from libdesk.domain.rows.arrivals import Arrival, Handled
from libdesk.i18n import N_, _, ngettext, sentences
from libdesk.ui.widgets.row_model import Column, Width

MOST_HELD: Final = 2

COLUMNS: Final = (
    Column("title", N_("Title"), lambda row: row.title, width=Width.STRETCH),
    Column("barcode", N_("Barcode"), lambda row: barcodes(row)),
    Column("call_no", N_("Call number"), lambda row: row.call_no),
    Column("place", N_("Place"), lambda row: row.place, spare=2),
    Column("batch", N_("Batch"), lambda row: row.batch, spare=3),
    Column("waiting", N_("Waits for"), lambda row: waits(row), sort=lambda row: row.waiting),
)


def barcodes(row: Arrival) -> str:
    """The barcode of a copy; of several how many there are."""
    if len(row.copy_ids) == 1:
        return row.barcode
    return ngettext("{n} copy", "{n} copies", len(row.copy_ids)).format(n=len(row.copy_ids))


def held_words(done: Handled) -> str:
    """Which books go to the hold shelf instead, and for whom."""
    words = _("“{title}” is for {reader}: put it on the hold shelf.")
    shown = [words.format(title=one.title, reader=one.reader) for one in done.held[:MOST_HELD]]
    if len(done.held) > MOST_HELD:
        shown.append(_("And {n} more, see the hold shelf.").format(n=len(done.held) - MOST_HELD))
    return sentences(*shown)


def waits(row: Arrival) -> str:
    """What a line waits for; a copy that is out is told, since it cannot be stamped now."""
    text = waits_for(row.waiting)
    return _("{steps} (on loan)").format(steps=text) if row.on_loan else text
