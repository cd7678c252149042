"""A period is told in days, weeks or months: every day once, none beside the period, loans where they belong."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.charts import ChartKind
from libdesk.domain.report_spans import MOST_WEEKS, SpanLoans, loans_over_time, spans_of
from libdesk.domain.rows.reports import Period

DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(DAYS, st.integers(0, 900))
def test_every_day_of_a_period_is_in_one_span(first: date, days: int) -> None:
    period = Period("", first, first + timedelta(days=days))
    found = spans_of(period)
    assert found[0].first == period.first
    assert found[-1].last == period.last
    for one, other in pairwise(found):
        assert other.first == one.last + timedelta(days=1)
    assert len(found) <= MOST_WEEKS + 1  # the first and the last week may be cut
    assert {span.kind for span in found} == {found[0].kind}


@pytest.mark.parametrize(
    ("last", "kind", "names"),
    [
        (date(2026, 3, 2), "day", ["3月2日"]),
        (date(2026, 4, 10), "week", ["3月2日", "3月9日", "3月16日", "3月23日", "3月30日", "4月6日"]),
        (date(2027, 3, 31), "month", ["2026年3月", "2026年4月"]),
    ],
)
def test_spans_are_called_by_their_days(last: date, kind: str, names: list[str]) -> None:
    found = spans_of(Period("", date(2026, 3, 2), last))
    assert found[0].kind == kind
    assert [span.name for span in found][: len(names)] == names


def test_what_was_counted_on_a_day_belongs_to_its_span() -> None:
    first, second = spans_of(Period("", date(2026, 3, 2), date(2026, 4, 10)))[:2]
    counts = {date(2026, 3, 2): 1, date(2026, 3, 8): 2, date(2026, 3, 9): 4, date(2026, 9, 9): 8}
    assert (first.sum_of(counts), second.sum_of(counts)) == (3, 4)


def test_many_spans_are_drawn_as_lines() -> None:
    def kind_of(days: int) -> ChartKind:
        period = Period("", date(2026, 3, 2), date(2026, 3, 2) + timedelta(days=days - 1))
        return loans_over_time(period, [SpanLoans(span, 1, 1) for span in spans_of(period)]).kind

    assert kind_of(31) is ChartKind.COLUMNS
    assert kind_of(300) is ChartKind.LINES
