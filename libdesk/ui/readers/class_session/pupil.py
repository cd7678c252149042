"""Whose turn it is: seat and name for the whole room to read, and the books of this pupil."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from libdesk.i18n import _
from libdesk.ui import icons, theme
from libdesk.ui.widgets.fit_label import FitLabel
from libdesk.ui.widgets.reader_page import LOAN_COLUMNS
from libdesk.ui.widgets.reader_panel import ReaderCard
from libdesk.ui.widgets.row_table import Empty, RowTable


class PupilPanel(QFrame):
    """One pupil, or the invitation to type a seat number."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("lesson_pupil")
        self.card: ReaderCard | None = None
        self.name = FitLabel(theme.Step.OUTCOME, bold=True, smaller=((theme.Step.MODE, 1), (theme.Step.HEAD, 1)))
        self.facts = FitLabel(role="quiet", lines=2, steady=False)
        self._empty = Empty(_("Nothing out"), icon=icons.BOOK_OPEN)
        self.books = RowTable(
            LOAN_COLUMNS[:2], name=_("Books out"), empty=self._empty, key=lambda line: line.key, header=False,
            cursor_at_top=False,
        )  # fmt: skip
        self.books.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is done with them is done by scanning
        self.books.setMinimumHeight(theme.space(9))  # on a small screen one book; the list beside has them all
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self.name)
        column.addWidget(self.facts)
        column.addWidget(self.books, 1)
        self.show_card(None, None)

    def show_card(self, card: ReaderCard | None, seat: int | None) -> None:
        self.card = card
        self.books.setVisible(card is not None)
        if card is None:
            self.name.setText(_("No pupil yet"))
            self.facts.setText(
                _("Type a seat number and Enter, or scan a card. The arrow keys go from pupil to pupil.")
            )
        else:
            self.name.setText(f"{seat}  {card.name}" if seat is not None else card.name)
            out = _("{out} of {limit} out").format(out=card.out, limit=card.limit)
            self.facts.setText("  ·  ".join((card.group, out, *card.notes)))
            self.books.show_rows(card.loans)
        self.setAccessibleName(f"{self.name.text()}, {self.facts.text()}")
