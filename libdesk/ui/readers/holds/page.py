"""Holds in one place: what stands on the hold shelf, who waits for which title, and a new hold for a reader."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from libdesk.domain.barcodes import read_scan
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.i18n import N_, _
from libdesk.store.queries import desk as desk_queries
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, named, wrapped
from libdesk.ui.readers.holds.queue_view import QueueView
from libdesk.ui.readers.holds.shelf_view import ShelfView
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.scan_box import ScanBox, unseen_box
from libdesk.ui.widgets.stack import Stack

if TYPE_CHECKING:
    from libdesk.ui.readers.holds.place_panel import PlacePanel


class HoldsPage(Tab):
    NAME = "holds_page"
    TITLE = N_("Holds and queues")
    ICON = icons.HOLD
    OP = Op.FIND_READERS
    TOPICS = frozenset({Topic.HOLDS, Topic.LOANS, Topic.BOOKS, Topic.READERS, Topic.SETTINGS})
    UNDONE_HERE = frozenset({Op.PLACE_HOLD, Op.CANCEL_HOLD, Op.MOVE_HOLD, Op.EXTEND_HOLD})

    open_asked = Signal(int)
    """Open this reader at the desk."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.shelf = ShelfView(around)
        self.queues = QueueView(around)
        self.shelf_button = self._view("holds_shelf", self.shelf)
        self.queue_button = self._view("holds_queues", self.queues)
        self.new = button("hold_new", _("New hold …"), self._begin, icon=icons.ADD)
        self._views = Stack()
        self._scans = unseen_box(self, "holds_scans", self.look_for)
        self._assemble()
        self._connect()
        self.refresh()

    def _view(self, name: str, view: QWidget) -> QToolButton:
        """In no group of Qt's, which would take the Tab key from the button that is not chosen."""
        made = named(QToolButton(), name)
        made.setCheckable(True)
        made.clicked.connect(lambda _checked=False: self._show(view))
        return made

    def _assemble(self) -> None:
        self.shelf_button.setChecked(True)
        self._views.addWidget(self.shelf)
        self._views.addWidget(self.queues)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        column.setSpacing(theme.space(2))
        column.addWidget(wrapped(self.shelf_button, self.queue_button, None, self.new))
        column.addWidget(self._views, 1)

    def _connect(self) -> None:
        self.shelf.open_asked.connect(self.open_asked)

    @property
    def scan_target(self) -> ScanBox:
        """A book scanned here shows who waits for it, a card what waits for its reader; nothing is lent."""
        return self._scans

    @property
    def home(self) -> tuple[QWidget, ...]:
        """The list of what is shown; where it is empty, the button of that view."""
        if self.queue_button.isChecked():
            return (self.queues.titles.view, self.queue_button)
        return (self.shelf.list.view, self.shelf_button)

    def take_focus(self) -> None:
        if self._views.currentWidget() is self.shelf:
            self.shelf.list.view.setFocus()
        elif self._views.currentWidget() is self.queues:
            self.queues.titles.view.setFocus()

    def refresh(self) -> None:
        if not self.desk.allows(self.OP):
            return
        try:
            self.shelf_button.setText(_("Hold shelf {count}").format(count=self.shelf.refresh()))
            self.queue_button.setText(_("Waiting {count}").format(count=self.queues.refresh()))
        except DeskError as error:
            self.shelf.list.show_error(error.text(), ((_("Try again"), self.refresh),))

    def look_for(self, raw: str) -> None:
        """What was scanned: a copy or a card that somebody waits with."""
        owner = desk_queries.owner_of(self.desk.read(Op.FIND_READERS), read_scan(raw).code_key)
        if owner is not None and owner.copy_id is not None:
            self._look_for_copy(owner.copy_id)
        elif owner is not None and owner.reader_id is not None and self.shelf.select_reader(owner.reader_id):
            self._show(self.shelf)
        elif owner is not None:
            self.around.say(_("Nothing on the hold shelf waits for this reader."))
        else:
            self.around.say(_("No barcode {code} was found.").format(code=read_scan(raw).text))

    def _look_for_copy(self, copy_id: int) -> None:
        copy = desk_queries.copy_in_hand(self.desk.library, copy_id)
        if self.shelf.select_copy(copy_id):
            self._show(self.shelf)
        elif copy is not None and self.queues.select_title(copy.title_id):
            self._show(self.queues)
        else:
            self.around.say(_("Nobody waits for this book."))

    def _show(self, view: QWidget) -> None:
        self._views.setCurrentWidget(view)
        for made, its in ((self.shelf_button, self.shelf), (self.queue_button, self.queues)):
            made.setChecked(view is its)
        self.take_focus()

    # A new hold

    @cached_property
    def place_panel(self) -> "PlacePanel":
        """The panel that takes the place of the lists, made when the first hold is placed here."""
        from libdesk.ui.readers.holds.place_panel import PlacePanel

        made = PlacePanel(self.around)
        made.placed.connect(self._placed)
        made.closed.connect(lambda: self._show(self.shelf if self.shelf_button.isChecked() else self.queues))
        self._views.addWidget(made)
        return made

    def _begin(self) -> None:
        self._views.setCurrentWidget(self.place_panel)
        self.place_panel.begin()

    def _placed(self, title_id: int) -> None:
        """The queue that has grown is shown."""
        self.queues.select_title(title_id)
        self._show(self.queues)
