"""What the fuzzing begins with is whole, and every reader that it runs is content with all of it."""

import pytest

from tests.fuzz import LONGEST, READERS, TARGETS, _seeds

SEEDS = [(target, number) for target in TARGETS for number in range(len(_seeds(target)))]


@pytest.mark.parametrize("target", TARGETS)
def test_no_file_that_it_begins_with_is_cut(target: str) -> None:
    assert max(map(len, _seeds(target))) <= LONGEST


@pytest.mark.parametrize("reader", TARGETS)
@pytest.mark.parametrize(("target", "number"), SEEDS)
def test_every_reader_takes_each_file_whole_and_halved(reader: str, target: str, number: int) -> None:
    seed = _seeds(target)[number]
    for data in (seed, seed[: len(seed) // 2], seed[::-1]):
        READERS[reader](data)
