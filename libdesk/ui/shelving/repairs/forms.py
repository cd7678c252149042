"""What is asked about a case of repair: what it took, what it is exactly, what is to be paid for it."""

from PySide6.QtWidgets import QLineEdit, QWidget

from libdesk.domain.money import read_amount
from libdesk.domain.repairs import CAUSE_NAMES, DEGREES, KIND_NAMES, show_degree
from libdesk.domain.rows.repairs import RepairCase
from libdesk.domain.title_rules import money_text
from libdesk.i18n import _
from libdesk.ui.cataloguing.form_panel import FormPanel
from libdesk.ui.parts import named
from libdesk.ui.settings.section import choice, choose
from libdesk.ui.widgets.scan_router import no_scans

LONGEST = 200


def cost_of(field: QLineEdit) -> int | None:
    """What was typed, in fen; None where nothing was. Raises AmountUnread, AmountTooLarge."""
    text = field.text().strip()
    return read_amount(text) if text else None


class EndForm(FormPanel):
    """Back on the shelf, or dropped: what it took."""

    def __init__(self, *, gives_back_to: QWidget) -> None:
        super().__init__("repair_end", gives_back_to=gives_back_to)
        self.material = self.add(_("Material used"), named(QLineEdit(), "end_material"), share=2)
        self.cost = self.add(_("Cost in yuan"), no_scans(named(QLineEdit(), "end_cost")), share=1)
        self.material.setMaxLength(LONGEST)

    def fill(self, row: RepairCase | None) -> None:
        self.material.setText(row.material if row else "")
        self.cost.setText(money_text(row.cost_fen) if row and row.cost_fen is not None else "")


class CaseForm(FormPanel):
    """All that can be said of a case."""

    def __init__(self, *, gives_back_to: QWidget) -> None:
        super().__init__("repair_case", gives_back_to=gives_back_to)
        kinds = [(code, _(words)) for code, words in KIND_NAMES.items()]
        causes = [("", _("not known")), *((code, _(words)) for code, words in CAUSE_NAMES.items())]
        self.degree = self.add(_("Degree"), choice("case_degree", [(code, show_degree(code)) for code in DEGREES]))
        self.kind = self.add(_("What is damaged"), choice("case_kind", kinds))
        self.cause = self.add(_("Cause"), choice("case_cause", causes))
        self.note = self.add(_("Note"), named(QLineEdit(), "case_note"), share=2)
        self.material = self.add(_("Material used"), named(QLineEdit(), "case_material"), share=1)
        self.cost = self.add(_("Cost in yuan"), no_scans(named(QLineEdit(), "case_cost")), share=1)
        for line in (self.note, self.material):
            line.setMaxLength(LONGEST)

    def fill(self, row: RepairCase) -> None:
        for field, value in ((self.degree, row.degree), (self.kind, row.kind), (self.cause, row.cause)):
            choose(field, value)
        self.note.setText(row.note)
        self.material.setText(row.material)
        self.cost.setText(money_text(row.cost_fen) if row.cost_fen is not None else "")


class ChargeForm(FormPanel):
    def __init__(self, *, gives_back_to: QWidget) -> None:
        super().__init__("repair_charge", gives_back_to=gives_back_to)
        self.amount = self.add(_("Amount in yuan"), no_scans(named(QLineEdit(), "charge_amount")))
