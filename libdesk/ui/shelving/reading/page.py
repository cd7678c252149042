"""Shelf reading: a shelf is scanned from left to right, each book is told at once, a list puts the shelf right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from libdesk.actions.shelving.trolley import shelve
from libdesk.domain.arrivals import Step
from libdesk.domain.barcodes import read_scan
from libdesk.domain.counter import SeenCopy
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.desk import CopyInHand
from libdesk.domain.rows.shelving import ShelfItem
from libdesk.domain.shelving.reading import OfShelf, Reading, Remark
from libdesk.i18n import N_, _, sentences
from libdesk.store.queries import scan as scan_queries
from libdesk.store.queries import shelves as queries
from libdesk.store.queries.places import named_places
from libdesk.ui import icons, theme
from libdesk.ui.jobs import Lane
from libdesk.ui.one_job import OneJob
from libdesk.ui.parts import button, label, wrapped
from libdesk.ui.shelving.copy_words import IN, Word, no_copy, out_of_place
from libdesk.ui.shelving.reading import words
from libdesk.ui.shelving.reading.kept import KeptShelf, keep, kept
from libdesk.ui.shelving.reading.lists import Lists, View
from libdesk.ui.shelving.reading.missed import not_found, sought
from libdesk.ui.shelving.reading.paper import reading_maker
from libdesk.ui.shelving.scan_page import ScanPage
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.choices import fill, place_choice
from libdesk.ui.widgets.paged_rows import PagedRows
from libdesk.ui.widgets.scan_line import Answer, ScanLine


class ShelfReadingPage(ScanPage):
    NAME = "shelf_reading_page"
    TITLE = N_("Shelf reading")
    ICON = icons.SCAN
    OP = Op.SEE_SHELVING
    TOPICS = frozenset({Topic.BOOKS, Topic.LOANS, Topic.HOLDS, Topic.SHELVING, Topic.SETTINGS})

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self._kept = kept(around.pc, self.desk)
        self.reading = Reading(OfShelf())
        self._missing = OneJob(around.jobs, self)
        self.place = place_choice("reading_place")
        self.shelf = place_choice("reading_shelf", _("Shelf"))
        self.print = button("reading_print", _("Print this list"), self._print, icon=icons.PRINT)
        self.clear = button("reading_clear", _("Next shelf"), self.begin_anew, icon=icons.NEXT)
        self.line = ScanLine("reading", self.clear, self.print)
        self.lists = Lists()
        self.done = button("reading_done", _("All is put right"), self.put_right, icon=icons.CHECK)
        self.remove = button("reading_remove", _("Take out of the list"), self.take_out, icon=icons.CLOSE)
        self.state = label(role="note")
        self._assemble()
        self._connect()
        self._restore()

    def _assemble(self) -> None:
        self.line.box.setAccessibleDescription(_("The barcodes of the books on a shelf, from left to right"))
        self.clear.setToolTip(_("The list is emptied; Ctrl+N"))
        self.done.setToolTip(_("The moves were done and the books taken off; the list shows the shelf as it is now"))
        self.remove.setToolTip(_("The chosen rows, scanned by mistake; Delete"))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(1))
        column.setSpacing(theme.space(1))
        column.addWidget(wrapped(self.place, self.shelf, None, self.lists.choice, gap=2))
        column.addWidget(self.line)
        column.addWidget(self.lists, 1)
        column.addWidget(wrapped(self.done, self.remove, None, self.state, gap=2))

    def _connect(self) -> None:
        self.place.activated.connect(lambda _at: self._other_place())
        self.shelf.activated.connect(lambda _at: self._judge_anew())
        self.line.box.scanned.connect(self.take_scan)
        self.line.box.moved.connect(lambda _by: self.lists.view_now.setFocus())
        self._listen()
        self.lists.view_changed.connect(self._show)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+N"), self, context=within).activated.connect(self.clear.click)
        QShortcut(QKeySequence("Delete"), self.lists, context=within).activated.connect(self.remove.click)

    # The shelf

    def refresh(self) -> None:
        if self._busy_here or not self.desk.allows(self.OP):
            return
        self._fill_choices()
        self._judge_anew()

    def _restore(self) -> None:
        """The shelf as it was left, on this PC."""
        if not self.desk.allows(self.OP):
            return
        self._fill_choices()
        self.place.setCurrentIndex(max(0, self.place.findData(self._kept.place_id)))
        self._fill_shelves()
        self.shelf.setCurrentIndex(max(0, self.shelf.findData(self._kept.shelf_id)))
        self._read(self._kept.copy_ids)

    def _fill_choices(self) -> None:
        fill(self.place, named_places(self.desk.read(Op.SEE_SHELVING)), _("place of the first book"))
        self._fill_shelves()

    def _fill_shelves(self) -> None:
        place_id = self.place.currentData()
        rows = [] if place_id is None else [(spot.id, spot.name) for spot in self._shelf_map().of(place_id)]
        fill(self.shelf, rows, _("every shelf"))
        self.shelf.setVisible(bool(rows))

    def _shelf_map(self) -> queries.ShelfMap:
        return queries.shelf_map(self.desk.read(Op.SEE_SHELVING), decimal=self.desk.settings.author_decimal)

    def _other_place(self) -> None:
        self._fill_shelves()
        self._judge_anew()

    def _of_shelf(self, shelf_of: queries.ShelfMap) -> OfShelf:
        place_id, shelf_id = self.place.currentData(), self.shelf.currentData()
        spots = shelf_of.of(place_id) if place_id is not None else ()
        return OfShelf(place_id, next((spot.stretch for spot in spots if spot.id == shelf_id), None))

    def _judge_anew(self) -> None:
        """The same books, as they are in the library now."""
        self._read([item.copy_id for item in self.reading.items])

    def _read(self, copy_ids: Sequence[int]) -> None:
        shelf_of = self._shelf_map()
        found = queries.items(self.desk.read(Op.SEE_SHELVING), copy_ids, shelf_of)
        self.reading = Reading(self._of_shelf(shelf_of), found)
        self._show()
        self._keep()

    def _keep(self) -> None:
        ids = tuple(item.copy_id for item in self.reading.items)
        now = KeptShelf(self.place.currentData(), self.shelf.currentData(), ids)
        if now != self._kept:
            self._kept = now
            keep(self.around.pc, self.desk, now)

    def _show(self) -> None:
        moves, off = self.reading.moves(), self.reading.off()
        self.lists.show_reading(self.reading.rows(), moves)
        self._read_missed()
        self.state.setText(words.counts(len(self.reading), len(moves), len(off)))
        self.done.setEnabled(bool(moves or off))
        self.remove.setVisible(self.lists.view is View.SCANNED)
        for made in (self.clear, self.remove, self.print):
            made.setEnabled(bool(len(self.reading)))

    def _read_missed(self) -> None:
        """Beside the desk, while it is on show: between two books far from each other much should stand."""
        self._missing.drop()
        if self.lists.view is View.MISSED:
            self.lists.missed.show_loading()
            at = sought(self.reading)
            self._missing.start(
                Lane.PREVIEW, _("Looking for what was not found"), lambda desk, _progress: not_found(desk, at),
                self._show_missed, self._missed_failed,
            )  # fmt: skip

    def _show_missed(self, copy_ids: Sequence[int]) -> None:
        shelf_of = self._shelf_map()
        self.lists.show_missed(PagedRows(copy_ids, lambda ids: self._items(ids, shelf_of), words.GONE))

    def _items(self, copy_ids: Sequence[int], shelf_of: queries.ShelfMap) -> dict[int, ShelfItem]:
        try:
            found = queries.items(self.desk.read(Op.SEE_SHELVING), copy_ids, shelf_of)
        except DeskError:  # painting is no place to fail; whatever is done next says why
            return {}
        return {item.copy_id: item for item in found}

    def _missed_failed(self, error: Exception) -> None:
        if isinstance(error, DeskError):
            self.lists.missed.show_error(error.text(), ((_("Try again"), self._read_missed),))

    # What is done

    def begin_anew(self) -> None:
        """The next shelf; what was read can be brought back as long as nothing else was scanned."""
        before = [item.copy_id for item in self.reading.items]
        self._read(())
        self.lists.choose(View.SCANNED)
        bring_back = Answer(_("Bring the list back"), lambda: self._read(before))
        self.line.tell(Outcome.DONE, _("Scan the first book of the next shelf, at the left."), bring_back)
        self.line.box.setFocus()

    def put_right(self) -> None:
        before = [item.copy_id for item in self.reading.items]
        self.reading = self.reading.put_right()
        self._show()
        self._keep()
        text = _("The list shows the shelf in order now.")
        self.line.tell(Outcome.DONE, text, Answer(_("As it was before"), lambda: self._read(before)))
        self.line.box.setFocus()

    def take_out(self) -> None:
        rows = self.lists.chosen()
        if rows and self.lists.view is View.SCANNED:
            self._read([item.copy_id for item in self.reading.without([row.item.copy_id for row in rows]).items])
            self.line.tell(Outcome.DONE, "")

    def take_scan(self, raw: str, typed: bool) -> None:
        scan = read_scan(raw)
        if scan.empty or self.line.answered_by(scan):
            return
        library = self.desk.read(Op.SEE_SHELVING)
        seen = scan_queries.recognise(library, scan)
        if not isinstance(seen, SeenCopy):
            self.line.hear(*no_copy(seen))
        elif (before := self.reading.find(seen.copy.id)) is not None and seen.copy.status == IN:
            text = _("“{title}” was scanned before, as number {number}.")
            self.line.hear(Outcome.NOTICE, text.format(title=seen.copy.name, number=before.number))
        else:
            self._add(seen.copy, typed=typed)
        self.line.box.setFocus()

    def _add(self, copy: CopyInHand, *, typed: bool) -> None:
        """At the right end of the shelf; one that stands in the list already is only told again."""
        shelf_of = self._shelf_map()
        item = queries.item(self.desk.read(Op.SEE_SHELVING), copy.id, shelf_of)
        if item is None:
            return
        if self.place.currentData() is None and item.place_id is not None:
            self.place.setCurrentIndex(max(0, self.place.findData(item.place_id)))
            self._fill_shelves()
            self.reading = Reading(self._of_shelf(shelf_of), self.reading.items)
        if self.reading.find(copy.id) is None:
            added = self.reading.add(item)
            self.lists.choose(View.SCANNED)
            self._show()
            self.lists.show_number(added.scanned.number)
            self._keep()
        else:
            added = self.reading.told(copy.id)
        if copy.status != IN or copy.box is not None:
            self.line.hear(*out_of_place(copy, self.desk.today), self._answer(copy))
        elif added.scanned.remark is not Remark.BELONGS:
            self.line.hear(Outcome.REFUSED, words.elsewhere(added.scanned))
        else:
            self._shelved(item, typed=typed)
            self.line.hear(Outcome.DONE if added.in_order else Outcome.REFUSED, words.order(added))

    def _shelved(self, item: ShelfItem, *, typed: bool) -> None:
        """It stands on the shelf, so it waits on no trolley and for no last step."""
        waits = item.trolley is not None or item.waiting == Step.SHELF
        if waits and self.desk.allows(Op.SHELVE) and not self.around.jobs.busy_library:
            try:
                done = shelve(self.desk, [item.copy_id], typed=typed)
            except DeskError:
                return
            if done.held:
                self._judge_anew()

    def _stands(self, copy: CopyInHand) -> bool:
        return True

    def _taken_back(self, copy: CopyInHand, word: Word) -> None:
        self._judge_anew()
        added = self.reading.told(copy.id)
        where = words.order(added) if added.scanned.remark is Remark.BELONGS else ""
        self.line.hear(word.outcome if added.in_order else Outcome.NOTICE, sentences(word.text, where))

    def _print(self) -> None:
        parts = [one.currentText() for one in (self.place, self.shelf) if one.currentData() is not None]
        self.document_asked.emit(_("Shelf reading"), reading_maker(self.desk, " · ".join(parts), self.reading))
