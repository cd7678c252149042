"""What the library can see of a task: under each code of domain/tasks/sights one count of what was done in its days,
and one of what is left now.

`:first` and `:last` are the days of the task, both included, `:begin` and `:end` the same as instants; `:today` is
today. Tables that are still empty count 0.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, Final
from zoneinfo import ZoneInfo

from libdesk.domain.classes import SchoolSystem
from libdesk.domain.final_classes import is_final
from libdesk.domain.rows.serials import IssueRow
from libdesk.domain.tasks.sights import HELD, HELD_OF, SIGHTS, Seen
from libdesk.store.database import Library
from libdesk.store.queries.leavers import classes_here
from libdesk.store.queries.reporting.out import ASKED_BACK, OVERDUE
from libdesk.store.queries.serials import issues
from libdesk.store.queries.settings import library_settings

_NEW: Final = (
    "SELECT count(*) FROM copy WHERE entered BETWEEN :first AND :last AND status <> 'withdrawn' AND issue_id IS NULL"
)
_WAITING: Final = (
    "SELECT count(*) FROM copy WHERE waiting & {bit} <> 0 AND status NOT IN ('withdrawn','lost','missing')"
)
_OPEN_CASE: Final = "state IN ('reported','in_repair','bindery','proposed')"
# The holidays before the term in which the task lies: after the last day of the term before, up to its own first day.
_HOLIDAY: Final = """FROM issue i JOIN subscription s ON s.id = i.subscription_id WHERE NOT i.skipped
  AND i.expected > (SELECT max(last_day) FROM term WHERE last_day < :first)
  AND i.expected < (SELECT max(first_day) FROM term WHERE first_day <= :last) AND i.expected < :today"""
_HERE: Final = "(SELECT count(*) FROM piece p WHERE p.issue_id = i.id) >= coalesce(i.copies, s.copies)"
# The slots of the term in which the task ends, with how many of them lack somebody in a week, odd or even. What is no
# longer on the roster has a last day; a place of somebody who is no helper today, or was none at the end, lacks one.
_SINCE: Final = "min(max(:today, t.first_day), t.last_day)"
_STANDS: Final = f"""y.slot_id = d.id AND y.to_day IS NULL AND EXISTS(SELECT 1 FROM appointment a
  JOIN reader r ON r.id = a.reader_id JOIN term t ON t.id = d.term_id WHERE a.reader_id = y.reader_id
  AND r.state IN ('active', 'stopped') AND a.from_day <= t.last_day AND coalesce(a.until, t.last_day) >= {_SINCE}
  AND (a.to_day IS NULL OR a.to_day > {_SINCE}))"""
_SLOTS: Final = f"""FROM duty_slot d WHERE d.to_day IS NULL AND d.term_id = (SELECT id FROM term
  WHERE first_day <= :last ORDER BY first_day DESC LIMIT 1)
  AND ((SELECT count(*) FROM duty y WHERE {_STANDS} AND y.weeks IN ('all','odd')) < d.wanted
    OR (SELECT count(*) FROM duty y WHERE {_STANDS} AND y.weeks IN ('all','even')) < d.wanted)"""
_OF_KIND: Final = " AND kind = :kind"
# Where an activity stands follows from its days; only that it is dropped is entered.
_HELD: Final = "FROM activity WHERE state <> 'dropped' AND last_day BETWEEN :first AND :last"
_OVER: Final = "(last_day < :today OR published_day IS NOT NULL)"
_MOVED: Final = "coalesce(sum(quantity), 0) FROM aid_move"

DONE: Final[dict[str, str]] = {
    "catalogued": _NEW,
    "stamped": f"{_NEW} AND waiting & 1 = 0",
    "labelled": f"{_NEW} AND waiting & 2 = 0",
    "shelved": f"{_NEW} AND waiting & 4 = 0",
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
    "lent": "SELECT count(*) FROM loan WHERE lent_day BETWEEN :first AND :last",
    "recalled": "SELECT count(*) FROM loan WHERE returned_day BETWEEN :first AND :last AND outcome = 'returned'"
    " AND in_house = 0",
    "leavers": "SELECT count(*) FROM reader WHERE left_day BETWEEN :first AND :last",
    "backup": "SELECT count(*) FROM journal WHERE at >= :begin AND at < :end AND op = 'back_up'"
    " AND json_extract(args, '$.elsewhere')",
    "appointed": "SELECT count(*) FROM appointment WHERE from_day <= min(:last, :today)"
    " AND coalesce(to_day, :today) >= min(:last, :today)",
    "trained": "SELECT count(*) FROM training WHERE day BETWEEN :first AND :last",
    "drilled": "SELECT count(*) FROM drill WHERE passed AND day BETWEEN :first AND :last",
    "roster": f"SELECT (SELECT count(*) {_SLOTS.partition('  AND ((')[0]}) - (SELECT count(*) {_SLOTS})",
    "best": "SELECT count(*) FROM best_helper WHERE day BETWEEN :first AND :last",
    "activities": f"SELECT count(*) {_HELD} AND {_OVER}",
    "published": "SELECT count(*) FROM activity WHERE published_day BETWEEN :first AND :last",
    "aids_out": f"SELECT {_MOVED} WHERE kind = 'issued' AND day BETWEEN :first AND :last",
    "aids_back": f"SELECT {_MOVED} WHERE kind = 'returned' AND day BETWEEN :first AND :last",
    "lessons": "SELECT count(*) FROM lesson WHERE term_id ="
    " (SELECT id FROM term WHERE first_day <= :last ORDER BY first_day DESC LIMIT 1)",
    "visits": "SELECT coalesce(sum(people), 0) FROM visit WHERE day BETWEEN :first AND :last",
    "questions": "SELECT count(*) FROM question WHERE answered_day BETWEEN :first AND :last",
    "suggestions": "SELECT count(*) FROM suggestion WHERE answered_day BETWEEN :first AND :last",
    "book_lists": "SELECT count(*) FROM book_list WHERE made_day BETWEEN :first AND :last",
    "study": "SELECT count(*) FROM study WHERE day BETWEEN :first AND :last",
    "summary": "SELECT count(*) FROM summary WHERE made_day BETWEEN :first AND :last",
}

LEFT: Final[dict[str, str | Callable[["Sights"], int]]] = {
    "catalogued": "SELECT count(*) FROM title WHERE queued = 1",
    "stamped": _WAITING.format(bit=1),
    "labelled": _WAITING.format(bit=2),
    "shelved": _WAITING.format(bit=4),
    "withdrawn": "SELECT count(*) FROM withdrawal WHERE state <> 'done'",
    "mended": f"SELECT count(*) FROM damage WHERE {_OPEN_CASE}",
    "trolley": "SELECT count(*) FROM copy WHERE trolley IS NOT NULL",
    "stocktake": "SELECT count(*) FROM stocktake WHERE state = 'open'",
    "bound": "SELECT count(*) FROM bound_volume WHERE shelved_day IS NULL",
    "issues": lambda sights: len(sights.late_issues),
    "claims": lambda sights: sum(not row.claims for row in sights.late_issues),
    "holiday_papers": f"SELECT count(*) {_HOLIDAY} AND NOT ({_HERE})",
    "cards": "SELECT count(*) FROM reader r WHERE r.state = 'active' AND r.kind NOT IN ('class','department')"
    " AND NOT EXISTS(SELECT 1 FROM printed p WHERE p.reader_id = r.id)",
    "overdue": f"SELECT count(*) FROM loan l WHERE {OVERDUE}",
    "recalled": f"SELECT count(*) FROM loan l WHERE {ASKED_BACK}",
    "leavers": lambda sights: sights.finals_here,
    "holds": "SELECT count(*) FROM hold WHERE state = 'ready'",
    "appointed": "SELECT count(*) FROM (SELECT DISTINCT stage, entry_year, class_no FROM enrolment WHERE to_day IS NULL"
    " EXCEPT SELECT e.stage, e.entry_year, e.class_no FROM appointment a JOIN enrolment e ON e.reader_id = a.reader_id"
    " AND e.to_day IS NULL WHERE a.to_day IS NULL)",
    "roster": f"SELECT count(*) {_SLOTS}",
    "activities": f"SELECT count(*) {_HELD} AND NOT {_OVER}",
    # Those that are over, and those whose results are promised for the days of the task.
    "published": "SELECT count(*) FROM activity WHERE state <> 'dropped' AND publish_by IS NOT NULL"
    f" AND published_day IS NULL AND ({_OVER} OR publish_by BETWEEN :first AND :last)",
    "aids_back": "SELECT max(0, coalesce(sum(CASE kind WHEN 'issued' THEN quantity WHEN 'returned' THEN -quantity"
    " WHEN 'missing' THEN -quantity WHEN 'damaged' THEN -quantity ELSE 0 END), 0)) FROM aid_move",
    "questions": "SELECT count(*) FROM question WHERE answered_day IS NULL",
    "suggestions": "SELECT count(*) FROM suggestion WHERE answered_day IS NULL",
}

for _code in HELD_OF.values():
    DONE[_code] = DONE[HELD] + _OF_KIND
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
        settings = library_settings(self._library)
        system = SchoolSystem(settings.school_system)
        return sum(
            count for ref, count in classes_here(self._library) if is_final(ref, self._today, system, settings.stages)
        )

    def see(self, code: str, first: date, last: date, *, now: bool = True) -> Seen | None:
        """What was done from `first` to `last`, and with `now` what is left; None for a code that nobody knows."""
        if code not in SIGHTS:
            return None
        done = self._count("done", code, DONE[code], first, last) if code in DONE else None
        left = self.left(code, first, last) if now and code in LEFT else None
        return Seen(done, left)

    def left(self, code: str, first: date | None = None, last: date | None = None) -> int:
        """What is left of something now."""
        query = LEFT[code]
        if not isinstance(query, str):
            return query(self)
        return self._count("left", code, query, first or self._today, last or self._today)

    def _count(self, what: str, code: str, sql: str, first: date, last: date) -> int:
        kind = SIGHTS[code].activity
        spans = ":first" in sql or ":last" in sql or ":begin" in sql
        key = (what, code, first.isoformat(), last.isoformat()) if spans else (what, code)
        if key not in self._known:
            ((found,),) = self._library.connection.execute(sql, self._values(first, last) | {"kind": kind}).fetchall()
            self._known[key] = found
        return self._known[key]

    def _values(self, first: date, last: date) -> dict[str, Any]:
        return {
            "first": first.isoformat(), "last": last.isoformat(), "today": self._today.isoformat(),
            "begin": self._instant(first), "end": self._instant(last + timedelta(days=1)),
        }  # fmt: skip

    def _instant(self, day: date) -> int:
        return int(datetime(day.year, day.month, day.day, tzinfo=self._zone).timestamp() * 1000)
