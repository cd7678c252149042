"""The figures and charts of the report to the school's leaders, read at one go: of a period and of a year before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from libdesk.actions.desk import Desk
from libdesk.actions.school import school_of
from libdesk.domain.charts import Chart, ChartKind, Series
from libdesk.domain.classes import Stage, grade_of, show_grade
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.report_spans import KIND_NAMES, MOST_COLUMNS, SpanLoans, spans_of
from libdesk.domain.reports.leaders import LeadersLine, year_before
from libdesk.domain.reports.readership import Readership
from libdesk.domain.reports.tables import Of, rate, share
from libdesk.domain.rows.reports import Period
from libdesk.i18n import N_, _
from libdesk.store.queries import helper_records, reports
from libdesk.store.queries import helpers as helper_queries
from libdesk.store.queries.reporting import holdings, loans, people, work
from libdesk.store.queries.reporting.since import Counted, counted_since
from libdesk.ui.reports.readers_here import past_day, readers_between, school_size

# What there is on every open day once it is counted: its first day tells since when.
DAILY: Final = {
    Counted.LOANS: N_("Loans"), Counted.VISITS: N_("Visits"), Counted.ROOM_READING: N_("Room reading"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LeadersReport:
    """`before` is None where the library knows nothing of that time. `headline`: the figures that stand large.

    `known_from`: what was counted from a day amid the year before on, and that day.
    """

    period: Period
    before: Period | None
    lines: tuple[LeadersLine, ...]
    headline: tuple[LeadersLine, ...]
    charts: tuple[Chart, ...]
    activities: tuple[tuple[str, int], ...]
    known_from: tuple[tuple[str, date], ...] = ()


class _Figure(NamedTuple):
    section: str
    name: str
    value: float | None
    counted: Counted
    unit: str = ""
    of: Of = Of.COUNT


@dataclass(frozen=True, slots=True)
class _Time:
    """What was read of a period."""

    period: Period
    loans: loans.Tally
    were: Readership


def leaders_report(desk: Desk, period: Period, progress: Progress) -> LeadersReport:
    """Raises NotAllowed, Cancelled."""
    library = desk.read(Op.SEE_REPORTS)
    earlier = year_before(period, desk.calendar.terms)
    first = reports.first_day(library)
    known = first is not None and first <= earlier.last
    now, then = _time(desk, period, progress), _time(desk, earlier, progress) if known else None
    since = {what: counted_since(library, what) or date.max for what in Counted}
    figures = _figures(desk, now)
    before = [one.value if since[one.counted] <= earlier.last else None for one in _figures(desk, then)] if then else []
    lines = tuple(
        LeadersLine(one.section, one.name, one.value, value, one.unit, one.of)
        for one, value in zip(figures, before or [None] * len(figures), strict=True)
    )
    large = (_("Loans"), _("Pupils who borrowed"), _("Visits"), _("New books"), _("Reading activities"), _("Overdue"))
    lent_then = then if since[Counted.LOANS] <= earlier.last else None
    return LeadersReport(
        period, earlier if known else None, lines, tuple(line for line in lines if line.name in large),
        (_over_time(desk, now, lent_then), _by_grade(desk, now, lent_then)),
        tuple((row.name, row.entrants) for row in work.activities(library, period.first, period.last)),
        tuple((_(name), since[what]) for what, name in DAILY.items() if known and _amid(desk, since[what], earlier)),
    )  # fmt: skip


def _amid(desk: Desk, since: date, period: Period) -> bool:
    """Whether something is counted on a part of the open days of a period alone."""
    day = timedelta(days=1)
    return period.first < since <= period.last and desk.calendar.open_days_between(period.first - day, since - day) > 0


def _time(desk: Desk, period: Period, progress: Progress) -> _Time:
    library = desk.read(Op.SEE_REPORTS)
    return _Time(
        period, loans.tally(library, period.first, period.last, progress),
        readers_between(desk, period.first, period.last),
    )  # fmt: skip


def _figures(desk: Desk, time: _Time) -> list[_Figure]:
    """The same figures in the same order for every period."""
    return [*_reading(desk, time), *_stock(desk, time.period), *_work(desk, time.period)]


def _reading(desk: Desk, time: _Time) -> list[_Figure]:
    library, period, section = desk.read(Op.SEE_REPORTS), time.period, _("Lending and visits")
    were = time.were.of_kind("pupil")
    pupil = time.loans.kinds["pupil"]
    day = past_day(desk, period)
    if day is None:
        standing = reports.standing(library, desk.today)
        out, overdue = standing.out, standing.overdue
    else:
        out, overdue = reports.out_on(library, day)
    vols, times = _("vols lent"), _("visitors")
    came = sum(people.visits_by_month(library, period.first, period.last).values())
    read = sum(people.room_use_by_month(library, period.first, period.last).values())
    lent = Counted.LOANS
    return [
        _Figure(section, _("Loans"), time.loans.loans, lent, vols),
        _Figure(section, _("Loans of pupils"), pupil.loans, lent, vols),
        _Figure(section, _("Loans per pupil"), rate(pupil.loans, len(were)), lent, vols, Of.RATE),
        _Figure(section, _("Pupils who borrowed"), share(len(pupil.readers & were), len(were)), lent, "", Of.SHARE),
        _Figure(section, _("Visits"), came, Counted.VISITS, times),
        _Figure(section, _("Room reading"), read, Counted.ROOM_READING, vols),
        _Figure(section, _("Out at the end"), out, lent, _("vols")),
        _Figure(section, _("Overdue"), overdue, lent, _("vols")),
    ]


def _stock(desk: Desk, period: Period) -> list[_Figure]:
    library, section, day = desk.read(Op.SEE_REPORTS), _("Holdings"), past_day(desk, period)
    came = holdings.added(library, period.first, period.last)
    books = sum(row.copies for row in holdings.added(library, period.first, period.last, serials=False))
    went = holdings.withdrawn(library, period.first, period.last)
    copies, pupils = sum(holdings.copies_by_letter(library, day).values()), school_size(desk, day).all_pupils
    papers = work.serials(library, period.first, min(period.last, desk.today))
    vols, moved = _("vols"), Counted.COPIES
    return [
        _Figure(section, _("Copies"), copies, Counted.STOCK, vols),
        _Figure(section, _("Books per pupil"), rate(copies, pupils), Counted.STOCK, vols, Of.RATE),
        _Figure(section, _("Copies added"), sum(row.copies for row in came), moved, vols),
        _Figure(section, _("New books"), books, moved, vols),
        _Figure(section, _("Amount added"), sum(row.fen for row in came), moved, "", Of.MONEY),
        _Figure(section, _("Copies withdrawn"), sum(row.copies for row in went), moved, vols),
        _Figure(section, _("Issues that came"), sum(row.came for row in papers), Counted.SERIALS, _("issues")),
        _Figure(section, _("Issues expected"), sum(row.expected for row in papers), Counted.SERIALS, _("issues")),
    ]


def _work(desk: Desk, period: Period) -> list[_Figure]:
    library, section = desk.read(Op.SEE_REPORTS), _("Work and activities")
    first, last = period.first, period.last
    active = work.activities(library, first, last)
    mended = sum(row[2] for row in work.repairs(library, first, last))
    asked, answered, _said, _told = work.service(library, first, last)
    helpers, shifts, minutes = _helpers(desk, first, last)
    trained = work.trainings(library, first, last)
    times, held, duty = _("times"), Counted.ACTIVITIES, Counted.HELPERS
    return [
        _Figure(section, _("Reading activities"), len(active), held, times),
        _Figure(section, _("Entrants"), sum(row.entrants for row in active), held, _("visitors")),
        _Figure(section, _("Prizes"), sum(row.prizes for row in active), held),
        _Figure(section, _("Student librarians"), helpers, duty, _("persons")),
        _Figure(section, _("Duties kept"), shifts, duty, times),
        _Figure(section, _("Hours on duty"), minutes / 60, duty, _("hours"), Of.RATE),
        _Figure(section, _("Trainings of student librarians"), trained, duty, times),
        _Figure(section, _("Copies mended"), mended, Counted.REPAIRS, _("vols")),
        _Figure(section, _("Reference questions"), asked, Counted.QUESTIONS, times),
        _Figure(section, _("Questions answered"), answered, Counted.QUESTIONS, times),
    ]


def _helpers(desk: Desk, first: date, last: date) -> tuple[int, int, int]:
    """Student librarians of a period, the duties and shifts they kept, and the minutes of these: nobody's name."""
    library = desk.read(Op.SEE_REPORTS)
    appointed = [one.person for one in helper_queries.helpers_between(library, first, last)]
    found = helper_records.records(library, appointed, first, min(last, desk.today), desk.now())
    return len(found), sum(one.kept + one.besides for one in found), sum(one.minutes for one in found)


def _over_time(desk: Desk, now: _Time, then: _Time | None) -> Chart:
    """Loans in each span of the period, and in the span as far into the one a year before."""
    spans = spans_of(now.period)
    library = desk.read(Op.SEE_REPORTS)
    series = [Series(_("this time"), _loans(reports.loans_by_span(library, spans)))]
    if then is not None:
        counts = (*_loans(reports.loans_by_span(library, spans_of(then.period))), *([0.0] * len(spans)))
        series.append(Series(_("a year before"), counts[: len(spans)]))
    kind = ChartKind.COLUMNS if len(spans) <= MOST_COLUMNS else ChartKind.LINES
    labels = tuple(span.name for span in spans)
    return Chart(kind, _("Loans over time"), labels, tuple(series), note=_(KIND_NAMES[spans[0].kind]) if spans else "")


def _loans(rows: list[SpanLoans]) -> tuple[float, ...]:
    return tuple(float(row.loans) for row in rows)


def _by_grade(desk: Desk, now: _Time, then: _Time | None) -> Chart:
    """Loans per pupil of each grade."""
    mine, earlier = _each_of_grade(desk, now), _each_of_grade(desk, then) if then else {}
    grades = sorted({*mine, *earlier})
    series = [Series(_("this time"), tuple(mine.get(grade, 0.0) for grade in grades))]
    if then is not None:
        series.append(Series(_("a year before"), tuple(earlier.get(grade, 0.0) for grade in grades)))
    labels = tuple(_("Grade {grade}").format(grade=show_grade(grade)) for grade in grades)
    return Chart(ChartKind.COLUMNS, _("Loans per pupil of each grade"), labels, tuple(series))


def _each_of_grade(desk: Desk, time: _Time) -> Mapping[int, float]:
    system = school_of(desk).system
    pupils, done = dict[int, int](), dict[int, int]()
    for counts, of in ((time.were.counts, pupils), ({key: one.loans for key, one in time.loans.groups.items()}, done)):
        for (kind, stage, entered, _number), count in counts.items():
            if kind != "pupil" or stage is None or entered is None:
                continue
            grade = grade_of(entered, Stage(stage), time.period.last, system)
            if grade is not None:
                of[grade] = of.get(grade, 0) + count
    return {grade: round(done.get(grade, 0) / count, 2) for grade, count in pupils.items() if count}
