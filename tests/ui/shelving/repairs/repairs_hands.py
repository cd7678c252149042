"""What a person does on the page of repairs."""

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

from libdesk.domain.outcome import Outcome
from libdesk.ui.shelving.repairs.page import RepairsPage
from tests.windows import Seat


class Hands:
    """What a person does on the page; `heard` are the outcomes of scans."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat
        page = seat.open("shelving_tab", "repairs_page")
        assert isinstance(page, RepairsPage)
        self.page = page
        self.heard: list[Outcome] = []
        page.heard.connect(self.heard.append)
        page.take_focus()

    def scan(self, code: str) -> str:
        self.page.box.forget_last()
        self.seat.scan(code)
        return self.page.told.text()

    def press(self, name: str) -> None:
        button = self.seat.child(name)
        assert isinstance(button, QAbstractButton)
        assert button.isEnabled()
        button.click()

    def answer(self, name: str, text: str) -> None:
        field = self.seat.child(name)
        assert isinstance(field, QLineEdit)
        field.setText(text)

    def choose(self, name: str, data: object) -> None:
        combo = self.seat.child(name)
        assert isinstance(combo, QComboBox)
        combo.setCurrentIndex(combo.findData(data))
        combo.activated.emit(combo.currentIndex())

    def titles(self) -> list[str]:
        return [row.title for row in self.page.list.model.rows()]

    @property
    def toast(self) -> str:
        return self.seat.window.toast.text()
