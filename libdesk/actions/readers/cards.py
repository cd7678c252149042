"""What a librarian does with one reader: stop and reopen the card, replace a card that was lost.

A replaced or lost number stays known for ever and is refused at the desk.
"""

from libdesk.actions.desk import Desk
from libdesk.actions.errors import BarcodeTaken, ReaderUnknown
from libdesk.domain.barcodes import read_label
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.rows.readers import ReaderDetail
from libdesk.i18n import _
from libdesk.store.queries import desk as desk_queries
from libdesk.store.queries import readers as queries
from libdesk.store.tables import Barcode, Reader


class StopReasonMissing(DeskError):
    def text(self) -> str:
        return _("Write down why the card is stopped; the desk says so when it is scanned.")


class SameCard(DeskError):
    code: str

    def text(self) -> str:
        return _("{code} is the card that counts now. Scan the new card.").format(code=self.code)


def stop_reader(desk: Desk, *, reader_id: int, why: str) -> int:
    """No more loans for this reader until the card is reopened; gives the journal entry.

    Raises StopReasonMissing, ReaderUnknown.
    """
    why = " ".join(why.split())
    if not why:
        raise StopReasonMissing()
    with desk.action(Op.STOP_READER) as act:
        _known(desk, reader_id)
        act.change(Reader, reader_id, state="stopped", stopped_why=why)
        act.note(reader=reader_id)
    return act.journal_id


def reopen_reader(desk: Desk, *, reader_id: int) -> int:
    """The reader may borrow again; gives the journal entry. Raises ReaderUnknown."""
    with desk.action(Op.REOPEN_READER) as act:
        _known(desk, reader_id)
        act.change(Reader, reader_id, state="active", stopped_why=None)
        act.note(reader=reader_id)
    return act.journal_id


def replace_card(desk: Desk, *, reader_id: int, code: str, old_id: int | None = None, lost: bool = True) -> int:
    """Give a reader a new card; gives the journal entry.

    `old_id` is the number (a row of barcode) that no longer counts, by default every one that does; `lost` or merely
    replaced. A lost card of the same reader that was found again counts again.
    Raises BarcodeUnusable, LabelIsIsbn, LabelIsIssn, BarcodeTaken, SameCard, ReaderUnknown.
    """
    scan = read_label(code, card=True)
    with desk.action(Op.REPLACE_CARD) as act:
        cards = _known(desk, reader_id).cards
        owner = desk_queries.owner_of(desk.library, scan.code_key)
        if owner is not None and owner.reader_id != reader_id:
            raise BarcodeTaken(scan.text)
        if owner is not None and owner.state == "active":
            raise SameCard(scan.text)
        for card in cards:
            if card.state == "active" and old_id in (None, card.id):
                act.change(Barcode, card.id, state="lost" if lost else "replaced", until=act.at)
        again = queries.barcode_id(desk.library, scan.code_key)
        if again is None:
            act.add(Barcode, code_key=scan.code_key, printed=scan.text, reader_id=reader_id, since=act.at)
        else:
            act.change(Barcode, again, state="active", until=None)
        act.note(reader=reader_id)
    return act.journal_id


def _known(desk: Desk, reader_id: int) -> ReaderDetail:
    detail = queries.detail(desk.library, reader_id)
    if detail is None:
        raise ReaderUnknown()
    return detail
