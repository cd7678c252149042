"""Lending for the holidays: when, how many for whom, and on which day each class brings everything back."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtWidgets import QLineEdit, QSpinBox

from libdesk.actions import holiday_lending as actions
from libdesk.domain.calendar import NeverOpen
from libdesk.domain.classes import SchoolSystem, show_class
from libdesk.domain.holiday_lending import HolidayLending, proposed
from libdesk.domain.lending_kinds import LENDING_KINDS, kinds_of
from libdesk.domain.ops import Op
from libdesk.domain.show import show_day, show_reader_kind
from libdesk.domain.value import Value
from libdesk.i18n import N_, _
from libdesk.store.queries import holiday_lending as queries
from libdesk.store.queries.settings import with_classes
from libdesk.ui import icons, theme
from libdesk.ui.parts import across, button, down, label, named, wrapped
from libdesk.ui.settings.blocks import Blocks
from libdesk.ui.settings.section import Section, day_field, day_of, qdate, spin
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

AS_RULE: Final = -1
PLANS_HIGH: Final = 30  # steps
PREVIEW_HIGH: Final = 60


class ClassDay(Value):
    """A line of the preview."""

    group: str
    day: date | None  # None: an ordinary loan
    place: int


class HolidayLendingSection(Section):
    TITLE = N_("Holiday lending")
    ALSO = N_("winter summer holidays vacation break")
    ICON = icons.TERM
    HELP = "holiday_lending"

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        begin = proposed(self.desk.calendar, self.desk.today)
        self.plans = RowTable(
            (
                Column("name", N_("Holidays"), lambda row: row.plan.name, width=Width.STRETCH),
                Column("lent", N_("Days of lending"), lambda row: _span(row.plan.first, row.plan.last)),
                Column("due", N_("Days of return"), lambda row: _span(row.plan.due_first, row.plan.due_last)),
            ),
            name=_("Holiday lending"), key=lambda row: row.id,
            empty=Empty(_("No holiday lending yet"), _("Enter the days below: books then go home for the holidays."),
                        icon=icons.TERM),
        )  # fmt: skip
        self.name = named(QLineEdit(begin.name), "holiday_name")
        self.name.setMaxLength(60)
        self.first = day_field("holiday_first", _("First day of lending"), begin.first)
        self.last = day_field("holiday_last", _("Last day of lending"), begin.last)
        self.due_first = day_field("holiday_due_first", _("First day of return"), begin.due_first)
        self.due_last = day_field("holiday_due_last", _("Last day of return"), begin.due_last)
        self.quotas: dict[str, QSpinBox] = {kind: spin(f"holiday_quota_{kind}", AS_RULE, 999) for kind in LENDING_KINDS}
        self.quota_blocks = Blocks()
        self.add_plan = button("holiday_add", _("Add these holidays"), self._add, role="next")
        self.change_plan = button("holiday_change", _("Change the chosen ones"), self._change)
        self.remove_plan = button("holiday_remove", _("Remove the chosen ones"), self._remove)
        self.preview = RowTable(
            (
                Column("group", N_("Class"), lambda row: row.group, sort=lambda row: row.place, width=Width.STRETCH),
                Column("day", N_("Brings everything back on"), _preview_day, sort=lambda row: row.place),
            ),
            name=_("Which class on which day"), empty=Empty(_("No day of return"), icon=icons.CALENDAR),
            cursor_at_top=False,
        )  # fmt: skip
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.plans.setFixedHeight(theme.space(PLANS_HIGH))
        self.preview.setFixedHeight(theme.space(PREVIEW_HIGH))
        self.name.setAccessibleName(_("Name of the holidays"))
        self.name.setPlaceholderText(_("Name of the holidays"))
        note = _("What is lent or renewed in these days goes home for the holidays. The end of term does not cut it; "
                 "the end of a card does.")  # fmt: skip
        self.add_part(down(self.plans, label(note, role="note", wrap=True), gap=2))
        days = Blocks()
        days.add(_("Lent from"), self.first)
        days.add(_("Lent until"), self.last)
        days.add(_("Back from"), self.due_first)
        days.add(_("Back until"), self.due_last, _("Each class has a day of its own in between."))
        self.add_part(down(label(_("Name of the holidays"), buddy=self.name), self.name, days, gap=2))
        for kind, field in self.quotas.items():
            field.setSpecialValueText(_("as the rule"))
            field.setValue(AS_RULE)
            self.quota_blocks.add(show_reader_kind(kind), field)
        heading = label(_("How many in all"), role="heading")
        text = _("Instead of the rule's number; 0: nothing goes home. Grades without a number follow “pupil”.")
        self.add_part(down(heading, label(text, role="note", wrap=True), self.quota_blocks, gap=2))
        self.add_part(down(across(self.add_plan), wrapped(self.change_plan, self.remove_plan, gap=2), gap=2))
        title = label(_("Which class on which day"), role="heading")
        self.add_part(down(title, self.preview, gap=2))
        self.end()

    def _connect(self) -> None:
        self.plans.row_changed.connect(self._fill)
        self.first.dateChanged.connect(lambda day: self.last.setDate(max(day, self.last.date())))
        self.due_first.dateChanged.connect(lambda day: self.due_last.setDate(max(day, self.due_last.date())))
        for field in (self.first, self.last, self.due_first, self.due_last):
            field.dateChanged.connect(lambda _day: self._show_preview())

    def show_values(self) -> None:
        kinds = kinds_of(self.desk.settings.stages)
        self.quota_blocks.show_only(*(self.quotas[kind] for kind in kinds))
        self.plans.show_rows(queries.holidays(self.desk.read(Op.SEE_SETTINGS)))
        chosen = self.plans.current_row() is not None
        self.change_plan.setEnabled(chosen)
        self.remove_plan.setEnabled(chosen)
        self._show_preview()

    def _fill(self, row: queries.HolidayRow | None) -> None:
        """The chosen plan stands in the form, so that it can be changed there."""
        if row is None:
            return
        plan = row.plan
        self.name.setText(plan.name)
        for field, day in zip(
            (self.first, self.last, self.due_first, self.due_last),
            (plan.first, plan.last, plan.due_first, plan.due_last), strict=True,
        ):  # fmt: skip
            field.setDate(qdate(day))
        for kind, spin_box in self.quotas.items():
            spin_box.setValue(plan.quotas.get(kind, AS_RULE))

    def plan(self) -> HolidayLending:
        """What stands in the form."""
        quotas = {kind: field.value() for kind, field in self.quotas.items() if field.value() != AS_RULE}
        return HolidayLending(
            self.name.text().strip(), day_of(self.first), day_of(self.last), day_of(self.due_first),
            day_of(self.due_last), quotas,
        )  # fmt: skip

    def _show_preview(self) -> None:
        self.preview.show_rows(self._class_days())

    def _class_days(self) -> Sequence[ClassDay]:
        desk, plan = self.desk, self.plan()
        system = SchoolSystem(desk.settings.school_system)
        if plan.due_last < plan.due_first:
            return ()
        plan = with_classes(desk.read(Op.SEE_SETTINGS), desk.settings, plan)
        try:
            found = [(show_class(ref, desk.today, system), plan.due_day(ref, desk.calendar)) for ref in plan.classes]
            found.append((_("Readers without a class"), plan.due_day(None, desk.calendar)))
        except NeverOpen:
            return ()
        lines = [ClassDay(group, day, place) for place, (group, day) in enumerate(found)]
        leaving = (show_class(ref, desk.today, system) for ref in sorted(plan.leaving))
        return (*lines, *(ClassDay(group, None, len(lines) + place) for place, group in enumerate(leaving)))

    def _add(self) -> None:
        self._write(None)

    def _change(self) -> None:
        row = self.plans.current_row()
        if row is not None:
            self._write(row.id)

    def _write(self, holiday_id: int | None) -> None:
        plan = self.plan()
        if not self.do(lambda: actions.set_holiday(self.desk, plan, holiday_id=holiday_id)):
            self.bring_into_view(self._fault)
        elif holiday_id is None:
            newest = max(row.id for row in self.plans.model.rows())
            self.plans.select(newest)

    def _remove(self) -> None:
        row = self.plans.current_row()
        if row is not None:
            self.do(lambda: actions.remove_holiday(self.desk, holiday_id=row.id))


def _span(first: date, last: date) -> str:
    return f"{show_day(first, weekday=False)} – {show_day(last, weekday=False)}"


def _preview_day(row: ClassDay) -> str:
    return show_day(row.day) if row.day else _("leaves the school: as on an ordinary day")
