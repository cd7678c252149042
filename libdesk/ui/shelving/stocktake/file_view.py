"""A file of codes from a portable scanner: what stands in it first, then counted in one step."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from libdesk.actions.desk import Desk
from libdesk.actions.stocktaking.files import count_file, plan_file, read_codes
from libdesk.domain.progress import Progress
from libdesk.domain.rows.stocktake import FileCounted, FilePreview, StocktakeRow
from libdesk.domain.stocktake.codes import Line
from libdesk.exchange.tables import read_file, read_tables
from libdesk.i18n import N_, _, ngettext
from libdesk.ui import icons
from libdesk.ui.open_file import ask_file
from libdesk.ui.parts import button, label, named
from libdesk.ui.shelving.stocktake import words
from libdesk.ui.shelving.stocktake.work_view import WorkView
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

LAST_FOLDER = "stocktake_folder"
Read = tuple[list[Line], int, FilePreview]


class FileView(WorkView):
    """`counted(words)` when a file was counted."""

    counted = Signal(str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, "file", _("Codes from a portable scanner"))
        self._row: StocktakeRow | None = None
        self._place_id: int | None = None
        self._lines: list[Line] = []
        self._blanks = 0
        self._preview: FilePreview | None = None
        self.setAcceptDrops(True)
        empty = Empty(
            _("No file chosen yet"),
            _("A text file or a table with a code on each line; a day and a time may stand beside it."),
            ((_("Choose a file …"), self.ask_file),), icons.FILE,
        )  # fmt: skip
        self.list = RowTable(
            (
                Column("what", N_("What stands in the file"), lambda row: row[0], width=Width.STRETCH),
                Column("lines", N_("Lines"), lambda row: f"{row[1]:,}", sort=lambda row: row[1], right=True),
            ),
            name=_("What stands in the file"), empty=empty, key=lambda row: row[0],
        )  # fmt: skip
        self.remarks = named(label(wrap=True), "stocktake_file_remarks")
        self.choose = button("stocktake_file_choose", _("Choose a file …"), self.ask_file, icon=icons.FOLDER)
        do = button("stocktake_file_count", _("Count them"), self._count, role="next", icon=icons.CHECK)
        self._assemble(do, (self.list, 1), self.remarks, more=(self.choose,))

    def begin(self, row: StocktakeRow, place_id: int | None) -> None:
        self._row, self._place_id = row, place_id
        self._forget()
        self.choose.setFocus()

    def _forget(self) -> None:
        self._lines, self._blanks, self._preview = [], 0, None
        self.list.show_rows(())
        self.remarks.setText("")
        self.tell("")
        self.mirror()

    def ask_file(self) -> None:
        kinds = _("Text and tables") + " (*.txt *.csv *.tsv *.xls *.xlsx);;* (*)"
        chosen = ask_file(self, self._around.pc, _("Choose a file of codes"), kinds, folder=LAST_FOLDER)
        if chosen is not None:
            self.read(chosen)

    def read(self, path: Path) -> None:
        """Read a file beside the desk and say what it would do; nothing is written."""
        row = self._row
        if row is None or self.busy:
            return
        self._forget()
        self.list.show_loading(path.name)

        def work(desk: Desk, progress: Progress) -> Read:
            tables = read_tables(read_file(path), path.name).tables
            rows = [cells for table in tables for cells in table.rows]
            lines, blanks = read_codes(desk, rows, path.name)
            return lines, blanks, plan_file(desk, row.id, lines, blanks=blanks, progress=progress).preview

        self.look(_("Reading the codes"), work, self._show)

    def _show(self, found: Read) -> None:
        self._lines, self._blanks, self._preview = found
        self.list.show_rows([line for nth, line in enumerate(words.file_lines(found[2])) if line[1] or nth == 0])
        self.remarks.setText(words.file_remarks(found[2]))
        self.mirror()
        (self.do if self.do.isEnabled() else self.choose).setFocus()

    def _refused(self, error: Exception) -> None:
        self.list.show_rows(())
        super()._refused(error)
        self.choose.setFocus()

    def mirror(self) -> None:
        found = self._preview
        self.do.setEnabled(found is not None and bool(found.counted or found.strays) and not self.busy)
        self.choose.setEnabled(not self.busy)

    def _count(self) -> None:
        row, lines, blanks, place_id = self._row, self._lines, self._blanks, self._place_id
        if row is None:
            return
        self.write(
            _("Counting the codes"),
            lambda desk, progress: count_file(
                desk, row.id, lines, blanks=blanks, place_id=place_id, progress=progress
            ),
            self._counted,
        )  # fmt: skip

    def _counted(self, done: FileCounted) -> None:
        count = done.preview.counted
        text = ngettext("{n} copy of the file is counted.", "{n} copies of the file are counted.", count)
        self._forget()
        self.counted.emit(text.format(n=f"{count:,}"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.read(paths[0])
