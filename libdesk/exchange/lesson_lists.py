"""A timetable of reading lessons as tables: class, weekday, period, and besides weeks, room, teacher."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from libdesk.domain.timetable import read_weekday, read_weeks_said
from libdesk.domain.value import Value
from libdesk.exchange.errors import FileError
from libdesk.exchange.foot_rows import is_foot
from libdesk.exchange.result_columns import only
from libdesk.exchange.tables import Table, read_file, read_tables
from libdesk.exchange.titles import Heading, class_in, reads_as_class, with_grade
from libdesk.i18n import _

# How schools head these columns; 上课 before it, and what is beside a colon or in brackets, does not count.
HEADS: Final = {
    "group": ("班级", "班别", "班", "class"),
    "grade": ("年级", "grade"),
    "weekday": ("星期", "周几", "星期几", "weekday", "day"),
    "half": ("上下午", "上/下午", "上午/下午", "午别", "时段", "half"),
    "period": ("节次", "第几节", "节", "课节", "period"),
    "weeks": ("单双周", "周次", "周", "weeks"),
    "place": ("教室", "地点", "房间", "阅览室", "room"),
    "teacher": ("教师", "老师", "teacher"),
}
NEEDED: Final = ("weekday", "period")  # and the class, where no title or sheet's name says it
_NUMBERS: Final = ("序号", "编号", "no.")  # of the rows, and of no lesson
_LOOKED_AT: Final = 20  # rows in which the heads may stand
_BESIDE: Final = re.compile(r"[\s:]|\([^()]*\)?")
_BEFORE: Final = re.compile("^(?:上课|授课|任课)")


class NoLessons(FileError):
    name: str

    def text(self) -> str:
        return _("“{name}” has no table of lessons. It needs the columns 班级, 星期 and 节次.").format(name=self.name)


class TypedLesson(NamedTuple):
    """A row as it stands in the table; `sheet` where the workbook has several.

    `half` of the day (上午, 下午), None where the table has no such column.
    """

    line: int
    group: str
    weekday: str
    period: str
    weeks: str = ""
    place: str = ""
    teacher: str = ""
    sheet: str = ""
    half: str | None = None

    @property
    def when(self) -> str:
        """The period with its half of the day."""
        half = self.half or ""
        return self.period if self.period.startswith(half) else half + self.period


class LessonList(Value):
    """All rows that say something of a lesson; `passed_over` stand below the heads and do not (blank, titles, sums).

    `strange`: sheets without the heads; `left`: heads of columns that say something and are not read.
    """

    name: str
    rows: tuple[TypedLesson, ...]
    passed_over: int = 0
    strange: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def read_lessons(path: Path) -> LessonList:
    """The rows of all tables of a file that have the heads. Raises a FileError."""
    found = read_tables(read_file(path), path.name)
    rows: list[TypedLesson] = []
    passed_over = 0
    strange: list[str] = []
    left: list[str] = []
    for number, table in enumerate(found.tables, 1):
        here = _Sheet(table, path.stem, several=len(found.tables) > 1)
        if here.head is None:
            strange.append(table.name or str(number))
            continue
        here.read()
        rows += here.rows
        left += here.left
        passed_over += len(table.rows) - here.head - 1 - len(here.rows)
    if len(strange) == len(found.tables):
        raise NoLessons(path.name)
    return LessonList(path.name, tuple(rows), passed_over, tuple(strange), tuple(dict.fromkeys(left)))


class _Sheet:
    """A table whose titles say of the rows below them what these leave open: class, grade, odd or even weeks."""

    def __init__(self, table: Table, file: str, *, several: bool) -> None:
        self.rows: list[TypedLesson] = []
        self.left: list[str] = []
        self._table, self._above = table, Heading(table.name, file)
        self._weeks = read_weeks_said(table.name) or read_weeks_said(file)
        self._of_title = True  # no row since has named a class of its own
        self._sheet = table.name if several else ""
        self.head = self._find_head()

    def _find_head(self) -> int | None:
        for at, row in enumerate(self._table.rows[:_LOOKED_AT]):
            self._read_title(row)
            if _is_head(row, self._class()):
                return at
        return None

    def read(self) -> None:
        assert self.head is not None
        columns = self._columns_at(self.head)
        for at, cells in enumerate(self._table.rows[self.head + 1 :], self.head + 1):
            self._read_title(cells)
            if _is_head(cells, self._class()):  # once more, as on a new page
                columns = self._columns_at(at)
            elif not is_foot(next(filter(None, cells), "")) and not self._is_title(at, columns):
                self._take(at, {name: _cell(cells, place) for name, place in columns.items()})

    def _take(self, at: int, texts: dict[str, str]) -> None:
        if not any(texts.values()):
            return
        group, grade = texts.get("group", ""), texts.pop("grade", "") or self._above.grade_text
        self._of_title = self._of_title and not group
        texts["group"] = with_grade(group, grade) if group else self._class()
        texts["weeks"] = texts.get("weeks") or self._weeks
        self.rows.append(TypedLesson(at + 1, **texts, sheet=self._sheet))

    def _read_title(self, cells: Sequence[str]) -> None:
        if title := only(cells):
            self._above.read(title)
            self._of_title = self._of_title or bool(class_in(title))
            if not is_foot(title):  # 备注：双周停课
                self._weeks = read_weeks_said(title) or self._weeks

    def _class(self) -> str:
        """The class that the titles name, until a row names another."""
        group = self._above.class_text or with_grade(self._above.bare_class, self._above.grade_text)
        return group if self._of_title and reads_as_class(group) else ""

    def _is_title(self, at: int, columns: Mapping[str, int]) -> bool:
        """Whether a row says one thing only, and no cell of a lesson: 四年级阅读课, 教导处, 2026年9月."""
        text = only(self._table.rows[at])
        if not text:
            return False
        if read_weekday(text) is not None or text == self._text_at(at, columns, "period"):
            return False
        if not reads_as_class(text) or text != self._text_at(at, columns, "group"):
            return True
        below = next((row for row in self._table.rows[at + 1 :] if any(row)), ())
        return bool(below) and not only(below) and not _cell(below, columns["group"])  # it stands above these

    def _text_at(self, at: int, columns: Mapping[str, int], name: str) -> str:
        return _cell(self._table.rows[at], columns[name]) if name in columns else ""

    def _columns_at(self, at: int) -> dict[str, int]:
        heads, below = self._table.rows[at], self._table.rows[at + 1 :]
        columns = _columns(heads)
        self.left += [
            head for place, head in enumerate(heads)
            if head and place not in columns.values() and _plain_head(head) not in _NUMBERS
            and any(_cell(row, place) for row in below)
        ]  # fmt: skip
        return columns


def _cell(row: Sequence[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def _is_head(row: Sequence[str], above: str) -> bool:
    """`above`: the class that the titles name, which the heads need not have then."""
    columns = _columns(row)
    return all(name in columns for name in NEEDED) and ("group" in columns or bool(above))


def _columns(row: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        plain = _plain_head(cell)
        for name, heads in HEADS.items():
            if plain in heads and name not in found:
                found[name] = place
    return found


def _plain_head(cell: str) -> str:
    return _BEFORE.sub("", _BESIDE.sub("", unicodedata.normalize("NFKC", cell)).casefold())
