"""Teaching aids: the stock, the issue, who has what, and boxes for class corners; each a view of its own."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from libdesk.actions.returning import give_back
from libdesk.domain.barcodes import read_scan
from libdesk.domain.counter import Seen, SeenCopy, SeenReader
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.i18n import N_, _
from libdesk.store.queries.scan import recognise
from libdesk.ui import icons, theme
from libdesk.ui.parts import label, named, wrapped
from libdesk.ui.semester.aids.stock_view import StockView
from libdesk.ui.shelving.copy_words import no_copy
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.announce import tell_aloud
from libdesk.ui.widgets.scan_box import ScanBox, unseen_box
from libdesk.ui.widgets.stack import Stack

if TYPE_CHECKING:
    from libdesk.ui.semester.aids.boxes_view import BoxesView
    from libdesk.ui.semester.aids.held_view import HeldView
    from libdesk.ui.semester.aids.issue_view import IssueView

    View = StockView | IssueView | HeldView | BoxesView

STOCK, ISSUE, HELD, BOXES = "stock", "issue", "held", "boxes"
_WORDS: Final = {STOCK: N_("Stock"), ISSUE: N_("Hand out"), HELD: N_("Who has what"), BOXES: N_("Boxes")}


class AidsPage(Tab):
    NAME = "aids_page"
    TITLE = N_("Aids")
    ICON = icons.COPIES
    OP = Op.SEE_AIDS
    TOPICS = frozenset({Topic.AIDS, Topic.BOOKS, Topic.LOANS, Topic.READERS, Topic.SETTINGS, Topic.CALENDAR})
    UNDONE_HERE = frozenset(
        {Op.EDIT_AIDS, Op.MOVE_AIDS, Op.EDIT_BOXES, Op.EXCHANGE_BOXES, Op.LEND, Op.GIVE_BACK}
    )  # fmt: skip

    document_asked = Signal(str, object)
    """A document to open or print: its title, and a function without arguments that gives its bytes."""
    heard = Signal(object)
    """The outcome of a scan, for the ear."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.buttons = {name: self._button(name) for name in _WORDS}
        self.fault = named(label(role="bad", wrap=True), "aids_fault")
        self._views = Stack()
        self._made: dict[str, QWidget] = {}
        self._scans = unseen_box(self, "aids_scans", self.take)
        self._assemble()
        self.show_view(STOCK, focus=False)

    def _button(self, name: str) -> QToolButton:
        """In no group of Qt's, which would take the Tab key from the button that is not chosen."""
        made = named(QToolButton(), f"aids_{name}")
        made.setProperty("role", "page")
        made.setCheckable(True)
        made.setText(_(_WORDS[name]))
        made.clicked.connect(lambda _checked=False: self.show_view(name))
        return made

    def _assemble(self) -> None:
        self.fault.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(1))
        column.setSpacing(theme.space(1))
        column.addWidget(wrapped(*self.buttons.values()))
        column.addWidget(self.fault)
        column.addWidget(self._views, 1)

    def view_of(self, name: str) -> "View":
        """One of the views, made when it is first shown."""
        if name not in self._made:
            made = _makers()[name](self.around)
            self._made[name] = made
            self._views.addWidget(made)
            made.document_asked.connect(self.document_asked)  # type: ignore[attr-defined]  # each view has it
            if hasattr(made, "heard"):
                made.heard.connect(self.heard)
        return cast("View", self._made[name])

    @property
    def stock(self) -> StockView:
        return cast("StockView", self.view_of(STOCK))

    @property
    def issue(self) -> "IssueView":
        return cast("IssueView", self.view_of(ISSUE))

    @property
    def held(self) -> "HeldView":
        return cast("HeldView", self.view_of(HELD))

    @property
    def boxes(self) -> "BoxesView":
        return cast("BoxesView", self.view_of(BOXES))

    @property
    def view(self) -> str:
        """Which view is shown."""
        return next(name for name, made in self.buttons.items() if made.isChecked())

    def show_view(self, name: str, *, focus: bool = True) -> None:
        """Open one of the views."""
        for other, made in self.buttons.items():
            made.setChecked(other == name)
        self._views.setCurrentWidget(self.view_of(name))
        self.refresh()
        if focus:
            self.view_of(name).take_focus()

    @property
    def scan_target(self) -> ScanBox:
        return self._scans

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (*self.view_of(self.view).home, self.buttons[self.view])

    def take_focus(self) -> None:
        self.view_of(self.view).take_focus()

    def refresh(self) -> None:
        if not self.desk.allows(self.OP):
            return
        try:
            self.view_of(self.view).refresh()
            self._tell("")
        except DeskError as error:
            self._tell(error.text())

    # Scans

    def take(self, raw: str) -> None:
        """To the view on show; a box opens its view, a card shows what its reader has."""
        scan = read_scan(raw)
        if scan.empty:
            return
        self._tell("")
        seen = recognise(self.desk.read(Op.SEE_AIDS), scan)
        if self.view == BOXES or (isinstance(seen, SeenCopy) and seen.copy.item_kind == "box" and self.view != ISSUE):
            if self.view != BOXES:
                self.show_view(BOXES)
            self.boxes.take(seen)
        elif self.view == ISSUE:
            self.issue.tell("")
            if not self.issue.take(seen):
                self._tell(no_copy(seen).text)
        else:
            self._look(seen)

    def _look(self, seen: Seen) -> None:
        """A card: who has what; a piece that is lent comes back."""
        if isinstance(seen, SeenReader):
            self.show_view(HELD)
            if not self.held.show_receiver(seen.reader_id):
                self._tell(_("Who bears this card has no aid."))
        elif isinstance(seen, SeenCopy) and seen.copy.loan is not None:
            loan = seen.copy.loan
            try:
                give_back(self.desk, copy_id=seen.copy.id)
            except DeskError as error:
                self._tell(error.text())
                return
            self.refresh()
            text = _("“{title}” is back from {name}. F8 takes it back.")
            self.around.say(text.format(title=seen.copy.name, name=loan.reader_name))
        elif isinstance(seen, SeenCopy):
            text = _("“{title}” is in the library. To issue it, open Hand out and scan it there.")
            self._tell(text.format(title=seen.copy.name))
        else:
            self._tell(no_copy(seen).text)

    def _tell(self, text: str) -> None:
        tell_aloud(self.fault, text)


def _makers() -> dict[str, Callable[[Surroundings], QWidget]]:
    """Each view, imported when the page is first shown."""
    from libdesk.ui.semester.aids.boxes_view import BoxesView
    from libdesk.ui.semester.aids.held_view import HeldView
    from libdesk.ui.semester.aids.issue_view import IssueView

    return {STOCK: StockView, ISSUE: IssueView, HELD: HeldView, BOXES: BoxesView}
