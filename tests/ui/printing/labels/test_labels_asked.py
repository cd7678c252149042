"""Where books are, one goes to their labels: catalogue, arrivals, batches, adding."""

from pytestqt.qtbot import QtBot

from libdesk.domain.label_choice import Source
from libdesk.ui.cataloguing.adding.page import AddingPage
from libdesk.ui.cataloguing.arrivals.page import ArrivalsPage
from libdesk.ui.cataloguing.batches.page import BatchesPage
from libdesk.ui.cataloguing.titles.page import TitlesPage
from tests.ui.printing.labels.hands import COPIES, catalogue, press, print_tab_page, see
from tests.windows import Seat


def test_titles_chosen_in_the_catalogue_get_their_labels(seat: Seat, qtbot: QtBot) -> None:
    titles = catalogue(seat, "titles_page")
    assert isinstance(titles, TitlesPage)
    titles.titles.table.view.selectAll()
    qtbot.waitUntil(lambda: seat.sees("batch_labels"))
    press(titles, "batch_labels")
    page = print_tab_page(seat)
    see(page, qtbot, COPIES)
    assert page.copies.what_chosen.text() == "选好的 15 种"


def test_copies_chosen_beside_their_title_get_their_labels(seat: Seat, qtbot: QtBot) -> None:
    titles = catalogue(seat, "titles_page")
    assert isinstance(titles, TitlesPage)
    titles.open_title(3)
    titles.beside.title.copies.view.selectAll()
    press(titles, "copies_labels")
    see(print_tab_page(seat), qtbot, 2)


def test_arrivals_get_their_labels(seat: Seat, qtbot: QtBot) -> None:
    arrivals = catalogue(seat, "arrivals_page")
    assert isinstance(arrivals, ArrivalsPage)
    press(arrivals, "arrivals_labels")
    page = print_tab_page(seat)
    see(page, qtbot, COPIES)
    assert page.copies.what_chosen.text() == "到货 30 册"
    arrivals = catalogue(seat, "arrivals_page")
    assert isinstance(arrivals, ArrivalsPage)
    for row in (0, 1, 2):
        arrivals.list.view.selectionModel().select(
            arrivals.list.view.model().index(row, 0),
            arrivals.list.view.selectionModel().SelectionFlag.Select
            | arrivals.list.view.selectionModel().SelectionFlag.Rows,
        )
    press(arrivals, "arrivals_labels")
    see(page, qtbot, 3)


def test_a_batch_gets_its_labels(seat: Seat, qtbot: QtBot) -> None:
    batches = catalogue(seat, "batches_page")
    assert isinstance(batches, BatchesPage)
    press(batches, "batch_labels_of")
    page = print_tab_page(seat)
    see(page, qtbot, COPIES)
    assert page.copies.source.currentData() == Source.BATCH


def test_what_was_added_today_gets_its_labels(seat: Seat, qtbot: QtBot) -> None:
    adding = catalogue(seat, "adding_page")
    assert isinstance(adding, AddingPage)
    adding.add_to_title(1)
    adding.scan_target.scanned.emit("T0000042", False)
    press(adding, "adding_labels")
    page = print_tab_page(seat)
    see(page, qtbot, COPIES + 1)
    assert page.copies.what_chosen.text() == "今天加的 31 册"
