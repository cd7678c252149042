"""Which issues can be bound, how a year is parted into volumes, and which gaps a volume names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.serials.binding import (
    Gap,
    Parting,
    Piece,
    Standing,
    YearIssue,
    label_of,
    parts,
    plan,
    read_gaps,
    runs,
    written_gaps,
)
from libdesk.domain.serials.names import IssueKind, IssueName

HERE = Standing.HERE


def issue(
    number: int, *standings: Standing, wanted: int = 1, skipped: bool = False, month: int | None = None
) -> YearIssue:
    day = date(2025, month if month is not None else number, 5) if (month or number) <= 12 else None
    pieces = tuple(Piece(number * 10 + nth, one, price_fen=500) for nth, one in enumerate(standings))
    return YearIssue(number, IssueName(2025, str(number)), day, wanted, skipped, pieces)


def year(**other: tuple[Standing, ...]) -> list[YearIssue]:
    """Twelve issues that are there, but for those named as i5=(Standing.LOST,)."""
    return [issue(number, *other.get(f"i{number}", (HERE,))) for number in range(1, 13)]


def keys(issues: list[YearIssue]) -> set[int]:
    return {one.key for one in issues if one.free}


def test_a_whole_year_makes_one_volume_with_the_sum_of_its_prices() -> None:
    (one,) = plan(year(), keys(year()), Parting.YEAR)
    assert (one.label, len(one.pieces), one.gaps, one.price_fen) == ("2025.1-12", 12, (), 6000)


def test_a_year_is_parted_into_halves_quarters_months_or_so_many() -> None:
    issues = year()
    labels = {parting: [one.label for one in plan(issues, keys(issues), parting, each=5)] for parting in Parting}
    assert labels[Parting.HALVES] == ["2025.1-6", "2025.7-12"]
    assert labels[Parting.QUARTERS] == ["2025.1-3", "2025.4-6", "2025.7-9", "2025.10-12"]
    assert labels[Parting.MONTHS][:2] == ["2025-01", "2025-02"]
    assert labels[Parting.COUNT] == ["2025.1-5", "2025.6-10", "2025.11-12"]


@pytest.mark.parametrize(
    ("found", "why"),
    [
        ((), Standing.MISSING),
        ((Standing.LOST,), Standing.LOST),
        ((Standing.LENT,), Standing.LENT),
        ((Standing.HELD,), Standing.HELD),
        ((Standing.REPAIR,), Standing.REPAIR),
    ],
)
def test_what_is_not_there_cannot_be_chosen_and_its_gap_is_named(found: tuple[Standing, ...], why: Standing) -> None:
    issues = year(i5=found)
    (one,) = plan(issues, set(range(1, 13)), Parting.YEAR)
    assert [(gap.number, gap.why) for gap in one.gaps] == [("5", why)]
    assert len(one.pieces) == 11


def test_a_skipped_issue_is_a_gap_of_its_own_kind() -> None:
    issues = [issue(1, HERE), issue(2, skipped=True), issue(3, HERE)]
    (one,) = plan(issues, {1, 2, 3}, Parting.YEAR)
    assert [(gap.number, gap.why) for gap in one.gaps] == [("2", Standing.SKIPPED)]


def test_what_is_left_for_another_volume_is_no_gap_and_what_is_left_out_within_is_one() -> None:
    issues = year()
    (first,) = plan(issues, {1, 2, 4, 5, 6}, Parting.YEAR)
    assert [(gap.number, gap.why) for gap in first.gaps] == [("3", Standing.LEFT_OUT)]
    rest = [issue(n, Standing.BOUND if n in (1, 2, 4, 5, 6) else HERE) for n in range(1, 13)]
    (second,) = plan(rest, keys(rest), Parting.YEAR)
    assert (second.label, second.gaps) == ("2025.3-12", ())


def test_a_gap_between_two_volumes_is_told_of_the_first() -> None:
    issues = year(i6=())
    (first,) = plan(issues, {1, 2, 3, 4, 5}, Parting.YEAR)
    assert (first.label, [gap.number for gap in first.gaps]) == ("2025.1-5", ["6"])
    rest = [issue(n, Standing.BOUND) if n < 6 else issue(n, *(() if n in (6, 12) else (HERE,))) for n in range(1, 13)]
    (second,) = plan(rest, keys(rest), Parting.YEAR)
    assert (second.label, [gap.number for gap in second.gaps]) == ("2025.7-11", ["12"])


def test_of_two_subscribed_copies_the_second_set_names_what_came_but_once() -> None:
    issues = [issue(n, *((HERE,) if n == 2 else (HERE, HERE)), wanted=2) for n in range(1, 5)]
    first, second = plan(issues, keys(issues), Parting.YEAR, sets=2)
    assert (len(first.pieces), first.gaps) == (4, ())
    assert [(gap.number, gap.why) for gap in second.gaps] == [("2", Standing.MISSING)]
    assert not {piece.id for piece in first.pieces} & {piece.id for piece in second.pieces}


def test_combined_issues_and_supplements_bear_their_own_numbers() -> None:
    names = [IssueName(2025, "1"), IssueName(2025, "2-3", IssueKind.COMBINED),
             IssueName(2025, "增刊", IssueKind.SUPPLEMENT), IssueName(2025, "4"), IssueName(2025, "6")]  # fmt: skip
    told = [run[0] for run in runs([(name, None) for name in names])]
    assert told == [IssueName(2025, "1-3").short, names[2].short, names[3].short, names[4].short]
    issues = [YearIssue(nth, name, None, 1, False, (Piece(nth, HERE),)) for nth, name in enumerate(names)]
    assert label_of(issues, Parting.YEAR) == "2025.1-6"
    assert [len(part) for part in parts(issues, Parting.COUNT, 2)] == [3, 2]  # a supplement moves no number


def test_gaps_are_kept_as_numbers_and_codes() -> None:
    gaps = (Gap("5", IssueKind.ISSUE, Standing.LOST), Gap("增刊", IssueKind.SUPPLEMENT, Standing.MISSING))
    text = written_gaps(gaps)
    assert text is not None
    assert read_gaps(text) == gaps
    assert written_gaps(()) is None
    assert read_gaps(None) == ()


STANDINGS = st.lists(st.sampled_from(list(Standing)[:8]), max_size=3).map(tuple)


@given(
    st.lists(st.tuples(STANDINGS, st.booleans(), st.integers(1, 12)), max_size=24),
    st.sampled_from(list(Parting)),
    st.integers(1, 3),
    st.sets(st.integers(0, 23)),
)
def test_no_piece_is_bound_twice_and_only_what_is_there_and_chosen(
    given_: list[tuple[tuple[Standing, ...], bool, int]], parting: Parting, sets: int, chosen: set[int]
) -> None:
    issues = [
        YearIssue(n, IssueName(2025, str(n + 1)), date(2025, month, 1), 1, skipped,
                  tuple(Piece(n * 10 + nth, one) for nth, one in enumerate(found)))
        for n, (found, skipped, month) in enumerate(sorted(given_, key=lambda one: one[2]))
    ]  # fmt: skip
    made = plan(issues, chosen, parting, sets=sets)
    taken = [piece.id for one in made for piece in one.pieces]
    assert len(taken) == len(set(taken))
    assert all(piece.standing is HERE for one in made for piece in one.pieces)
    assert all(issue.key in chosen for one in made for issue in one.issues)
    for one in made:
        inside = {issue.name.number for issue in one.issues}
        assert not inside & {gap.number for gap in one.gaps}
