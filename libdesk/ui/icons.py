"""One family of icons (Lucide), named here and nowhere else, drawn in the colours of the palette's roles."""

from functools import cache
from typing import Final

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from libdesk.domain.outcome import Outcome
from libdesk.paths import resource
from libdesk.ui import theme
from libdesk.ui.uncollected import uncollected

CHECK: Final = "check"
CHECK_CIRCLE: Final = "circle-check"
UNDO: Final = "undo-2"
REDO: Final = "redo-2"
BOOK: Final = "book"
BOOK_OPEN: Final = "book-open"
BOOK_OUT: Final = "book-up"
BOOK_IN: Final = "book-down"
COPIES: Final = "library"
SERIAL: Final = "newspaper"
SHELF: Final = "square-library"
USER: Final = "user"
USERS: Final = "users"
CARD: Final = "id-card"
SEARCH: Final = "search"
SETTINGS: Final = "settings"
PRINT: Final = "printer"
ALERT: Final = "triangle-alert"
REFUSED: Final = "octagon-x"
UNKNOWN: Final = "circle-question-mark"
HELP: Final = "circle-question-mark"
INFO: Final = "info"
CLOSE: Final = "x"
ADD: Final = "plus"
EDIT: Final = "pencil"
DELETE: Final = "trash-2"
IMPORT: Final = "upload"
EXPORT: Final = "download"
FILE: Final = "file-text"
FOLDER: Final = "folder-open"
SAVE: Final = "save"
SHIELD: Final = "shield"
BACKUP: Final = "hard-drive"
RESTORE: Final = "archive-restore"
CLOCK: Final = "clock"
HISTORY: Final = "history"
LOG_IN: Final = "log-in"
LOG_OUT: Final = "log-out"
LOCK: Final = "lock"
UNLOCK: Final = "lock-open"
CALENDAR: Final = "calendar-days"
TERM: Final = "graduation-cap"
ACTIVITY: Final = "party-popper"
BELL: Final = "bell"
SOUND_ON: Final = "volume-2"
SOUND_OFF: Final = "volume-x"
HOLD: Final = "bookmark"
RENEW: Final = "repeat"
REFRESH: Final = "refresh-cw"
REPAIR: Final = "wrench"
STATISTICS: Final = "chart-column"
STOCKTAKE: Final = "clipboard-list"
LABEL: Final = "tag"
SCAN: Final = "scan-barcode"
IMAGE: Final = "image"
FILTER: Final = "list-filter"
LIST: Final = "list"
MOVE: Final = "arrow-up-down"
NEXT: Final = "arrow-right"
BACK: Final = "arrow-left"
STOP: Final = "circle-stop"
KEYBOARD: Final = "keyboard"
LANGUAGE: Final = "languages"
LIGHT: Final = "sun"
DARK: Final = "moon"
SCREEN: Final = "monitor"
COPY: Final = "copy"
EYE: Final = "eye"
FIRST: Final = "chevron-first"
PREVIOUS: Final = "chevron-left"
FOLLOWING: Final = "chevron-right"
LAST: Final = "chevron-last"
ZOOM_IN: Final = "zoom-in"
ZOOM_OUT: Final = "zoom-out"

# What the classes of the 中图法 are about.
FLAG: Final = "flag"
MIND: Final = "brain"
LAW: Final = "scale"
MONEY: Final = "coins"
SPORT: Final = "volleyball"
WRITING: Final = "feather"
ART: Final = "palette"
PAST: Final = "landmark"
MAP: Final = "map"
IDEA: Final = "lightbulb"
ATOM: Final = "atom"
STARS: Final = "telescope"
PLANT: Final = "leaf"
ANIMAL: Final = "paw-print"
HEALTH: Final = "heart-pulse"
FARM: Final = "wheat"
MACHINE: Final = "cog"
COMPUTER: Final = "cpu"
TRAFFIC: Final = "train-front"
FLIGHT: Final = "rocket"
NATURE: Final = "tree-pine"

OUTCOME_ICONS: Final = {
    Outcome.LENT: CHECK_CIRCLE,
    Outcome.RETURNED: BOOK_IN,
    Outcome.RENEWED: RENEW,
    Outcome.DONE: CHECK,
    Outcome.NOTICE: ALERT,
    Outcome.REFUSED: REFUSED,
    Outcome.NOT_FOUND: UNKNOWN,
}

_SIZES: Final = (16, 20, 24, 32, 48)


def icon(name: str, role: str = "text") -> QIcon:
    """The named icon in the colour of a role of theme.palette.Colours; use set_icon() where it has to last."""
    colours = theme.current().colours
    return _icon(name, getattr(colours, role), colours.disabled, colours.on_select)


def pixmap(name: str, colour: str, side: int, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture of `side` logical pixels in a given colour, for widgets that paint themselves."""
    return _pixmap(name, colour, round(side * ratio), ratio)


def set_icon(target: QAbstractButton | QAction, name: str, role: str = "text") -> None:
    """Give a button or action an icon that is drawn anew whenever the scheme changes."""
    target.setProperty("icon_name", name)
    target.setProperty("icon_role", role)
    target.setIcon(icon(name, role))


def drop_icon(target: QAbstractButton) -> None:
    """Leave the words alone, as where there is no room for both."""
    target.setProperty("icon_name", None)
    target.setIcon(QIcon())


def redraw_icons() -> None:
    """Draw again what set_icon() gave, in the colours now in force."""
    with uncollected():
        widgets = QApplication.allWidgets()
    for widget in widgets:
        for target in (widget, *widget.actions()):
            name = target.property("icon_name")
            if isinstance(name, str) and isinstance(target, QAbstractButton | QAction):
                target.setIcon(icon(name, target.property("icon_role")))


@cache
def _svg(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text("utf-8")


@cache
def _drawing(name: str, colour: str) -> QSvgRenderer:
    """Read once for all its sizes."""
    return QSvgRenderer(QByteArray(_svg(name).replace("currentColor", colour).encode()))


@cache
def _pixmap(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _drawing(name, colour).render(painter)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@cache
def _icon(name: str, colour: str, disabled: str, selected: str) -> QIcon:
    made = QIcon()
    for side in _SIZES:
        made.addPixmap(_pixmap(name, colour, side, 1.0), QIcon.Mode.Normal)
        made.addPixmap(_pixmap(name, disabled, side, 1.0), QIcon.Mode.Disabled)
        made.addPixmap(_pixmap(name, selected, side, 1.0), QIcon.Mode.Selected)
    return made
