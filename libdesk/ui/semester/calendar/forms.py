"""What is asked about an event, and about a day that goes otherwise than its weekday."""

from datetime import date
from typing import Final

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QCheckBox, QLineEdit, QTimeEdit, QWidget

from libdesk.domain.calendar_entries import CalendarEntry
from libdesk.domain.rows.schedule import EventRow, SpecialDay
from libdesk.domain.show import WEEKDAYS
from libdesk.i18n import _
from libdesk.ui.cataloguing.form_panel import FormPanel
from libdesk.ui.parts import named
from libdesk.ui.settings.section import choice, choose, day_field, day_of, qdate
from libdesk.ui.widgets.calm import calm

LONGEST: Final = 120
_DAY: Final = 24 * 60
_START, _END = QTime(14, 0), QTime(15, 0)


def time_field(name: str, time: QTime) -> QTimeEdit:
    made = calm(named(QTimeEdit(time), name))
    made.setDisplayFormat("HH:mm")
    return made


def qtime(minutes: int) -> QTime:
    return QTime(23, 59) if minutes >= _DAY else QTime(minutes // 60, minutes % 60)


def minutes_of(field: QTimeEdit) -> int:
    """Minutes after midnight; what ends at 23:59 ends with the day."""
    time = field.time()
    return time.hour() * 60 + time.minute()


class EventForm(FormPanel):
    def __init__(self, *, gives_back_to: QWidget) -> None:
        super().__init__("event", gives_back_to=gives_back_to)
        today = date(2000, 1, 1)
        self._uid = ""
        self.name = self.add(_("What is on"), named(QLineEdit(), "event_name"), share=2)
        self.first = self.add(_("First day"), day_field("event_first", _("First day"), today))
        self.last = self.add(_("Last day"), day_field("event_last", _("Last day"), today))
        self.timed = self.add(_("At a time"), named(QCheckBox(), "event_timed"))
        self.start = self.add(_("From"), time_field("event_from", _START))
        self.end = self.add(_("To"), time_field("event_to", _END))
        self.place = self.add(_("Venue"), named(QLineEdit(), "event_place"), share=1)
        self.note = self.add(_("Note"), named(QLineEdit(), "event_note"), share=2)
        for line in (self.name, self.place):
            line.setMaxLength(LONGEST)
        self.timed.toggled.connect(self._mirror)
        self.first.dateChanged.connect(lambda day: self.last.setDate(max(day, self.last.date())))
        self._mirror()

    def fill(self, row: EventRow | None, day: date) -> None:
        """An event to be changed, or a new one on a day."""
        self._uid = row.uid if row else ""
        self.name.setText(row.name if row else "")
        self.last.setDate(qdate(row.last if row else day))
        self.first.setDate(qdate(row.first if row else day))
        self.last.setDate(qdate(row.last if row else day))
        self.timed.setChecked(row is not None and row.from_time is not None)
        self.start.setTime(_START if row is None or row.from_time is None else qtime(row.from_time))
        self.end.setTime(_END if row is None or row.to_time is None else qtime(row.to_time))
        self.place.setText(row.place if row else "")
        self.note.setText(row.note if row else "")

    def entry(self) -> CalendarEntry:
        """What was typed."""
        timed = self.timed.isChecked()
        return CalendarEntry(
            self._uid, day_of(self.first), day_of(self.last), self.name.text(),
            minutes_of(self.start) if timed else None, minutes_of(self.end) if timed else None,
            self.place.text(), self.note.text(),
        )  # fmt: skip

    def _mirror(self) -> None:
        for field in (self.start, self.end):
            field.setEnabled(self.timed.isChecked())


class SpecialForm(FormPanel):
    def __init__(self, *, gives_back_to: QWidget) -> None:
        super().__init__("special", gives_back_to=gives_back_to)
        self._day = date.min
        weekdays = [(None, _("its own weekday")), *((n, _(words)) for n, words in enumerate(WEEKDAYS))]
        self.weekday = self.add(_("Hours and lessons like"), choice("special_weekday", weekdays))
        self.short = self.add(_("Open only"), named(QCheckBox(), "special_short"))
        self.start = self.add(_("From"), time_field("special_from", QTime(8, 0)))
        self.end = self.add(_("To"), time_field("special_to", QTime(12, 0)))
        self.why = self.add(_("Why"), named(QLineEdit(), "special_why"), share=1)
        self.why.setMaxLength(60)
        self.short.toggled.connect(self._mirror)
        self._mirror()

    def fill(self, day: date, special: SpecialDay | None) -> None:
        self._day = day
        choose(self.weekday, special.as_weekday if special else None)
        short = special is not None and special.first is not None
        self.short.setChecked(short)
        self.start.setTime(qtime(special.first) if special and special.first is not None else QTime(8, 0))
        self.end.setTime(qtime(special.last) if special and special.last is not None else QTime(12, 0))
        self.why.setText(special.name if special else "")

    def special(self) -> SpecialDay:
        short = self.short.isChecked()
        return SpecialDay(
            self._day, self.weekday.currentData(), minutes_of(self.start) if short else None,
            minutes_of(self.end) if short else None, self.why.text(),
        )  # fmt: skip

    def says_nothing(self) -> bool:
        """Nothing is different: the day goes like its weekday again."""
        return self.weekday.currentData() is None and not self.short.isChecked()

    def _mirror(self) -> None:
        for field in (self.start, self.end):
            field.setEnabled(self.short.isChecked())
