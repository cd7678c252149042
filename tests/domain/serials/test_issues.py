"""Where an issue stands, and which one it is that came."""

from datetime import date, timedelta
from typing import NamedTuple

import pytest

from libdesk.domain.serials.frequency import Frequency, Unit
from libdesk.domain.serials.issues import (
    Counts,
    IssueState,
    is_late,
    late_days,
    likely_days,
    next_awaited,
    read_ean,
    state_of,
    with_number,
)
from libdesk.domain.serials.names import IssueKind
from libdesk.domain.settings import LibrarySettings

TODAY = date(2026, 3, 9)


class Waiting(NamedTuple):
    number: str
    expected: date | None = None
    kind: IssueKind = IssueKind.ISSUE
    total_no: str = ""


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("counts", "expected", "off", "state"),
    [
        (Counts(1), ago(-5), False, IssueState.EXPECTED),
        (Counts(1), None, False, IssueState.EXPECTED),
        (Counts(1), ago(0), False, IssueState.DUE),
        (Counts(1), ago(7), False, IssueState.DUE),
        (Counts(1), ago(8), False, IssueState.LATE),
        (Counts(2, here=1), ago(0), False, IssueState.PARTLY),
        (Counts(2, here=1), ago(8), False, IssueState.LATE),
        (Counts(1, claims=1), ago(8), False, IssueState.CLAIMED),
        (Counts(1, here=1, claims=1), ago(8), False, IssueState.HERE),
        (Counts(1, here=2), ago(8), False, IssueState.HERE),
        (Counts(1, lost=1), ago(8), False, IssueState.LOST),
        (Counts(2, here=1, lost=1), ago(8), False, IssueState.HERE),
        (Counts(1, here=1, bound=1), ago(80), False, IssueState.BOUND),
        (Counts(1), ago(80), True, IssueState.SKIPPED),
        (Counts(1, here=1), ago(80), True, IssueState.HERE),
    ],
)
def test_an_issue_stands_somewhere(counts: Counts, expected: date | None, off: bool, state: IssueState) -> None:
    assert state_of(counts, expected, TODAY, 7, off=off) is state


@pytest.mark.parametrize(
    ("frequency", "days"),
    [
        (Frequency(Unit.DAY), 2), (Frequency(Unit.WEEK), 3), (Frequency(Unit.MONTH), 15),
        (Frequency(Unit.MONTH, every=2), 30), (Frequency(Unit.YEAR), 30), (Frequency(Unit.IRREGULAR, 4), 30),
        (Frequency(Unit.WEEK, weekdays=(0, 1, 2, 3, 4)), 2),
    ],
)  # fmt: skip
def test_what_appears_seldom_is_likely_to_come_for_longer(frequency: Frequency, days: int) -> None:
    assert likely_days(frequency) == days


def test_an_issue_is_late_once_the_days_are_over_that_the_school_waits() -> None:
    assert not is_late(Counts(1), ago(2), TODAY, 2)
    assert is_late(Counts(1), ago(3), TODAY, 2)
    assert not is_late(Counts(1), ago(0), TODAY, 0)
    assert is_late(Counts(1), ago(1), TODAY, 0)


def test_a_newspaper_is_late_the_next_day_and_a_periodical_after_three() -> None:
    new = LibrarySettings()
    assert (late_days("newspaper", new), late_days("periodical", new)) == (0, 3)
    assert late_days("periodical", LibrarySettings(late_periodical=20)) == 20


def test_the_issue_that_comes_is_the_first_that_is_likely() -> None:
    late, due, soon = Waiting("3", ago(9)), Waiting("4", ago(2)), Waiting("5", ago(-5))
    assert next_awaited([late, due, soon], TODAY, 3) == due
    assert next_awaited([late, soon], TODAY, 3) == soon
    assert next_awaited([late], TODAY, 3) == late
    assert next_awaited([], TODAY, 3) is None


def test_todays_paper_comes_before_yesterdays() -> None:
    assert next_awaited([Waiting("66", ago(1)), Waiting("67", ago(0))], TODAY, 2) == Waiting("67", ago(0))


@pytest.mark.parametrize(
    ("add_on", "number"),
    [("04", "4"), ("4", "4"), ("08", "7-8"), ("00004", "4"), ("57", "1"), ("99", None), ("", None)],
)
def test_the_add_on_of_a_barcode_tells_the_number(add_on: str, number: str | None) -> None:
    issues = [Waiting("1", total_no="157"), Waiting("4"), Waiting("7-8"), Waiting("4", kind=IssueKind.SUPPLEMENT)]
    found = with_number(issues, add_on)
    assert (found and found.number) == number
    assert found is None or found.kind is IssueKind.ISSUE


@pytest.mark.parametrize(
    ("scanned", "told"),
    [
        ("9771005165001", ("1005-1651", "")),
        ("977100516500103", ("1005-1651", "03")),
        ("9771005165001 03", ("1005-1651", "03")),
        ("977100516500112345", ("1005-1651", "12345")),
        ("9771005165005", ("", "")),
        ("9787020002207", ("", "")),
        ("0000012", ("", "")),
        ("", ("", "")),
    ],
)
def test_the_barcode_of_a_periodical_is_read(scanned: str, told: tuple[str, str]) -> None:
    assert read_ean(scanned) == told
