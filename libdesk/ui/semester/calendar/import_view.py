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
from libdesk.domain.school_events import Meeting, Staying
from libdesk.domain.show import show_day
from libdesk.exchange.calendar_events import FAULTS
from libdesk.exchange.calendar_reader import Unread
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
ROLES: Final = {"new": "good", "changed": "warn", "gone": "warn", "kept": "warn", "unread": "bad"}


class Line(NamedTuple):
    """An entry of the file, or an event that stands in it no more: what becomes of it, its days, name and a note."""

    state: str
    days: str
    name: str
    note: str
    entry: CalendarEntry | None = None


STATES: Final = {
    "new": N_("to be added"), "changed": N_("changed"), "gone": N_("to be taken out"), "kept": N_("stays"),
    "unread": N_("not read"),
}  # fmt: skip


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
            Line("changed", _days(entry), entry.name, _was(row, own=row.id in meeting.own), entry)
            for row, entry in meeting.changed
        ]
        lines += [Line("kept", _days(one.row), one.row.name, _differs(one)) for one in meeting.staying]
        gone = _("no longer in the file on these days")
        lines += [Line("gone", _days(row), row.name, gone) for row in meeting.gone]
        kept = _("no longer in the file on these days, but entered or changed here")
        lines += [Line("kept", _days(row), row.name, kept) for row in meeting.kept]
        missing = _("came from this file before and is no longer in it")
        lines += [Line("kept", _days(row), row.name, missing) for row in meeting.missing]
        lines += [Line("unread", "", one.name, _unread(one)) for one in found.unread]
        lines += [Line("unread", _days(entry), entry.name, error.text()) for entry, error in meeting.refused]
        heading = _("{name}: {n} entries").format(name=look.path.name, n=_all(look))
        self.show_lines(heading, lines, _verb(meeting), some=bool(meeting.new or meeting.changed or meeting.gone))
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
        done = actions.bring_in(self.desk, self._look.entries, told=self._look.file.told)
        if not done.journal_id:  # done meanwhile
            return _("Nothing to bring in")
        counts = (
            (done.new, ngettext("{n} event is new", "{n} events are new", done.new)),
            (done.changed, ngettext("{n} is changed", "{n} are changed", done.changed)),
            (done.gone, ngettext("{n} is taken out", "{n} are taken out", done.gone)),
        )
        told = _(", ").join(text.format(n=f"{n:,}") for n, text in counts if n)
        return _("{told}. F8 takes it back.").format(told=told)


def _all(look: Outlook) -> int:
    meeting, found = look.meeting, look.file
    counted = len(meeting.new) + len(meeting.changed) + meeting.same + len(meeting.staying) + look.own
    counted += len(meeting.refused)
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
        (len(meeting.staying), _("changed here (stay as they are)")), (meeting.same, _("known already")),
        (len(found.unread) + len(meeting.refused), _("that could not be read")),
        (look.own, _("closed days and terms of libdesk, which stand in the settings")), (found.outside, outside),
        *((count, _(PASSED[kind])) for kind, count in found.passed_over.items()),
    ]  # fmt: skip
    text = _(", ").join(f"{count:,} {words}" for count, words in parts if count)
    if meeting.gone:
        text += "\n" + _goes(len(meeting.gone))
    if meeting.missing:
        text += "\n" + _misses(meeting.missing)
    if found.cut:
        text += "\n" + _("Comes back too often, only its first times are taken: {names}").format(
            names=_(", ").join(found.cut)
        )
    return text


def _goes(count: int) -> str:
    text = ngettext(
        "{n} event that came from it before no longer stands in it on its days and is taken out.",
        "{n} events that came from it before no longer stand in it on their days and are taken out.",
        count,
    )  # fmt: skip
    return text.format(n=f"{count:,}")


def _misses(missing: Sequence[EventRow]) -> str:
    text = ngettext(
        "{n} event of an earlier state of this file is no longer in it ({names}). It stays until you remove it.",
        "{n} events of an earlier state of this file are no longer in it ({names}). They stay until you remove them.",
        len(missing),
    )  # fmt: skip
    return text.format(n=f"{len(missing):,}", names=_named(missing))


def _verb(meeting: Meeting) -> str:
    """The words of the button that does it."""
    count, gone = len(meeting.new) + len(meeting.changed), len(meeting.gone)
    enter = ngettext("Bring in {n} entry", "Bring in {n} entries", count).format(n=f"{count:,}")
    remove = ngettext("Take out {n} event", "Take out {n} events", gone).format(n=f"{gone:,}")
    return _(", ").join(words for words, some in ((enter, count), (remove, gone)) if some) or enter


def _was(row: EventRow, *, own: bool) -> str:
    text = _("entered or changed here, was: {old}") if own else _("was: {old}")
    return text.format(old=f"{_days(row)} {row.name}")


def _differs(one: Staying) -> str:
    """What the file says of an event that was changed here, and whether it is new."""
    text = (
        _("changed here and in the file, which now has: {said}")
        if one.news
        else _("changed here; the file has: {said}")
    )
    return text.format(said=" ".join(filter(None, (_days(one.entry), one.entry.name, one.entry.place))))


def _named(entries: Sequence[CalendarEntry] | Sequence[EventRow]) -> str:
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
        text = f"{text} – {show_day(one.last, weekday=False, year=one.last.year != one.first.year)}"
    return text if one.from_time is None else f"{text} {show_time(one.from_time)}"
