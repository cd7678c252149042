"""A range of call numbers moves to another place: what would go is told as it is typed, beside the desk."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from libdesk.actions.desk import Desk
from libdesk.actions.shelving import shelves as actions
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.rows.shelving import RangeMoved, RangeOutlook, ShelfRow
from libdesk.domain.shelf_ranges import Stretch, stretch_of
from libdesk.i18n import _
from libdesk.store.queries import shelves as queries
from libdesk.store.queries.places import named_places
from libdesk.ui.jobs import Lane
from libdesk.ui.large_change import after_backup
from libdesk.ui.one_job import OneJob
from libdesk.ui.shelving.shelves import words
from libdesk.ui.shelving.shelves.forms import MoveForm
from libdesk.ui.tab import Surroundings

AT_ONCE: Final = 500  # books that move before the eye; more move as a job


class Moving(MoveForm):
    """The form with what it does; meanwhile nothing on the `page` can be pressed."""

    moved = Signal(object)
    """A RangeMoved."""

    def __init__(self, around: Surroundings, page: QWidget, *, gives_back_to: QWidget) -> None:
        super().__init__(gives_back_to=gives_back_to)
        self.around, self.desk, self._page = around, around.desk, page
        self._looking = OneJob(around.jobs, self)
        self._seen: tuple[dict[str, Any], RangeOutlook] | None = None  # the last look, and of what it was
        self.changed.connect(self._look_ahead)
        self.closed.connect(self._looking.drop)

    def begin(self, row: ShelfRow | None) -> None:
        """Ask for a range, that of a shelf to begin with."""
        self.show_range(named_places(self.desk.library), row)
        self.ask(_("Books and shelves of a range go to another place."), _("Move these books"), self._move)
        self._look_ahead()

    def _stretch(self, values: dict[str, Any]) -> Stretch:
        decimal = self.desk.settings.author_decimal
        return stretch_of(values["from_no"], values["to_no"] or values["from_no"], author_decimal=decimal)

    def _look_ahead(self) -> None:
        """What would move, as it is typed: of a large library the count takes its time."""
        values, decimal = self.values(), self.desk.settings.author_decimal
        self._looking.drop()
        try:
            stretch = self._stretch(values)
        except DeskError as error:
            self._tell_ahead(error.text() if values["from_no"] and values["to_no"] else "")
            return

        def look(desk: Desk, _progress: Progress) -> RangeOutlook:
            library = desk.read(Op.SEE_SHELVING)
            return queries.outlook(library, values["place_id"], values["to_place"], stretch, decimal=decimal)

        def seen(found: RangeOutlook) -> None:
            self._seen = values, found
            self._tell_ahead(words.outlook(found))

        self._looking.start(Lane.PREVIEW, _("Counting the books of a range"), look, seen, self._look_failed)

    def _look_failed(self, error: Exception) -> None:
        self._tell_ahead(error.text() if isinstance(error, DeskError) else "")

    def _tell_ahead(self, text: str) -> None:
        self.words.setText(text)
        self.words.setVisible(bool(text))

    def _move(self) -> None:
        """At once where it is few; else after a backup, as a job beside the desk."""
        values = self.values()
        stretch = self._stretch(values)
        if self._seen is not None and self._seen[0] == values:
            count = self._seen[1].copies
        else:
            count = queries.count_in(self.desk.library, values["place_id"], stretch)
        if count <= AT_ONCE:
            self.moved.emit(actions.move_range(self.desk, **values))
            return
        after_backup(self.around, self._page, count, lambda: self._start(values), self._refused)

    def _start(self, values: dict[str, Any]) -> None:
        def work(desk: Desk, progress: Progress) -> RangeMoved:
            return actions.move_range(desk, **values, progress=progress)

        def ended(then: Callable[[], object]) -> None:
            if isValid(self):
                self._page.setEnabled(True)
                then()

        self._page.setEnabled(False)
        self.around.jobs.start(
            Lane.LIBRARY, _("Moving books to another place"), work, lambda done: ended(lambda: self.moved.emit(done)),
            lambda error: ended(lambda: self._refused(error.text() if isinstance(error, DeskError) else "")),
        )  # fmt: skip

    def _refused(self, text: str) -> None:
        if text:
            self.around.say(text)
