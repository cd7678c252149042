"""The figures and charts of the report to the school's leaders, read at one go: of a period and of a year before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

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
from libdesk.i18n import _
from libdesk.store.queries import helper_records, reports
from libdesk.store.queries import helpers as helper_queries
from libdesk.store.queries.reporting import holdings, loans, people, work
from libdesk.ui.reports.readers_here import past_day, readers_between, school_size


@dataclass(frozen=True, slots=True)
class LeadersReport:
    """`before` is None where the library knows nothing of that time. `headline`: the figures that stand large."""

    period: Period
    before: Period | None
    lines: tuple[LeadersLine, ...]
    headline: tuple[LeadersLine, ...]
    charts: tuple[Chart, ...]
    activities: tuple[tuple[str, int], ...]


class _Figure(NamedTuple):
    section: str
    name: str
    value: float | None
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
    figures = _figures(desk, now)
    before = [figure.value for figure in _figures(desk, then)] if then else [None] * len(figures)
    lines = tuple(
        LeadersLine(one.section, one.name, one.value, value, one.unit, one.of)
        for one, value in zip(figures, before, strict=True)
    )
    large = (_("Loans"), _("Pupils who borrowed"), _("Visits"), _("New books"), _("Reading activities"), _("Overdue"))
    return LeadersReport(
        period, earlier if known else None, lines, tuple(line for line in lines if line.name in large),
        (_over_time(desk, now, then), _by_grade(desk, now, then)),
        tuple((row.name, row.entrants) for row in work.activities(library, period.first, period.last)),
    )  # fmt: skip


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
    return [
        _Figure(section, _("Loans"), time.loans.loans, vols),
        _Figure(section, _("Loans of pupils"), pupil.loans, vols),
        _Figure(section, _("Loans per pupil"), rate(pupil.loans, len(were)), vols, Of.RATE),
        _Figure(section, _("Pupils who borrowed"), share(len(pupil.readers & were), len(were)), "", Of.SHARE),
        _Figure(section, _("Visits"), sum(people.visits_by_month(library, period.first, period.last).values()), times),
        _Figure(section, _("Room reading"),
                sum(people.room_use_by_month(library, period.first, period.last).values()), vols),
        _Figure(section, _("Out at the end"), out, _("vols")),
        _Figure(section, _("Overdue"), overdue, _("vols")),
    ]  # fmt: skip


def _stock(desk: Desk, period: Period) -> list[_Figure]:
    library, section, day = desk.read(Op.SEE_REPORTS), _("Holdings"), past_day(desk, period)
    came = holdings.added(library, period.first, period.last)
    books = sum(row.copies for row in holdings.added(library, period.first, period.last, serials=False))
    went = holdings.withdrawn(library, period.first, period.last)
    copies, pupils = sum(holdings.copies_by_letter(library, day).values()), school_size(desk, day).all_pupils
    papers = work.serials(library, period.first, min(period.last, desk.today))
    vols = _("vols")
    return [
        _Figure(section, _("Copies"), copies, vols),
        _Figure(section, _("Books per pupil"), rate(copies, pupils), vols, Of.RATE),
        _Figure(section, _("Copies added"), sum(row.copies for row in came), vols),
        _Figure(section, _("New books"), books, vols),
        _Figure(section, _("Amount added"), sum(row.fen for row in came), "", Of.MONEY),
        _Figure(section, _("Copies withdrawn"), sum(row.copies for row in went), vols),
        _Figure(section, _("Issues that came"), sum(row.came for row in papers), _("issues")),
        _Figure(section, _("Issues expected"), sum(row.expected for row in papers), _("issues")),
    ]


def _work(desk: Desk, period: Period) -> list[_Figure]:
    library, section = desk.read(Op.SEE_REPORTS), _("Work and activities")
    first, last = period.first, period.last
    active = work.activities(library, first, last)
    mended = sum(row[2] for row in work.repairs(library, first, last))
    asked, answered, _said, _told = work.service(library, first, last)
    helpers, shifts, minutes = _helpers(desk, first, last)
    times = _("times")
    return [
        _Figure(section, _("Reading activities"), len(active), times),
        _Figure(section, _("Entrants"), sum(row.entrants for row in active), _("visitors")),
        _Figure(section, _("Prizes"), sum(row.prizes for row in active)),
        _Figure(section, _("Student librarians"), helpers, _("persons")),
        _Figure(section, _("Duties kept"), shifts, times),
        _Figure(section, _("Hours on duty"), minutes / 60, _("hours"), Of.RATE),
        _Figure(section, _("Trainings of student librarians"), work.trainings(library, first, last), times),
        _Figure(section, _("Copies mended"), mended, _("vols")),
        _Figure(section, _("Reference questions"), asked, times),
        _Figure(section, _("Questions answered"), answered, times),
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
