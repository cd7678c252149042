"""Teaching aids: the stock, the issue, who has what, and boxes for class corners; each a view of its own."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from libdesk.actions.returning import give_back
from libdesk.actions.school import known_as
from libdesk.domain.barcodes import read_scan
from libdesk.domain.counter import Seen, SeenCopy, SeenReader
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.i18n import N_, _
from libdesk.store.queries.aids.boxes import BOX
from libdesk.store.queries.scan import recognise
from libdesk.ui import icons
from libdesk.ui.semester.aids.stock_view import StockView
from libdesk.ui.shelving.copy_words import no_copy
from libdesk.ui.tab import Surroundings
from libdesk.ui.views_page import ViewsPage
from libdesk.ui.widgets.announce import tell_aloud
from libdesk.ui.widgets.scan_box import ScanBox, unseen_box

if TYPE_CHECKING:
    from libdesk.ui.semester.aids.boxes_view import BoxesView
    from libdesk.ui.semester.aids.held_view import HeldView
    from libdesk.ui.semester.aids.issue_view import IssueView

STOCK, ISSUE, HELD, BOXES = "stock", "issue", "held", "boxes"
_WORDS: Final = {STOCK: N_("Stock"), ISSUE: N_("Hand out"), HELD: N_("Who has what"), BOXES: N_("Boxes")}


class AidsPage(ViewsPage):
    NAME = "aids_page"
    TITLE = N_("Aids")
    ICON = icons.COPIES
    OP = Op.SEE_AIDS
    TOPICS = frozenset({Topic.AIDS, Topic.BOOKS, Topic.LOANS, Topic.READERS, Topic.SETTINGS, Topic.CALENDAR})
    VIEWS = _WORDS
    UNDONE_HERE = frozenset(
        {Op.EDIT_AIDS, Op.MOVE_AIDS, Op.EDIT_BOXES, Op.EXCHANGE_BOXES, Op.LEND, Op.GIVE_BACK}
    )  # fmt: skip

    heard = Signal(object)
    """The outcome of a scan, for the ear."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self._scans = unseen_box(self, "aids_scans", self.take)
        self.show_view(STOCK, focus=False)

    def make_view(self, name: str) -> QWidget:
        return _makers()[name](self.around)

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
    def scan_target(self) -> ScanBox:
        return self._scans

    def refresh(self) -> None:
        if not self.desk.allows(self.OP):
            return
        try:
            self.shown.refresh()
            self._tell("")
        except DeskError as error:
            self._tell(error.text())

    # Scans

    def take(self, raw: str) -> None:
        """To the view on show; a box opens its view, but where it is told who has what, a lent one comes back."""
        scan = read_scan(raw)
        if scan.empty:
            return
        self._tell("")
        seen = recognise(self.desk.read(Op.SEE_AIDS), scan)
        if self.view == BOXES or self._goes_to_boxes(seen):
            if self.view != BOXES:
                self.show_view(BOXES)
            self.boxes.take(seen)
        elif self.view == ISSUE:
            self.issue.tell("")
            if not self.issue.take(seen):
                self._tell(no_copy(seen).text)
        else:
            self._look(seen)

    def _goes_to_boxes(self, seen: Seen) -> bool:
        """A box is looked at there; the list of who has what promises to take back what is lent and scanned."""
        if not isinstance(seen, SeenCopy) or seen.copy.item_kind != BOX:
            return False
        return self.view == STOCK or (self.view == HELD and seen.copy.loan is None)

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
            if seen.copy.item_kind == BOX:
                text = _("The box “{title}” is back from {name}; count its books on Boxes. F8 takes it back.")
            self.around.say(text.format(title=seen.copy.name, name=known_as(self.desk, loan.reader_id)))
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
