"""What the tests of the roster's page do and look at."""

from PySide6.QtWidgets import QAbstractButton, QComboBox

from libdesk.domain.rows.calendar import TermRow
from libdesk.store.queries import roster as queries
from libdesk.ui.semester.roster.cells import Cell
from libdesk.ui.semester.roster.page import RosterPage


def press(page: RosterPage, name: str) -> None:
    button = page.findChild(QAbstractButton, name)
    assert isinstance(button, QAbstractButton)
    assert button.isEnabled()
    button.click()


def answer(page: RosterPage, reader_id: int) -> None:
    """Choose a helper in the question that was asked."""
    field = page.findChild(QComboBox, "roster_who")
    if field is None:
        press(page, f"choose_{reader_id}")
        return
    field.setCurrentIndex(field.findData(str(reader_id)))
    press(page, "roster_ok")


def cells(page: RosterPage) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in page.grid.weeks.week.rows]


def find(page: RosterPage, name: str) -> Cell:
    return next(cell for row in page.grid.weeks.week.rows for cell in row.cells if name in cell.text)


def go_to(page: RosterPage, cell: Cell) -> None:
    assert cell.slot is not None
    assert page.grid.select(slot_id=cell.slot.id, reader_id=cell.reader_id)
    page.grid.setFocus()


def roster(page: RosterPage, term: TermRow) -> set[tuple[int, int, str]]:
    return {tuple(row.entry) for row in queries.entries(page.desk.library, term.id)}
