"""What a column holds, told from its cells alone, for lists without headings and columns with a blank or odd one."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from libdesk.domain.classes import parse_class
from libdesk.domain.identifiers import normalise_isbn
from libdesk.exchange.dates import parse_day
from libdesk.exchange.fields import Field, ListKind
from libdesk.exchange.name_cells import class_and_name
from libdesk.exchange.person_names import looks_like_name, several_names

_SEXES: Final = frozenset({"男", "女", "男性", "女性", "男生", "女生", "m", "f"})
_SURE_PRICE: Final = re.compile(r"(?:CNY|RMB)?[¥￥]?\d{1,4}\.\d\d元?|[¥￥]\d.*|\d{1,4}(?:\.\d)?元", re.ASCII)
_PRICE: Final = re.compile(r"(?:CNY|RMB)?[¥￥]?\d{1,4}\.\d{1,2}元?|[¥￥]\d{1,4}|\d{1,4}元", re.ASCII)
_CLASS_NO: Final = re.compile(r"[A-Z]{1,2}\d{1,3}(?:[.\-=()\d\"]*)", re.ASCII)
_CALL_NO: Final = re.compile(r"[A-Z]{1,2}\d[^/\s]*/\S+", re.ASCII)
_GRADE: Final = re.compile(r"(?:[一二三四五六七八九]|1[0-2]|[1-9])年级|[初高][一二三]|20\d\d级")
_HOUSE: Final = re.compile(r"出版|书局|书店|印书馆|press", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?:[-./年].*)?")
_CODE: Final = re.compile(r"[A-Z]{0,4}\d{4,14}", re.IGNORECASE | re.ASCII)
_WORDY: Final = re.compile(r"[\u3400-\u9fffA-Za-z]")
_FILLED: Final = 0.8  # of the rows: titles and numbers stand in nearly every one


def looks_like_class(text: str) -> bool:
    """Whether a cell names a class; bare numbers could be anything."""
    return not text.isdigit() and len(text) <= 20 and parse_class(text) is not None


# The surest first: (field, how to tell, which share of the filled cells must be so).
_Test = tuple[Field, Callable[[str], bool], float]
_TESTS: Final[dict[ListKind, tuple[_Test, ...]]] = {
    ListKind.BOOKS: (
        (Field.ISBN, lambda cell: bool(normalise_isbn(cell).isbn13), 0.6),
        (Field.CALL_NO, lambda cell: bool(_CALL_NO.fullmatch(cell)), 0.6),
        (Field.CLASS_NO, lambda cell: bool(_CLASS_NO.fullmatch(cell)), 0.6),
        (Field.PRICE, lambda cell: bool(_SURE_PRICE.fullmatch(cell)), 0.5),
        (Field.PRICE, lambda cell: bool(_PRICE.fullmatch(cell)), 0.7),
        (Field.PUBLISHER, lambda cell: bool(_HOUSE.search(cell)), 0.5),
        (Field.YEAR, lambda cell: bool(_YEAR.fullmatch(cell)), 0.7),
    ),
    ListKind.READERS: (
        (Field.SEX, lambda cell: cell.lower() in _SEXES, 0.9),
        (Field.NAME, looks_like_name, 0.6),
        (Field.NAME, lambda cell: bool(class_and_name(cell)[1]), 0.6),
        (Field.NAME, several_names, 0.4),  # between the titles of the classes; each is refused with the reason
        (Field.CLASS, looks_like_class, 0.7),
        (Field.GRADE, lambda cell: bool(_GRADE.fullmatch(cell)), 0.7),
    ),
    ListKind.LOANS: (
        (Field.READER_NAME, looks_like_name, 0.6),
        (Field.CLASS, looks_like_class, 0.7),
    ),
}


def guess_contents(columns: Mapping[int, Sequence[str]], wanted: set[Field], kind: ListKind) -> dict[Field, int]:
    """Fields for the columns that no heading explained; `wanted` are those still to be found."""
    left = {index: filled for index, cells in columns.items() if (filled := [cell for cell in cells if cell])}
    rows = max(map(len, left.values()), default=0)
    found: dict[Field, int] = {}
    for field, test, share in _TESTS[kind]:
        if field not in wanted or field in found:
            continue
        index = _best(left, test, share)
        if index is not None:
            found[field] = index
            del left[index]
    left = {index: cells for index, cells in left.items() if len(cells) >= _FILLED * rows}
    rest = {ListKind.BOOKS: _book_words, ListKind.READERS: _reader_codes, ListKind.LOANS: _loan_columns}[kind]
    return {field: index for field, index in rest(left).items() if field in wanted} | found


def _best(columns: dict[int, list[str]], test: Callable[[str], bool], share: float) -> int | None:
    shares = {index: sum(map(test, cells)) / len(cells) for index, cells in columns.items()}
    best = max(shares, key=lambda index: (shares[index], -index), default=None)
    return best if best is not None and shares[best] >= share else None


def _book_words(columns: dict[int, list[str]]) -> dict[Field, int]:
    """The first column of words is the title, the wordy one after it the author; unique numbers are barcodes."""
    wordy = [index for index, cells in columns.items() if _share(cells, _is_wordy) > 0.5]
    found: dict[Field, int] = {}
    if wordy:
        found[Field.TITLE] = wordy[0]
        if wordy[0] + 1 in wordy:
            found[Field.AUTHOR] = wordy[0] + 1
    return found | _single(Field.BARCODES, _unique_codes(columns))


def _reader_codes(columns: dict[int, list[str]]) -> dict[Field, int]:
    return _single(Field.CARDS, _unique_codes(columns))


def _loan_columns(columns: dict[int, list[str]]) -> dict[Field, int]:
    """A copy is lent once, a reader has several; the earlier of two days is that of the loan."""
    codes = [index for index, cells in columns.items() if _share(cells, _is_code) >= 0.8]
    codes.sort(key=lambda index: -len(set(columns[index])) / len(columns[index]))
    days = [index for index, cells in columns.items() if index not in codes and _share(cells, _is_day) >= 0.7]
    days.sort(key=lambda index: min(day for cell in columns[index] if (day := parse_day(cell))))
    return dict(zip((Field.COPY_CODE, Field.READER_CODE), codes, strict=False)) | dict(
        zip((Field.LENT, Field.DUE), days, strict=False)
    )


def _unique_codes(columns: dict[int, list[str]]) -> list[int]:
    return [
        index
        for index, cells in columns.items()
        if _share(cells, _is_code) >= 0.9 and len(set(cells)) == len(cells) and len(cells) > 1
    ]


def _single(field: Field, indexes: list[int]) -> dict[Field, int]:
    return {field: indexes[0]} if indexes else {}


def _share(cells: list[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, cells)) / len(cells)


def _is_wordy(cell: str) -> bool:
    return len(cell) > 1 and _WORDY.search(cell) is not None and not _CODE.fullmatch(cell)


def _is_code(cell: str) -> bool:
    return _CODE.fullmatch(cell) is not None and parse_day(cell) is None


def _is_day(cell: str) -> bool:
    return parse_day(cell) is not None
