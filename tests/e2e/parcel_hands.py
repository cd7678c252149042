"""The parcel of new books, what a supplier sends with it, and the hands that unpack it at the real window.

A title is a place and a thing, so that characters and pinyin initials are known here without asking the program.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

from openpyxl import load_workbook
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.domain.titles import FIELD_NAMES, TitleFields
from libdesk.exchange.export import write_table
from libdesk.exchange.marc.out import BookOut
from libdesk.exchange.marc.write import MarcKind, write_stream
from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.tab import Tab
from libdesk.ui.tabs.find_tab import FindTab
from libdesk.ui.tabs.import_tab import ImportTab
from libdesk.ui.widgets.scan_box import ScanBox
from tests.builders import make_desk, make_library
from tests.e2e.school_hands import press, settled
from tests.made_books import isbn
from tests.ui.readers import hands
from tests.windows import Seat, seat_at

PLACES: Final = (
    ("松林", "sl"), ("雪山", "xs"), ("海岛", "hd"), ("沙漠", "sm"), ("草原", "cy"), ("河谷", "hg"), ("古城", "gc"),
    ("渔村", "yc"), ("竹园", "zy"), ("荒滩", "ht"),
)  # fmt: skip
# Each thing has a class; the classes stand here as on the shelf.
THINGS: Final = (
    ("钟楼", "zl", "I287.45"), ("风筝", "fz", "I287.45"), ("信使", "xs", "I287.47"), ("歌谣", "gy", "I287.7"),
    ("画师", "hs", "J2-49"), ("商队", "sd", "K109"), ("王陵", "wl", "K878.8"), ("算盘", "sp", "O1-49"),
    ("磁石", "cs", "O441"), ("流星", "lx", "P185.82"), ("候鸟", "hn", "Q959.7"), ("蘑菇", "mg", "Q949.32"),
    ("水车", "sc", "S277.9"), ("机器", "jq", "TP242-49"), ("风车", "fc", "TK8"),
)  # fmt: skip
SHELF: Final = (
    "I287.45", "I287.47", "I287.7", "J2-49", "K109", "K878.8", "O1-49", "O441", "P185.82", "Q949.32", "Q959.7",
    "S277.9", "TK8", "TP242-49",
)  # fmt: skip
PARCEL: Final = 300
HAD: Final = 5  # of these titles the library has a copy already
SHORT: Final = 99  # the book that is missing from the parcel
UNKNOWN, PLANTS = isbn(900), "校园里的植物"  # the one that nobody ordered, and what stands on it
TabT = TypeVar("TabT", bound=Tab)


class NewBook(NamedTuple):
    """One of the parcel: its record as the supplier writes it, and the initials that a pupil types."""

    fields: TitleFields
    initials: str


def parcel() -> list[NewBook]:
    """300 books that nobody has printed."""
    made = []
    for n in range(PARCEL):
        (place, first), (thing, last, class_no) = PLACES[n // 15 % 10], THINGS[n % 15]
        part, mark = ("", "") if n < PARCEL // 2 else ("续编", "xb")
        fields = TitleFields(
            f"{place}的{thing}{part}", author=f"佚名{n % 7} 著", publisher="少年出版社", pub_place="广州", year=2026,
            pub_date="2026.1", isbn=isbn(n), price_fen=1800 + 10 * n, class_no=class_no, language="chi",
            extent="160页", size="21cm",
        )  # fmt: skip
        made.append(NewBook(fields, f"{first}d{last}{mark}"))
    return made


def suppliers_file(path: Path, books: list[NewBook]) -> Path:
    """CNMARC in GB18030 with line ends after the records, as the sticks of suppliers have it; no copies."""
    written = b""
    for number, book in enumerate(books):
        one = io.BytesIO()
        write_stream(one, [BookOut(book.fields, number=f"{number:09d}", day="20260301")], MarcKind.CNMARC_GB18030)
        written += one.getvalue() + b"\r\n"
    path.write_bytes(written)
    return path


def quotation(path: Path, books: list[NewBook]) -> Path:
    """The same books with their prices as a workbook."""
    rows = [
        (book.fields.title, book.fields.author, book.fields.publisher, book.fields.isbn, price / 100)
        for book in books
        if (price := book.fields.price_fen) is not None
    ]
    write_table(path, "报价", ("书名", "作者", "出版社", "ISBN", "定价"), rows)
    return path


def page_of(seat: Seat, kind: type[TabT]) -> TabT:
    """A page of the catalogue's tab, with the keyboard where it begins; what it reads beside the desk is read."""
    tab = seat.window.show_tab("catalogue_tab")
    assert isinstance(tab, PagedTab)
    page = tab.show_page(kind.NAME)
    assert isinstance(page, kind)
    settled(seat, tab.take_focus)
    return page


def scan(seat: Seat, box: ScanBox, code: str) -> None:
    """Fast keys to whatever has the focus, then Enter; the hand is slower than this test."""
    box.forget_last()
    for letter in code:
        QTest.keyClick(seat.focus, letter)
    QTest.keyClick(seat.focus, Qt.Key.Key_Return)


def type_in(seat: Seat, name: str, text: str) -> None:
    """By hand into a line, and on to the next thing once it stands there: fast keys are held back for a while."""
    hands.write(seat.window, name, text)
    line = seat.child(name)
    assert isinstance(line, QLineEdit)
    seat.qtbot.waitUntil(lambda: line.text() == text)


def tick(seat: Seat, name: str) -> None:
    box = seat.child(name)
    assert isinstance(box, QCheckBox)
    if not box.isChecked():
        box.click()


@contextmanager
def no_dialog(seat: Seat) -> Iterator[None]:
    """Nothing modal may come up meanwhile."""
    met: list[str] = []
    watch = QTimer(seat.window, interval=5)
    watch.timeout.connect(lambda: met.extend(w.objectName() for w in [QApplication.activeModalWidget()] if w))
    watch.start()
    yield
    watch.stop()
    assert met == []


def words_in(seat: Seat, name: str) -> str:
    line = seat.child(name)
    assert isinstance(line, QLineEdit)
    return line.text()


def look_for(seat: Seat, tab: FindTab, text: str) -> set[str]:
    """What the list shows of the library for this text."""
    settled(seat, lambda: tab.look_for(text))
    return {row.title for row in tab.list.model.rows()}


def rows_of(path: Path) -> list[tuple[Any, ...]]:
    """The rows of a workbook's first sheet below its head."""
    return list(load_workbook(path).worksheets[0].iter_rows(min_row=2, values_only=True))


@contextmanager
def taken_along(path: Path, folder: Path, qtbot: QtBot) -> Iterator[Desk]:
    """A new library into which a file of the first was brought at its import page."""
    home = folder / f"second-{path.stem}"
    home.mkdir()
    desk = make_desk(make_library(home))
    try:
        with seat_at(desk, home, qtbot) as seat:
            page = seat.window.show_tab("import_tab")
            assert isinstance(page, ImportTab)
            settled(seat, lambda: page.open_file(path))
            settled(seat, lambda: None)
            settled(seat, lambda: press(seat, "import_start"))
        yield desk
    finally:
        desk.library.close()


def contents(desk: Desk) -> list[tuple[object, ...]]:
    """Every copy with its title, label, numbers and prices."""
    return desk.library.fetch(
        f"SELECT {', '.join(f't.{name}' for name in FIELD_NAMES)}, b.printed, c.accession_no, c.price_fen, c.call_no,"
        " c.source, c.entered, c.item_kind FROM copy c JOIN title t ON t.id = c.title_id"
        " JOIN barcode b ON b.copy_id = c.id AND b.state = 'active' ORDER BY b.printed"
    )
