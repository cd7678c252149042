"""The stocktake: what is scanned here is seen, told at once and counted; begun, fed by file and finished in views.

The counts are read beside the desk when the page is shown or something else was done meanwhile; a scan moves them on.
"""

from dataclasses import replace
from functools import cached_property
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from libdesk.actions.stocktaking.counting import count_scan, of_today
from libdesk.domain.barcodes import read_scan
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.books import show_place
from libdesk.domain.rows.desk import CopyInHand
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
from libdesk.ui.parts import down, label, named, wrapped
from libdesk.ui.settings.section import choice
from libdesk.ui.shelving.copy_words import BACK, Word
from libdesk.ui.shelving.scan_page import ScanPage
from libdesk.ui.shelving.stocktake import views, words
from libdesk.ui.shelving.stocktake.doing import Doing
from libdesk.ui.shelving.stocktake.lists_view import ListsView
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.choices import fill
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.scan_line import ScanLine
from libdesk.ui.widgets.stack import Stack


class StocktakePage(ScanPage):
    NAME = "stocktake_page"
    TITLE = N_("Stocktake")
    ICON = icons.STOCKTAKE
    OP = Op.COUNT_STOCK
    TOPICS = frozenset({Topic.STOCKTAKE, Topic.BOOKS, Topic.LOANS, Topic.SETTINGS})

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.now: Now | None = None
        self._last: Counted | None = None  # the scan that was told last
        self._since: list[Counted] = []  # scans while the counts were being read
        self._counts = OneJob(around.jobs, self)
        self.which = choice("stocktake_which", [])
        self.where = choice("stocktake_where", [])
        self.line = ScanLine("stocktake", label(_("Here:"), buddy=self.where), self.where, small=3)
        self.figures = named(label(wrap=True), "stocktake_figures")
        self.lists = ListsView(around)
        self.doing = Doing(self)
        self.views = Stack()
        self._assemble()
        self._connect()
        self.refresh()

    def _assemble(self) -> None:
        self.which.setAccessibleName(_("Stocktake"))
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.which.setMinimumContentsLength(8)
        self.line.box.setAccessibleDescription(_("The barcode of a book on the shelf"))
        self.where.setAccessibleName(_("Where you are scanning"))
        self.where.setToolTip(_("Say where you are, and a book that belongs elsewhere is told"))
        main = down(
            self.line, self.figures,
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
        self.where.activated.connect(lambda _at: self.line.box.setFocus())
        self.line.box.scanned.connect(self.take_scan)
        self.line.box.moved.connect(lambda _by: self.lists.table.view.setFocus())
        self._listen(self.main)
        self.lists.row_changed.connect(self.doing.mirror)
        self.lists.groups_wanted.connect(self._read_counts)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.line.box, self.which, *self.doing.at_top)

    def take_focus(self) -> None:
        if self.views.currentWidget() is self.main:
            focus_first((self.line.box, self.lists.table.view, self.doing.begin))

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
        self.line.box.forget_last()
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
        fill(self.where, places.named_places(self.desk.library), _("place not said"))
        if row is not None and row.part.place_id is not None and kept is None:
            self.where.setCurrentIndex(max(0, self.where.findData(row.part.place_id)))

    def _chosen(self) -> None:
        self.now = None
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
        self.line.scans.setVisible(counts)
        if row is None:
            text = _("A librarian begins a stocktake of the library or a part of it; then whoever is there scans.")
        elif self.now is None:
            text = f"{words.part_of(row)} · {_('Counting …')}"
        else:
            text = f"{words.part_of(row)} · {words.figures(self.now.tally, self.now.odds, done=not row.is_open)}"
        self.figures.setText(text)
        self.doing.mirror()

    # Scans

    def take_scan(self, raw: str, typed: bool) -> None:
        """A copy is counted; whatever else it is, is told. While a job writes nothing is."""
        scan = read_scan(raw)
        row = self.row
        if scan.empty or row is None or self.line.answered_by(scan):
            return
        if self.around.jobs.busy_library:
            self.line.hear(Outcome.REFUSED, _("A job is writing. Scan this book again when it is done."))
            return
        try:
            with self._by_itself():
                place_id = self.where.currentData()
                counted = count_scan(self.desk, stocktake_id=row.id, scan=scan, place_id=place_id, typed=typed)
        except DeskError as error:
            self.line.hear(Outcome.REFUSED, error.text())
            return
        self._show_counted(counted)
        self.line.box.setFocus()

    def _show_counted(self, counted: Counted) -> None:
        self._last = counted
        standing, copy = counted.standing, counted.copy
        if counted.journal_id:
            self._since = [*self._since, counted] if self._counts.running else []
            self._move(counted)
        belongs = show_place(copy.place) if copy is not None and copy.place else ""
        seen_at = standing.seen_at if standing is not None else None
        before = words.when(seen_at, self.zone, self.desk.today) if seen_at is not None else ""
        tally = self.now.tally if self.now is not None else Tally()
        box = copy.box.shown(self.desk.today) if copy is not None and copy.box is not None else ""
        if not self.desk.allows(Op.SEE_CHARGES):
            counted = replace(counted, loss=None)  # who owed it is nothing for a pupil
        outcome, text = words.told(counted, tally, belongs, seen_when=before, box=box)
        missed = copy is not None and copy.status in BACK
        self.line.hear(outcome, text, self._answer(copy) if copy is not None and missed else None)
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

    def _stands(self, copy: CopyInHand) -> bool:
        return self._last is None or not self._last.wrong_place

    def _taken_back(self, copy: CopyInHand, word: Word) -> None:
        self.line.hear(*word)

    def tell(self, outcome: Outcome, text: str) -> None:
        self.line.tell(outcome, text)
