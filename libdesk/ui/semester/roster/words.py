"""How helpers and weeks are said on the roster's page."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from libdesk.actions.desk import Desk
from libdesk.actions.school import school_of
from libdesk.domain.calendar import ONE_DAY
from libdesk.domain.duties import DutyEntry, Slot, Weeks, show_slot
from libdesk.domain.duty_roster import Candidate, why_not
from libdesk.domain.ops import Op, Role
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.rows.helpers import Person
from libdesk.domain.show import show_day
from libdesk.domain.shown_names import NamesShown, shown_name
from libdesk.domain.term_weeks import week_number
from libdesk.i18n import _, listed, ngettext, sentences
from libdesk.store.queries import journal
from libdesk.store.queries import roster as queries
from libdesk.ui.semester.roster.cells import Name

WEEK = timedelta(days=7)


def naming(desk: Desk, *, wall: bool = False) -> Name:
    """The librarian reads whole names with their class; pupils, and whoever passes the wall, as the school shows them.

    Two helpers whom the setting would show alike are told apart by nothing more: that is what the school chose.
    """
    school = school_of(desk)
    how = NamesShown(desk.settings.names_shown)
    if desk.actor.role is Role.LIBRARIAN and not wall:
        how = NamesShown.FULL
    return lambda person: shown_name(person.name, how, group=person.group(school))


def grid_naming(desk: Desk, persons: Iterable[Person]) -> Name:
    """In the grid the librarian reads names alone, with the class where two have the same; others as everywhere."""
    whole = naming(desk)
    if desk.actor.role is not Role.LIBRARIAN:
        return whole
    names = Counter(person.name for person in persons)
    return lambda person: person.name if person.name and names[person.name] < 2 else whole(person)


def weeks_of(term: TermRow) -> list[tuple[date, str]]:
    """The Mondays of a term, each with its words: week 5 (9/28–10/4)."""
    monday = term.first - timedelta(days=term.first.weekday())
    found = []
    while monday <= term.last:
        last = monday + timedelta(days=6)
        text = _("Week {n} ({first}–{last})").format(
            n=week_number(term.first, monday),
            first=f"{monday.month}/{monday.day}",
            last=f"{last.month}/{last.day}",
        )
        found.append((monday, text))
        monday += WEEK
    return found


def load_words(load: int) -> str:
    """How often somebody is on duty; `load` counts two weeks."""
    if load % 2:
        return ngettext("{n} duty in two weeks", "{n} duties in two weeks", load).format(n=load)
    return ngettext("{n} duty a week", "{n} duties a week", load // 2).format(n=load // 2)


def load_of(entries: Sequence[DutyEntry], reader_id: int) -> int:
    return sum(entry.weeks.weight for entry in entries if entry.reader_id == reader_id)


def helper_choices(
    slot: Slot, weeks: Weeks, helpers: Sequence[Candidate], slots: Sequence[Slot], entries: Sequence[DutyEntry],
    persons: dict[int, Person], name: Name,
) -> tuple[tuple[str, str], ...]:  # fmt: skip
    """Who can be put into a slot, those without anything against it first, then by how few duties they have."""
    reasons = {one.reader_id: why_not(slot, weeks, one, slots, entries) for one in helpers}
    order = sorted(
        (one for one in helpers if reasons[one.reader_id] != "same"),
        key=lambda one: (bool(reasons[one.reader_id]), load_of(entries, one.reader_id), one.reader_id),
    )
    told = {"busy": _("not free then"), "near": _("on duty that day or next to it")}
    found: list[tuple[str, str]] = []
    for one in order:
        parts = [name(persons[one.reader_id]), load_words(load_of(entries, one.reader_id))]
        parts.append(told.get(reasons[one.reader_id], ""))
        found.append((str(one.reader_id), " · ".join(part for part in parts if part)))
    return tuple(found)


def days_running(desk: Desk, taken: Mapping[int, date]) -> str:
    """Who is on duty on two days running, or twice on one, through a day that they took over: by reader, that day."""
    name, found = naming(desk), []
    for reader_id, day in taken.items():
        near = queries.duty_days(desk.read(Op.SEE_ROSTER), day - ONE_DAY, day + ONE_DAY)
        own = [one.person for on in near for slot in on.slots for one in slot.here if one.person.reader_id == reader_id]
        if len(own) > 1:
            text = _("{name} is on duty twice on {day} or on the day beside it.")
            found.append(text.format(name=name(own[0]), day=show_day(day)))
    return "".join(found)


def slots_named(slots: Sequence[Slot]) -> str:
    return listed(show_slot(slot) for slot in slots)


def with_dropped(desk: Desk, told: str, journal_id: int) -> str:
    """What was done, and which exchanges and excuses of days to come went with it."""
    entry = journal.entry(desk.read(Op.SEE_ROSTER), journal_id)
    dropped = int(entry.args.get("dropped", 0)) if entry is not None else 0
    if not dropped:
        return told
    more = ngettext(
        "{n} exchange or excuse of a day to come went with the old roster.",
        "{n} exchanges and excuses of days to come went with the old roster.", dropped,
    )  # fmt: skip
    return sentences(told, more.format(n=dropped))
