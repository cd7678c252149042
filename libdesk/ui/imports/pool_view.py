"""The pool of suppliers' records: its files, how many records each brought, and the way to let one go."""

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions import backups
from libdesk.actions.desk import Desk
from libdesk.actions.imports.records.pool import remove_pool
from libdesk.domain.ops import Op
from libdesk.domain.progress import Cancelled, Progress
from libdesk.domain.rows.pool import PoolFile
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _, ngettext, sentences
from libdesk.store.queries import pool as queries
from libdesk.ui import icons, theme
from libdesk.ui.imports.foot import Foot
from libdesk.ui.imports.scrolling import scrolling
from libdesk.ui.imports.words import sentence
from libdesk.ui.jobs import Lane
from libdesk.ui.one_job import OneJob
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable


class PoolView(QWidget):
    """A table of files; what is done with one stands at its foot."""

    HELP: Final = "suppliers_records"

    def __init__(self, around: Surroundings, ask_file: Callable[[], None]) -> None:
        super().__init__()
        self._around = around
        self.job = OneJob(around.jobs, self)
        self.words = named(label(role="note", wrap=True), "pool_words")
        empty = Empty(
            _("No suppliers’ records yet"),
            _("Take a supplier’s MARC file into the pool: a book that arrives is then looked up by its ISBN."),
            ((_("Choose a file …"), ask_file),),
            icons.LIST,
        )
        self.table = RowTable(_COLUMNS, name=_("Files of suppliers’ records"), empty=empty, key=lambda row: row.id)
        self.remove = button("pool_remove", _("Remove the records of this file"), self._remove, icon=icons.DELETE)
        self.choose = button("pool_choose", _("Choose a file …"), ask_file, icon=icons.FOLDER)
        self.foot = Foot()
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.table.setObjectName("pool_files")
        box = QWidget()
        inside = QVBoxLayout(box)
        inside.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        inside.setSpacing(theme.space(2))
        inside.addWidget(self.words)
        inside.addWidget(self.table, 1)
        inside.addWidget(wrapped(self.choose, self.remove, gap=2))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scrolling(box), 1)
        column.addWidget(self.foot)
        self.foot.hide()

    def _connect(self) -> None:
        self.table.row_changed.connect(lambda row: self.remove.setEnabled(row is not None and not self.job.writing))
        self.foot.stop_asked.connect(self.job.stop)
        self.job.progressed.connect(self.foot.show_progress)

    def refresh(self) -> None:
        """The files as they are now."""
        library = self._around.desk.read(Op.IMPORT_POOL)
        files = queries.files(library)
        self.table.show_rows(files)
        text = ngettext(
            "{count} record stands ready for books that arrive, apart from the catalogue.",
            "{count} records stand ready for books that arrive, apart from the catalogue.",
            queries.size(library),
        )
        self.words.setText(text.format(count=f"{queries.size(library):,}"))
        for part in (self.words, self.choose, self.remove):
            part.setVisible(bool(files))

    def _remove(self) -> None:
        row: PoolFile | None = self.table.current_row()
        if row is None or self.job.writing:
            return

        def work(desk: Desk, progress: Progress) -> int:
            backups.before_change(desk, progress)
            return remove_pool(desk, row.id, progress)

        self.foot.show()
        self.foot.show_job(_("A backup first, then removing the records"), at_once=True)
        self.remove.setEnabled(False)
        self.job.start(Lane.LIBRARY, _("Removing suppliers’ records"), work, self._removed, self._failed)

    def _removed(self, count: int) -> None:
        self.foot.hide()
        text = ngettext(
            "{count} record was removed from the pool.", "{count} records were removed from the pool.", count
        )
        self._around.say(sentences(text.format(count=f"{count:,}"), _("On the import page it can be undone.")))
        self.refresh()

    def _failed(self, error: Exception) -> None:
        self.foot.show_words(sentence(error), role="warn" if isinstance(error, Cancelled) else "bad", say=True)
        self.remove.setEnabled(True)


_COLUMNS: Final = (
    Column("name", N_("File"), lambda row: row.name, width=Width.STRETCH, tip=lambda row: row.name),
    Column(
        "day", N_("Taken in"), lambda row: show_day(date.fromisoformat(row.day), weekday=False, year=True),
        sort=lambda row: row.id,
    ),
    Column("records", N_("Records"), lambda row: f"{row.records:,}", sort=lambda row: row.records, right=True),
)  # fmt: skip
