"""How often a periodical appears, as it is typed: a choice, and for some of them weekdays, days or a number."""

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from libdesk.domain.serials.frequency import MOST, MOST_ISSUES, Frequency, FrequencyWrong, Unit
from libdesk.domain.show import WEEKDAYS
from libdesk.i18n import N_, _
from libdesk.ui.parts import down, label, named, wrapped
from libdesk.ui.settings.section import choice, choose, day_field, day_of, qdate, spin

KINDS: Final[dict[str, tuple[str, Frequency]]] = {
    "daily": (N_("each day"), Frequency(Unit.DAY)),
    "weekdays": (N_("on days of the week"), Frequency(Unit.WEEK)),
    "weekly": (N_("weekly"), Frequency(Unit.WEEK)),
    "n_weeks": (N_("every few weeks"), Frequency(Unit.WEEK, every=2)),
    "thrice": (N_("three times a month"), Frequency(Unit.MONTH, 3)),
    "twice": (N_("twice a month"), Frequency(Unit.MONTH, 2)),
    "monthly": (N_("monthly"), Frequency(Unit.MONTH)),
    "two_months": (N_("every two months"), Frequency(Unit.MONTH, every=2)),
    "quarterly": (N_("quarterly"), Frequency(Unit.MONTH, every=3)),
    "half": (N_("half-yearly"), Frequency(Unit.MONTH, every=6)),
    "yearly": (N_("yearly"), Frequency(Unit.YEAR)),
    "irregular": (N_("irregular"), Frequency(Unit.IRREGULAR, 0)),
}


class FrequencyFields:
    """The fields that make a frequency; `changed` is called when any of them is touched."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._as_is: Frequency | None = None  # one that no choice here makes
        self.kind = choice("sub_frequency", [(code, _(words)) for code, (words, _kind) in KINDS.items()])
        self.weekdays = [named(QCheckBox(_(name)), f"sub_weekday_{day}") for day, name in enumerate(WEEKDAYS)]
        self.every = spin("sub_every", 1, MOST)
        self.count = spin("sub_count", 0, MOST_ISSUES)
        self.days = named(QLineEdit(), "sub_days")
        self.days.setPlaceholderText(_("such as 5, 20"))
        self.start = day_field("sub_start", _("First issue"), date(2000, 1, 1))
        self.holidays = named(QCheckBox(_("also on public holidays")), "sub_holidays")
        self.weekday_row = wrapped(*self.weekdays, gap=1)
        self.every_row = _field(_("Weeks between two"), self.every)
        self.count_row = _field(_("Issues, if known"), self.count)
        self.days_row = _field(_("On days of the month"), self.days)
        self.days_row.setToolTip(_("Left empty they stand evenly in the month, from the first issue on"))
        self.start_row = _field(_("First issue"), self.start)
        self.kind.activated.connect(lambda _at: self._mirror())
        for box in (*self.weekdays, self.holidays):
            box.toggled.connect(lambda _on: changed())
        for number in (self.every, self.count):
            number.valueChanged.connect(lambda _value: changed())
        self.days.textEdited.connect(lambda _text: changed())
        self.start.dateChanged.connect(lambda _day: changed())

    def show(self, frequency: Frequency, first: date) -> None:
        """Fill the fields by a frequency of a subscription that begins on this day."""
        code = _code_of(frequency)
        self._as_is = frequency if code is None else None
        choose(self.kind, code or "monthly")
        for day, box in enumerate(self.weekdays):
            box.setChecked(day in frequency.weekdays)
        self.every.setValue(frequency.every)
        self.count.setValue(frequency.per if frequency.unit is Unit.IRREGULAR else 0)
        self.days.setText(", ".join(map(str, frequency.days)))
        self.start.setDate(qdate(frequency.start or first))
        self.holidays.setChecked(frequency.holidays)
        self._mirror()

    def value(self, first: date) -> Frequency:
        """Raises FrequencyWrong where a field says nothing that can be."""
        if self._as_is is not None:
            return self._as_is
        code = str(self.kind.currentData())
        plain = KINDS[code][1]
        start, per, every = day_of(self.start), plain.per, plain.every
        weekdays: tuple[int, ...] = ()
        if code == "weekdays":
            weekdays = tuple(day for day, box in enumerate(self.weekdays) if box.isChecked())
            if not weekdays:
                raise FrequencyWrong("weekdays")
            per = len(weekdays)
        elif code == "n_weeks":
            every = self.every.value()
        elif code == "irregular":
            per = self.count.value()
        days = () if self.days_row.isHidden() else _days(self.days.text())
        anchored = None if start == first or code == "irregular" else start
        return Frequency(plain.unit, per, every, weekdays, days, anchored, self.holidays.isChecked())

    def _mirror(self) -> None:
        code = self.kind.currentData()
        if self.kind.hasFocus():
            self._as_is = None
        self.weekday_row.setVisible(code == "weekdays")
        self.every_row.setVisible(code == "n_weeks")
        self.count_row.setVisible(code == "irregular")
        self.days_row.setVisible(code in ("thrice", "twice", "monthly", "two_months", "quarterly", "half"))
        self.start_row.setVisible(code not in ("irregular", "daily"))
        self.holidays.setVisible(code in ("daily", "weekdays", "weekly"))
        self._changed()


def _field(words: str, field: QWidget) -> QWidget:
    field.setAccessibleName(words)
    return down(label(words, buddy=field), field)


def _days(text: str) -> tuple[int, ...]:
    plain = text.replace("，", ",").replace("、", ",").replace(" ", ",")
    parts = [part for part in plain.split(",") if part]
    if not all(part.isdecimal() and len(part) <= 2 for part in parts):
        raise FrequencyWrong("days")
    return tuple(int(part) for part in parts)


def _code_of(frequency: Frequency) -> str | None:
    """The choice that makes this frequency; None where none does."""
    if frequency.unit is Unit.IRREGULAR:
        return "irregular"
    if frequency.weekdays:
        return "weekdays" if frequency.every == 1 else None
    if frequency.unit is Unit.WEEK and frequency.per == 1:
        return "weekly" if frequency.every == 1 else "n_weeks"
    for code, (_words, plain) in KINDS.items():
        per = len(frequency.days) or frequency.per
        if (plain.unit, plain.per, plain.every) == (frequency.unit, per, frequency.every) and code != "weekdays":
            return code
    return None
