"""From one page of cataloguing to the next, with the book in hand."""

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from libdesk.actions.acquisition import deliveries
from libdesk.actions.acquisition.purchases import NewLine
from libdesk.ui.cataloguing.adding.page import AddingPage
from libdesk.ui.cataloguing.batches.page import BatchesPage
from libdesk.ui.cataloguing.titles.page import TitlesPage
from libdesk.ui.tabs.catalogue_tab import CatalogueTab
from tests.builders import add_book, count
from tests.look import dress
from tests.ui.cataloguing.orders_hands import ordered
from tests.ui.surroundings import Kept


def test_copies_are_added_to_the_title_that_was_chosen_in_the_catalogue(qtbot: QtBot, kept: Kept) -> None:
    desk = kept.around.desk
    book = add_book(desk, "草房子")
    tab = CatalogueTab(kept.around)
    qtbot.addWidget(tab)
    dress()
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


def test_what_came_and_is_not_entered_is_a_list_to_work_through(qtbot: QtBot, kept: Kept) -> None:
    desk = kept.around.desk
    known = NewLine("草房子", 2, isbn="9787530774779", author="曹文轩", price_fen=2580, class_no="I287.45")
    order = ordered(desk, known, NewLine("活着", 1, author="余华"))
    deliveries.all_arrived(desk, order)
    batch_id = deliveries.finish_delivery(desk, order, deliveries.DeliveryForm()).batch_id
    assert batch_id is not None
    tab = CatalogueTab(kept.around)
    qtbot.addWidget(tab)
    dress()
    tab.resize(911, 400)
    tab.show()
    batches = tab.show_page("batches_page")
    assert isinstance(batches, BatchesPage)
    assert "0 / 3" in batches.batches.facts.text()
    batches.batches.enter.click()
    page = tab.page
    assert isinstance(page, AddingPage)
    assert "0 / 3" in page.to_enter.text()
    page.to_enter.click()
    rows = page.views.ordered.list.model.rows()
    assert [(row.line.title, row.left) for row in rows] == [("草房子", 2), ("活着", 1)]
    page.views.ordered.list.opened.emit(rows[0])
    fields = page.views.form.form.fields()
    assert (fields.title, fields.author, fields.price_fen, fields.class_no) == ("草房子", "曹文轩", 2580, "I287.45")
    page.scan_target.scanned.emit("T0000042", False)
    assert "1 / 3" in page.to_enter.text()
    page.show_ordered()
    assert [(row.line.title, row.left) for row in page.views.ordered.list.model.rows()] == [("草房子", 1), ("活着", 1)]
    page.views.ordered.list.opened.emit(page.views.ordered.list.model.rows()[1])
    assert page.views.form.form.fields().author == "余华"
