"""Terms: each whole, none into another, and last year's again on the same weekdays."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.calendar import BadTerms, Term
from libdesk.domain.terms import (
    TermBackwards,
    TermsAlike,
    TermsOverlap,
    TermTooLong,
    TermWithoutEnd,
    check_terms,
    default_name,
    make_term,
    next_year_terms,
    show_school_year,
)

D = date.fromisoformat
AUTUMN = Term(D("2025-09-01"), D("2026-01-23"), "2025—2026学年第一学期")
SPRING = Term(D("2026-03-02"), D("2026-07-03"), "2025—2026学年第二学期")


def test_terms_are_put_in_order() -> None:
    assert check_terms((SPRING, AUTUMN)) == (AUTUMN, SPRING)


@pytest.mark.parametrize(
    ("term", "fault"),
    [
        (Term(D("2026-03-02"), D("2026-03-01"), "x"), TermBackwards),
        (Term(D("2026-01-23"), D("2026-07-03"), "x"), TermsOverlap),  # the one day that both claim
        (Term(D("2026-03-02"), D("2026-11-30"), "x"), TermTooLong),
        (Term(D("2026-03-02"), D("2126-07-03"), "x"), TermTooLong),
    ],
)
def test_a_term_that_cannot_be_is_named_with_its_days(term: Term, fault: type[BadTerms]) -> None:
    with pytest.raises(fault, match="x") as told:
        check_terms((AUTUMN, term))
    assert isinstance(told.value, BadTerms)


def test_an_overlap_names_the_other_term_too() -> None:
    with pytest.raises(TermsOverlap, match=AUTUMN.name):
        check_terms((AUTUMN, Term(D("2026-01-20"), D("2026-07-03"), "x")))


def test_a_term_without_end_is_told() -> None:
    with pytest.raises(TermWithoutEnd, match="x"):
        make_term("x", D("2026-03-02"), None)


def test_a_term_of_eight_months_is_the_longest() -> None:
    assert make_term("", D("2026-02-01"), D("2026-10-03")).first == D("2026-02-01")
    with pytest.raises(TermTooLong):
        make_term("", D("2026-02-01"), D("2026-10-04"))


@pytest.mark.parametrize(
    ("first", "name"),
    [
        ("2026-02-24", "2025—2026学年第二学期"),
        ("2026-09-01", "2026—2027学年第一学期"),
        ("2026-08-31", "2026—2027学年第一学期"),  # a term that begins on the Monday before
    ],
)
def test_a_term_without_a_name_gets_the_usual_one(first: str, name: str) -> None:
    assert default_name(D(first)) == name
    assert show_school_year(D(first)) == name[:9]


def test_last_years_terms_come_again_on_the_same_weekdays_with_their_years_moved() -> None:
    before = Term(D("2024-09-02"), D("2025-01-17"), "2024—2025学年第一学期")
    again = next_year_terms((before, SPRING, AUTUMN))
    assert [term.name for term in again] == ["2026—2027学年第一学期", "2026—2027学年第二学期"]
    assert [(term.first, term.last) for term in again] == [
        (D("2026-08-31"), D("2027-01-22")),
        (D("2027-03-01"), D("2027-07-02")),
    ]
    assert next_year_terms((AUTUMN, SPRING, *again))[0].name == "2027—2028学年第一学期"
    assert next_year_terms(()) == ()


def test_a_term_that_begins_on_the_first_of_august_comes_again_in_the_next_school_year() -> None:
    early = Term(D("2000-08-01"), D("2001-01-05"), "")
    (again,) = next_year_terms((early,))
    assert (again.first, again.first.weekday()) == (D("2001-08-07"), early.first.weekday())


def test_a_name_without_a_year_is_kept() -> None:
    assert next_year_terms((AUTUMN._replace(name="Winter"),))[0].name == "Winter"


days = st.dates(date(2000, 1, 1), date(2050, 12, 31))
some_terms = st.lists(st.builds(Term, days, days, st.text(max_size=8)), max_size=5)


@given(some_terms)
def test_terms_that_pass_never_share_a_day_and_can_be_copied(terms: list[Term]) -> None:
    try:
        kept = check_terms(terms)
    except BadTerms:
        return
    copied = next_year_terms(kept)
    assert check_terms((*kept, *copied)) == (*kept, *copied)
    for term in copied:
        assert any(term.first.weekday() == known.first.weekday() for known in kept)


def test_two_terms_of_one_name_are_told() -> None:
    with pytest.raises(TermsAlike, match="x"):
        check_terms((AUTUMN._replace(name="x"), SPRING._replace(name="x")))
