"""Aids are issued to teachers, classes and departments, and come back, in parts, or are missing or damaged there.

What has a barcode goes along as a loan, in the same action: who receives signs once.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from libdesk.actions.aids.errors import (
    NothingSettled,
    NothingToIssue,
    NotOfThisAid,
    OnePieceOneReceiver,
    ReceiverLeft,
    ShortLine,
    StockShort,
)
from libdesk.actions.aids.stock import check_ledger, enter_move, find_aid
from libdesk.actions.desk import Desk
from libdesk.actions.done_on import done_on
from libdesk.actions.errors import OnLoanAlready, ReaderUnknown, RunRefused
from libdesk.actions.lending import find_copy, find_reader, lend_in
from libdesk.domain.aids import MoveKind, TooFew, balances
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.loans import LoanRefused
from libdesk.domain.ops import Op
from libdesk.domain.rows.aids import Receiver, Settled
from libdesk.domain.value import Value
from libdesk.store.queries.aids import stock as queries


class Issued(Value):
    """What was issued, to how many."""

    journal_id: int
    receivers: tuple[Receiver, ...]
    quantity: int
    pieces: int


def issue(
    desk: Desk, reader_ids: Sequence[int], lines: Mapping[int, int], *, copy_ids: Sequence[int] = (),
    day: date | None = None, voucher: str = "", due: date | None = None,
) -> Issued:  # fmt: skip
    """Give each receiver so many of each aid (`lines`: aid → number) and lend the pieces, all or nothing.

    `due`: until when the pieces are lent, else as the rules say.
    Raises NothingToIssue, ReceiverLeft, NotOfThisAid, StockShort, OnePieceOneReceiver, RunRefused, DayAhead.
    """
    desk.require(Op.MOVE_AIDS)
    wanted = {aid_id: quantity for aid_id, quantity in lines.items() if quantity}
    ids = list(dict.fromkeys(reader_ids))
    if not ids or not (wanted or copy_ids):
        raise NothingToIssue()
    if copy_ids and len(ids) > 1:
        raise OnePieceOneReceiver()
    with desk.action(Op.MOVE_AIDS) as act:
        when = done_on(desk, day)
        given = _receivers(desk, ids)
        _check_stock(desk, wanted, len(given), when)
        for aid_id, quantity in wanted.items():
            name = find_aid(desk, aid_id).fields.name
            for receiver in given:
                enter_move(act, aid_id, MoveKind.ISSUED, quantity, when, reader_id=receiver.id, voucher=voucher)
            check_ledger(desk, aid_id, name)
        refused: list[tuple[str, str]] = []
        for copy_id in dict.fromkeys(copy_ids):
            copy = find_copy(desk, copy_id)
            try:
                lend_in(act, desk, find_reader(desk, ids[0]), copy, due=due)
            except (LoanRefused, OnLoanAlready) as error:
                refused.append((copy.name, error.text()))
        if refused:
            raise RunRefused(tuple(refused))
        total = sum(wanted.values()) * len(given)
        act.note(receivers=len(given), count=total, pieces=len(set(copy_ids)))
    return Issued(act.journal_id, tuple(given), total, len(set(copy_ids)))


def _check_stock(desk: Desk, wanted: Mapping[int, int], receivers: int, day: date) -> None:
    """What could go out on a day without any later day having less than nothing. Raises StockShort."""
    short = []
    for aid_id, quantity in wanted.items():
        fields = find_aid(desk, aid_id).fields
        lines = balances(queries.as_moves(queries.ledger(desk.library, aid_id)), fields.name)
        until = [line.after.hand for line in lines if line.move.day <= day]
        there = min((until[-1] if until else 0, *(line.after.hand for line in lines if line.move.day > day)))
        if there < quantity * receivers:
            short.append(ShortLine(fields.name, fields.unit, there, receivers, quantity * receivers))
    if short:
        raise StockShort(tuple(short), day if day < desk.today else None)


def _receivers(desk: Desk, ids: Sequence[int]) -> list[Receiver]:
    found = queries.receivers(desk.library, ids)
    if len(found) < len(ids):
        raise ReaderUnknown()
    for receiver in found:
        if receiver.state not in ("active", "stopped"):
            raise ReceiverLeft(receiver.shown(desk.today, SchoolSystem(desk.settings.school_system)))
        if receiver.kind not in queries.RECEIVERS:
            raise NotOfThisAid(receiver.name)
    return found


def settle(desk: Desk, reader_id: int, lines: Sequence[Settled], *, day: date | None = None, note: str = "") -> int:
    """What came back from a receiver, is missing or damaged; what is not told stays there. Gives the journal entry.

    Raises NothingSettled, TooFew, DayAhead.
    """
    desk.require(Op.MOVE_AIDS)
    told = [line for line in lines if line.any]
    if not told:
        raise NothingSettled()
    with desk.action(Op.MOVE_AIDS) as act:
        when = done_on(desk, day)
        held = {one.aid_id: one.quantity for one in queries.held(desk.library, [reader_id])}
        for line in told:
            row = queries.aid(desk.library, line.aid_id)
            name = row.fields.name if row is not None else ""
            told_of, there = sum(line[1:]), held.get(line.aid_id, 0)
            if told_of > there:
                raise TooFew(name, "out", there, told_of, when)
            for kind, quantity in (
                (MoveKind.RETURNED, line.returned), (MoveKind.MISSING, line.missing), (MoveKind.DAMAGED, line.damaged),
            ):  # fmt: skip
                if quantity:
                    enter_move(act, line.aid_id, kind, quantity, when, reader_id=reader_id, note=note)
            check_ledger(desk, line.aid_id, name)
        act.note(
            reader=reader_id, count=sum(line.returned for line in told), missing=sum(line.missing for line in told),
            damaged=sum(line.damaged for line in told),
        )  # fmt: skip
    return act.journal_id


def found_at(desk: Desk, reader_id: int, aid_id: int, quantity: int, *, day: date | None = None) -> int:
    """A receiver brings what was missing there; gives the journal entry. Raises TooFew."""
    with desk.action(Op.MOVE_AIDS) as act:
        row = find_aid(desk, aid_id)
        enter_move(act, aid_id, MoveKind.FOUND, quantity, done_on(desk, day), reader_id=reader_id)
        check_ledger(desk, aid_id, row.fields.name)
        act.note(aid=aid_id, reader=reader_id, count=quantity)
    return act.journal_id
