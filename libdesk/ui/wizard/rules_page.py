"""Lending rules to begin with: the table that most schools of this kind have; every number can be changed later."""

from typing import Any, Final

from PySide6.QtWidgets import QButtonGroup, QRadioButton

from libdesk.actions.rules import apply_template
from libdesk.domain.classes import Stage
from libdesk.domain.rule_templates import TEMPLATE_LABELS, TEMPLATE_NOTES, Template
from libdesk.i18n import N_, _
from libdesk.ui.parts import down, label, named
from libdesk.ui.tab import Surroundings
from libdesk.ui.wizard.page import WizardPage

OF_STAGE: Final = {
    Stage.PRIMARY: Template.PRIMARY,
    Stage.JUNIOR: Template.MIDDLE,
    Stage.SENIOR: Template.HIGH,
}


class RulesPage(WizardPage):
    NAME = "rules"
    TITLE = N_("Lending rules")
    HEADING = N_("How many books, for how long? Choose what comes closest.")

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self._written: Template | None = None
        self._by_hand = False
        self.group = QButtonGroup(self)
        self.choices: dict[Template, QRadioButton] = {}
        for template, words in TEMPLATE_LABELS.items():
            choice = named(QRadioButton(_(words)), f"wizard_rules_{template.value}")
            note = _(TEMPLATE_NOTES[template])
            choice.setAccessibleDescription(note)
            self.group.addButton(choice)
            self.choices[template] = choice
            self.column.addWidget(down(choice, label(note, role="note", wrap=True)))
        teachers = _("Teachers and classes have rules of their own in each. Nobody pays a fine.")
        later = _("Every number can be changed at any time under Settings, Lending rules.")
        self.column.addWidget(down(label(teachers, role="note", wrap=True), label(later, role="note", wrap=True)))
        self.column.addStretch(1)
        self.group.buttonClicked.connect(lambda _button: self._chosen())
        self._show(Template.PRIMARY)

    def arrive(self) -> None:
        """The first stage of the school proposes, until a person has chosen."""
        stages = [stage for stage in Stage if stage.value in self.desk.settings.stages]
        if stages and not self._by_hand:
            self._show(OF_STAGE[stages[0]])

    def write(self) -> bool:
        chosen = self.chosen()
        if chosen is not self._written:
            apply_template(self.desk, chosen)
            self._written = chosen
        return True

    def typed(self) -> dict[str, Any]:
        return {"template": self.chosen().value, "written": self._written, "by_hand": self._by_hand}

    def show_typed(self, typed: dict[str, Any]) -> None:
        if "template" in typed:
            self._show(Template(typed["template"]))
            self._by_hand = bool(typed.get("by_hand"))
            self._written = Template(typed["written"]) if typed.get("written") else None

    def take_focus(self) -> None:
        self.choices[self.chosen()].setFocus()

    def chosen(self) -> Template:
        return next(template for template, choice in self.choices.items() if choice.isChecked())

    def _show(self, template: Template) -> None:
        self.choices[template].setChecked(True)

    def _chosen(self) -> None:
        self._by_hand = True
        self.changed.emit()
