"""A reader's photo, or the place for it: small beside the name, where the school keeps photos at all."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel

from libdesk.i18n import _
from libdesk.ui import icons, theme

WIDTH, HEIGHT = 14, 19.6
"""Steps, in the shape of 25 × 35 mm."""


class PhotoBox(QLabel):
    """`show_photo(None)` draws a figure in place of a face."""

    def __init__(self, *, size: float = 1.0) -> None:
        super().__init__()
        self._size = size
        self._data: bytes | None = None
        self.setObjectName("photo_box")
        self.setProperty("role", "photo")
        self.setAccessibleName(_("Photo"))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._draw()

    def show_photo(self, data: bytes | None) -> None:
        self._data = data
        self.setAccessibleName(_("Photo") if data else _("No photo yet"))
        self._draw()

    @property
    def has_photo(self) -> bool:
        return self._data is not None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw()

    def _draw(self) -> None:
        width, height = theme.space(WIDTH * self._size), theme.space(HEIGHT * self._size)
        self.setFixedSize(width, height)
        ratio = self.devicePixelRatioF()
        photo = QPixmap()
        if self._data is not None and photo.loadFromData(self._data):
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            photo = photo.scaled(round(width * ratio), round(height * ratio), keep, smooth)
            photo.setDevicePixelRatio(ratio)
        else:
            photo = icons.pixmap(icons.USER, theme.current().colours.faint, theme.space(8), ratio)
        self.setPixmap(photo)
