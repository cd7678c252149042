"""Readers: figures per pupil with their formulas, who borrowed of each class, who did not, and visits."""

from datetime import date, timedelta
from typing import Any, Final

from libdesk.actions.desk import Desk
from libdesk.domain.charts import ChartKind
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.reader_form import ACCOUNTS
from libdesk.domain.reports.readership import ACCOUNTS_NOTE
from libdesk.domain.reports.tables import Measured, Of, ReportColumn, ReportTable, bars, rate, share, shown
from libdesk.domain.rows.reports import OfGroup, Period, months_between
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _, sentences
from libdesk.store.queries.reporting import holdings, loans
from libdesk.store.queries.reporting import people as queries
from libdesk.store.queries.reporting.since import Counted, counted_since
from libdesk.ui.reports.readers_here import past_day, readers_between, school_size
from libdesk.ui.reports.tables.holdings import month_name
from libdesk.ui.reports.tables.moments import instants

_PER_PUPIL: Final = (
    ReportColumn(N_("Figure"), wide=True),
    ReportColumn(N_("Value")),
    ReportColumn(N_("Formula"), spare=1),
    ReportColumn(N_("Reckoned from")),
)
_READERS: Final = (
    ReportColumn(N_("Class"), wide=True),
    ReportColumn(N_("Readers"), Of.COUNT, summed=True, spare=1),
    ReportColumn(N_("Readers who borrowed"), Of.COUNT, summed=True, spare=3),
    ReportColumn(N_("Share who borrowed"), Of.SHARE),
    ReportColumn(N_("Loans"), Of.COUNT, summed=True, spare=2),
    ReportColumn(N_("Loans per reader"), Of.RATE),
)
_VISITS: Final = (
    ReportColumn(N_("Month"), wide=True),
    ReportColumn(N_("Visits"), Of.COUNT, summed=True),
    ReportColumn(N_("Open days"), Of.COUNT, summed=True, spare=1),
    ReportColumn(N_("Visits per open day"), Of.RATE),
    ReportColumn(N_("Room reading"), Of.COUNT, summed=True, spare=2),
)
_NOBODY: Final = (
    ReportColumn(N_("Class")),
    ReportColumn(N_("Name"), wide=True),
    ReportColumn(N_("Last loan"), Of.DAY),
)


def per_pupil(desk: Desk, period: Period, progress: Progress) -> ReportTable:
    """Rates of the whole school, each with its formula beside it."""
    library = desk.read(Op.SEE_REPORTS)
    day = past_day(desk, period)
    today = school_size(desk, day).all_pupils
    were = readers_between(desk, period.first, period.last).of_kind("pupil")
    copies = sum(holdings.copies_by_letter(library, day).values())
    done = loans.tally(library, period.first, period.last, progress)
    kind = done.kinds["pupil"]
    pupils, borrowed = len(were), len(kind.readers & were)
    came = sum(row.copies for row in holdings.added(library, period.first, period.last, serials=False))
    visits = sum(queries.visits_by_month(library, period.first, period.last).values())
    lines: list[tuple[str, float | None, Of, str, int, int]] = [
        (_("Books per pupil"), rate(copies, today), Of.RATE, _("copies ÷ pupils"), copies, today),
        (_("New books per pupil"), rate(came, pupils), Of.RATE, _("books added ÷ pupils"), came, pupils),
        (_("Loans per pupil"), rate(kind.loans, pupils), Of.RATE, _("loans of pupils ÷ pupils"), kind.loans, pupils),
        (_("Pupils who borrowed"), share(borrowed, pupils), Of.SHARE, _("pupils who borrowed ÷ pupils × 100"),
         borrowed, pupils),
        (_("Loans per borrowing pupil"), rate(kind.loans, len(kind.readers)), Of.RATE,
         _("loans of pupils ÷ pupils who borrowed"), kind.loans, len(kind.readers)),
        (_("Visits per pupil"), rate(visits, pupils), Of.RATE, _("visits ÷ pupils"), visits, pupils),
        (_("Turnover of the holdings"), rate(done.loans, copies), Of.RATE, _("all loans ÷ copies"), done.loans, copies),
    ]  # fmt: skip
    rows = tuple(
        (name, Measured(value, of), formula, f"{part:,} ÷ {whole:,}") for name, value, of, formula, part, whole in lines
    )
    foot = _(
        "Books per pupil and turnover: copies and pupils of {day}. All else: what was done in the period, and the "
        "pupils who were in the school on a day of it, those who left since among them."
    ).format(day=show_day(period.last, weekday=False, year=True))
    return ReportTable(_PER_PUPIL, rows, foot)


def readers(desk: Desk, period: Period, progress: Progress) -> ReportTable:
    library, system = desk.read(Op.SEE_REPORTS), SchoolSystem(desk.settings.school_system)
    loans_done = loans.tally(library, period.first, period.last, progress)
    done = loans_done.groups
    were = readers_between(desk, period.first, period.last)
    here, borrowed = were.counts, were.among(loans_done.readers)
    groups = sorted((OfGroup(*group) for group in {*here, *done}), key=lambda one: one.group_key)
    rows = []
    for group in groups:
        key = (group.kind, group.stage, group.entry_year, group.class_no)
        count = done[key].loans if key in done else 0
        there, borrowers = here.get(key, 0), borrowed.get(key, 0)
        persons = (None, None) if group.kind in ACCOUNTS else (there, borrowers)
        rows.append(
            (group.group(period.last, system), *persons, share(borrowers, there), count, rate(count, there))
        )  # fmt: skip
    formula = _(
        "Share who borrowed = readers who borrowed ÷ readers who were in the class in the period × 100; loans per "
        "reader = loans ÷ the same readers. A loan counts for the class of its own day, a reader for the last one."
    )
    foot = sentences(formula, _(ACCOUNTS_NOTE))
    return ReportTable(_READERS, tuple(rows), foot, bars(_("Loans per reader"), rows, 5, series=_("Loans per reader")))


def visits(desk: Desk, period: Period, _progress: Progress) -> ReportTable:
    library, calendar = desk.read(Op.SEE_REPORTS), desk.calendar
    counted = queries.visits_by_month(library, period.first, period.last)
    rooms = queries.room_use_by_month(library, period.first, period.last)
    since = counted_since(library, Counted.VISITS) or date.max
    begin = min([since, *(date.fromisoformat(f"{month}-01") for month in rooms)])
    rows: list[tuple[Any, ...]] = []
    all_days = 0
    for first, last in months_between(max(period.first, begin), period.last):
        month = f"{first:%Y-%m}"
        if last < since:  # how many came then, nobody knows
            if month in rooms:
                rows.append((month_name(month), None, None, None, rooms[month]))
            continue
        days = calendar.open_days_between(max(first, since) - timedelta(days=1), last)
        count = counted.get(month, 0)
        if not (count or days or month in rooms):
            continue
        all_days += days
        rows.append((month_name(month), count, days, rate(count, days), rooms.get(month, 0)))
    foot = _(
        "Visits per open day = visits ÷ days on which the library was open by its calendar, also those on which nobody "
        "was counted: {n} in the whole time."
    ).format(n=shown(rate(sum(counted.values()), all_days), Of.RATE))
    if period.first < since <= period.last:
        foot = sentences(
            foot, _("Visits are counted since {day}.").format(day=show_day(since, weekday=False, year=True))
        )
    known = [row for row in rows if row[1] is not None]
    chart = bars(_("Visits"), known, 1, series=_("Visits"), kind=ChartKind.COLUMNS)
    return ReportTable(_VISITS, tuple(rows), foot, chart)


def non_borrowers(desk: Desk, period: Period, _progress: Progress) -> ReportTable:
    """The librarian's working list: it names everybody who was here in the period and still is."""
    system = SchoolSystem(desk.settings.school_system)
    were = readers_between(desk, period.first, period.last).groups
    found: list[tuple[OfGroup, tuple[Any, ...]]] = [
        (OfGroup(*row[:4]), tuple(row))
        for reader, *row in queries.non_borrowers(desk.read(Op.FIND_READERS), *instants(desk, period))
        if reader in were
    ]
    found.sort(key=lambda one: (one[0].group_key, one[1][5]))
    rows = tuple(
        (group.group(desk.today, system), row[4], date.fromisoformat(row[6]) if row[6] else None)
        for group, row in found
    )
    counts: dict[str, int] = {}
    for row in rows:
        counts[row[0]] = counts.get(row[0], 0) + 1
    foot = _("Pupils, teachers and staff who were here in this period, still are, and borrowed nothing: {n}.").format(
        n=f"{len(rows):,}"
    )
    chart = bars(_("Readers who borrowed nothing"), list(counts.items()), 1, series=_("Readers"))
    return ReportTable(_NOBODY, rows, foot, chart)
