"""The line at the top of the import page: what is to be seen further down, and a button that leads there.

The guesses about the columns fill a low screen; who is missing from a roster would stand out of sight below them.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from libdesk.actions.imports.plans import Plan, ReaderPlan
from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.imports import words
from libdesk.ui.parts import button, label, named
from libdesk.ui.widgets.announce import announce


class Lead(QWidget):
    """`asked` to show what will be done."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = named(label(wrap=True), "import_lead")
        self.go = button("import_lead_go", _("See what will be done"), self.asked.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(3))
        row.addWidget(self.words, 1)
        row.addWidget(self.go)

    def show_plan(self, plan: Plan) -> None:
        text = words.lead_text(plan)
        self.words.setText(text)
        missing = isinstance(plan, ReaderPlan) and bool(plan.missing)
        attention = missing or plan.counts.faulty > 0
        self.words.setProperty("role", "warn" if attention else "")
        theme.restyle(self.words)
        self.setVisible(bool(text))
        if missing:
            announce(self.words, text)
