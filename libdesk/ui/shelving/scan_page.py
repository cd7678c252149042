"""A page of shelving where books are scanned at one line: what it hears, and a missed return taken back by one key."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.desk import CopyInHand
from libdesk.i18n import _
from libdesk.ui.shelving.copy_words import Word, answer_to
from libdesk.ui.shelving.take_back import take_back
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.scan_box import ScanBox
from libdesk.ui.widgets.scan_line import Answer, ScanLine


class ScanPage(Tab):
    """Subclasses make `line` and say where a book that is taken back stands, and what they show then."""

    UNDONE_HERE = frozenset({Op.SHELVE, Op.GIVE_BACK, Op.MARK_FOUND})

    document_asked = Signal(str, object)
    heard = Signal(object)
    """The outcome of a scan, for the ear."""

    line: ScanLine

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self._busy_here = False

    def _listen(self, within: QWidget | None = None) -> None:
        """`within`: the part of the page in which the key of the answer is heard."""
        self.line.heard.connect(self.heard)
        self.line.listen(self, within)

    @property
    def scan_target(self) -> ScanBox:
        return self.line.box

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.line.box,)

    @contextmanager
    def _by_itself(self) -> Iterator[None]:
        """What is written meanwhile the page shows itself: it is not refreshed as by something done elsewhere."""
        self._busy_here = True
        try:
            yield
        finally:
            self._busy_here = False

    # A missed return, a book that was believed lost

    def _answer(self, copy: CopyInHand) -> Answer | None:
        """What may be answered to this copy by whoever is at the desk."""
        words = answer_to(copy) if self.desk.allows(Op.GIVE_BACK) else ""
        return Answer(words, lambda: self._take_back(copy), by_card=True) if words else None

    def _take_back(self, copy: CopyInHand) -> None:
        if self.around.jobs.busy_library:
            self.line.hear(Outcome.REFUSED, _("A job is writing. Do this when it is done."), self._answer(copy))
            return
        try:
            with self._by_itself():
                word = take_back(self.desk, copy, stands=self._stands(copy))
        except DeskError as error:
            self.line.hear(Outcome.REFUSED, error.text())
            return
        self.line.box.forget_last()
        self._taken_back(copy, word)

    def _stands(self, copy: CopyInHand) -> bool:
        """Whether it is on its shelf, so that it need not be carried there."""
        raise NotImplementedError  # every page has its own

    def _taken_back(self, copy: CopyInHand, word: Word) -> None:
        """Tell it, and show what is so now."""
        raise NotImplementedError  # every page has its own
