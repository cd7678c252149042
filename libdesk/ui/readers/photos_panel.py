"""Photos of many from one folder: whose each is stands there first, and they are kept in one step, or not at all."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QProgressBar, QVBoxLayout

from libdesk.actions.readers import photos
from libdesk.actions.readers.photos import PhotoFile, PhotosSet
from libdesk.domain.errors import DeskError
from libdesk.domain.photo_names import MATCH_LABELS, Match
from libdesk.i18n import N_, _, ngettext
from libdesk.ui import icons, theme
from libdesk.ui.jobs import Lane
from libdesk.ui.one_job import OneJob
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.fit_label import FitLabel
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

COLUMNS: Final = (
    Column("file", N_("File"), lambda file: file.path.stem, width=Width.STRETCH),
    Column("reader", N_("Reader"), lambda file: _owner(file)),
    Column(
        "what", N_("What is done"), lambda file: _(MATCH_LABELS[file.match]),
        sort=lambda file: list(Match).index(file.match), role=lambda file: _role(file),
        tip=lambda file: file.why or _(MATCH_LABELS[file.match]),
    ),
)  # fmt: skip


class PhotosPanel(QFrame):
    """`done(what)` when photos were kept; `closed` when the panel is put away."""

    done = Signal(str)
    closed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("photos_panel")
        self._around = around
        self._job = OneJob(around.jobs, self)
        self._files: Sequence[PhotoFile] = ()
        self._hint = label(
            _("Files named after the school number or the name: 20220101.jpg, 王小雨.jpg."), role="note", wrap=True
        )
        empty = Empty(
            _("No folder chosen yet"), _("Choose the folder with the photos, or drop it here."),
            ((_("Choose a folder …"), self._ask_folder),), icons.IMAGE,
        )  # fmt: skip
        self.list = RowTable(COLUMNS, name=_("Photos in the folder"), empty=empty, key=lambda file: file.path)
        self._why = named(label(role="note", wrap=True), "photos_why")
        self._fault = named(label(role="bad", wrap=True), "photos_fault")
        self.bar = named(QProgressBar(), "photos_progress")
        self._choose = button("photos_choose", _("Choose a folder …"), self._ask_folder, icon=icons.FOLDER)
        self._take = button("photos_take", "", self._keep, role="next")
        self._stop = button("photos_stop", _("Stop"), self._job.stop, icon=icons.STOP)
        self._close = button("photos_close", _("Leave it"), self._put_away)
        self._assemble()
        self._job.progressed.connect(self._show_progress)
        self.list.row_changed.connect(self._show_why)
        self.list.opened.connect(self._show_why)

    def _assemble(self) -> None:
        self.setAcceptDrops(True)
        self.bar.setAccessibleName(_("Progress"))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(3)] * 4)
        column.setSpacing(theme.space(1))
        head = FitLabel(theme.Step.HEAD, bold=True)
        head.setText(_("Photos from a folder"))
        row = wrapped(self._take, self._choose, self._stop, self._close, gap=2)
        for part in (head, self._hint, self.list, self._why, self._fault, self.bar, row):
            column.addWidget(part, 1 if part is self.list else 0)

    def begin(self) -> None:
        """Nothing chosen yet."""
        self._show_files(())
        self._choose.setFocus()

    @property
    def busy(self) -> bool:
        return self._job.running

    def look_through(self, folder: Path) -> None:
        """Read every picture of a folder beside the desk, and see whose it is; nothing is written."""
        self._show_busy(True)
        self._job.start(
            Lane.DOCUMENTS, _("Looking through the photos"),
            lambda desk, progress: photos.look_through(desk, folder, progress),
            self._show_files, self._failed,
        )  # fmt: skip

    def _keep(self) -> None:
        chosen = {file.owner.id: file.photo for file in self._files if file.match is Match.FOUND and file.owner}
        if not chosen or self._job.running:
            return
        self._show_busy(True)
        self._job.start(
            Lane.LIBRARY, _("Keeping the photos"),
            lambda desk, progress: photos.set_photos(desk, chosen, progress),
            self._kept, self._failed,
        )  # fmt: skip

    def _kept(self, result: PhotosSet) -> None:
        self._show_files(())
        text = ngettext("{n} photo is set.", "{n} photos are set.", result.count)
        self.done.emit(text.format(n=f"{result.count:,}"))

    def _show_files(self, files: Sequence[PhotoFile]) -> None:
        """Those that somebody has to look at come first."""
        self._show_busy(False)
        self._files = files
        self._fault.hide()
        counts = Counter(file.match for file in files)
        self.list.show_rows(sorted(files, key=lambda file: (file.match is Match.FOUND, file.path.name)))
        ready = counts[Match.FOUND]
        self._take.setText(ngettext("Take {n} photo", "Take {n} photos", ready).format(n=f"{ready:,}"))
        self._take.setVisible(ready > 0)
        self._choose.setVisible(bool(files))
        if not files:
            self._why.hide()

    def _show_why(self, file: PhotoFile | None) -> None:
        text = file.why if file is not None else ""
        self._why.setText(text)
        self._why.setVisible(bool(text))

    def _failed(self, error: Exception) -> None:
        self._show_files(())
        if isinstance(error, DeskError):
            self._fault.setText(error.text())
            self._fault.show()

    def _show_busy(self, busy: bool) -> None:
        self.bar.setVisible(busy)
        self.bar.setRange(0, 0)
        self._stop.setVisible(busy)
        for widget in (self._take, self._choose, self._close):
            widget.setEnabled(not busy)

    def _show_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.setFormat(_("{done} of {total}").format(done=f"{done:,}", total=f"{total:,}"))

    def _put_away(self) -> None:
        self._job.drop()
        self.closed.emit()

    def _ask_folder(self) -> None:
        pc = self._around.pc
        found = QFileDialog.getExistingDirectory(self, _("Choose a folder"), pc.text("photo_folder"))
        if found:
            pc.keep_text("photo_folder", found)
            self.look_through(Path(found))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(Path(url.toLocalFile()).is_dir() for url in event.mimeData().urls() if url.isLocalFile()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        folders = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if folders and not self.busy:
            event.acceptProposedAction()
            self.look_through(folders[0])


def _owner(file: PhotoFile) -> str:
    return f"{file.owner.name} {file.owner.place}" if file.owner is not None else ""


def _role(file: PhotoFile) -> str:
    return {Match.FOUND: "good", Match.BAD: "bad"}.get(file.match, "warn")
