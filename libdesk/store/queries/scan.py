"""What was scanned, in this order: command card, copy, reader card, ISBN. The first that fits wins."""

from libdesk.domain.barcodes import Scan, command_of
from libdesk.domain.counter import Seen, SeenCommand, SeenCopy, SeenIsbn, SeenNothing, SeenOldCard, SeenReader
from libdesk.domain.rows.shelf import CopyChoice
from libdesk.store.database import Library
from libdesk.store.queries import desk


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
    return SeenIsbn(scan.isbn) if scan.isbn else SeenNothing(scan.text)


def copies_of_isbn(library: Library, isbn: str, *, limit: int = 20) -> list[CopyChoice]:
    """Copies that bear this ISBN, those on the shelf first: an ISBN alone never lends, it offers."""
    rows = library.connection.execute(
        """SELECT c.id, t.title, v.label, c.status, c.call_no, l.due,
             (SELECT b.printed FROM barcode b WHERE b.copy_id = c.id AND b.state = 'active' ORDER BY b.id DESC LIMIT 1)
           FROM title t JOIN copy c ON c.title_id = t.id LEFT JOIN volume v ON v.id = c.volume_id
           LEFT JOIN loan l ON l.copy_id = c.id AND l.returned IS NULL
           WHERE t.isbn = ? AND c.status <> 'withdrawn' ORDER BY c.status <> 'shelf', c.id LIMIT ?""",
        (isbn, limit),
    )
    return [CopyChoice(row[0], row[1], row[2], row[3], row[4], row[5], row[6] or "") for row in rows]
