"""Lists of books by grade, theme and interest: at the left the lists, at the right what is on one of them."""

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.cataloguing.recommending import recommend
from libdesk.actions.service import book_lists as actions
from libdesk.domain.barcodes import read_scan
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.rows.service import BookListLine, BookListRow
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import desk as desk_queries
from libdesk.store.queries.service import book_lists as queries
from libdesk.ui import icons
from libdesk.ui.deed import run
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.search_edit import SearchEdit
from libdesk.ui.semester.service import papers
from libdesk.ui.semester.service.list_form import BookListForm, NoteForm
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.announce import tell_aloud
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.stack import Stack

if TYPE_CHECKING:
    from libdesk.ui.semester.service.book_finder import BookFinder


class ListsView(QWidget):
    document_asked = Signal(str, object)

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("book_lists_view")
        self._around, self._desk = around, around.desk
        self.search = SearchEdit("book_lists_search", _("Look for a list"), _("name or theme"))
        self.lists = RowTable(_list_columns(), name=_("Lists of books"), key=lambda row: row.id, empty=self._no_list())
        self.books = RowTable(
            self._book_columns(), name=_("Books on the list"), key=lambda row: row.id, many=True,
            empty=self._no_book(),
        )  # fmt: skip
        self.about = named(label(wrap=True), "book_list_about")
        self.fault = named(label(role="bad", wrap=True), "book_lists_fault")
        self.new = button("book_lists_new", _("New list of books"), self.begin, role="next")
        self.edit = button("book_lists_edit", _("Change …"), self._edit, icon=icons.EDIT)
        self.remove = button("book_lists_remove", _("Remove"), self._remove, icon=icons.DELETE)
        self.adding = button("book_lists_find", _("Add titles …"), self.add, icon=icons.SEARCH)
        self.note = button("book_lists_note", _("Say why …"), self._ask_note)
        self.sooner = button("book_lists_up", _("Up"), partial(self._move, -1))
        self.later = button("book_lists_down", _("Down"), partial(self._move, 1))
        self.off = button("book_lists_off", _("Take off"), self._take_off)
        self.showing = button("book_lists_screen", _("On the readers' screen"), self._recommend, icon=icons.EYE)
        self.print = button("book_lists_print", _("Print"), self._print, icon=icons.PRINT)
        self.form = BookListForm(around, gives_back_to=self.lists.view)
        self.note_form = NoteForm(gives_back_to=self.books.view)
        self._right = Stack()
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.fault.hide()
        self.lists.keep_in_sight(3)
        self.books.keep_in_sight(4)
        left = down(self.search, (self.lists, 1), wrapped(self.new, self.edit, self.remove, gap=1), gap=1)
        foot = wrapped(self.adding, self.note, self.sooner, self.later, self.off, None, self.showing, self.print, gap=1)
        self._list = down(self.form, self.about, (self.books, 1), self.note_form, self.fault, foot, gap=1)
        self._right.addWidget(self._list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        panes = Panes("book_lists_splitter", left, self._right, shares=(34, 66), needs=(50, 100), pc=self._around.pc)
        column.addWidget(panes)

    def _connect(self) -> None:
        self.search.asked.connect(lambda _text: self.refresh())
        self.search.went_down.connect(self.lists.view.setFocus)
        self.lists.row_changed.connect(lambda _row: self._show())
        self.lists.opened.connect(lambda _row: self._edit())
        self.books.chosen_changed.connect(self._mirror)
        self.books.opened.connect(lambda _row: self._ask_note())

    @cached_property
    def finder(self) -> "BookFinder":
        """Takes the place of the list while titles are looked for; made when it is first asked for."""
        from libdesk.ui.semester.service.book_finder import BookFinder

        made = BookFinder(self._around)
        made.chosen.connect(self._put)
        made.closed.connect(self._back)
        self._right.addWidget(made)
        return made

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.books.view, self.lists.view, self.new)

    def take_focus(self) -> None:
        focus_first((self.lists.view, self.new))

    @property
    def row(self) -> BookListRow | None:
        row: BookListRow | None = self.lists.current_row()
        return row

    def refresh(self) -> None:
        rows = queries.lists(self._desk.read(Op.SEE_SERVICE), self.search.text())
        searched = bool(self.search.text().strip())
        self.lists.set_empty(Empty(_("Nothing fits"), "", (), icons.SEARCH) if searched else self._no_list())
        self.lists.show_rows(rows)
        self._show()

    def show_list(self, list_id: int) -> None:
        """The cursor on one list."""
        self.search.clear()
        self.refresh()
        self.lists.select(list_id)

    def _show(self) -> None:
        row = self.row
        self.books.show_rows(queries.lines(self._desk.read(Op.SEE_SERVICE), row.id) if row else [])
        if row is not None and self._right.currentWidget() is not self._list:
            self.finder.show_list(row.name, [line.title_id for line in self.books.model.rows()])
        about = "\n".join(part for part in (row.about(), row.intro) if part) if row else ""
        self.about.setText(about)
        self.about.setVisible(bool(about))
        self._mirror()

    def _mirror(self) -> None:
        row, chosen = self.row, self.books.chosen_rows()
        for made in (self.edit, self.remove, self.adding):
            made.setEnabled(row is not None)
        for made in (self.note, self.sooner, self.later):
            made.setEnabled(len(chosen) == 1)
        self.off.setEnabled(bool(chosen))
        for made in (self.showing, self.print):
            made.setEnabled(bool(self.books.model.rows()))

    # Lists

    def begin(self) -> None:
        self._right.setCurrentWidget(self._list)
        self.fault.hide()
        self.form.fill(None)
        self.form.ask(_("New list of books"), _("Save"), partial(self._save, None))

    def _edit(self) -> None:
        if self.row is not None:
            self._right.setCurrentWidget(self._list)
            self.fault.hide()
            self.form.fill(self.row)
            self.form.ask("", _("Save"), partial(self._save, self.row.id))

    def _save(self, list_id: int | None) -> None:
        kept = actions.keep_list(self._desk, self.form.values(), list_id)
        self._around.say(
            _("The list is made. F8 takes it back.") if list_id is None else _("Changed. F8 takes it back.")
        )
        self.show_list(kept)

    def _remove(self) -> None:
        row = self.row
        if row is not None:
            text = _("The list “{name}” was removed.").format(name=row.name)
            self._do(lambda: actions.remove_list(self._desk, row.id), text)
            focus_first((self.lists.view, self.new))

    # What is on a list

    def add(self) -> None:
        """Look for titles; where there is no list yet, one is made first."""
        if self.row is None:
            self.begin()
            return
        self.form.close_form()
        self._right.setCurrentWidget(self.finder)
        self.finder.begin()
        self._show()

    def _back(self) -> None:
        self._right.setCurrentWidget(self._list)
        focus_first((self.books.view, self.lists.view))

    def take(self, raw: str) -> None:
        """A book that was scanned goes onto the list."""
        scan = read_scan(raw)
        owner = desk_queries.owner_of(self._desk.read(Op.SEE_SERVICE), scan.code_key)
        copy = desk_queries.copy_in_hand(self._desk.library, owner.copy_id) if owner and owner.copy_id else None
        if copy is None:
            self.tell(_("No book has the barcode {code}.").format(code=scan.text))
        elif self.row is None:
            self.tell(_("There is no list to put it on. Make one first."))
        else:
            self._put([copy.title_id])

    def _put(self, title_ids: Sequence[int]) -> None:
        row = self.row
        if row is None:
            return
        added: list[int] = []
        if self._do(lambda: added.append(actions.add_titles(self._desk, row.id, title_ids)), ""):
            text = ngettext("{n} title is on the list “{name}”.", "{n} titles are on the list “{name}”.", added[0])
            text = text.format(n=added[0], name=row.name) if added[0] else _("It is on the list already.")
            self._around.say(_("{done} F8 takes it back.").format(done=text) if added[0] else text)
            if self._right.currentWidget() is not self._list:
                self.finder.go_on()
                return
        self._back()

    def _take_off(self) -> None:
        row, ids = self.row, [line.id for line in self.books.chosen_rows()]
        if row is not None and ids:
            text = ngettext("{n} title was taken off.", "{n} titles were taken off.", len(ids)).format(n=len(ids))
            self._do(lambda: actions.take_off(self._desk, row.id, ids), text)
            focus_first(self.home)

    def _move(self, steps: int) -> None:
        row, line = self.row, self.books.current_row()
        if row is not None and line is not None:
            self._do(lambda: actions.move_line(self._desk, row.id, line.id, steps), "")

    def _ask_note(self) -> None:
        line: BookListLine | None = self.books.current_row()
        if line is not None:
            self.note_form.note.setText(line.note)
            self.note_form.ask(line.card.name, _("Save"), partial(self._save_note, line.id))

    def _save_note(self, line_id: int) -> None:
        if self.row is not None:
            actions.note_line(self._desk, self.row.id, line_id, self.note_form.note.text())
            self._around.say(_("Changed. F8 takes it back."))

    def _recommend(self) -> None:
        """The same titles on the readers' screen, for the same grades, under the name of the list."""
        row = self.row
        if row is None:
            return
        ids = [line.title_id for line in self.books.model.rows()]
        text = ngettext("{n} title is recommended.", "{n} titles are recommended.", len(ids)).format(n=len(ids))
        self._do(
            lambda: recommend(
                self._desk, ids, grade_from=row.grade_from, grade_to=row.grade_to, note=row.name[:60]
            ),
            text,
        )  # fmt: skip

    def _print(self) -> None:
        row = self.row
        if row is not None:
            books = [(line.card, line.note) for line in self.books.model.rows()]
            self.document_asked.emit(row.name, papers.book_maker(self._desk, row.name, row.about(), row.intro, books))

    def tell(self, text: str) -> None:
        tell_aloud(self.fault, text)

    def _do(self, act: Callable[[], object], told: str) -> bool:
        """True if it was done; without `told` nothing is said at the foot."""
        if told:
            return run(self._around, self.fault, act, lambda: told)
        try:
            act()
        except DeskError as error:
            self.tell(error.text())
            return False
        self.tell("")
        return True

    # Faces and columns

    def _no_list(self) -> Empty:
        return Empty(
            _("No list of books yet"),
            _("A list recommends books by grade, theme or interest, on paper and on the pages to publish."),
            ((_("New list of books"), self.begin),), icons.LIST,
        )  # fmt: skip

    def _no_book(self) -> Empty:
        return Empty(
            _("No book on the list yet"), _("Scan books, or look for titles."), ((_("Add titles"), self.add),),
            icons.BOOK,
        )  # fmt: skip

    def _book_columns(self) -> tuple[Column, ...]:
        return (
            Column("title", N_("Title"), lambda line: line.card.name, width=Width.STRETCH,
                   sort=lambda line: line.card.name),
            Column("note", N_("Why it is recommended"), lambda line: line.note[:16], tip=lambda line: line.note,
                   spare=2),
            Column("author", N_("Author"), lambda line: line.card.author[:8], tip=lambda line: line.card.author,
                   spare=3),
            Column("call_no", N_("Call number"), lambda line: line.card.call_no),
            Column("state", N_("Where"), lambda line: line.card.state(self._desk.today), spare=1,
                   role=lambda line: "good" if line.card.can_be_borrowed else ""),
        )  # fmt: skip


def _list_columns() -> tuple[Column, ...]:
    return (
        Column("name", N_("List of books"), lambda row: row.name, width=Width.STRETCH),
        Column("titles", N_("Titles"), lambda row: f"{row.titles:,}", sort=lambda row: row.titles, right=True),
        Column("shown", N_("Publish"), lambda row: _("yes") if row.shown else _("no"), spare=1),
    )
