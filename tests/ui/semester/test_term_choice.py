"""The choice of a term: today's at first, what was chosen stays chosen, also while terms come and go."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from libdesk.domain.rows.calendar import TermRow
from libdesk.ui.semester.term_choice import TermChoice

AUTUMN = TermRow(1, "2025 秋", date(2025, 9, 1), date(2026, 1, 23))
SPRING = TermRow(2, "2026 春", date(2026, 2, 16), date(2026, 7, 3))
NEXT = TermRow(3, "2026 秋", date(2026, 9, 1), date(2027, 1, 22))
TODAY = date(2026, 1, 30)


@pytest.fixture
def choice(qtbot: QtBot) -> TermChoice:
    made = TermChoice("term")
    qtbot.addWidget(made)
    return made


def test_the_term_of_today_is_chosen_at_first(choice: TermChoice) -> None:
    assert choice.show_terms([SPRING, AUTUMN], TODAY)
    assert choice.term == SPRING
    assert [choice.itemText(n) for n in range(choice.count())] == ["2026 春", "2025 秋"]


def test_what_was_chosen_stays_chosen_when_the_terms_change(choice: TermChoice) -> None:
    choice.show_terms([SPRING, AUTUMN], TODAY)
    choice.choose(AUTUMN)
    assert not choice.show_terms([SPRING, AUTUMN], TODAY)
    assert choice.show_terms([NEXT, SPRING, AUTUMN], TODAY)
    assert choice.term == AUTUMN


def test_a_term_that_is_gone_gives_way_to_that_of_today(choice: TermChoice) -> None:
    choice.show_terms([SPRING, AUTUMN], TODAY)
    choice.choose(AUTUMN)
    choice.show_terms([SPRING], TODAY)
    assert choice.term == SPRING


def test_a_school_without_terms_has_none_to_choose(choice: TermChoice) -> None:
    choice.show_terms([], TODAY)
    assert choice.term is None


def test_terms_of_one_name_are_told_apart_by_their_school_year(choice: TermChoice) -> None:
    choice.show_terms(
        [SPRING, TermRow(3, "秋", NEXT.first, NEXT.last), TermRow(1, "秋", AUTUMN.first, AUTUMN.last)], TODAY
    )
    named = [choice.itemText(n) for n in range(choice.count())]
    assert named == ["2026 春", "2026—2027学年秋", "2025—2026学年秋"]
