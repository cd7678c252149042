"""The copies that labels are printed for: first their ids in order, then the rows of the page that is made.

Ids are found along indexes and kept as an array; a row is read only when its label is drawn.
"""

import json
from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from libdesk.domain.barcodes import fold_barcode
from libdesk.domain.callnumbers import LINE_END, book_part, shelf_key
from libdesk.domain.classification import shelf_span
from libdesk.domain.faces import PrintKind, label_face
from libdesk.domain.label_choice import (
    NEEDS,
    LabelChoice,
    LabelOrder,
    LabelsFound,
    Lack,
    RangeWrong,
    Source,
    code_spans,
    read_ends,
)
from libdesk.domain.progress import Progress
from libdesk.domain.rows.books import show_place
from libdesk.domain.rows.prints import LabelKind, LabelLayout, LabelRow, Rows
from libdesk.store.database import Library
from libdesk.store.queries import prints
from libdesk.store.queries.classes import class_tree, titles_by_class
from libdesk.store.queries.settings import library_settings

AT_ONCE: Final = 1_000
CORNER_DEPTH: Final = 2  # places of the class tree down to which a corner of the room has a name of its own
_AFTER_ALL: Final = b"\xff"
# The condition is that of the index `copy_accession_figure`.
_FIGURE: Final = (
    "c.accession_no IS NOT NULL AND c.accession_no NOT GLOB '*[^0-9]*' AND length(c.accession_no) BETWEEN 1 AND 9"
)
_ORDERS: Final = {
    LabelOrder.SHELF: "o.by_shelf IS NULL, o.by_shelf, c.title_id, v.ordinal, c.id",
    LabelOrder.ACCESSION: (
        "c.accession_no IS NULL, CASE WHEN c.accession_no NOT GLOB '*[^0-9]*' THEN CAST(c.accession_no AS INTEGER)"
        " END, c.accession_no, c.id"
    ),
}
_ROW: Final = """
SELECT c.id, t.title || coalesce('(' || v.label || ')', ''),
  coalesce((SELECT k.printed FROM barcode k WHERE k.copy_id = c.id AND k.state = 'active' ORDER BY k.id DESC LIMIT 1),
    ''),
  coalesce(c.call_no, ''), coalesce(c.accession_no, ''), coalesce(p.name, ''),
  coalesce(v.isbn, t.isbn, '')
FROM json_each(?) ids CROSS JOIN copy c ON c.id = ids.value CROSS JOIN title t ON t.id = c.title_id
LEFT JOIN volume v ON v.id = c.volume_id LEFT JOIN place p ON p.id = c.place_id ORDER BY ids.key"""


def find(library: Library, choice: LabelChoice, progress: Progress | None = None) -> LabelsFound:
    """The copies that get a label, in order; what is withdrawn, lacks something or was printed is left out.

    Raises RangeWrong, Cancelled.
    """
    if progress is not None:
        progress.step(0, 0)
    ids, withdrawn = array("q"), 0
    lacking = {lack: array("q") for lack in NEEDS[choice.kind]}
    for copy_id, gone, without in _ids(library, choice):
        if gone:
            withdrawn += 1
            continue
        lack = next((one for one in lacking if without[one]), None)
        (ids if lack is None else lacking[lack]).append(copy_id)
    found: dict[Lack, Sequence[int]] = {lack: left for lack, left in lacking.items() if left}
    if not choice.unprinted or choice.kind in (LabelKind.CORNER, LabelKind.ISBN):  # which are not marked
        return LabelsFound(ids, found, 0, withdrawn)
    left = _unprinted(library, choice.kind, ids, progress)
    return LabelsFound(left, found, len(ids) - len(left), withdrawn)


def label_rows(library: Library, ids: Sequence[int]) -> Rows[LabelRow]:
    """What stands on the labels of these copies, a part at a time."""
    return Rows(len(ids), lambda first, last: rows_of(library, ids[first:last]))


def rows_of(library: Library, ids: Sequence[int]) -> list[LabelRow]:
    """In the order of the ids; a copy that has been removed meanwhile is passed over."""
    rows = library.connection.execute(_ROW, (json.dumps(list(ids)),))
    return [
        LabelRow(copy_id, title, code, call_no, accession_no, show_place(place) if place else "", isbn)
        for copy_id, title, code, call_no, accession_no, place, isbn in rows
    ]


def faces(library: Library, layout: LabelLayout, ids: Sequence[int]) -> dict[int, str]:
    """What the labels of these copies show, as marks of printing keep it."""
    return {row.copy_id: label_face(row, layout) for row in _each(library, ids)}


def waiting_for_label(library: Library, ids: Sequence[int]) -> list[int]:
    """Those of these copies that arrived and wait for their label."""
    from libdesk.domain.arrivals import Step

    rows = library.connection.execute(
        "SELECT id FROM copy WHERE waiting <> 0 AND waiting & ? <> 0 AND id IN (SELECT value FROM json_each(?))"
        " AND status NOT IN ('withdrawn', 'lost', 'missing')",
        (int(Step.LABEL), json.dumps(list(ids))),
    )
    return [row[0] for row in rows]


def _ids(library: Library, choice: LabelChoice) -> Iterator[tuple[int, bool, dict[Lack, bool]]]:
    """(copy, withdrawn, what it lacks) of all that are asked for, in order."""
    from_, where, values = _SOURCES[choice.source](library, choice)
    bare = "NOT EXISTS (SELECT 1 FROM barcode k WHERE k.copy_id = c.id AND k.state = 'active')"
    barcode = bare if Lack.BARCODE in NEEDS[choice.kind] else "0"
    bare = "coalesce(v.isbn, (SELECT t.isbn FROM title t WHERE t.id = c.title_id), '') = ''"
    isbn = bare if Lack.ISBN in NEEDS[choice.kind] else "0"
    sql = (
        f"SELECT c.id, c.status = 'withdrawn', coalesce(c.call_no, '') = '', {barcode}, {isbn} FROM {from_}"
        " LEFT JOIN volume v ON v.id = c.volume_id LEFT JOIN copy_order o ON o.id = c.id"
        f" WHERE {where} ORDER BY {_ORDERS[choice.order]}"
    )
    for copy_id, gone, no_call, no_code, no_isbn in library.connection.execute(sql, values):
        yield copy_id, bool(gone), {Lack.CALL_NO: bool(no_call), Lack.BARCODE: bool(no_code), Lack.ISBN: bool(no_isbn)}


# Where they come from: (tables, condition, values)

_Part = tuple[str, str, tuple[Any, ...]]


def _arrivals(_library: Library, _choice: LabelChoice) -> _Part:
    where = "c.waiting <> 0 AND c.waiting & 2 <> 0 AND c.status NOT IN ('withdrawn', 'lost', 'missing')"
    return "copy c", where, ()


def _newest(_library: Library, choice: LabelChoice) -> _Part:
    newest = "SELECT id FROM copy WHERE status <> 'withdrawn' ORDER BY id DESC LIMIT ?"
    return "copy c", f"c.id IN ({newest})", (choice.newest,)


def _batch(_library: Library, choice: LabelChoice) -> _Part:
    return "copy c", "c.batch_id = ?", (choice.batch_id,)


def _place(_library: Library, choice: LabelChoice) -> _Part:
    return "copy c", "c.place_id = ?", (choice.place_id,)


def _chosen(_library: Library, choice: LabelChoice) -> _Part:
    titles, copies = choice.chosen.titles, choice.chosen.copies
    column = "title_id" if titles else "id"
    return "copy c", f"c.{column} IN (SELECT value FROM json_each(?))", (json.dumps(titles or copies),)


def _accession(_library: Library, choice: LabelChoice) -> _Part:
    first, last = read_ends(choice.first, choice.last)
    if first.isascii() and first.isdigit() and last.isascii() and last.isdigit():
        if int(first) > int(last):
            raise RangeWrong("order")
        return "copy c", f"{_FIGURE} AND CAST(c.accession_no AS INTEGER) BETWEEN ? AND ?", (int(first), int(last))
    where, values = _in_spans("c.accession_no", code_spans(first, last))
    return "copy c", where, values


def _barcodes(_library: Library, choice: LabelChoice) -> _Part:
    first, last = read_ends(choice.first, choice.last)
    where, values = _in_spans("k.code_key", code_spans(fold_barcode(first), fold_barcode(last)))
    inside = f"SELECT k.copy_id FROM barcode k WHERE {where} AND k.copy_id IS NOT NULL AND k.state = 'active'"
    return "copy c", f"c.id IN ({inside})", values


def _shelf(library: Library, choice: LabelChoice) -> _Part:
    """A class alone as the end takes in all that stands in it and below it."""
    first, last = read_ends(choice.first, choice.last)
    decimal = library_settings(library).author_decimal
    low, high = shelf_key(first, author_decimal=decimal), shelf_key(last, author_decimal=decimal)
    end = high + LINE_END + _AFTER_ALL if book_part(last) else shelf_span(last)[1]
    if not low or not high:
        raise RangeWrong("empty")
    if low >= end:
        raise RangeWrong("order")
    where = "c.id IN (SELECT s.id FROM copy_order s WHERE s.by_shelf >= ? AND s.by_shelf < ?)"
    values: tuple[Any, ...] = (low, end)
    if choice.place_id is not None:
        return "copy c", f"{where} AND c.place_id = ?", (*values, choice.place_id)
    return "copy c", where, values


_SOURCES: Final[dict[Source, Callable[[Library, LabelChoice], _Part]]] = {
    Source.ARRIVALS: _arrivals,
    Source.NEWEST: _newest,
    Source.BATCH: _batch,
    Source.ACCESSION: _accession,
    Source.BARCODES: _barcodes,
    Source.SHELF: _shelf,
    Source.PLACE: _place,
    Source.SELECTION: _chosen,
}


def _in_spans(column: str, spans: Sequence[tuple[str, str]]) -> tuple[str, tuple[Any, ...]]:
    one = f"({column} BETWEEN ? AND ? AND length({column}) = ?)"
    where = " OR ".join([one] * len(spans))
    return f"({where})", tuple(value for low, high in spans for value in (low, high, len(low)))


# What was printed already


def _unprinted(library: Library, kind: LabelKind, ids: Sequence[int], progress: Progress | None) -> Sequence[int]:
    """Without those whose last label of this kind looked as it would now, with or without the title on it."""
    left = array("q")
    layouts = [LabelLayout(kind, title=title) for title in (True, False)]
    for first in range(0, len(ids), AT_ONCE):
        part = ids[first : first + AT_ONCE]
        if progress is not None:
            progress.step(first, len(ids))
        before = prints.last_labels(library, PrintKind(kind), part)
        known = [copy_id for copy_id in part if copy_id in before]
        rows = {row.copy_id: row for row in rows_of(library, known)} if known else {}
        same = {
            copy_id for copy_id, row in rows.items()
            if before[copy_id].face in [label_face(row, layout) for layout in layouts]
        }  # fmt: skip
        left.extend(copy_id for copy_id in part if copy_id not in same)
    return left


def _each(library: Library, ids: Sequence[int]) -> Iterator[LabelRow]:
    for first in range(0, len(ids), AT_ONCE):
        yield from rows_of(library, ids[first : first + AT_ONCE])


# What the page lets one choose from


def batches(library: Library, *, limit: int = 300) -> list[tuple[int, str]]:
    """(id, number and source) of the newest batches that have copies."""
    rows = library.connection.execute(
        "SELECT b.id, b.no, b.source FROM batch b WHERE EXISTS (SELECT 1 FROM copy c WHERE c.batch_id = b.id)"
        " ORDER BY b.day DESC, b.id DESC LIMIT ?",
        (limit,),
    )
    return [(row[0], f"{row[1]} {row[2] or ''}".strip()) for row in rows]


def places(library: Library) -> list[tuple[int, str]]:
    """(id, name as the screens show it)."""
    return [
        (row[0], show_place(row[1])) for row in library.connection.execute("SELECT id, name FROM place ORDER BY id")
    ]


def corner_classes(library: Library, *, ours: bool) -> list[tuple[str, str]]:
    """(code, name) of the main classes; `ours`: of the classes of two places that have titles here."""
    tree = class_tree(library)
    if not ours:
        return [(row.code, row.name) for row in tree.children()]
    found = dict[str, str]()
    for class_no in titles_by_class(library):
        place = tree.place_of(class_no)
        if place is not None:
            row = tree.path(place.code)[:CORNER_DEPTH][-1]
            found[row.code] = row.name
    return sorted(found.items(), key=lambda one: shelf_key(one[0]))


def title_of_copy(library: Library, copy_id: int) -> int | None:
    """The title that a copy is of."""
    row = library.connection.execute("SELECT title_id FROM copy WHERE id = ?", (copy_id,)).fetchone()
    return row[0] if row else None
