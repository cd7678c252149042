"""The list of aids, and what comes into stock or leaves it without a receiver."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from libdesk.actions.aids.errors import (
    AidGone,
    AidNameMissing,
    AidNameTaken,
    AidStillThere,
    GradesWrong,
    QuantityWrong,
)
from libdesk.actions.desk import Desk
from libdesk.actions.done_on import done_on
from libdesk.actions.journal import Action
from libdesk.actions.shelving.errors import PlaceGone
from libdesk.domain.aids import AID_KINDS, MOST, MoveKind, balances
from libdesk.domain.ops import Op
from libdesk.domain.rows.aids import AidFields, AidRow
from libdesk.store.queries.aids import stock as queries
from libdesk.store.tables import Aid, AidMove

LONGEST_NAME: Final = 80
UNIT: Final = "本"
OF_STOCK: Final = (
    MoveKind.RECEIVED, MoveKind.MISSING, MoveKind.FOUND, MoveKind.DAMAGED, MoveKind.MENDED, MoveKind.SCRAPPED,
)  # fmt: skip
"""What may happen in the library itself, in the order in which it is offered."""


def add_aid(desk: Desk, fields: AidFields, *, opening: int = 0) -> int:
    """A new aid with so many in stock; gives its id. Raises AidNameMissing, AidNameTaken, GradesWrong, PlaceGone."""
    with desk.action(Op.EDIT_AIDS) as act:
        values = _checked(desk, fields)
        if not 0 <= opening <= MOST:
            raise QuantityWrong(MOST)
        aid_id = act.add(Aid, **values)
        if opening:
            day = desk.today.isoformat()
            act.add(AidMove, aid_id=aid_id, day=day, kind=MoveKind.OPENING.value, quantity=opening)
        act.note(aid=aid_id, count=opening)
    return aid_id


def edit_aid(desk: Desk, aid_id: int, fields: AidFields) -> int:
    """Change what is said of an aid; gives the journal entry, 0 where nothing differs. The ledger stays as it is."""
    desk.require(Op.EDIT_AIDS)
    now = find_aid(desk, aid_id)
    values = _checked(desk, fields, besides=aid_id)
    if values == _columns(now.fields):
        return 0
    with desk.action(Op.EDIT_AIDS) as act:
        act.change(Aid, aid_id, **values)
        act.note(aid=aid_id)
    return act.journal_id


def put_away(desk: Desk, aid_id: int) -> int:
    """An aid is kept no more; its ledger stays for the statistics. Raises AidGone, AidStillThere."""
    with desk.action(Op.EDIT_AIDS) as act:
        row = find_aid(desk, aid_id)
        check_none_left(row)
        act.change(Aid, aid_id, gone_day=desk.today.isoformat())
        act.note(aid=aid_id)
    return act.journal_id


def bring_back(desk: Desk, aid_id: int) -> int:
    """An aid that was put away is kept again. Raises AidGone, AidNameTaken."""
    with desk.action(Op.EDIT_AIDS) as act:
        row = queries.aid(desk.library, aid_id)
        if row is None:
            raise AidGone()
        check_name(row.fields.name, (other for other in queries.aids(desk.library) if other.id != aid_id))
        act.change(Aid, aid_id, gone_day=None)
        act.note(aid=aid_id)
    return act.journal_id


def move_stock(
    desk: Desk,
    aid_id: int,
    kind: MoveKind,
    quantity: int,
    *,
    day: date | None = None,
    voucher: str = "",
    note: str = "",
) -> int:
    """Something came in, was missed, found, damaged, mended or scrapped in the library; gives the journal entry.

    What is scrapped and does not stand aside as damaged is noted as damaged first, since it leaves the usable stock.
    Raises AidGone, QuantityWrong, TooFew, DayAhead.
    """
    if kind not in OF_STOCK:
        raise ValueError(kind)
    with desk.action(Op.MOVE_AIDS) as act:
        row = find_aid(desk, aid_id)
        when = done_on(desk, day)
        if kind is MoveKind.SCRAPPED and quantity > row.stock.damaged:
            rest = quantity - row.stock.damaged
            enter_move(act, aid_id, MoveKind.DAMAGED, rest, when, voucher=voucher, note=note)
        enter_move(act, aid_id, kind, quantity, when, voucher=voucher, note=note)
        check_ledger(desk, aid_id, row.fields.name)
        act.note(aid=aid_id, kind=kind.value, count=quantity)
    return act.journal_id


def find_aid(desk: Desk, aid_id: int) -> AidRow:
    row = queries.aid(desk.read(Op.SEE_AIDS), aid_id)
    if row is None or row.gone is not None:
        raise AidGone()
    return row


def enter_move(
    act: Action, aid_id: int, kind: MoveKind, quantity: int, day: date, *, reader_id: int | None = None,
    voucher: str = "", note: str = "",
) -> None:  # fmt: skip
    """One line of the ledger, inside the caller's action, who then checks the whole."""
    if not 0 < quantity <= MOST:
        raise QuantityWrong(MOST)
    act.add(
        AidMove, aid_id=aid_id, day=day.isoformat(), kind=kind.value, quantity=quantity, reader_id=reader_id,
        voucher=voucher.strip() or None, note=note.strip() or None,
    )  # fmt: skip


def check_ledger(desk: Desk, aid_id: int, name: str) -> None:
    """No day may end with less than nothing, also where a movement is written for an earlier day. Raises TooFew."""
    balances(queries.as_moves(queries.ledger(desk.library, aid_id)), name)


def check_aid(desk: Desk, aid_id: int) -> None:
    """The whole of an aid as it stands. Raises TooFew, and AidStillThere for one that is put away with some left."""
    row = queries.aid(desk.library, aid_id)
    if row is not None:
        check_ledger(desk, aid_id, row.fields.name)
        if row.gone is not None:
            check_none_left(row)


def check_none_left(row: AidRow) -> None:
    """Raises AidStillThere."""
    if row.stock.all:
        raise AidStillThere(row.fields.name, row.stock.hand + row.stock.damaged, row.stock.out)


def check_name(name: str, others: Iterable[AidRow]) -> None:
    """Raises AidNameTaken where one of these bears the name."""
    if any(row.fields.name.casefold() == name.casefold() for row in others):
        raise AidNameTaken(name)


def _checked(desk: Desk, fields: AidFields, *, besides: int = 0) -> dict[str, Any]:
    values = _columns(fields)
    if not values["name"]:
        raise AidNameMissing()
    check_name(values["name"], (row for row in queries.aids(desk.library) if row.id != besides))
    grades = [grade for grade in (fields.grade_from, fields.grade_to) if grade is not None]
    if any(not 1 <= grade <= 12 for grade in grades) or grades != sorted(grades):
        raise GradesWrong()
    if fields.place_id is not None and not desk.library.fetch("SELECT 1 FROM place WHERE id = ?", fields.place_id):
        raise PlaceGone()
    return values


def _columns(fields: AidFields) -> dict[str, Any]:
    kind = fields.kind if fields.kind in AID_KINDS else "other"
    return {
        "name": " ".join(fields.name.split())[:LONGEST_NAME], "kind": kind,
        "unit": fields.unit.strip() or UNIT, "grade_from": fields.grade_from, "grade_to": fields.grade_to,
        "subject": fields.subject.strip() or None, "price_fen": fields.price_fen, "place_id": fields.place_id,
        "title_id": fields.title_id, "note": fields.note.strip() or None,
    }  # fmt: skip
