"""What is asked of boxes: a new one, and who gets the chosen one."""

import re
from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from libdesk.actions.aids.errors import ReceiverMissing
from libdesk.actions.aids.new_box import LONGEST_NAME
from libdesk.domain.ops import Op
from libdesk.domain.rows.aids import BoxRow
from libdesk.domain.rows.books import show_place
from libdesk.i18n import _
from libdesk.store.queries import titles
from libdesk.ui.cataloguing.form_panel import FormPanel
from libdesk.ui.parts import named
from libdesk.ui.semester.aids.fields import ReceiverField
from libdesk.ui.settings.section import choice
from libdesk.ui.tab import Surroundings

_NUMBERED = re.compile(r"(.*?)(\d+)\D*$")


class NewBoxForm(FormPanel):
    """Its name goes on with the number of the boxes that are there."""

    def __init__(self, around: Surroundings, *, gives_back_to: QWidget) -> None:
        super().__init__("new_box", gives_back_to=gives_back_to)
        self._desk = around.desk
        self.name = self.add(_("Name of the box"), named(QLineEdit(), "new_box_name"), share=2)
        self.barcode = self.add(_("Label that is stuck on it"), named(QLineEdit(), "new_box_barcode"), share=1)
        self.place = self.add(_("Place"), choice("new_box_place", []))
        self.name.setMaxLength(LONGEST_NAME)
        self.barcode.setPlaceholderText(_("empty: the next free number"))

    def begin(self, boxes: Sequence[BoxRow]) -> None:
        self.name.setText(next_name(boxes))
        self.barcode.clear()
        self.place.clear()
        self.place.addItem(_("no place"), None)
        for place in titles.places(self._desk.read(Op.SEE_AIDS)):
            self.place.addItem(show_place(place.name), place.id)

    def values(self) -> tuple[str, str, int | None]:
        return self.name.text(), self.barcode.text(), self.place.currentData()


class BoxToForm(FormPanel):
    """Return chooses who gets the box; the next one lends it."""

    def __init__(self, around: Surroundings, *, gives_back_to: QWidget) -> None:
        super().__init__("box_to", gives_back_to=gives_back_to)
        self.receiver = self.add(_("Who gets the box"), ReceiverField(around.desk, "box_receiver"), share=1)
        self.receiver.refused.connect(self.tell)
        self.receiver.made.connect(around.say)

    def begin(self) -> None:
        self.receiver.show_person(None, "")

    def chosen(self) -> int:
        """Raises ReceiverMissing."""
        if self.receiver.person_id is None or not self.receiver.settled:
            raise ReceiverMissing()
        return self.receiver.person_id

    def _next(self) -> None:
        if self.receiver.person_id is not None and self.receiver.settled:
            self.ok.setFocus()


def next_name(boxes: Sequence[BoxRow]) -> str:
    """书箱 7 where 书箱 6 is the last one."""
    numbers = [(int(found[2]), found[1]) for one in boxes if (found := _NUMBERED.match(one.name))]
    last, stem = max(numbers, default=(0, _("Box") + " "))
    return f"{stem.rpartition('(')[2]}{last + 1}"
