"""Terms and closed days of this school year: the usual ones are proposed, the school corrects them."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from libdesk.actions import calendar as actions
from libdesk.actions.settings import change_settings
from libdesk.domain.calendar import Term
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.show import WEEKDAYS
from libdesk.domain.terms import check_terms, usual_terms
from libdesk.i18n import N_, _, listed
from libdesk.store.queries import calendar as queries
from libdesk.ui import theme
from libdesk.ui.parts import down, label, named, wrapped
from libdesk.ui.settings.section import day_field, day_of, qdate
from libdesk.ui.tab import Surroundings
from libdesk.ui.wizard.page import WizardPage


class CalendarPage(WizardPage):
    NAME = "calendar"
    TITLE = N_("Terms and closed days")
    HEADING = N_("When is school? No book is due on a closed day or after the end of a term.")

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        terms = usual_terms(self.desk.today)
        self.names = [named(QLineEdit(term.name), f"wizard_term_{n}_name") for n, term in enumerate(terms)]
        self.firsts = [
            day_field(f"wizard_term_{n}_first", _("First day of the term"), term.first) for n, term in enumerate(terms)
        ]
        self.lasts = [
            day_field(f"wizard_term_{n}_last", _("Last day of the term"), term.last) for n, term in enumerate(terms)
        ]
        self.weekdays = [named(QCheckBox(_(words)), f"wizard_weekday_{n}") for n, words in enumerate(WEEKDAYS)]
        wanted = range(terms[0].first.year, terms[-1].last.year + 1)
        self.years = {
            year: named(QCheckBox(str(year)), f"wizard_holidays_{year}")
            for year in actions.holiday_years()
            if year in wanted
        }
        self.between = named(QCheckBox(_("Closed between two terms")), "wizard_closed_between_terms")
        self.between.setChecked(True)
        self.missing = [str(year) for year in wanted if year not in self.years]
        self._assemble()
        self._connect()
        for n, box in enumerate(self.weekdays):
            box.setChecked(n in self.desk.settings.closed_weekdays)

    def _assemble(self) -> None:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space(2))
        grid.setVerticalSpacing(theme.space(1))
        grid.setColumnStretch(0, 1)
        for n, words in enumerate((_("Term"), _("First day"), _("Last day"))):
            grid.addWidget(label(words), 0, n)
        for n, fields in enumerate(zip(self.names, self.firsts, self.lasts, strict=True), start=1):
            fields[0].setAccessibleName(_("Name of the term"))
            for at, field in enumerate(fields):
                grid.addWidget(field, n, at)
        note = _("These are the usual days. Your own school's stand in its calendar for the year.")
        self.column.addWidget(down(box, label(note, role="note", wrap=True)))
        holidays = _("Nothing falls due in the holidays then.")
        self.column.addWidget(
            down(
                label(_("Closed every week on")),
                wrapped(*self.weekdays, gap=2),
                wrapped(self.between, label(holidays, role="note"), gap=2),
            )
        )
        parts: list[QWidget] = [label(_("Public holidays with their make-up days"))]
        if self.years:
            parts.append(wrapped(*self.years.values(), gap=2))
            for year in self.years.values():
                year.setChecked(True)
        if self.missing:
            later = _("Not announced when this libdesk was made: {years}. Enter them later under Settings, Calendar.")
            parts.append(label(later.format(years=listed(self.missing)), role="note", wrap=True))
        self.column.addWidget(down(*parts))
        self.column.addStretch(1)

    def _connect(self) -> None:
        for name in self.names:
            name.textChanged.connect(lambda _text: self.changed.emit())
        for field in (*self.firsts, *self.lasts):
            field.dateChanged.connect(lambda _day: self.changed.emit())
        for box in self.weekdays:
            box.toggled.connect(lambda _on: self.changed.emit())

    def lacking(self) -> str:
        if all(box.isChecked() for box in self.weekdays):
            return _("The library must be open on at least one day of the week. Leave one day without a tick.")
        try:
            check_terms(self._terms())
        except DeskError as error:
            return error.text()
        return ""

    def write(self) -> bool:
        """Written anew as a whole: the draft holds no other terms. A year without its tick goes out again."""
        closed = tuple(n for n, box in enumerate(self.weekdays) if box.isChecked())
        change_settings(self.desk, closed_weekdays=closed, closed_between_terms=self.between.isChecked())
        known = queries.terms(self.desk.read(Op.SEE_SETTINGS))
        wanted = [*check_terms(self._terms())]
        if sorted(Term(row.first, row.last, row.name) for row in known) != wanted:
            for row in known:
                actions.remove_term(self.desk, term_id=row.id)
            for term in wanted:
                actions.set_term(self.desk, name=term.name, first=term.first, last=term.last)
        for year, box in self.years.items():
            (actions.load_holidays if box.isChecked() else actions.unload_holidays)(self.desk, year)
        return True

    def typed(self) -> dict[str, Any]:
        return {
            "terms": [[term.name, term.first.isoformat(), term.last.isoformat()] for term in self._terms()],
            "weekdays": [n for n, box in enumerate(self.weekdays) if box.isChecked()],
            "between": self.between.isChecked(),
            "years": [year for year, box in self.years.items() if box.isChecked()],
        }

    def show_typed(self, typed: dict[str, Any]) -> None:
        for n, (name, first, last) in enumerate(typed.get("terms", ())[: len(self.names)]):
            self.names[n].setText(str(name))
            self.firsts[n].setDate(qdate(date.fromisoformat(first)))
            self.lasts[n].setDate(qdate(date.fromisoformat(last)))
        if "weekdays" in typed:
            for n, box in enumerate(self.weekdays):
                box.setChecked(n in typed["weekdays"])
        self.between.setChecked(bool(typed.get("between", True)))
        if "years" in typed:
            for year, box in self.years.items():
                box.setChecked(year in typed["years"])

    def take_focus(self) -> None:
        self.names[0].setFocus()

    def _terms(self) -> list[Term]:
        return [
            Term(day_of(first), day_of(last), name.text().strip())
            for name, first, last in zip(self.names, self.firsts, self.lasts, strict=True)
        ]
