"""The choice of a term at the head of a page: at first the one of today; one that is chosen stays chosen."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QComboBox

from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.terms import term_of, told_apart
from libdesk.i18n import _
from libdesk.ui.parts import named
from libdesk.ui.widgets.calm import calm


class TermChoice(QComboBox):
    """Each entry holds the id of its term."""

    def __init__(self, name: str) -> None:
        super().__init__()
        calm(named(self, name))
        self._terms: Sequence[TermRow] = ()
        self.setAccessibleName(_("Term"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    @property
    def term(self) -> TermRow | None:
        """What is chosen; None where no term is known."""
        return next((term for term in self._terms if term.id == self.currentData()), None)

    def show_terms(self, terms: Sequence[TermRow], today: date) -> bool:
        """The terms as they are now. False where they are as they were, and so is the choice."""
        if terms == self._terms:
            return False
        kept, now = self.currentData(), term_of(terms, today)
        self._terms = terms
        self.clear()
        for term in terms:
            self.addItem(told_apart(term, terms), term.id)
        known = self.findData(kept)
        self.setCurrentIndex(known if known >= 0 else self.findData(now.id) if now else -1)
        return True

    def choose(self, term: TermRow) -> None:
        self.setCurrentIndex(self.findData(term.id))
