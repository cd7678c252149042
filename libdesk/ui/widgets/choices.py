"""The choice of a place, or of another thing of the library: filled anew, what was chosen stays chosen."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from libdesk.i18n import _
from libdesk.ui.parts import named
from libdesk.ui.widgets.calm import calm


def place_choice(name: str, words: str = "") -> QComboBox:
    made = calm(named(QComboBox(), name))
    made.setAccessibleName(words or _("Place"))
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return made


def fill(choice: QComboBox, rows: Sequence[tuple[int, str]], every: str | None = None) -> None:
    """The first entry, None, stands for every place; what was chosen stays chosen while it is there."""
    kept = choice.currentData()
    choice.clear()
    choice.addItem(_("every place") if every is None else every, None)
    for key, words in rows:
        choice.addItem(words, key)
    choice.setCurrentIndex(max(0, choice.findData(kept)))
