"""Lending rules: who may borrow how much for how long, all at a glance in one table."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QSpinBox, QWidget

from libdesk.actions.rules import change_rule
from libdesk.actions.settings import LIMITS
from libdesk.domain.duedates import LoanRule, OverduePolicy
from libdesk.domain.rulebook import ANY, READER_KINDS
from libdesk.domain.show import show_item_kind, show_reader_kind
from libdesk.i18n import N_, _
from libdesk.ui import icons, theme
from libdesk.ui.parts import down, label, named
from libdesk.ui.settings.section import Section, choice, choose, spin
from libdesk.ui.tab import Surroundings

NO_LIMIT: Final = -1
POLICIES: Final = (
    (OverduePolicy.WARN, N_("remind")),
    (OverduePolicy.BLOCK, N_("no loan")),
    (OverduePolicy.IGNORE, N_("nothing")),
)
SUSPENSIONS: Final = (Fraction(0), Fraction(1, 2), Fraction(1), Fraction(2))
HEADS: Final = (N_("Books"), N_("Days"), N_("Renewals"), N_("Holds"), N_("If overdue"), N_("Suspended"))


class RulesSection(Section):
    TITLE = N_("Lending rules")
    ICON = icons.BOOK_OUT

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self._rows: dict[tuple[str, str], _RuleRow] = {}
        self._table = _grid()
        self._special = _grid()
        self.cap = named(QCheckBox(_("Nothing is due after the end of term")), "set_cap_to_term")
        self.several = named(QCheckBox(_("A pupil may hold several copies of one title")), "set_several_copies")
        self.spread = spin("set_spread_days", *LIMITS["spread_days"], suffix=_(" days"))
        self.hold_days = spin("set_hold_days", *LIMITS["hold_days"], suffix=_(" days"))
        self._build_tables()
        self._assemble()
        self._connect()

    def _build_tables(self) -> None:
        self._head(self._table, HEADS)
        for kind in READER_KINDS:
            self._add_row(self._table, kind, ANY, show_reader_kind(kind))
        self._head(self._special, HEADS[:3])
        own = (key for key in self.desk.rules.rules if key[1] != ANY)
        for kind, item in sorted(
            own, key=lambda key: (READER_KINDS.index(key[0]) if key[0] in READER_KINDS else 9, key[1])
        ):
            words = _("{reader}: {item}").format(reader=show_reader_kind(kind), item=show_item_kind(item))
            self._add_row(self._special, kind, item, words)

    def _assemble(self) -> None:
        note = _("Loans that are out keep their due dates. Suspended: open days without borrowing for each day late.")
        self.add_part(down(self._table, label(note, role="note", wrap=True)))
        self.add_part(down(self.cap, self.several))
        text = _(
            "After a long holiday not everything is due on the first day: due dates are spread over so many open days."
        )
        self.add(_("Spread after holidays"), self.spread, text)
        self.add(
            _("A hold waits on the shelf"), self.hold_days, _("Open days; then the next reader in line gets the book.")
        )
        special = label(_("Other numbers for one kind of book; 0 books: not lent"), role="heading", wrap=True)
        self.add_part(down(special, self._special, gap=2))
        self.end()

    def _connect(self) -> None:
        self.cap.toggled.connect(lambda on: self.set(cap_to_term=on))
        self.several.toggled.connect(lambda on: self.set(several_copies=on))
        self.spread.valueChanged.connect(lambda days: self.set(spread_days=days))
        self.hold_days.valueChanged.connect(lambda days: self.set(hold_days=days))

    def show_values(self) -> None:
        settings = self.desk.settings
        self.cap.setChecked(settings.cap_to_term)
        self.several.setChecked(settings.several_copies)
        self.spread.setValue(settings.spread_days)
        self.hold_days.setValue(settings.hold_days)
        for key, row in self._rows.items():
            row.show_rule(self.desk.rules.rules.get(key) or self.desk.rules.total(key[0]))

    def _head(self, table: QWidget, heads: tuple[str, ...]) -> None:
        grid = table.layout()
        assert isinstance(grid, QGridLayout)
        for place, words in enumerate(heads):
            grid.addWidget(label(_(words), role="note"), 0, place + 1)

    def _add_row(self, table: QWidget, kind: str, item: str, words: str) -> None:
        grid = table.layout()
        assert isinstance(grid, QGridLayout)
        place = grid.rowCount()
        row_kind = _WholeRuleRow if item == ANY else _RuleRow
        name = f"{kind}_{'all' if item == ANY else item}"
        row = row_kind(name, words, lambda **values: self._change(kind, item, **values))
        grid.addWidget(label(words), place, 0)
        for number, field in enumerate(row.fields):
            grid.addWidget(field, place, number + 1)
        self._rows[kind, item] = row

    def _change(self, kind: str, item: str, **values: Any) -> None:
        if not self.filling:
            before = self.desk.rules.rules.get((kind, item)) or self.desk.rules.total(kind)
            rule = replace(before, **values)
            if rule != before:
                self.do(lambda: change_rule(self.desk, kind, item, rule))


class _RuleRow:
    """The three numbers of one rule that a kind of book may have of its own."""

    def __init__(self, name: str, words: str, change: Callable[..., None]) -> None:
        self.books = spin(f"rule_{name}_books", NO_LIMIT, 200)
        self.books.setSpecialValueText(_("any"))
        self.days = spin(f"rule_{name}_days", 1, 365)
        self.renewals = spin(f"rule_{name}_renewals", 0, 9)
        self.fields: list[QSpinBox | QComboBox] = []
        self.add_fields(words, self.books, self.days, self.renewals)
        self.books.valueChanged.connect(lambda n: change(max_loans=None if n == NO_LIMIT else n))
        self.days.valueChanged.connect(lambda n: change(days=n))
        self.renewals.valueChanged.connect(lambda n: change(renewals=n))

    def add_fields(self, words: str, *fields: QSpinBox | QComboBox) -> None:
        for field in fields:
            field.setAccessibleName(f"{words}: {_(HEADS[len(self.fields)])}")
            if isinstance(field, QSpinBox):  # its own hint leaves room for digits that never come
                digits = theme.metrics(theme.Step.BODY).horizontalAdvance("0000")
                field.setFixedWidth(digits + theme.space(9))
            self.fields.append(field)

    def show_rule(self, rule: LoanRule) -> None:
        self.books.setValue(NO_LIMIT if rule.max_loans is None else rule.max_loans)
        self.days.setValue(rule.days)
        self.renewals.setValue(rule.renewals)


class _WholeRuleRow(_RuleRow):
    """The rule of a kind of reader, with what counts for all kinds of books together."""

    def __init__(self, name: str, words: str, change: Callable[..., None]) -> None:
        super().__init__(name, words, change)
        self.holds = spin(f"rule_{name}_holds", 0, 9)
        self.overdue = choice(f"rule_{name}_overdue", [(policy, _(text)) for policy, text in POLICIES])
        self.suspension = choice(f"rule_{name}_suspension", [(share, _share(share)) for share in SUSPENSIONS])
        self.add_fields(words, self.holds, self.overdue, self.suspension)
        self.holds.valueChanged.connect(lambda n: change(max_holds=n))
        self.overdue.activated.connect(lambda _row: change(overdue=self.overdue.currentData()))
        self.suspension.activated.connect(lambda _row: change(suspension_days_per_day=self.suspension.currentData()))

    def show_rule(self, rule: LoanRule) -> None:
        super().show_rule(rule)
        self.holds.setValue(rule.max_holds)
        choose(self.overdue, rule.overdue)
        choose(self.suspension, rule.suspension_days_per_day)


def _share(share: Fraction) -> str:
    if not share:
        return _("never")
    return _("{n} a day").format(n="½" if share == Fraction(1, 2) else share)


def _grid() -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.space(1))
    grid.setVerticalSpacing(theme.space(1))
    grid.setColumnStretch(len(HEADS) + 1, 1)
    grid.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return box
