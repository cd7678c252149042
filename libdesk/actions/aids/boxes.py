"""Boxes for class corners: filled and emptied by scanning, exchanged between classes, counted in.

A box is lent to a class as any copy is; its books stay on record as lying in it and are not lent one by one.
"""

from collections.abc import Sequence
from typing import Final

from libdesk.actions.aids.errors import (
    BoxInBox,
    BoxNotOut,
    NoBox,
    NotInBox,
    NotToBeBoxed,
    SameHolder,
)
from libdesk.actions.desk import Desk
from libdesk.actions.errors import RunRefused
from libdesk.actions.journal import Action
from libdesk.actions.lending import find_copy, find_reader, lend_in
from libdesk.actions.returning import close_loan
from libdesk.domain.errors import DeskError
from libdesk.domain.loans import LoanRefused
from libdesk.domain.ops import Op
from libdesk.domain.rows.aids import BoxedBook, BoxRow, Counted
from libdesk.domain.rows.desk import CopyInHand
from libdesk.i18n import N_, _
from libdesk.store.queries.aids import boxes as queries
from libdesk.store.tables import BoxCopy, Copy

_WHY: Final = {
    "loan": N_("is on loan; take it back first"),
    "in_house": N_("is in use in the reading room; take it back first"),
    "hold": N_("is set aside for a reader"),
    "repair": N_("is in repair"),
    "withdrawn": N_("was withdrawn"),
    "lost": N_("counts as lost; find it again at the desk first"),
    "missing": N_("counts as missing; find it again at the desk first"),
}


def find_box(desk: Desk, box_id: int) -> BoxRow:
    """Raises NoBox."""
    row = queries.box(desk.read(Op.SEE_AIDS), box_id)
    if row is None:
        raise NoBox()
    return row


def fill(desk: Desk, box_id: int, copy_ids: Sequence[int]) -> int:
    """Put books into a box, also out of another one; gives the journal entry, 0 where all lie in it already.

    Raises NoBox, BoxInBox, NotToBeBoxed.
    """
    desk.require(Op.EDIT_BOXES)
    find_box(desk, box_id)
    coming = [copy_id for copy_id in dict.fromkeys(copy_ids) if not _lies_in(desk, copy_id, box_id)]
    if not coming:
        return 0
    with desk.action(Op.EDIT_BOXES) as act:
        for copy_id in coming:
            put_in(act, desk, box_id, copy_id)
        act.note(copy=box_id, count=len(coming))
    return act.journal_id


def take_out(desk: Desk, box_id: int, copy_ids: Sequence[int]) -> int:
    """Take books out of a box; they stand where they stood before. Raises NoBox, NotInBox."""
    with desk.action(Op.EDIT_BOXES) as act:
        find_box(desk, box_id)
        for copy_id in dict.fromkeys(copy_ids):
            if not _lies_in(desk, copy_id, box_id):
                raise NotInBox(find_copy(desk, copy_id).name)
            take_out_in(act, desk, copy_id)
        act.note(copy=box_id, count=len(set(copy_ids)))
    return act.journal_id


def exchange(desk: Desk, one_id: int, other_id: int) -> int:
    """Each of two classes gets the other's box; gives the journal entry.

    Both loans end and new ones begin, as the rules say. Raises NoBox, BoxNotOut, SameHolder, RunRefused.
    """
    with desk.action(Op.EXCHANGE_BOXES) as act:
        found = [(find_box(desk, box_id), find_copy(desk, box_id)) for box_id in (one_id, other_id)]
        holders = []
        for row, copy in found:
            if copy.loan is None:
                raise BoxNotOut(row.name)
            holders.append(copy.loan.reader_id)
        if holders[0] == holders[1]:
            raise SameHolder()
        for _row, copy in found:
            if copy.loan is not None:
                close_loan(act, desk, copy, copy.loan, desk.today)
                act.change(Copy, copy.id, status="shelf")
        refused: list[tuple[str, str]] = []
        for (row, copy), reader_id in zip(found, reversed(holders), strict=True):
            try:
                lend_in(act, desk, find_reader(desk, reader_id), find_copy(desk, copy.id))
            except LoanRefused as error:
                refused.append((row.name, error.text()))
        if refused:
            raise RunRefused(tuple(refused))
        act.note(copy=one_id, other=other_id)
    return act.journal_id


def compare(desk: Desk, box_id: int, seen: Sequence[int]) -> Counted:
    """A box as it was counted: its books that were not seen, and the copies that do not belong in it."""
    inside = queries.books(desk.read(Op.SEE_AIDS), box_id)
    known = {book.copy_id for book in inside}
    missing = tuple(book for book in inside if book.copy_id not in set(seen))
    return Counted(missing, tuple(copy_id for copy_id in dict.fromkeys(seen) if copy_id not in known))


def finish_count(desk: Desk, box_id: int, seen: Sequence[int], *, put_extra: bool, missing_gone: bool) -> Counted:
    """Note what a count found. `missing_gone`: what was not seen counts as missing and leaves the box, else it stays.

    `put_extra`: what lay in it besides belongs in it from now on. Where nothing is to be noted nothing is written.
    Raises NoBox, NotToBeBoxed.
    """
    desk.require(Op.EDIT_BOXES)
    find_box(desk, box_id)
    counted = compare(desk, box_id, seen)
    gone: tuple[BoxedBook, ...] = counted.missing if missing_gone else ()
    extra = counted.extra if put_extra else ()
    if not gone and not extra:
        return counted
    with desk.action(Op.EDIT_BOXES) as act:
        for book in gone:
            take_out_in(act, desk, book.copy_id)
            if book.status == "shelf":
                act.change(Copy, book.copy_id, status="missing", trolley=None)
        for copy_id in extra:
            put_in(act, desk, box_id, copy_id)
        act.note(copy=box_id, missing=len(gone), count=len(extra))
    return counted


def put_in(act: Action, desk: Desk, box_id: int, copy_id: int) -> None:
    """Part of an open action: this book lies in the box from now on, in no other, and waits on no trolley."""
    copy = find_copy(desk, copy_id)
    against = why_not(copy)
    if against is not None:
        raise against
    take_out_in(act, desk, copy_id)
    act.add(BoxCopy, box_id=box_id, copy_id=copy_id, put_day=desk.today.isoformat())
    if act.connection.execute("SELECT trolley FROM copy WHERE id = ?", (copy_id,)).fetchone()[0] is not None:
        act.change(Copy, copy_id, trolley=None)


def why_not(copy: CopyInHand) -> DeskError | None:
    """Why this copy cannot go into a box."""
    if copy.item_kind == queries.BOX:
        return BoxInBox()
    if copy.bound:
        return NotToBeBoxed(copy.name, _("is bound into a volume"))
    if copy.status != "shelf":
        return NotToBeBoxed(copy.name, _(_WHY.get(copy.status, N_("is not there"))))
    if copy.leaves:
        return NotToBeBoxed(copy.name, _("is to be taken out of the library"))
    return None


def take_out_in(act: Action, desk: Desk, copy_id: int) -> None:
    """Part of an open action: the book lies in no box any more."""
    found = queries.lying(desk.library, copy_id)
    if found is not None:
        act.change(BoxCopy, found[0], out_day=desk.today.isoformat())


def _lies_in(desk: Desk, copy_id: int, box_id: int) -> bool:
    found = queries.lying(desk.library, copy_id)
    return found is not None and found[1] == box_id
