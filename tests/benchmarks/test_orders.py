"""How long a list of 10,000 rows is held against 100,000 titles, and how long one scan of a delivery takes."""

import random
import time
from pathlib import Path
from typing import Any, Final

from libdesk.actions.acquisition import deliveries, purchases
from libdesk.actions.acquisition.purchases import NewLine, OrderForm
from libdesk.domain.holdings_check import Fate, check
from libdesk.exchange.export import write_table
from libdesk.exchange.offers import read_offers
from libdesk.store.queries.holdings_check import holdings
from libdesk.store.tables import Copy, Title
from tests.benchmarks.figures import FIGURES
from tests.builders import make_desk, make_library
from tests.made_books import isbn

TITLES: Final = 100_000
ROWS: Final = 10_000
LINES: Final = 300


def test_a_list_of_ten_thousand_rows_is_held_against_the_holdings_soon(benchmark: Any, tmp_path: Path) -> None:
    desk = make_desk(make_library(tmp_path))
    rng = random.Random(4)
    words = "春夏秋冬山水花鸟星月风云书海童年故事科学世界历史奥秘森林小河"
    names = ["".join(rng.choices(words, k=rng.randint(3, 9))) for _n in range(TITLES)]
    from libdesk.domain.ops import Op

    with desk.action(Op.IMPORT_BOOKS) as act:
        rows = [("book", name, f"作者{n % 997}", isbn(n), act.at) for n, name in enumerate(names)]
        act.add_many(Title, ("kind", "title", "author", "isbn", "added"), rows)
        act.add_many(Copy, ("title_id", "item_kind"), [(n + 1, "book") for n in range(TITLES)])
    picked = rng.sample(range(TITLES), ROWS // 2)
    rows_of = [(names[n], f"作者{n % 997}", isbn(n), 20) for n in picked]
    rows_of += [(f"{rng.choice(names)}新编", "他人", isbn(TITLES + n), 25) for n in range(ROWS // 2)]
    path = tmp_path / "书目.xlsx"
    write_table(path, "书目", ("书名", "作者", "ISBN", "定价"), rows_of)
    began = time.perf_counter()
    read = read_offers(path)
    reading = time.perf_counter() - began

    def compare() -> int:
        found = check(read.offers, holdings(desk.library, read.offers), enough=3)
        return sum(row.fate is Fate.TOO_FEW for row in found)

    assert benchmark.pedantic(compare, rounds=3) == ROWS // 2
    compared = benchmark.stats.stats.median
    lines = [NewLine(offer.title, 2, isbn=offer.isbn, price_fen=offer.price_fen) for offer in read.offers[:LINES]]
    made = purchases.make_purchase(desk, OrderForm("大单"), lines)
    purchases.send_order(desk, made)
    spans = []
    for line in lines:
        began = time.perf_counter()
        deliveries.count_arrival(desk, made, isbn=line.isbn)
        spans.append(time.perf_counter() - began)
    desk.close()
    scan = sorted(spans)[int(0.95 * len(spans))]
    words_of = "ten_thousand_rows"
    what = f"a list of {ROWS:,} rows held against {TITLES:,} titles; reading its xlsx {reading:.2f} s"
    FIGURES.note(what, f"{compared:.2f} s", "2 s", words_of)
    FIGURES.note(
        f"a scan of a delivery of {LINES} lines, committed, 95 of 100", f"{scan * 1000:.1f} ms", "40 ms", words_of
    )
    assert compared <= 2
    assert scan <= 0.04
