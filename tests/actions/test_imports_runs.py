"""Numbers that an import gives: as many as are wanted, in order, none that is brought."""

from hypothesis import given
from hypothesis import strategies as st

from libdesk.actions.imports.runs import numbers_of, run_after
from libdesk.domain.barcodes import Numbering


@given(st.integers(0, 30), st.lists(st.integers(1, 60)), st.integers(1, 20))
def test_a_run_holds_as_many_numbers_as_are_wanted_and_none_that_is_brought(
    own: int, brought: list[int], count: int
) -> None:
    run = run_after(own, brought, count)
    assert run is not None
    numbers = list(run)
    assert len(numbers) == count
    assert numbers == sorted(set(numbers) - set(brought))
    assert (numbers[0], numbers[-1]) == (run.first, run.last)
    assert min(numbers) > (own or max(brought, default=0))
    if own:
        assert set(range(own + 1, run.last)) <= {*numbers, *brought}


def test_what_is_there_is_passed_over_though_no_number_goes_on_from_it() -> None:
    run = run_after(99_999_999, [], 2, there=[100_000_000, 9_787_506_365_437])
    assert run is not None
    assert list(run) == [100_000_001, 100_000_002]


@given(st.lists(st.integers(0, 10**14)), st.integers(3, 12))
def test_each_number_of_a_scheme_is_its_own_or_a_longer_one(numbers: list[int], width: int) -> None:
    scheme = Numbering("T", width)
    own, longer = numbers_of(scheme, [*map(scheme.code, numbers), "X", ""])
    assert sorted([*own, *longer]) == sorted(numbers)
    assert all(len(str(number)) > width + 1 for number in longer)


def test_where_nothing_is_wanted_there_is_no_run() -> None:
    assert run_after(5, [1], 0) is None
