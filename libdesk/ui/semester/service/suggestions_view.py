"""Suggestions with answers. Wishes for books stay with the wishes; an answered one may be published, without a name."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QCheckBox

from libdesk.actions.service import records as actions
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.ops import Op
from libdesk.domain.rows.service import SuggestionRow
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _
from libdesk.store.queries import desk as desk_queries
from libdesk.store.queries.service import records as queries
from libdesk.ui import icons
from libdesk.ui.cataloguing.form_panel import FormPanel
from libdesk.ui.cataloguing.orders.wish_panel import ReaderNotChosen
from libdesk.ui.cataloguing.titles.form_lines import Text
from libdesk.ui.parts import button, named
from libdesk.ui.readers.person_field import PersonField
from libdesk.ui.semester.service import papers, words
from libdesk.ui.semester.service.records_view import Maker, RecordsView
from libdesk.ui.semester.service.words import WHOLE_LINE
from libdesk.ui.settings.section import day_field, day_of, qdate
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty

OPEN, SHOWN = "open", "shown"


class SuggestionForm(FormPanel):
    def __init__(self, around: Surroundings) -> None:
        super().__init__("suggestion")
        self._desk = around.desk
        self.said = self.add(_("Suggestion"), Text("suggestion_said", WHOLE_LINE), share=3)
        self.reader = self.add(
            _("Who made it"), PersonField(around.desk, "suggestion_reader", _("Who made it"), anybody=True), share=1
        )
        self.day = self.add(_("Day"), day_field("suggestion_day", _("Day"), around.desk.today))
        self.answer = self.add(_("Answer"), Text("suggestion_answer", WHOLE_LINE), share=3)
        self.shown = self.add(_("Publish"), named(QCheckBox(_("with its answer, without a name")), "suggestion_shown"))

    def fill(self, row: SuggestionRow | None) -> None:
        self.said.setText(row.said if row else "")
        self.answer.setText(row.answer if row else "")
        self.day.setDate(qdate(row.day if row else self._desk.today))
        self.shown.setChecked(bool(row and row.shown))
        reader_id = row.reader.id if row and row.reader else None
        name = desk_queries.reader_name(self._desk.read(Op.FIND_READERS), reader_id) if reader_id else ""
        self.reader.show_person(reader_id, name)

    def values(self) -> actions.SuggestionForm:
        """Raises ReaderNotChosen."""
        if not self.reader.settled:
            raise ReaderNotChosen()
        return actions.SuggestionForm(
            day_of(self.day), self.said.text(), self.reader.person_id, self.answer.text(), self.shown.isChecked()
        )


class SuggestionsView(RecordsView):
    KEY = "suggestions"
    NEW = N_("New suggestion")
    LIST = N_("Readers' suggestions")

    def __init__(self, around: Surroundings) -> None:
        self.fields = SuggestionForm(around)
        filters = [("", _("all")), (OPEN, _("not answered yet")), (SHOWN, _("to be published"))]
        super().__init__(around, self.fields, filters)

    def more_buttons(self) -> tuple[Any, ...]:
        return (button("suggestions_wishes", _("Wishes for books"), self._to_wishes, icon=icons.BOOK),)

    def columns(self) -> tuple[Column, ...]:
        return (
            Column("day", N_("Day"), lambda row: show_day(row.day, weekday=False), sort=lambda row: (row.day, row.id)),
            Column("said", N_("Suggestion"), lambda row: row.said.replace("\n", " "), width=Width.STRETCH),
            Column("who", N_("From whom"), self._who, spare=2),
            Column("state", N_("State"), _state, role=lambda row: "" if row.answer else "warn"),
        )

    def nothing(self) -> Empty:
        return Empty(
            _("No suggestion noted yet"), _("What readers would like to be otherwise, and what came of it."),
            ((_("New suggestion"), self.begin),), icons.IDEA,
        )  # fmt: skip

    def edit_words(self) -> str:
        return _("Answer or change …")

    def rows(self, text: str, which: str) -> Sequence[Any]:
        library = self._desk.read(Op.SEE_SERVICE)
        return queries.suggestions(library, text, open_only=which == OPEN, shown_only=which == SHOWN)

    def told(self, row: Any) -> str:
        about = [words.day_text(row.day, self._desk.today), self._who(row)]
        if row.shown:
            about.append(_("to be published without a name") if row.answer else _("published once it is answered"))
        answer = row.answer or _("Not answered yet.")
        return "\n\n".join((row.said, " · ".join(part for part in about if part), answer))

    def _who(self, row: SuggestionRow) -> str:
        if row.reader is None:
            return ""
        system = SchoolSystem(self._desk.settings.school_system)
        return f"{row.reader.name} {row.reader.group(self._desk.today, system)}".strip()

    def fill(self, row: Any) -> None:
        self.fields.fill(row)

    def write(self, row_id: int | None) -> int:
        return actions.keep_suggestion(self._desk, self.fields.values(), row_id)

    def take_away(self, ids: Sequence[int]) -> object:
        return actions.remove_suggestions(self._desk, ids)

    def maker(self, rows: Sequence[Any]) -> Maker:
        return papers.suggestion_maker(self._desk, rows)

    def _to_wishes(self) -> None:
        """Where wishes for books are noted and answered."""
        from libdesk.ui.cataloguing.orders.page import OrdersPage
        from libdesk.ui.paged_tab import PagedTab

        tab = self._around.show_tab("catalogue_tab")
        if isinstance(tab, PagedTab):
            tab.show_page(OrdersPage.NAME)


def _state(row: SuggestionRow) -> str:
    return _("answered") if row.answer else _("waits for an answer")
