"""The numbers of the cell under the cursor: each says what it does and counts at once."""

from fractions import Fraction
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDoubleSpinBox, QFrame, QVBoxLayout, QWidget

from libdesk.domain.duedates import HIGHEST_FINE, LoanRule, OverduePolicy
from libdesk.domain.rulebook import ANY, Key, RuleBook
from libdesk.domain.show_rules import show_cell, show_column, show_row
from libdesk.i18n import N_, _
from libdesk.ui import theme
from libdesk.ui.parts import across, button, down, label, named
from libdesk.ui.settings.blocks import Blocks
from libdesk.ui.settings.rule_table import where_from
from libdesk.ui.settings.section import choice, choose, spin
from libdesk.ui.widgets.calm import calm

NONE: Final = -1
POLICIES: Final = (
    (OverduePolicy.WARN, N_("remind")),
    (OverduePolicy.BLOCK, N_("no loan")),
    (OverduePolicy.IGNORE, N_("nothing")),
)
SUSPENSIONS: Final = (Fraction(0), Fraction(1, 2), Fraction(1), Fraction(2), Fraction(3))


class RuleForm(QFrame):
    """Fields of one rule; `changed` tells a field of LoanRule and its new value."""

    changed = Signal(str, object)
    left = Signal()
    """Escape: back to the table."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rule_form")
        self.filling = False
        self.title = label(role="heading", wrap=True)
        self.source = label(role="note", wrap=True)
        self.fault = named(label(role="bad", wrap=True), "rule_fault")
        self.fault.hide()
        self.clear = button("rule_clear", "", lambda: self.changed.emit("", None))
        self.books = spin("rule_books", NONE, 999)
        self.days = spin("rule_days", 0, 3650, _(" days"))
        self.renewals = spin("rule_renewals", 0, 99)
        self.renewal_days = spin("rule_renewal_days", NONE, 3650, _(" days"))
        self.holds = spin("rule_holds", 0, 99)
        self.overdue = choice("rule_overdue", [(policy, _(text)) for policy, text in POLICIES])
        self.suspension = choice("rule_suspension", [(share, _share(share)) for share in SUSPENSIONS])
        self.suspension_most = spin("rule_suspension_most", 0, 14, _(" open days"))
        self.fine = _yuan("rule_fine", 0)
        self.fine_most = _yuan("rule_fine_most", NONE)
        for field, words in (
            (self.books, _("any")),
            (self.renewal_days, _("as the loan")),
            (self.fine_most, _("none")),
        ):
            field.setSpecialValueText(words)
        self.blocks = Blocks()
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(3))
        column.setSpacing(theme.space(2))
        column.addWidget(across((down(self.title, self.source, gap=0), 1), self.clear, end=False))
        column.addWidget(self.fault)
        column.addWidget(self.blocks)
        self.blocks.add(_("How many"), self.books, _("Out at a time; 0: not lent."))
        self.blocks.add(_("How long"), self.days, _("Moved on to an open day."))
        self.blocks.add(_("Renewals"), self.renewals, _("So often, unless somebody waits."))
        self.blocks.add(_("Days of a renewal"), self.renewal_days, _("Counted from the day of renewing."))
        self.blocks.add(_("Holds"), self.holds, _("Titles a reader may wait for at a time."))
        self.blocks.add(_("If a book is overdue"), self.overdue, _("What the next loan meets."))
        note = _("Open days without borrowing for each open day late.")
        self.blocks.add(_("Suspended when late"), self.suspension, note)
        self.blocks.add(_("Suspended at most"), self.suspension_most, _("The end of term ends it in any case."))
        self.blocks.add(_("Fine a day"), self.fine, _("For each open day late."))
        self.blocks.add(_("Fine at most"), self.fine_most, _("For one copy."))

    def _connect(self) -> None:
        self.books.valueChanged.connect(lambda n: self._tell("max_loans", None if n == NONE else n))
        self.days.valueChanged.connect(lambda n: self._tell("days", n))
        self.renewals.valueChanged.connect(lambda n: self._tell("renewals", n))
        self.renewal_days.valueChanged.connect(lambda n: self._tell("renewal_days", None if n == NONE else n))
        self.holds.valueChanged.connect(lambda n: self._tell("max_holds", n))
        self.overdue.activated.connect(lambda _row: self._tell("overdue", OverduePolicy(self.overdue.currentData())))
        self.suspension.activated.connect(
            lambda _row: self._tell("suspension_days_per_day", self.suspension.currentData())
        )
        self.suspension_most.valueChanged.connect(lambda n: self._tell("max_suspension_days", n))
        self.fine.valueChanged.connect(lambda yuan: self._tell("fine_fen_per_day", round(yuan * 100)))
        self.fine_most.valueChanged.connect(
            lambda yuan: self._tell("max_fine_fen", None if yuan < 0 else round(yuan * 100))
        )

    def show_cell(self, book: RuleBook, key: Key, *, money: bool) -> None:
        """The numbers that count for this cell, its own or those of the cell that speaks for it."""
        rule = book.rule(*key)
        above = book.inherited(key)
        self.title.setText(f"{show_row(key[0])} · {show_column(key[1])}")
        self.source.setText(where_from(book, key))
        self.clear.setText(_("Make it as {cell}").format(cell=show_cell(above)) if above else "")
        self.clear.setVisible(above is not None and key in book.rules)
        self.filling = True
        try:
            self._fill(rule)
        finally:
            self.filling = False
        fields: list[QWidget] = [self.books, self.days, self.renewals, self.renewal_days]
        if key[1] == ANY:  # what counts for all kinds of items together
            fields += [self.holds, self.overdue]
        fields += [self.suspension, self.suspension_most]
        self.blocks.show_only(*fields, *((self.fine, self.fine_most) if money else ()))

    def _fill(self, rule: LoanRule) -> None:
        self.books.setValue(NONE if rule.max_loans is None else rule.max_loans)
        self.days.setValue(rule.days)
        self.renewals.setValue(rule.renewals)
        self.renewal_days.setValue(NONE if rule.renewal_days is None else rule.renewal_days)
        self.holds.setValue(rule.max_holds)
        choose(self.overdue, rule.overdue)
        choose(self.suspension, rule.suspension_days_per_day)
        self.suspension_most.setValue(rule.max_suspension_days)
        self.fine.setValue(rule.fine_fen_per_day / 100)
        self.fine_most.setValue(NONE if rule.max_fine_fen is None else rule.max_fine_fen / 100)

    def show_fault(self, text: str) -> None:
        self.fault.setText(text)
        self.fault.setVisible(bool(text))

    def _tell(self, field: str, value: object) -> None:
        if not self.filling:
            self.changed.emit(field, value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _share(share: Fraction) -> str:
    if not share:
        return _("never")
    return _("{n} a day").format(n="½" if share == Fraction(1, 2) else share)


def _yuan(name: str, least: int) -> QDoubleSpinBox:
    made = calm(named(QDoubleSpinBox(), name))
    made.setRange(least, HIGHEST_FINE / 100)
    made.setSingleStep(0.05)
    made.setSuffix(_(" yuan"))
    made.setKeyboardTracking(False)
    return made
