"""The first day in large type: nothing of it is wider than the smallest window, in either language."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from libdesk.i18n import DEFAULT_LANGUAGE, set_language
from libdesk.ui import theme
from tests.ui.wizard.newcomer import Newcomer

SIZES = [(code, factor) for code in ("zh_CN", "en") for factor in (1.0, 1.5, 2.0)]


@pytest.fixture(params=SIZES, ids=str)
def in_large_type(request: pytest.FixtureRequest, newcomer: Newcomer, qapp: QApplication) -> Iterator[Newcomer]:
    code, factor = request.param
    set_language(code)
    theme.apply_theme(qapp, scheme="light", factor=factor)
    yield newcomer
    newcomer.leave()
    set_language(DEFAULT_LANGUAGE)
    theme.apply_theme(qapp, scheme="light", factor=1.0)


def test_no_page_of_the_wizard_is_wider_than_the_window(in_large_type: Newcomer, qtbot: QtBot) -> None:
    first = in_large_type.start()
    assert first.minimumSizeHint().width() <= 900
    first._choices[0].click()
    wizard = in_large_type.wizard
    wizard.resize(911, 460)
    wide = {}
    for number, page in enumerate(wizard.pages):
        wizard.show_page(number)
        for _turn in range(3):
            QApplication.processEvents()
        areas = [area for area in wizard.findChildren(QScrollArea) if area.isVisible()]
        if page.minimumSizeHint().width() > 900 or any(area.horizontalScrollBar().maximum() for area in areas):
            wide[page.NAME] = page.minimumSizeHint().width()
    assert wide == {}
