"""How long `--demo` makes a librarian wait on its first start of a day."""

from datetime import date
from pathlib import Path
from typing import Any

from libdesk.demo import make_demo
from tests.benchmarks.figures import FIGURES


def test_the_sample_library_is_made_in_two_seconds(benchmark: Any, tmp_path: Path) -> None:
    path = tmp_path / "demo.libdesk"
    benchmark.pedantic(lambda: make_demo(path, today=date(2026, 3, 9)), rounds=7)
    seconds = benchmark.stats.stats.median
    FIGURES.note("making the sample library: 3,000 titles, 6,000 loans", f"{seconds:.2f} s", "2 s", "sample_library")
    assert seconds <= 2
