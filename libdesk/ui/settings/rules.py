"""Lending rules: who may borrow how much for how long, all at a glance in one table, and what counts for everybody."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QCheckBox

from libdesk.actions.rules import apply_template, change_rule, remove_rule
from libdesk.actions.settings import LIMITS
from libdesk.domain.charges import DEGREE_WORDS
from libdesk.domain.lending_kinds import PUPIL_KINDS, kinds_of
from libdesk.domain.rule_templates import TEMPLATE_LABELS, TEMPLATE_NOTES, Template
from libdesk.domain.show_rules import show_cell
from libdesk.i18n import N_, _
from libdesk.ui import icons
from libdesk.ui.parts import across, button, down, label, named, wrapped
from libdesk.ui.settings.rule_form import RuleForm
from libdesk.ui.settings.rule_table import RuleTable
from libdesk.ui.settings.section import Section, choice, spin
from libdesk.ui.tab import Surroundings


class RulesSection(Section):
    TITLE = N_("Lending rules")
    ALSO = N_("how many how long limit quota days renewal fine suspension overdue loss")
    ICON = icons.BOOK_OUT
    HELP = "lending_rules"

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.table = RuleTable()
        self.form = RuleForm()
        self.grades = named(QCheckBox(_("Rows for the grades")), "rules_grades")
        self.trial = button(
            "rules_try", _("Try a loan"), lambda: self.section_asked.emit("TryLoanSection"), role="quiet"
        )
        self.template = choice("rules_template", [(template, _(TEMPLATE_LABELS[template])) for template in Template])
        self.apply = button("rules_template_apply", _("Put this table in place of all rules"), self._apply)
        self.template_note = label(role="note", wrap=True)
        self.warned = spin("set_warned_grades", *LIMITS["warned_grades"])
        self.final = spin("set_final_days", *LIMITS["final_days"], suffix=_(" days"))
        self.final.setSpecialValueText(_("until the end"))
        self.cap = named(QCheckBox(_("Nothing is due after the end of term")), "set_cap_to_term")
        self.several = named(QCheckBox(_("A pupil may hold several copies of one title")), "set_several_copies")
        self.money = named(QCheckBox(_("Fines and lost books are paid for in money")), "set_money")
        self.spread = spin("set_spread_days", *LIMITS["spread_days"], suffix=_(" days"))
        self.hold_days = spin("set_hold_days", *LIMITS["hold_days"], suffix=_(" days"))
        self.loss = spin("set_loss_percent", *LIMITS["loss_percent"], suffix=" %")
        self.damages = {
            code: spin(f"set_damage_{code}", *LIMITS[f"damage_{code}"], suffix=" %") for code in DEGREE_WORDS
        }
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        note = _("Arrow keys choose a cell, Return changes it; grey is taken from the rule above. "
                 "Loans that are out keep their due dates.")  # fmt: skip
        more = wrapped(self.grades, None, self.trial, gap=2)
        self.add_part(down(self.table, label(note, role="note", wrap=True), more, self.form, gap=1))
        begin = label(_("Begin with the table of"), buddy=self.template)
        self.add_part(down(wrapped(begin, self.template, gap=2), self.template_note, across(self.apply)))
        text = _("Pupils of so many lowest grades are only reminded: never suspended, nor refused for an overdue book.")
        self.add(_("Lowest grades that are only reminded"), self.warned, text)
        text = _(
            "Pupils of the last grade take nothing more home so many days before the term ends after which they leave; "
            "a librarian can lend all the same. They may renew what they have."
        )
        self.add(_("Final classes borrow until so many days before the end"), self.final, text)
        self._switch(self.cap, _("What is lent near the end comes back within the term, holiday lending apart."))
        self._switch(self.several, _("Without the tick a pupil borrows one copy of a title at a time."))
        self._switch(
            self.money, _("Off: being late costs days without borrowing, and a lost book is replaced in kind.")
        )
        self.add(_("A lost book costs"), self.loss, _("Of its price, where money is taken at all."))
        parts = []
        for code, made in self.damages.items():
            parts += [label(_(DEGREE_WORDS[code]), buddy=made), made]
            made.setAccessibleName(_("Damage: {degree}").format(degree=_(DEGREE_WORDS[code])))
        text = _("Of its price; proposed where money is taken and a damage is noted. 0 %: nothing is proposed.")
        self.add(_("A damaged book costs"), wrapped(*parts, gap=2), text)
        text = _(
            "After a long holiday not everything is due on the first day: due dates are spread over so many open days."
        )
        self.add(_("Spread after holidays"), self.spread, text)
        text = _("Open days; then the next reader in line gets the book.")
        self.add(_("A hold waits on the shelf"), self.hold_days, text)
        self.end()

    def _switch(self, box: QCheckBox, note: str) -> None:
        self.add_part(down(box, label(note, role="note", wrap=True), gap=0))

    def _connect(self) -> None:
        self.table.cell_changed.connect(lambda _key: self._show_cell())
        self.table.opened.connect(self._open)
        self.table.cleared.connect(self._clear)
        self.form.changed.connect(self._change)
        self.form.left.connect(self._back)
        self.grades.toggled.connect(lambda _on: self._show_table())
        self.template.currentIndexChanged.connect(lambda _row: self._show_template())
        self.warned.valueChanged.connect(lambda grades: self.set(warned_grades=grades))
        self.final.valueChanged.connect(lambda days: self.set(final_days=days))
        self.cap.toggled.connect(lambda on: self.set(cap_to_term=on))
        self.several.toggled.connect(lambda on: self.set(several_copies=on))
        self.money.toggled.connect(lambda on: self.set(money=on))
        self.loss.valueChanged.connect(lambda percent: self.set(loss_percent=percent))
        for code, made in self.damages.items():
            made.valueChanged.connect(lambda percent, code=code: self.set(**{f"damage_{code}": percent}))
        self.spread.valueChanged.connect(lambda days: self.set(spread_days=days))
        self.hold_days.valueChanged.connect(lambda days: self.set(hold_days=days))

    def show_values(self) -> None:
        settings = self.desk.settings
        self.warned.setValue(settings.warned_grades)
        self.final.setValue(settings.final_days)
        self.cap.setChecked(settings.cap_to_term)
        self.several.setChecked(settings.several_copies)
        self.money.setChecked(settings.money)
        self.loss.setValue(settings.loss_percent)
        for code, made in self.damages.items():
            made.setValue(getattr(settings, f"damage_{code}"))
        self.spread.setValue(settings.spread_days)
        self.hold_days.setValue(settings.hold_days)
        self._show_table()
        self._show_template()

    def _show_table(self) -> None:
        book = self.desk.rules
        with_rule = {kind for kind, _item in book.rules}
        possible = kinds_of(self.desk.settings.stages)
        rows = [
            kind
            for kind in dict.fromkeys((*possible, *sorted(with_rule)))
            if kind not in PUPIL_KINDS or kind in with_rule or self.grades.isChecked()
        ]
        self.table.show_rules(book, rows)
        self._show_cell()

    def _show_cell(self) -> None:
        key = self.table.key
        if key is not None:
            self.form.show_cell(self.desk.rules, key, money=self.desk.settings.money)
            self.form.show_fault("")

    def _show_template(self) -> None:
        self.template_note.setText(_(TEMPLATE_NOTES[Template(self.template.currentData())]))

    def _open(self) -> None:
        self.form.books.setFocus()
        self.form.books.selectAll()
        self.bring_into_view(self.form)

    def _back(self) -> None:
        self.table.setFocus()
        self.bring_into_view(self.table)

    def _change(self, field: str, value: Any) -> None:
        key = self.table.key
        if key is None:
            return
        if not field:
            self._clear()
            return
        before = self.desk.rules.rule(*key)
        rule = replace(before, **{field: value})
        if rule != before:
            done = self.do(lambda: change_rule(self.desk, *key, rule))
            # A refusal stands beside the numbers, where the eye is.
            self.form.show_fault("" if done else self.move_fault())

    def _clear(self) -> None:
        key = self.table.key
        if key is None:
            return
        above = self.desk.rules.inherited(key)
        if above is None:
            self.around.say(_("There is no rule above this one: change its numbers."))
        elif key in self.desk.rules.rules:
            told = _("Now as {cell}. F8 takes it back.").format(cell=show_cell(above))
            self.do(lambda: remove_rule(self.desk, *key), told)
            self.table.setFocus()

    def _apply(self) -> None:
        template = Template(self.template.currentData())
        told = _("All rules are now those of “{name}”. F8 takes it back.")
        self.do(lambda: apply_template(self.desk, template), told.format(name=_(TEMPLATE_LABELS[template])))
