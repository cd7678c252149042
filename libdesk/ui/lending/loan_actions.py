"""What can be done with one book in the reader's panel, as words at its foot; a pupil sees only what a pupil may do."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from libdesk.actions.desk import Desk
from libdesk.domain.ops import Op
from libdesk.domain.rows.shelf import LoanOut
from libdesk.i18n import N_, _
from libdesk.ui import lending, theme
from libdesk.ui.lending.telling import Told
from libdesk.ui.widgets.inline_form import Question

if TYPE_CHECKING:
    import libdesk.ui.lending.gestures  # noqa: F401  # the types of what `lending` imports late
    from libdesk.ui.tabs.lending_tab import LendingTab
    from libdesk.ui.widgets.reader_panel import ReaderPanel

LONGEST_DAYS: Final = 400
"""How far ahead a due date may be set by hand: a school year and its holidays."""
MOST_IN_A_ROW: Final = 3


def _at_once() -> tuple[tuple[str, str, Op, Callable[[Desk, int], Told]], ...]:
    return (
        ("loan_renew", N_("Renew"), Op.RENEW, lending.gestures.renew),
        ("loan_return", N_("Return"), Op.GIVE_BACK, lending.gestures.give_back),
        ("loan_lost", N_("Lost"), Op.MARK_LOST, lending.gestures.mark_lost),
        ("loan_claimed", N_("Says back"), Op.CLAIM_RETURNED, lending.gestures.claim_returned),
    )


class LoanActions(QWidget):
    """Buttons for the loan under the cursor; hidden while there is none."""

    def __init__(self, tab: "LendingTab", panel: "ReaderPanel") -> None:
        super().__init__()
        self.setObjectName("loan_actions")
        self._tab, self._panel = tab, panel
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(theme.space(2), theme.space(1), 0, 0)
        self._grid.setSpacing(theme.space(1))
        panel.loan_changed.connect(self.refresh)

    @cached_property
    def _buttons(self) -> list[tuple[Op, QPushButton]]:
        """Made when there is first a loan to do something with."""
        return [
            *(self._button(name, words, op, partial(self._at_once, work)) for name, words, op, work in _at_once()),
            self._button("loan_due", N_("Due date …"), Op.CHANGE_DUE, self._ask_due),
            self._button("loan_earlier", N_("Earlier …"), Op.BACKDATE_RETURN, self._ask_earlier),
        ]

    def refresh(self) -> None:
        """Lay out the buttons that whoever is at the desk may press."""
        shown = self._tab.session.state.reader_id is not None and self._panel.loans.current_row() is not None
        if shown:
            for _op, button in self._buttons:
                self._grid.removeWidget(button)
                button.hide()
            allowed = [button for op, button in self._buttons if self._tab.desk.allows(op)]
            widest = max(button.sizeHint().width() for button in allowed) + theme.space(1)
            in_a_row = min(MOST_IN_A_ROW, max(2, self._panel.width() // widest))
            for place, button in enumerate(allowed):
                self._grid.addWidget(button, place // in_a_row, place % in_a_row)
                button.show()
        self.setVisible(shown)

    def focus_first(self) -> None:
        """From the list of books to what can be done with one."""
        self.refresh()
        self._buttons[0][1].setFocus()

    def _button(self, name: str, words: str, op: Op, work: Callable[[LoanOut], object]) -> tuple[Op, QPushButton]:
        button = QPushButton(_(words), self)
        button.setObjectName(name)
        button.clicked.connect(lambda: self._run(work))
        return op, button

    def _run(self, work: Callable[[LoanOut], object]) -> None:
        line = self._panel.loans.current_row()
        loan = next((row for row in self._tab.session.loans() if line and row.loan_id == line.key), None)
        if loan is not None:
            work(loan)

    def _at_once(self, work: Callable[[Desk, int], Told], loan: LoanOut) -> None:
        self._tab.attempt(lambda: work(self._tab.desk, loan.copy_id), loan.copy_id)

    def _ask_due(self, loan: LoanOut) -> None:
        today = self._tab.desk.today
        self._ask_day(
            loan, "new_due_day", _("Back by which day?"), _("Change due date"), lending.gestures.change_due,
            (today, today + timedelta(days=LONGEST_DAYS)), max(loan.due, today),
        )  # fmt: skip

    def _ask_earlier(self, loan: LoanOut) -> None:
        today = self._tab.desk.today
        self._ask_day(
            loan, "earlier_day", _("On which day did it come back?"), _("Return on this day"),
            lending.gestures.give_back, (loan.lent_day, today), today,
        )  # fmt: skip

    def _ask_day(
        self, loan: LoanOut, name: str, words: str, verb: str, work: Callable[[Desk, int, date], Told],
        days: tuple[date, date], first_shown: date,
    ) -> None:  # fmt: skip
        tab = self._tab

        def answer(day: str) -> None:
            tab.attempt(lambda: work(tab.desk, loan.copy_id, date.fromisoformat(day)), loan.copy_id)

        tab.ask(Question(name, words, verb, answer, days=days, day=first_shown))
