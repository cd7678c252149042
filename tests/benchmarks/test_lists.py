"""The first page of a long list and the whole of it on paper, from a library with many copies."""

import time
from datetime import datetime
from typing import Any

from libdesk.documents.bound import Bound
from libdesk.documents.tables import table_pages
from libdesk.domain.rows.documents import TableColumn, TablePaper, TablePart
from libdesk.domain.rows.prints import Rows
from tests.benchmarks.figures import FIGURES

ROWS = 100_000
PRINTED = 10_000
BOUND = 0.3  # seconds
COLUMNS = (
    TableColumn("Call number"),
    TableColumn("Title", share=5),
    TableColumn("Author", share=2),
    TableColumn("Publisher", share=2),
    TableColumn("Barcode"),
    TableColumn("Price", right=True),
)


def pages(count: int) -> Bound:
    def part(first: int, last: int) -> list[tuple[str, ...]]:
        return [
            (f"I247.{n % 97}/{n}", f"城南旧事 第 {n} 种", "林海音", "少年儿童出版社", f"{n:07}", "¥25.00")
            for n in range(first, last)
        ]

    parts = (TablePart("", Rows(count, part)),)
    at = datetime(2026, 11, 30, 10, 32)
    return table_pages(TablePaper("阳光小学", "排架目录", "书库", COLUMNS, parts, wide=True, at=at))


def test_the_first_page_of_a_hundred_thousand_rows_is_there_at_once(benchmark: Any) -> None:
    pages(10).pdf()  # fonts are read while somebody chooses
    benchmark.pedantic(lambda: pages(ROWS).pdf(0, 1), rounds=5)
    took = benchmark.stats.stats.median
    FIGURES.note("list, first page of 100,000 rows", f"{took * 1000:.0f} ms", "300 ms", "lists")
    assert took <= BOUND


def test_ten_thousand_rows_are_printed_in_seconds(benchmark: Any) -> None:
    pages(10).pdf()
    begun = time.perf_counter()
    made = benchmark.pedantic(lambda: pages(PRINTED).pdf(), rounds=1)
    took = time.perf_counter() - begun
    FIGURES.note("list, 10,000 rows as a PDF", f"{took:.1f} s, {len(made) / 1e6:.1f} MB", "15 s", "lists")
    assert took <= 15
    assert len(made) <= 5_000_000
