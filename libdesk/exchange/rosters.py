"""Rosters as schools lay them out: tables side by side on one sheet, a column for each class with its pupils below,
names in a grid, a class written only where it changes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from libdesk.exchange.columns import guess_header
from libdesk.exchange.fields import Field, ListKind
from libdesk.exchange.header_words import match_heading, plain_heading
from libdesk.exchange.name_grids import extra_name_columns, name_grid, without_count
from libdesk.exchange.person_names import looks_like_name
from libdesk.exchange.sensitive import is_sensitive_heading
from libdesk.exchange.tables import Table
from libdesk.exchange.titles import bare_class_in, class_in, reads_as_class

_HEADED_WITHIN: Final = 10  # rows from the top
_LONGEST_CLASS: Final = 12  # characters
_NAME_HEADING: Final = "姓名"
_SEAT_HEADINGS: Final = frozenset({"座号", "座位号"})
_LEFT_HEADINGS: Final = _SEAT_HEADINGS | {"序号", "号", "编号", "班级", "姓名", "班别", "no"}
_STAFF: Final = (Field.READER_KIND, Field.DEPARTMENT)


def logical_tables(tables: Iterable[Table], file: str = "") -> tuple[Table, ...]:
    """The tables of a roster with those that stand side by side taken apart; lines stay those of the sheet.

    `file` is the file's name without its ending, which may say the grade or the class.
    """
    whole = (_under_groups(replace(table, file=file)) for table in tables)
    return tuple(_classes_filled(part) for table in whole for part in split_side_by_side(table))


def _under_groups(table: Table) -> Table:
    """姓名 under 家长信息 is no reader's: where a group's heading is personal, those below it say so too."""
    at = guess_header(table, ListKind.READERS)
    if not at:
        return table
    above, headings, group = table.rows[at - 1], list(table.rows[at]), ""
    if sum(map(bool, above)) < 2:
        return table
    for i, heading in enumerate(headings):
        if _cell(above, i):
            group = above[i] if heading and heading != above[i] and is_sensitive_heading(above[i]) else ""
        headings[i] = f"{group}{heading}" if heading else ""
    rows = (*table.rows[:at], tuple(headings), *table.rows[at + 1 :])
    return replace(table, rows=rows) if rows != table.rows else table


def split_side_by_side(table: Table) -> tuple[Table, ...]:
    """One table for each column headed by the same word for the name; a title over all of them goes to each."""
    at = guess_header(table, ListKind.READERS)
    if at is None:
        return _class_columns(table) or name_grid(table) or (table,)
    starts = _starts(table.rows[at])
    if len(starts) < 2:
        return _names_beside(table, at) or (table,)
    ends = [*starts[1:], max(map(len, table.rows))]
    parts = []
    for start, end in zip(starts, ends, strict=True):
        # What stands left of the first block, a merged class perhaps, is said of every block.
        rows = [row[: starts[0]] + row[start:end] for row in table.rows]
        for i, row in enumerate(table.rows):
            filled = tuple(cell for cell in row if cell)
            if _is_over_all(filled, i < at):
                rows[i] = filled
        parts.append(replace(table, rows=tuple(rows)))
    return tuple(parts)


def _names_beside(table: Table, header: int) -> tuple[Table, ...]:
    """One table for each column of names that stand side by side under one heading; none when there is one only."""
    headings = table.rows[header]
    meaning = {at: found[0][1] for at, text in enumerate(headings) if (found := match_heading(text, ListKind.READERS))}
    name = next((at for at, field in sorted(meaning.items()) if field is Field.NAME), None)
    if name is None:
        return ()
    others = [at for at, field in meaning.items() if field not in (Field.NAME, Field.CLASS, Field.GRADE)]
    extra = extra_name_columns(table, header, name, others)
    if not extra:
        return ()
    gone = {name, *extra}
    parts = []
    for at in (name, *extra):
        rows = []
        for i, row in enumerate(table.rows):
            own = headings[name] if i == header else row[at] if at < len(row) else ""
            filled = tuple(cell for cell in row if cell)
            rest = [(own if j == name else cell) for j, cell in enumerate(row) if j == name or j not in gone]
            rows.append(filled if _is_over_all(filled, i < header) else tuple(rest))
        parts.append(replace(table, rows=tuple(rows)))
    return tuple(parts)


def _is_over_all(filled: Sequence[str], above: bool) -> bool:
    """Whether a row is a title over all tables that stand side by side; `above`: their heading comes below it."""
    return len(filled) == 1 and (above or bool(class_in(filled[0]) or bare_class_in(filled[0])))


def _class_columns(table: Table) -> tuple[Table, ...]:
    """One table for each column that a class heads, with names below; none when the sheet is not laid out so."""
    for at, row in enumerate(table.rows[:_HEADED_WITHIN]):
        headed = [(i, without_count(cell)) for i, cell in enumerate(row) if cell]
        left = headed[0] if len(headed) > 2 and plain_heading(headed[0][1]) in _LEFT_HEADINGS else None
        classes = headed[1:] if left else headed
        if len(classes) > 1 and all(len(text) <= _LONGEST_CLASS and reads_as_class(text) for _i, text in classes):
            rows = table.rows[at + 1 :]
            below = [other[i] for other in rows for i, _text in classes if i < len(other) and other[i]]
            if below and 2 * sum(map(looks_like_name, below)) > len(below):
                seat = left[0] if left and plain_heading(left[1]) in _SEAT_HEADINGS else None
                return tuple(_class_column(table, at, i, text, seat) for i, text in classes)
    return ()


def _class_column(table: Table, at: int, i: int, class_text: str, seat: int | None) -> Table:
    """The column of one class; what stands above the classes belongs to none of them."""
    columns = (i,) if seat is None else (i, seat)
    head = (_NAME_HEADING,) if seat is None else (_NAME_HEADING, table.rows[at][seat])
    rows = (tuple(row[j] if j < len(row) else "" for j in columns) for row in table.rows[at + 1 :])
    return replace(table, name=class_text, rows=(*((),) * at, head, *rows))


def _classes_filled(table: Table) -> Table:
    """A class that stands only where it changes is written into the rows below it, as a merged one is.

    A list that ever repeats a class in two rows running means nothing by an empty cell but that there is none; a grade
    is carried down all the same to a class that does not say its own.
    """
    header = None if table.columns else guess_header(table, ListKind.READERS)
    if header is None:
        return table
    places = {
        found[0][1]: at
        for at, text in reversed(list(enumerate(table.rows[header])))
        if (found := match_heading(text, ListKind.READERS)) and found[0][0] > 50
    }
    name, rows = places.get(Field.NAME), list(table.rows)
    if name is None:
        return table
    below = [i for i in range(header + 1, len(rows)) if name < len(rows[i]) and rows[i][name]]
    carried: set[int] = set()
    staff = [places[field] for field in _STAFF if field in places]
    for field in (Field.CLASS, Field.GRADE):
        at = places.get(field)
        once = at is not None and _stands_once(rows, below, at)
        class_at = places.get(Field.CLASS) if field is Field.GRADE else None
        if at is None or not (once or class_at is not None):
            continue
        said = ""
        for i in below:
            row = rows[i]
            said = _cell(row, at) or said
            bare = class_at is not None and _cell(row, class_at) and not reads_as_class(_cell(row, class_at))
            if said and (once or bare) and not _cell(row, at) and not any(_cell(row, place) for place in staff):
                carried.add(i)
                wide = [*row, *[""] * (at + 1 - len(row))]
                wide[at] = said
                rows[i] = tuple(wide)
    return replace(table, rows=tuple(rows), carried=len(carried)) if carried else table


def _stands_once(rows: Sequence[Sequence[str]], below: Sequence[int], at: int) -> bool:
    """Whether a column is filled in the first row, then only where it changes, and empty in most rows."""
    if not below or not _cell(rows[below[0]], at):
        return False
    filled = [_cell(rows[i], at) for i in below if _cell(rows[i], at)]
    return 2 * len(filled) <= len(below) and all(one != other for one, other in pairwise(filled))


def _cell(row: Sequence[str], at: int) -> str:
    return row[at] if at < len(row) else ""


def _starts(header: Sequence[str]) -> list[int]:
    """Where the blocks begin: as far before each name as the first block begins before its own."""
    names = [i for i, heading in enumerate(header) if _is_name(heading)]
    if len(names) < 2:
        return []
    names = [i for i in names if plain_heading(header[i]) == plain_heading(header[names[0]])]
    before = names[0] - next(i for i, heading in enumerate(header) if heading)
    # With a column of its own on the left (a merged class, say) the second block tells how far a block reaches.
    while before and any(
        plain_heading(header[name - before]) != plain_heading(header[names[0] - before]) for name in names[1:]
    ):
        before -= 1
    return [name - before for name in names]


def _is_name(heading: str) -> bool:
    found = match_heading(heading, ListKind.READERS)
    return bool(found) and found[0][1] is Field.NAME and found[0][0] > 50
