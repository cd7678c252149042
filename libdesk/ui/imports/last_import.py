"""The line about the last import that still stands, with its undo: it is there after a restart too."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from libdesk.actions.desk import Desk
from libdesk.actions.imports.standing import last_import
from libdesk.i18n import _
from libdesk.store.queries.journal import Entry
from libdesk.ui import icons, theme
from libdesk.ui.imports import words
from libdesk.ui.jobs import Lane
from libdesk.ui.one_job import OneJob
from libdesk.ui.parts import button, label, named
from libdesk.ui.tab import Surroundings


class LastImport(QWidget):
    """`undo_asked(journal id)`."""

    undo_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._entry: Entry | None = None
        self._job: OneJob | None = None
        self.words = named(label(role="note", wrap=True), "import_last")
        self.undo = button("import_last_undo", _("Undo this import"), self._ask, icon=icons.UNDO)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(3))
        row.addWidget(self.words, 1)
        row.addWidget(self.undo)
        self.hide()

    def look(self, around: Surroundings, wanted: Callable[[], bool]) -> None:
        """Ask the journal, beside the desk; the line stands there only while it is `wanted`."""
        if self._job is None:
            self._job = OneJob(around.jobs, self)
        self._job.start(
            Lane.DOCUMENTS, _("Looking for the last import"), lambda desk, _progress: last_import(desk),
            lambda entry: self.show_entry(entry if wanted() else None, around.desk),
            lambda _error: self.show_entry(None, around.desk),
        )  # fmt: skip

    def show_entry(self, entry: Entry | None, desk: Desk) -> None:
        self._entry = entry
        if entry is not None:
            at = datetime.fromtimestamp(entry.at / 1000, ZoneInfo(desk.settings.zone))
            self.words.setText(words.last_words(entry, at, desk.today))
        self.setVisible(entry is not None)

    def _ask(self) -> None:
        if self._entry is not None:
            self.undo_asked.emit(self._entry.id)
