"""Lists of bare names, several in a row: under a class's title, beside a class, in groups or as the pupils sit.

Such a sheet has no headings. Each column of names becomes a table of its own whose columns are known from the layout;
lines stay those of the sheet. What is laid out in a way that is not understood is left whole.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from libdesk.exchange.fields import Field, ListKind
from libdesk.exchange.header_words import match_heading
from libdesk.exchange.name_cells import read_name
from libdesk.exchange.name_columns import column, is_of_persons
from libdesk.exchange.person_names import has_name_shape, looks_like_name
from libdesk.exchange.tables import Table
from libdesk.exchange.titles import bare_class_in, class_in, grade_in, reads_as_class

_LOOKED_AT: Final = 300  # rows
_SHORT: Final = 4  # characters of most names
_SHARE: Final = 0.6  # of the cells are names
_DISTINCT: Final = 0.7  # of a column; one of class teachers says the same few again and again
# What stands in a plan of seats or groups beside the names.
_NO_NAME: Final = re.compile(
    r"讲\s*台|讲\s*桌|黑\s*板|[前后]?门|过\s*道|走\s*廊|窗\s*户?|空\s*位?|无|第?[一二三四五六七八九十\d]{1,2}[小大]?[组排列行]"
    r"|[男女]生?|组长|组员|.{0,8}(?:名单|名册|座位表|班主任|合计|共计|总计|人数).{0,12}"
    r"|.*(?:小学|中学|学校|学生|同学|年级|学年|学期|老师|[表册录队组班])"
)
_SEX: Final = re.compile(r"([男女])(?:生|同学)?\s*(?:[（(]?\s*共?\d+\s*[人名]?\s*[)）]?)?\s*[:：]?")
_COUNT: Final = re.compile(r"\s*[（(]?\s*共?\s*\d+\s*[人名]\s*[)）]?\s*$")

Row = Sequence[str]


@dataclass(slots=True)
class _Columns:
    """What each column of a grid holds, from its cells alone."""

    names: list[int] = field(default_factory=list)
    classes: list[int] = field(default_factory=list)  # left of the names, of all in the row
    sexes: list[int] = field(default_factory=list)

    def sex_of(self, name: int) -> int | None:
        """The column with the sexes of a column of names: the next one, or the one left of them all."""
        end = next((at for at in self.names if at > name), name + 3)
        left = self.sexes[0] if self.sexes and self.sexes[0] < self.names[0] else None
        return next((at for at in self.sexes if name < at < end), left)


def name_grid(table: Table) -> tuple[Table, ...]:
    """A table for each column of names; none unless there are several and all else beside them is understood."""
    head = table.rows[:_LOOKED_AT]
    titles = _title_rows(head)
    body = [row for row, is_title in zip(head, titles, strict=True) if any(row) and not is_title]
    found = _columns(body)
    if found is None or len(found.names) < 2 or len(found.classes) > 1:
        return ()
    told = any(_SEX.fullmatch(cell) for row, is_title in zip(head, titles, strict=True) if is_title for cell in row)
    return tuple(_part(table, found, at, told or bool(found.sexes)) for at in found.names)


def _columns(body: Sequence[Row]) -> _Columns | None:
    """None where a column is neither of names nor of what may stand beside names."""
    found = _Columns()
    persons: list[str] = []
    for at in range(max(map(len, body), default=0)):
        cells = column(body, at)
        if not cells or all(cell.isdigit() and len(cell) < 4 for cell in cells):
            continue
        if all(map(_SEX.fullmatch, cells)):
            found.sexes.append(at)
        elif all(reads_as_class(cell) and not cell.isdigit() for cell in cells):
            if found.names:
                return None
            found.classes.append(at)
        elif _SHARE * len(cells) <= sum(map(_may_stand, cells)) and _are_distinct(cells):
            found.names.append(at)
            persons += cells
        else:
            return None
    # Whether shapes are names is told over all columns: the last one may hold a single rare surname.
    return found if sum(map(looks_like_name, persons)) >= _SHARE * len(persons) else None


def _may_stand(cell: str) -> bool:
    """Whether a cell may stand in a column of names: a name, or a word such as 空位."""
    return _is_person(cell) or _NO_NAME.fullmatch(cell) is not None


def _are_distinct(cells: Sequence[str]) -> bool:
    return len(cells) < 3 or len(set(cells)) >= _DISTINCT * len(cells)


def _title_rows(rows: Sequence[Row]) -> list[bool]:
    """Which rows hold something and no name: a class's title, the numbers of the groups.

    A long word alone in its row is a title above the names, and below them a long name that was left over.
    """
    found, begun = [], False
    for row in rows:
        filled = [cell for cell in row if cell]
        persons = sum(map(_is_person, filled))
        alone = len(filled) == 1 and len(filled[0]) > _SHORT and not looks_like_name(read_name(filled[0]).name)
        found.append(bool(filled) and (not persons or (alone and not begun)))
        begun = begun or persons > 1
    return found


def without_count(heading: str) -> str:
    """A class that heads a column, without how many pupils it has: 四(1)班（45人）."""
    return _COUNT.sub("", heading)


def extra_name_columns(table: Table, header: int, name: int, taken: Sequence[int]) -> tuple[int, ...]:
    """Further columns of names to the right of the one that is headed 姓名: blank above, or 姓名 again with a number.

    Only where nothing but a class stands beside them: a sex or a number would be the first one's alone.
    """
    headings, body = table.rows[header], [row for row in table.rows[header + 1 :][:_LOOKED_AT] if any(row)]
    if taken:
        return ()
    width = max(map(len, body), default=0)
    return tuple(
        at
        for at in range(name + 1, width)
        if _heads_names(headings[at] if at < len(headings) else "", headings[name])
        and is_of_persons(column(body, at), least=1)
    )


def _heads_names(heading: str, first: str) -> bool:
    if not heading or heading == first:
        return True
    found = match_heading(re.sub(r"[\d一二三四五六七八九十]+$", "", heading), ListKind.READERS)
    return bool(found) and found[0] == match_heading("姓名", ListKind.READERS)[0]


def _part(table: Table, found: _Columns, name_at: int, has_sex: bool) -> Table:
    """The column of names with its class and sex, and last what stands between the names."""
    class_at, sex_at = found.classes[0] if found.classes else None, found.sex_of(name_at)
    fields = [*([Field.CLASS] if class_at is not None else []), Field.NAME, *([Field.SEX] if has_sex else [])]
    rows: list[tuple[str, ...]] = []
    class_text = sex = ""
    for row, is_title in zip(table.rows, _title_rows(table.rows), strict=True):
        cells = dict(enumerate(row))
        if is_title:
            title = _title_over(row, name_at)
            said_sex = _SEX.fullmatch(title)
            sex = said_sex[1] if said_sex else ""
            rows.append((*[""] * len(fields), title))
            continue
        name = cells.get(name_at, "")
        class_text = (cells.get(class_at, "") if class_at is not None else "") or class_text
        if not name or _NO_NAME.fullmatch(name):
            rows.append((*[""] * len(fields), name) if name else ())
            continue
        said = {Field.CLASS: class_text, Field.NAME: name}
        said[Field.SEX] = (cells.get(sex_at, "") if sex_at is not None else "") or sex
        rows.append(tuple(said[field] for field in fields))
    return Table(table.name, tuple(rows), table.file, tuple((field, at) for at, field in enumerate(fields)))


def _title_over(row: Row, at: int) -> str:
    """The title that stands over a column: the only one, or the nearest from the left."""
    filled = [(i, cell) for i, cell in enumerate(row) if cell]
    if len(filled) == 1:
        return filled[0][1]
    return next((cell for i, cell in reversed(filled) if i <= at), "")


def _is_person(cell: str) -> bool:
    """Whether a cell can be somebody's name: of the shape of one, and no word of a plan or a title."""
    name = "".join(read_name(cell).name.split())
    if _NO_NAME.fullmatch(cell) or _NO_NAME.fullmatch(name) or _SEX.fullmatch(cell):
        return False
    if class_in(cell) or bare_class_in(cell) or grade_in(cell):
        return False
    if looks_like_name(name):
        return True
    found = match_heading(name, ListKind.READERS)
    return has_name_shape(name) and not (found and found[0][0] > 50)
