"""Repairs, newspapers and periodicals, student librarians, reading activities."""

from datetime import timedelta
from typing import Final

from libdesk.actions.desk import Desk
from libdesk.actions.school import school_of
from libdesk.domain.activities import STAND_NAMES, stand_of
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.repairs import KIND_NAMES
from libdesk.domain.reports.tables import Measured, Of, ReportColumn, ReportTable, bars, share
from libdesk.domain.rows.reports import Period
from libdesk.domain.show import show_item_kind
from libdesk.i18n import N_, _
from libdesk.store.queries import helper_records
from libdesk.store.queries import helpers as helper_queries
from libdesk.store.queries.reporting import work as queries

_REPAIRS: Final = (
    ReportColumn(N_("Damage"), wide=True),
    ReportColumn(N_("Damaged copies"), Of.COUNT, summed=True),
    ReportColumn(N_("Mended"), Of.COUNT, summed=True),
    ReportColumn(N_("Withdrawn"), Of.COUNT, summed=True, spare=1),
    ReportColumn(N_("Open now"), Of.COUNT, summed=True),
    ReportColumn(N_("Cost"), Of.MONEY, summed=True, spare=2),
)
_SERIALS: Final = (
    ReportColumn(N_("Title of the serial"), wide=True),
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
    ReportColumn(N_("Duties kept"), Of.COUNT, summed=True),
    ReportColumn(N_("Shifts besides"), Of.COUNT, summed=True, spare=2),
    ReportColumn(N_("Hours"), Of.RATE, spare=1),
    ReportColumn(N_("Transactions"), Of.COUNT, summed=True),
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
    foot = _(
        "Reported, mended and withdrawn in the period; open are those of today. Of cases that were dropped only the "
        "cost counts."
    )
    return ReportTable(_REPAIRS, rows, foot, bars(_("Damage reported"), rows, 1, series=_("Damaged copies")))


def serials(desk: Desk, period: Period, _progress: Progress) -> ReportTable:
    last = min(period.last, desk.today)
    rows = tuple(
        (row.title, show_item_kind(row.kind), row.expected, row.came, share(row.came, row.expected), row.bound, row.fen)
        for row in queries.serials(desk.read(Op.SEE_REPORTS), period.first, last)
    )
    foot = _("Share that came = issues come ÷ issues expected in the period × 100.")
    return ReportTable(_SERIALS, rows, foot)


def helpers(desk: Desk, period: Period, _progress: Progress) -> ReportTable:
    """The librarian's working list: it names everybody."""
    school = school_of(desk)
    library = desk.read(Op.FIND_READERS)
    appointed = helper_queries.helpers_between(library, period.first, period.last)
    first = max(period.first, helper_queries.first_day(library) or period.first)
    people = [one.person for one in appointed]
    found = helper_records.records(library, people, first, min(period.last, desk.today), desk.now())
    rows = tuple(
        (one.person.shown, one.person.group(school),
         one.kept, one.besides, one.minutes / 60, one.transactions, one.trainings)
        for one in found
    )  # fmt: skip
    foot = _("Who was appointed in the period, counted as in their records on the page of the helpers.")
    return ReportTable(_HELPERS, rows, foot, bars(_("Duties kept"), rows, 2, series=_("Duties kept")))


def activities(desk: Desk, period: Period, _progress: Progress) -> ReportTable:
    """In a period of a year or less the days go without their year: the names need the room."""
    short = period.last - period.first <= timedelta(days=366)
    of = Of.SHORT_DAY if short else Of.DAY
    rows = tuple(
        (
            row.name, Measured(row.first, of), Measured(row.last, of),
            _(STAND_NAMES[
                stand_of(row.first, row.last, desk.today, publish_by=row.publish_by, published=row.published)
            ]),
            row.entrants, row.prizes, row.fen,
        )
        for row in queries.activities(desk.read(Op.SEE_REPORTS), period.first, period.last)
    )  # fmt: skip
    return ReportTable(_ACTIVITIES, rows, "", bars(_("Entrants"), rows, 4, series=_("Entrants")))
