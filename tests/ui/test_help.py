"""The help is complete: each page in each language, and every key of the window is told."""

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from libdesk.i18n import LANGUAGES
from libdesk.ui.help_window import PAGES, HelpPanel, page_text, page_title, show_help
from libdesk.ui.keys import KEYS


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_every_page_stands_in_every_language(name: str, code: str) -> None:
    assert page_title(name, code)
    assert len(page_text(name, code)) > 80


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_key_of_the_window_is_in_the_help(code: str) -> None:
    text = page_text("keys", code)
    assert [key.shortcut for key in KEYS if key.shortcut not in text] == []


def test_the_help_opens_at_the_page_of_the_screen_and_finds_words(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    show_help(window, "find_tab")
    panel = window.findChild(HelpPanel)
    assert panel is not None
    assert panel.list.currentItem().text() == page_title("find_tab", "zh_CN")
    panel.search.setText("恢复码")
    assert panel.list.count() == 1
    panel.search.setText("zzzz")
    assert panel.list.count() == 0
    assert panel.page.toPlainText()
    show_help(window, "find_tab")
    assert not panel.isVisible()
