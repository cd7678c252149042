"""From one page of cataloguing to the next, with the book in hand."""

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from libdesk.ui.cataloguing.adding.page import AddingPage
from libdesk.ui.cataloguing.titles.page import TitlesPage
from libdesk.ui.tabs.catalogue_tab import CatalogueTab
from tests.builders import add_book, count
from tests.ui.surroundings import Kept


def test_copies_are_added_to_the_title_that_was_chosen_in_the_catalogue(qtbot: QtBot, kept: Kept) -> None:
    desk = kept.around.desk
    book = add_book(desk, "草房子")
    tab = CatalogueTab(kept.around)
    qtbot.addWidget(tab)
    tab.resize(911, 400)
    tab.show()
    titles = tab.show_page("titles_page")
    assert isinstance(titles, TitlesPage)
    add = titles.findChild(QPushButton, "title_add")
    assert isinstance(add, QPushButton)
    add.click()
    adding = tab.page
    assert isinstance(adding, AddingPage)
    adding.scan_target.scanned.emit("T0000042", False)
    assert count(desk, "SELECT count(*) FROM copy WHERE title_id = ?", book.title_id) == 2
