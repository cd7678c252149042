"""The period of a report: the likely ones first, then every term, every school year, calendar year and month."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QComboBox

from libdesk.actions.desk import Desk
from libdesk.domain.calendar import Calendar
from libdesk.domain.rows.reports import Period, all_periods
from libdesk.i18n import _
from libdesk.ui.parts import named
from libdesk.ui.widgets.calm import calm

Offered = Callable[[date, Calendar], tuple[Period, ...]]


class PeriodChoice(QComboBox):
    """`offered`: which periods there are on a day by the school's calendar."""

    def __init__(self, name: str, desk: Desk, offered: Offered = all_periods) -> None:
        super().__init__()
        calm(named(self, name))
        self._desk, self._offered = desk, offered
        self.setAccessibleName(_("Period of the report"))
        self.fill()

    @property
    def period(self) -> Period:
        found: Period = self.currentData()
        return found

    def fill(self) -> None:
        """The periods as they are today; what is chosen stays."""
        kept = self.currentData()
        self.blockSignals(True)
        self.clear()
        for period in self._offered(self._desk.today, self._desk.calendar):
            self.addItem(f"{period.name}  {period.days()}" if not period.whole else period.name, period)
        place = next((n for n in range(self.count()) if kept and self.itemData(n).name == kept.name), 0)
        self.setCurrentIndex(place)
        self.blockSignals(False)
