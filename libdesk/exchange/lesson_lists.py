"""A timetable of reading lessons as tables: class, weekday, period, and besides weeks, room, teacher."""

import re
import unicodedata
from pathlib import Path
from typing import Final, NamedTuple

from libdesk.domain.value import Value
from libdesk.exchange.errors import FileError
from libdesk.exchange.foot_rows import is_foot
from libdesk.exchange.result_columns import only
from libdesk.exchange.tables import Table, read_file, read_tables
from libdesk.exchange.titles import Heading, with_grade
from libdesk.i18n import _

# How schools head these columns; 上课 before it, and what is beside a colon or in brackets, does not count.
HEADS: Final = {
    "group": ("班级", "班别", "班", "class"),
    "grade": ("年级", "grade"),
    "weekday": ("星期", "周几", "星期几", "weekday", "day"),
    "period": ("节次", "第几节", "节", "课节", "period"),
    "weeks": ("单双周", "周次", "周", "weeks"),
    "place": ("教室", "地点", "房间", "阅览室", "room"),
    "teacher": ("教师", "老师", "teacher"),
}
NEEDED: Final = ("group", "weekday", "period")
_LOOKED_AT: Final = 20  # rows in which the heads may stand
_BESIDE: Final = re.compile(r"[\s:]|\([^()]*\)?")
_BEFORE: Final = re.compile("^(?:上课|授课|任课)")


class NoLessons(FileError):
    name: str

    def text(self) -> str:
        return _("“{name}” has no table of lessons. It needs the columns 班级, 星期 and 节次.").format(name=self.name)


class TypedLesson(NamedTuple):
    """A row as it stands in the table; `sheet` where the workbook has several."""

    line: int
    group: str
    weekday: str
    period: str
    weeks: str = ""
    place: str = ""
    teacher: str = ""
    sheet: str = ""


class LessonList(Value):
    """All rows that say something of a lesson; `passed_over` stand below the heads and do not (blank, sums, notes).

    `strange`: sheets without the heads.
    """

    name: str
    rows: tuple[TypedLesson, ...]
    passed_over: int = 0
    strange: tuple[str, ...] = ()


def read_lessons(path: Path) -> LessonList:
    """The rows of all tables of a file that have the heads. Raises a FileError."""
    found = read_tables(read_file(path), path.name)
    rows: list[TypedLesson] = []
    passed_over, strange = 0, []
    for number, table in enumerate(found.tables, 1):
        head = next((at for at, row in enumerate(table.rows[:_LOOKED_AT]) if _is_head(row)), None)
        if head is None:
            strange.append(table.name or str(number))
            continue
        here = _of_table(table, head, path.stem, several=len(found.tables) > 1)
        rows += here
        passed_over += len(table.rows) - head - 1 - len(here)
    if len(strange) == len(found.tables):
        raise NoLessons(path.name)
    return LessonList(path.name, tuple(rows), passed_over, tuple(strange))


def _of_table(table: Table, head: int, file: str, *, several: bool) -> list[TypedLesson]:
    columns, above = _columns(table.rows[head]), Heading(table.name, file)
    rows: list[TypedLesson] = []
    for line, cells in enumerate(table.rows, 1):
        if title := only(cells):
            above.read(title)
        if _is_head(cells):  # once more, as on a new page
            columns = _columns(cells)
            continue
        if line <= head or is_foot(next(filter(None, cells), "")):
            continue
        texts = {name: cells[at].strip() if at < len(cells) else "" for name, at in columns.items()}
        grade = texts.pop("grade", "") or above.grade_text
        if any(texts.values()):
            texts["group"] = with_grade(texts["group"], grade)
            rows.append(TypedLesson(line, **texts, sheet=table.name if several else ""))
    return rows


def _is_head(row: tuple[str, ...]) -> bool:
    columns = _columns(row)
    return all(name in columns for name in NEEDED)


def _columns(row: tuple[str, ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        plain = _BEFORE.sub("", _BESIDE.sub("", unicodedata.normalize("NFKC", cell)).casefold())
        for name, heads in HEADS.items():
            if plain in heads and name not in found:
                found[name] = place
    return found
