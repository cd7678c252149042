"""How student librarians, their records and trainings are said."""

from datetime import date

from libdesk.domain.duties import show_slot
from libdesk.domain.hours import show_hours
from libdesk.domain.rows.helpers import ATTENDANCE_NAMES, Appointed, HelperRecord, Trainee, TrainingRow
from libdesk.domain.rows.roster import PRESENCE_NAMES, OnDuty, Presence, SlotOnDay
from libdesk.domain.school import School
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _, ngettext
from libdesk.ui.widgets.row_model import Column, Width


class HelperRow:
    """An appointment with the record of its term."""

    def __init__(self, one: Appointed, record: HelperRecord, group: str, today: date) -> None:
        self.id = one.person.reader_id
        self.name, self.group, self.sort_key = one.person.shown, group, one.person.sort_key
        self.one, self.record = one, record
        self.runs = one.serves(today)
        self.ahead = one.first > today

    @property
    def until(self) -> str:
        if self.one.has_left:
            return _("left the school")
        if self.one.ended is not None:
            return _("ended {day}").format(day=show_day(self.one.ended, weekday=False))
        if self.ahead:
            return _("from {day}").format(day=show_day(self.one.first, weekday=False))
        if self.one.until is None:
            return _("until dismissed")
        return show_day(self.one.until, weekday=False)


def columns() -> tuple[Column, ...]:
    return (
        Column("name", N_("Name"), lambda row: row.name, sort=lambda row: row.one.person.sort_name,
               width=Width.STRETCH, role=lambda row: "" if row.runs else "quiet"),
        Column("group", N_("Class"), lambda row: row.group, sort=lambda row: row.sort_key),
        Column("until", N_("Until"), lambda row: row.until, spare=3),
        Column("kept", N_("Duties kept"), lambda row: kept(row.record), sort=lambda row: row.record.kept, right=True),
        Column("missed", N_("Missed"), lambda row: number(row.record.missed), sort=lambda row: row.record.missed,
               right=True, spare=1),
        Column("unsigned", N_("No sign-on"), lambda row: number(row.record.unsigned),
               sort=lambda row: row.record.unsigned, right=True, spare=1),
        Column("transactions", N_("Transactions"), lambda row: number(row.record.transactions),
               sort=lambda row: row.record.transactions, right=True, spare=2),
        Column("trainings", N_("Trainings"), lambda row: number(row.record.trainings),
               sort=lambda row: row.record.trainings, right=True, spare=4),
    )  # fmt: skip


def kept(record: HelperRecord) -> str:
    return f"{record.kept}/{record.due}" if record.due else number(record.kept)


def number(count: int) -> str:
    return f"{count:,}" if count else ""


def record_lines(record: HelperRecord) -> str:
    """The whole record, a figure a line."""
    lines = [
        _("Duties: {due}, that is kept {kept}, missed {missed}, without a sign-on {unsigned}").format(
            due=record.due, kept=record.kept, missed=record.missed, unsigned=record.unsigned
        )
    ]
    if record.excused:
        lines.append(_("Excused besides, not counted: {n}").format(n=record.excused))
    if record.stood_in:
        lines.append(_("Kept for somebody else, counted among them: {n}").format(n=record.stood_in))
    if record.besides:
        lines.append(_("Shifts besides the roster: {n}").format(n=record.besides))
    lines.append(_("Hours: {hours}").format(hours=show_hours(record.minutes)))
    lines.append(_("Transactions in their shifts: {n}").format(n=f"{record.transactions:,}"))
    lines.append(
        _("Taken back by others: {n}, by themselves: {own}").format(n=record.corrections, own=record.own_undos)
    )
    lines.append(_("Trainings: {n}, missed: {missed}").format(n=record.trainings, missed=record.trainings_missed))
    lines.append(_("Drills passed: {passed} of {tried}").format(passed=record.drills_passed, tried=record.drills))
    return "\n".join(lines)


class DutyRow:
    """A duty of one helper on a day."""

    def __init__(self, slot: SlotOnDay, one: OnDuty, now: int) -> None:
        self.slot = slot
        self.presence: Presence = one.presence(slot.begins, slot.ends, now)
        self.note = _("instead of {name}").format(name=one.instead_of.name) if one.instead_of else ""
        self.key = (slot.slot.id, slot.day)


def duty_columns() -> tuple[Column, ...]:
    return (
        Column("day", N_("Day"), lambda row: show_day(row.slot.day), sort=lambda row: row.slot.begins),
        Column("slot", N_("Slot"), lambda row: show_slot(row.slot.slot), width=Width.STRETCH, spare=1),
        Column("presence", N_("State"), presence_words, role=_presence_role),
    )


def presence_words(row: DutyRow) -> str:
    return " · ".join(part for part in (_(PRESENCE_NAMES[row.presence]), row.note) if part)


def _presence_role(row: DutyRow) -> str:
    return "bad" if row.presence in (Presence.MISSED, Presence.UNSIGNED) else ""


def training_columns() -> tuple[Column, ...]:
    return (
        Column("day", N_("Day"), lambda row: show_day(row.day, year=True), sort=lambda row: row.day),
        Column("topic", N_("Topic"), lambda row: row.topic, width=Width.STRETCH),
        Column("there", N_("Were there"), lambda row: number(row.there), sort=lambda row: row.there, right=True),
    )


def training_facts(row: TrainingRow) -> str:
    parts = [show_day(row.day, year=True)]
    if row.minutes:
        parts.append(ngettext("{n} minute", "{n} minutes", row.minutes).format(n=row.minutes))
    parts += [part for part in (row.trainer, row.note) if part]
    counts = _("there {there}, excused {excused}, missed {missed}").format(
        there=row.there, excused=row.excused, missed=row.missed
    )
    return "\n".join((" · ".join(parts), counts))


def trainee_columns(school: School) -> tuple[Column, ...]:
    return (
        Column("name", N_("Name"), lambda row: row.person.shown, sort=lambda row: row.person.sort_name,
               width=Width.STRETCH),
        Column("group", N_("Class"), lambda row: row.person.group(school),
               sort=lambda row: row.person.sort_key),
        Column("state", N_("State"), _attendance, role=lambda row: "bad" if row.state == "missed" else ""),
    )  # fmt: skip


def _attendance(row: Trainee) -> str:
    return _(ATTENDANCE_NAMES[row.state]) if row.state is not None else ""
