"""Reference questions: what was asked, what was found, how long it took."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QLineEdit

from libdesk.actions.service import records as actions
from libdesk.actions.service.errors import MinutesWrong
from libdesk.domain.ops import Op
from libdesk.domain.rows.service import QuestionRow
from libdesk.domain.show import show_day, show_reader_kind
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries.service import records as queries
from libdesk.ui import icons
from libdesk.ui.cataloguing.form_panel import FormPanel
from libdesk.ui.cataloguing.titles.form_lines import Text
from libdesk.ui.parts import named
from libdesk.ui.semester.service import papers, words
from libdesk.ui.semester.service.records_view import Maker, RecordsView
from libdesk.ui.semester.service.words import WHOLE_LINE
from libdesk.ui.settings.section import choice, choose, day_field, day_of, qdate
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty

OPEN = "open"


class QuestionForm(FormPanel):
    def __init__(self, around: Surroundings) -> None:
        super().__init__("question")
        self._desk = around.desk
        self.asked = self.add(_("Question"), Text("question_asked", WHOLE_LINE), share=3)
        self.kind = self.add(_("Who asked"), choice("question_kind", words.kind_choices()))
        self.subject = self.add(_("Subject"), named(QLineEdit(), "question_subject"), share=1)
        self.day = self.add(_("Day"), day_field("question_day", _("Day"), around.desk.today))
        self.minutes = self.add(_("Minutes"), named(QLineEdit(), "question_minutes"))
        self.answer = self.add(_("What the library found"), Text("question_answer", WHOLE_LINE), share=3)
        self.minutes.setMaxLength(3)
        self.subject.setMaxLength(60)

    def fill(self, row: QuestionRow | None) -> None:
        self.asked.setText(row.asked if row else "")
        self.answer.setText(row.answer if row else "")
        self.subject.setText(row.subject if row else "")
        self.minutes.setText(str(row.minutes or "") if row else "")
        choose(self.kind, row.kind if row else "")
        self.day.setDate(qdate(row.day if row else self._desk.today))

    def values(self) -> actions.QuestionForm:
        """Raises MinutesWrong."""
        typed = self.minutes.text().strip()
        if typed and not (typed.isascii() and typed.isdigit()):
            raise MinutesWrong()
        return actions.QuestionForm(
            day_of(self.day), self.asked.text(), self.kind.currentData(), self.subject.text(), self.answer.text(),
            int(typed) if typed else None,
        )  # fmt: skip


class QuestionsView(RecordsView):
    KEY = "questions"
    NEW = N_("New question")
    LIST = N_("Reference questions")

    def __init__(self, around: Surroundings) -> None:
        self.fields = QuestionForm(around)
        super().__init__(around, self.fields, [("", _("all")), (OPEN, _("not answered yet"))])

    def columns(self) -> tuple[Column, ...]:
        return (
            Column("day", N_("Day"), lambda row: show_day(row.day, weekday=False), sort=lambda row: (row.day, row.id)),
            Column("asked", N_("Question"), lambda row: row.asked.replace("\n", " "), width=Width.STRETCH),
            Column("subject", N_("Subject"), lambda row: row.subject, spare=2),
            Column("state", N_("State"), _state, role=lambda row: "" if row.answer else "warn"),
        )

    def nothing(self) -> Empty:
        return Empty(
            _("No question noted yet"),
            _("What pupils and teachers ask the library, and what was found: the year's figures come from it."),
            ((_("New question"), self.begin),), icons.HELP,
        )  # fmt: skip

    def edit_words(self) -> str:
        return _("Answer or change …")

    def rows(self, text: str, which: str) -> Sequence[Any]:
        library = self._desk.read(Op.SEE_SERVICE)
        return queries.questions(library, text, open_only=which == OPEN)

    def told(self, row: Any) -> str:
        about = [words.day_text(row.day, self._desk.today), show_reader_kind(row.kind) if row.kind else "", row.subject]
        if row.minutes:
            about.append(ngettext("{n} minute", "{n} minutes", row.minutes).format(n=row.minutes))
        answer = row.answer or _("Not answered yet.")
        return "\n\n".join((row.asked, " · ".join(part for part in about if part), answer))

    def fill(self, row: Any) -> None:
        self.fields.fill(row)

    def write(self, row_id: int | None) -> int:
        return actions.keep_question(self._desk, self.fields.values(), row_id)

    def take_away(self, ids: Sequence[int]) -> object:
        return actions.remove_questions(self._desk, ids)

    def maker(self, rows: Sequence[Any]) -> Maker:
        return papers.question_maker(self._desk, rows)


def _state(row: QuestionRow) -> str:
    return _("answered") if row.answer else _("waits for an answer")
