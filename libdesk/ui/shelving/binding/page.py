"""Binding: the lists for the bindery at the left, one of them with its volumes at the right; volumes are made beside.

A scan finds the volume that a copy is or is bound into, and puts a book in repair that is for the bindery on the draft.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.binding import lists as actions
from libdesk.domain.barcodes import read_scan
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.bindings import BindingRow
from libdesk.domain.serials.issues import read_ean
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import bindings as queries
from libdesk.store.queries import desk as desk_queries
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.shelving.binding import words
from libdesk.ui.shelving.binding.list_view import ListView
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.announce import announce
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.scan_box import ScanBox
from libdesk.ui.widgets.stack import Stack

if TYPE_CHECKING:
    from libdesk.ui.shelving.binding.maker import Maker


class BindingPage(Tab):
    NAME = "binding_page"
    TITLE = N_("Bookbinding")
    ICON = icons.COPIES
    OP = Op.SEE_SERIALS
    TOPICS = frozenset({Topic.SERIALS, Topic.BOOKS, Topic.LOANS, Topic.SETTINGS})

    document_asked = Signal(str, object)
    """A document to open or print: its title, and a function without arguments that gives its bytes."""
    heard = Signal(object)
    """The Outcome of a scan, for its sound."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.make = button("binding_make", _("Make volumes …"), self._begin_making, role="next", icon=icons.SERIAL)
        self.new = button("binding_new", _("New list"), self._new_list, icon=icons.ADD)
        self.books = button("binding_books", "", self._put_books, icon=icons.REPAIR)
        self.told = named(label(wrap=True), "binding_told")
        self.list = RowTable(_columns(), name=_("Binding lists"), empty=self._empty(), key=lambda row: row.id, least=40)
        self.view = ListView(around, self.list.view)
        self._views = Stack()
        self._scans = ScanBox(self)
        self._begun = False  # volumes are being made, if only by somebody who is not at the desk
        self._assemble()
        self._connect()
        self.refresh()

    def _assemble(self) -> None:
        self._scans.setObjectName("binding_scans")
        self._scans.hide()
        self.told.hide()
        self.list.keep_in_sight(3)
        self.splitter = Panes(
            "binding_splitter", self.list, self.view, shares=(25, 66), pc=self.around.pc, needs=(45, 110)
        )
        self._views.addWidget(self.splitter)
        self._top = wrapped(self.make, self.new, self.books, gap=2)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        column.setSpacing(theme.space(2))
        column.addWidget(down(self._top, self.told))
        column.addWidget(self._views, 1)

    def _connect(self) -> None:
        self._scans.scanned.connect(lambda raw, _typed: self.take(raw))
        self._scans.repeated.connect(lambda _raw: self.around.say(_("Scanned twice: counted once.")))
        self.list.row_changed.connect(lambda _row: self._show())
        self.list.opened.connect(lambda _row: self.view.lines.view.setFocus())
        self.view.document_asked.connect(self.document_asked)
        self.view.acted.connect(lambda: self._tell(None, ""))

    def _empty(self) -> Empty:
        sentence = _("At the end of a month or year issues become volumes: choose a title and take what is there.")
        choices = ((_("Make volumes"), self._begin_making),) if self.desk.allows(Op.BIND) else ()
        return Empty(_("No binding list yet"), sentence, choices, icons.COPIES)

    @property
    def scan_target(self) -> ScanBox:
        """Nothing is lent or returned here."""
        return self._scans

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.list.view, self.make)

    def take_focus(self) -> None:
        focus_first(self.home)

    @property
    def row(self) -> BindingRow | None:
        row: BindingRow | None = self.list.current_row()
        return row

    @property
    def making(self) -> bool:
        return "maker" in self.__dict__ and self._views.currentWidget() is self.maker

    def _show_making(self, on: bool) -> None:
        """The maker in the place of the lists, or the lists again; what was begun in it stays as it is."""
        self._top.setHidden(on)
        self._views.setCurrentWidget(self.maker if on else self.splitter)

    def refresh(self) -> None:
        if not self.desk.allows(self.OP):
            return
        self._tell(None, "")  # perhaps it is undone
        may = self.desk.allows(Op.BIND)
        if self._begun:
            self._show_making(may)  # to who may bind, when they are back
        try:
            library = self.desk.read(Op.SEE_SERIALS)
            self.list.set_empty(self._empty())
            self.list.show_rows(queries.bindings(library))
            books = len(queries.books_for_bindery(library))
            self._show()
            if self.making:
                self.maker.refresh()
        except DeskError as error:
            self.list.show_error(error.text(), ((_("Try again"), self.refresh),))
            return
        for part in (self.make, self.new):
            part.setVisible(may)
        self.books.setVisible(may and books > 0)
        text = ngettext("Put {n} book in repair on the list", "Put {n} books in repair on the list", books)
        self.books.setText(text.format(n=books))

    def _show(self) -> None:
        self.view.show_list(self.row)
        self.view.setVisible(self.row is not None)

    @property
    def _draft_id(self) -> int | None:
        """The list that is shown while it is a draft."""
        return self.row.id if self.row is not None and self.row.is_draft else None

    # What is done

    def _new_list(self) -> None:
        made: list[int] = []
        told = _("The list is made.")
        if self.view.run(lambda: made.append(actions.make_binding(self.desk)), told):
            self._open_list(made[0])

    def _put_books(self) -> None:
        """All that are to go to the bindery, onto the draft that is shown or onto a new list."""
        ids = [line.damage_id for line in queries.books_for_bindery(self.desk.read(Op.SEE_SERIALS))]
        self._put(ids)

    def _put(self, damage_ids: list[int]) -> bool:
        made: list[int] = []
        told = ngettext("{n} book is on the list.", "{n} books are on the list.", len(damage_ids))
        draft = self._draft_id
        if self.view.run(lambda: made.append(actions.put_books(self.desk, draft, damage_ids)),
                         told.format(n=len(damage_ids))):  # fmt: skip
            self._open_list(made[0])
        return bool(made)

    def _open_list(self, binding_id: int) -> None:
        self.refresh()
        self.list.select(binding_id)
        self._show()

    # What is scanned

    def take(self, raw: str) -> None:
        """While volumes are planned a label is a volume's; else it says where a copy is bound."""
        scan = read_scan(raw)
        if scan.empty:
            return
        library = self.desk.read(Op.SEE_SERIALS)
        owner = desk_queries.owner_of(library, scan.code_key) if scan.code_key else None
        if self.making and self._scan_while_making(scan.text, owner):
            return
        if owner is None:
            self._hear(Outcome.NOT_FOUND, _("{code} is on no book. Scan the label of the book.").format(code=scan.text))
        elif owner.copy_id is None:
            self._hear(Outcome.NOTICE, _("{code} is a reader card. Scan the label of the book.").format(code=scan.text))
        else:
            self._copy_scanned(owner.copy_id)

    def _scan_while_making(self, code: str, owner: desk_queries.Owner | None) -> bool:
        """A label that is free is for a volume of the plan, an issue of its year is ticked; else it opens its year.

        The barcode that a periodical bears by print is looked for as its ISSN.
        """
        copy_id = owner.copy_id if owner is not None else None
        if self.maker.planning and (owner is None or copy_id is not None):
            plan = self.maker.plan
            outcome, text = plan.take_barcode(code) if copy_id is None else plan.take_issue(copy_id, code)
            self._hear(outcome, text)
            return True
        issn, _add_on = read_ean(code)
        if issn and not self.maker.planning:
            self.maker.search.look_for(issn)
            return True
        year = queries.year_of_copy(self.desk.read(Op.SEE_SERIALS), copy_id) if copy_id is not None else None
        if year is not None and self.maker.open_title(*year):
            self._tell(None, "")
            return True
        return False

    def _copy_scanned(self, copy_id: int) -> None:
        library = self.desk.read(Op.SEE_SERIALS)
        title = desk_queries.title_of_copy(library, copy_id)
        found = queries.bound_where(library, copy_id)
        if found is not None:
            if self.making:
                self._back()
            self.list.select(found.binding_id)
            self.view.select(found.volume_id)
            name = self.row.name if self.row is not None else ""
            self._hear(Outcome.NOTICE if found.is_member else Outcome.DONE, words.where(found, name))
            return
        books = [line for line in queries.books_for_bindery(library) if line.copy_id == copy_id]
        if books and self.desk.allows(Op.BIND) and not self.making:
            if self._put([books[0].damage_id]):
                self._hear(Outcome.DONE, _("“{title}” is on the list.").format(title=title))
            return
        text = _("“{title}” is no bound volume, and it is not to go to the bindery.")
        if self.desk.allows(Op.BIND) and queries.year_of_copy(library, copy_id) is not None:
            text = _("“{title}” is in no bound volume yet. To bind its year choose “Make volumes …”.")
        self._hear(Outcome.NOTICE, text.format(title=title))

    def _hear(self, outcome: Outcome, text: str) -> None:
        self.heard.emit(outcome)
        self._tell(outcome, text)

    def _tell(self, outcome: Outcome | None, text: str) -> None:
        roles = {Outcome.NOTICE: "warn", Outcome.REFUSED: "bad", Outcome.NOT_FOUND: "bad"}
        self.told.setProperty("role", roles.get(outcome, "good") if outcome is not None else "")
        self.told.style().polish(self.told)
        self.told.setText(text)
        self.told.setVisible(bool(text))
        if text and outcome is not None:
            announce(self.told, text, urgent=not outcome.done)

    # The maker

    @cached_property
    def maker(self) -> "Maker":
        """The panel that takes the place of the lists, made when it is first asked for."""
        from libdesk.ui.shelving.binding.maker import Maker

        made = Maker(self.around)
        made.made.connect(self._made)
        made.closed.connect(self._back)
        self._views.addWidget(made)
        return made

    def _begin_making(self) -> None:
        if not self.desk.allows(Op.BIND):
            return
        self._tell(None, "")
        draft = self._draft_id
        self._begun = True
        self._show_making(True)
        self.maker.begin(draft)

    def _made(self, binding_id: int) -> None:
        self._back()
        self._open_list(binding_id)

    def _back(self) -> None:
        self._tell(None, "")
        self._begun = False
        self._show_making(False)
        self.take_focus()


def _columns() -> tuple[Column, ...]:
    return (
        Column("name", N_("List"), lambda row: row.name, width=Width.STRETCH),
        Column("state", N_("State"), words.state, role=words.state_role, spare=1),
    )
