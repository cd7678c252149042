"""A timetable of reading lessons as a table: class, weekday, period, and besides weeks, room, teacher."""

from pathlib import Path
from typing import Final, NamedTuple

from libdesk.domain.value import Value
from libdesk.exchange.errors import FileError
from libdesk.exchange.tables import read_file, read_tables
from libdesk.i18n import _

# How schools head these columns; what is beside a colon or in brackets does not count.
HEADS: Final = {
    "group": ("班级", "班别", "班", "class"),
    "weekday": ("星期", "周几", "星期几", "weekday", "day"),
    "period": ("节次", "第几节", "节", "课节", "period"),
    "weeks": ("单双周", "周次", "周", "weeks"),
    "place": ("教室", "地点", "房间", "阅览室", "上课地点", "room"),
    "teacher": ("教师", "任课教师", "老师", "任课老师", "teacher"),
}
NEEDED: Final = ("group", "weekday", "period")
_LOOKED_AT: Final = 20  # rows in which the heads may stand


class NoLessons(FileError):
    name: str

    def text(self) -> str:
        return _("“{name}” has no table of lessons. It needs the columns 班级, 星期 and 节次.").format(name=self.name)


class TypedLesson(NamedTuple):
    """A row as it stands in the table."""

    line: int
    group: str
    weekday: str
    period: str
    weeks: str = ""
    place: str = ""
    teacher: str = ""


class LessonList(Value):
    name: str
    rows: tuple[TypedLesson, ...]


def read_lessons(path: Path) -> LessonList:
    """The rows of the first table that has the heads. Raises a FileError."""
    found = read_tables(read_file(path), path.name)
    for table in found.tables:
        for place, row in enumerate(table.rows[:_LOOKED_AT]):
            columns = _columns(row)
            if all(name in columns for name in NEEDED):
                rows = (_typed(line, cells, columns) for line, cells in enumerate(table.rows, 1) if line > place + 1)
                return LessonList(path.name, tuple(one for one in rows if one.group or one.weekday or one.period))
    raise NoLessons(path.name)


def _columns(row: tuple[str, ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        plain = "".join(cell.split()).casefold()
        for name, heads in HEADS.items():
            if plain in heads and name not in found:
                found[name] = place
    return found


def _typed(line: int, cells: tuple[str, ...], columns: dict[str, int]) -> TypedLesson:
    texts = {name: cells[place].strip() if place < len(cells) else "" for name, place in columns.items()}
    return TypedLesson(line, **texts)
