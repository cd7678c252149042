"""The school's sign as it stands on cards: chosen from a picture or dropped, it counts at once."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from libdesk.i18n import _
from libdesk.ui import icons, theme
from libdesk.ui.open_file import ask_file
from libdesk.ui.parts import button, named, wrapped
from libdesk.ui.pc_settings import PcSettings

FOLDER: Final = "photo_folder"
WIDTH, HEIGHT = 30, 12  # steps


class SignRow(QWidget):
    """`take` is given the file that was chosen, None to go without."""

    def __init__(self, pc: PcSettings, take: Callable[[Path | None], object]) -> None:
        super().__init__()
        self._pc, self._take = pc, take
        self._data: bytes | None = None
        self.picture = named(QLabel(), "card_sign")
        self.picture.setProperty("role", "photo")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setAccessibleName(_("Sign of the school"))
        self.choose = button("card_logo", _("Sign of the school …"), self._ask_file, icon=icons.IMAGE)
        self.choose.setToolTip(_("A picture as JPEG or PNG; it can also be dropped here."))
        self.remove = button("card_logo_remove", _("Without a sign"), lambda: take(None), role="quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(wrapped(self.picture, self.choose, self.remove, gap=2))
        self.setAcceptDrops(True)

    def show_sign(self, data: bytes | None) -> None:
        self._data = data
        self.remove.setVisible(data is not None)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self._take(files[0])

    def _draw(self) -> None:
        picture = QPixmap()
        shown = self._data is not None and picture.loadFromData(self._data)
        self.picture.setVisible(shown)
        if not shown:
            return
        ratio = self.devicePixelRatioF()
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        wide, high = round(theme.space(WIDTH) * ratio), round(theme.space(HEIGHT) * ratio)
        picture = picture.scaled(wide, high, keep, smooth)
        picture.setDevicePixelRatio(ratio)
        self.picture.setPixmap(picture)

    def _ask_file(self) -> None:
        kinds = _("Photos (*.jpg *.jpeg *.png *.bmp *.webp *.tif *.tiff *.gif *.heic *.heif);;All files (*)")
        chosen = ask_file(self, self._pc, _("Choose the sign"), kinds, folder=FOLDER)
        if chosen is not None:
            self._take(chosen)
