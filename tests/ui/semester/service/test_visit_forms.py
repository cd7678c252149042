"""What is asked about visits: nothing typed is asked about, and counts nobody."""

import pytest
from PySide6.QtWidgets import QSpinBox
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.ui.semester.service.page import ServicePage
from tests.builders import add_reader, count
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
