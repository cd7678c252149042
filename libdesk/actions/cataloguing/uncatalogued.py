"""A book that is not in the catalogue yet is lent while the pupil waits: title and barcode now, the rest is queued."""

from libdesk.actions.desk import Desk
from libdesk.actions.errors import BarcodeTaken, TitleMissing
from libdesk.actions.lending import find_copy, find_reader, lend_in, with_journal
from libdesk.domain.barcodes import read_label
from libdesk.domain.ops import Op
from libdesk.domain.rows.receipts import LoanReceipt
from libdesk.store.queries import desk as queries
from libdesk.store.tables import Barcode, Copy, Title


def lend_uncatalogued(desk: Desk, *, title: str, barcode: str, reader_id: int) -> LoanReceipt:
    """Register title and copy, queued for cataloguing, and lend it in the same step.

    Raises TitleMissing, BarcodeUnusable, BarcodeTaken, LoanRefused.
    """
    title = " ".join(title.split())
    if not title:
        raise TitleMissing()
    scan = read_label(barcode, isbn=True)
    with desk.action(Op.LEND_UNCATALOGUED) as act:
        if queries.owner_of(desk.library, scan.code_key) is not None:
            raise BarcodeTaken(scan.text)
        title_id = act.add(Title, title=title, isbn=scan.isbn, queued=1, added=act.at)
        copy_id = act.add(Copy, title_id=title_id, entered=desk.today.isoformat())
        act.add(Barcode, code_key=scan.code_key, printed=scan.text, copy_id=copy_id, since=act.at)
        receipt = lend_in(act, desk, find_reader(desk, reader_id), find_copy(desk, copy_id))
        act.note(loan=receipt.loan_id, copy=copy_id, reader=reader_id, title=title_id)
    return with_journal(receipt, act)
