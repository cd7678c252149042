"""The cover of a title: small beside its name; chosen from a file or dropped, it counts at once."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from libdesk.actions.cataloguing.covers import set_cover
from libdesk.actions.desk import Desk
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.i18n import _
from libdesk.store.queries import titles
from libdesk.ui import theme
from libdesk.ui.open_file import ask_file
from libdesk.ui.pc_settings import PcSettings

WIDTH, HEIGHT = 18, 24  # steps
NO_COVER: Final = ""


class CoverBox(QLabel):
    """A cover, seen only where there is one."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("cover_box")
        self.setProperty("role", "photo")
        self.setAccessibleName(_("Cover"))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._data: bytes | None = None
        self.hide()

    def show_cover(self, data: bytes | None) -> None:
        self._data = data
        self._draw()

    @property
    def has_cover(self) -> bool:
        return self._data is not None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw()

    def _draw(self) -> None:
        picture = QPixmap()
        if self._data is None or not picture.loadFromData(self._data):
            self.hide()
            return
        width, height, ratio = theme.space(WIDTH), theme.space(HEIGHT), self.devicePixelRatioF()
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        picture = picture.scaled(round(width * ratio), round(height * ratio), keep, smooth)
        picture.setDevicePixelRatio(ratio)
        self.setFixedSize(width, height)
        self.setPixmap(picture)
        self.show()


class CoverChoice(QWidget):
    """Asks for a file and sets it; `done(what)`, `refused(sentence)`. Nothing of it is seen by itself."""

    done = Signal(str)
    refused = Signal(str)

    def __init__(self, desk: Desk, pc: PcSettings) -> None:
        super().__init__()
        self._desk, self._pc = desk, pc
        self.hide()

    def ask_file(self, title_id: int) -> None:
        kinds = _("Pictures (*.jpg *.jpeg *.png *.bmp *.webp *.tif *.tiff *.gif);;All files (*)")
        chosen = ask_file(self, self._pc, _("Choose a cover"), kinds, folder="cover_folder")
        if chosen is not None:
            self.take_file(title_id, chosen)

    def take_file(self, title_id: int, path: Path) -> None:
        """The cover in this file, or a sentence about it."""
        from libdesk.exchange.covers import read_cover

        self._set(title_id, lambda: read_cover(path), _("The cover is set."))

    def remove(self, title_id: int) -> None:
        self._set(title_id, lambda: None, _("The cover is removed."))

    def _set(self, title_id: int, give: Callable[[], bytes | None], told: str) -> None:
        try:
            set_cover(self._desk, title_id, give())
        except DeskError as error:
            self.refused.emit(error.text())
            return
        self.done.emit(told)


def dropped_file(event: QDragEnterEvent | QDropEvent) -> Path | None:
    """The first file of this PC that is dropped."""
    return next((Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()), None)


def cover_of(desk: Desk, title_id: int) -> bytes | None:
    return titles.cover(desk.read(Op.SEE_CATALOGUE), title_id)
