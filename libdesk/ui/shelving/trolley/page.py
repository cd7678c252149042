"""The trolley: what came back stands here in the order of the shelves, and leaves as it is scanned or ticked off."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from libdesk.actions.shelving.trolley import shelve, waits_since
from libdesk.domain.arrivals import Step, waits_for
from libdesk.domain.barcodes import read_scan
from libdesk.domain.counter import SeenCopy
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.arrivals import Wanted
from libdesk.domain.rows.desk import CopyInHand
from libdesk.domain.rows.shelving import ShelfItem, Shelved, TrolleyFound
from libdesk.i18n import N_, _, ngettext, sentences
from libdesk.store.queries import arrivals as arrival_queries
from libdesk.store.queries import scan as scan_queries
from libdesk.store.queries import shelves as shelf_queries
from libdesk.store.queries import trolley as queries
from libdesk.ui import icons, theme
from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.parts import button, label, wrapped
from libdesk.ui.shelving.copy_words import IN, Word, for_reader, no_copy, out_of_place
from libdesk.ui.shelving.scan_page import ScanPage
from libdesk.ui.shelving.trolley.paper import trolley_maker
from libdesk.ui.shelving.trolley.words import COLUMNS
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.choices import fill, place_choice
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.scan_line import ScanLine

ARRIVALS: Final = "arrivals_page"


class TrolleyPage(ScanPage):
    NAME = "trolley_page"
    TITLE = N_("Trolley")
    ICON = icons.BOOK_IN
    OP = Op.SEE_SHELVING
    TOPICS = frozenset({Topic.BOOKS, Topic.LOANS, Topic.SHELVING, Topic.SETTINGS, Topic.CALENDAR})

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.found = TrolleyFound((), 0)
        self._places: list[tuple[int, str, int]] = []
        self.place = place_choice("trolley_place")
        self.arrivals = button("trolley_arrivals", "", self._show_arrivals, icon=icons.STOCKTAKE)
        self.print = button("trolley_print", _("Print this list"), self._print, icon=icons.PRINT)
        self.line = ScanLine("trolley", self.print)
        self.list = RowTable(
            COLUMNS, name=_("Books on the trolley"), empty=Empty(""), key=lambda row: row.copy_id, many=True
        )
        self.chosen = button("trolley_shelved", _("Shelved"), self.shelve_chosen, icon=icons.CHECK)
        self.all = button("trolley_all", "", self.shelve_all)
        self.state = label(role="note")
        self._assemble()
        self._connect()
        self.refresh()

    def _assemble(self) -> None:
        self.line.box.setAccessibleDescription(_("The barcode of a book that is put on the shelf"))
        self.list.keep_in_sight(3)
        self.chosen.setToolTip(_("Noted for the chosen rows; Ctrl+A chooses all"))
        self.all.setToolTip(_("All that stand in this list, in one step; Ctrl+Return"))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(1))
        column.setSpacing(theme.space(1))
        column.addWidget(wrapped(self.place, None, self.arrivals, gap=2))
        column.addWidget(self.line)
        column.addWidget(self.list, 1)
        column.addWidget(wrapped(self.chosen, self.all, None, self.state, gap=2))

    def _connect(self) -> None:
        self.place.activated.connect(lambda _at: self._look())
        self.line.box.scanned.connect(self.take_scan)
        self.line.box.moved.connect(lambda _by: self.list.view.setFocus())
        self._listen()
        self.list.opened.connect(lambda _row: self.shelve_chosen())
        self.list.chosen_changed.connect(self._mirror)
        self.list.row_changed.connect(lambda _row: self._mirror())
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+A"), self, context=within).activated.connect(self.list.view.selectAll)
        QShortcut(QKeySequence("Ctrl+Return"), self, context=within).activated.connect(self.all.click)

    # The list

    def refresh(self) -> None:
        if self._busy_here or not self.desk.allows(self.OP):
            return
        try:
            self._places = queries.places(self.desk.read(Op.SEE_SHELVING), since=waits_since(self.desk))
            self._look()
        except DeskError as error:
            self.list.show_error(error.text(), ((_("Try again"), self.refresh),))

    def _look(self) -> None:
        """What waits for the place that is chosen."""
        self._fill_places()
        self.found = self._waiting(queries.MOST)
        self._show()

    def _waiting(self, most: int) -> TrolleyFound:
        library, settings = self.desk.read(Op.SEE_SHELVING), self.desk.settings
        return queries.waiting(
            library, shelf_queries.shelf_map(library, decimal=settings.author_decimal), since=waits_since(self.desk),
            zone=settings.zone, place_id=self.place.currentData(), limit=most,
        )  # fmt: skip

    def _fill_places(self) -> None:
        fill(self.place, [(key, f"{name} ({count:,})") for key, name, count in self._places])

    def _gone(self, ids: Collection[int]) -> None:
        """What was just put away leaves the list: after a scan thousands of other rows are not read again."""
        left = tuple(row for row in self.found.rows if row.copy_id not in ids)
        went = Counter(row.place_id for row in self.found.rows if row.copy_id in ids)
        if went.total() != len(ids) or self.found.copies > len(self.found.rows):
            self.refresh()
            return
        self.found = TrolleyFound(left, len(left))
        self._places = [(key, name, count - went[key]) for key, name, count in self._places if count > went[key]]
        chosen = self.place.currentData()
        self._fill_places()
        if self.place.currentData() != chosen:  # nothing waits there any more
            self._look()
        else:
            self._show()

    def _show(self) -> None:
        new = arrival_queries.count(self.desk.read(Op.SEE_SHELVING), Wanted(int(Step.SHELF)))
        text = ngettext("{n} new book waits for the shelf", "{n} new books wait for the shelf", new)
        self.arrivals.setText(text.format(n=f"{new:,}"))
        self.arrivals.setVisible(bool(new))
        self.arrivals.setEnabled(self.desk.allows(Op.HANDLE_ARRIVALS))
        self.list.set_empty(self._empty())
        more = self.found.copies > len(self.found.rows)
        self.list.show_rows(self.found.rows, total=self.found.copies if more else None)
        self._mirror()

    def _empty(self) -> Empty:
        if not self.desk.settings.trolley:
            text = _(
                "Books that come back count as shelved at once. To have them wait here, see Settings, Cataloguing."
            )
            return Empty(_("This library keeps no trolley"), text, (), icons.INFO)
        sentence = _("Books that come back stand here, in the order of the shelves, until they are put away.")
        return Empty(_("The trolley is empty"), sentence, (), icons.CHECK_CIRCLE)

    def _mirror(self) -> None:
        rows, may = self.list.chosen_rows(), self.desk.allows(Op.SHELVE)
        count = ngettext("{n} book", "{n} books", self.found.copies).format(n=f"{self.found.copies:,}")
        chosen = _("{n} chosen").format(n=f"{len(rows):,}") if len(rows) > 1 else ""
        self.state.setText(" · ".join(part for part in (count, chosen) if part))
        here = self.place.currentText().rpartition(" (")[0] if self.place.currentData() is not None else ""
        self.all.setText(_("All of {place} are shelved").format(place=here) if here else _("All are shelved"))
        self.chosen.setEnabled(may and bool(rows))
        self.all.setEnabled(may and bool(self.found.rows))
        self.print.setEnabled(bool(self.found.rows))

    def _show_arrivals(self) -> None:
        tab = self.around.show_tab("catalogue_tab")
        if isinstance(tab, PagedTab):
            tab.show_page(ARRIVALS).take_focus()

    # What is shelved

    def shelve_chosen(self) -> None:
        self._note([row.copy_id for row in self.list.chosen_rows()])

    def shelve_all(self) -> None:
        """All of this place, also what is beyond the list."""
        library = self.desk.read(Op.SEE_SHELVING)
        self._note(queries.ids(library, since=waits_since(self.desk), place_id=self.place.currentData()))

    def _note(self, ids: Sequence[int]) -> None:
        if not ids:
            return
        if self._busy():
            self.line.tell(Outcome.REFUSED, _("A job is writing. Do this when it is done."))
            return
        try:
            done = self._put_away(ids)
        except DeskError as error:
            self.line.tell(Outcome.REFUSED, error.text())
            return
        text = ngettext("{n} book is on the shelf.", "{n} books are on the shelf.", done.copies)
        self.around.say(_("{done} F8 takes it back.").format(done=text.format(n=f"{done.copies:,}")))
        self.line.tell(Outcome.NOTICE, sentences(*(for_reader(one.title, one.reader) for one in done.held)))
        self.line.box.setFocus()

    def _put_away(self, ids: Sequence[int], *, typed: bool = False) -> Shelved:
        with self._by_itself():
            done = shelve(self.desk, ids, typed=typed)
        self._gone(set(ids))
        return done

    def _busy(self) -> bool:
        return bool(self.around.jobs.busy_library)

    def take_scan(self, raw: str, typed: bool) -> None:
        """A copy that is put on the shelf; whatever else it is, is told."""
        scan = read_scan(raw)
        if scan.empty or self.line.answered_by(scan):
            return
        library = self.desk.read(Op.SEE_SHELVING)
        seen = scan_queries.recognise(library, scan)
        if not isinstance(seen, SeenCopy):
            self.line.hear(*no_copy(seen))
        elif self._busy():
            self.line.hear(Outcome.REFUSED, _("A job is writing. Do this when it is done."))
        elif seen.copy.status != IN or seen.copy.box is not None:
            self.line.hear(*out_of_place(seen.copy, self.desk.today), self._answer(seen.copy))
        else:
            shelf_of = shelf_queries.shelf_map(library, decimal=self.desk.settings.author_decimal)
            item = shelf_queries.item(library, seen.copy.id, shelf_of)
            if item is not None:
                self._shelve(item, typed=typed)
        self.line.box.setFocus()

    def _stands(self, copy: CopyInHand) -> bool:
        """On the trolley; a further scan puts it on the shelf."""
        return False

    def _taken_back(self, copy: CopyInHand, word: Word) -> None:
        self.line.hear(*word)
        self.refresh()

    def _shelve(self, item: ShelfItem, *, typed: bool) -> None:
        if item.trolley is None and item.waiting != Step.SHELF:
            if item.waiting:
                text = _("“{title}” still waits for: {steps}")
                self.line.hear(Outcome.NOTICE, text.format(title=item.title, steps=waits_for(item.waiting)))
            else:
                text = _("“{title}” counts as shelved already. It belongs here: {where}")
                self.line.hear(Outcome.NOTICE, text.format(title=item.title, where=_where(item)))
            return
        try:
            done = self._put_away([item.copy_id], typed=typed)
        except DeskError as error:
            self.line.hear(Outcome.REFUSED, error.text())
            return
        if done.held:
            self.line.hear(Outcome.NOTICE, for_reader(done.held[0].title, done.held[0].reader))
            return
        text = _("“{title}” is on the shelf: {where}").format(title=item.title, where=_where(item))
        self.line.hear(Outcome.DONE, text)

    def _print(self) -> None:
        place = self.place.currentText().rpartition(" (")[0] if self.place.currentData() is not None else ""
        rows = self.found.rows if self.found.copies == len(self.found.rows) else self._waiting(self.found.copies).rows
        make = trolley_maker(self.desk, rows, place)
        self.document_asked.emit(_("Books to put back"), make)


def _where(item: ShelfItem) -> str:
    """The call number with place and shelf."""
    return " · ".join(part for part in (item.call_no or _("no call number"), item.where) if part)
