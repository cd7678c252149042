"""The stocktake: what is scanned here is seen, told at once and counted; begun, fed by file and finished in views.

The counts are read beside the desk when the page is shown or something else was done meanwhile; a scan moves them on.
"""

from dataclasses import replace
from functools import cached_property
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from libdesk.actions.stocktaking.counting import count_scan, of_today
from libdesk.domain.barcodes import Command, command_of, read_scan
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.books import show_place
from libdesk.domain.rows.stocktake import Counted, CountedCopy, StocktakeRow, Told
from libdesk.domain.stocktake.endings import Odds, more_odds
from libdesk.domain.stocktake.stands import Stand, Tally
from libdesk.i18n import N_, _
from libdesk.store.queries import places
from libdesk.store.queries import stocktakes as queries
from libdesk.store.queries.stocktake_lists import Now
from libdesk.ui import icons, theme
from libdesk.ui.jobs import Lane
from libdesk.ui.one_job import OneJob
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.settings.section import choice
from libdesk.ui.shelving.stocktake import views, words
from libdesk.ui.shelving.stocktake.doing import Doing
from libdesk.ui.shelving.stocktake.lists_view import ListsView
from libdesk.ui.shelving.take_back import take_back
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.scan_box import ScanBox
from libdesk.ui.widgets.stack import Stack
from libdesk.ui.widgets.told_line import ToldLine


class StocktakePage(Tab):
    NAME = "stocktake_page"
    TITLE = N_("Stocktake")
    ICON = icons.STOCKTAKE
    OP = Op.COUNT_STOCK
    TOPICS = frozenset({Topic.STOCKTAKE, Topic.BOOKS, Topic.LOANS, Topic.SETTINGS})
    UNDONE_HERE = frozenset({Op.GIVE_BACK})

    document_asked = Signal(str, object)
    heard = Signal(object)
    """The outcome of a scan, for the ear."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.now: Now | None = None
        self.offered: Counted | None = None  # the scan of a copy on loan, which F3 takes back
        self._since: list[Counted] = []  # scans while the counts were being read
        self._busy_here = False  # this page is writing: it knows itself what changed
        self._took_back = False  # the last thing that was done is a return here
        self._counts = OneJob(around.jobs, self)
        self.which = choice("stocktake_which", [])
        self.box = ScanBox()
        self.where = choice("stocktake_where", [])
        self.told = ToldLine(3)
        self.figures = named(label(wrap=True), "stocktake_figures")
        self.lists = ListsView(around)
        self.doing = Doing(self)
        self.back = button("stocktake_give_back", _("F3 Take it back"), self.take_back, icon=icons.BOOK_IN)
        self.views = Stack()
        self._assemble()
        self._connect()
        self.refresh()

    def _assemble(self) -> None:
        self.which.setAccessibleName(_("Stocktake"))
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.which.setMinimumContentsLength(8)
        self.box.setObjectName("stocktake_box")
        self.box.setPlaceholderText(_("Scan a book"))
        self.box.setAccessibleDescription(_("The barcode of a book on the shelf"))
        self.where.setAccessibleName(_("Where you are scanning"))
        self.where.setToolTip(_("Say where you are, and a book that belongs elsewhere is told"))
        self.back.hide()
        self.scans = wrapped((self.box, 1), label(_("Here:"), buddy=self.where), self.where, self.back, gap=2)
        main = down(
            self.scans, self.told, self.figures,
            wrapped((self.which, 1), self.lists.choosing, *self.doing.at_top, gap=2), (self.lists, 1),
            wrapped(*self.doing.at_foot, gap=2), gap=0.5,
        )  # fmt: skip
        self.main = main
        self.views.addWidget(main)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(1))
        column.addWidget(self.views)

    def _connect(self) -> None:
        self.which.activated.connect(lambda _at: self._chosen())
        self.where.activated.connect(lambda _at: self.box.setFocus())
        self.box.scanned.connect(self.take_scan)
        self.box.repeated.connect(lambda _raw: self.around.say(_("Scanned twice: counted once.")))
        self.box.moved.connect(lambda _by: self.lists.table.view.setFocus())
        self.lists.row_changed.connect(self.doing.mirror)
        self.lists.groups_wanted.connect(self._read_counts)

    @property
    def scan_target(self) -> ScanBox:
        return self.box

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.box, self.which, *self.doing.at_top)

    def take_focus(self) -> None:
        if self.views.currentWidget() is self.main:
            focus_first((self.box, self.lists.table.view, self.doing.begin))

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.desk.settings.zone)

    # What is shown

    @property
    def row(self) -> StocktakeRow | None:
        row: StocktakeRow | None = self.which.currentData()
        return row

    def refresh(self) -> None:
        if self._busy_here or not self.desk.allows(self.OP):
            return
        self.forget_scan()
        self.tell(Outcome.DONE, "")
        try:
            self._fill(self.row.id if self.row is not None else None)
        except DeskError as error:
            self.tell(Outcome.REFUSED, error.text())

    def show_stocktake(self, stocktake_id: int) -> None:
        """This one from now on."""
        self._fill(stocktake_id)
        self._chosen()

    def _fill(self, wanted: int | None) -> None:
        rows = [of_today(self.desk, row) for row in queries.stocktakes(self.desk.read(self.OP))]
        self.which.clear()
        for row in rows:
            self.which.addItem(words.named(row), row)
        if not rows:
            self.which.addItem(_("No stocktake yet"), None)
        self.which.setCurrentIndex(next((nth for nth, row in enumerate(rows) if row.id == wanted), 0))
        if self.row is None or self.row.id != wanted:
            self.now = None
        self._fill_places()
        self._count()

    def _fill_places(self) -> None:
        kept, row = self.where.currentData(), self.row
        self.where.clear()
        self.where.addItem(_("place not said"), None)
        for place_id, name in places.named_places(self.desk.library):
            self.where.addItem(name, place_id)
        if row is not None and row.part.place_id is not None and kept is None:
            kept = row.part.place_id
        self.where.setCurrentIndex(max(0, self.where.findData(kept)))

    def _chosen(self) -> None:
        self.now = None
        self._offer(None)
        self.where.setCurrentIndex(0)
        self._fill_places()
        self.tell(Outcome.DONE, "")
        self._count()
        self.take_focus()

    def _count(self) -> None:
        """Beside the desk: what the last scans have moved stays shown until the counts are there."""
        row = self.row
        self._mirror()
        self.lists.show_stocktake(row, self.now)
        self._read_counts()

    def _read_counts(self) -> None:
        row, grouped = self.row, self.lists.is_grouped
        if row is None:
            self._counts.drop()
            return
        self._counts.start(
            Lane.PREVIEW, _("Counting a stocktake"),
            lambda desk, _progress: views.now_of(desk, row, grouped=grouped), self._counted, self._count_failed,
        )  # fmt: skip

    def _counted(self, now: Now) -> None:
        """The counts of a moment, moved on by what was scanned since."""
        self.now = now
        self._since = [counted for counted in self._since if counted.journal_id > now.up_to]
        for counted in self._since:
            self._move(counted)
        self._mirror()
        self.lists.show_now(self.now)

    def _count_failed(self, error: Exception) -> None:
        if isinstance(error, DeskError):
            self.figures.setText(error.text())

    def _mirror(self) -> None:
        row = self.row
        counts = row is not None and row.is_open
        self.scans.setVisible(counts)
        if row is None:
            text = _("A librarian begins a stocktake of the library or a part of it; then whoever is there scans.")
        elif self.now is None:
            text = f"{words.part_of(row)} · {_('Counting …')}"
        else:
            text = f"{words.part_of(row)} · {words.figures(self.now.tally, self.now.odds, done=not row.is_open)}"
        self.figures.setText(text)
        self.back.setVisible(self.offered is not None)
        self.doing.mirror()

    # Scans

    def take_scan(self, raw: str, typed: bool) -> None:
        """A copy is counted; whatever else it is, is told. While a job writes nothing is."""
        scan = read_scan(raw)
        row = self.row
        if scan.empty or row is None:
            return
        if command_of(scan.code_key) is Command.RETURN and self.offered is not None:
            self.take_back()
            return
        if self.around.jobs.busy_library:
            self._hear(Outcome.REFUSED, _("A job is writing. Scan this book again when it is done."))
            return
        self.forget_scan(again=False)
        try:
            self._busy_here = True
            place_id = self.where.currentData()
            counted = count_scan(self.desk, stocktake_id=row.id, scan=scan, place_id=place_id, typed=typed)
        except DeskError as error:
            self._hear(Outcome.REFUSED, error.text())
            return
        finally:
            self._busy_here = False
        self._show_counted(counted)
        self.box.setFocus()

    def _show_counted(self, counted: Counted) -> None:
        standing, copy = counted.standing, counted.copy
        if counted.journal_id:
            self._since = [*self._since, counted] if self._counts.running else []
            self._move(counted)
        belongs = show_place(copy.place) if copy is not None and copy.place else ""
        seen_at = standing.seen_at if standing is not None else None
        before = words.when(seen_at, self.zone, self.desk.today) if seen_at is not None else ""
        tally = self.now.tally if self.now is not None else Tally()
        box = copy.box.shown(self.desk.today) if copy is not None and copy.box is not None else ""
        outcome, text = words.told(counted, tally, belongs, seen_when=before, box=box)
        if copy is not None and copy.loan is not None and self.desk.allows(Op.GIVE_BACK):
            self._offer(counted)
        self._hear(outcome, text)
        if counted.told is Told.SEEN and copy is not None:
            self.lists.add_seen(self._line(counted))
        self._mirror()

    def _move(self, counted: Counted) -> None:
        """One scan more in the counts that are shown."""
        if self.now is None:
            return
        standing = counted.standing
        self.now = replace(self.now, odds=self._more_odds(self.now, counted))
        if standing is not None and standing.stand not in (None, Stand.GONE):
            assert standing.stand is not None
            group = (standing.place_id, standing.letter) if self.now.grouped else (None, "")
            self.now.tally.move(*group, standing.stand, Stand.SEEN)
        self.lists.show_now(self.now)

    def _more_odds(self, now: Now, counted: Counted) -> Odds:
        status = counted.copy.status if counted.copy is not None else ""
        in_part = counted.standing is not None and counted.standing.stand is not None
        return more_odds(
            now.odds, stray=counted.told is Told.STRAY, status=status, in_part=in_part, wrong=counted.wrong_place
        )

    def _line(self, counted: Counted) -> CountedCopy:
        copy = counted.copy
        assert copy is not None
        actor = self.desk.actor
        return CountedCopy(
            copy.id, copy.name, copy.barcode, "", copy.call_no or "", copy.place or "", copy.status, self.desk.now(),
            actor.name, "", counted.journal_id,
        )  # fmt: skip

    def _offer(self, counted: Counted | None) -> None:
        self.offered = counted
        self.back.setVisible(counted is not None)

    def give_back_here(self) -> bool:
        """F3 while a book that is on loan was just scanned: its return was missed, it is taken back now."""
        if self.offered is None:
            return False
        self.take_back()
        return True

    def take_back(self) -> None:
        offered = self.offered
        if offered is None or offered.copy is None:
            return
        try:
            self._busy_here = True
            word = take_back(self.desk, offered.copy, stands=not offered.wrong_place)
        except DeskError as error:
            self._hear(Outcome.REFUSED, error.text())
            return
        finally:
            self._busy_here = False
        self.forget_scan()
        self._took_back = True
        self._hear(word.outcome, word.text)
        self.box.setFocus()

    @property
    def undone_here(self) -> frozenset[Op]:
        """F8 after F3: the return was a matter of this page."""
        return frozenset({Op.GIVE_BACK}) if self._took_back else frozenset()

    def forget_scan(self, *, again: bool = True) -> None:
        """What was told last is over, perhaps taken back: nothing is offered; `again`: the same code is meant anew."""
        self._took_back = False
        self._offer(None)
        if again:
            self.box.forget_last()

    def _hear(self, outcome: Outcome, text: str) -> None:
        self.heard.emit(outcome)
        self.tell(outcome, text)

    def tell(self, outcome: Outcome, text: str) -> None:
        self.told.tell(outcome, text)
