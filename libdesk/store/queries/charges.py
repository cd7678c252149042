"""What readers owe now and what was settled; money received; each list by class and pinyin."""

from datetime import date
from typing import Any, Final

from libdesk.domain.classes import ClassRef
from libdesk.domain.rows.charges import ChargeRow, ClaimRow, Owing, PaymentRow, SuspendedRow
from libdesk.store.database import Library

MOST_SETTLED: Final = 500

# A leaver is shown under the class that was the last.
_WHO: Final = "r.kind, e.stage, e.entry_year, e.class_no, r.id, r.name, r.sort_name, coalesce(r.department, '')"
_READER: Final = """JOIN reader r ON r.id = {reader} LEFT JOIN enrolment e ON e.id = coalesce(
  (SELECT id FROM enrolment WHERE reader_id = r.id AND to_day IS NULL),
  CASE WHEN r.state = 'left' THEN
    (SELECT id FROM enrolment WHERE reader_id = r.id ORDER BY to_day DESC, id DESC LIMIT 1) END)"""
_BARCODE: Final = """coalesce((SELECT b.printed FROM barcode b WHERE b.copy_id = {copy} AND b.state = 'active'
  ORDER BY b.id DESC LIMIT 1), '')"""
_PAID: Final = "coalesce((SELECT sum(p.amount_fen) FROM payment p WHERE p.charge_id = ch.id), 0)"
_CHARGES: Final = f"""
SELECT {_WHO}, ch.id, ch.kind, t.title, v.label, {_BARCODE.format(copy="ch.copy_id")}, coalesce(t.isbn, ''), ch.copy_id,
  (SELECT count(*) FROM volume w WHERE w.title_id = t.id), ch.amount_fen, {_PAID}, ch.reckoned, ch.made_day, ch.state,
  ch.settled_day, coalesce(ch.why, ''), {_BARCODE.format(copy="ch.new_copy_id")}
FROM charge ch {_READER.format(reader="ch.reader_id")}
LEFT JOIN copy c ON c.id = ch.copy_id LEFT JOIN title t ON t.id = c.title_id LEFT JOIN volume v ON v.id = c.volume_id
"""
_PAYMENTS: Final = f"""
SELECT {_WHO}, p.id, ch.id, ch.kind, t.title, v.label, p.amount_fen, coalesce(p.receipt_no, ''), p.paid_day
FROM payment p JOIN charge ch ON ch.id = p.charge_id {_READER.format(reader="ch.reader_id")}
LEFT JOIN copy c ON c.id = ch.copy_id LEFT JOIN title t ON t.id = c.title_id LEFT JOIN volume v ON v.id = c.volume_id
"""
# What was paid for a copy that came back or was replaced goes to its reader and not to finance.
_TO_HAND_OVER: Final = "p.handed_over_day IS NULL AND ch.state NOT IN ('cancelled', 'replaced')"


def charge(library: Library, charge_id: int) -> ChargeRow | None:
    row = library.connection.execute(f"{_CHARGES} WHERE ch.id = ?", (charge_id,)).fetchone()
    return _charge(row) if row else None


def open_losses(library: Library) -> list[ChargeRow]:
    """Lost copies that nobody has paid for or replaced."""
    return _charges(library, "ch.state = 'open' AND ch.kind = 'loss'")


def open_fines(library: Library) -> list[ChargeRow]:
    """Fines and damage that are not paid."""
    return _charges(library, "ch.state = 'open' AND ch.kind <> 'loss'")


def settled(library: Library) -> list[ChargeRow]:
    """What is over, the latest first; before it what is still to be given back. Nothing of readers who are erased."""
    sql = (
        f"{_CHARGES} WHERE ch.state <> 'open' AND r.state <> 'erased' ORDER BY ch.settled_day DESC, ch.id DESC LIMIT ?"
    )
    rows = [_charge(row) for row in library.connection.execute(sql, (MOST_SETTLED,))]
    return sorted(rows, key=lambda row: not row.give_back_fen)


def charges_of(library: Library, reader_id: int) -> list[ChargeRow]:
    """All of one reader, the open ones first."""
    sql = f"{_CHARGES} WHERE ch.reader_id = ? ORDER BY ch.state <> 'open', ch.id DESC"
    return [_charge(row) for row in library.connection.execute(sql, (reader_id,))]


def loss_of_copy(library: Library, copy_id: int) -> ChargeRow | None:
    """The newest loss of a copy that is open or was paid: what its coming back puts an end to."""
    sql = f"{_CHARGES} WHERE ch.copy_id = ? AND ch.kind = 'loss' AND ch.state IN ('open', 'paid') ORDER BY ch.id DESC"
    row = library.connection.execute(f"{sql} LIMIT 1", (copy_id,)).fetchone()
    return _charge(row) if row else None


def _charges(library: Library, where: str) -> list[ChargeRow]:
    rows = [_charge(row) for row in library.connection.execute(f"{_CHARGES} WHERE {where}")]
    return sorted(rows, key=lambda row: (row.list_key, row.id))


def _charge(row: tuple[Any, ...]) -> ChargeRow:
    made, over = date.fromisoformat(row[19]), _day(row[21])
    return ChargeRow(*(*row[:10], _title(row[10], row[11]), *row[12:19], made, row[20], over, *row[22:]))


# Suspensions and claims


def suspended(library: Library, today: date) -> list[SuspendedRow]:
    """Who may not borrow today because of a late return, with the return that reaches furthest."""
    rows = library.connection.execute(
        f"""SELECT {_WHO}, r.suspended_until, s.from_day, coalesce(s.overdue_days, 0), coalesce(s.reckoned, '{{}}'),
              t.title, v.label
            FROM reader x {_READER.format(reader="x.id")}
            LEFT JOIN suspension s ON s.id = (SELECT y.id FROM suspension y WHERE y.reader_id = r.id
              AND y.until = r.suspended_until AND y.lifted_day IS NULL ORDER BY y.id DESC LIMIT 1)
            LEFT JOIN loan l ON l.id = s.loan_id LEFT JOIN copy c ON c.id = l.copy_id
            LEFT JOIN title t ON t.id = c.title_id LEFT JOIN volume v ON v.id = c.volume_id
            WHERE x.suspended_until >= ? AND x.state IN ('active', 'stopped')""",
        (today.isoformat(),),
    )
    found = [
        SuspendedRow(*(*row[:8], date.fromisoformat(row[8]), _day(row[9]), *row[10:12], _title(row[12], row[13])))
        for row in rows
    ]
    return sorted(found, key=lambda row: row.list_key)


def suspended_ids(
    library: Library, today: date, *, reader_ids: list[int] | None = None, group: ClassRef | None = None
) -> list[int]:
    """Readers who are suspended today: of these, of this class, or all."""
    rows = library.connection.execute(
        """SELECT r.id, e.stage, e.entry_year, e.class_no FROM reader r
           LEFT JOIN enrolment e ON e.reader_id = r.id AND e.to_day IS NULL
           WHERE r.suspended_until >= ? AND r.state IN ('active', 'stopped') ORDER BY r.id""",
        (today.isoformat(),),
    )
    wanted = None if group is None else (group.stage.value, group.entry_year, group.class_no)
    return [
        row[0] for row in rows if (wanted is None or row[1:] == wanted) and (reader_ids is None or row[0] in reader_ids)
    ]


def running_suspensions(library: Library, reader_id: int, today: date) -> list[int]:
    """Rows of suspensions that are not over nor lifted."""
    rows = library.connection.execute(
        "SELECT id FROM suspension WHERE reader_id = ? AND until >= ? AND lifted_day IS NULL",
        (reader_id, today.isoformat()),
    )
    return [row[0] for row in rows]


def claims(library: Library) -> list[ClaimRow]:
    """Open loans whose readers say that the copy was returned."""
    rows = library.connection.execute(
        f"""SELECT {_WHO}, l.id, l.copy_id, t.title, v.label, {_BARCODE.format(copy="l.copy_id")}, l.due, l.claimed_day
            FROM loan l {_READER.format(reader="l.reader_id")} JOIN copy c ON c.id = l.copy_id
            JOIN title t ON t.id = c.title_id LEFT JOIN volume v ON v.id = c.volume_id
            WHERE l.returned IS NULL AND l.claimed_day IS NOT NULL"""
    )
    found = [
        ClaimRow(*(*row[:10], _title(row[10], row[11]), row[12], *(date.fromisoformat(day) for day in row[13:])))
        for row in rows
    ]
    return sorted(found, key=lambda row: (row.since, row.list_key))


# Prices and money


def price_of(library: Library, copy_id: int) -> int | None:
    """The price of a copy, else that of its title."""
    row = library.connection.execute(
        "SELECT coalesce(c.price_fen, t.price_fen) FROM copy c JOIN title t ON t.id = c.title_id WHERE c.id = ?",
        (copy_id,),
    ).fetchone()
    return row[0] if row else None


def prices_of_set(library: Library, copy_id: int) -> list[int | None]:
    """The price of each volume of the title to which a copy belongs: of its dearest copy, else that of the title."""
    rows = library.connection.execute(
        """SELECT coalesce((SELECT max(o.price_fen) FROM copy o WHERE o.volume_id = v.id), t.price_fen)
           FROM copy c JOIN title t ON t.id = c.title_id JOIN volume v ON v.title_id = t.id
           WHERE c.id = ? ORDER BY v.ordinal""",
        (copy_id,),
    )
    return [row[0] for row in rows]


def payments_kept(library: Library) -> list[PaymentRow]:
    """Money received and not handed over to finance, the oldest first."""
    return _payments(library, _TO_HAND_OVER, ())


def payments_handed_over(library: Library, day: date) -> list[PaymentRow]:
    """What went to finance on a day."""
    return _payments(library, "p.handed_over_day = ?", (day.isoformat(),))


def last_handing_over(library: Library) -> date | None:
    return _day(library.connection.execute("SELECT max(handed_over_day) FROM payment").fetchone()[0])


def _payments(library: Library, where: str, values: tuple[object, ...]) -> list[PaymentRow]:
    sql = f"{_PAYMENTS} WHERE {where} ORDER BY p.paid_day, p.id"
    return [
        PaymentRow(*(*row[:11], _title(row[11], row[12]), *row[13:15], date.fromisoformat(row[15])))
        for row in library.connection.execute(sql, values)
    ]


def owing(library: Library, today: date) -> Owing:
    """How many lines each part of the list has."""
    row = library.connection.execute(
        f"""SELECT
              (SELECT count(*) FROM reader WHERE suspended_until >= ? AND state IN ('active', 'stopped')),
              (SELECT count(*) FROM charge WHERE state = 'open' AND kind = 'loss'),
              (SELECT count(*) FROM charge WHERE state = 'open' AND kind <> 'loss'),
              (SELECT count(*) FROM loan WHERE returned IS NULL AND claimed_day IS NOT NULL),
              (SELECT count(*) FROM payment p JOIN charge ch ON ch.id = p.charge_id WHERE {_TO_HAND_OVER})""",
        (today.isoformat(),),
    ).fetchone()
    return Owing(*row)


def _title(title: str | None, volume: str | None) -> str:
    return f"{title}({volume})" if volume else title or ""


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
