"""Columns full of names: one of them is the readers', any other is told, so that nobody is lost without a word."""

from collections.abc import Collection, Sequence
from typing import Final

from libdesk.exchange.person_names import has_name_shape, looks_like_name

_SHARE: Final = 0.6  # of the filled cells are names
_DISTINCT: Final = 0.7  # of them; a column of class teachers says the same few again and again
_LEAST: Final = 2  # names

Rows = Sequence[Sequence[str]]


def column(rows: Rows, index: int) -> list[str]:
    """The filled cells of a column."""
    return [row[index] for row in rows if index < len(row) and row[index]]


def is_of_names(cells: Sequence[str], least: int = _LEAST) -> bool:
    """Whether most of these cells are names."""
    named = sum(map(looks_like_name, cells))
    return named >= least and named >= _SHARE * len(cells)


def is_of_persons(cells: Sequence[str], least: int = _LEAST) -> bool:
    """Whether each of them seems to be somebody else, as in a column of readers."""
    return is_of_names(cells, least) and len(set(cells)) >= _DISTINCT * len(cells)


def may_be_of_persons(cells: Sequence[str]) -> bool:
    """The same by the shape of the cells alone: where no heading helps, a rare surname must not be lost."""
    shaped = sum(map(has_name_shape, cells))
    return shaped > 0 and shaped >= _SHARE * len(cells) and len(set(cells)) >= _DISTINCT * len(cells)


def columns_of_names(rows: Rows, apart_from: Collection[int]) -> tuple[int, ...]:
    """The columns full of names, but for those that are read or left out for a reason of their own."""
    width = max(map(len, rows), default=0)
    return tuple(at for at in range(width) if at not in apart_from and is_of_names(column(rows, at)))
