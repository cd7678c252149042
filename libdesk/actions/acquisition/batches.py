"""Batches: each delivery, donation or transfer has a number, a source, a voucher and its prices.

`new_batch` is for the actions in which books come in; it takes their open Action.
"""

from datetime import date
from typing import Final

from libdesk.actions.acquisition.errors import BatchGone, BatchInUse, BatchNumberTaken, CheckerMissing
from libdesk.actions.desk import Desk
from libdesk.actions.journal import Action
from libdesk.domain.batches import next_no
from libdesk.domain.ops import Op
from libdesk.store.queries import batches as queries
from libdesk.store.tables import Batch, ContentCheck

COLUMNS: Final = ("no", "kind", "day", "source", "voucher", "list_fen", "discount_permille", "paid_fen", "note")


def new_batch(
    act: Action, *, kind: str, day: date, no: str = "", source: str = "", voucher: str = "",
    list_fen: int | None = None, discount_permille: int | None = None, paid_fen: int | None = None, note: str = "",
    purchase_id: int | None = None,
) -> int:  # fmt: skip
    """A batch within an open action; without `no` it gets the next number of its year. Raises BatchNumberTaken."""
    no = no.strip() or _next_no(act, day.year)
    _free(act, no)
    return act.add(
        Batch, no=no, day=day.isoformat(), kind=kind, source=source.strip() or None, voucher=voucher.strip() or None,
        list_fen=list_fen, discount_permille=discount_permille, paid_fen=paid_fen, note=note.strip() or None,
        purchase_id=purchase_id,
    )  # fmt: skip


def make_batch(
    desk: Desk, *, kind: str, day: date, no: str = "", source: str = "", voucher: str = "",
    list_fen: int | None = None, discount_permille: int | None = None, paid_fen: int | None = None, note: str = "",
) -> int:  # fmt: skip
    """A batch by itself, before its books are there; gives its id. Raises BatchNumberTaken."""
    with desk.action(Op.EDIT_BATCH) as act:
        batch_id = new_batch(
            act, kind=kind, day=day, no=no, source=source, voucher=voucher, list_fen=list_fen,
            discount_permille=discount_permille, paid_fen=paid_fen, note=note,
        )  # fmt: skip
        act.note(batch=batch_id)
    return batch_id


def edit_batch(desk: Desk, *, batch_id: int, **values: object) -> bool:
    """Change some of COLUMNS; False when nothing differs. Raises BatchGone, BatchNumberTaken."""
    unknown = values.keys() - set(COLUMNS)
    if unknown:
        raise LookupError(f"a batch has no {sorted(unknown)}")
    wanted = {name: _kept(name, value) for name, value in values.items()}
    row = desk.library.connection.execute(f"SELECT {', '.join(COLUMNS)} FROM batch WHERE id = ?", (batch_id,))
    before = row.fetchone()
    if before is None:
        raise BatchGone()
    changed = {name: value for name, value in wanted.items() if before[COLUMNS.index(name)] != value}
    if not changed.get("no", "-"):
        del changed["no"]
    if not changed:
        return False
    with desk.action(Op.EDIT_BATCH) as act:
        if "no" in changed:
            _free(act, str(changed["no"]))
        act.change(Batch, batch_id, **changed)
        act.note(batch=batch_id, fields=sorted(changed))
    return True


def remove_batch(desk: Desk, *, batch_id: int) -> int:
    """Remove a batch that has no copies, with its checks. Raises BatchGone, BatchInUse."""
    with desk.action(Op.EDIT_BATCH) as act:
        if queries.batch(desk.library, batch_id) is None:
            raise BatchGone()
        held = act.connection.execute("SELECT count(*) FROM copy WHERE batch_id = ?", (batch_id,)).fetchone()[0]
        if held:
            raise BatchInUse(held)
        for check in queries.checks_of(desk.library, batch_id):
            act.remove(ContentCheck, check.id)
        act.remove(Batch, batch_id)
        act.note(batch=batch_id, removed=1)
    return act.journal_id


def note_check(
    desk: Desk, *, batch_id: int, by_whom: str, outcome: str, note: str = "", day: date | None = None
) -> int:
    """Who checked the content of a batch, when, and with which outcome; gives the check's id.

    Raises BatchGone, CheckerMissing.
    """
    by_whom = " ".join(by_whom.split())
    if not by_whom:
        raise CheckerMissing()
    with desk.action(Op.CHECK_CONTENT) as act:
        if queries.batch(desk.library, batch_id) is None:
            raise BatchGone()
        check_id = act.add(
            ContentCheck, batch_id=batch_id, day=(day or desk.today).isoformat(), by_whom=by_whom, outcome=outcome,
            note=note.strip() or None,
        )  # fmt: skip
        act.note(batch=batch_id, check=check_id, outcome=outcome)
    return check_id


def _kept(name: str, value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value.strip() or (None if name not in ("no", "kind", "day") else "")
    return value


def _next_no(act: Action, year: int) -> str:
    rows = act.connection.execute("SELECT no FROM batch WHERE no >= ? AND no < ?", (f"{year}-", f"{year}."))
    return next_no(year, [row[0] for row in rows])


def _free(act: Action, no: str) -> None:
    if act.connection.execute("SELECT 1 FROM batch WHERE no = ?", (no,)).fetchone():
        raise BatchNumberTaken(no)
