"""Rows out of delimited text: the delimiter that cuts the first lines most evenly; a stray quote spoils one line."""

import csv
from collections import Counter
from collections.abc import Iterator
from typing import Final

from libdesk.exchange.cells import clean

DELIMITERS: Final = (",", "\t", ";", "|", "，")

_LOOKED_AT: Final = 100  # lines
_TALLEST_ROW: Final = 60  # lines a quoted cell may run over; beyond that the quote was a slip of the pen

Row = tuple[str, ...]


def text_rows(text: str, delimiter: str | None = None) -> tuple[list[Row], str]:
    """All rows of a text, blank ones too, so that row n is the spreadsheet's line n; and the delimiter used."""
    lines = text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    if lines and lines[0].lower().startswith("sep=") and len(lines[0]) == 5:  # a word to Excel, which hides it
        delimiter = delimiter or lines[0][4]
        lines = lines[1:]
    chosen = delimiter or guess_delimiter(lines)
    return [tuple(map(clean, row)) for row in _cut(lines, chosen)], chosen


def guess_delimiter(lines: list[str]) -> str:
    """The delimiter that gives most lines one and the same number of columns; a tab when there is one column only."""
    head = lines[:_LOOKED_AT]
    scores = {delimiter: _evenness(head, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: scores[delimiter])
    return best if scores[best] else "\t"


def _evenness(lines: list[str], delimiter: str) -> float:
    """0 unless half of the lines are cut at all."""
    widths = Counter(len(row) for row in _cut(lines, delimiter) if len(row) > 1 or any(row))
    several = {width: count for width, count in widths.items() if width > 1}
    cut = sum(several.values())
    if 2 * cut < widths.total() or not several:
        return 0.0
    width, same = max(several.items(), key=lambda item: (item[1], item[0]))
    return (cut + same) / widths.total() + min(width, 20) / 100


def _cut(lines: list[str], delimiter: str) -> Iterator[list[str]]:
    """One list a row. A row whose quotes do not fit together is cut by itself, and the next line begins afresh."""
    done = 0
    while done < len(lines):
        start = done
        reader = csv.reader((lines[i] + "\n" for i in range(start, len(lines))), delimiter=delimiter, strict=True)
        try:
            for row in reader:
                if start + reader.line_num - done > _TALLEST_ROW:
                    break
                done = start + reader.line_num
                yield row
        except csv.Error:
            pass
        if done < len(lines):
            yield _cut_alone(lines[done], delimiter)
            done += 1


def _cut_alone(line: str, delimiter: str) -> list[str]:
    """Quotes in pairs may still guard a delimiter; an odd one is a plain character."""
    if line.count('"') % 2 == 0:
        try:
            return next(csv.reader([line], delimiter=delimiter), [])
        except csv.Error:
            pass  # a single cell of more than 128 KB
    return line.split(delimiter)
