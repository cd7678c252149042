"""Numbers go on as the periodical counts them; combined issues take two, supplements none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.serials.foretelling import foretell
from libdesk.domain.serials.frequency import Frequency, Unit
from libdesk.domain.serials.numbering import (
    Numbering,
    NumberingWrong,
    Numbers,
    Restart,
    first_number,
    joined,
    last_number,
    read_numbering,
)


@pytest.mark.parametrize(
    ("now", "per_volume", "following"),
    [
        (Numbers(12, 1), 12, Numbers(1, 2)),
        (Numbers(11, 1), 12, Numbers(12, 1)),
        (Numbers(4, 2), 4, Numbers(1, 3)),
        (Numbers(4, 2, 40), 4, Numbers(1, 3, 41)),
    ],
)
def test_a_full_volume_is_followed_by_the_next(now: Numbers, per_volume: int, following: Numbers) -> None:
    assert Numbering(restart=Restart.VOLUME, volume=1, per_volume=per_volume).after(now) == following


def test_issues_that_are_skipped_take_their_numbers_along() -> None:
    numbers = list(Numbering(volume=1, restart=Restart.VOLUME, per_volume=4).run([1970] * 9))
    seen = [(one.volume, one.number) for nth, one in enumerate(numbers, 1) if nth not in (3, 4, 6)]
    assert seen[1:] == [(1, 2), (2, 1), (2, 3), (2, 4), (3, 1)]


def test_a_yearbook_counts_on_through_the_years() -> None:
    issues = foretell(date(2020, 1, 2), date(2058, 12, 31), Frequency(Unit.YEAR), Numbering(82, Restart.NEVER))
    labels = {nth: (issue.numbers.number, issue.expected and issue.expected.year) for nth, issue in enumerate(issues)}
    assert (labels[0], labels[1], labels[26], labels[38]) == ((82, 2020), (83, 2021), (108, 2046), (120, 2058))


def test_a_bimonthly_has_six_numbers_a_volume() -> None:
    numbering = Numbering(restart=Restart.YEAR, volume=51)
    issues = foretell(date(2020, 1, 5), date(2026, 12, 31), Frequency(Unit.MONTH, every=2), numbering)
    found = [(one.numbers.volume, one.numbers.number, one.expected and one.expected.month) for one in issues]
    assert (found[0], found[1], found[26], found[38]) == ((51, 1, 1), (51, 2, 3), (55, 3, 5), (57, 3, 5))


def test_half_a_year_begins_where_the_first_half_ended() -> None:
    issues = foretell(date(2026, 7, 1), date(2027, 6, 30), Frequency(Unit.MONTH), Numbering(7, volume=5, total=119))
    numbers = [one.numbers for one in issues]
    assert (numbers[0], numbers[5], numbers[6]) == (Numbers(7, 5, 119), Numbers(12, 5, 124), Numbers(1, 6, 125))


@pytest.mark.parametrize("restart", Restart)
@given(first=st.integers(1, 500), volume=st.integers(0, 60), total=st.integers(0, 900))
def test_numbering_comes_back_from_the_library_as_it_was(restart: Restart, first: int, volume: int, total: int) -> None:
    kept = Numbering(first, restart, volume, total, 12 if restart is Restart.VOLUME else 0)
    assert read_numbering(kept.text) == kept


@pytest.mark.parametrize(
    "numbering",
    [Numbering(0), Numbering(100_000), Numbering(restart=Restart.VOLUME), Numbering(volume=-1),
     Numbering(5, Restart.VOLUME, per_volume=4)],
)  # fmt: skip
def test_numbers_that_cannot_be_are_told(numbering: Numbering) -> None:
    with pytest.raises(NumberingWrong) as caught:
        foretell(date(2026, 1, 1), date(2026, 12, 31), Frequency(Unit.MONTH), numbering)
    assert "99999" in caught.value.text()


def test_a_combined_issue_takes_two_numbers() -> None:
    assert joined("7", "8") == "7-8"
    assert joined("7-8", "9") == "7-9"
    assert (first_number("7-8"), last_number("7–8"), last_number("12"), last_number("春")) == (7, 8, 12, 0)


def test_the_next_year_begins_at_one_with_the_next_volume() -> None:
    assert Numbering(volume=5, total=1).going_on(Numbers(12, 5, 123), new_year=True) == Numbering(
        1, volume=6, total=124
    )
    assert Numbering(restart=Restart.NEVER).going_on(Numbers(12), new_year=True).first == 13
