"""What shelf reading says of each book, each move, and what its lists show."""

from typing import Final

from libdesk.domain.rows.shelving import ShelfItem
from libdesk.domain.shelving.reading import STAYING, Added, MoveTold, Remark, Scanned
from libdesk.i18n import N_, _, ngettext
from libdesk.ui.widgets.row_model import Column, Width

REMARKS: Final = {
    Remark.BELONGS: N_("in order"),
    Remark.OUT: N_("on loan, yet here"),
    Remark.FOUND: N_("believed lost, yet here"),
    Remark.HELD: N_("for the hold shelf"),
    Remark.REPAIR: N_("for the repairs"),
    Remark.WITHDRAWN: N_("withdrawn"),
    Remark.BOUND: N_("bound into a volume"),
    Remark.OTHER_PLACE: N_("of another place"),
    Remark.OTHER_SHELF: N_("of another shelf"),
    Remark.NO_NUMBER: N_("without a call number"),
}


def state(row: Scanned) -> str:
    """In order, to be moved, or why it does not stay; where it belongs if that is elsewhere."""
    if row.remark in (Remark.OTHER_PLACE, Remark.OTHER_SHELF) and row.item.where:
        return _("belongs to {where}").format(where=row.item.where)
    words = _(REMARKS[row.remark])
    if not row.moves:
        return words
    return _("to be moved") if row.remark is Remark.BELONGS else _(", ").join((words, _("to be moved")))


def state_role(row: Scanned) -> str:
    if row.remark is Remark.BELONGS:
        return "warn" if row.moves else "good"
    return "warn" if row.remark in STAYING else "bad"


SCANNED: Final = (
    Column("number", N_("No."), lambda row: str(row.number), sort=lambda row: row.number, right=True),
    Column("call_no", N_("Call number"), lambda row: row.item.call_no or _("none")),
    Column("title", N_("Title"), lambda row: row.item.title, width=Width.STRETCH),
    Column("barcode", N_("Barcode"), lambda row: row.item.barcode, spare=2),
    Column("state", N_("On this shelf"), state, role=state_role),
)
MOVES: Final = (
    Column("number", N_("No."), lambda row: str(row.taken.number), sort=lambda row: row.taken.number, right=True),
    Column("call_no", N_("Call number"), lambda row: row.taken.item.call_no, tip=lambda row: move(row)),
    Column("title", N_("Title"), lambda row: row.taken.item.title, width=Width.STRETCH, tip=lambda row: move(row)),
    Column("move", N_("What to do"), lambda row: move_short(row), tip=lambda row: move(row)),
)
MISSED: Final = (
    Column("call_no", N_("Call number"), lambda row: row.call_no),
    Column("title", N_("Title"), lambda row: row.title, width=Width.STRETCH),
    Column("barcode", N_("Barcode"), lambda row: row.barcode),
    Column("where", N_("Place"), lambda row: row.where, spare=1),
)
GONE: Final = ShelfItem(0, "", "", "", None, None, "", "", None, 0)


def named(item: ShelfItem) -> str:
    """I247.5/12 “草房子”."""
    return _("{call_no} “{title}”").format(call_no=item.call_no, title=item.title).strip()


def move(told: MoveTold) -> str:
    """Take … and put it after …"""
    if told.after is None:
        return _("Take {book} and put it first, at the very left.").format(book=named(told.taken.item))
    text = _("Take {book} and put it after number {number}, {other}.")
    return text.format(book=named(told.taken.item), number=told.after.number, other=named(told.after.item))


def move_short(told: MoveTold) -> str:
    """Where a book is put, beside its own number and title."""
    if told.after is None:
        return _("put first, at the very left")
    text = _("put after number {number}, {call_no}")
    return text.format(number=told.after.number, call_no=told.after.item.call_no)


def order(added: Added) -> str:
    """Whether a book stands in order to those before it."""
    book = named(added.scanned.item)
    if added.in_order:
        return _("{book} stands in order.").format(book=book)
    if added.left is None or added.right is None:
        right = added.right.item if added.right is not None else added.scanned.item
        return _("{book} is out of order: it belongs before {other}.").format(book=book, other=named(right))
    text = _("{book} is out of order: it belongs between {left} and {right}.")
    return text.format(book=book, left=named(added.left.item), right=named(added.right.item))


def elsewhere(row: Scanned) -> str:
    """A book that is to be taken off this shelf, and where it goes."""
    if row.remark is Remark.NO_NUMBER:
        return _("“{title}” has no call number: put it aside to be labelled.").format(title=row.item.title)
    if row.item.where:
        return _("{book} belongs elsewhere: {where}").format(book=named(row.item), where=row.item.where)
    return _("{book} does not belong to this shelf.").format(book=named(row.item))


def counts(scanned: int, to_move: int, off: int) -> str:
    parts = [ngettext("{n} scanned", "{n} scanned", scanned).format(n=f"{scanned:,}")]
    if to_move:
        parts.append(ngettext("{n} move", "{n} moves", to_move).format(n=f"{to_move:,}"))
    if off:
        parts.append(ngettext("{n} to take off", "{n} to take off", off).format(n=f"{off:,}"))
    return " · ".join(parts)
