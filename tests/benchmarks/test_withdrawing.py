"""What might leave is looked for in a library of 100,000 copies; a long list of the bureau is held against titles."""

from pathlib import Path
from time import perf_counter

from libdesk.demo import open_demo
from libdesk.domain.bureau import Named
from libdesk.domain.rows.withdrawals import Wanted
from libdesk.domain.withdrawals import Looking
from libdesk.store.queries.bureau import named_copies
from libdesk.store.queries.candidates import candidates
from tests.benchmarks.conftest import OpenDesk
from tests.benchmarks.figures import FIGURES
from tests.builders import TODAY, make_desk

FINDER_MS = 2_000
LIST_MS = 2_000
LINES = 1_000


def test_what_was_not_lent_for_years_is_found(kept_100k: Path, open_desk: OpenDesk) -> None:
    desk = open_desk(kept_100k)
    slowest = 0.0
    for looking in Looking:
        start = perf_counter()
        candidates(desk.library, Wanted(looking, years=2, keep=3), desk.today)
        slowest = max(slowest, (perf_counter() - start) * 1000)
    what = "copies that might leave, 100,000 copies and 1,000,000 past loans, the slowest of 5 questions"
    FIGURES.note(what, f"{slowest:,.0f} ms", f"{FINDER_MS:,} ms", "not_lent_for_years")
    assert slowest < FINDER_MS


def test_a_long_list_of_the_bureau_is_held_against_the_holdings(tmp_path: Path) -> None:
    path = tmp_path / "demo.libdesk"
    open_demo(path, today=TODAY)
    desk = make_desk(path)
    rows = desk.library.connection.execute("SELECT title, author FROM title ORDER BY id LIMIT ?", (LINES // 2,))
    lines = [Named(title, author or "") for title, author in rows]
    lines += [Named(f"没有的书{number}") for number in range(LINES - len(lines))]
    start = perf_counter()
    found = named_copies(desk.library, lines)
    spent = (perf_counter() - start) * 1000
    desk.library.close()
    FIGURES.note(f"{LINES:,} lines of the bureau held against 3,000 titles", f"{spent:,.0f} ms", f"{LIST_MS:,} ms",
                 "list_of_the_bureau")  # fmt: skip
    assert found
    assert spent < LIST_MS
