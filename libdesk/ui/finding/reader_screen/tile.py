"""The picture of a book: its cover, or a tile with what its class is about, in the colours of the theme."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap

from libdesk.ui import icons, theme

HUES = "ABCDEFGHIJKNOPQRSTUVXZ"
_TURN = 360 / len(HUES)
# By the longest beginning of a class; whoever cannot read its name yet sees what the book is about.
PICTURES: Final = {
    "A": icons.FLAG, "B": icons.MIND, "C": icons.USERS, "D": icons.LAW, "E": icons.SHIELD, "F": icons.MONEY,
    "G": icons.TERM, "G8": icons.SPORT, "H": icons.LANGUAGE, "I": icons.WRITING, "J": icons.ART, "K": icons.PAST,
    "K81": icons.USER, "K82": icons.USER, "K83": icons.USER, "K9": icons.MAP, "N": icons.IDEA, "O": icons.ATOM,
    "P": icons.STARS, "Q": icons.PLANT, "Q95": icons.ANIMAL, "Q96": icons.ANIMAL, "R": icons.HEALTH, "S": icons.FARM,
    "T": icons.MACHINE, "TP": icons.COMPUTER, "U": icons.TRAFFIC, "V": icons.FLIGHT, "X": icons.NATURE,
    "Z": icons.COPIES,
}  # fmt: skip


def class_picture(class_no: str) -> str:
    """The icon of what a class is about; a book where that is not known."""
    number = class_no.upper()
    beginnings = (number[:length] for length in range(3, 0, -1))
    return next((PICTURES[one] for one in beginnings if one in PICTURES), icons.BOOK)


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
    letter = class_no[:1].upper()
    known = bool(letter) and letter in HUES
    ink = colours.text if known else colours.faint
    side = round(area.width() * 0.5)
    ratio = painter.device().devicePixelRatio()
    picture = icons.pixmap(class_picture(class_no), ink, side, ratio)
    place = QRectF(0, 0, side, side)
    place.moveCenter(area.center())
    if known:
        place.moveTop(area.top() + area.height() * 0.12)
    painter.drawPixmap(place, picture, QRectF(picture.rect()))
    if known:
        made = QFont(theme.font(theme.Step.HEAD, bold=True))
        made.setPixelSize(max(10, round(area.height() * 0.26)))
        painter.setFont(made)
        painter.setPen(QColor(colours.text))
        below = QRectF(area.left(), place.bottom(), area.width(), area.bottom() - place.bottom())
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, letter)
    painter.restore()
