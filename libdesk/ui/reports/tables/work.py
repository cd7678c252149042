"""Repairs, newspapers and periodicals, student librarians, reading activities."""

from typing import Final

from libdesk.actions.desk import Desk
from libdesk.domain.activities import STAND_NAMES, stand_of
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.repairs import KIND_NAMES
from libdesk.domain.reports.tables import Of, ReportColumn, ReportTable, bars, share
from libdesk.domain.rows.reports import OfGroup, Period
from libdesk.domain.show import show_item_kind
from libdesk.i18n import N_, _
from libdesk.store.queries.reporting import work as queries
from libdesk.ui.reports.tables.moments import instants

_REPAIRS: Final = (
    ReportColumn(N_("Damage"), wide=True),
    ReportColumn(N_("Damaged copies"), Of.COUNT, summed=True),
    ReportColumn(N_("Mended"), Of.COUNT, summed=True),
    ReportColumn(N_("Withdrawn"), Of.COUNT, summed=True, spare=1),
    ReportColumn(N_("Open now"), Of.COUNT, summed=True),
    ReportColumn(N_("Cost"), Of.MONEY, summed=True, spare=2),
)
_SERIALS: Final = (
    ReportColumn(N_("Title"), wide=True),
    ReportColumn(N_("Kind"), spare=2),
    ReportColumn(N_("Issues expected"), Of.COUNT, summed=True),
    ReportColumn(N_("Issues come"), Of.COUNT, summed=True),
    ReportColumn(N_("Share that came"), Of.SHARE, spare=1),
    ReportColumn(N_("Bound volumes"), Of.COUNT, summed=True, spare=1),
    ReportColumn(N_("Price of the year"), Of.MONEY, summed=True, spare=2),
)
_HELPERS: Final = (
    ReportColumn(N_("Name"), wide=True),
    ReportColumn(N_("Class")),
    ReportColumn(N_("Shifts"), Of.COUNT, summed=True),
    ReportColumn(N_("Hours"), Of.RATE, spare=1),
    ReportColumn(N_("Loans, returns, renewals"), Of.COUNT, summed=True),
    ReportColumn(N_("Trainings"), Of.COUNT, spare=1),
)
_ACTIVITIES: Final = (
    ReportColumn(N_("Activity"), wide=True),
    ReportColumn(N_("From"), Of.DAY),
    ReportColumn(N_("To"), Of.DAY, spare=1),
    ReportColumn(N_("State"), spare=2),
    ReportColumn(N_("Entrants"), Of.COUNT, summed=True),
    ReportColumn(N_("Prizes"), Of.COUNT, summed=True),
    ReportColumn(N_("Spent"), Of.MONEY, summed=True, spare=1),
)


def repairs(desk: Desk, period: Period, _progress: Progress) -> ReportTable:
    rows = tuple(
        (_(KIND_NAMES.get(kind, kind)), *figures)
        for kind, *figures in queries.repairs(desk.read(Op.SEE_REPORTS), period.first, period.last)
    )
    foot = _("Reported, mended and withdrawn in the period; open are those of today.")
    return ReportTable(_REPAIRS, rows, foot, bars(_("Damage reported"), rows, 1, series=_("Damaged copies")))


def serials(desk: Desk, period: Period, _progress: Progress) -> ReportTable:
    last = min(period.last, desk.today)
    rows = tuple(
        (title, show_item_kind(kind), expected, came, share(came, expected), bound, fen)
        for title, kind, expected, came, bound, fen in queries.serials(desk.read(Op.SEE_REPORTS), period.first, last)
    )
    foot = _("Share that came = issues come ÷ issues expected in the period × 100.")
    return ReportTable(_SERIALS, rows, foot)


def helpers(desk: Desk, period: Period, _progress: Progress) -> ReportTable:
    """The librarian's working list: it names everybody."""
    system = SchoolSystem(desk.settings.school_system)
    begin, end = instants(desk, period)
    rows = tuple(
        (name, OfGroup("pupil", *group).group(desk.today, system), shifts, minutes / 60, done, trained)
        for name, *group, shifts, minutes, done, trained in queries.helpers(
            desk.read(Op.FIND_READERS), period.first, period.last, begin, end
        )
    )
    foot = _("Who was appointed in the period. Hours and what went over the desk are those of signed shifts.")
    return ReportTable(_HELPERS, rows, foot, bars(_("Shifts"), rows, 2, series=_("Shifts")))


def activities(desk: Desk, period: Period, _progress: Progress) -> ReportTable:
    rows = tuple(
        (name, first, last, _(STAND_NAMES[stand_of(first, last, desk.today, publish_by=by, published=day)]), *figures)
        for name, first, last, by, day, *figures in queries.activities(
            desk.read(Op.SEE_REPORTS), period.first, period.last
        )
    )
    return ReportTable(_ACTIVITIES, rows, "", bars(_("Entrants"), rows, 4, series=_("Entrants")))
