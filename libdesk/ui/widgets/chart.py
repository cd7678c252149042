"""A chart on the screen: the same shapes as on paper, in the colours of the theme; mouse and keyboard read it out."""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from libdesk.domain.chart_shapes import Shapes, Words, height_of, least_height, shapes
from libdesk.domain.charts import Chart
from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.widgets.announce import announce

NARROWEST: Final = 60  # steps
_STEPS: Final = {
    Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1,
    Qt.Key.Key_Home: -1_000_000, Qt.Key.Key_End: 1_000_000,
}  # fmt: skip
_SOLID: Final = Qt.BrushStyle.SolidPattern
# Colour role, pattern and line of each series: told apart without colour too.
_TONES: Final = (
    ("accent", _SOLID, Qt.PenStyle.SolidLine), ("edge", Qt.BrushStyle.BDiagPattern, Qt.PenStyle.DashLine),
    ("warn", _SOLID, Qt.PenStyle.DotLine), ("text", Qt.BrushStyle.Dense4Pattern, Qt.PenStyle.DashDotLine),
)  # fmt: skip
_ROLES: Final = {"label": "text", "figure": "text", "legend": "text", "tick": "quiet"}


class ChartView(QWidget):
    """`read(words)`: the figures under the mouse or the cursor keys, "" for none."""

    read = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(_("Chart"))  # until there is one
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.chart: Chart | None = None
        self.place: int | None = None
        self._laid: Shapes | None = None

    def show_chart(self, chart: Chart | None) -> None:
        """Draw this one; what is read stays where it has the same labels."""
        same = chart is not None and self.chart is not None and chart.labels == self.chart.labels
        self.chart, self._laid = chart, None
        if not same:
            self._read(None)
        self.setAccessibleName(_("Chart: {title}").format(title=chart.title) if chart else _("Chart"))
        self.setAccessibleDescription("\n".join(chart.readings) if chart else "")
        self.updateGeometry()
        self.update()

    @property
    def reading(self) -> str:
        """What is read out now."""
        if self.chart is None or self.place is None:
            return ""
        return self.chart.reading(self.place)

    def sizeHint(self) -> QSize:
        if self.chart is None:
            return self.minimumSizeHint()
        return QSize(theme.space(110), round(height_of(self.chart, self._line())) + 2 * self._pad())

    def minimumSizeHint(self) -> QSize:
        high = least_height(self.chart, self._line()) if self.chart is not None else 0.0
        return QSize(theme.space(NARROWEST), round(high) + 2 * self._pad() + 1)

    # Reading it out

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or self.chart is None or not self.chart.labels:
            super().keyPressEvent(event)
            return
        last = len(self.chart.labels) - 1
        self._read(max(0, min(last, (self.place if self.place is not None else -1 if step > 0 else 1) + step)))
        announce(self, self.reading)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at, pad = event.position(), self._pad()
        areas = self._shapes().areas
        x, y = at.x() - pad, at.y() - pad
        found = (n for n, a in enumerate(areas) if a.x <= x < a.x + a.width and a.y <= y < a.y + a.height)
        self._read(next(found, None))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self._read(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._read(None)

    def _read(self, place: int | None) -> None:
        if place != self.place:
            self.place = place
            self.setToolTip(self.reading)
            self.read.emit(self.reading)
            self.update()

    # Drawing

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._laid = None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self._laid = None
            self.updateGeometry()

    def _pad(self) -> int:
        return theme.space(1)

    def _line(self) -> float:
        return theme.metrics(theme.Step.NOTE).height() * 1.02

    def _shapes(self) -> Shapes:
        if self._laid is None:
            if self.chart is None:
                return Shapes((), (), (), (), ())
            measure = QFontMetricsF(theme.font(theme.Step.NOTE)).horizontalAdvance
            wide, high = self.width() - 2 * self._pad(), self.height() - 2 * self._pad()
            high = min(high, round(height_of(self.chart, self._line()) * 1.6))  # bars do not grow with the window
            self._laid = shapes(self.chart, wide, high, measure, self._line())
        return self._laid

    def paintEvent(self, event: QPaintEvent) -> None:
        laid, colours = self._shapes(), theme.current().colours
        painter = QPainter(self)
        painter.setFont(theme.font(theme.Step.NOTE))
        painter.translate(self._pad(), self._pad())
        if self.place is not None and self.place < len(laid.areas):
            area = laid.areas[self.place]
            painter.fillRect(QRectF(area.x, area.y, area.width, area.height), QColor(colours.soft))
        for stroke in laid.strokes:
            painter.setPen(QPen(QColor(colours.edge if stroke.role == "axis" else colours.line), 1))
            painter.drawLine(QPointF(stroke.x1, stroke.y1), QPointF(stroke.x2, stroke.y2))
        for bar in laid.bars:
            role, pattern, _line = _TONES[bar.tone % len(_TONES)]
            colour = QColor(getattr(colours, role))
            painter.setPen(Qt.PenStyle.NoPen if pattern is _SOLID else QPen(colour, 1))
            painter.setBrush(QBrush(colour, pattern))
            painter.drawRect(QRectF(bar.x, bar.y, bar.width, bar.height))
        self._curves(painter, laid)
        for words in laid.words:
            self._words(painter, words)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().translated(-self._pad(), -self._pad()).adjusted(1, 1, -1, -1))
        painter.end()

    def _curves(self, painter: QPainter, laid: Shapes) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for curve in laid.curves:
            role, _pattern, line = _TONES[curve.tone % len(_TONES)]
            colour = QColor(getattr(theme.current().colours, role))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour, 2, line))
            points = [QPointF(x, y) for x, y in curve.points]
            painter.drawPolyline(QPolygonF(points))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            for point in points:
                painter.drawEllipse(point, 2.5, 2.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _words(self, painter: QPainter, words: Words) -> None:
        metrics = QFontMetricsF(painter.font())
        text = metrics.elidedText(words.text, Qt.TextElideMode.ElideRight, words.room + 1)
        wide = metrics.horizontalAdvance(text)
        x = words.x - {"left": 0.0, "center": wide / 2, "right": wide}[words.align]
        painter.setPen(QColor(getattr(theme.current().colours, _ROLES[words.role])))
        painter.drawText(QPointF(x, words.y + metrics.capHeight() / 2), text)
