"""What readers owe; the view itself is imported when the page is first shown, so that the start stays short."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.domain.ops import Op, Topic
from libdesk.i18n import N_
from libdesk.ui import icons
from libdesk.ui.tab import Surroundings, Tab

if TYPE_CHECKING:
    pass


class OwedPage(Tab):
    NAME = "owed_page"
    TITLE = N_("Owed")
    ICON = icons.STOCKTAKE
    OP = Op.SEE_CHARGES
    TOPICS = frozenset({Topic.LOANS, Topic.READERS, Topic.CHARGES, Topic.SETTINGS})

    open_asked = Signal(int)
    """Open this reader at the desk."""
    document_asked = Signal(str, object)
    """A document to print: its title, and a function without arguments that gives its bytes."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        from libdesk.ui.readers.owed_view import OwedView

        self.view: OwedView = OwedView(around)
        self.view.open_asked.connect(self.open_asked)
        self.view.document_asked.connect(self.document_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return self.view.home

    def take_focus(self) -> None:
        self.view.take_focus()

    def refresh(self) -> None:
        self.view.refresh()
