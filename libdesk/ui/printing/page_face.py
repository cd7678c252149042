"""The page itself, white on the desk's ground: it is turned, made larger and scrolled by keys, wheel and buttons."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.printing.paper import ZOOMS, Fit, Zoom, scale_of

USUAL_INCH: Final = 96.0  # where a screen does not say how large it is
FIRST, LAST = -1_000_000, 1_000_000
_TURNS: Final = {
    Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1, Qt.Key.Key_Home: FIRST, Qt.Key.Key_End: LAST,
}  # fmt: skip
_SCROLLS: Final = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip


class _Leaf(QWidget):
    """The page with a little room around it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("paper_leaf")
        self.image: QImage | None = None
        self.size_on_screen = (0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.image is None:
            return
        wide, high = self.size_on_screen
        ratio = self.devicePixelRatioF()
        left = round((self.width() - wide) / 2 * ratio) / ratio  # a whole pixel, so that nothing is blurred
        top = round((self.height() - high) / 2 * ratio) / ratio
        painter = QPainter(self)
        colours = theme.current().colours
        painter.fillRect(QRectF(left - 1, top - 1, wide + 2, high + 2), QColor(colours.edge))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(left, top, wide, high), self.image)
        painter.end()


class PageFace(QScrollArea):
    """`turned(steps)`: another page is wanted; `scale_changed`: the picture is wanted in another size."""

    turned = Signal(int)
    scale_changed = Signal()
    zoomed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("paper_page")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.zoom: Zoom = Fit.PAGE
        self._points: tuple[float, float] | None = None
        self._leaf = _Leaf()
        self.setWidget(self._leaf)
        self.setAccessibleName(_("Page"))

    @property
    def image(self) -> QImage | None:
        """The picture on show."""
        return self._leaf.image

    @property
    def inch(self) -> float:
        """Pixels of an inch on this screen, as one would measure it with a ruler."""
        screen = self.screen()
        found = screen.physicalDotsPerInch() if screen is not None else USUAL_INCH
        return found if 60 <= found <= 400 else USUAL_INCH

    @property
    def room(self) -> tuple[int, int]:
        """What a page may take to be seen whole."""
        edge = 2 * theme.space(2) + 4  # and its own border
        if self.zoom is Fit.WIDTH:
            edge += self.verticalScrollBar().sizeHint().width()
        return max(self.width() - edge, 20), max(self.height() - edge, 20)

    @property
    def scale(self) -> float:
        """Pixels for a point of the page."""
        return scale_of(self.zoom, self.room, self._points, self.inch) if self._points else 1.0

    def sizeHint(self) -> QSize:
        return QSize(theme.space(80), theme.space(90))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.space(40), theme.space(30))

    def show_page(self, image: QImage, points: tuple[float, float], words: str) -> None:
        """A page drawn; from its top, when it is another than before."""
        another = words != self.accessibleName()
        self._leaf.image, self._points = image, points
        self.setAccessibleName(words)
        self._lay()
        if another:
            self.verticalScrollBar().setValue(0)
            self.horizontalScrollBar().setValue(0)

    def clear(self) -> None:
        self._leaf.image = self._points = None
        self._leaf.resize(1, 1)
        self.setAccessibleName(_("Page"))

    def set_zoom(self, zoom: Zoom) -> None:
        if zoom != self.zoom:
            self.zoom = zoom
            self._lay()
            self.zoomed.emit()
            self.scale_changed.emit()

    def step_zoom(self, step: int) -> None:
        """To the next size, larger or smaller."""
        now = self.scale * 72 / self.inch
        if step > 0:
            self.set_zoom(next((size for size in ZOOMS if size > now * 1.02), ZOOMS[-1]))
        else:
            self.set_zoom(next((size for size in reversed(ZOOMS) if size < now * 0.98), ZOOMS[0]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in _TURNS and not control:
            self.turned.emit(_TURNS[key])
        elif key in _SCROLLS and not control:
            across, down = _SCROLLS[key]
            for bar, step in ((self.horizontalScrollBar(), across), (self.verticalScrollBar(), down)):
                bar.setValue(bar.value() + step * theme.space(10))
        elif event.text() in ("+", "="):
            self.step_zoom(1)
        elif event.text() in ("-", "_"):
            self.step_zoom(-1)
        elif event.text() == "0":
            self.set_zoom(Fit.PAGE)
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()
        if self._points is not None and isinstance(self.zoom, Fit):
            self.scale_changed.emit()

    def _lay(self) -> None:
        """Give the page its size; it is painted stretched until a picture of that size is there."""
        if self._points is None:
            return
        wide, high = (max(1, round(side * self.scale)) for side in self._points)
        self._leaf.size_on_screen = wide, high
        edge = 2 * theme.space(2) - 2
        self._leaf.resize(max(wide + edge, 1), max(high + edge, 1))
        self._leaf.update()
