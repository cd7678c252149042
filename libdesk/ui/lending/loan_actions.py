"""What can be done with one book in the reader's panel, as words at its foot; a pupil sees only what a pupil may do."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from libdesk.domain.ops import Op
from libdesk.domain.rows.shelf import LoanOut
from libdesk.i18n import N_, _
from libdesk.ui import theme
from libdesk.ui.widgets.reader_panel import LoanLine

if TYPE_CHECKING:
    from libdesk.ui.tabs.lending_tab import LendingTab

LONGEST_DAYS: Final = 400
"""How far ahead a due date may be set by hand: a school year and its holidays."""


class LoanActions(QWidget):
    """Buttons for the loan under the cursor; hidden while there is none."""

    def __init__(self, tab: "LendingTab") -> None:
        super().__init__()
        self.setObjectName("loan_actions")
        self._tab = tab
        self._line: LoanLine | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.space(1))
        self._buttons = [
            self._button("loan_renew", N_("Renew"), Op.RENEW, lambda loan: tab.session.renew(loan.copy_id)),
            self._button("loan_return", N_("Return"), Op.GIVE_BACK, lambda loan: tab.session.give_back(loan.copy_id)),
            self._button("loan_lost", N_("Lost"), Op.MARK_LOST, lambda loan: tab.session.mark_lost(loan.copy_id)),
            self._button("loan_due", N_("Due date …"), Op.CHANGE_DUE, self._ask_due),
            self._button("loan_earlier", N_("Came back earlier …"), Op.BACKDATE_RETURN, self._ask_earlier),
            self._button(
                "loan_claimed", N_("Says returned"), Op.CLAIM_RETURNED, lambda loan: tab.session.claim_returned(loan.copy_id)
            ),
        ]

    def show_loan(self, line: LoanLine | None) -> None:
        self._line = line
        self.refresh()

    def refresh(self) -> None:
        """Lay out the buttons that whoever is at the desk may press, three in a row."""
        allowed = [(op, button) for op, button in self._buttons if self._tab.desk.allows(op)]
        for _op, button in self._buttons:
            button.hide()
            self._grid.removeWidget(button)
        self.setVisible(self._line is not None and self._tab.session.state.reader_id is not None)
        for place, (_op, button) in enumerate(allowed):
            self._grid.addWidget(button, place // 3, place % 3)
            button.show()

    def setFocus(self) -> None:  # type: ignore[override]  # Qt's other overloads are not used here
        """To the first button, from the list of books."""
        self._buttons[0][1].setFocus()

    def _button(self, name: str, words: str, op: Op, work: Callable[[LoanOut], object]) -> tuple[Op, QPushButton]:
        button = QPushButton(_(words), self)
        button.setObjectName(name)
        button.clicked.connect(lambda: self._run(work))
        return op, button

    def _run(self, work: Callable[[LoanOut], object]) -> None:
        loan = next((row for row in self._tab.session.loans() if self._line and row.loan_id == self._line.key), None)
        if loan is None:
            return
        if work in (self._ask_due, self._ask_earlier):
            work(loan)
        else:
            self._tab.run(lambda: work(loan))  # type: ignore[arg-type, return-value]  # these return what is told

    def _ask_due(self, loan: LoanOut) -> None:
        self._tab.ask_due(loan.copy_id, self._tab.desk.today + timedelta(days=LONGEST_DAYS))

    def _ask_earlier(self, loan: LoanOut) -> None:
        self._tab.ask_earlier_return(loan.copy_id, loan.lent_day)
