"""The picture of a book: its cover, or a tile with the letter of its class in the colours of the theme."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap

from libdesk.ui import icons, theme

HUES = "ABCDEFGHIJKNOPQRSTUVXZ"
_TURN = 360 / len(HUES)


def class_colour(class_no: str) -> QColor:
    """A quiet ground of its own for each basic class; dark and light follow the theme."""
    letter = class_no[:1].upper()
    ground = QColor(theme.current().colours.soft)
    if not letter or letter not in HUES:
        return ground
    lightness = 0.86 if ground.lightnessF() > 0.5 else 0.28
    return QColor.fromHslF((HUES.index(letter) * 7 % len(HUES)) * _TURN / 360, 0.32, lightness)


def draw_tile(painter: QPainter, area: QRectF, class_no: str, cover: QPixmap | None) -> None:
    """Draw the picture into an area of the shape of a book."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    colours = theme.current().colours
    if cover is not None and not cover.isNull():
        size = cover.size().scaled(area.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(area.center())
        painter.drawPixmap(place, cover, QRectF(cover.rect()))
        painter.restore()
        return
    painter.setPen(QColor(colours.line))
    painter.setBrush(class_colour(class_no))
    painter.drawRoundedRect(area, theme.space(1), theme.space(1))
    painter.setPen(QColor(colours.text))
    letter = class_no[:1].upper()
    if letter and letter in HUES:
        made = QFont(theme.font(theme.Step.HEAD, bold=True))
        made.setPixelSize(max(10, round(area.height() * 0.42)))
        painter.setFont(made)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, letter)
    else:
        side = round(area.width() * 0.5)
        picture = icons.pixmap(icons.BOOK, colours.faint, side, 1.0)
        place = QRectF(0, 0, side, side)
        place.moveCenter(area.center())
        painter.drawPixmap(place, picture, QRectF(picture.rect()))
    painter.restore()
