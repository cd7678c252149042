"""Settings are found where one looks for them: by any word of their names, notes, buttons and choices."""

from typing import Final

from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLabel, QWidget

from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.settings.section import ALSO, Section

FOUND: Final = "found"
"""The property by which the style sheet lights a field up."""


def hits(section: Section, text: str) -> tuple[bool, list[QWidget]]:
    """Whether a section holds every word that was typed, and the fields to light up: those that hold one of them."""
    words = text.casefold().split()
    if not words:
        return False, []
    own = " ".join((_(section.TITLE), _(section.ALSO) if section.ALSO else "")).casefold()
    parts = [(part, said.casefold()) for part in _parts(section) if (said := words_of(part))]
    whole = "\n".join((own, *(said for _part, said in parts)))
    if not all(word in whole for word in words):
        return False, []
    found = (part for part, said in parts if any(word in said for word in words))
    return True, list(dict.fromkeys(_lit(part) for part in found))


def words_of(part: QWidget) -> str:
    """What a part says: its words, its choices, and what else it is looked for by."""
    said = [str(part.property(ALSO) or "")]
    if isinstance(part, (QLabel, QAbstractButton)):
        said.append(part.text())
    if isinstance(part, QComboBox):
        said += [part.itemText(row) for row in range(part.count())]
    return " ".join(filter(None, said))


def light(section: Section, parts: list[QWidget]) -> None:
    """Light these parts of a section up, and no other; the first is scrolled into sight."""
    for old in section.findChildren(QWidget):
        if old.property(FOUND) and old not in parts:
            _set(old, on=False)
    for part in parts:
        _set(part, on=True)
    if parts:
        section.bring_into_view(parts[0])


def _parts(section: Section) -> list[QWidget]:
    """All parts that say something of the settings; what stands in tables is of the library."""
    found = []
    for part in section.findChildren(QWidget):
        above = part.parentWidget()
        while above is not None and above is not section and not isinstance(above, (QAbstractItemView, QComboBox)):
            above = above.parentWidget()
        if above is section:
            found.append(part)
    return found


def _lit(part: QWidget) -> QWidget:
    """The field that a label names, else the part itself."""
    return part.buddy() or part if isinstance(part, QLabel) else part


def _set(part: QWidget, *, on: bool) -> None:
    part.setProperty(FOUND, on)
    theme.restyle(part)
