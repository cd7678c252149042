"""Where books are scanned on a page: the box, what each scan said, and the one answer to it by F12."""

from collections.abc import Callable
from typing import Final, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.domain.barcodes import Command, Scan, command_of
from libdesk.domain.ops import Change, Op
from libdesk.domain.outcome import Outcome
from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.page_area import SETTLED, Whole
from libdesk.ui.parts import across, button, wrapped
from libdesk.ui.tab import Tab
from libdesk.ui.widgets.scan_box import ScanBox
from libdesk.ui.widgets.scrolled import scroll_to
from libdesk.ui.widgets.told_line import ToldLine

ANSWER_KEY: Final = "F12"


class Answer(NamedTuple):
    """What may be answered to a scan or a deed; `by_card`: also by the card for returns, far from the keyboard."""

    words: str
    act: Callable[[], object]
    by_card: bool = False


class ScanLine(Whole):
    """`name` begins the object names; `beside` stands in the row of the box; `small` are the lines in ordinary size."""

    heard = Signal(object)
    """The outcome of a scan, for the ear."""

    def __init__(self, name: str, *beside: QWidget, small: int = 2) -> None:
        super().__init__()
        self.box = ScanBox()
        self.told = ToldLine(small)
        self._answer: Answer | None = None
        self.answer = button(f"{name}_answer", "", self.give_answer, role="next")
        self.box.setObjectName(f"{name}_box")
        self.box.setPlaceholderText(_("Scan a book"))
        self.answer.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        self.scans = wrapped((self.box, 1), *beside, gap=2)
        column.addWidget(self.scans)
        self._line = across((self.told, 1), self.answer, end=False)
        column.addWidget(self._line)
        self._line.hide()

    def listen(self, page: Tab, within: QWidget | None = None) -> None:
        """Have F12 give the answer anywhere on this page, or in a part of it, and F8 take back what is told."""
        key = QShortcut(QKeySequence(ANSWER_KEY), within or page, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.give_answer)
        self.box.repeated.connect(lambda _raw: page.around.say(_("Scanned twice: counted once.")))
        page.around.bridge.changed.connect(self._changed)

    def _changed(self, change: Change) -> None:
        if change.op is Op.UNDO and self._answer is None:
            self.tell(Outcome.DONE, "")
            self.box.forget_last()

    def hear(self, outcome: Outcome, text: str, answer: Answer | None = None) -> None:
        """What a scan came to, also for the ear."""
        self.heard.emit(outcome)
        self.tell(outcome, text, answer)

    def tell(self, outcome: Outcome, text: str, answer: Answer | None = None) -> None:
        self._answer = answer
        self.answer.setVisible(answer is not None)
        if answer is not None:
            self.answer.setText(f"{ANSWER_KEY} {answer.words}")
        self.told.tell(outcome, text)
        self._line.setVisible(bool(text))
        if text:  # in large type the page is scrolled: what became of a scan is seen all the same
            for wait in (0, SETTLED):
                QTimer.singleShot(wait, self, lambda: scroll_to(self._line))

    def give_answer(self) -> None:
        """Do what is offered, once."""
        answer, self._answer = self._answer, None
        if answer is not None:
            self.answer.hide()
            answer.act()
            self.box.setFocus()

    def answered_by(self, scan: Scan) -> bool:
        """Whether this scan was the answer: the card for returns, while a book is to be taken back."""
        waits = self._answer is not None and self._answer.by_card
        if not waits or command_of(scan.code_key) is not Command.RETURN:
            return False
        self.give_answer()
        return True
