"""What was scanned, in this order: command card, copy, reader card, ISBN. The first that fits wins."""

from typing import Final

from libdesk.domain.barcodes import TEN, Scan, command_of
from libdesk.domain.counter import (
    Looks,
    Seen,
    SeenCommand,
    SeenCopy,
    SeenIsbn,
    SeenNothing,
    SeenOldCard,
    SeenReader,
    looks_like,
    number_parts,
)
from libdesk.domain.rows.shelf import CopyChoice
from libdesk.store.database import Library
from libdesk.store.queries import code_runs, desk

LOOKED_AT: Final = 500  # codes on each side among which one of the same length is looked for


def recognise(library: Library, scan: Scan) -> Seen:
    """Copies keep answering to a replaced label, which may still stick on the book; an old card is refused."""
    if scan.too_long:
        return SeenNothing(scan.text, too_long=True)
    command = command_of(scan.code_key)
    if command is not None:
        return SeenCommand(command)
    owner = desk.owner_of(library, scan.code_key)
    if owner is not None and owner.copy_id is not None:
        copy = desk.copy_in_hand(library, owner.copy_id)
        return SeenCopy(copy) if copy else SeenNothing(scan.text)
    if owner is not None and owner.reader_id is not None:
        if owner.state != "active":
            return SeenOldCard(owner.reader_id, owner.state)
        return SeenReader(owner.reader_id)
    if code_runs.kept_codes(library).holds(scan.code_key):
        return SeenNothing(scan.text, looks=Looks.KEPT)
    if scan.isbn and len(scan.code_key) > TEN:
        return SeenIsbn(scan.isbn)
    looks = looks_like(scan.code_key, _beside(library, scan.code_key))
    # One campus card in eleven reads as an old ISBN; of a title that is here it is one.
    if scan.isbn and (looks is not Looks.CARD or copies_of_isbn(library, scan.isbn, limit=1)):
        return SeenIsbn(scan.isbn)
    return SeenNothing(scan.text, looks=looks)


def _beside(library: Library, code_key: str) -> list[tuple[str, bool]]:
    """The codes just below and just above that begin alike and are as long; true where a copy bears it."""
    parts = number_parts(code_key)
    if parts is None:
        return []
    first, last = f"{parts[0]}0", f"{parts[0]}:"  # the colon comes after the nine
    found: list[tuple[str, bool]] = []
    for order, low, high in (("DESC", first, code_key), ("ASC", code_key, last)):
        row = library.connection.execute(
            f"""SELECT code_key, copy_id IS NOT NULL FROM
                  (SELECT code_key, copy_id FROM barcode WHERE code_key >= ? AND code_key < ?
                   ORDER BY code_key {order} LIMIT ?)
                WHERE length(code_key) = ? ORDER BY code_key {order} LIMIT 1""",
            (low, high, LOOKED_AT, len(code_key)),
        ).fetchone()
        if row is not None:
            found.append((row[0], bool(row[1])))
    return found


_OF_ISBN: Final = """
SELECT c.id, t.title, v.label, c.status, c.call_no, l.due,
  (SELECT b.printed FROM barcode b WHERE b.copy_id = c.id AND b.state = 'active' ORDER BY b.id DESC LIMIT 1)
FROM {source} LEFT JOIN loan l ON l.copy_id = c.id AND l.returned IS NULL
WHERE {of}.isbn = ? AND c.status <> 'withdrawn' ORDER BY c.status <> 'shelf', c.id LIMIT ?"""
_OF_TITLE: Final = _OF_ISBN.format(
    source="title t JOIN copy c ON c.title_id = t.id LEFT JOIN volume v ON v.id = c.volume_id", of="t"
)
_OF_VOLUME: Final = _OF_ISBN.format(
    source="volume v JOIN copy c ON c.volume_id = v.id JOIN title t ON t.id = c.title_id", of="v"
)


def copies_of_isbn(library: Library, isbn: str, *, limit: int = 20) -> list[CopyChoice]:
    """Copies that bear this ISBN, those on the shelf first: an ISBN alone never lends, it offers.

    A volume's own is asked for only where no title has it.
    """
    for sql in (_OF_TITLE, _OF_VOLUME):
        rows = library.connection.execute(sql, (isbn, limit)).fetchall()
        if rows:
            break
    return [CopyChoice(row[0], row[1], row[2], row[3], row[4], row[5], row[6] or "") for row in rows]
