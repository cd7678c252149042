"""Keys of the shelf for a whole library, and book numbers for an import of 50,000 titles."""

from random import Random
from time import perf_counter

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from libdesk.actions.cataloguing.numbers import Numbers, next_call_no
from libdesk.actions.desk import Desk
from libdesk.domain.ops import Op
from libdesk.domain.shelf_order import shelf_key
from libdesk.store.queries.classes import outline, titles_by_class
from libdesk.store.tables import Title
from tests.benchmarks.figures import FIGURES
from tests.builders import make_desk, make_library, set_setting

TITLES = 50_000
KEYS = 300_000
LEAST_KEYS = 300_000  # a second
BOUND_GIVE_S = {"running": 1, "author": 3}  # the second with the table of readings, once
BOUND_NEXT_MS = 5.0
AUTHORS = ["余华", "严华", "曹文轩", "沈石溪", "杨红樱", "罗琳", "凡尔纳", "安徒生", "郑渊洁", "林海音"]


@pytest.fixture(scope="module")
def shelves(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Fifty thousand titles in the classes of the outline, a fifth of them novels of one class."""
    desk = make_desk(make_library(tmp_path_factory.mktemp("many-numbers")))
    chance = Random(1)
    codes = [row.code for row in outline().rows if row.given]
    with desk.action(Op.IMPORT_BOOKS) as act:
        numbers = Numbers(act.connection, desk.settings)
        rows = []
        for nth in range(TITLES):
            class_no = "I247.5" if nth % 5 == 0 else chance.choice(codes)
            rows.append((f"书{nth}", chance.choice(AUTHORS), class_no, numbers.give(class_no), 0))
        act.add_many(Title, ("title", "author", "class_no", "call_no", "added"), rows)
    return desk


def test_a_whole_library_is_put_in_order_soon(benchmark: BenchmarkFixture) -> None:
    chance = Random(2)
    codes = [row.code for row in outline().rows if row.given]
    plain = [f"{chance.choice(codes)}/{chance.randint(1, 9999)}" for _ in range(KEYS)]
    marked = [f"{one.replace('/', '/J')}-2({chance.randint(1, 9)})" for one in plain]
    rates = []
    for call_nos in (plain, marked):
        start = perf_counter()
        for call_no in call_nos:
            shelf_key(call_no)
        rates.append(KEYS / (perf_counter() - start))
    benchmark.pedantic(lambda: [shelf_key(each) for each in plain[:1000]], rounds=5)
    FIGURES.note(
        f"keys of the shelf a second, running numbers; author numbers with marks {rates[1]:,.0f}", f"{rates[0]:,.0f}",
        f"{LEAST_KEYS:,}", "put_in_order_soon",
    )  # fmt: skip


@pytest.mark.parametrize("rule", ["running", "author"])
def test_fifty_thousand_numbers_are_given_in_one_step(shelves: Desk, benchmark: BenchmarkFixture, rule: str) -> None:
    set_setting(shelves, "book_number", rule) if rule == "author" else None
    chance = Random(3)
    codes = [row.code for row in outline().rows if row.given]
    wanted = [(chance.choice(codes), chance.choice(AUTHORS), f"新书{nth}") for nth in range(TITLES)]

    def give() -> None:
        numbers = Numbers(shelves.library.connection, shelves.settings)
        for class_no, author, title in wanted:
            numbers.give(class_no, author=author, title=title)

    start = perf_counter()
    benchmark.pedantic(give, rounds=1)
    FIGURES.note(
        f"book numbers for 50,000 titles beside 50,000 others, rule “{rule}”", f"{perf_counter() - start:.2f} s",
        f"{BOUND_GIVE_S[rule]} s", "fifty_thousand_numbers",
    )  # fmt: skip


def test_the_next_number_is_there_at_once_in_a_class_of_ten_thousand(
    shelves: Desk, benchmark: BenchmarkFixture
) -> None:
    def ask() -> str:
        return next_call_no(shelves.library, shelves.settings, class_no="I247.5", author="余华")

    benchmark.pedantic(ask, rounds=20)
    start = perf_counter()
    titles_by_class(shelves.library)
    counting = (perf_counter() - start) * 1000
    FIGURES.note(
        f"the next number of a class with 10,000 titles (all titles counted by class: {counting:.0f} ms)",
        f"{benchmark.stats['median'] * 1000:.2f} ms", f"{BOUND_NEXT_MS:.0f} ms", "next_number_is_there",
    )  # fmt: skip
