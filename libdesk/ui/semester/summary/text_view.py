"""The chapters of a term's summary: drafted from figures, edited in place, moved, printed.

What was typed is kept when another chapter is chosen, the page is left or the summary is printed: nothing waits for a
button, and F8 takes each step back.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from libdesk.actions.desk import Desk
from libdesk.actions.leaders import summaries as actions
from libdesk.domain.calendar import Term
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.show import show_day
from libdesk.domain.summaries import OWN, Chapter, Redrafted
from libdesk.domain.summary_draft import draft_chapters
from libdesk.i18n import _
from libdesk.store.queries import leaders as queries
from libdesk.ui import icons, theme
from libdesk.ui.deed import attempt
from libdesk.ui.parts import across, button, down, label, named, wrapped
from libdesk.ui.reports.running import Running
from libdesk.ui.semester.places import to_the_terms
from libdesk.ui.semester.summary.chapter_words import COLUMNS, Placed, drafted_words
from libdesk.ui.semester.summary.figures import figures_of_term
from libdesk.ui.semester.summary.paper import summary_maker
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.calm import calm
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.scan_router import TAKES_SCANS

NEEDS: Final = (50, 90)  # steps of width: the chapters, the text of one


class TextView(QWidget):
    document_asked = Signal(str, object)

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.around, self.desk = around, around.desk
        self.chapters: tuple[Chapter, ...] = ()
        self._shown: int | None = None  # the place of the chapter in the fields
        self.term = calm(named(QComboBox(), "summary_term"))
        self.told = named(label(role="note", wrap=True), "summary_told")
        self.running = Running(around, "summary")
        self.list = RowTable(COLUMNS, name=_("Chapters"), empty=Empty(""), key=lambda row: row.place)
        self.heading = named(QLineEdit(), "summary_heading")
        self.text = named(QPlainTextEdit(), "summary_text")
        self.fault = named(label(role="bad", wrap=True), "summary_fault")
        self.draft = button("summary_draft", _("Draft from the figures"), self.make_draft, role="next",
                            icon=icons.REFRESH)  # fmt: skip
        self.add = button("summary_add", _("New chapter"), self._add, icon=icons.ADD)
        self.up = button("summary_up", _("Up"), lambda: self._move(-1))
        self.down = button("summary_down", _("Down"), lambda: self._move(1))
        self.remove = button("summary_remove", _("Remove the chapter"), self._remove, icon=icons.DELETE)
        self.fresh = button("summary_fresh", _("Take the drafted words"), self._take_draft, role="quiet")
        self.discard = button("summary_away", _("Throw the summary away"), self._discard, role="quiet")
        self.save = button("summary_save", _("Save as PDF …"), self._ask_where, icon=icons.EXPORT)
        self.print = button("summary_print", _("Print the summary"), self._print, icon=icons.PRINT)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.term.setAccessibleName(_("Term"))
        self.heading.setAccessibleName(_("Heading of the chapter"))
        self.heading.setMaxLength(80)
        self.text.setAccessibleName(_("Text of the chapter"))
        self.text.setTabChangesFocus(True)
        for field in (self.heading, self.text):
            field.setProperty(TAKES_SCANS, True)
        self.text.setMinimumHeight(theme.space(24))
        self.list.keep_in_sight(3)
        self.fault.hide()
        self.head = wrapped(label(_("Term"), buddy=self.term), self.term, self.draft, gap=2)
        editor = down(self.heading, (self.text, 1), self.fault, across(self.fresh))
        editor.layout().setContentsMargins(theme.space(2), 0, 0, 0)  # type: ignore[union-attr]
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
        keep = QShortcut(QKeySequence.StandardKey.Save, self, self.keep)
        keep.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def hideEvent(self, event: QHideEvent) -> None:
        self.keep()
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
        for term_id, term in terms:
            self.term.addItem(term.name or show_day(term.first, year=True), (term_id, term))
        today = self.desk.today
        wanted = next((n for n, (term_id, _term) in enumerate(terms) if term_id == kept), None)
        if wanted is None:
            wanted = next((n for n, (_id, term) in enumerate(terms) if term.first <= today), 0)
        self.term.setCurrentIndex(wanted if terms else -1)
        self._show()

    def _show(self) -> None:
        known = queries.summary(self.desk.read(Op.SEE_REPORTS), self.term_id) if self.term_id is not None else None
        self.chapters = known[1] if known else ()
        typing = self._changed()
        self.list.set_empty(self._empty())
        self.list.view.selectionModel().blockSignals(True)
        self.list.show_rows([Placed(place, chapter) for place, chapter in enumerate(self.chapters)])
        self.list.view.selectionModel().blockSignals(False)
        if not (typing and self.heading.isVisible()):
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
        self._shown = row.place if row else None
        chapter = row.chapter if row else None
        self.fault.hide()
        self.heading.setText(chapter.heading if chapter else "")
        self.text.setPlainText(chapter.text if chapter else "")
        self._mirror()

    def _mirror(self) -> None:
        row, may = self._row(), self.desk.allows(Op.EDIT_SUMMARY)
        there = row is not None
        # Without a draft there is only its button to press.
        for shown in (self.panes.widget(1), self._deeds, self.draft):
            if shown is not None:
                shown.setVisible(bool(self.chapters))
        for part in (self.heading, self.text):
            part.setEnabled(there)
            part.setReadOnly(not may)
        self.draft.setEnabled(may and self._begun)
        for choice in (self.add, self.discard):
            choice.setEnabled(may and bool(self.chapters))
        for choice in (self.up, self.down, self.remove):
            choice.setEnabled(may and there)
        self.fresh.setVisible(may and row is not None and row.chapter.edited and row.chapter.code != OWN)
        for choice in (self.save, self.print):
            choice.setEnabled(bool(self.chapters))

    # What is typed

    def _changed(self) -> bool:
        """Whether the fields say something else than what is kept."""
        place = self._shown
        if place is None or place >= len(self.chapters):
            return False
        chapter = self.chapters[place]
        words = (" ".join(self.heading.text().split()), self.text.toPlainText().strip())
        return words != (chapter.heading, chapter.text)

    def keep(self) -> bool:
        """Write down what was typed; False where something stands against it, and the words stay in their fields."""
        place, term_id = self._shown, self.term_id
        if place is None or term_id is None or not self._changed() or not self.desk.allows(Op.EDIT_SUMMARY):
            return True
        return self._do(
            lambda: actions.edit_chapter(
                self.desk, term_id, place, heading=self.heading.text(), text=self.text.toPlainText()
            )
        )

    def _do(self, act: Callable[[], object]) -> bool:
        return attempt(self.fault, act)

    def _turn(self) -> None:
        """Another chapter: what was typed into the last one is kept first."""
        row = self._row()
        if row is not None and row.place == self._shown:
            return
        if self._changed() and not self.keep():
            self.list.select(self._shown)  # the words are not lost: they wait for a heading
            return
        self._fill()

    def _other_term(self) -> None:
        self._shown = None
        self.told.setText("")
        self._show()

    # What is done

    def make_draft(self) -> None:
        """The figures of now; chapters that were edited stay as they are, and are told."""
        term, term_id = self.chosen_term, self.term_id
        if term is None or term_id is None or not self.keep():
            return
        system_term: Term = term

        def read(desk: Desk, progress: Progress) -> tuple[Chapter, ...]:
            return draft_chapters(figures_of_term(desk, system_term, progress))

        self.running.read(read, lambda chapters: self._drafted(term_id, chapters), self.told.setText)

    def _drafted(self, term_id: int, chapters: tuple[Chapter, ...]) -> None:
        made: list[Redrafted] = []
        if self._do(lambda: made.append(actions.draft_summary(self.desk, term_id, chapters))):
            self._shown = None
            self._show()
            self.told.setText(drafted_words(made[0]))
        self._mirror()

    def _add(self) -> None:
        term_id = self.term_id
        if term_id is None or not self.keep():
            return
        row = self._row()
        place = row.place + 1 if row else len(self.chapters)
        if self._do(lambda: actions.add_chapter(self.desk, term_id, place, _("New chapter"))):
            self._go_to(place)
            self.heading.setFocus()
            self.heading.selectAll()

    def _move(self, step: int) -> None:
        row, term_id = self._row(), self.term_id
        if row is None or term_id is None or not self.keep():
            return
        place = row.place
        if self._do(lambda: actions.move_chapter(self.desk, term_id, place, step)):
            self._go_to(min(max(0, place + step), len(self.chapters) - 1))

    def _remove(self) -> None:
        row, term_id = self._row(), self.term_id
        if row is None or term_id is None:
            return
        if self._do(lambda: actions.remove_chapter(self.desk, term_id, row.place)):
            self.around.say(_("The chapter is gone. F8 takes it back."))
            self._go_to(max(0, row.place - 1))

    def _take_draft(self) -> None:
        """The words that were drafted in place of those that were written."""
        row, term_id = self._row(), self.term_id
        if row is None or term_id is None:
            return
        old = row.chapter
        draft = Chapter(old.code, old.drafted_heading, old.drafted, old.drafted, old.drafted_heading)
        if self._do(lambda: actions.take_draft(self.desk, term_id, row.place, draft)):
            self.around.say(_("The drafted words are back. F8 takes it back."))
            self._go_to(row.place)

    def _go_to(self, place: int) -> None:
        self._shown = None
        self._show()
        self.list.select(place)
        self._fill()

    def _discard(self) -> None:
        term_id = self.term_id
        if term_id is not None and self._do(lambda: actions.discard_summary(self.desk, term_id)):
            self.around.say(_("The summary of this term is gone. F8 takes it back."))
            self.told.setText("")
            self._shown = None
            self._show()

    # Taking it along

    def _maker(self) -> Callable[[], bytes] | None:
        term = self.chosen_term
        return summary_maker(self.desk, term, self.chapters) if term is not None and self.keep() else None

    def _name(self) -> str:
        term = self.chosen_term
        return f"{self.desk.settings.school}{_('Summary of work')} {term.name if term else ''}".strip()

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
