"""How fast a supplier's file is read, beside pymarc, which merely parses the same records; and written."""

import io
import time
from typing import Any, Final

import pymarc
import pytest

from libdesk.domain.titles import FIELD_NAMES, TitleFields
from libdesk.exchange.marc.out import BookOut
from libdesk.exchange.marc.read import read_bytes
from libdesk.exchange.marc.write import MarcKind, write_stream
from tests.benchmarks.figures import FIGURES
from tests.exchange.marc_files import many

RECORDS: Final = 5_000
LEAST: Final = 1.5  # times as fast as pymarc, which makes neither drafts nor copies of what it reads


def parsed(data: bytes, encoding: str) -> float:
    """Seconds of processor time for pymarc."""
    began = time.process_time()
    reader = pymarc.MARCReader(io.BytesIO(data), force_utf8=encoding == "utf-8", file_encoding=encoding)
    assert sum(record is not None for record in reader) == RECORDS
    return time.process_time() - began


def read(data: bytes) -> float:
    began = time.process_time()
    assert sum(row.draft is not None for row in read_bytes(data)) == RECORDS
    return time.process_time() - began


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_records_become_drafts_faster_than_pymarc_parses_them(benchmark: Any, encoding: str) -> None:
    data = many(RECORDS, encoding)
    plain = data.replace(b"\x1d\r\n", b"\x1d")  # pymarc ends at a line end between records
    theirs = min(parsed(plain, encoding) for _ in range(3))
    ours = min(read(data) for _ in range(3))
    benchmark.pedantic(lambda: read(data), rounds=1)
    what = f"CNMARC in {encoding.upper()} read into drafts with copies, beside pymarc's parsing alone: "
    what += f"{RECORDS / ours:,.0f} records a second"
    FIGURES.note(what, f"{theirs / ours:.2f} ×", f"≥ {LEAST} ×", "faster_than_pymarc")
    assert theirs / ours >= LEAST


def test_titles_are_written_as_records(benchmark: Any) -> None:
    drafts = [row.draft for row in read_bytes(many(1_000)) if row.draft]
    books = [BookOut(TitleFields(**{name: getattr(one, name) for name in FIELD_NAMES}), one.items) for one in drafts]
    benchmark.pedantic(lambda: write_stream(io.BytesIO(), books, MarcKind.CNMARC_UTF8), rounds=3)
    rate = len(books) / benchmark.stats.stats.min
    FIGURES.note("titles with two copies written as CNMARC", f"{rate:,.0f} a second", "≥ 1,000", "written_as_records")
    assert rate >= 1_000
