"""An issue's numbers and day as they are typed: changed, a supplement to it, or one that was not foretold."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QCheckBox, QWidget

from libdesk.actions.serials.errors import CopiesWrong
from libdesk.actions.serials.issues import IssueForm
from libdesk.actions.serials.subscriptions import MOST_COPIES
from libdesk.domain.rows.serials import IssueRow
from libdesk.i18n import _
from libdesk.ui.cataloguing.form_panel import FormPanel
from libdesk.ui.cataloguing.orders.standing_form import line_field
from libdesk.ui.parts import named
from libdesk.ui.settings.section import day_field, day_of, qdate

Write = Callable[[IssueForm, bool], object]


class IssuePanel(FormPanel):
    def __init__(self, gives_back_to: QWidget) -> None:
        super().__init__("issue", gives_back_to=gives_back_to)
        self.number = self.add(_("Number or label"), line_field("issue_number", most=20), share=1)
        self.volume = self.add(_("Volume number"), line_field("issue_volume", most=10), share=1)
        self.total = self.add(_("Number in all"), line_field("issue_total", most=20), share=1)
        self.copies = self.add(_("Copies taken"), line_field("issue_copies", hint=_("as subscribed"), most=3), share=1)
        self.known = self.add("", named(QCheckBox(_("day known")), "issue_day_known"))
        self.day = self.add(_("Expected"), day_field("issue_day", _("Expected"), date(2000, 1, 1)))
        self.note = self.add(_("Note"), line_field("issue_note"), share=2)
        self.following = self.add("", named(QCheckBox(_("the numbers after it go on from here")), "issue_following"))
        self.known.setAccessibleName(_("day known"))
        self.following.setAccessibleName(_("the numbers after it go on from here"))
        self.known.toggled.connect(self.day.setEnabled)

    def begin(
        self, words: str, verb: str, write: Write, *, today: date, row: IssueRow | None = None,
        day: date | None = None, number: str = "", following: bool = False,
    ) -> None:  # fmt: skip
        """Ask; `row`: the issue that is changed, else a new one with these values."""
        self.number.setText(row.number if row is not None else number)
        self.volume.setText(row.name.volume if row is not None else "")
        self.total.setText(row.total_no if row is not None else "")
        self.copies.setText(str(row.own_copies or "") if row is not None else "")
        self.note.setText(row.note if row is not None else "")
        shown = row.expected if row is not None else day
        self.known.setChecked(shown is not None)
        self.day.setEnabled(shown is not None)
        self.day.setDate(qdate(shown or today))
        self.following.setChecked(False)
        self.following.setVisible(following)
        self.ask(words, verb, lambda: write(self._form(), self.following.isChecked() and following))
        self.number.selectAll()

    def _form(self) -> IssueForm:
        """Raises CopiesWrong."""
        text = self.copies.text().strip()
        if text and not (text.isdecimal() and 1 <= int(text) <= MOST_COPIES):
            raise CopiesWrong(MOST_COPIES)
        expected = day_of(self.day) if self.known.isChecked() else None
        return IssueForm(
            self.number.text(), self.volume.text(), self.total.text(), expected, self.note.text(),
            int(text) if text else None,
        )  # fmt: skip
