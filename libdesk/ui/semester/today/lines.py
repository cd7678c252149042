"""The lines of today's page: what it is, how much or when, and in words; each knows the page where it is done."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from libdesk.actions.desk import Desk
from libdesk.actions.school import school_of
from libdesk.domain.activities import Stand
from libdesk.domain.final_classes import leaving_term, stop_day
from libdesk.domain.hours import show_time
from libdesk.domain.near_days import NearDays, days_ahead
from libdesk.domain.ops import Op
from libdesk.domain.rows.activities import ActivityRow
from libdesk.domain.rows.books import show_place, show_room
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.rows.roster import PRESENCE_NAMES, OnDuty, Presence, SlotOnDay
from libdesk.domain.rows.schedule import EventRow, LessonOn
from libdesk.domain.rows.tasks import PlanLine
from libdesk.domain.rows.today import Figures
from libdesk.domain.show import show_day
from libdesk.domain.tasks.standing import Standing
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import plan as plan_queries
from libdesk.store.queries import roster, timetable
from libdesk.store.queries import today as queries
from libdesk.store.queries.activities import activities
from libdesk.store.queries.events import events
from libdesk.store.queries.plan_sights import Sights
from libdesk.ui import icons
from libdesk.ui.semester.plan import words
from libdesk.ui.semester.roster.cells import Name
from libdesk.ui.semester.roster.words import naming

NEAR: Final = 7  # days that are looked ahead
MOST_TASKS: Final = 8  # that stand by themselves; the plan has the others
MOST_NAMED: Final = 3
LATE_IN_TERM: Final = timedelta(days=21)  # before its end, what is still lent is told


class TodayLine(NamedTuple):
    """`key`: what the cursor stays on; `task_id`: of a task of the plan, 0 for none; `waits`: something to be done.

    `about`: the lesson or the activity that it stands for.
    """

    key: str
    icon: str
    what: str
    figure: str
    words: str
    tab: str = ""
    page: str = ""
    role: str = ""
    task_id: int = 0
    waits: bool = False
    about: LessonOn | ActivityRow | None = None


class TodayReader:
    """Reads the lines for whoever is at the desk: a pupil sees duty, lessons and what is near, named as on the wall."""

    def __init__(self, desk: Desk, term: TermRow | None) -> None:
        self._desk, self._term, self._today = desk, term, desk.today
        self._library = desk.read(Op.SEE_SEMESTER)
        self._sights = Sights(self._library, self._today, desk.settings.zone)
        self._school = school_of(desk)

    def lines(self) -> list[TodayLine]:
        keeper = self._desk.allows(Op.SEE_PLAN)
        found = [*self._no_term(), *self._tasks()] if keeper else []
        found += [*self._duty(), *self._lessons(), *self._near()]
        if keeper:
            found += [*self._activities(), *self._waiting()]
        return found

    # What is due

    def _no_term(self) -> Iterator[TodayLine]:
        """Without a term of now or to come there is no plan, no roster and no day by which books are due."""
        if self._term is None or self._term.last < self._today:
            text = _("No term is entered from today on. Plan, roster and lessons need the terms of the school year.")
            yield TodayLine(
                "no_term", icons.CALENDAR, _("Terms"), "", text, "settings_tab", "CalendarSection", "warn", waits=True
            )

    def _tasks(self) -> Iterator[TodayLine]:
        desk = self._desk
        rows = plan_queries.due(desk.read(Op.SEE_PLAN), self._today)
        lines = plan_queries.seen_lines(rows, self._today, self._sights)
        wanted = [line for line in lines if line.standing is not Standing.MET]
        late = [line for line in wanted if line.standing is Standing.OVERDUE]
        now = [line for line in wanted if line.standing is not Standing.OVERDUE]
        # What is due now is not hidden behind what has been late for months.
        shown = late[: max(MOST_TASKS - len(now), MOST_TASKS // 2)]
        shown += now[: MOST_TASKS - len(shown)]
        for line in shown:
            yield self._task(line)
        more = len(wanted) - len(shown)
        if more > 0:
            text = ngettext("{n} more task in the plan", "{n} more tasks in the plan", more).format(n=more)
            yield TodayLine("tasks", icons.LIST, _("Plan"), str(more), text, "semester_tab", "plan_page", waits=True)

    def _task(self, line: PlanLine) -> TodayLine:
        task, late = line.task, line.standing is Standing.OVERDUE
        until = _("until {day}").format(day=show_day(task.last, weekday=False))
        parts = [task.name, task.who, words.seen(line)]
        return TodayLine(
            f"task {task.id}", icons.ALERT if late else icons.LIST, _("Task overdue") if late else _("Task"), until,
            " · ".join(part for part in parts if part), "semester_tab", "plan_page", "warn" if late else "",
            task.id, True,
        )  # fmt: skip

    # Who comes

    def _duty(self) -> Iterator[TodayLine]:
        name = naming(self._desk)
        for on_day in roster.on_duty_day(self._library, self._today).slots:
            slot = on_day.slot
            yield TodayLine(
                f"duty {slot.id}", icons.USERS, _("Keeps duty"), f"{show_time(slot.first)}–{show_time(slot.last)}",
                self._slot(on_day, name), "semester_tab", "roster_page",
            )  # fmt: skip

    def _slot(self, on_day: SlotOnDay, name: Name) -> str:
        slot, lacking = on_day.slot, on_day.open_places
        names = _(", ").join(self._helper(on_day, one, name) for one in on_day.here) or _("nobody yet")
        short = ngettext("{n} is lacking", "{n} are lacking", lacking).format(n=lacking) if lacking else ""
        parts = (slot.name, show_room(slot.place) if slot.place else "", names, short)
        return " · ".join(part for part in parts if part)

    def _helper(self, on_day: SlotOnDay, one: OnDuty, name: Name) -> str:
        """A helper on duty, and what is not as it should be."""
        presence = one.presence(on_day.begins, on_day.ends, self._desk.now())
        if presence in (Presence.AHEAD, Presence.KEPT):
            return name(one.person)
        return _("{name} ({state})").format(name=name(one.person), state=_(PRESENCE_NAMES[presence]))

    def _lessons(self) -> Iterator[TodayLine]:
        for one in timetable.lessons_on(self._library, self._today, self._desk.calendar):
            lesson, period = one
            place = show_place(lesson.place) if lesson.place else ""
            parts = (period.name, self._school.show(lesson.ref, self._today), place, lesson.teacher)
            yield TodayLine(
                f"lesson {lesson.id}", icons.BOOK_OPEN, _("Reading lesson"), period.times(),
                " · ".join(part for part in parts if part), "semester_tab", "timetable_page", about=one,
            )  # fmt: skip

    # What is near

    def _near(self) -> Iterator[TodayLine]:
        last = self._today + timedelta(days=NEAR)
        for days in days_ahead(self._desk.calendar, self._today, NEAR):
            yield self._days(days)
        for event in events(self._library, self._today, last):
            yield TodayLine(
                f"event {event.id}", icons.CALENDAR, _("Event"), _span(event.first, event.last), _event(event),
                "semester_tab", "calendar_page",
            )  # fmt: skip
        term = self._term
        if term is not None and self._today <= term.last <= last:
            text = _("The term {name} ends.").format(name=term.name)
            yield TodayLine("end", icons.TERM, _("Term"), show_day(term.last), text, "semester_tab", "term_end_page")

    def _days(self, days: NearDays) -> TodayLine:
        what = _("Open besides") if days.open else _("Closed")
        return TodayLine(
            f"days {days.first}", icons.CALENDAR, what, _span(days.first, days.last), days.name, "semester_tab",
            "calendar_page",
        )  # fmt: skip

    # What waits

    def _activities(self) -> Iterator[TodayLine]:
        today = activities(self._library, self._today, self._today)
        on = [row for row in today if row.stand(self._today) in (Stand.RUNNING, Stand.LATE)]
        running = sorted(on, key=lambda row: (row.last, row.id))
        for row in running[:MOST_NAMED]:
            until = _("until {day}").format(day=show_day(row.last, weekday=False))
            said = " · ".join(part for part in (row.name, row.host) if part)
            yield TodayLine(f"activity {row.id}", icons.ACTIVITY, _("Activity"), until, said, "semester_tab",
                            "activities_page", about=row)  # fmt: skip
        more = len(running) - MOST_NAMED
        if more > 0:
            text = ngettext("{n} more activity is on", "{n} more activities are on", more).format(n=more)
            yield TodayLine("activities", icons.ACTIVITY, _("Activity"), str(more), text, "semester_tab",
                            "activities_page")  # fmt: skip

    def _waiting(self) -> Iterator[TodayLine]:
        found = queries.figures(self._library, self._today, self._sights.late_issues)
        for key, icon, what, count, said, tab, page in _counts(found, self._today):
            if count:
                yield TodayLine(key, icon, _(what), f"{count:,}", said, tab, page, waits=True)
        yield from self._term_end()

    def _term_end(self) -> Iterator[TodayLine]:
        """In the last weeks of a term: what is asked back, and that final classes borrow no more."""
        term = self._term
        if term is None or not term.first <= self._today <= term.last:
            return
        if term.last < self._today + LATE_IN_TERM:
            books, aids = _("still lent; the term ends on {day}"), _("still out; the term ends on {day}")
            asked = (
                ("recalled", icons.BOOK_OUT, _("Recall"), books, "term_end_page"),
                ("aids_back", icons.COPIES, _("Aids to take back"), aids, "aids_page"),
            )
            for key, icon, what, text, page in asked:
                if count := self._sights.left(key):
                    said = text.format(day=show_day(term.last))
                    yield TodayLine(key, icon, what, f"{count:,}", said, "semester_tab", page, waits=True)
        yield from self._final_classes()

    def _final_classes(self) -> Iterator[TodayLine]:
        settings = self._desk.settings
        term = leaving_term(self._desk.calendar, self._today) if settings.final_days else None
        if term is None:
            return
        since = stop_day(term, settings.final_days)
        if since - timedelta(days=NEAR) <= self._today and (readers := self._sights.finals_here):
            text = _("stopped since {day}") if since <= self._today else _("stopped from {day} on")
            here = ngettext("{n} reader still here", "{n} readers still here", readers).format(n=f"{readers:,}")
            yield TodayLine(
                "leavers", icons.FLAG, _("Loans of the final classes"), here,
                text.format(day=show_day(since)), "semester_tab", "term_end_page",
            )  # fmt: skip


def _counts(found: Figures, today: date) -> Sequence[tuple[str, str, str, int, str, str, str]]:
    """(key, icon, what, how many, in words, tab, page) of all that is counted."""
    since = found.overdue_since
    readers = ngettext("of {n} reader", "of {n} readers", found.overdue_readers).format(n=f"{found.overdue_readers:,}")
    oldest = _("the oldest due on {day}").format(day=show_day(since, year=since.year != today.year)) if since else ""
    expired = ngettext("{n} no longer kept", "{n} no longer kept", found.holds_expired).format(n=found.holds_expired)
    severe = ngettext("{n} severe", "{n} severe", found.repairs_severe).format(n=found.repairs_severe)
    claims = ngettext("{n} not claimed", "{n} not claimed", found.claims_open).format(n=found.claims_open)
    late = ngettext("{n} should be out by now", "{n} should be out by now", found.publish_late)
    late = late.format(n=found.publish_late)
    return (
        ("overdue", icons.CLOCK, N_("Overdue books"), found.overdue, _(", ").join((readers, oldest)), "print_tab",
         "lists_page"),
        ("fetch", icons.HOLD, N_("Wanted and on the shelf"), found.holds_on_shelf,
         _("somebody waits, and a copy stands on the shelf"), "readers_tab", "holds_page"),
        ("ready", icons.HOLD, N_("On the hold shelf"), found.holds_ready,
         expired if found.holds_expired else _("to be fetched"), "readers_tab", "holds_page"),
        ("issues", icons.SERIAL, N_("Late issues"), found.issues_late,
         claims if found.claims_open else _("all of them claimed"), "shelving_tab", "periodicals_page"),
        ("repairs", icons.REPAIR, N_("Repairs open"), found.repairs, severe if found.repairs_severe else "",
         "shelving_tab", "repairs_page"),
        ("stocktake", icons.STOCKTAKE, N_("Stocktake"), len(found.stocktakes), _(", ").join(found.stocktakes),
         "shelving_tab", "stocktake_page"),
        ("suggestions", icons.IDEA, N_("Suggestions from readers"), found.suggestions, _("not answered yet"),
         "semester_tab", "service_page"),
        ("questions", icons.HELP, N_("Questions"), found.questions, _("not answered yet"), "semester_tab",
         "service_page"),
        ("publish", icons.ACTIVITY, N_("Results to publish"), found.publish,
         late if found.publish_late else _("in time"), "semester_tab", "activities_page"),
    )  # fmt: skip


def _span(first: date, last: date) -> str:
    if first == last:
        return show_day(first)
    return _("{first}–{last}").format(first=show_day(first, weekday=False), last=show_day(last, weekday=False))


def _event(event: EventRow) -> str:
    return " · ".join(part for part in (event.name, event.times(), event.place) if part)
