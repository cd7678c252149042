"""The reading profile: what each grade and class reads, when, how much is new, how many read little; no names."""

from collections.abc import Sequence
from typing import Final

from libdesk.actions.desk import Desk
from libdesk.actions.school import school_of
from libdesk.domain.charts import Chart, ChartKind, Series
from libdesk.domain.classes import ClassRef, Stage, grade_of
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.reports import reading as rules
from libdesk.domain.reports.reading import Reading
from libdesk.domain.reports.tables import Of, ReportColumn, ReportTable, rate, share
from libdesk.domain.rows.reports import Period
from libdesk.domain.show import show_title
from libdesk.i18n import N_, _, ngettext, sentences
from libdesk.store.queries.reporting import reading as queries
from libdesk.ui.reports.readers_here import readers_between
from libdesk.ui.reports.reading_words import month_words, short_name, subject_words, week_words, weekday_words
from libdesk.ui.reports.tables.holdings import class_names
from libdesk.ui.reports.tables.moments import instants

SUBJECTS: Final = 2  # told of each class
DRAWN: Final = 3  # subjects of the whole school in the chart; the others stand together
NAMED: Final = 5  # titles that were asked for

_PROFILE: Final = (
    ReportColumn(N_("Grade and class")),
    ReportColumn(N_("Pupils"), Of.COUNT, spare=3),
    ReportColumn(N_("Loans per pupil"), Of.RATE, spare=1),
    ReportColumn(N_("Read little"), Of.SHARE),
    ReportColumn(N_("Read most"), wide=True),
    ReportColumn(N_("New books"), Of.SHARE, spare=2),
    ReportColumn(N_("At own level"), Of.SHARE, spare=4),
    ReportColumn(N_("Most on"), spare=2),
    ReportColumn(N_("Most in"), spare=2),
)


def reading_profile(desk: Desk, period: Period, progress: Progress) -> ReportTable:
    library, school = desk.read(Op.SEE_REPORTS), school_of(desk)
    found = queries.pupils_read(library, period.first, period.last, school.system, progress)
    names, levelled = class_names(desk), any(one.levelled for one in found.classes.values())
    least = rules.little_below(period.first, period.last)
    pupils = _pupils(desk, period)

    def row(name: str, refs: Sequence[ClassRef]) -> tuple[object, ...]:
        read = rules.added_up(found.classes[ref] for ref in refs if ref in found.classes)
        there = [reader for ref in refs for reader in pupils.get(ref, ())]
        own = share(read.own_level, read.levelled) if levelled else ""
        little = share(rules.read_little(there, found.loans, least), len(there))
        return (
            name, len(there), rate(read.loans, len(there)), little, subject_words(read, names, SUBJECTS),
            share(read.new, read.loans), own, weekday_words(read), month_words(read),
        )  # fmt: skip

    refs = sorted({*pupils, *found.classes})
    grades: dict[tuple[Stage, int], list[ClassRef]] = {}
    for ref in refs:
        grades.setdefault((ref.stage, ref.entry_year), []).append(ref)
    rows = [row(_("The whole school"), refs)] if refs else []
    drawn = []
    for (stage, entered), classes in grades.items():
        if grade_of(entered, stage, period.last, school.system) is not None:
            year = school.show_year(classes[0], period.last)
            rows.append(row(year, classes))
            drawn.append((year, rules.added_up(found.classes[ref] for ref in classes)))
        rows += [row(school.show(ref, period.last), [ref]) for ref in classes]
    whole = rules.added_up(found.classes.values())
    return ReportTable(_PROFILE, tuple(rows), _foot(desk, period, whole, least), _chart(drawn, whole, names))


def _pupils(desk: Desk, period: Period) -> dict[ClassRef, list[int]]:
    """The pupils who were here in the period, by the class that was theirs last in it."""
    found: dict[ClassRef, list[int]] = {}
    for reader, (kind, stage, entered, number) in readers_between(desk, period.first, period.last).groups.items():
        if kind == "pupil" and stage is not None and entered is not None and number is not None:
            found.setdefault(ClassRef(Stage(stage), entered, number), []).append(reader)
    return found


def _chart(grades: Sequence[tuple[str, Reading]], whole: Reading, names: dict[str, str]) -> Chart | None:
    """Of every grade, how its loans are parted among the subjects that the school reads most."""
    grades = [(name, read) for name, read in grades if read.loans]
    if not grades:
        return None
    letters = [letter for letter, _share in whole.best_subjects(DRAWN)]
    parts = [[float(round(100 * read.subjects[letter] / read.loans)) for _name, read in grades] for letter in letters]
    series = [Series(short_name(letter, names), tuple(values)) for letter, values in zip(letters, parts, strict=True)]
    rest = tuple(100 - sum(values[place] for values in parts) for place in range(len(grades)))
    series.append(Series(_("other subjects"), rest))
    labels = tuple(name for name, _read in grades)
    return Chart(ChartKind.BARS, _("What each grade reads"), labels, tuple(series), unit="%", stacked=True, whole=100.0)


def _foot(desk: Desk, period: Period, whole: Reading, least: int) -> str:
    library = desk.read(Op.SEE_REPORTS)
    waited = queries.waited_for(library, *instants(desk, period))
    wished = queries.wished_for(library, period.first, period.last)
    parts = [
        _("Read little = borrowed fewer than {n} books in the period.").format(n=least)
        if least > 1
        else _("Read little = borrowed nothing in the period."),
        _(
            "New books = loans of books that had come within a year ÷ loans. At own level = loans of books for the "
            "reader's grade ÷ loans of books whose record says the grades. Each loan counts for the class of its day."
        ),
    ]
    if whole.loans:
        parts.append(_("By weekday: {list}.").format(list=week_words(whole)))
    if waited:
        count = sum(one.readers for one in waited)
        text = ngettext("Asked for and out: {n} hold", "Asked for and out: {n} holds", count).format(n=f"{count:,}")
        parts.append(_("{what}, most of all {titles}.").format(what=text, titles=_titles(waited)))
    if wished:
        count = sum(one.readers for one in wished)
        text = ngettext("Asked for and not here: {n} wish", "Asked for and not here: {n} wishes", count)
        parts.append(
            _("{what}, most of all {titles}.").format(what=text.format(n=f"{count:,}"), titles=_titles(wished))
        )
    return sentences(*parts)


def _titles(asked: Sequence[queries.Asked]) -> str:
    return _(", ").join(show_title(one.title) for one in asked[:NAMED])
