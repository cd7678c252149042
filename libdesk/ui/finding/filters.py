"""What narrows a list of titles beside the words: kind, class, place and where the copies are, in a row that folds."""

from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from libdesk.domain.catalogue_search import STATE_NAMES, State, Wanted
from libdesk.domain.titles import KIND_NAMES
from libdesk.i18n import _
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, named
from libdesk.ui.widgets.calm import calm
from libdesk.ui.widgets.flow import FlowLayout

CLASS_WIDTH: Final = 24  # steps
LONGEST_CLASS: Final = 40


def choice(name: str, words: str) -> QComboBox:
    """A choice as narrow as its words, that the wheel leaves alone."""
    made = named(QComboBox(), name)
    made.setAccessibleName(words)
    made.setToolTip(words)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return calm(made)


class Filters(QWidget):
    """`changed` when a person chooses something else; `keys` says which choices stand in the row."""

    changed = Signal()

    def __init__(self, keys: tuple[str, ...] = ("kind", "class_no", "place", "state")) -> None:
        super().__init__()
        self.setObjectName("title_filters")
        self._places: list[tuple[int, str]] | None = None
        self.kind = choice("filter_kind", _("Only this kind"))
        self.class_no = named(QLineEdit(), "filter_class")
        self.place = choice("filter_place", _("Only at this place"))
        self.state = choice("filter_state", _("Only where copies are so"))
        self.clear_all = button("filter_clear", _("Show all"), self._clear, role="quiet", icon=icons.CLOSE)
        self._set_up()
        shown = {"kind": self.kind, "class_no": self.class_no, "place": self.place, "state": self.state}
        row = FlowLayout(self, theme.space(1))
        for part in (*(shown[key] for key in keys), self.clear_all):
            row.add(part)
        self._connect()

    def _set_up(self) -> None:
        self.kind.addItem(_("every kind"), "")
        for code, name in KIND_NAMES.items():
            self.kind.addItem(_(name), code)
        self.place.addItem(_("every place"), None)
        for state, name in STATE_NAMES.items():
            self.state.addItem(_(name), state)
        self.class_no.setAccessibleName(_("Only classes that begin so"))
        self.class_no.setToolTip(_("Only classes that begin so, such as I28"))
        self.class_no.setPlaceholderText(_("Class number"))
        self.class_no.setMaxLength(LONGEST_CLASS)
        self.class_no.setFixedWidth(theme.space(CLASS_WIDTH))
        self.clear_all.setVisible(False)

    def _connect(self) -> None:
        for box in (self.kind, self.place, self.state):
            box.activated.connect(lambda _at: self._tell())
        self.class_no.textEdited.connect(lambda _text: self._tell())

    @property
    def count(self) -> int:
        """How many of the choices narrow the list."""
        wanted = self.narrow(Wanted())
        chosen = (wanted.kind, wanted.class_no, wanted.place, wanted.state.value)
        return sum(one not in ("", None) for one in chosen)

    def narrow(self, wanted: Wanted) -> Wanted:
        """The same question with what is chosen here."""
        return replace(
            wanted, kind=self.kind.currentData() or "", class_no=self.class_no.text().strip(),
            place=self.place.currentData(), state=State(self.state.currentData() or ""),
        )  # fmt: skip

    def show_wanted(self, wanted: Wanted) -> None:
        """Choose what this question asks for, without telling."""
        _choose(self.kind, wanted.kind)
        _choose(self.place, wanted.place)
        _choose(self.state, wanted.state)
        self.class_no.setText(wanted.class_no)
        self.clear_all.setVisible(self.count > 0)

    def show_places(self, places: list[tuple[int, str]]) -> None:
        """The places that are there now; the chosen one stays chosen."""
        if places == self._places:
            return
        self._places = places
        chosen = self.place.currentData()
        while self.place.count() > 1:
            self.place.removeItem(1)
        for place_id, name in places:
            self.place.addItem(name, place_id)
        _choose(self.place, chosen)

    def _clear(self) -> None:
        self.show_wanted(Wanted())
        self._tell()

    def _tell(self) -> None:
        self.clear_all.setVisible(self.count > 0)
        self.changed.emit()


def _choose(box: QComboBox, data: Any) -> None:
    box.setCurrentIndex(max(0, box.findData(data)))
