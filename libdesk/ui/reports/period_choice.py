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
        self.setCurrentIndex(self._place_of(kept) if kept else 0)
        self.blockSignals(False)

    def _place_of(self, kept: Period) -> int:
        """By its name, which goes on from day to day; a term that has another name by now is still the same term."""
        found: list[Period] = [self.itemData(n) for n in range(self.count())]
        same = (n for n, one in enumerate(found) if one.name == kept.name)
        of_term = (n for n, one in enumerate(found) if one.term and kept.term and one.first == kept.first)
        return next(same, next(of_term, 0))
