"""The columns of what may come, of what came today, and of issues."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from libdesk.actions.desk import Desk
from libdesk.domain.serials.lines import AwaitedLine
from libdesk.i18n import N_, _
from libdesk.ui.shelving.periodicals import words
from libdesk.ui.widgets.row_model import Column, Width

CAME_COLUMNS: Final = (
    Column("title", N_("Periodical or newspaper"), lambda row: row.title, width=Width.STRETCH),
    Column("issue", N_("Issue"), lambda row: row.name.text, spare=1),
    Column("copies", N_("Pieces"), lambda row: str(row.copies), right=True),
)


def line_columns(desk: Desk) -> tuple[Column, ...]:
    """Of what may come; `desk` tells what day it is, anew for each row."""
    return (
        Column("title", N_("Periodical or newspaper"), lambda line: line.owner.title, width=Width.STRETCH,
               tip=lambda line: words.facts(line.owner)),
        Column("issue", N_("Issue"), _label_text, tip=issue_text),
        Column("day", N_("Expected"), lambda line: _day_text(line, desk.today), sort=_day_of, spare=1),
        Column("copies", N_("To come"), lambda line: str(line.issue.awaited if line.issue else line.owner.copies),
               right=True, spare=2),
        Column("state", N_("State"), lambda line: _state_text(line, desk.today),
               role=lambda line: _role(line, desk.today)),
    )  # fmt: skip


def issue_columns(desk: Desk, *, title: bool, more: tuple[Column, ...] = ()) -> tuple[Column, ...]:
    """Of issues, with the `title` where they are of several."""
    stretched = Width.STRETCH if not title else Width.FIT
    first = (
        (Column("title", N_("Periodical or newspaper"), lambda row: row.subscription.title, width=Width.STRETCH),)
        if title
        else ()
    )
    return (
        *first,
        Column("issue", N_("Issue"), lambda row: row.name.label if title else row.name.text, width=stretched,
               sort=lambda row: (row.subscription.first, row.seq), tip=lambda row: row.note or row.name.text),
        Column("day", N_("Expected"), lambda row: words.day_text(row.expected, desk.today), sort=by_day,
               spare=1),
        Column("copies", N_("Pieces here"), lambda row: f"{row.here}/{row.counts.copies}", right=True, spare=2),
        *more,
        Column("state", N_("State"), lambda row: words.state_text(row, desk.today), role=_role_of(desk)),
    )  # fmt: skip


def by_day(row: Any) -> date:
    return row.expected or date.max


def _role_of(desk: Desk) -> Callable[[Any], str]:
    return lambda row: words.ROLES.get(row.state(desk.today), "")


def _label_text(line: AwaitedLine) -> str:
    return line.issue.name.label if line.issue is not None else issue_text(line)


def issue_text(line: AwaitedLine) -> str:
    return line.issue.name.text if line.issue is not None else _("the next issue")


def _day_of(line: AwaitedLine) -> date:
    return line.issue.expected if line.issue is not None and line.issue.expected is not None else date.max


def _day_text(line: AwaitedLine, today: date) -> str:
    return words.day_text(line.issue.expected if line.issue is not None else None, today)


def _state_text(line: AwaitedLine, today: date) -> str:
    return words.state_text(line.issue, today) if line.issue is not None else _("irregular")


def _role(line: AwaitedLine, today: date) -> str:
    return words.ROLES.get(line.issue.state(today), "quiet") if line.issue is not None else "quiet"
