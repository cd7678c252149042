"""Withdrawal: the lists at the left, one of them with its copies at the right; a book scanned here goes onto it."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.withdrawing.lists import add_to_withdrawal
from libdesk.domain.barcodes import read_scan
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.domain.rows.withdrawals import Added, WithdrawalRow
from libdesk.domain.withdrawals import REASON_NAMES
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import desk as desk_queries
from libdesk.store.queries import withdrawals as queries
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.withdrawals import words
from libdesk.ui.cataloguing.withdrawals.list_view import ListView
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.settings.section import choice
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.announce import tell_aloud
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.scan_box import ScanBox, unseen_box
from libdesk.ui.widgets.stack import Stack

if TYPE_CHECKING:
    from libdesk.ui.cataloguing.withdrawals.finder import Finder


class WithdrawalsPage(Tab):
    NAME = "withdrawals_page"
    TITLE = N_("Withdrawal")
    ICON = icons.LOG_OUT
    OP = Op.SEE_CATALOGUE
    TOPICS = frozenset({Topic.BOOKS, Topic.LOANS, Topic.SETTINGS})

    document_asked = Signal(str, object)
    """A document to open or print: its title, and a function without arguments that gives its bytes."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.new = button("withdrawal_new", _("New list"), self._begin, icon=icons.ADD)
        self.look = button("withdrawal_find", _("Find candidates …"), self._find, icon=icons.SEARCH)
        self.reason = choice("withdrawal_reason", [(code, _(text)) for code, text in REASON_NAMES.items()])
        self.fault = named(label(role="bad", wrap=True), "withdrawal_scan_fault")
        self.list = RowTable(_columns(), name=_("Lists of withdrawal"), empty=self._empty(), key=lambda row: row.id)
        self.view = ListView(around, self.list.view)
        self._views = Stack()
        self._scans = unseen_box(self, "withdrawal_scans", self.take)
        self._assemble()
        self._connect()
        self.refresh()

    def _assemble(self) -> None:
        self.fault.hide()
        self.reason.setAccessibleName(_("Reason of what is scanned"))
        self.list.keep_in_sight(3)
        top = wrapped(self.new, self.look, None, label(_("Scanned books:"), buddy=self.reason), self.reason, gap=2)
        self.splitter = Panes(
            "withdrawals_splitter", self.list, self.view, shares=(25, 66), pc=self.around.pc, needs=(45, 110)
        )
        self._views.addWidget(self.splitter)
        self._top = down(top, self.fault)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        column.setSpacing(theme.space(2))
        column.addWidget(self._top)
        column.addWidget(self._views, 1)

    def _connect(self) -> None:
        self.list.row_changed.connect(lambda _row: self._show())
        self.list.opened.connect(lambda _row: self.view.copies.view.setFocus())
        self.view.document_asked.connect(self.document_asked)
        self.view.acted.connect(lambda: self._tell_fault(""))

    def _empty(self) -> Empty:
        return Empty(
            _("No list yet"),
            _("Scan the books that are to leave, or let candidates be found; the school’s leaders approve the list."),
            ((_("Find candidates"), self._find), (_("New list"), self._begin)), icons.LOG_OUT,
        )  # fmt: skip

    @property
    def scan_target(self) -> ScanBox:
        """A book scanned here goes onto the list; nothing is lent or returned."""
        return self._scans

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.list.view, self.new)

    def take_focus(self) -> None:
        focus_first(self.home)

    @property
    def row(self) -> WithdrawalRow | None:
        row: WithdrawalRow | None = self.list.current_row()
        return row

    def refresh(self) -> None:
        if not self.desk.allows(self.OP):
            return
        try:
            self.list.show_rows(queries.withdrawals(self.desk.read(Op.SEE_CATALOGUE)))
            self._show()
        except DeskError as error:
            self.list.show_error(error.text(), ((_("Try again"), self.refresh),))

    def _show(self) -> None:
        self.view.show_list(self.row)
        self.view.setVisible(self.row is not None)

    # What goes onto a list

    def take(self, raw: str) -> None:
        """A copy that was scanned goes onto the draft that is shown, or onto a new one."""
        scan = read_scan(raw)
        owner = desk_queries.owner_of(self.desk.read(Op.SEE_CATALOGUE), scan.code_key)
        if owner is None or owner.copy_id is None:
            self._tell_fault(_("No book has the barcode {code}.").format(code=scan.text))
            return
        copy_id = owner.copy_id
        if self.row is not None and self.row.is_done and self.view.select(copy_id):
            return
        added = self._add([copy_id], self.reason.currentData())
        if added is not None and self.row is not None:
            title = desk_queries.title_of_copy(self.desk.library, copy_id)
            words = _("“{title}” is on the list “{name}”. F8 takes it back.")
            self.around.say(words.format(title=title, name=self.row.name))
            self.view.select(copy_id)

    def _add(self, copy_ids: Sequence[int], reason: str) -> Added | None:
        """Onto the list that is shown while it is a draft, else onto a new one, which is shown from then on."""
        self._tell_fault("")
        draft = self.row.id if self.row is not None and self.row.state == "draft" else None
        try:
            added = add_to_withdrawal(self.desk, draft, copy_ids, reason)
        except DeskError as error:
            self._tell_fault(error.text())
            return None
        self.refresh()
        self.list.select(added.withdrawal_id)
        return added

    def _begin(self) -> None:
        self.view.make(self._made)

    def _made(self, withdrawal_id: int) -> None:
        self.refresh()
        self.list.select(withdrawal_id)

    def _tell_fault(self, text: str) -> None:
        tell_aloud(self.fault, text)

    # The finder

    @cached_property
    def finder(self) -> "Finder":
        """The panel that takes the place of the lists, made when it is first asked for."""
        from libdesk.ui.cataloguing.withdrawals.finder import Finder

        made = Finder(self.around)
        made.chosen.connect(self._chosen)
        made.closed.connect(self._back)
        self._views.addWidget(made)
        return made

    def _find(self) -> None:
        self._tell_fault("")
        self._views.setCurrentWidget(self.finder)
        self._top.hide()
        self.finder.begin()

    def _back(self) -> None:
        self._top.show()
        self._views.setCurrentWidget(self.splitter)
        self.take_focus()

    def _chosen(self, copy_ids: list[int], reason: str) -> None:
        added = self._add(copy_ids, reason)
        self._back()
        if added is not None and self.row is not None:
            text = ngettext("{n} copy is on the list “{name}”.", "{n} copies are on the list “{name}”.", added.added)
            done = text.format(n=added.added, name=self.row.name)
            self.around.say(_("{done} F8 takes it back.").format(done=done))


def _columns() -> tuple[Column, ...]:
    return (
        Column("name", N_("List"), lambda row: row.name, width=Width.STRETCH),
        Column("state", N_("State"), words.state, role=words.state_role),
    )
