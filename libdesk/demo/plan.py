"""What the sample shows of the plan: this term's from the template, half of it done, and the one of the term before."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from libdesk.demo.school import School
from libdesk.domain.calendar import Term
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.tasks.repeats import days_of
from libdesk.domain.tasks.spans import month_span
from libdesk.domain.tasks.templates import AIMS, template_for
from libdesk.i18n import _

Table = tuple[str, str, list[tuple[Any, ...]]]
BEFORE, NOW = 2, 3  # the numbers of the terms, in their order
WHO: Final = ("王老师", "李老师", "", "王老师、小馆员", "")
GOALS: Final = {"labelled": 300, "catalogued": 300, "mended": 20}
NOTES: Final = {3: "请班主任协助", 8: "书单送教导处审阅", 14: "名单报德育处"}
_COLUMNS: Final = "id, kind, name, first_day, last_day, who, touches, goal, note, series_id, state, done_day"


def plan_rows(school: School) -> Iterator[Table]:
    """Plans and tasks; what points at terms."""
    aims = "\n".join(map(_, AIMS))
    yield "plan", "term_id, aims", [(BEFORE, aims), (NOW, aims)]
    rows: list[tuple[Any, ...]] = []
    for number in (BEFORE, NOW):
        term = school.calendar.terms[number - 1]
        for place, template in enumerate(template_for(term.first)):
            head = len(rows) + 1
            spans = days_of(
                template.repeat, *month_span(_row(number, term), template.months), calendar=school.calendar,
                term_last=term.last,
            )  # fmt: skip
            for nth, (first, last) in enumerate(spans):
                state, done = _state(last, school.today, place + nth)
                rows.append((
                    len(rows) + 1, template.kind, _(template.name), first.isoformat(), last.isoformat(),
                    WHO[place % len(WHO)] or None, template.touches or None,
                    template.goal or GOALS.get(template.touches), NOTES.get(place), head if nth else None, state,
                    done.isoformat() if done else None,
                ))  # fmt: skip
    yield "task", _COLUMNS, rows


def _row(number: int, term: Term) -> TermRow:
    return TermRow(number, term.name, term.first, term.last)


def _state(last: date, today: date, place: int) -> tuple[str, date | None]:
    """What is over is done, but for one in nine that is overdue and one in seventeen that was dropped."""
    if last >= today:
        return "open", None
    if place % 17 == 16:
        return "dropped", last - timedelta(days=3)
    if place % 9 == 5 and last > today - timedelta(days=60):
        return "open", None
    return "done", min(last, last - timedelta(days=place % 4))
