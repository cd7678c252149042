"""The end of a lesson: who borrowed, who did not, who still owes; to copy, to keep as a table, to print."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from libdesk.domain.lesson_report import lesson_text
from libdesk.domain.rows.lessons import RollRow
from libdesk.exchange.export import Cell
from libdesk.i18n import _
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, named, wrapped
from libdesk.ui.readers.class_session.lesson import LessonSession
from libdesk.ui.readers.class_session.roll_list import bar_word
from libdesk.ui.tab import Surroundings
from libdesk.ui.table_file import ask_where, save_table
from libdesk.ui.widgets.fit_label import FitLabel


class LessonSummary(QWidget):
    """Stands in place of the lesson until the next scan or seat number."""

    back_asked = Signal()
    document_asked = Signal(str, object)

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("lesson_summary")
        self._around = around
        self._group, self._day, self._roll = "", date.min, tuple[RollRow, ...]()
        self.heading = FitLabel(theme.Step.HEAD, bold=True)
        self.text = named(QPlainTextEdit(), "lesson_text")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("What the lesson came to"))
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.copy = button("lesson_copy", _("Copy the text"), self.copy_text, role="next", icon=icons.COPY)
        self.save = button("lesson_save", _("Save as a table …"), self._ask_where, icon=icons.EXPORT)
        self.print = button("lesson_print", _("Print the list"), self._print, icon=icons.PRINT)
        self.back = button("lesson_back", _("Back to the lesson"), self.back_asked.emit, icon=icons.BACK)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addWidget(self.heading)
        column.addWidget(self.text, 1)
        column.addWidget(wrapped(self.copy, self.save, self.print, None, self.back, gap=2))

    def show_lesson(self, session: LessonSession) -> None:
        """As the library has it now."""
        self._group, self._day, self._roll = session.class_name, session.desk.today, tuple(session.roll)
        first, *rest = lesson_text(self._group, self._day, self._roll).split("\n")
        self.heading.setText(first)
        if self.text.toPlainText() != "\n\n".join(rest):
            self.text.setPlainText("\n\n".join(rest))

    def take_focus(self) -> None:
        self.copy.setFocus()

    def copy_text(self) -> None:
        """The whole text, for a message to the class teacher."""
        QGuiApplication.clipboard().setText(lesson_text(self._group, self._day, self._roll))
        self._around.say(_("Copied. Paste it into a message to the class teacher."))

    def _print(self) -> None:
        self.document_asked.emit(self._name, self._maker())

    def _maker(self) -> Callable[[], bytes]:
        school, group, day, roll = self._around.desk.settings.school, self._group, self._day, self._roll

        def make() -> bytes:
            from libdesk.documents.lesson_list import LessonList, lesson_list

            return lesson_list(LessonList(school, group, day, roll))

        return make

    @property
    def _name(self) -> str:
        return _("Reading lesson {group} {day}").format(group=self._group, day=self._day.isoformat())

    def _ask_where(self) -> None:
        path = ask_where(self, self._around, self._name)
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """A line for each book, and one for each pupil without any."""
        head = [_("Seat"), _("Name"), _("Title"), _("Due"), _("Days overdue"), _("Borrowed today"), _("Note")]
        save_table(self._around, path, self._name, head, table_rows(self._roll))


def table_rows(roll: tuple[RollRow, ...]) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for row in roll:
        start: list[Cell] = [row.seat, row.name]
        end: list[Cell] = [len(row.lent_today) or None, bar_word(row)]
        books: list[list[Cell]] = [[book.title, book.due, book.late or None] for book in row.out]
        rows += [[*start, *book, *end] for book in books or [[None, None, None]]]
    return rows
