"""A list held against the holdings in words, and its rows as lines of an order."""

from typing import Final

from libdesk.actions.acquisition.purchases import NewLine
from libdesk.domain.holdings_check import Checked, Fate, Offer
from libdesk.exchange.offers import OfferList
from libdesk.i18n import _, ngettext
from libdesk.ui.cataloguing.orders import words

ROLES: Final = {Fate.LACK: "warn", Fate.TOO_FEW: "warn", Fate.FAULTY: "bad", Fate.HAVE: "good"}


def order_line(row: Checked, copies: int) -> NewLine:
    offer = row.offer
    return NewLine(
        offer.title, copies, author=offer.author, publisher=offer.publisher, year=offer.year, isbn=offer.isbn,
        price_fen=offer.price_fen, class_no=offer.class_no, wish_id=row.wished[0] if row.wished else None,
        title_id=row.title_id,
    )  # fmt: skip


def unread_row(line: int, why: str) -> Offer:
    """A row that could not be read, so that it is in the list and in what is saved."""
    return Offer(line, _("Line {line}: {why}").format(line=line, why=why))


def tip(row: Checked) -> str:
    parts = (row.offer.title, row.offer.publisher, row.offer.note, words.editions(row), words.named_by(row))
    return "\n".join(part for part in parts if part)


def read_words(read: OfferList) -> str:
    rows = ngettext("{n} row", "{n} rows", read.rows_read).format(n=f"{read.rows_read:,}")
    parts = [read.name, rows]
    if read.skipped:
        text = ngettext("{n} of them blank or a heading", "{n} of them blank or headings", read.skipped)
        parts.append(text.format(n=f"{read.skipped:,}"))
    return " · ".join(parts)
