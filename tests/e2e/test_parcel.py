"""A parcel of 300 new books with the supplier's file on a stick: ordered from the quotation and counted whole.

The first forty of it are added by their scans, and all of these are shelved, found, lent and booked.

It is then taken along: as MARC and as a workbook it comes into another library as it was here.
"""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from libdesk.actions.cataloguing.adding import add_title
from libdesk.actions.desk import Desk
from libdesk.domain.ops import Role
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.adding import NewCopy
from libdesk.domain.rows.exports import ExportForm
from libdesk.domain.titles import TitleFields
from libdesk.ui.cataloguing.adding.page import AddingPage
from libdesk.ui.cataloguing.arrivals.page import ArrivalsPage
from libdesk.ui.cataloguing.batches.page import BatchesPage
from libdesk.ui.cataloguing.registers.page import RegistersPage
from libdesk.ui.tabs.catalogue_tab import CatalogueTab
from libdesk.ui.tabs.find_tab import FindTab
from libdesk.ui.tabs.import_tab import ImportTab
from tests.builders import add_reader, count
from tests.e2e.parcel_arrives import the_file_goes_into_the_pool, the_parcel_is_counted, the_quotation_becomes_an_order
from tests.e2e.parcel_hands import (
    HAD,
    PLANTS,
    SHELF,
    UNKNOWN,
    NewBook,
    contents,
    look_for,
    no_dialog,
    page_of,
    parcel,
    quotation,
    rows_of,
    scan,
    suppliers_file,
    taken_along,
    type_in,
    words_in,
)  # fmt: skip
from tests.e2e.school_hands import choose, press, settled
from tests.invariants import broken
from tests.windows import Seat, seat_at

SCANNED = 40  # of the parcel; the rest is unpacked another day
PLANT_CLASS = "Q94"  # what the class field makes of 植物学
CLASSES = [*SHELF[:9], PLANT_CLASS, *SHELF[9:]]


def label(number: int) -> str:
    return f"T{number:06d}"


def test_a_parcel_from_the_suppliers_file_to_the_shelf_and_into_another_library(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    books = parcel()
    for number, book in enumerate(books[:HAD]):
        add_title(desk, book.fields, copies=[NewCopy(f"OLD{number:04d}", waiting=0)])
    with seat_at(desk, tmp_path, qtbot) as seat, no_dialog(seat):
        the_file_goes_into_the_pool(seat, suppliers_file(tmp_path / "到货.iso", books))
        the_quotation_becomes_an_order(seat, quotation(tmp_path / "春季报价.xlsx", books))
        batch_id = the_parcel_is_counted(seat, books)
        here = the_books_are_added(seat, batch_id, books)
        the_content_is_checked(seat, batch_id)
        everything_comes_to_the_shelf(seat)
        every_book_is_found(seat, here)
        one_is_lent(seat, label(SCANNED))
        the_registers_show_it(seat, tmp_path, here)
        for form in (ExportForm.CNMARC, ExportForm.XLSX_COPIES):
            the_catalogue_is_saved(seat, tmp_path / form.value, form)
    assert broken(desk.library.connection) == []
    for form in (ExportForm.CNMARC, ExportForm.XLSX_COPIES):
        with taken_along(tmp_path / form.value, tmp_path, qtbot) as second:
            assert contents(second) == contents(desk)
            assert broken(second.library.connection) == []


def the_books_are_added(seat: Seat, batch_id: int, books: list[NewBook]) -> list[NewBook]:
    """ISBN and label, one after the other; one is written down, one taken back. Gives what the batch now has."""
    tab = seat.window.tabs.current
    assert isinstance(tab, CatalogueTab)
    page = tab.page
    assert isinstance(page, AddingPage)
    assert page.strip.standing.batch_id == batch_id
    for number, book in enumerate(books[HAD : HAD + SCANNED]):
        scan(seat, page.box, book.fields.isbn)
        scan(seat, page.box, label(number))
        assert page.banner.outcome is Outcome.DONE, page.banner.text()
    page.list.list.view.selectRow(3)  # the fourth from the top was the wrong book
    undone = books[HAD + SCANNED - 4]
    press(seat, "adding_undo")
    scan(seat, page.box, UNKNOWN)  # what the delivery called it stands in the form
    assert words_in(seat, "title_isbn").replace("-", "") == UNKNOWN
    assert words_in(seat, "title_title") == PLANTS
    type_in(seat, "title_class_no", "植物学")
    seat.key(Qt.Key.Key_Return)  # the first that the class field offers
    assert words_in(seat, "title_class_no") == PLANT_CLASS
    scan(seat, page.box, label(SCANNED))
    assert page.banner.outcome is Outcome.DONE, page.banner.text()
    assert page.box.hasFocus()
    of_batch = "SELECT count(*) FROM copy WHERE batch_id = ? AND waiting = 7"
    assert count(seat.window.desk, of_batch, batch_id) == SCANNED
    plants = NewBook(TitleFields(PLANTS, isbn=UNKNOWN, class_no=PLANT_CLASS), "xyldzw")
    return [*(book for book in books[HAD : HAD + SCANNED] if book is not undone), plants]


def the_content_is_checked(seat: Seat, batch_id: int) -> None:
    page = page_of(seat, BatchesPage)
    assert page.batches.select(batch_id)
    press(seat, "batch_check")
    type_in(seat, "check_by", "陈老师")
    press(seat, "check_ok")
    assert seat.window.desk.library.fetch("SELECT outcome, by_whom FROM content_check") == [("passed", "陈老师")]


def everything_comes_to_the_shelf(seat: Seat) -> None:
    """Stamped and labelled together, put on the shelf by scans, in the order of the shelf."""
    page = page_of(seat, ArrivalsPage)
    waiting = page.list.model.rows()
    assert len(waiting) == SCANNED
    assert [row.call_no for row in waiting] == in_shelf_order({row.call_no for row in waiting})
    for name in ("arrivals_stamped", "arrivals_labelled"):
        page.list.view.selectAll()
        press(seat, name)
    choose(page.scans, 4)
    page.box.setFocus()
    for row in waiting:
        scan(seat, page.box, row.barcode)
    assert page.found.copies == 0
    assert count(seat.window.desk, "SELECT count(*) FROM copy WHERE waiting <> 0") == 0


def in_shelf_order(numbers: set[str]) -> list[str]:
    """By class as they stand here, then by running number; given once each, and without a gap."""
    parts = sorted((CLASSES.index(one.partition("/")[0]), int(one.partition("/")[2])) for one in numbers)
    return [f"{CLASSES[place]}/{number}" for place, number in parts]


def every_book_is_found(seat: Seat, here: list[NewBook]) -> None:
    """By two characters and by pinyin initials, at the desk and on the reader's screen, where all of them are new."""
    tab = seat.window.show_tab("find_tab")
    assert isinstance(tab, FindTab)
    titles = [book.fields.title for book in here]
    for book in here:
        for typed in (book.fields.title[:2], book.fields.title[-2:]):
            found = look_for(seat, tab, typed)
            assert found >= {title for title in titles if typed in title}
            assert all(typed in title for title in found)
        assert look_for(seat, tab, book.initials) == {book.fields.title}
    look_for(seat, tab, "")
    press(seat, "face_choice")
    screen = tab.reader_screen
    settled(seat, lambda: None)
    assert {card.title for card in screen.list.cards()} >= set(titles)
    for book in here[::13]:
        seat.type(book.initials)
        seat.key(Qt.Key.Key_Return)
        assert [card.title for card in screen.list.cards()] == [book.fields.title]
        screen.search.selectAll()
    for _clears_then_leaves in range(2):
        seat.key(Qt.Key.Key_Escape)
    assert not tab.reader_looks
    assert seat.window.desk.actor.role is Role.HELPER  # whoever is left alone with it is no librarian
    seat.key(Qt.Key.Key_F9)
    assert seat.window.desk.actor.role is Role.LIBRARIAN


def one_is_lent(seat: Seat, label: str) -> None:
    reader = add_reader(seat.window.desk, "李小雨")
    seat.window.show_tab("lending_tab")
    seat.scan(reader.card)
    seat.scan(label)
    assert seat.outcome is Outcome.LENT, seat.banner


def the_registers_show_it(seat: Seat, folder: Path, here: list[NewBook]) -> None:
    """The batch with its sums; both registers agree, on the screen and in the workbooks."""
    page = page_of(seat, RegistersPage)
    copies, fen = len(here), sum(book.fields.price_fen or 0 for book in here)
    assert page.agreement.text() == f"账账相符：共 {copies + HAD} 册。"
    batch = next(row.cells for row in page.summary.model.rows() if row.cells[2] == "2026-001")
    assert batch[3:8] == ("新华书店", "发票 0012", f"{copies}", f"{copies}", f"¥{fen / 100:.2f}")
    settled(seat, lambda: page.export_to(folder / "总括.xlsx"))
    press(seat, "register_copies")
    settled(seat, lambda: page.export_to(folder / "个别.xlsx"))
    summary, single = (rows_of(folder / f"{name}.xlsx") for name in ("总括", "个别"))
    assert [row[5:8] for row in summary if row[2] == "2026-001"] == [(copies, copies, fen / 100)]
    numbers = [row[1] for row in single]
    assert len(set(numbers)) == len(numbers) == copies + HAD
    assert sum(row[9] or 0 for row in single if row[10] == "新华书店") == fen / 100


def the_catalogue_is_saved(seat: Seat, path: Path, form: ExportForm) -> None:
    page = seat.window.show_tab("import_tab")
    assert isinstance(page, ImportTab)
    press(seat, "show_export_view")
    assert page.views.export is not None
    choose(page.views.export.form, form)
    settled(seat, lambda: page.views.export.save(path))  # type: ignore[union-attr]
    assert f"{HAD + SCANNED}" in page.views.export.foot.words.text()
