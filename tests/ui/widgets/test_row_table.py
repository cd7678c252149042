"""Lists: rows with a cursor that stays, sorting by what a column means, and a face for every other case."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from libdesk.ui import icons, theme
from libdesk.ui.widgets.row_model import SORT_ROLE, Column, RowModel, Width
from libdesk.ui.widgets.row_table import Empty, RowTable


@dataclass(frozen=True)
class Book:
    key: int
    title: str
    number: int
    late: bool = False


BOOKS = (Book(1, "西游记", 10), Book(2, "草房子", 7, late=True), Book(3, "昆虫记", 9))
COLUMNS = (
    Column("title", "Title", lambda book: book.title, width=Width.STRETCH),
    Column("number", "Number", lambda book: f"{book.number}班", sort=lambda book: book.number, right=True),
    Column(
        "late",
        "State",
        lambda _book: "",
        icon=lambda book: icons.ALERT if book.late else "",
        role=lambda book: "bad" if book.late else "",
        tip=lambda book: "overdue" if book.late else "",
    ),
)


@pytest.fixture
def table(qtbot: QtBot, qapp: QApplication) -> RowTable:
    theme.apply_theme(qapp, scheme="light")
    made = RowTable(COLUMNS, name="Books", empty=Empty("No books yet", "Add one."), key=lambda book: book.key)
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def titles(table: RowTable) -> list[str]:
    return [book.title for book in table.model.rows()]


def test_a_column_that_gave_way_to_the_title_stays_away_when_the_rows_are_read_anew(
    qtbot: QtBot, qapp: QApplication
) -> None:
    theme.apply_theme(qapp, scheme="light")
    wide = Column("note", "A head that is much wider than what stands under it", lambda _book: "1", spare=1)
    made = RowTable((*COLUMNS, wide), name="Books", empty=Empty("No books yet", ""), key=lambda book: book.key)
    qtbot.addWidget(made)
    made.resize(380, 300)
    made.show()
    for _time in range(3):
        made.show_rows(BOOKS)
        assert made.view.isColumnHidden(len(COLUMNS))


def test_the_model_keeps_qts_rules() -> None:
    model = RowModel(COLUMNS)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert isinstance(tester.model(), QAbstractTableModel)
    model.set_rows(BOOKS)
    model.set_rows(())


def test_a_cell_says_in_words_what_its_icon_says() -> None:
    model = RowModel(COLUMNS)
    model.set_rows(BOOKS)
    late = model.index(1, 2)
    assert late.data(Qt.ItemDataRole.DecorationRole) is not None
    assert late.data(Qt.ItemDataRole.AccessibleTextRole) == "overdue"
    assert late.data(Qt.ItemDataRole.ToolTipRole) == "overdue"
    assert model.index(0, 2).data(Qt.ItemDataRole.DecorationRole) is None
    assert model.index(0, 1).data(SORT_ROLE) == 10


def test_an_empty_list_says_so_and_offers_the_next_step(table: RowTable) -> None:
    added: list[bool] = []
    assert "No books yet" in table.face.accessibleName()
    table.set_empty(Empty("No book fits", "Try fewer words.", (("Add a book", lambda: added.append(True)),)))
    assert "No book fits" in table.face.accessibleName()
    QTest.mouseClick(table.face.findChildren(QPushButton)[-1], Qt.MouseButton.LeftButton)
    assert added == [True]


def test_each_face_is_its_own(table: RowTable) -> None:
    seen = [table.face.isVisible()]
    table.show_rows(BOOKS)
    seen.append(table.view.isVisible())
    table.show_loading("60,000 titles")
    assert "60,000 titles" in table.face.accessibleName()
    seen.append(table.face.isVisible())
    table.show_error("The disk is full.", (("Try again", lambda: None),))
    assert "The disk is full." in table.face.accessibleName()
    seen.append(table.face.isVisible())
    assert all(seen)


def test_too_many_rows_are_told(table: RowTable) -> None:
    table.show_rows(BOOKS, total=60000)
    assert table.note.isVisible()
    assert "60,000" in table.note.text()
    table.show_rows(BOOKS, total=3)
    assert not table.note.isVisible()


def test_a_column_sorts_by_what_it_means(table: RowTable) -> None:
    table.show_rows(BOOKS)
    header = table.view.horizontalHeader()
    header.setSortIndicator(1, Qt.SortOrder.AscendingOrder)
    assert [book.number for book in table.model.rows()] == [7, 9, 10]
    header.setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    assert [book.number for book in table.model.rows()] == [10, 9, 7]
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    assert titles(table) == [book.title for book in BOOKS]


def test_a_long_list_leaves_sorting_to_its_owner(qtbot: QtBot) -> None:
    table = RowTable(COLUMNS, name="Books", empty=Empty("No books yet"), sorts_itself=False)
    qtbot.addWidget(table)
    table.show_rows(BOOKS)
    with qtbot.waitSignal(table.sort_asked) as asked:
        table.view.horizontalHeader().setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    assert asked.args == ["number", True]
    assert titles(table) == [book.title for book in BOOKS]


def test_the_cursor_stays_on_its_row_when_rows_come_anew(table: RowTable) -> None:
    table.show_rows(BOOKS)
    assert table.current_row() == BOOKS[0]
    assert table.select(3)
    table.show_rows((Book(0, "新来的", 1), *BOOKS))
    assert table.current_row() == BOOKS[2]
    assert not table.select(99)
    table.show_rows(())
    assert table.current_row() is None


def test_return_and_double_click_open_a_row(table: RowTable, qtbot: QtBot) -> None:
    table.show_rows(BOOKS)
    table.select(2)
    with qtbot.waitSignal(table.opened) as opened:
        QTest.keyClick(table.view, Qt.Key.Key_Return)
    assert opened.args == [BOOKS[1]]
    with qtbot.waitSignal(table.opened) as opened:
        table.view.doubleClicked.emit(table.model.index(0, 0))
    assert opened.args == [BOOKS[0]]


def test_the_owner_hears_of_the_row_under_the_cursor(table: RowTable, qtbot: QtBot) -> None:
    table.show_rows(BOOKS)
    with qtbot.waitSignal(table.row_changed) as changed:
        table.select(3)
    assert changed.args == [BOOKS[2]]


def test_the_list_has_a_name_and_tab_leaves_it(table: RowTable) -> None:
    assert QAccessible.queryAccessibleInterface(table.view).text(QAccessible.Text.Name) == "Books"
    assert not table.view.tabKeyNavigation()


def test_a_fitted_column_is_not_cut(table: RowTable) -> None:
    table.resize(260, 200)
    table.show_rows((Book(1, "一个非常非常长的书名，放不下的", 10),))
    needed = table.view.sizeHintForColumn(1)
    assert table.view.columnWidth(1) >= needed


def test_heads_give_up_the_room_for_their_arrows_before_a_name_is_cut(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply_theme(qapp, scheme="light")
    figures = tuple(Column(f"f{number}", "In stock", lambda _book: "12", right=True) for number in range(3))
    who = Column("who", "Receiver", lambda _book: "阿布都热依木·买买提江", width=Width.STRETCH)
    made = RowTable((who, *figures), name="Stock", empty=Empty("Nothing"), key=lambda book: book.key)
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    made.show_rows(BOOKS)
    header, wide = made.view.horizontalHeader(), made.view.columnWidth(1)
    assert wide == header.sectionSizeHint(1)
    made.resize(wide * 3 + made.view.sizeHintForColumn(0) - 20, 300)
    assert made.view.columnWidth(0) >= made.view.sizeHintForColumn(0)
    assert made.view.columnWidth(1) < wide
    header.setSortIndicator(2, Qt.SortOrder.AscendingOrder)
    assert made.view.columnWidth(2) == wide
    assert made.view.columnWidth(1) < wide


@pytest.mark.parametrize("factor", [1.0, 1.5])
def test_a_fitted_column_has_the_width_that_qt_finds_for_all_its_cells(
    qtbot: QtBot, qapp: QApplication, factor: float
) -> None:
    theme.apply_theme(qapp, scheme="light", factor=factor)
    said = ("stamp, label, shelf", "三年级(12)班", "I247.8/12:3", "not stamped · 121 days", "2026年12月29日", "")
    column = Column("said", "", lambda book: said[book.key])
    made = RowTable((COLUMNS[0], column), name="Books", empty=Empty("Nothing"), key=lambda book: book.key)
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    made.show_rows([Book(key, "西游记", key) for key in range(len(said))])
    assert made.view.columnWidth(1) >= made.view.sizeHintForColumn(1)
    theme.apply_theme(qapp, scheme="light", factor=1.0)


def test_another_size_of_type_gives_the_columns_another_width(
    qtbot: QtBot, qapp: QApplication, table: RowTable
) -> None:
    table.show_rows(BOOKS)
    before = table.view.columnWidth(1)
    theme.apply_theme(qapp, scheme="light", factor=2.0)
    qtbot.waitUntil(lambda: table.view.columnWidth(1) > 1.5 * before)
    theme.apply_theme(qapp, scheme="light", factor=1.0)
    qtbot.waitUntil(lambda: table.view.columnWidth(1) == before)
