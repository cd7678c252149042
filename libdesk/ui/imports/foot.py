"""The foot of the import page, always in sight: what can be done next, how far it is, what was done and its undo."""

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from libdesk.i18n import _, sentences
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, label, named
from libdesk.ui.widgets.announce import announce

SHOW_AFTER_MS: Final = 600  # a shorter job shows no bar
WIDEST_START: Final = 0.6  # of the foot
TELL_LEFT_AFTER: Final = 5.0  # seconds until the time left is guessed


class Foot(QFrame):
    """One line: words, a bar with numbers while something runs, and at most two buttons."""

    start_asked = Signal()
    stop_asked = Signal()
    undo_asked = Signal()
    cards_asked = Signal()
    """The cards of the readers who came are to be printed."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self.setObjectName("import_foot")
        self._clock, self._began, self._title, self._start = clock, 0.0, "", ""
        self.words = named(label(wrap=True), "import_state")
        self.bar = named(QProgressBar(), "import_progress")
        self.stop = button("import_stop", _("Stop"), self.stop_asked.emit, icon=icons.STOP)
        self.undo = button("import_undo", _("Undo this import"), self.undo_asked.emit, icon=icons.UNDO)
        self.cards = button("import_cards", "", self.cards_asked.emit, icon=icons.PRINT)
        self.start = button("import_start", _("Import"), self.start_asked.emit, role="next")
        self._late = QTimer(self, singleShot=True, interval=SHOW_AFTER_MS)
        self._late.timeout.connect(self._show_busy)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        row.setSpacing(theme.space(3))
        row.addWidget(self.words, 1)
        row.addWidget(self.bar, 1)
        for widget in (self.stop, self.cards, self.undo, self.start):
            row.addWidget(widget)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.show_words("")

    def show_words(self, text: str, *, role: str = "", start: str = "", undo: bool = False, say: bool = False) -> None:
        """Nothing runs. `start` names the button that writes, "" while there is nothing to write."""
        self._late.stop()
        for widget in (self.bar, self.stop):
            widget.hide()
        self._say(text, role)
        self._start = start
        self._fit_start()
        self.start.setVisible(bool(start))
        self.undo.setVisible(undo)
        self.cards.hide()
        if say:
            announce(self.words, text)

    def offer_cards(self, words: str) -> None:
        """Readers came, whose cards can be printed at once."""
        self.cards.setText(words)
        self.cards.show()

    def show_job(self, title: str, *, at_once: bool = False) -> None:
        """Something runs; jobs that are over in a moment show no bar."""
        self._title, self._began = title, self._clock()
        self.bar.setRange(0, 0)
        for widget in (self.start, self.undo, self.cards):
            widget.hide()
        self._say("" if not at_once else title, "")
        if at_once:
            self._show_busy()
        else:
            self._late.start()

    def show_progress(self, done: int, total: int) -> None:
        """How far the job is; after some seconds also how long it will take."""
        if total <= 0:
            return
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if self.bar.isHidden():
            return
        text = _("{title}: {done} of {total}").format(title=self._title, done=f"{done:,}", total=f"{total:,}")
        passed = self._clock() - self._began
        if passed > TELL_LEFT_AFTER and 0 < done < total:
            left = round(passed * (total - done) / done)
            text = sentences(text, _("About {seconds} s left.").format(seconds=max(1, left)))
        self._say(text, "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_start()

    def _fit_start(self) -> None:
        """All that the button does in one line, or part below part where that would leave no room beside it."""
        self.start.setText(self._start)
        if self.start.sizeHint().width() > self.width() * WIDEST_START:
            comma = _(", ")
            self.start.setText(self._start.replace(comma, f"{comma.rstrip()}\n"))

    def _show_busy(self) -> None:
        self._say(self._title, "")
        self.bar.show()
        self.stop.setEnabled(True)
        self.stop.show()

    def _say(self, text: str, role: str) -> None:
        self.words.setText(text)
        if self.words.property("role") != role:
            self.words.setProperty("role", role)
            theme.restyle(self.words)
