"""What is asked of a list of books: its name, for whom, about what, and whether it is published."""

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from libdesk.actions.service.book_lists import LONGEST_NOTE, ListForm
from libdesk.domain.interests import INTEREST_NAMES
from libdesk.domain.rows.service import BookListRow
from libdesk.i18n import _
from libdesk.ui.cataloguing.form_panel import FormPanel
from libdesk.ui.cataloguing.titles.form_lines import Text
from libdesk.ui.parts import named
from libdesk.ui.semester.service.words import WHOLE_LINE, grade_choices
from libdesk.ui.settings.section import choice, choose
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.calm import calm


class BookListForm(FormPanel):
    """The theme may be one of the readers' interests or any other words."""

    def __init__(self, around: Surroundings, *, gives_back_to: QWidget) -> None:
        super().__init__("book_list", gives_back_to=gives_back_to)
        grades = grade_choices(around.desk)
        self.name = self.add(_("Name of the list of books"), named(QLineEdit(), "book_list_name"), share=2)
        self.first = self.add(_("From grade"), choice("book_list_from", grades))
        self.last = self.add(_("to grade"), choice("book_list_to", grades))
        self.theme = self.add(_("Theme or interest"), calm(named(QComboBox(), "book_list_theme")), share=1)
        self.shown = self.add(_("Publish"), named(QCheckBox(_("on the pages to publish")), "book_list_shown"))
        self.intro = self.add(_("Introduction"), Text("book_list_intro", WHOLE_LINE), share=3)
        self.name.setMaxLength(100)
        self.theme.setEditable(True)
        self.theme.addItems(["", *(_(words) for words in INTEREST_NAMES.values())])

    def fill(self, row: BookListRow | None) -> None:
        self.name.setText(row.name if row else "")
        self.intro.setText(row.intro if row else "")
        self.theme.setCurrentText(row.theme if row else "")
        self.shown.setChecked(row.shown if row else True)
        choose(self.first, row.grade_from if row else None)
        choose(self.last, row.grade_to if row else None)

    def values(self) -> ListForm:
        return ListForm(
            self.name.text(), self.theme.currentText(), self.first.currentData(), self.last.currentData(),
            self.intro.text(), self.shown.isChecked(),
        )  # fmt: skip


class NoteForm(FormPanel):
    """Why a title is on the list, in a sentence."""

    def __init__(self, *, gives_back_to: QWidget) -> None:
        super().__init__("book_note", gives_back_to=gives_back_to)
        self.note = self.add(_("Why, in one sentence"), named(QLineEdit(), "book_note_text"), share=1)
        self.note.setMaxLength(LONGEST_NOTE)
