"""What a sheet of results says: a line for each person, and what of it was not read; and why a file cannot be used."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from libdesk.exchange.errors import FileError
from libdesk.exchange.result_columns import What
from libdesk.i18n import _


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One row that names somebody; `line` as the spreadsheet counts. `number` is the 学号.

    `several`: the cell of the name holds more than one, unless somebody is called so.
    """

    line: int
    name: str
    class_text: str
    work: str
    score: str
    prize: str
    place: int | None = None
    number: str = ""
    several: bool = False


class WhyUnread(StrEnum):
    NO_NAME = "no_name"  # something came out for nobody
    NO_NAMES = "no_names"  # no column of the sheet is known to hold names


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """A row that says something and is not taken; `text` is what stands there."""

    line: int
    text: str
    why: WhyUnread


class ReadColumn(NamedTuple):
    """What a column was read as; `heading` is "" where its content alone told it."""

    what: What
    heading: str


@dataclass(frozen=True, slots=True)
class ResultSheet:
    """`lines`, rows that are `unread` and those `passed_over` (blank, titles, headings, sums) add up to `rows`.

    `columns` were read, those headed as in `left` were not. `carried` rows have the prize of a row above them, `open`
    rows stand below a prize and have none of their own, `earlier` ones are of a round before the last: score, place
    and prize of them are left out.
    """

    name: str
    lines: tuple[ResultLine, ...]
    passed_over: int
    unread: tuple[UnreadRow, ...] = ()
    columns: tuple[ReadColumn, ...] = ()
    left: tuple[str, ...] = ()
    carried: int = 0
    open: int = 0
    earlier: int = 0

    @property
    def rows(self) -> int:
        """Two blocks side by side make two rows of one."""
        return len(self.lines) + len(self.unread) + self.passed_over


class NoResults(FileError):
    """No column that looks like names."""

    name: str

    def text(self) -> str:
        return _(
            "No names were found in “{name}”. One column must hold them; class, work, score and prize may stand beside."
        ).format(name=self.name)


class NobodyInSheet(FileError):
    """A heading, and nobody below it."""

    name: str

    def text(self) -> str:
        return _("There is nobody in “{name}”: below the heading no row holds a name.").format(name=self.name)


class TextNamedWorkbook(FileError):
    """A text file that is called .xlsx, and in which no results were found."""

    name: str

    def text(self) -> str:
        return _(
            "“{name}” is a text file, though its name ends like that of an Excel file. Save the table in the"
            " spreadsheet program as .xlsx, then choose that file."
        ).format(name=self.name)
