"""What is asked about visits: nothing typed is asked about, and counts nobody."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QDateEdit, QSpinBox
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.service.visits import set_total
from libdesk.ui.semester.service.page import ServicePage
from libdesk.ui.settings.section import qdate
from tests.builders import TODAY, add_reader, count
from tests.ui.readers.hands import press, seen
from tests.ui.surroundings import Kept, at_work


@pytest.fixture
def page(qtbot: QtBot, kept: Kept) -> ServicePage:
    return at_work(qtbot, kept, ServicePage(kept.around), height=560)


def test_a_class_with_nobody_typed_is_asked_about(page: ServicePage, desk: Desk) -> None:
    add_reader(desk, "李明")
    press(page, "visits_class")
    people = seen(page, "visit_class_people")
    assert isinstance(people, QSpinBox)
    people.setValue(0)
    press(page, "visit_class_ok")
    assert "多少人" in page.visits.class_form.fault.text()
    assert count(desk, "SELECT count(*) FROM visit") == 0


def test_a_days_total_is_asked_for_today_unless_another_day_was_looked_for(page: ServicePage, desk: Desk) -> None:
    for back in (3, 4):
        set_total(desk, TODAY - timedelta(days=back), 40)
    page.refresh()
    press(page, "visits_tally")
    day = seen(page, "visit_tally_day")
    assert isinstance(day, QDateEdit)
    assert day.date() == qdate(TODAY)
    page.visits.tally_form.close_form()
    page.visits.list.select(TODAY - timedelta(days=4))
    press(page, "visits_tally")
    assert day.date() == qdate(TODAY - timedelta(days=4))
