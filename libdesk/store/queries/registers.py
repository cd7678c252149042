"""The registers as they follow from copies, batches and withdrawals, and the lines of years that are closed.

A copy counts on the day of its batch, or else on the day it was entered. A copy without either, of a batch that is an
opening balance, or without a batch and older than the registers, belongs to the opening balance.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from libdesk.domain.progress import Progress
from libdesk.domain.registers.copies import CopyLine, Correction, corrections
from libdesk.domain.registers.summary import LineKind, SummaryLine
from libdesk.domain.registers.sums import OTHER, Sums, class_letter
from libdesk.store.database import Library

FIRST_DAY: Final = "0001-01-01"  # sorts before every other day: of a library that nobody dated
_OPENING: Final[tuple[Any, ...]] = ("opening",)
STEP: Final = 2_000  # lines between two looks at the stop button

# day: NULL for the opening balance. :opening is the day from which the registers are kept, "" if not said.
_COPIES: Final = """
WITH line AS (
  SELECT c.id, c.title_id, c.status, c.accession_no, c.batch_id, b.kind AS batch_kind,
    CASE WHEN b.kind = 'opening' THEN NULL WHEN b.id IS NOT NULL THEN b.day
      WHEN c.entered < :opening THEN NULL ELSE c.entered END AS day,
    upper(substr(trim(coalesce(nullif(t.class_no, ''), nullif(c.call_no, ''), t.call_no, '')), 1, 1)) AS letter,
    coalesce(c.price_fen, v.price_fen, t.price_fen) AS fen,
    CASE WHEN c.status = 'withdrawn' THEN coalesce(c.withdrawn_day, w.done_day, b.day, c.entered, '0001-01-01') END
      AS gone, w.id AS withdrawal_id
  FROM copy c JOIN title t ON t.id = c.title_id LEFT JOIN volume v ON v.id = c.volume_id
  LEFT JOIN batch b ON b.id = c.batch_id
  LEFT JOIN withdrawal_copy wc ON wc.copy_id = c.id LEFT JOIN withdrawal w ON w.id = wc.withdrawal_id
  WHERE c.issue_id IS NULL AND c.item_kind <> 'box')"""
_NUMBER: Final = "printf('%03d', length(accession_no)) || accession_no"  # so that 999 comes before 1000
_CAME: Final = (
    _COPIES
    + f"""
, ranked AS (SELECT *, row_number() OVER (PARTITION BY title_id ORDER BY day IS NOT NULL, day, id) AS nth FROM line)
SELECT day IS NULL, coalesce(batch_id, 0), substr(day, 1, CASE WHEN batch_id IS NULL THEN 7 ELSE 10 END), letter,
  sum(nth = 1), count(*), coalesce(sum(fen), 0), sum(fen IS NULL), min({_NUMBER}), max({_NUMBER})
FROM ranked GROUP BY 1, CASE WHEN day IS NULL THEN 0 ELSE coalesce(batch_id, 0) END,
  CASE WHEN day IS NULL THEN '' ELSE substr(day, 1, CASE WHEN batch_id IS NULL THEN 7 ELSE 10 END) END, letter"""
)
_WENT: Final = (
    _COPIES
    + """
, ranked AS (
  SELECT *, row_number() OVER (PARTITION BY title_id ORDER BY gone IS NULL DESC, gone DESC, id DESC) AS nth FROM line)
SELECT coalesce(withdrawal_id, 0), gone, letter, sum(nth = 1), count(*), coalesce(sum(fen), 0), sum(fen IS NULL)
FROM ranked WHERE gone IS NOT NULL
GROUP BY 1, CASE WHEN withdrawal_id IS NULL THEN substr(gone, 1, 7) ELSE gone END, 3"""
)
_LIVING: Final = (
    _COPIES
    + """
SELECT letter, count(*), coalesce(sum(fen), 0), sum(fen IS NULL) FROM line WHERE gone IS NULL GROUP BY letter"""
)
_LIVING_TITLES: Final = _COPIES + "SELECT count(DISTINCT title_id) FROM line WHERE gone IS NULL"
_LINE: Final = """
SELECT c.id, coalesce(b.day, c.entered, ''), coalesce(c.accession_no, ''),
  t.title || CASE WHEN v.label IS NULL THEN '' ELSE '(' || v.label || ')' END, coalesce(t.author, ''),
  coalesce(t.publisher, ''), t.year, coalesce(t.edition, ''), coalesce(t.binding, ''), coalesce(t.size, ''),
  coalesce(c.price_fen, v.price_fen, t.price_fen), coalesce(b.source, nullif(c.source, ''), ''),
  coalesce(b.voucher, ''), coalesce(nullif(c.call_no, ''), t.call_no, ''),
  CASE WHEN c.status = 'withdrawn' THEN coalesce(c.withdrawn_day, w.done_day, '') ELSE '' END,
  CASE WHEN c.status = 'withdrawn' THEN coalesce(wc.reason, 'earlier') ELSE '' END,
  CASE WHEN c.status = 'withdrawn' THEN coalesce(w.approval_no, '') ELSE '' END, coalesce(c.note, '')
FROM copy c JOIN title t ON t.id = c.title_id LEFT JOIN volume v ON v.id = c.volume_id
LEFT JOIN batch b ON b.id = c.batch_id
LEFT JOIN withdrawal_copy wc ON wc.copy_id = c.id LEFT JOIN withdrawal w ON w.id = wc.withdrawal_id"""
_DAY: Final = """CASE WHEN b.kind = 'opening' THEN '' WHEN b.id IS NOT NULL THEN b.day
  WHEN c.entered IS NULL OR c.entered < :opening THEN '' ELSE c.entered END"""
_IN_ORDER: Final = "ORDER BY c.accession_no IS NULL, length(c.accession_no), c.accession_no, c.id"


def summary_lines(library: Library, opening_day: str = "") -> list[SummaryLine]:
    """Every line of the summary register as the library is now: the opening balance, what came, what went."""
    batches = {row[0]: row[1:] for row in library.connection.execute("SELECT id, no, source, voucher, day FROM batch")}
    gone = {
        row[0]: row[1:]
        for row in library.connection.execute(
            "SELECT w.id, w.name, w.approval_no,"
            " (SELECT group_concat(DISTINCT reason) FROM withdrawal_copy WHERE withdrawal_id = w.id) FROM withdrawal w"
        )
    }
    came: dict[tuple[Any, ...], list[Any]] = {}
    for is_opening, batch_id, day, letter, *figures in library.connection.execute(_CAME, {"opening": opening_day}):
        _add(came, _OPENING if is_opening else ("in", batch_id, day), letter, figures)
    went: dict[tuple[Any, ...], list[Any]] = {}
    for withdrawal_id, day, letter, *figures in library.connection.execute(_WENT, {"opening": opening_day}):
        group = (withdrawal_id, day if withdrawal_id else day[:7])
        _add(went, group, letter, [*figures, None, None])
        went[group].append(day)
    lines = [_came_line(key, found, batches) for key, found in came.items() if key != _OPENING]
    lines += [_went_line(key, found, gone) for key, found in went.items()]
    opening = _typed_opening(library) + (came[_OPENING][0] if _OPENING in came else Sums())
    if not opening.nothing:
        first = min([opening_day or "9999", *(line.day for line in lines)])
        year = first[:4] if first[:4] != "9999" else _first_year(library)
        numbers = came.get(_OPENING, [None, [], []])
        lines.append(
            SummaryLine(
                LineKind.OPENING, f"{year}-01-01", opening, first_no=_least(numbers[1]), last_no=_most(numbers[2])
            )
        )
    return lines


def _add(found: dict[tuple[Any, ...], list[Any]], key: tuple[Any, ...], letter: str, figures: list[Any]) -> None:
    titles, copies, fen, unpriced, least, most = figures
    sums, firsts, lasts, *_rest = found.setdefault(key, [Sums(), [], []])
    found[key][0] = sums + Sums(titles, copies, fen, unpriced, {class_letter(letter): copies})
    if least:
        firsts.append(least)
        lasts.append(most)


def _least(numbers: Sequence[str]) -> str:
    return min(numbers)[3:] if numbers else ""


def _most(numbers: Sequence[str]) -> str:
    return max(numbers)[3:] if numbers else ""


def _came_line(key: tuple[Any, ...], found: list[Any], batches: dict[int, tuple[Any, ...]]) -> SummaryLine:
    _kind, batch_id, day = key
    sums, firsts, lasts = found
    no, source, voucher, batch_day = batches.get(batch_id, (day or "", "", "", ""))
    return SummaryLine(
        LineKind.IN, batch_day or f"{day}-01", sums, no, source or "", voucher or "", _least(firsts), _most(lasts),
        batch_id or None,
    )  # fmt: skip


def _went_line(key: tuple[Any, ...], found: list[Any], gone: dict[int, tuple[Any, ...]]) -> SummaryLine:
    withdrawal_id, when = key  # a day of its own for what came back late
    name, approval, reasons = gone.get(withdrawal_id, (when, "", ""))
    day = when if withdrawal_id else min(found[3:])
    return SummaryLine(LineKind.OUT, day, found[0], name, reasons or "", approval or "", row_id=withdrawal_id or None)


def _typed_opening(library: Library) -> Sums:
    """What was counted by hand of books that are not in the catalogue."""
    found = Sums()
    for letter, titles, copies, fen in library.connection.execute(
        "SELECT class_letter, titles, copies, amount_fen FROM opening_balance"
    ):
        found = found + Sums(titles, copies, fen, 0, {letter if letter != "" else OTHER: copies})
    return found


def _first_year(library: Library) -> str:
    """The year of the first entry of the journal: of a library in which nothing is dated."""
    row = library.connection.execute("SELECT strftime('%Y', min(at) / 1000, 'unixepoch') FROM journal").fetchone()
    return str(row[0] or "1970")


def living(library: Library) -> Sums:
    """What the copy register says is there: every copy that was not withdrawn, and what was counted by hand."""
    found = _typed_opening(library)
    for letter, copies, fen, unpriced in library.connection.execute(_LIVING, {"opening": ""}):
        found = found + Sums(0, copies, fen, unpriced, {class_letter(letter): copies})
    (titles,) = library.connection.execute(_LIVING_TITLES, {"opening": ""}).fetchone()
    return found + Sums(titles)


def opening_balance(library: Library) -> dict[str, tuple[int, int, int, int]]:
    """(row id, titles, copies, fen) by class letter, as it was typed."""
    rows = library.connection.execute("SELECT class_letter, id, titles, copies, amount_fen FROM opening_balance")
    return {row[0]: tuple(row[1:]) for row in rows}


def closed_days(library: Library) -> dict[int, str]:
    """Each closed year with the day it was closed on."""
    return dict(library.connection.execute("SELECT year, closed_day FROM register_year ORDER BY year").fetchall())


def closed_years(library: Library) -> dict[int, tuple[str, list[SummaryLine]]]:
    """Each closed year: its closing day and the lines of its summary as they were printed."""
    found: dict[int, tuple[str, list[SummaryLine]]] = {year: (day, []) for year, day in closed_days(library).items()}
    for year, line in library.connection.execute(
        "SELECT y.year, l.line FROM register_line l JOIN register_year y ON y.id = l.year_id"
        " WHERE l.register = 'batches' ORDER BY y.year, l.seq"
    ):
        found[year][1].append(SummaryLine.of_values(json.loads(line)))
    return found


def copy_ids(library: Library, year: int | None, opening_day: str = "") -> list[int]:
    """The copies of a year by their accession numbers; None: of the opening balance."""
    day = f"({_DAY})"
    where = f"{day} = ''" if year is None else f"substr({day}, 1, 4) = :year"
    where = f"c.issue_id IS NULL AND c.item_kind <> 'box' AND {where}"
    sql = f"SELECT c.id FROM copy c LEFT JOIN batch b ON b.id = c.batch_id WHERE {where} {_IN_ORDER}"
    rows = library.connection.execute(sql, {"opening": opening_day, "year": f"{year:04d}" if year else ""})
    return [row[0] for row in rows]


def copy_lines(library: Library, ids: Sequence[int]) -> list[CopyLine]:
    """These copies as lines, in this order; a few hundred at a time."""
    rows = library.connection.execute(f"{_LINE} WHERE c.id IN ({','.join('?' * len(ids))})", list(ids))
    found = {row[0]: CopyLine(*row) for row in rows}
    return [found[copy_id] for copy_id in ids if copy_id in found]


def printed_ids(library: Library, year: int) -> list[int]:
    """The stored lines of a closed year, in their order."""
    rows = library.connection.execute(
        "SELECT l.id FROM register_line l JOIN register_year y ON y.id = l.year_id"
        " WHERE y.year = ? AND l.register = 'copies' ORDER BY l.seq",
        (year,),
    )
    return [row[0] for row in rows]


def printed_lines(library: Library, ids: Sequence[int]) -> list[CopyLine]:
    """These stored lines, in this order; a few hundred at a time."""
    rows = library.connection.execute(
        f"SELECT id, line FROM register_line WHERE id IN ({','.join('?' * len(ids))})", list(ids)
    )
    found = {row[0]: CopyLine.of_values(json.loads(row[1])) for row in rows}
    return [found[line_id] for line_id in ids if line_id in found]


def fen_of(library: Library, ids: Sequence[int], *, printed: bool) -> int:
    """What these copies cost together, or what their printed lines say."""
    if printed:
        sql = "SELECT sum(json_extract(line, '$.price_fen')) FROM register_line WHERE id IN (SELECT value FROM wanted)"
    else:
        sql = (
            "SELECT sum(coalesce(c.price_fen, v.price_fen, t.price_fen)) FROM wanted JOIN copy c ON c.id = wanted.value"
            " JOIN title t ON t.id = c.title_id LEFT JOIN volume v ON v.id = c.volume_id"
        )
    row = library.connection.execute(
        f"WITH wanted AS (SELECT value FROM json_each(?)) {sql}", (json.dumps(list(ids)),)
    ).fetchone()
    return int(row[0] or 0)


def all_corrections(library: Library, progress: Progress | None = None) -> Iterator[Correction]:
    """What is no longer as it was printed, over all closed years. Raises Cancelled."""
    for year in closed_days(library):
        ids = printed_ids(library, year)
        for start in range(0, len(ids), 500):
            if progress is not None and start % STEP == 0:
                progress.step(start, len(ids))
            printed = printed_lines(library, ids[start : start + 500])
            now = {line.copy_id: line for line in copy_lines(library, [line.copy_id for line in printed])}
            for line in printed:
                yield from corrections(year, line, now.get(line.copy_id))
