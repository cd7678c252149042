"""What is asked of a shelf, and of a range that moves to another place."""

from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from libdesk.domain.rows.shelving import ShelfRow
from libdesk.i18n import _
from libdesk.ui.cataloguing.form_panel import FormPanel
from libdesk.ui.parts import named
from libdesk.ui.settings.section import spin
from libdesk.ui.widgets.choices import place_choice

LONGEST: Final = 60
MOST_ROOM: Final = 100_000


class ShelfForm(FormPanel):
    """`values()` are those of `add_shelf`."""

    def __init__(self, *, gives_back_to: QWidget | None = None) -> None:
        super().__init__("shelf", gives_back_to=gives_back_to)
        self.place = self.add(_("Place"), place_choice("shelf_place", _("Place")))
        self.name = self.add(_("Name of the shelf"), named(QLineEdit(), "shelf_name"), share=1)
        self.first = self.add(_("From class or call number"), named(QLineEdit(), "shelf_from"), share=1)
        self.last = self.add(_("To class or call number"), named(QLineEdit(), "shelf_to"), share=1)
        self.room = self.add(_("Room for so many books"), spin("shelf_room", 0, MOST_ROOM))
        self.note = self.add(_("Note"), named(QLineEdit(), "shelf_note"), share=1)
        self.name.setPlaceholderText(_("3A"))
        self.last.setPlaceholderText(_("the same"))
        self.room.setSpecialValueText(_("not known"))
        for line in (self.name, self.first, self.last, self.note):
            line.setMaxLength(LONGEST)

    def show_places(self, places: list[tuple[int, str]], place_id: int | None) -> None:
        self.place.clear()
        for key, words in places:
            self.place.addItem(words, key)
        self.place.setCurrentIndex(max(0, self.place.findData(place_id)))

    def show_shelf(self, row: ShelfRow | None) -> None:
        """The fields of a shelf, or an empty form."""
        self.name.setText(row.name if row else "")
        self.first.setText(row.from_no if row else "")
        self.last.setText(row.to_no if row else "")
        self.room.setValue(row.room or 0 if row else 0)
        self.note.setText(row.note if row else "")

    def values(self) -> dict[str, Any]:
        return {
            "place_id": self.place.currentData(), "name": self.name.text(), "from_no": self.first.text(),
            "to_no": self.last.text(), "room": self.room.value() or None, "note": self.note.text(),
        }  # fmt: skip


class MoveForm(FormPanel):
    """`changed` with each letter, so that what would move is told before it is done."""

    changed = Signal()

    def __init__(self, *, gives_back_to: QWidget | None = None) -> None:
        super().__init__("move", gives_back_to=gives_back_to)
        self.place = self.add(_("From the place"), place_choice("move_place", _("From the place")))
        self.first = self.add(_("From class or call number"), named(QLineEdit(), "move_from"), share=1)
        self.last = self.add(_("To class or call number"), named(QLineEdit(), "move_to"), share=1)
        self.target = self.add(_("To the place"), place_choice("move_target", _("To the place")))
        self.last.setPlaceholderText(_("the same"))
        for line in (self.first, self.last):
            line.setMaxLength(LONGEST)
            line.textEdited.connect(lambda _text: self.changed.emit())
        for choice in (self.place, self.target):
            choice.activated.connect(lambda _at: self.changed.emit())

    def show_range(self, places: list[tuple[int, str]], row: ShelfRow | None) -> None:
        """The range of a shelf to begin with; another place than its own."""
        for choice in (self.place, self.target):
            choice.clear()
            for key, words in places:
                choice.addItem(words, key)
        self.first.setText(row.from_no if row else "")
        self.last.setText(row.to_no if row else "")
        self.place.setCurrentIndex(max(0, self.place.findData(row.place_id)) if row else 0)
        self.target.setCurrentIndex(0 if self.place.currentIndex() else min(1, len(places) - 1))

    def values(self) -> dict[str, Any]:
        return {
            "place_id": self.place.currentData(), "to_place": self.target.currentData(), "from_no": self.first.text(),
            "to_no": self.last.text(),
        }  # fmt: skip
