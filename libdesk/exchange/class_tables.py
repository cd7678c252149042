"""A school's own table of classes from a list: one column of codes, one of names; every row is taken or told of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from libdesk.domain.callnumbers import clean_class
from libdesk.exchange.errors import FileError
from libdesk.exchange.tables import Table, TableFile
from libdesk.i18n import N_, _

LONGEST_CODE: Final = 60
LONGEST_NAME: Final = 300
_LOOKED_AT: Final = 15  # rows in which the headings may stand
_SAMPLE: Final = 200
_CODE_WORDS: Final = frozenset(
    {"分类号", "类号", "类目号", "类目代码", "分类代码", "分类号码", "代码", "编码", "code", "classno"}
)
_NAME_WORDS: Final = frozenset(
    {"类名", "类目", "类目名", "类目名称", "分类名称", "分类名", "名称", "name", "classname"}
)
_CODE: Final = re.compile(r"[\[{【(（]?[A-Za-z]{1,2}[0-9\-.:/()=+{}\[\]~]*[\]}】)）]?|[0-9]{3}(?:\.[0-9]+)?")
_ONE_CELL: Final = re.compile(r"(\S+)\s+(\S.*)")


class ClassFaultKind(StrEnum):
    """Why a row of a class table is not taken."""

    NO_CODE = "no_code"
    NO_NAME = "no_name"
    TOO_LONG = "too_long"
    REPEATED = "repeated"


FAULT_WORDS: Final[dict[ClassFaultKind, str]] = {
    ClassFaultKind.NO_CODE: N_("Line {line}: “{name}” has no class number."),
    ClassFaultKind.NO_NAME: N_("Line {line}: {code} has no name."),
    ClassFaultKind.TOO_LONG: N_("Line {line}: {code} is too long for a class number or has too long a name."),
    ClassFaultKind.REPEATED: N_("Line {line}: {code} stands above already, with another name; the first one counts."),
}


@dataclass(frozen=True, slots=True)
class ClassFault:
    """A row that is not taken; `line` as the spreadsheet counts."""

    line: int
    kind: ClassFaultKind
    code: str = ""
    name: str = ""

    def text(self) -> str:
        return _(FAULT_WORDS[self.kind]).format(line=self.line, code=self.code[:20], name=self.name[:20])


@dataclass(frozen=True, slots=True)
class ClassTable:
    """What was read: `entries`, `faults`, `doubles` that say the same twice and `passed_over` rows add up to `rows`."""

    entries: tuple[tuple[str, str], ...]
    faults: tuple[ClassFault, ...]
    doubles: int
    passed_over: int  # blank rows, titles and headings
    rows: int


class NoClasses(FileError):
    """No column that looks like class numbers with a column of names beside it."""

    name: str

    def text(self) -> str:
        return _(
            "No class numbers were found in “{name}”. One column must hold them, and another one the names."
        ).format(name=self.name)


def read_classes(file: TableFile) -> ClassTable:
    """The classes of the sheet that has most of them. Raises NoClasses."""
    found = [made for table in file.tables if (made := _read(table)) is not None]
    best = max(found, key=lambda made: len(made.entries), default=None)
    if best is None or not best.entries:
        raise NoClasses(file.name)
    return best


def _read(table: Table) -> ClassTable | None:
    rows = _split(table.rows)
    first, columns = _columns(rows)
    if columns is None:
        return None
    names: dict[str, str] = {}
    entries: list[tuple[str, str]] = []
    faults: list[ClassFault] = []
    doubles = blank = 0
    for line, row in enumerate(rows[first:], start=first + 1):
        code, name = (row[at].strip() if at < len(row) else "" for at in columns)
        if not code and not name:
            blank += 1
            continue
        kind = _fault(code, name)
        key = clean_class(code)
        if kind is None and key in names:
            if names[key] == name:
                doubles += 1
                continue
            kind = ClassFaultKind.REPEATED
        if kind is not None:
            faults.append(ClassFault(line, kind, code, name))
            continue
        names[key] = name
        entries.append((code, name))
    return ClassTable(tuple(entries), tuple(faults), doubles, first + blank, len(rows))


def _fault(code: str, name: str) -> ClassFaultKind | None:
    if not clean_class(code):
        return ClassFaultKind.NO_CODE
    if not name:
        return ClassFaultKind.NO_NAME
    too_long = len(code) > LONGEST_CODE or len(name) > LONGEST_NAME
    return ClassFaultKind.TOO_LONG if too_long else None


def _split(rows: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    """Where code and name share the one cell of each row, they are taken apart at the first space."""
    if any(sum(1 for cell in row if cell.strip()) > 1 for row in rows[:_SAMPLE]):
        return rows
    made = []
    for row in rows:
        found = _ONE_CELL.fullmatch(next((cell.strip() for cell in row if cell.strip()), ""))
        made.append((found[1], found[2]) if found else tuple(row))
    return made


def _columns(rows: Sequence[Sequence[str]]) -> tuple[int, tuple[int, int] | None]:
    """(the first row below the headings, the columns of code and name); by the headings, else by what stands there."""
    for at, row in enumerate(rows[:_LOOKED_AT]):
        heads = [re.sub(r"[\s_]", "", cell).casefold() for cell in row]
        code = next((n for n, head in enumerate(heads) if head in _CODE_WORDS), None)
        name = next((n for n, head in enumerate(heads) if head in _NAME_WORDS and n != code), None)
        if code is not None and name is not None:
            return at + 1, (code, name)
    sample = [row for row in rows[:_SAMPLE] if any(row)]
    width = max((len(row) for row in sample), default=0)

    def share(column: int) -> float:
        cells = [row[column].strip() for row in sample if column < len(row) and row[column].strip()]
        return sum(1 for cell in cells if _CODE.fullmatch(cell)) / len(sample) if cells else 0

    code = max(range(width), key=share, default=0)
    if width < 2 or share(code) < 0.5:
        return 0, None
    filled = {n: sum(1 for row in sample if n < len(row) and row[n].strip()) for n in range(width) if n != code}
    name = max(filled, key=lambda n: (filled[n], n > code, -abs(n - code)))
    start = next((at for at, row in enumerate(rows) if code < len(row) and _CODE.fullmatch(row[code].strip())), 0)
    return start, (code, name)
