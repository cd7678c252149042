"""The plan of a term: its tasks, its aims, and what stands in the way when a term is taken out of the calendar."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.rows.tasks import PlanEnd, PlanLine, PlanRow, TaskRow, plan_line
from libdesk.domain.tasks.repeats import counts_since
from libdesk.domain.tasks.spans import months_in, plan_span
from libdesk.domain.tasks.standing import Standing
from libdesk.i18n import N_
from libdesk.store.database import Library
from libdesk.store.queries.plan_sights import Sights

_SERIES: Final = "(o.id = coalesce(k.series_id, k.id) OR o.series_id = coalesce(k.series_id, k.id))"
# With the tasks before and after it in its series, between which what is done counts for it.
_TASK: Final = f"""
SELECT k.id, k.kind, k.name, k.first_day, k.last_day, coalesce(k.who, ''), coalesce(k.touches, ''), k.goal,
  coalesce(k.note, ''), k.series_id, k.state, k.done_day,
  (SELECT max(o.last_day) FROM task o WHERE {_SERIES} AND o.last_day < k.first_day),
  (SELECT min(o.first_day) FROM task o WHERE {_SERIES} AND o.first_day > k.last_day)
FROM task k"""
_ORDER: Final = "ORDER BY k.first_day, k.last_day, k.id"

# What keeps a term in the calendar, with the words for it.
HELD_BY: Final[tuple[tuple[str, str], ...]] = (
    ("SELECT 1 FROM plan WHERE term_id = ?", N_("the aims of the plan")),
    ("SELECT 1 FROM lesson WHERE term_id = ?", N_("the reading lessons")),
    ("SELECT 1 FROM duty_slot WHERE term_id = ?", N_("the duty roster")),
    ("SELECT 1 FROM best_helper WHERE term_id = ?", N_("the choice of the best student librarians")),
    ("SELECT 1 FROM summary WHERE term_id = ?", N_("the summary")),
)


def tasks(library: Library, first: date = date.min, last: date = date.max) -> list[TaskRow]:
    """The tasks whose last day lies from one day to another, in the order of their days."""
    rows = library.fetch(f"{_TASK} WHERE k.last_day BETWEEN ? AND ? {_ORDER}", first.isoformat(), last.isoformat())
    return [_row(row) for row in rows]


def task(library: Library, task_id: int) -> TaskRow | None:
    rows = library.fetch(f"{_TASK} WHERE k.id = ?", task_id)
    return next((_row(row) for row in rows), None)


def series(library: Library, head: int, since: date = date.min) -> list[TaskRow]:
    """The tasks of a series from a day on; `head` is the number of its first task."""
    rows = library.fetch(
        f"{_TASK} WHERE (k.id = ? OR k.series_id = ?) AND k.first_day >= ? {_ORDER}", head, head, since.isoformat()
    )
    return [_row(row) for row in rows]


def due(library: Library, today: date, *, ahead: int = 0) -> list[TaskRow]:
    """Open tasks that have begun by today, or will within `ahead` days, the oldest end first."""
    until = date.fromordinal(today.toordinal() + ahead).isoformat()
    where = "k.state = 'open' AND k.first_day <= ?"
    rows = library.fetch(f"{_TASK} WHERE {where} ORDER BY k.last_day, k.first_day, k.id", until)
    return [_row(row) for row in rows]


def plan(library: Library, term_id: int) -> PlanRow:
    """The aims and the note of a term's plan, empty where nothing was written."""
    rows = library.fetch("SELECT coalesce(aims, ''), coalesce(note, '') FROM plan WHERE term_id = ?", term_id)
    return next((PlanRow(*row) for row in rows), PlanRow())


def plan_id(library: Library, term_id: int) -> int | None:
    return next((row[0] for row in library.fetch("SELECT id FROM plan WHERE term_id = ?", term_id)), None)


def held_by(library: Library, term_id: int) -> str:
    """What of a term would be lost with it, as an English phrase to be translated; "" for nothing."""
    return next((words for sql, words in HELD_BY if library.fetch(f"{sql} LIMIT 1", term_id)), "")


def lines(
    library: Library, terms: Iterable[TermRow], term: TermRow, today: date, zone: str, *, sights: Sights | None = None
) -> list[PlanLine]:
    """The tasks of a term's plan, each with what the library sees of it."""
    first, last = plan_span(tuple(terms), term)
    return seen_lines(tasks(library, first, last), today, sights or Sights(library, today, zone), term)


def seen_lines(rows: Iterable[TaskRow], today: date, sights: Sights, term: TermRow | None = None) -> list[PlanLine]:
    """These tasks with what the library sees of them; nothing is looked for of what has not begun or was dropped.

    `term`: in whose plan they stand, for those that fill its months.
    """
    found = []
    for row in rows:
        seen = None
        if row.touches and row.since <= today and row.state != "dropped":
            seen = sights.see(row.touches, row.since, row.last, now=row.state == "open")
        months = months_in(term, row.first, row.last) if term is not None else None
        found.append(plan_line(row, seen, today, months=months))
    return found


def done_and_not(library: Library, terms: Iterable[TermRow], term: TermRow, today: date, zone: str) -> PlanEnd:
    """For the summary of a term: which of its tasks are done, not done and dropped, in the order of their days.

    The rule: a task counts for the term in which its last day lies (between two terms for the one that comes). It is
    done if the librarian ticked it off, or if its goal is reached by the library's own figures; dropped ones count for
    themselves. All else is not done, or ahead while its last day is still to come.
    """
    found = lines(library, terms, term, today, zone)
    dropped = [line.task.name for line in found if line.standing is Standing.DROPPED]
    done = [line.task.name for line in found if line.is_done]
    left = [line.task for line in found if not line.is_done and line.standing is not Standing.DROPPED]
    due = tuple(task.name for task in left if task.last <= today)
    return PlanEnd(tuple(done), due, tuple(dropped), len(left) - len(due))


def _row(row: Any) -> TaskRow:
    first = date.fromisoformat(row[3])
    return TaskRow(
        row[0], row[1], row[2], first, date.fromisoformat(row[4]), row[5], row[6], row[7], row[8], row[9], row[10],
        _day(row[11]), counts_since(first, _day(row[12]), _day(row[13])),
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
