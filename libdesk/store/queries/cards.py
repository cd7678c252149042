"""Reader cards: whose are to be printed, in which order, and what stands on each, fetched by the page.

Whoever left, is stopped or has no number that counts gets no card and is named. An account stands for no person: of a
class only its pupils are meant, accounts are a group of their own.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from libdesk.domain.card_colours import class_colour, department_colour
from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.faces import card_face
from libdesk.domain.rows.cards import CardOrder, CardsFound, GroupCount, LeftOut, Whose, by_year
from libdesk.domain.rows.prints import CardLayout, CardRow, Rows
from libdesk.domain.rows.reader_groups import ReaderGroup
from libdesk.domain.rows.readers import department_key
from libdesk.domain.school import School
from libdesk.domain.show import show_reader_kind
from libdesk.store.database import Library
from libdesk.store.queries.last_class import LAST_CLASS
from libdesk.store.queries.prints import last_cards

AT_ONCE: Final = 1000

_CODE: Final = """(SELECT b.printed FROM barcode b WHERE b.reader_id = r.id AND b.state = 'active'
  ORDER BY b.id DESC LIMIT 1)"""
_GETS_ONE: Final = """r.state = 'active'
  AND EXISTS(SELECT 1 FROM barcode b WHERE b.reader_id = r.id AND b.state = 'active')"""
_PERSON: Final = "r.kind NOT IN ('class', 'department')"
_NOW: Final = "SELECT n.reader_id FROM enrolment n WHERE n.to_day IS NULL"
_ORDERS: Final = {
    CardOrder.CLASS: """e.stage IS NULL, CASE e.stage WHEN 'primary' THEN 0 WHEN 'junior' THEN 1 ELSE 2 END,
      e.entry_year DESC, e.class_no, e.seat IS NULL, e.seat, r.kind = 'class', r.kind = 'staff', r.kind,
      r.department, r.sort_name, r.id""",
    CardOrder.NAME: "r.sort_name, r.name, r.id",
}


def card_groups(library: Library) -> list[GroupCount]:
    """Each grade with its classes behind it, teachers, staff, departments, accounts; those with a card to print."""
    execute = library.connection.execute
    classes = execute(
        f"""SELECT e.stage, e.entry_year, e.class_no, count(*) FROM enrolment e JOIN reader r ON r.id = e.reader_id
            WHERE e.to_day IS NULL AND {_PERSON} AND {_GETS_ONE} GROUP BY 1, 2, 3"""
    )
    found = by_year({ClassRef(Stage(stage), year, number): count for stage, year, number, count in classes})
    kinds = dict(execute(f"SELECT r.kind, count(*) FROM reader r WHERE r.kind <> 'pupil' AND {_GETS_ONE} GROUP BY 1"))
    found += [GroupCount(ReaderGroup("kind", kind=kind), kinds[kind]) for kind in ("teacher", "staff") if kind in kinds]
    departments = execute(
        f"""SELECT r.department, count(*) FROM reader r
            WHERE coalesce(r.department, '') <> '' AND {_PERSON} AND {_GETS_ONE} GROUP BY 1"""
    )
    found += [
        GroupCount(ReaderGroup("department", department=name), count)
        for name, count in sorted(departments, key=lambda row: department_key(row[0]))
    ]
    accounts = ("class", "department")
    return found + [GroupCount(ReaderGroup("kind", kind=kind), kinds[kind]) for kind in accounts if kind in kinds]


def find_cards(
    library: Library, whose: Whose, school: School, today: date, order: CardOrder = CardOrder.CLASS,
    changed: CardLayout | None = None,
) -> CardsFound:  # fmt: skip
    """Who of those meant gets a card. `changed`: only those whose last card by this layout looked otherwise, or who
    have none."""
    if whose.nobody:
        return CardsFound()
    where, values = _where(whose)
    rows = library.connection.execute(
        f"""SELECT r.id, r.state, EXISTS(SELECT 1 FROM barcode b WHERE b.reader_id = r.id AND b.state = 'active')
            FROM reader r {LAST_CLASS} WHERE r.state <> 'erased' AND ({where}) ORDER BY {_ORDERS[order]}""",
        values,
    )
    ids: list[int] = []
    out: dict[int, str] = {}
    for reader_id, state, has_code in rows:
        if state == "active" and has_code:
            ids.append(reader_id)
        else:
            out[reader_id] = "number" if state == "active" else str(state)
    wanted = ids if changed is None else _new_or_changed(library, ids, changed, school, today)
    return CardsFound(tuple(wanted), _left_out(library, out, school, today), len(ids) - len(wanted))


def card_rows(
    library: Library, ids: Sequence[int], school: School, today: date, *, photos: bool = True
) -> Rows[CardRow]:
    """What stands on the cards of these readers, in this order; who is gone meanwhile has an empty card."""

    def fetch(first: int, last: int) -> Sequence[CardRow]:
        part = ids[first:last]
        found = {row.reader_id: row for row, _key in _rows(library, part, school, today, photos=photos)}
        return [found.get(it) or CardRow(it, "", "", "", "", "", None, None) for it in part]

    return Rows(len(ids), fetch)


def somebody_expires(library: Library) -> bool:
    """Whether any reader has a last day, so that “Valid until” stands on a card."""
    row = library.connection.execute("SELECT 1 FROM reader WHERE state = 'active' AND expires IS NOT NULL LIMIT 1")
    return row.fetchone() is not None


def readers_added(library: Library, journal_id: int) -> list[int]:
    """Those whom this entry of the journal brought, as far as they are still here."""
    rows = library.connection.execute(
        """SELECT r.id FROM journal_image i JOIN reader r ON r.id BETWEEN i.first_id AND i.last_id
           WHERE i.journal_id = ? AND i.tbl = 'reader' AND i.before IS NULL AND r.state = 'active' ORDER BY r.id""",
        (journal_id,),
    )
    return [row[0] for row in rows]


def _new_or_changed(
    library: Library, ids: Sequence[int], layout: CardLayout, school: School, today: date
) -> list[int]:  # fmt: skip
    last = last_cards(library, ids)
    known = [reader_id for reader_id in ids if reader_id in last]
    same: set[int] = set()
    for first in range(0, len(known), AT_ONCE):
        for row, key in _rows(library, known[first : first + AT_ONCE], school, today, photos=False):
            if last[row.reader_id].face == card_face(row, layout, key):
                same.add(row.reader_id)
    return [reader_id for reader_id in ids if reader_id not in same]


def _rows(
    library: Library, ids: Sequence[int], school: School, today: date, *, photos: bool
) -> Iterable[tuple[CardRow, str]]:
    """Each card with the key of its photo, in no order."""
    photo = "(SELECT p.bytes FROM blob p WHERE p.sha256 = r.photo)" if photos else "NULL"
    rows = library.connection.execute(
        f"""SELECT r.id, r.name, r.kind, coalesce(r.department, ''), coalesce(r.school_no, ''), coalesce({_CODE}, ''),
              r.expires, e.stage, e.entry_year, e.class_no, coalesce(r.photo, ''), {photo}
            FROM reader r {LAST_CLASS} WHERE r.id IN (SELECT value FROM json_each(?))""",
        (json.dumps(list(ids)),),
    )
    for row in rows:
        yield _row(row, school, today), row[10]


def _row(row: tuple[Any, ...], school: School, today: date) -> CardRow:
    reader_id, name, kind, department, school_no, code, expires, stage, year, number, _key, photo = row
    ref = ClassRef(Stage(stage), year, number) if stage is not None else None
    return CardRow(
        reader_id,
        name,
        _group(ref, department, school, today),
        show_reader_kind(kind),
        school_no,
        code,
        date.fromisoformat(expires) if expires else None,
        class_colour(ref) if ref is not None else department_colour(department),
        photo,
    )


def _group(ref: ClassRef | None, department: str, school: School, today: date) -> str:
    return school.show(ref, today) if ref is not None else department


def _left_out(library: Library, why: dict[int, str], school: School, today: date) -> tuple[LeftOut, ...]:
    if not why:
        return ()
    rows = {row.reader_id: row for row, _key in _rows(library, list(why), school, today, photos=False)}
    return tuple(LeftOut(it, rows[it].name, rows[it].group or rows[it].kind, reason) for it, reason in why.items())


def _where(whose: Whose) -> tuple[str, list[Any]]:
    parts = ["r.id IN (SELECT value FROM json_each(?))"]
    values: list[Any] = [json.dumps(list(whose.readers))]
    for group in whose.groups:
        where, more = _of_group(group)
        parts.append(f"(r.state <> 'left' AND {where})")
        values += more
    return " OR ".join(parts), values


def _of_group(group: ReaderGroup) -> tuple[str, list[Any]]:
    match group.which:
        case "year":
            return f"{_PERSON} AND r.id IN ({_NOW} AND n.stage = ? AND n.entry_year = ?)", [
                group.stage, group.entry_year,
            ]  # fmt: skip
        case "class":
            where = f"{_PERSON} AND r.id IN ({_NOW} AND n.stage = ? AND n.entry_year = ? AND n.class_no = ?)"
            return where, [group.stage, group.entry_year, group.class_no]
        case "kind":
            return "r.kind = ?", [group.kind]
        case "department":
            return f"{_PERSON} AND r.department = ?", [group.department]
    raise ValueError(f"no cards are printed for {group.which}")
