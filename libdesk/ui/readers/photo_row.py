"""One reader's photo and what is done with it: choose a file, drop one, remove it; each counts at once."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.desk import Desk
from libdesk.actions.readers import photos
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.i18n import _
from libdesk.store.queries import persons
from libdesk.ui import icons
from libdesk.ui.open_file import ask_file
from libdesk.ui.parts import across, button, down, label, named, wrapped
from libdesk.ui.pc_settings import PcSettings
from libdesk.ui.readers.photo_box import PhotoBox


class PhotoRow(QWidget):
    """`done(what)` when the photo was changed."""

    done = Signal(str)

    def __init__(self, desk: Desk, pc: PcSettings) -> None:
        super().__init__()
        self._desk, self._pc = desk, pc
        self._reader_id: int | None = None
        self.box = PhotoBox()
        self._choose = button("photo_choose", _("Choose a photo …"), self._ask_file, icon=icons.IMAGE)
        self._remove = button("photo_remove", _("Remove the photo"), self._take_away)
        self._fault = named(label(role="bad", wrap=True), "photo_fault")
        note = label(_("JPEG or PNG; a file can also be dropped here."), role="note", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(
            across(self.box, (down(wrapped(self._choose, self._remove, gap=2), note, self._fault), 1), end=False, gap=3)
        )
        self.setAcceptDrops(True)

    def show_reader(self, reader_id: int | None) -> None:
        self._reader_id = reader_id
        self._show_fault("")
        on = reader_id is not None and self._desk.settings.photos
        self.setVisible(on)
        if on and reader_id is not None:
            self.box.show_photo(persons.photo_of(self._desk.read(Op.FIND_READERS), reader_id))
            self._remove.setVisible(self.box.has_photo)

    def take_file(self, path: Path) -> None:
        """The photo in this file, or a sentence about it."""
        from libdesk.exchange.photos import read_photo

        self._set(lambda: read_photo(path), _("The photo is set."))

    def _take_away(self) -> None:
        self._set(lambda: None, _("The photo is removed."))

    def _set(self, give: Callable[[], bytes | None], told: str) -> None:
        if self._reader_id is None:
            return
        reader_id = self._reader_id
        try:
            photos.set_photos(self._desk, {reader_id: give()})
        except DeskError as error:
            self._show_fault(error.text())
            return
        self.show_reader(reader_id)
        self.done.emit(told)

    def _ask_file(self) -> None:
        kinds = _("Photos (*.jpg *.jpeg *.png *.bmp *.webp *.tif *.tiff *.gif *.heic *.heif);;All files (*)")
        chosen = ask_file(self, self._pc, _("Choose a photo"), kinds, folder="photo_folder")
        if chosen is not None:
            self.take_file(chosen)

    def _show_fault(self, text: str) -> None:
        self._fault.setText(text)
        self._fault.setVisible(bool(text))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.take_file(paths[0])
