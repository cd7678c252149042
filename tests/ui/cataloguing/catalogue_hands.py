"""What a librarian does on the catalogue page: chooses rows, reads what it says."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from libdesk.ui.cataloguing.titles.page import TitlesPage
from tests.actions.cataloguing.stock import value
from tests.ui.readers.hands import seen
from tests.ui.surroundings import Kept, at_work


def shown(qtbot: QtBot, kept: Kept) -> TitlesPage:
    return at_work(qtbot, kept, TitlesPage(kept.around))


def names(page: TitlesPage) -> list[str]:
    return [row.title for row in page.titles.table.model.rows()]


def choose(page: TitlesPage, wanted: Sequence[str]) -> None:
    """Choose the rows of these titles, as clicks with Ctrl do."""
    view = page.titles.table.view
    view.clearSelection()
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for number, row in enumerate(page.titles.table.model.rows()):
        if row.title in wanted:
            view.selectionModel().select(page.titles.table.model.index(number, 0), flags)


def text(page: TitlesPage, name: str) -> str:
    found = seen(page, name)
    assert isinstance(found, QLabel)
    return found.text()


def last_entry(page: TitlesPage) -> int:
    return int(value(page.desk, "SELECT max(id) FROM journal"))
