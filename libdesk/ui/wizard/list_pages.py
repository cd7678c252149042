"""The roster and the book list: the import page itself, on the draft, with its preview and its undo."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from libdesk.domain.ops import Change
from libdesk.exchange.fields import ListKind
from libdesk.i18n import N_, _
from libdesk.ui.tab import Surroundings
from libdesk.ui.tabs.import_tab import ImportTab
from libdesk.ui.wizard.page import WizardPage


class ListPage(WizardPage):
    """What is chosen but not yet imported holds the wizard up, so that nobody takes it for done."""

    KIND: ListKind
    SCROLLS = False

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.list = ImportTab(around)
        self.list.only(self.KIND)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self.list, 1)
        around.bridge.changed.connect(self._changed, Qt.ConnectionType.UniqueConnection)
        around.jobs.started.connect(lambda _job: self.changed.emit())
        around.jobs.finished.connect(lambda _job: self.changed.emit())

    def lacking(self) -> str:
        if self.list.writing:
            return _("The list is still being written.")
        if self.list.pending:
            return _("The list is read but not imported yet. Import it, or skip this step.")
        return ""

    def take_focus(self) -> None:
        self.list.take_focus()

    def first_widget(self) -> QWidget:
        return self.list.file.choose

    def _changed(self, change: Change) -> None:
        if change.topics & self.list.TOPICS:
            self.list.refresh()


class RosterPage(ListPage):
    NAME = "roster"
    TITLE = N_("Roster")
    HEADING = N_("Who borrows here? The roster as the school has it, as a table.")
    KIND = ListKind.READERS


class BooksPage(ListPage):
    NAME = "books"
    TITLE = N_("Book list")
    HEADING = N_("Which books are there? The list of the old program or of the dealer, as a table.")
    KIND = ListKind.BOOKS
