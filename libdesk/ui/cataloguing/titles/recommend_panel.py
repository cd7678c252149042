"""Titles are recommended to readers: for which grades, for what interest, until when, and a sentence of why."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from libdesk.actions.cataloguing.recommending import recommend, stop_recommending
from libdesk.actions.service.book_lists import add_titles
from libdesk.domain.classes import Stage, grades_of, show_grade
from libdesk.domain.errors import DeskError
from libdesk.domain.interests import INTEREST_NAMES, Interest
from libdesk.domain.ops import Op
from libdesk.domain.school import School
from libdesk.i18n import _, ngettext
from libdesk.store.queries import showcase as queries
from libdesk.store.queries.service import book_lists
from libdesk.ui.cataloguing.titles.form_lines import Choice, FieldBox
from libdesk.ui.cataloguing.titles.side_panel import SidePanel
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.scrolled import scrolled

LONGEST = 60  # characters: a sentence that fits on a card of the reader's screen


class RecommendPanel(SidePanel):
    """`done(what, what not)`; `closed` when it is put away."""

    done = Signal(str, str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__("recommend")
        self._desk = around.desk
        self._ids: list[int] = []
        grades = self._grades()
        self.first = Choice("recommend_from", [("", _("any grade")), *grades])
        self.last = Choice("recommend_to", [("", _("any grade")), *grades])
        interests = [(interest.value, _(words)) for interest, words in INTEREST_NAMES.items()]
        self.interest = Choice("recommend_interest", [("", _("by its class")), *interests])
        self.note = named(QLineEdit(), "recommend_note")
        self.note.setMaxLength(LONGEST)
        boxes = [
            FieldBox(self.first, "recommend_from"), FieldBox(self.last, "recommend_to"),
            FieldBox(self.interest, "recommend_interest"), FieldBox(self.note, "recommend_note"),
        ]  # fmt: skip
        names = (_("From grade"), _("to grade"), _("Interest"), _("Why, in one sentence"))
        for box, words in zip(boxes, names, strict=True):
            box.set_name(words)
        self.list = Choice("recommend_list", [])
        self._list_box = FieldBox(self.list, "recommend_list")
        self._list_box.set_name(_("Or on a list of books"))
        self._put = button("recommend_put", _("Put on the list"), self._put_on)
        hint = label(_("Recommended titles stand on the reader's screen from today on."), role="note", wrap=True)
        self._do = button("recommend_do", _("Recommend"), self._recommend, role="next")
        self._stop = button("recommend_stop", _("Recommend no more"), self._end)
        foot = wrapped(self._do, self._put, self._stop, button("recommend_leave", _("Esc Leave it"), self.leave), gap=2)
        self.put_together(body=scrolled(*boxes, hint, self._list_box, gap=2), foot=foot)

    def _grades(self) -> list[tuple[str, str]]:
        school = School.of(self._desk.settings)
        return [
            (str(grade), show_grade(grade))
            for stage in school.stages or tuple(Stage)
            for grade in grades_of(stage, school.system)
        ]

    def begin(self, ids: Sequence[int]) -> None:
        """Ask about these titles; of a single one what was said before is shown."""
        self._ids = list(ids)
        count = len(self._ids)
        self.head.setText(ngettext("Recommend {n} title", "Recommend {n} titles", count).format(n=f"{count:,}"))
        self.show_fault("")
        known = queries.recommendations(self._desk.read(Op.RECOMMEND), self._ids)
        self._stop.setVisible(bool(known))
        first = known[0] if len(self._ids) == 1 and known else None
        self.first.setText(str(first.grade_from or "") if first else "")
        self.last.setText(str(first.grade_to or "") if first else "")
        self.interest.setText(first.interest if first else "")
        self.note.setText(first.note if first else "")
        self._show_lists()
        self.first.setFocus()

    def _show_lists(self) -> None:
        """The lists of books to choose from; where there is none, nothing is said of them."""
        rows = book_lists.lists(self._desk.read(Op.SEE_SERVICE))
        self.list.clear()
        for row in rows:
            self.list.addItem(row.name, str(row.id))
        for part in (self._list_box, self._put):
            part.setVisible(bool(rows))

    def _put_on(self) -> None:
        name = self.list.currentText()
        try:
            count = add_titles(self._desk, int(self.list.text()), self._ids)
        except DeskError as error:
            self.show_fault(error.text())
            return
        text = ngettext("{n} title is on the list “{name}”.", "{n} titles are on the list “{name}”.", count)
        self.done.emit(text.format(n=count, name=name) if count else _("It is on the list already."), "")
        self.close_panel()

    def _recommend(self) -> None:
        first, last, interest = self.first.text(), self.last.text(), self.interest.text()
        try:
            recommend(
                self._desk, self._ids, grade_from=int(first) if first else None, grade_to=int(last) if last else None,
                interest=Interest(interest) if interest else None, note=self.note.text(),
            )  # fmt: skip
        except DeskError as error:
            self.show_fault(error.text())
            return
        count = len(self._ids)
        self.done.emit(ngettext("{n} title is recommended.", "{n} titles are recommended.", count).format(n=count), "")
        self.close_panel()

    def _end(self) -> None:
        stop_recommending(self._desk, self._ids)
        self.done.emit(_("It is recommended no more."), "")
        self.close_panel()
