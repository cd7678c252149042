"""The look is set in one place: one style, one palette, one sheet, one factor; widgets name roles and steps only."""

from collections.abc import Iterable
from enum import Enum
from functools import cache
from string import Template
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from libdesk.domain.outcome import Outcome
from libdesk.paths import resource
from libdesk.ui.theme.palette import SCHEMES, Colours, Ground
from libdesk.ui.uncollected import uncollected

STYLE: Final = "Fusion"
FAMILY: Final = "Noto Sans SC"
RARE_FAMILY: Final = "libdesk Han Extra"  # characters of names that the first family lacks, such as 𠮷
SCHEME_NAMES: Final = ("system", *SCHEMES)
FACTOR_RANGE: Final = (1.0, 2.0)


class Step(Enum):
    """Type sizes in points at factor 1."""

    NOTE = 10.0
    BODY = 11.0
    HEAD = 14.0
    MODE = 18.5
    OUTCOME = 22.0
    POSTER = 28.0


class Theme(NamedTuple):
    """What is on the screen now: the scheme's name (never "system"), its colours and the size factor."""

    scheme: str
    colours: Colours
    factor: float

    def outcome(self, outcome: Outcome) -> Ground:
        return self.colours.outcomes[outcome]


_LESS: Final = {"": 0, "_less1": 1, "_less2": 2}
"""Padding gives way by as much as a border grows, so that nothing jumps when the focus comes."""

_theme = Theme("light", SCHEMES["light"], 1.0)
_wanted = "system"
_listening = False


def current() -> Theme:
    return _theme


def size(step: Step) -> float:
    """Points for a step of the type scale, at the factor in force."""
    return step.value * _theme.factor


def space(steps: float) -> int:
    """Pixels for steps of 4, at the factor in force."""
    return round(4 * steps * _theme.factor)


@cache
def font(step: Step, *, bold: bool = False) -> QFont:
    made = QFont(QApplication.font())
    made.setPointSizeF(size(step))
    made.setBold(bold)
    return made


@cache
def metrics(step: Step, *, bold: bool = False) -> QFontMetrics:
    return QFontMetrics(font(step, bold=bold))


@uncollected()
def apply_theme(app: QApplication, *, scheme: str = "system", factor: float = 1.0) -> Theme:
    """Dress the whole program, now and whenever the system changes between light and dark.

    `scheme` is one of SCHEME_NAMES, anything else means "system"; `factor` is held between 1.0 and 2.0.
    """
    app.setStyle(STYLE)
    chosen = choose_theme(app, scheme=scheme, factor=factor)
    put_on_sheet(app)
    return chosen


@uncollected()
def choose_theme(app: QApplication, *, scheme: str = "system", factor: float = 1.0) -> Theme:
    """Of `apply_theme` what a window needs that is still to be made: the sheet follows by `put_on_sheet`.

    Qt is given STYLE among the program's arguments: asking for it later would load its class of styles at start.
    """
    global _theme, _wanted, _listening
    _wanted = scheme if scheme in SCHEME_NAMES else "system"
    _tell_system(app, _wanted)
    name = _system_scheme(app) if _wanted == "system" else _wanted
    _theme = Theme(name, SCHEMES[name], min(max(factor, FACTOR_RANGE[0]), FACTOR_RANGE[1]))
    family = load_fonts()
    base = QFont(app.font())
    if family:
        base.setFamilies([family, RARE_FAMILY])
    base.setPointSizeF(size(Step.BODY))
    app.setFont(base)
    font.cache_clear()
    metrics.cache_clear()
    app.setPalette(_palette(_theme.colours))
    if not _listening:
        _listening = True
        app.styleHints().colorSchemeChanged.connect(lambda _scheme: _system_changed(app))
    return _theme


@uncollected()
def put_on_sheet(app: QApplication) -> None:
    """Last, when a window is made: under a sheet each widget would be dressed anew for each parent that it gets."""
    first = not app.styleSheet()
    app.setStyleSheet(style_sheet(_theme))
    if not first:
        _redraw_icons()


def set_student(window: QWidget, on: bool, spared: Iterable[QWidget] = ()) -> None:
    """Give everything inside `window` the larger targets of the student mode (44 px), or take them away.

    `spared`: what is out of sight and keeps, with all inside, the look that it has.
    """
    if bool(window.property("student")) == on:
        return
    window.setProperty("student", on)
    app = QApplication.instance()
    if not isinstance(app, QApplication) or not app.styleSheet():
        return  # the sheet is still to come
    inside = {part for whole in spared for part in (whole, *whole.findChildren(QWidget))}
    for widget in (window, *window.findChildren(QWidget)):
        if widget in inside:
            continue
        restyle(widget)
        QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))  # palettes set by hand are set anew


def restyle(widget: QWidget) -> None:
    """Let the sheet look at the widget again after a property it selects by has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.updateGeometry()
    widget.update()


@cache
def load_fonts() -> str:
    """Make the program's own type known to Qt; the name of its family, or "" if the files are missing."""
    family = ""
    for file in sorted(path for path in resource("fonts").iterdir() if path.suffix == ".ttf"):
        for name in QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file))):
            family = FAMILY if name == FAMILY else family or name
    return family


def style_sheet(theme: Theme) -> str:
    """The sheet in resources/styles with its ${roles} filled in; a role that nobody has is a KeyError."""
    return Template(resource("styles", "libdesk.qss").read_text("utf-8")).substitute(_roles(theme))


def _roles(theme: Theme) -> dict[str, Any]:
    colours = {role: value for role, value in theme.colours._asdict().items() if isinstance(value, str)}
    sizes = {f"pt_{step.name.lower()}": f"{step.value * theme.factor:g}pt" for step in Step}
    pixels = {n: round(4 * n * theme.factor) for n in range(1, 12)}
    spaces = {f"s{n}{less}": f"{value - cut}px" for n, value in pixels.items() for less, cut in _LESS.items()}
    marks = {"mark": _mark(theme.colours.text), "mark_on_accent": _mark(theme.colours.on_accent)}
    notice = theme.outcome(Outcome.NOTICE)
    refused = theme.outcome(Outcome.REFUSED)
    marks |= {"notice_ground": notice.ground, "notice_text": notice.text}
    marks |= {"refused_ground": refused.ground, "refused_text": refused.text}
    return colours | sizes | spaces | marks | {"styles": resource("styles").as_posix()}


def _mark(colour: str) -> str:
    """The sheet can only name files, so its few marks lie there in two colours."""
    return "white" if QColor(colour).lightness() > 127 else "black"


def _palette(c: Colours) -> QPalette:
    role = QPalette.ColorRole
    made = QPalette()
    for where, value in {
        role.Window: c.window,
        role.WindowText: c.text,
        role.Base: c.surface,
        role.AlternateBase: c.soft,
        role.Text: c.text,
        role.Button: c.soft,
        role.ButtonText: c.text,
        role.PlaceholderText: c.faint,
        role.Highlight: c.select,
        role.HighlightedText: c.on_select,
        role.ToolTipBase: c.strong,
        role.ToolTipText: c.on_strong,
        role.Link: c.accent_text,
        role.LinkVisited: c.accent_text,
        role.BrightText: c.bad,
        role.Accent: c.accent,
        role.Mid: c.line,
        role.Dark: c.edge,
    }.items():
        made.setColor(where, QColor(value))
    for where in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, where, QColor(c.disabled))
    return made


def _system_scheme(app: QApplication) -> str:
    """High contrast if Qt (6.10 and later) reports that the system asks for it, else the system's light or dark."""
    hints = app.styleHints()
    accessibility = getattr(hints, "accessibility", None)
    if accessibility is not None and accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def _tell_system(app: QApplication, wanted: str) -> None:
    """Title bars and the system's own dialogs follow the scheme too."""
    schemes = {"system": Qt.ColorScheme.Unknown, "light": Qt.ColorScheme.Light}
    app.styleHints().setColorScheme(schemes.get(wanted, Qt.ColorScheme.Dark))


def _system_changed(app: QApplication) -> None:
    if _wanted == "system" and _system_scheme(app) != _theme.scheme:
        apply_theme(app, scheme="system", factor=_theme.factor)


def _redraw_icons() -> None:
    from libdesk.ui.icons import redraw_icons

    redraw_icons()
