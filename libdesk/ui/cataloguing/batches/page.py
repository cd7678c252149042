"""Batches and the check of their content; the bureau's lists and what of the holdings they name."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.domain.barcodes import read_scan
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.i18n import N_, _
from libdesk.store.queries import batches as queries
from libdesk.store.queries import desk as desk_queries
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.batches.batch_view import BatchView
from libdesk.ui.cataloguing.batches.notice_view import NoticeView
from libdesk.ui.parts import button, view_button, wrapped
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.scan_box import ScanBox, unseen_box
from libdesk.ui.widgets.stack import Stack

if TYPE_CHECKING:
    from libdesk.ui.cataloguing.batches.notice_panel import NoticePanel


class BatchesPage(Tab):
    NAME = "batches_page"
    TITLE = N_("Batches")
    ICON = icons.IMPORT
    OP = Op.SEE_CATALOGUE
    TOPICS = frozenset({Topic.BOOKS, Topic.LOANS, Topic.SETTINGS})

    document_asked = Signal(str, object)
    """A document to open or print: its title, and a function without arguments that gives its bytes."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.batches = BatchView(around)
        self.notices = NoticeView(around, self.begin_list)
        self.batch_button = view_button("batches_batches", "", lambda: self.show_view(self.batches))
        self.notice_button = view_button("batches_notices", "", lambda: self.show_view(self.notices))
        self.new_batch = button("batch_new", _("New batch …"), self._begin_batch, icon=icons.ADD)
        self.new_list = button("notice_new", _("New list of the bureau …"), self.begin_list, icon=icons.ADD)
        self._views = Stack()
        self._scans = unseen_box(self, "batches_scans", self.look_for)
        self._assemble()
        self._connect()
        self.new_list.hide()
        self.refresh()

    def _assemble(self) -> None:
        self.batch_button.setChecked(True)
        self._views.addWidget(self.batches)
        self._views.addWidget(self.notices)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        column.setSpacing(theme.space(2))
        column.addWidget(wrapped(self.batch_button, self.notice_button, None, self.new_batch, self.new_list))
        column.addWidget(self._views, 1)

    def _connect(self) -> None:
        self.batches.enter_asked.connect(self._enter)
        for view in (self.batches, self.notices):
            view.document_asked.connect(self.document_asked)

    @property
    def scan_target(self) -> ScanBox:
        """A book scanned here shows the batch that it came with."""
        return self._scans

    @property
    def home(self) -> tuple[QWidget, ...]:
        if self.notice_button.isChecked():
            return (self.notices.list.view, self.notice_button)
        return (self.batches.list.view, self.batch_button)

    def take_focus(self) -> None:
        for part in self.home:
            if part.isVisible() and part.isEnabled():
                part.setFocus()
                return

    def refresh(self) -> None:
        if not self.desk.allows(self.OP):
            return
        try:
            waiting = self.batches.refresh()
            kept = self.notices.refresh()
        except DeskError as error:
            self.batches.list.show_error(error.text(), ((_("Try again"), self.refresh),))
            return
        text = _("Batches, {n} to be checked").format(n=waiting) if waiting else _("Batches")
        self.batch_button.setText(text)
        words = _("Lists of the bureau")
        self.notice_button.setText(f"{words} {kept:,}" if kept else words)

    def look_for(self, raw: str) -> None:
        """A copy that was scanned: its batch."""
        scan = read_scan(raw)
        owner = desk_queries.owner_of(self.desk.read(Op.SEE_CATALOGUE), scan.code_key)
        if owner is None or owner.copy_id is None:
            self.around.say(_("No book has the barcode {code}.").format(code=scan.text))
            return
        batch_id = queries.batch_of_copy(self.desk.library, owner.copy_id)
        if batch_id is None:
            self.around.say(_("It is not noted with which batch this book came."))
        else:
            self.open_batch(batch_id)

    def open_batch(self, batch_id: int) -> None:
        """Show one batch."""
        if self.batches.select(batch_id):
            self.show_view(self.batches)

    def show_view(self, view: QWidget) -> None:
        self._views.setCurrentWidget(view)
        notices = view is self.notices
        self.batch_button.setChecked(not notices)
        self.notice_button.setChecked(notices)
        self.new_batch.setVisible(not notices)
        self.new_list.setVisible(notices)
        self.take_focus()

    def _enter(self, batch_id: int) -> None:
        """The page where books are added goes on with this batch."""
        from libdesk.ui.cataloguing.adding.page import AddingPage

        page = self.open_sibling(AddingPage.NAME)
        if isinstance(page, AddingPage):
            page.take_up(batch_id)

    def _begin_batch(self) -> None:
        self.show_view(self.batches)
        self.batches.begin()

    # A new list of the bureau

    @cached_property
    def panel(self) -> "NoticePanel":
        """The panel that takes the place of the lists, made when the first list is brought in."""
        from libdesk.ui.cataloguing.batches.notice_panel import NoticePanel

        made = NoticePanel(self.around)
        made.kept.connect(self._kept)
        made.closed.connect(lambda: self.show_view(self.notices))
        self._views.addWidget(made)
        return made

    def begin_list(self) -> None:
        self._views.setCurrentWidget(self.panel)
        self.panel.begin()

    def _kept(self, notice_id: int) -> None:
        self.refresh()
        self.show_view(self.notices)
        self.notices.list.select(notice_id)
