"""The period of a report: the likely ones first, then every term, every school year, calendar year and month."""

from PySide6.QtWidgets import QComboBox

from libdesk.actions.desk import Desk
from libdesk.domain.rows.reports import Period, all_periods
from libdesk.i18n import _
from libdesk.ui.parts import named
from libdesk.ui.widgets.calm import calm


class PeriodChoice(QComboBox):
    """`years`: school years and calendar years alone."""

    def __init__(self, name: str, desk: Desk, *, years: bool = False) -> None:
        super().__init__()
        calm(named(self, name))
        self._desk, self._years = desk, years
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
        for period in all_periods(self._desk.today, self._desk.calendar, years=self._years):
            self.addItem(f"{period.name}  {period.days()}" if not period.whole else period.name, period)
        place = next((n for n in range(self.count()) if kept and self.itemData(n).name == kept.name), 0)
        self.setCurrentIndex(place)
        self.blockSignals(False)
