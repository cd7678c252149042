"""The words of the service page that several of its views use."""

from datetime import date
from typing import Final

from libdesk.actions.desk import Desk
from libdesk.domain.classes import Stage, grades_of, show_grade
from libdesk.domain.rows.service import VisitDay
from libdesk.domain.school import School
from libdesk.domain.show import READER_KIND_NAMES, show_day, show_month, show_reader_kind
from libdesk.domain.visits import Span
from libdesk.i18n import _

WHOLE_LINE: Final = 220  # steps: a text that stands by itself in its line
KINDS: Final = ("pupil", "teacher", "staff")


def day_text(day: date, today: date) -> str:
    return show_day(day, year=day.year != today.year)


def span_text(row: VisitDay, span: Span, today: date) -> str:
    """The day, the days of the week, or the month."""
    match span:
        case Span.DAY:
            return day_text(row.first, today)
        case Span.WEEK:
            first = show_day(row.first, weekday=False, year=row.first.year != today.year)
            return f"{first} – {show_day(row.last, weekday=False)}"
        case Span.MONTH:
            return show_month(row.first)


def number(value: int) -> str:
    """A count; nothing says nothing."""
    return f"{value:,}" if value else ""


def kind_choices() -> list[tuple[str, str]]:
    return [("", _("not noted")), *((kind, show_reader_kind(kind)) for kind in KINDS if kind in READER_KIND_NAMES)]


def grade_choices(desk: Desk) -> list[tuple[int | None, str]]:
    """Every grade of the school."""
    school = School.of(desk.settings)
    grades = [grade for stage in school.stages or tuple(Stage) for grade in grades_of(stage, school.system)]
    return [(None, _("any grade")), *((grade, show_grade(grade)) for grade in grades)]
