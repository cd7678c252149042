"""The wizard's calendar: the usual days are proposed, what is unticked goes out again, the holidays are closed."""

from datetime import date

import pytest

from libdesk.actions.calendar import set_days
from libdesk.domain.ops import Op
from libdesk.store.queries import calendar as calendar_queries
from libdesk.ui.settings.section import qdate
from libdesk.ui.wizard.calendar_page import CalendarPage
from tests.ui.wizard.newcomer import Newcomer, at, page_of


def test_the_calendar_proposes_the_school_year_and_writes_it(newcomer: Newcomer) -> None:
    wizard = at(newcomer, "calendar")
    newcomer.press("wizard_next")
    library = wizard.desk.read(Op.SEE_SETTINGS)
    terms = sorted(calendar_queries.terms(library), key=lambda term: term.first)
    assert [(term.first.year, term.last.year) for term in terms] == [(2025, 2026), (2026, 2026)]
    assert wizard.desk.calendar.is_open(date(2026, 2, 28))  # a Saturday on which school is made up for
    assert not wizard.desk.calendar.is_open(date(2026, 5, 1))
    newcomer.press("wizard_back")
    page_of(wizard, CalendarPage).lasts[1].setDate(qdate(date(2026, 7, 10)))
    newcomer.press("wizard_next")
    assert {term.last for term in calendar_queries.terms(library)} == {terms[0].last, date(2026, 7, 10)}


def test_terms_that_overlap_hold_the_wizard_up(newcomer: Newcomer) -> None:
    wizard = at(newcomer, "calendar")
    page_of(wizard, CalendarPage).firsts[1].setDate(qdate(date(2025, 12, 1)))
    assert not wizard.next_button.isEnabled()
    assert newcomer.words("wizard_reason")


def test_a_year_without_its_tick_takes_its_holidays_out_again_but_not_what_was_edited(newcomer: Newcomer) -> None:
    wizard = at(newcomer, "calendar")
    newcomer.press("wizard_next")
    set_days(wizard.desk, date(2026, 5, 1), date(2026, 5, 1), open=False, name="校庆")
    newcomer.press("wizard_back")
    page_of(wizard, CalendarPage).years[2026].setChecked(False)
    newcomer.press("wizard_next")
    days = calendar_queries.days(wizard.desk.read(Op.SEE_SETTINGS))
    assert [row.name for row in days if row.day.year == 2026] == ["校庆"]
    assert any(row.day.year == 2025 for row in days)
    newcomer.press("wizard_back")
    assert not page_of(wizard, CalendarPage).years[2026].isChecked()


@pytest.mark.parametrize("closed", [True, False])
def test_the_holidays_between_the_terms_are_closed_unless_the_tick_is_taken_out(
    newcomer: Newcomer, closed: bool
) -> None:
    wizard = at(newcomer, "calendar")
    if not closed:
        newcomer.press("wizard_closed_between_terms")
    newcomer.press("wizard_next")
    assert wizard.desk.settings.closed_between_terms is closed
    while wizard.page.NAME != "scan":
        newcomer.press("wizard_skip")
    assert ("不会在寒暑假到期" in newcomer.words("wizard_summary")) is closed


def test_two_terms_of_one_name_hold_the_wizard_up(newcomer: Newcomer) -> None:
    wizard = at(newcomer, "calendar")
    for name in page_of(wizard, CalendarPage).names:
        name.setText("新学期")
    assert not wizard.next_button.isEnabled()
    assert "新学期" in newcomer.words("wizard_reason")
