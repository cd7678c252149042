"""The chapters of a term's summary: drafted from figures, edited in place, moved, printed.

What was typed is kept when another chapter or term is chosen, a new draft comes in, the page is left (by F9 and the
idle lock too) or the summary is printed: nothing waits for a button, and F8 takes each step back.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFileDialog, QVBoxLayout, QWidget

from libdesk.actions.desk import Desk
from libdesk.actions.leaders import summaries as actions
from libdesk.domain.calendar import Term
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.show import show_day
from libdesk.domain.summaries import Chapter, Redrafted
from libdesk.domain.summary_draft import draft_chapters
from libdesk.domain.terms import told_apart
from libdesk.i18n import _
from libdesk.store.queries import leaders as queries
from libdesk.ui import icons, theme
from libdesk.ui.deed import attempt
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.reports.running import Running
from libdesk.ui.semester.places import to_the_terms
from libdesk.ui.semester.summary.chapter_fields import ChapterFields
from libdesk.ui.semester.summary.chapter_words import COLUMNS, Placed, drafted_words
from libdesk.ui.semester.summary.figures import figures_of_term
from libdesk.ui.semester.summary.paper import summary_maker
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.calm import calm
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_table import Empty, RowTable

NEEDS: Final = (50, 90)  # steps of width: the chapters, the text of one


class TextView(QWidget):
    document_asked = Signal(str, object)

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.around, self.desk = around, around.desk
        self.chapters: tuple[Chapter, ...] = ()
        self.term = calm(named(QComboBox(), "summary_term"))
        self.told = named(label(role="note", wrap=True), "summary_told")
        self.running = Running(around, "summary")
        self.list = RowTable(COLUMNS, name=_("Chapters"), empty=Empty(""), key=lambda row: row.chapter.code)
        self.fresh = button("summary_fresh", _("Take the drafted words"), self._take_draft, role="quiet")
        self.fields = ChapterFields(self.desk, self.fresh)
        self.heading, self.text, self.fault = self.fields.heading, self.fields.text, self.fields.fault
        self.draft = button("summary_draft", _("Draft from the figures"), self.make_draft, role="next",
                            icon=icons.REFRESH)  # fmt: skip
        self.add = button("summary_add", _("New chapter"), self._add, icon=icons.ADD)
        self.up = button("summary_up", _("Up"), lambda: self._move(-1))
        self.down = button("summary_down", _("Down"), lambda: self._move(1))
        self.remove = button("summary_remove", _("Remove the chapter"), self._remove, icon=icons.DELETE)
        self.discard = button("summary_away", _("Throw the summary away"), self._discard, role="quiet")
        self.save = button("summary_save", _("Save as PDF …"), self._ask_where, icon=icons.EXPORT)
        self.print = button("summary_print", _("Print the summary"), self._print, icon=icons.PRINT)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.term.setAccessibleName(_("Term"))
        self.list.keep_in_sight(3)
        self.head = wrapped(label(_("Term"), buddy=self.term), self.term, self.draft, gap=2)
        editor = self.fields.whole
        self.panes = Panes("summary_panes", self.list, editor, shares=(36, 64), needs=NEEDS, pc=self.around.pc)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self.told)
        column.addWidget(self.running)
        column.addWidget(self.panes, 1)
        self._deeds = wrapped(self.add, self.up, self.down, self.remove, self.discard, None, self.save, self.print)
        column.addWidget(self._deeds)

    def _connect(self) -> None:
        self.term.activated.connect(lambda _at: self._other_term())
        self.list.row_changed.connect(lambda _row: self._turn())
        self.running.stopped.connect(lambda: self.told.setText(_("Stopped. Nothing was changed.")))
        self.running.began.connect(lambda: self.draft.setEnabled(False))
        keep = QShortcut(QKeySequence.StandardKey.Save, self, self.fields.keep)
        keep.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def hideEvent(self, event: QHideEvent) -> None:
        self.fields.keep(leaving=True)
        super().hideEvent(event)

    @property
    def term_id(self) -> int | None:
        data = self.term.currentData()
        return data[0] if data else None

    @property
    def chosen_term(self) -> Term | None:
        data = self.term.currentData()
        return data[1] if data else None

    @property
    def _begun(self) -> bool:
        term = self.chosen_term
        return term is not None and term.first <= self.desk.today

    def refresh(self) -> None:
        """What is kept now; what is being typed and not kept yet stays in its fields."""
        terms = queries.terms(self.desk.read(Op.SEE_REPORTS))
        kept = self.term_id
        self.term.clear()
        all_terms = [term for _id, term in terms]
        for term_id, term in terms:
            self.term.addItem(told_apart(term, all_terms) or show_day(term.first, year=True), (term_id, term))
        today = self.desk.today
        if kept not in {term_id for term_id, _term in terms}:
            if self.fields.typed:
                self.told.setText(_("The term is gone, and with it what was typed here and not yet kept."))
            self.fields.fill(None, None)
            kept = next((term_id for term_id, term in terms if term.first <= today), terms[0][0] if terms else None)
        self._choose(kept)
        self._show()

    def _choose(self, term_id: int | None) -> None:
        known = (n for n in range(self.term.count()) if self.term.itemData(n)[0] == term_id)
        self.term.setCurrentIndex(next(known, -1))

    def _show(self) -> None:
        known = queries.summary(self.desk.read(Op.SEE_REPORTS), self.term_id) if self.term_id is not None else None
        before, self.chapters = self.chapters, known[1] if known else ()
        if self.chapters != before and self.fields.term_id == self.term_id:
            self.told.setText("")  # what was said of another draft
        listed = self.fields.follow(self.term_id, self.chapters)
        with QSignalBlocker(self.list):  # nobody turned to another chapter
            self.list.set_empty(self._empty())
            self.list.show_rows([Placed(place, chapter) for place, chapter in enumerate(listed)])
        if not self.fields.typed:
            self._fill()
        self._mirror()

    def _empty(self) -> Empty:
        if self.term_id is None:
            text = _("Enter the terms in the calendar first.")
            return Empty(_("No term is entered yet"), text, (to_the_terms(self.around),), icons.CALENDAR)
        if not self._begun:
            return Empty(_("This term has not begun yet"), _("Its summary is drafted from what was done in it."),
                         icon=icons.CALENDAR)  # fmt: skip
        return Empty(
            _("No summary of this term yet"), _("The library's figures and the plan write a first draft."),
            ((_("Draft from the figures"), self.make_draft),), icon=icons.FILE,
        )  # fmt: skip

    def _row(self) -> Placed | None:
        found: Placed | None = self.list.current_row()
        return found

    def _fill(self) -> None:
        row = self._row()
        self.fields.fill(self.term_id, row.chapter if row else None)
        self._mirror()

    def _mirror(self) -> None:
        row, may = self._row(), self.desk.allows(Op.EDIT_SUMMARY)
        there = row is not None
        # Without a draft there is only its button to press.
        for shown in (self.panes.widget(1), self._deeds, self.draft):
            if shown is not None:
                shown.setVisible(there)
        for part in (self.heading, self.text):
            part.setEnabled(there)
            part.setReadOnly(not may)
        self.draft.setEnabled(may and self._begun)
        for choice in (self.add, self.discard, self.up, self.down, self.remove):
            choice.setEnabled(may and there)
        self.fresh.setVisible(may and row is not None and row.chapter.edited and not row.chapter.own)
        for choice in (self.save, self.print):
            choice.setEnabled(there)

    def _do(self, act: Callable[[], object]) -> bool:
        return attempt(self.fault, act)

    def _turn(self) -> None:
        """Another chapter: what was typed into the last one is kept first."""
        row = self._row()
        if row is None or row.chapter.code == self.fields.code:
            return
        if not self.fields.keep():
            self.list.select(self.fields.code)  # the words are not lost: they wait for a heading
            return
        self._fill()

    def _other_term(self) -> None:
        """Another term: what was typed into a chapter of the last one is kept first."""
        if not self.fields.keep():
            self._choose(self.fields.term_id)
            return
        self.told.setText("")
        self._show()

    # What is done

    def make_draft(self) -> None:
        """The figures of now; chapters that were edited stay as they are, and are told."""
        term, term_id = self.chosen_term, self.term_id
        if term is None or term_id is None or not self.fields.keep():
            return
        system_term: Term = term

        def read(desk: Desk, progress: Progress) -> tuple[Chapter, ...]:
            return draft_chapters(figures_of_term(desk, system_term, progress))

        self.running.read(read, lambda chapters: self._drafted(term_id, chapters), self.told.setText)

    def _drafted(self, term_id: int, chapters: tuple[Chapter, ...]) -> None:
        self.fields.keep()  # typed while the figures were being read; what lacks a heading waits in its fields
        made: list[Redrafted] = []
        if self._do(lambda: made.append(actions.draft_summary(self.desk, term_id, chapters))):
            self._show()
            self.told.setText(drafted_words(made[0]))
        self._mirror()

    def _add(self) -> None:
        term_id = self.term_id
        if term_id is None or not self.fields.keep():
            return
        row = self._row()
        place = row.place + 1 if row else len(self.chapters)
        if self._do(lambda: actions.add_chapter(self.desk, term_id, place, _("New chapter"))):
            self._show()
            self.list.select(self.chapters[place].code)
            self.heading.setFocus()
            self.heading.selectAll()

    def _move(self, step: int) -> None:
        row, term_id = self._row(), self.term_id
        if row is None or term_id is None or not self.fields.keep():
            return
        if self._do(lambda: actions.move_chapter(self.desk, term_id, row.chapter.code, step)):
            self._show()
            self.list.select(row.chapter.code)

    def _remove(self) -> None:
        row, term_id = self._row(), self.term_id
        if row is None or term_id is None or not self.fields.keep():
            return
        if self._do(lambda: actions.remove_chapter(self.desk, term_id, row.chapter.code)):
            self.around.say(_("The chapter is gone. F8 takes it back."))
            self._show()
            if self.chapters:
                self.list.select(self.chapters[max(0, row.place - 1)].code)

    def _take_draft(self) -> None:
        """The words that were drafted in place of those that were written."""
        row, term_id = self._row(), self.term_id
        if row is None or term_id is None or not self.fields.keep():
            return
        if self._do(lambda: actions.take_draft(self.desk, term_id, row.chapter.code)):
            self.around.say(_("The drafted words are back. F8 takes it back."))
            self._show()

    def _discard(self) -> None:
        term_id = self.term_id
        if term_id is None or not self.fields.keep():
            return
        if self._do(lambda: actions.discard_summary(self.desk, term_id)):
            self.around.say(_("The summary of this term is gone. F8 takes it back."))
            self.told.setText("")
            self._show()

    # Taking it along

    def _maker(self) -> Callable[[], bytes] | None:
        term = self.chosen_term
        return summary_maker(self.desk, term, self.chapters) if term is not None and self.fields.keep() else None

    def _name(self) -> str:
        """Those of two terms are told apart."""
        return f"{self.desk.settings.school}{_('Summary of work')} {self.term.currentText()}".strip()

    def _print(self) -> None:
        make = self._maker()
        if make is not None:
            self.document_asked.emit(_("Summary of work"), make)

    def _ask_where(self) -> None:
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save as PDF"), f"{self._name()}.pdf", "PDF (*.pdf)")
        if chosen:
            self.save_to(Path(chosen).with_suffix(".pdf"))

    def save_to(self, path: Path) -> None:
        """Write the PDF, whole or not at all."""
        make = self._maker()
        if make is None:
            return
        part = path.with_name(path.name + ".part")
        try:
            part.write_bytes(make())
            part.replace(path)
        except OSError:
            text = _("{name} could not be written. Close it in other programs, or choose another folder.")
            self.around.say(text.format(name=path.name))
            return
        finally:
            part.unlink(missing_ok=True)
        self.around.say(_("Saved: {name}").format(name=path.name))
