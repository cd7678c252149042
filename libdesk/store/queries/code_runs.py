"""Runs of barcodes that were printed ahead, and how many of them are on something by now."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from libdesk.domain.code_runs import CodeRun, KeptCodes
from libdesk.store.database import Library
from libdesk.store.queries.journal import Image

_RUNS: Final = "SELECT id, day, prefix, width, first_no, last_no, note FROM barcode_run"


def kept_codes(library: Library) -> KeptCodes:
    """All of them, to be asked about codes; how many are used is not looked up."""
    return KeptCodes(_run(row) for row in library.connection.execute(_RUNS))


def runs(library: Library) -> list[CodeRun]:
    """All of them, the newest first, with how many are used."""
    rows = library.connection.execute(f"{_RUNS} ORDER BY id DESC").fetchall()
    return [_run(row, used(library, _run(row))) for row in rows]


def run(library: Library, run_id: int) -> CodeRun | None:
    row = library.connection.execute(f"{_RUNS} WHERE id = ?", (run_id,)).fetchone()
    return _run(row, used(library, _run(row))) if row else None


def used(library: Library, one: CodeRun) -> int:
    """How many codes of a run something bears, or bore."""
    sql = "SELECT count(*) FROM barcode WHERE code_key BETWEEN ? AND ? AND length(code_key) = ? AND code_key GLOB ?"
    return sum(library.connection.execute(sql, span).fetchone()[0] for span in _spans(one))


def borne(library: Library, codes: Sequence[str]) -> set[str]:
    """Those of these folded codes that something bears, or bore."""
    sql = "SELECT code_key FROM barcode WHERE code_key IN (SELECT value FROM json_each(?))"
    return {row[0] for row in library.connection.execute(sql, (json.dumps(list(codes)),))}


def given_twice(library: Library, journal_id: int, images: Sequence[Image]) -> str | None:
    """The first code that would be given twice if what an entry took away were put back.

    A run that comes back must hold no code that has been given or kept since; a label that comes back must not have
    been kept in a run that was made after it went.
    """
    for image in images:
        if image.table == "barcode_run" and image.removed and image.before:
            back = json.loads(image.before)
            again = CodeRun(
                back["id"], date.fromisoformat(back["day"]), back["prefix"], back["width"], back["first_no"],
                back["last_no"],
            )  # fmt: skip
            if code := _taken_of(library, again):
                return code
    labels = [image for image in images if image.table == "barcode" and image.before]
    later = _kept_since(library, journal_id) if labels else KeptCodes(())
    if later.runs:
        back_again = (json.loads(image.before or "{}").get("code_key") for image in labels)
        return next((code for code in back_again if code and later.holds(code)), None)
    return None


def _taken_of(library: Library, again: CodeRun) -> str | None:
    codes = [again.code(place) for place in range(again.count)]
    kept = kept_codes(library)
    bears = borne(library, codes)
    return next((code for code in codes if code in bears or kept.holds(code)), None)


def _kept_since(library: Library, journal_id: int) -> KeptCodes:
    """The runs that stand and that were not there when an entry was written."""
    rows = library.connection.execute(
        f"{_RUNS} r WHERE (SELECT min(i.journal_id) FROM journal_image i WHERE i.tbl = 'barcode_run'"
        " AND r.id BETWEEN i.first_id AND i.last_id) > ?",
        (journal_id,),
    )
    return KeptCodes(_run(row) for row in rows)


def _spans(one: CodeRun) -> Iterator[tuple[str, str, int, str]]:
    """(first, last, length, pattern) of the stretches of a run in which all codes are equally long."""
    first = one.first_no
    prefix = "".join(f"[{sign}]" if sign in "*?[" else sign for sign in one.prefix)
    while first <= one.last_no:
        digits = max(one.width, len(str(first)))
        last = min(one.last_no, 10**digits - 1)
        code = one.numbering.code
        yield code(first), code(last), len(code(first)), f"{prefix}{'[0-9]' * digits}"
        first = last + 1


def _run(row: Sequence[Any], count: int = 0) -> CodeRun:
    return CodeRun(row[0], date.fromisoformat(row[1]), row[2], row[3], row[4], row[5], row[6] or "", count)
