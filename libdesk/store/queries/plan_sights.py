"""What the library can see of a task: under each code of domain/tasks/sights one count of what was done in its days,
and one of what is left now.

`:first` and `:last` are the days of the task, both included, `:begin` and `:end` the same as instants; `:today` is
today, `:term` the term to whose plan the task belongs, `:ends` the last day of the term whose end is prepared. Tables
that are still empty count 0.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, Final
from zoneinfo import ZoneInfo

from libdesk.domain.arrivals import Step
from libdesk.domain.classes import ClassRef, SchoolSystem
from libdesk.domain.final_classes import is_final
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.rows.serials import IssueRow
from libdesk.domain.school import School
from libdesk.domain.settings import LibrarySettings
from libdesk.domain.tasks.sights import HELD, HELD_OF, SIGHTS, Seen
from libdesk.domain.term_end import term_for
from libdesk.domain.terms import term_of
from libdesk.store.database import Library
from libdesk.store.queries import helpers, leavers
from libdesk.store.queries.aids.stock import AIDS_OUT
from libdesk.store.queries.calendar import terms
from libdesk.store.queries.reporting.out import ASKED_BACK, CAME_BACK, LENT, OVERDUE
from libdesk.store.queries.serials import issues
from libdesk.store.queries.settings import library_settings

_NEW: Final = (
    "SELECT count(*) FROM copy WHERE entered BETWEEN :first AND :last AND status <> 'withdrawn' AND issue_id IS NULL"
)
# How many waited no longer for a step of arrivals, by what the journal says of it and nobody took back.
_STEPS: Final = """coalesce((SELECT sum(coalesce(json_extract(args, '$.ready'), json_extract(args, '$.count')))
  FROM journal j WHERE at >= :begin AND at < :end AND (op = 'handle_arrivals' AND json_extract(args, '$.step') = {bit}
    OR {bit} = 4 AND op = 'shelve' AND json_extract(args, '$.ready') > 0)
  AND NOT EXISTS(SELECT 1 FROM journal u WHERE u.undoes = j.id
    AND NOT EXISTS(SELECT 1 FROM journal again WHERE again.undoes = u.id))), 0)"""


def _handled(step: Step) -> str:
    """New books for which a step is done: in these days, whenever they came; or they came in them and are done by now.

    The larger of the two: books come with a label on, and those of one month are labelled in the next.
    """
    bit = int(step)
    return f"SELECT max({_STEPS.format(bit=bit)}, ({_NEW} AND waiting & {bit} = 0))"


_WAITING: Final = (
    "SELECT count(*) FROM copy WHERE waiting & {bit} <> 0 AND status NOT IN ('withdrawn','lost','missing')"
)
_OPEN_CASE: Final = "state IN ('reported','in_repair','bindery','proposed')"
# The holidays before the term in which the task lies: after the last day of the term before, up to its own first day.
_HOLIDAY: Final = """FROM issue i JOIN subscription s ON s.id = i.subscription_id WHERE NOT i.skipped
  AND i.expected > (SELECT max(last_day) FROM term WHERE last_day < :first)
  AND i.expected < (SELECT max(first_day) FROM term WHERE first_day <= :last) AND i.expected < :today"""
_HERE: Final = "(SELECT count(*) FROM piece p WHERE p.issue_id = i.id) >= coalesce(i.copies, s.copies)"
# The slots of the term, with how many of them lack somebody in a week, odd or even. What is no longer on the roster has
# a last day; a place of somebody who is no helper today, or was none at the end, lacks one.
_SINCE: Final = "min(max(:today, t.first_day), t.last_day)"
_STANDS: Final = f"""y.slot_id = d.id AND y.to_day IS NULL AND EXISTS(SELECT 1 FROM appointment a
  JOIN reader r ON r.id = a.reader_id JOIN term t ON t.id = d.term_id WHERE a.reader_id = y.reader_id
  AND r.state IN ('active', 'stopped') AND a.from_day <= t.last_day AND coalesce(a.until, t.last_day) >= {_SINCE}
  AND (a.to_day IS NULL OR a.to_day > {_SINCE}))"""
_SLOTS: Final = f"""FROM duty_slot d WHERE d.to_day IS NULL AND d.term_id = :term
  AND ((SELECT count(*) FROM duty y WHERE {_STANDS} AND y.weeks IN ('all','odd')) < d.wanted
    OR (SELECT count(*) FROM duty y WHERE {_STANDS} AND y.weeks IN ('all','even')) < d.wanted)"""
_OF_KIND: Final = " AND kind = :kind"
# Where an activity stands follows from its days; only that it is dropped is entered.
_HELD: Final = "FROM activity WHERE state <> 'dropped' AND last_day BETWEEN :first AND :last"
_OVER: Final = "(last_day < :today OR published_day IS NOT NULL)"
_MOVED: Final = "coalesce(sum(quantity), 0) FROM aid_move"

Query = str | Callable[["Sights", date, date], int]
"""SQL, or what is asked of Sights for the first and the last day of the task."""

DONE: Final[dict[str, Query]] = {
    "catalogued": _NEW,
    "stamped": _handled(Step.STAMP),
    "labelled": _handled(Step.LABEL),
    "shelved": _handled(Step.SHELF),
    "withdrawn": "SELECT count(*) FROM withdrawal_copy w JOIN withdrawal l ON l.id = w.withdrawal_id"
    " WHERE l.state = 'done' AND l.done_day BETWEEN :first AND :last",
    "mended": "SELECT count(*) FROM damage WHERE state = 'shelved' AND closed_day BETWEEN :first AND :last",
    "checked": "SELECT coalesce(sum(looked), 0) FROM care_check WHERE day BETWEEN :first AND :last",
    "stocktake": "SELECT count(*) FROM stocktake WHERE state = 'done' AND ended_day BETWEEN :first AND :last",
    "bound": "SELECT count(*) FROM bound_volume WHERE shelved_day BETWEEN :first AND :last",
    "issues": "SELECT count(*) FROM piece WHERE arrived_day BETWEEN :first AND :last",
    "claims": "SELECT count(DISTINCT issue_id) FROM claim WHERE day BETWEEN :first AND :last",
    "holiday_papers": f"SELECT count(*) {_HOLIDAY} AND {_HERE}",
    "cards": "SELECT coalesce(sum(count), 0) FROM print_run WHERE kind = 'card' AND day BETWEEN :first AND :last",
    "lent": f"SELECT count(*) {LENT}",
    "recalled": f"SELECT count(*) {CAME_BACK}",
    "leavers": lambda sights, first, last: sights.finals_left(first, last),
    "backup": "SELECT count(*) FROM journal WHERE at >= :begin AND at < :end AND op = 'back_up'"
    " AND json_extract(args, '$.elsewhere')",
    "appointed": lambda sights, _first, last: sights.helpers(last),
    "trained": "SELECT count(*) FROM training WHERE day BETWEEN :first AND :last",
    "drilled": "SELECT count(*) FROM drill WHERE passed AND day BETWEEN :first AND :last",
    "roster": f"SELECT (SELECT count(*) {_SLOTS.partition('  AND ((')[0]}) - (SELECT count(*) {_SLOTS})",
    "best": "SELECT count(*) FROM best_helper WHERE day BETWEEN :first AND :last",
    "activities": f"SELECT count(*) {_HELD} AND {_OVER}",
    "published": "SELECT count(*) FROM activity WHERE published_day BETWEEN :first AND :last",
    "aids_out": f"SELECT {_MOVED} WHERE kind = 'issued' AND day BETWEEN :first AND :last",
    "aids_back": f"SELECT {_MOVED} WHERE kind = 'returned' AND day BETWEEN :first AND :last",
    "lessons": "SELECT count(*) FROM lesson WHERE term_id = :term",
    "visits": "SELECT coalesce(sum(people), 0) FROM visit WHERE day BETWEEN :first AND :last",
    "questions": "SELECT count(*) FROM question WHERE answered_day BETWEEN :first AND :last",
    "suggestions": "SELECT count(*) FROM suggestion WHERE answered_day BETWEEN :first AND :last",
    "book_lists": "SELECT count(*) FROM book_list WHERE made_day BETWEEN :first AND :last",
    "study": "SELECT count(*) FROM study WHERE day BETWEEN :first AND :last",
    "summary": "SELECT count(*) FROM summary WHERE made_day BETWEEN :first AND :last",
}

LEFT: Final[dict[str, Query]] = {
    "catalogued": "SELECT count(*) FROM title WHERE queued = 1",
    "stamped": _WAITING.format(bit=1),
    "labelled": _WAITING.format(bit=2),
    "shelved": _WAITING.format(bit=4),
    "withdrawn": "SELECT count(*) FROM withdrawal WHERE state <> 'done'",
    "mended": f"SELECT count(*) FROM damage WHERE {_OPEN_CASE}",
    "trolley": "SELECT count(*) FROM copy WHERE trolley IS NOT NULL",
    "stocktake": "SELECT count(*) FROM stocktake WHERE state = 'open'",
    "bound": "SELECT count(*) FROM bound_volume WHERE shelved_day IS NULL",
    "issues": lambda sights, _first, _last: len(sights.late_issues),
    "claims": lambda sights, _first, _last: sum(not row.claims for row in sights.late_issues),
    "holiday_papers": f"SELECT count(*) {_HOLIDAY} AND NOT ({_HERE})",
    "cards": "SELECT count(*) FROM reader r WHERE r.state = 'active' AND r.kind NOT IN ('class','department')"
    " AND NOT EXISTS(SELECT 1 FROM printed p WHERE p.reader_id = r.id)",
    "overdue": f"SELECT count(*) FROM loan l WHERE {OVERDUE}",
    "recalled": f"SELECT count(*) FROM loan l WHERE {ASKED_BACK}",
    "leavers": lambda sights, _first, _last: sights.finals_here,
    "holds": "SELECT count(*) FROM hold WHERE state = 'ready'",
    "appointed": lambda sights, _first, last: sights.classes_without_helper(last),
    "roster": f"SELECT count(*) {_SLOTS}",
    "activities": f"SELECT count(*) {_HELD} AND NOT {_OVER}",
    # Those that are over, and those whose results are promised for the days of the task.
    "published": "SELECT count(*) FROM activity WHERE state <> 'dropped' AND publish_by IS NOT NULL"
    f" AND published_day IS NULL AND ({_OVER} OR publish_by BETWEEN :first AND :last)",
    "aids_back": f"SELECT {AIDS_OUT} FROM aid_move m",
    "questions": "SELECT count(*) FROM question WHERE answered_day IS NULL",
    "suggestions": "SELECT count(*) FROM suggestion WHERE answered_day IS NULL",
}

for _code in HELD_OF.values():
    DONE[_code] = f"{DONE[HELD]}{_OF_KIND}"
    LEFT[_code] = f"{LEFT[HELD]}{_OF_KIND}"


class Sights:
    """Answers for one day; what was counted once is remembered, since many tasks of a plan ask the same."""

    def __init__(self, library: Library, today: date, zone: str) -> None:
        self._library, self._today, self._zone = library, today, ZoneInfo(zone)
        self._known: dict[tuple[str, ...], int] = {}

    @cached_property
    def late_issues(self) -> list[IssueRow]:
        """The issues of periodicals that are late."""
        return issues.late(self._library, self._today)

    @cached_property
    def finals_here(self) -> int:
        """Readers of the classes that leave the school, and are still here."""
        return sum(count for ref, count in leavers.classes_here(self._library) if self._is_final(ref, self._today))

    def finals_left(self, first: date, last: date) -> int:
        """Readers of such classes who left between two days."""
        rows = leavers.left_by_class(self._library, first, last)
        return sum(count for ref, day, count in rows if self._is_final(ref, day))

    def _is_final(self, ref: ClassRef, day: date) -> bool:
        return is_final(ref, day, SchoolSystem(self._settings.school_system), self._settings.stages)

    def helpers(self, last: date) -> int:
        """The student librarians of the term to which a task belongs, as their page has them."""
        return len(helpers.serving(self._library, self._term(last), self._today))

    def classes_without_helper(self, last: date) -> int:
        """The classes that their page names."""
        school = School.of(self._settings)
        return len(helpers.classes_without_helper(self._library, self._term(last), self._today, school))

    @cached_property
    def _settings(self) -> LibrarySettings:
        return library_settings(self._library)

    @cached_property
    def _terms(self) -> list[TermRow]:
        return terms(self._library)

    def _term(self, last: date) -> TermRow | None:
        return term_of(self._terms, last)

    @cached_property
    def _ends(self) -> date:
        """The last day of the term by whose end everything is asked back."""
        term = term_for(self._terms, self._today)
        return term.last if term is not None else date.max

    def see(self, code: str, first: date, last: date, *, now: bool = True) -> Seen | None:
        """What was done from `first` to `last`, and with `now` what is left; None for a code that nobody knows."""
        if code not in SIGHTS:
            return None
        done = self._count("done", code, DONE[code], first, last) if code in DONE else None
        left = self.left(code, first, last) if now and code in LEFT else None
        return Seen(done, left)

    def left(self, code: str, first: date | None = None, last: date | None = None) -> int:
        """What is left of something now."""
        return self._count("left", code, LEFT[code], first or self._today, last or self._today)

    def _count(self, what: str, code: str, query: Query, first: date, last: date) -> int:
        spans = not isinstance(query, str) or any(mark in query for mark in (":first", ":last", ":begin", ":term"))
        key = (what, code, first.isoformat(), last.isoformat()) if spans else (what, code)
        if key not in self._known:
            self._known[key] = self._found(code, query, first, last)
        return self._known[key]

    def _found(self, code: str, query: Query, first: date, last: date) -> int:
        if not isinstance(query, str):
            return query(self, first, last)
        values = self._values(first, last) | {"kind": SIGHTS[code].activity}
        ((found,),) = self._library.connection.execute(query, values).fetchall()
        count: int = found
        return count

    def _values(self, first: date, last: date) -> dict[str, Any]:
        term = self._term(last)
        return {
            "term": term.id if term is not None else None, "ends": self._ends.isoformat(),
            "first": first.isoformat(), "last": last.isoformat(), "today": self._today.isoformat(),
            "begin": self._instant(first), "end": self._instant(last + timedelta(days=1)),
        }  # fmt: skip

    def _instant(self, day: date) -> int:
        return int(datetime(day.year, day.month, day.day, tzinfo=self._zone).timestamp() * 1000)
