"""What printed lists show: first which rows there are, in order; then the rows of a page.

A list of every copy has its first page at once: ids are read from the index, rows when their page is made.
"""

from array import array
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from libdesk.domain.classes import ClassRef
from libdesk.domain.classification import shelf_span
from libdesk.domain.rows.books import show_place
from libdesk.domain.rows.listed import NewTitle, OutLine, Pupil, Shelf, ShelfCopy
from libdesk.domain.rows.reports import OfGroup
from libdesk.domain.shelf_ranges import TO, read_stretch
from libdesk.store.database import Library
from libdesk.store.queries.last_class import LAST_CLASS

_BARCODE: Final = (
    "(SELECT b.printed FROM barcode b WHERE b.copy_id = c.id AND b.state = 'active' ORDER BY b.id DESC LIMIT 1)"
)
_NAME: Final = "t.title || coalesce('(' || v.label || ')', '')"

_OUT: Final = f"""
SELECT l.id, r.name, {_NAME}, {_BARCODE}, l.lent_day, l.due, l.in_house
FROM loan l JOIN reader r ON r.id = l.reader_id JOIN copy c ON c.id = l.copy_id JOIN title t ON t.id = c.title_id
LEFT JOIN volume v ON v.id = c.volume_id WHERE l.id IN ({{marks}})"""

_PUPILS: Final = """
SELECT e.seat, r.name, coalesce(r.school_no, ''),
  coalesce((SELECT b.printed FROM barcode b WHERE b.reader_id = r.id AND b.state = 'active'
    ORDER BY b.id DESC LIMIT 1), '')
FROM enrolment e JOIN reader r ON r.id = e.reader_id
WHERE e.to_day IS NULL AND e.stage = ? AND e.entry_year = ? AND e.class_no = ?
  AND r.kind = 'pupil' AND r.state IN ('active', 'stopped')
ORDER BY e.seat IS NULL, e.seat, r.sort_name, r.id"""

_SHELF: Final = f"""
SELECT c.id, coalesce(c.call_no, ''), {_NAME}, coalesce(t.author, ''), coalesce(t.publisher, ''), t.year,
  coalesce(c.price_fen, v.price_fen, t.price_fen), coalesce(c.accession_no, ''), coalesce({_BARCODE}, ''),
  coalesce(p.name, ''), c.status
FROM copy c JOIN title t ON t.id = c.title_id LEFT JOIN volume v ON v.id = c.volume_id
LEFT JOIN place p ON p.id = c.place_id WHERE c.id IN ({{marks}})"""

_NEW: Final = """
SELECT t.id, coalesce(t.call_no, ''), t.title, coalesce(t.author, ''), coalesce(t.publisher, ''),
  (SELECT count(*) FROM copy c WHERE c.title_id = t.id AND c.status <> 'withdrawn'),
  coalesce((SELECT p.name FROM copy c JOIN place p ON p.id = c.place_id WHERE c.title_id = t.id
    AND c.status <> 'withdrawn' ORDER BY c.id LIMIT 1), '')
FROM title t WHERE t.id IN ({marks})"""


def out_by_group(library: Library) -> list[tuple[OfGroup, list[int]]]:
    """The loans that have not ended, by class and kind of reader, in each by pinyin and due day."""
    rows = library.connection.execute(
        f"""SELECT r.kind, e.stage, e.entry_year, e.class_no, r.sort_name, r.id, l.due, l.id
            FROM loan l JOIN reader r ON r.id = l.reader_id {LAST_CLASS} WHERE l.returned IS NULL"""
    ).fetchall()
    groups: dict[tuple[Any, ...], list[tuple[Any, ...]]] = {}
    for row in rows:
        groups.setdefault(row[:4], []).append(row[4:])
    found = [(OfGroup(*group), [loan[-1] for loan in sorted(loans)]) for group, loans in groups.items()]
    return sorted(found, key=lambda one: one[0].group_key)


def out_lines(library: Library, ids: Sequence[int]) -> list[OutLine]:
    """These loans, in this order."""
    found = _by_id(library, _OUT, ids)
    return [
        OutLine(row[1], row[2], row[3] or "", date.fromisoformat(row[4]), date.fromisoformat(row[5]), bool(row[6]))
        for row in found
    ]


def pupils(library: Library, ref: ClassRef) -> list[Pupil]:
    """A class by seat numbers, then by pinyin."""
    rows = library.connection.execute(_PUPILS, (ref.stage.value, ref.entry_year, ref.class_no))
    return [Pupil(*row) for row in rows]


def places(library: Library) -> list[tuple[int, str]]:
    """Every place with its name, to choose from."""
    return [(row[0], show_place(row[1])) for row in library.fetch("SELECT id, name FROM place ORDER BY id")]


def shelf_ids(library: Library, shelf: Shelf) -> "array[int]":
    """The copies that stand there, in the order of the shelf; those without a call number last.

    What was withdrawn or is lost is left out. Raises RangeWrong.
    """
    where, values = ["c.status NOT IN ('withdrawn', 'lost', 'missing')"], list[Any]()
    if shelf.place_id is not None:
        where.append("c.place_id = ?")
        values.append(shelf.place_id)
    stretch = shelf.stretch.strip()
    if stretch:
        where.append("o.by_shelf >= ? AND o.by_shelf < ?")
        values += read_stretch(stretch) if TO in stretch else shelf_span(stretch)
    sql = (
        f"SELECT c.id FROM copy c LEFT JOIN copy_order o ON o.id = c.id WHERE {' AND '.join(where)}"
        " ORDER BY o.by_shelf IS NULL, o.by_shelf, c.title_id, c.id"
    )
    return array("q", (row[0] for row in library.connection.execute(sql, values)))


def shelf_copies(library: Library, ids: Sequence[int]) -> list[ShelfCopy]:
    """These copies, in this order."""
    return [ShelfCopy(*(*row[1:9], show_place(row[9]), row[10])) for row in _by_id(library, _SHELF, ids)]


def new_title_ids(library: Library, since: int) -> list[tuple[str, int]]:
    """(class letter, id) of the books that came after an instant (UTC milliseconds) and are there, by shelf order."""
    rows = library.connection.execute(
        "SELECT upper(substr(trim(coalesce(nullif(t.class_no, ''), t.call_no, '')), 1, 1)) AS letter, t.id"
        " FROM title t"
        " LEFT JOIN title_order o ON o.id = t.id WHERE t.added >= ?"
        " AND t.kind IN ('book', 'set', 'av')"
        " AND EXISTS (SELECT 1 FROM copy c WHERE c.title_id = t.id AND c.status <> 'withdrawn')"
        " ORDER BY letter = '', letter, o.by_shelf IS NULL, o.by_shelf, o.by_title, t.id",
        (since,),
    )
    return [(row[0], row[1]) for row in rows]


def new_titles(library: Library, ids: Sequence[int]) -> list[NewTitle]:
    """These titles, in this order."""
    return [NewTitle(*(*row[1:6], show_place(row[6]))) for row in _by_id(library, _NEW, ids)]


def _by_id(library: Library, sql: str, ids: Sequence[int]) -> list[tuple[Any, ...]]:
    """Rows by their first column, in the order of the ids; what went meanwhile is left out."""
    found: dict[int, tuple[Any, ...]] = {}
    for start in range(0, len(ids), 500):
        some = list(ids[start : start + 500])
        for row in library.connection.execute(sql.format(marks=",".join("?" * len(some))), some):
            found[row[0]] = row
    return [found[one] for one in ids if one in found]
