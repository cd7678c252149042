"""Holdings, additions, withdrawals, and titles that nobody borrowed."""

from collections import defaultdict
from datetime import date
from typing import Final

from libdesk.actions.desk import Desk
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.reports.tables import Of, ReportColumn, ReportTable, bars, share
from libdesk.domain.rows.books import show_place
from libdesk.domain.rows.reports import Period
from libdesk.domain.show import show_day, show_item_kind, show_month
from libdesk.domain.withdrawals import REASON_NAMES
from libdesk.i18n import N_, _, sentences
from libdesk.store.queries.classes import class_tree
from libdesk.store.queries.reporting import holdings as queries
from libdesk.ui.reports.readers_here import past_day
from libdesk.ui.reports.tables.moments import instants

MOST_NEVER: Final = 5_000

_BY_CLASS: Final = (
    ReportColumn(N_("Subject class"), wide=True),
    ReportColumn(N_("Titles"), Of.COUNT, summed=True, spare=1),
    ReportColumn(N_("Copies"), Of.COUNT, summed=True),
    ReportColumn(N_("Share"), Of.SHARE),
    ReportColumn(N_("Amount"), Of.MONEY, summed=True, spare=2),
)
_BY_PLACE: Final = (
    ReportColumn(N_("Kind")),
    ReportColumn(N_("Place"), wide=True),
    ReportColumn(N_("Titles"), Of.COUNT, spare=1),
    ReportColumn(N_("Copies"), Of.COUNT, summed=True),
    ReportColumn(N_("Out"), Of.COUNT, summed=True),
)
_ADDED: Final = (
    ReportColumn(N_("Month")),
    ReportColumn(N_("Subject class"), wide=True),
    ReportColumn(N_("Titles"), Of.COUNT, spare=1),
    ReportColumn(N_("Copies"), Of.COUNT, summed=True),
    ReportColumn(N_("Amount"), Of.MONEY, summed=True),
)
_WITHDRAWN: Final = (
    ReportColumn(N_("Month")),
    ReportColumn(N_("Why"), wide=True),
    ReportColumn(N_("Subject class"), spare=1),
    ReportColumn(N_("Titles"), Of.COUNT, spare=2),
    ReportColumn(N_("Copies"), Of.COUNT, summed=True),
    ReportColumn(N_("Amount"), Of.MONEY, summed=True),
)
_NEVER: Final = (
    ReportColumn(N_("Title"), wide=True),
    ReportColumn(N_("Author"), spare=2),
    ReportColumn(N_("Call number")),
    ReportColumn(N_("Copies"), Of.COUNT),
    ReportColumn(N_("Entered on"), Of.DAY, spare=1),
)


def by_class(desk: Desk, period: Period, _progress: Progress) -> ReportTable:
    """On the last day of the period."""
    found = queries.by_letter(desk.read(Op.SEE_REPORTS), past_day(desk, period))
    names = class_names(desk)
    all_copies = sum(row.copies for row in found)
    rows = tuple(
        (letter_name(row.letter, names), row.titles, row.copies, share(row.copies, all_copies), row.fen)
        for row in found
    )
    foot = _(
        "What was there on {day}. Share = copies of the class ÷ all copies × 100. Issues of periodicals are not "
        "counted, bound volumes are."
    ).format(day=_day(period))
    return ReportTable(_BY_CLASS, rows, foot, bars(_("Copies by subject class"), rows, 2, series=_("Copies")))


def by_place(desk: Desk, period: Period, _progress: Progress) -> ReportTable:
    """On the last day of the period."""
    day = past_day(desk, period)
    rows = tuple(
        (show_item_kind(row.kind), show_place(row.place) if row.place else "", row.titles, row.copies, row.out)
        for row in queries.by_kind_and_place(desk.read(Op.SEE_REPORTS), day)
    )
    foot = _("What was there on {day}. A title in two places counts in each.").format(day=_day(period))
    if day is not None:
        foot = sentences(foot, _("The places are those of today."))
    return ReportTable(_BY_PLACE, rows, foot)


def _day(period: Period) -> str:
    return show_day(period.last, weekday=False, year=True)


def added(desk: Desk, period: Period, _progress: Progress) -> ReportTable:
    found = queries.added(desk.read(Op.SEE_REPORTS), period.first, period.last)
    names = class_names(desk)
    rows = tuple((month_name(month), letter_name(letter, names), *figures) for month, letter, *figures in found)
    months = defaultdict[str, int](int)
    for month, _letter, _titles, copies, _fen in found:
        months[month] += copies
    chart = bars(_("Copies added"), [(month_name(m), n) for m, n in sorted(months.items())], 1, series=_("Copies"))
    return ReportTable(_ADDED, rows, _("A copy counts on the day of its batch, else on the day it was entered."), chart)


def withdrawn(desk: Desk, period: Period, _progress: Progress) -> ReportTable:
    found = queries.withdrawn(desk.read(Op.SEE_REPORTS), period.first, period.last)
    names = class_names(desk)
    rows = tuple(
        (month_name(month), _reason(why), letter_name(letter, names), *figures)
        for month, why, letter, *figures in found
    )
    reasons = defaultdict[str, int](int)
    for _month, why, _letter, _titles, copies, _fen in found:
        reasons[_reason(why)] += copies
    return ReportTable(_WITHDRAWN, rows, "", bars(_("Copies withdrawn"), list(reasons.items()), 1, series=_("Copies")))


def _reason(why: str) -> str:
    return _(REASON_NAMES.get(why, why)) if why else _("without a withdrawal list")


def never(desk: Desk, period: Period, _progress: Progress) -> ReportTable:
    found, total = queries.never_lent(desk.read(Op.SEE_REPORTS), *instants(desk, period), period.last, MOST_NEVER)
    rows = tuple(
        (title, author, call_no, copies, date.fromisoformat(entered) if entered else None)
        for title, author, call_no, copies, entered in found
    )
    foot = _("Books that are there and were not lent in this period, in the order of the shelf.")
    return ReportTable(_NEVER, rows, foot, total=total)


def class_names(desk: Desk) -> dict[str, str]:
    """The names of the basic classes in the school's table."""
    return {row.code: row.name for row in class_tree(desk.library).rows if len(row.code) == 1}


def letter_name(letter: str, names: dict[str, str]) -> str:
    """I 文学, or that there is no class."""
    return f"{letter} {names.get(letter, '')}".strip() if letter.isalpha() else _("without a class")


def month_name(month: str) -> str:
    """2026年3月 of 2026-03."""
    return show_month(date.fromisoformat(f"{month}-01"))
