"""A barcode is no quantity: numbers, days and amounts take no scan, and what a person types arrives."""

import pytest
from PySide6.QtWidgets import QDateEdit, QSpinBox
from pytestqt.qtbot import QtBot

from libdesk.ui.widgets.scan_router import TAKES_SCANS, no_scans
from tests.ui.widgets.router_desk import CODE, Desk


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


@pytest.mark.parametrize("with_box", [True, False])
@pytest.mark.parametrize("kind", [QSpinBox, QDateEdit])
def test_a_number_or_a_day_takes_no_scan_in_a_form_that_takes_them(
    desk: Desk, with_box: bool, kind: type[QSpinBox | QDateEdit]
) -> None:
    desk.target = desk.box if with_box else None
    field = kind()
    desk.window.layout().addWidget(field)
    desk.window.setProperty(TAKES_SCANS, True)
    before = field.text()
    field.setFocus()
    desk.keys(field, "0004973")
    desk.end(field)
    desk.router.let_go()
    assert field.text() == before
    assert desk.scans == ([("0004973", False)] if with_box else [])


def test_a_code_without_an_end_is_kept_from_a_number_and_typed_figures_are_not(desk: Desk, qtbot: QtBot) -> None:
    desk.spin.setMaximum(100_000)
    desk.spin.setFocus()
    desk.spin.selectAll()
    desk.keys(desk.spin, "0004973")
    desk.router.let_go()
    assert desk.spin.value() == 0
    desk.keys(desk.spin, "120", gap=0.12)
    qtbot.waitUntil(lambda: desk.spin.value() == 120)


def test_a_line_for_an_amount_takes_no_scan_in_a_form_that_takes_them(desk: Desk) -> None:
    desk.window.setProperty(TAKES_SCANS, True)
    no_scans(desk.line).setFocus()
    desk.keys(desk.line, CODE)
    desk.end(desk.line)
    assert (desk.line.text(), desk.scans) == ("", [(CODE, False)])
