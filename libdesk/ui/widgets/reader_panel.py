"""Who is at the desk: face, name, class, how much is out and what is due; nothing that others should not see."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Signal
from PySide6.QtWidgets import QFrame, QStackedLayout, QWidget

from libdesk.domain.value import Value
from libdesk.i18n import _
from libdesk.ui import icons, theme
from libdesk.ui.widgets.list_face import ListFace

if TYPE_CHECKING:
    from libdesk.ui.widgets.fit_label import FitLabel
    from libdesk.ui.widgets.reader_page import ReaderPage
    from libdesk.ui.widgets.row_table import RowTable

NARROWEST = 42


class LoanLine(Value):
    """One book that is out. `days_overdue` 0 means in time."""

    key: int
    title: str
    due_text: str
    days_overdue: int = 0


class ReaderCard(Value):
    """What the panel shows of one reader; `notes` are short sentences such as a hold that has come in."""

    key: int
    name: str
    group: str
    out: int
    limit: int
    loans: tuple[LoanLine, ...] = ()
    photo: bytes | None = None
    notes: tuple[str, ...] = ()


class ReaderPanel(QFrame):
    """The reader whose session is open, or the invitation to scan a card."""

    loan_opened = Signal(int)
    """A book in the list was opened with Return or a double click; the loan's key."""
    loan_changed = Signal()
    """Another book is under the cursor, or none."""

    def __init__(self, *, after: Callable[[], QWidget] | None = None) -> None:
        super().__init__()
        self._after = after  # where the Tab key comes from: what is made late would be its last
        self.card: ReaderCard | None = None
        self.setObjectName("reader_panel")
        self._face = ListFace()
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._face)
        self._draw()
        self.show_card(None)

    @cached_property
    def page(self) -> "ReaderPage":
        """What is shown of a reader: made when the first one comes, or before that, once the window stands."""
        from libdesk.ui.widgets.reader_page import ReaderPage

        page = ReaderPage()
        self._pages.addWidget(page)
        if self._after is not None:
            QWidget.setTabOrder(self._after(), page.loans.view)
        page.loans.opened.connect(lambda line: self.loan_opened.emit(line.key))
        page.loans.row_changed.connect(lambda _row: self.loan_changed.emit())
        return page

    def make_ready(self) -> None:
        """The first reader is not to wait for the page."""
        _page = self.page

    @property
    def loans(self) -> "RowTable":
        return self.page.loans

    @property
    def countdown(self) -> "FitLabel":
        return self.page.countdown

    def show_card(self, card: ReaderCard | None) -> None:
        """Show one reader, or with None that nobody is at the desk; another one finds no book under the cursor."""
        before, self.card = self.card, card
        if before is not None:
            self.page.set_countdown(None)
            if card is None or card.key != before.key:
                self.loans.view.setCurrentIndex(QModelIndex())
        if card is None:
            self._pages.setCurrentIndex(0)
            self.setAccessibleName(_("No reader yet"))
            self._face.show_face(icons.CARD, _("No reader yet"), _("Scan a reader card, or type a name."))
        else:
            self.setAccessibleName(self.page.show_card(card))
            self._pages.setCurrentIndex(1)

    def set_countdown(self, seconds: int | None) -> None:
        """Say that the session ends by itself in so many seconds; None takes the words away."""
        if self.card is not None:
            self.page.set_countdown(seconds)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw()

    def _draw(self) -> None:
        self.setMinimumWidth(theme.space(NARROWEST))
