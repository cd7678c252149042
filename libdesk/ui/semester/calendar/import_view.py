"""Another program's calendar before it is brought in: what is new, changed, known, and what could not be read."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final, NamedTuple

from libdesk.actions.schedule import events as actions
from libdesk.actions.schedule.events import Outlook
from libdesk.domain.calendar import Calendar
from libdesk.domain.calendar_entries import CalendarEntry, means_closed
from libdesk.domain.hours import show_time
from libdesk.domain.rows.schedule import EventRow
from libdesk.domain.show import show_day
from libdesk.exchange.calendar_reader import FAULTS, Unread
from libdesk.i18n import N_, _, ngettext
from libdesk.ui import icons
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.semester.file_look import FileLook
from libdesk.ui.semester.places import show_closure
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.row_model import Column, Width

MOST_NAMED: Final = 3
PASSED: Final = {
    "VTODO": N_("tasks"), "VJOURNAL": N_("diary entries"), "VFREEBUSY": N_("free and busy times"),
    "CANCELLED": N_("entries called off"),
}  # fmt: skip
ROLES: Final = {"new": "good", "changed": "warn", "unread": "bad"}


class Line(NamedTuple):
    """One entry of the file: what becomes of it, its days, its name, and what there is to say."""

    state: str
    days: str
    name: str
    note: str
    entry: CalendarEntry | None = None


STATES: Final = {"new": N_("to be added"), "changed": N_("changed"), "unread": N_("not read")}


class ImportView(FileLook):
    KEY = "ics"

    def __init__(self, around: Surroundings) -> None:
        self._look: Outlook | None = None
        self.sum = named(label(wrap=True), "ics_sum")
        self.closures = named(label(role="warn", wrap=True), "ics_closures")
        self.enter = button("ics_enter", _("Enter the closed days …"), lambda: self._enter(), icon=icons.SETTINGS)
        self._closed: list[CalendarEntry] = []
        columns = (
            Column("state", N_("State"), lambda line: _(STATES[line.state]), role=lambda line: ROLES[line.state]),
            Column("days", N_("Day"), lambda line: line.days),
            Column("name", N_("What is on"), lambda line: line.name, width=Width.STRETCH),
            Column("note", N_("Note"), lambda line: line.note, width=Width.STRETCH),
        )
        warned = wrapped((self.closures, 1), self.enter, gap=2)
        super().__init__(around, columns, self.sum, warned, name=_("Entries of the file"))

    def show_look(self, look: Outlook) -> None:
        """What the file holds beside the events that stand here."""
        self._look = look
        meeting, found = look.meeting, look.file
        self.sum.setText(_sums(look))
        lines = [Line("new", _days(entry), entry.name, entry.place, entry) for entry in meeting.new]
        lines += [
            Line("changed", _days(entry), entry.name, _("was: {old}").format(old=f"{_days(row)} {row.name}"), entry)
            for row, entry in meeting.changed
        ]
        lines += [Line("unread", "", one.name, _unread(one)) for one in found.unread]
        lines += [Line("unread", _days(entry), entry.name, error.text()) for entry, error in meeting.refused]
        count = len(meeting.new) + len(meeting.changed)
        verb = ngettext("Bring in {n} entry", "Bring in {n} entries", count).format(n=f"{count:,}")
        heading = _("{name}: {n} entries").format(name=look.path.name, n=_all(look))
        self.show_lines(heading, lines, verb, some=count > 0)
        self.show_closures()

    def show_closures(self) -> None:
        """Days without school among the events: as events alone they leave the library open.

        Reckoned anew whenever the calendar may have changed: what was entered meanwhile is closed.
        """
        found = [line.entry for line in self.list.model.rows() if line.entry is not None]
        self._closed = [one for one in found if means_closed(one.name) and _is_open(self.desk.calendar, one)]
        for part in (self.closures, self.enter):
            part.setVisible(bool(self._closed))
        text = ngettext(
            "{n} entry looks like closed days ({names}). As an event it does not close the library.",
            "{n} entries look like closed days ({names}). As events they do not close the library.",
            len(self._closed),
        )  # fmt: skip
        self.closures.setText(text.format(n=len(self._closed), names=_named(self._closed)))

    def _enter(self) -> None:
        """The first of them stands in the form of the settings, where days are closed."""
        first = self._closed[0]
        show_closure(self.around, first.first, first.last, first.name)

    def bring_in(self) -> str:
        assert self._look is not None
        meeting = self._look.meeting
        done = actions.bring_in(self.desk, (*meeting.new, *(entry for _row, entry in meeting.changed)))
        return _("{new} events are new, {changed} changed. F8 takes it back.").format(
            new=done.new, changed=done.changed
        )


def _all(look: Outlook) -> int:
    meeting, found = look.meeting, look.file
    counted = len(meeting.new) + len(meeting.changed) + meeting.same + len(meeting.refused) + look.own
    return counted + len(found.unread) + found.outside + sum(found.passed_over.values())


def _sums(look: Outlook) -> str:
    """Every entry of the file stands in one of these numbers."""
    meeting, found = look.meeting, look.file
    first, last = look.span
    outside = _("outside {first} to {last}").format(
        first=show_day(first, weekday=False, year=True), last=show_day(last, weekday=False, year=True)
    )
    parts = [
        (len(meeting.new), _("new here")), (len(meeting.changed), _("changed since")),
        (meeting.same, _("known already")),
        (len(found.unread) + len(meeting.refused), _("that could not be read")),
        (look.own, _("closed days and terms of libdesk, which stand in the settings")), (found.outside, outside),
        *((count, _(PASSED[kind])) for kind, count in found.passed_over.items()),
    ]  # fmt: skip
    text = _(", ").join(f"{count:,} {words}" for count, words in parts if count)
    if found.cut:
        text += "\n" + _("Comes back too often, only its first times are taken: {names}").format(
            names=_(", ").join(found.cut)
        )
    return text


def _named(entries: Sequence[CalendarEntry]) -> str:
    """The first of them with their days."""
    few = [f"{_days(one)} {one.name}" for one in entries[:MOST_NAMED]]
    return _(", ").join(few) + (" …" if len(entries) > MOST_NAMED else "")


def _unread(one: Unread) -> str:
    return _("{fault} (line {n})").format(fault=_(FAULTS[one.fault]), n=one.line)


def _is_open(calendar: Calendar, entry: CalendarEntry) -> bool:
    """Whether the library would be open on one of its days."""
    days = range((entry.last - entry.first).days + 1)
    return any(calendar.is_open(entry.first + timedelta(days=n)) for n in days)


def _days(one: CalendarEntry | EventRow) -> str:
    text = show_day(one.first, year=True)
    if one.last != one.first:
        text = f"{text} – {show_day(one.last, weekday=False)}"
    return text if one.from_time is None else f"{text} {show_time(one.from_time)}"
