"""The time that a report to the leaders compares with, and how a figure is told as more or less."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.calendar import Calendar, Term
from libdesk.domain.reports.leaders import LeadersLine, year_before
from libdesk.domain.reports.tables import Of
from libdesk.domain.rows.reports import Period, told_periods

LAST_YEAR, THIS_YEAR = (
    Term(date(2025, 9, 1), date(2026, 1, 20), "去年"),
    Term(date(2026, 8, 31), date(2027, 1, 22), "今年"),
)
SPRING = Term(date(2026, 2, 25), date(2026, 7, 5), "春季")
TERMS = (LAST_YEAR, SPRING, THIS_YEAR)


def days(first: date, last: date, term: Term | None = None) -> tuple[date, date]:
    found = year_before(Period("", first, last, term=term), TERMS)
    return found.first, found.last


def test_a_term_that_is_over_is_compared_with_the_whole_term_a_year_before() -> None:
    found = year_before(Period("今年", *THIS_YEAR[:2], term=THIS_YEAR), TERMS)
    assert found == Period("去年", LAST_YEAR.first, LAST_YEAR.last)


def test_a_term_that_runs_is_compared_with_as_many_days_of_the_earlier_one() -> None:
    found = days(THIS_YEAR.first, date(2026, 11, 30), THIS_YEAR)
    assert found == (LAST_YEAR.first, LAST_YEAR.first + timedelta(days=91))


def test_a_term_of_which_none_is_known_a_year_before_is_compared_by_its_days() -> None:
    assert days(SPRING.first, SPRING.last, SPRING) == (date(2025, 2, 25), date(2025, 7, 5))


def test_a_month_is_compared_with_the_whole_month_also_in_a_leap_year() -> None:
    assert days(date(2025, 2, 1), date(2025, 2, 28)) == (date(2024, 2, 1), date(2024, 2, 29))
    assert days(date(2024, 2, 1), date(2024, 2, 29)) == (date(2023, 2, 1), date(2023, 2, 28))
    assert days(date(2026, 11, 1), date(2026, 11, 15)) == (date(2025, 11, 1), date(2025, 11, 15))


def test_a_month_or_a_school_year_that_begins_with_a_term_is_compared_by_its_days() -> None:
    terms = (Term(date(2024, 9, 2), date(2025, 1, 20), "去年"), Term(date(2025, 9, 1), date(2026, 1, 23), "今年"))
    today = date(2025, 10, 20)
    found = {one.name: year_before(one, terms) for one in told_periods(today, Calendar(terms=terms))}
    spans = {name: (one.first, one.last) for name, one in found.items()}
    assert spans["今年"] == (date(2024, 9, 2), date(2024, 10, 21))
    assert spans["2025年9月"] == (date(2024, 9, 1), date(2024, 9, 30))
    assert spans["本学年"] == (date(2024, 9, 1), date(2024, 10, 20))


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 400), st.sampled_from((None, *TERMS)))
def test_it_always_lies_before_and_does_not_end_before_it_begins(first: date, length: int, term: Term | None) -> None:
    last = first + timedelta(days=length)
    if term is not None:
        first, last = term.first, min(term.last, term.first + timedelta(days=length))
    found = year_before(Period("", first, last, term=term), TERMS)
    assert found.first <= found.last
    assert found.first < first
    assert timedelta(days=300) < first - found.first < timedelta(days=420)


def test_more_and_less_are_told_with_their_sign() -> None:
    def line(value: float | None, before: float | None, of: Of = Of.COUNT) -> LeadersLine:
        return LeadersLine("借阅", "册次", value, before, "", of)

    assert line(1_200, 1_000).texts == ("1,200", "1,000", "+200")
    assert line(3.5, 4.25, Of.RATE).texts == ("3.50", "4.25", "−0.75")
    assert line(5, 5).change_text == "±0"
    assert line(75.0, 72.5, Of.SHARE).texts == ("75.0%", "72.5%", "+2.5个百分点")
    assert line(5, None).texts == ("5", "–", "–")
    assert line(None, 5, Of.SHARE).change is None
