"""What is asked about visits: which class and how many; a day and how many."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from PySide6.QtWidgets import QWidget

from libdesk.domain.classes import ClassRef
from libdesk.domain.ops import Role
from libdesk.domain.visits import MOST
from libdesk.i18n import _
from libdesk.ui.cataloguing.form_panel import FormPanel
from libdesk.ui.settings.section import choice, day_field, day_of, qdate, spin
from libdesk.ui.tab import Surroundings

EARLIEST: Final = date(1990, 1, 1)


class ClassForm(FormPanel):
    """As many as the class has, until another number is given."""

    def __init__(self, around: Surroundings, *, gives_back_to: QWidget) -> None:
        super().__init__("visit_class", gives_back_to=gives_back_to)
        self._refs: list[tuple[ClassRef, str, int]] = []
        self.klass = self.add(_("Class"), choice("visit_class_ref", []))
        self.people = self.add(_("Visitors"), spin("visit_class_people", 0, MOST))
        self.klass.currentIndexChanged.connect(self._fill)

    def begin(self, classes: Sequence[tuple[ClassRef, str, int]]) -> None:
        """The classes to choose from: (class, its name, pupils)."""
        kept = self.klass.currentText()
        self._refs = list(classes)
        self.klass.clear()
        for _ref, name, _pupils in self._refs:
            self.klass.addItem(name)
        self.klass.setCurrentIndex(max(0, self.klass.findText(kept)))
        self.ok.setEnabled(bool(self._refs))

    def _fill(self, place: int) -> None:
        if 0 <= place < len(self._refs):
            self.people.setValue(self._refs[place][2])

    def values(self) -> tuple[ClassRef, int]:
        return self._refs[self.klass.currentIndex()][0], self.people.value()


class TallyForm(FormPanel):
    """How many came on a day in all: what stands there is shown, to be replaced."""

    def __init__(self, around: Surroundings, *, gives_back_to: QWidget) -> None:
        super().__init__("visit_tally", gives_back_to=gives_back_to)
        self._desk = around.desk
        self._known: Callable[[date], int] = lambda _day: 0
        self.day = self.add(_("Day"), day_field("visit_tally_day", _("Day"), around.desk.today))
        self.people = self.add(_("Visitors of the whole day"), spin("visit_tally_people", 0, MOST))
        self.day.dateChanged.connect(lambda _day: self._fill())

    def begin(self, day: date, known: Callable[[date], int]) -> None:
        """`known` gives what stands there of a day. Pupils on duty count today alone."""
        self._known = known
        today_alone = self._desk.actor.role is Role.HELPER
        self.day.setMinimumDate(qdate(self._desk.today if today_alone else EARLIEST))
        self.day.setMaximumDate(qdate(self._desk.today))
        self.day.setDate(qdate(self._desk.today if today_alone else day))
        self._fill()

    def _fill(self) -> None:
        self.people.setValue(self._known(day_of(self.day)))

    def values(self) -> tuple[date, int]:
        return day_of(self.day), self.people.value()
