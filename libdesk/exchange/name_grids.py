"""Lists of bare names, several in a row: under a class's title, beside a class, in groups or as the pupils sit.

Such a sheet has no headings. Each column of names becomes a table of its own whose columns are known from the layout;
lines stay those of the sheet. What is laid out in a way that is not understood is left whole.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from libdesk.exchange.fields import Field, ListKind
from libdesk.exchange.header_words import match_heading
from libdesk.exchange.name_cells import read_name
from libdesk.exchange.name_columns import column, is_of_names, is_of_persons
from libdesk.exchange.person_names import looks_like_name, without_number
from libdesk.exchange.tables import Table
from libdesk.exchange.titles import bare_class_in, class_in, grade_in, reads_as_class

_LOOKED_AT: Final = 300  # rows
_NAME_SHAPE: Final = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·・•‧]{2,4}|\S+[·・•‧]\S+")
# What stands in a plan of seats or groups beside the names.
_NO_NAME: Final = re.compile(
    r"讲\s*台|讲\s*桌|黑\s*板|[前后]?门|过\s*道|走\s*廊|窗\s*户?|空\s*位?|无|第?[一二三四五六七八九十\d]{1,2}[小大]?[组排列行]"
    r"|[男女]生?|组长|组员|.{0,8}(?:名单|名册|座位表|班主任|合计|共计|总计|人数).{0,12}"
    r"|.*(?:小学|中学|学校|学生|同学|年级|学年|学期|[表册录队组班])"
)
_SEX: Final = re.compile(r"([男女])生?")
_COUNT: Final = re.compile(r"\s*[（(]?\s*共?\s*\d+\s*[人名]\s*[)）]?\s*$")

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class _Block:
    """One column of names and what belongs to it."""

    name: int
    sex: int | None = None


def name_grid(table: Table) -> tuple[Table, ...]:
    """A table for each column of names; none unless there are several and all else beside them is understood."""
    head = table.rows[:_LOOKED_AT]
    body = [row for row in head if not is_title_row(row)]
    titles = [row for row in head if is_title_row(row)]
    names: list[int] = []
    classes: list[int] = []
    sexes: list[int] = []
    for at in range(max(map(len, body), default=0)):
        cells = column(body, at)
        if is_of_persons(cells) or (cells and names and all(map(_is_person, cells))):
            names.append(at)
        elif cells and all(reads_as_class(cell) and not cell.isdigit() for cell in cells) and not names:
            classes.append(at)
        elif cells and all(map(_SEX.fullmatch, cells)) and names:
            sexes.append(at)
        elif not all(cell.isdigit() and len(cell) < 4 for cell in cells):
            return ()
    if len(names) < 2 or len(classes) > 1 or not any(is_of_names(column(body, at)) for at in names):
        return ()
    ends = [*names[1:], names[-1] + 3]
    blocks = [
        _Block(at, next((sex for sex in sexes if at < sex < end), None)) for at, end in zip(names, ends, strict=True)
    ]
    told = any(_SEX.fullmatch(cell) for row in titles for cell in row)
    return tuple(_part(table, block, classes[0] if classes else None, told or bool(sexes)) for block in blocks)


def is_title_row(row: Row) -> bool:
    """Whether a row of a grid holds something and no name: a class's title, the numbers of the groups."""
    return any(row) and not any(cell and _is_person(cell) for cell in row)


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


def _part(table: Table, block: _Block, class_at: int | None, has_sex: bool) -> Table:
    """The column of names with its class and sex, and last what stands between the names."""
    fields = [*([Field.CLASS] if class_at is not None else []), Field.NAME, *([Field.SEX] if has_sex else [])]
    rows: list[tuple[str, ...]] = []
    class_text = sex = ""
    for row in table.rows:
        cells = dict(enumerate(row))
        if is_title_row(row):
            title = _title_over(row, block.name)
            found = _SEX.fullmatch(title)
            sex = found[1] if found else ""
            above = class_in(title) or bare_class_in(title) or grade_in(title)
            rows.append((title,) if above else (*[""] * len(fields), title))
            continue
        name = cells.get(block.name, "")
        class_text = (cells.get(class_at, "") if class_at is not None else "") or class_text
        if not name or _NO_NAME.fullmatch(name):
            rows.append((*[""] * len(fields), name) if name else ())
            continue
        said = {Field.CLASS: class_text, Field.NAME: name}
        said[Field.SEX] = (cells.get(block.sex, "") if block.sex is not None else "") or sex
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
    if _NO_NAME.fullmatch(cell) or _NO_NAME.fullmatch(name) or class_in(cell) or bare_class_in(cell):
        return False
    if looks_like_name(name):
        return True
    found = match_heading(name, ListKind.READERS)
    return _NAME_SHAPE.fullmatch(without_number(name)) is not None and not (found and found[0][0] > 50)
