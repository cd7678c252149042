"""What is asked of a list of withdrawal: its name, who approved it, what becomes of the books."""

from PySide6.QtWidgets import QLineEdit, QWidget

from libdesk.domain.withdrawals import DISPOSAL_NAMES
from libdesk.i18n import _
from libdesk.ui.cataloguing.form_panel import FormPanel
from libdesk.ui.parts import named
from libdesk.ui.settings.section import choice, day_field
from libdesk.ui.tab import Surroundings


class NameForm(FormPanel):
    def __init__(self, _around: Surroundings, *, gives_back_to: QWidget) -> None:
        super().__init__("withdrawal_name", gives_back_to=gives_back_to)
        self.name = self.add(_("Name of the list"), named(QLineEdit(), "withdrawal_name"), share=2)
        self.note = self.add(_("Note"), named(QLineEdit(), "withdrawal_note"), share=2)


class ApprovalForm(FormPanel):
    def __init__(self, around: Surroundings, *, gives_back_to: QWidget) -> None:
        super().__init__("withdrawal_approval", gives_back_to=gives_back_to)
        self.by = self.add(_("Approved by"), named(QLineEdit(), "approval_by"), share=1)
        self.number = self.add(_("Number of the approval"), named(QLineEdit(), "approval_no"), share=1)
        self.day = self.add(_("Day"), day_field("approval_day", _("Day"), around.desk.today))


class DoneForm(FormPanel):
    def __init__(self, around: Surroundings, *, gives_back_to: QWidget) -> None:
        super().__init__("withdrawal_done", gives_back_to=gives_back_to)
        disposals = [(code, _(words)) for code, words in DISPOSAL_NAMES.items()]
        self.disposal = self.add(_("What becomes of the books"), choice("done_disposal", disposals))
        self.day = self.add(_("Day"), day_field("done_day", _("Day"), around.desk.today))
