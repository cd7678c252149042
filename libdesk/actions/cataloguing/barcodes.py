"""A copy gets another barcode: the old number stays known as this copy's for ever and is given to nothing else."""

from libdesk.actions.cataloguing.errors import SameBarcode
from libdesk.actions.desk import Desk
from libdesk.actions.errors import BarcodeTaken, CopyUnknown
from libdesk.domain.barcodes import read_label
from libdesk.domain.ops import Op
from libdesk.store.queries import desk as desk_queries
from libdesk.store.queries import titles as queries
from libdesk.store.tables import Barcode


def replace_barcode(desk: Desk, copy_id: int, code: str, *, lost: bool = False) -> int:
    """Give a copy a new barcode, or its first one; gives the journal entry.

    `lost`: the old label was lost, else merely replaced. A number that this copy bore before counts again.
    Raises BarcodeUnusable, LabelIsIsbn, LabelIsIssn, BarcodeTaken, SameBarcode, CopyUnknown.
    """
    scan = read_label(code)
    with desk.action(Op.REPLACE_BARCODE) as act:
        if not queries.copies_by_id(desk.library, [copy_id]):
            raise CopyUnknown()
        owner = desk_queries.owner_of(desk.library, scan.code_key)
        if owner is not None and owner.copy_id != copy_id:
            raise BarcodeTaken(scan.text)
        if owner is not None and owner.state == "active":
            raise SameBarcode(scan.text)
        rows = act.connection.execute(
            "SELECT id, code_key, state FROM barcode WHERE copy_id = ?", (copy_id,)
        ).fetchall()
        again = None
        for row_id, code_key, state in rows:
            if state == "active":
                act.change(Barcode, row_id, state="lost" if lost else "replaced", until=act.at)
            if code_key == scan.code_key:
                again = row_id
        if again is None:
            act.add(Barcode, code_key=scan.code_key, printed=scan.text, copy_id=copy_id, since=act.at)
        else:
            act.change(Barcode, again, state="active", until=None)
        act.note(copy=copy_id)
    return act.journal_id
