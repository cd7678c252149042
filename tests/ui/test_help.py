"""The help is complete: each page in each language, every screen has its own, and every key of the window is told."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.i18n import LANGUAGES, _, set_language
from libdesk.ui.help_window import PAGES, HelpPanel, page_text, page_title, pages_with, show_help
from libdesk.ui.keys import KEYS
from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.settings import sections
from libdesk.ui.tabs import tab_kinds
from libdesk.ui.tabs.settings_tab import SettingsTab
from tests.test_translations import texts
from tests.ui.surroundings import surroundings

LONGEST = 40  # lines of a page: what one screen holds


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
    panel.search.setText("恢复码 信封")
    assert panel.list.count() == 1
    panel.search.setText("zzzz")
    assert panel.list.count() == 0
    assert panel.page.toPlainText()
    show_help(window, "find_tab")
    assert not panel.isVisible()


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_found_by_any_word_that_stands_on_it(name: str, code: str) -> None:
    found = re.findall(r"[^\W_]{2,}", page_text(name, code))
    assert found
    for word in set(found):
        assert name in pages_with(word, code), word
    assert len(page_text(name, code).splitlines()) <= LONGEST


def test_every_page_and_section_of_the_window_has_its_topic(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    with surroundings(desk, tmp_path) as kept:
        for kind in tab_kinds():
            tab = kind(kept.around) if kind.NAME != "lending_tab" else None
            if tab is None:
                assert kind.NAME in PAGES
                continue
            qtbot.addWidget(tab)
            topics = [tab.help_topic]
            if isinstance(tab, PagedTab):
                topics = [tab.show_page(page.NAME).help_topic for page in tab.page_kinds()]
            if isinstance(tab, SettingsTab):
                topics = [section.HELP for section in tab.sections]
            for topic in topics:
                assert topic in PAGES, f"{kind.NAME}: F1 opens no page of its own"


def test_the_desk_card_is_printed_from_the_help(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    asked: list[bool] = []
    show_help(window, "keys", lambda: asked.append(True))
    panel = window.findChild(HelpPanel)
    assert panel is not None
    panel.card.click()
    assert asked == [True]


@pytest.mark.parametrize("code", LANGUAGES)
def test_whoever_is_sent_to_a_section_of_the_settings_finds_it_under_that_name(code: str) -> None:
    set_language(code)
    settings, titles = _("Settings"), {_(section.TITLE) for section in sections()}
    told = [page_text(name, code) for name in PAGES]
    told += [text for one, text in texts() for text in (one if code == "en" else text,)]
    sent = {found for text in told for found in re.findall(rf"{settings}(?: ?→|,) ([^”,，。.：:；;)]+)", text)}
    assert sent
    assert sent - titles == set()
