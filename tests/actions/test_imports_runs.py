"""Numbers that an import gives: as many as are wanted, in order, none that is brought."""

from hypothesis import given
from hypothesis import strategies as st

from libdesk.actions.imports.runs import run_after


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


def test_where_nothing_is_wanted_there_is_no_run() -> None:
    assert run_after(5, [1], 0) is None
