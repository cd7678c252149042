"""赔书: a reader brings a copy of the same or a newer edition for a lost one; the old number goes, a new copy comes."""

from libdesk.actions.cataloguing.accessions import next_number
from libdesk.actions.desk import Desk
from libdesk.actions.errors import BarcodeTaken
from libdesk.actions.hold_shelf import set_aside
from libdesk.actions.journal import Action
from libdesk.actions.lending import find_copy
from libdesk.actions.money.charges import open_charge
from libdesk.actions.money.errors import NotALoss, NotAnIsbn
from libdesk.actions.repairs.cases import status_changed
from libdesk.domain.barcodes import read_label
from libdesk.domain.charges import REPLACEMENT, ChargeKind, ChargeState, with_isbn
from libdesk.domain.identifiers import isbn13_of
from libdesk.domain.ops import Op
from libdesk.domain.rows.charges import Replaced
from libdesk.store.queries import desk as desk_queries
from libdesk.store.tables import Barcode, Charge, Copy


def replace_lost(desk: Desk, *, charge_id: int, barcode: str, isbn: str = "", typed: bool = False) -> Replaced:
    """Register the copy that was brought under `barcode` in the place of the lost one, which is withdrawn.

    `isbn` of the book that was brought: one that differs from the title's is another edition, and kept with the charge.
    The new copy has the volume, kind, place, call number and price of the old and a new accession number.
    Raises ChargeGone, ChargeSettled, NotALoss, NotAnIsbn, BarcodeUnusable, LabelIsIsbn, LabelIsIssn, BarcodeTaken.
    """
    scan = read_label(barcode)
    brought = isbn13_of(isbn) or ""
    if isbn.strip() and not brought:
        raise NotAnIsbn(isbn.strip())
    with desk.action(Op.SETTLE_CHARGE, typed=typed) as act:
        charge = open_charge(desk, charge_id)
        if charge.what != ChargeKind.LOSS or charge.copy_id is None:
            raise NotALoss()
        if desk_queries.owner_of(desk.library, scan.code_key) is not None:
            raise BarcodeTaken(scan.text)
        new_id, number = _register(act, desk, charge.copy_id)
        act.add(Barcode, code_key=scan.code_key, printed=scan.text, copy_id=new_id, since=act.at)
        act.change(Copy, charge.copy_id, status="withdrawn", withdrawn_day=desk.today.isoformat())
        status_changed(act, desk, charge.copy_id, "lost", "withdrawn")
        other = brought if brought and brought != charge.isbn else ""
        act.change(
            Charge, charge_id, state=ChargeState.REPLACED.value, settled_day=desk.today.isoformat(), new_copy_id=new_id,
            reckoned=with_isbn(charge.reckoned, other) if other else charge.reckoned,
        )  # fmt: skip
        act.note(charge=charge_id, reader=charge.reader_id, copy=new_id, old_copy=charge.copy_id)
        waits = _for_whom(act, desk, new_id)
    return Replaced(act.journal_id, charge_id, new_id, scan.text, number, waits, charge.paid_fen)


def _register(act: Action, desk: Desk, old_id: int) -> tuple[int, str]:
    """A copy like the old one, with an accession number of its own."""
    columns = ("title_id", "volume_id", "item_kind", "place_id", "call_no", "price_fen")
    row = act.connection.execute(f"SELECT {', '.join(columns)} FROM copy WHERE id = ?", (old_id,)).fetchone()
    number = next_number(act)
    copy_id = act.add(
        Copy, **dict(zip(columns, row, strict=True)), accession_no=number, source=REPLACEMENT,
        entered=desk.today.isoformat(),
    )  # fmt: skip
    return copy_id, number


def _for_whom(act: Action, desk: Desk, copy_id: int) -> str | None:
    """Who waits for this book gets the new copy; the reader's name, or None."""
    waiting = desk_queries.next_hold(desk.library, find_copy(desk, copy_id))
    if waiting is None:
        return None
    set_aside(desk, act, hold_id=waiting[0], copy_id=copy_id)
    act.change(Copy, copy_id, status="hold")
    return waiting[2]
