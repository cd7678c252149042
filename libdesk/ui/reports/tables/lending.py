"""Loans of a period: by month, by subject, by kind of reader, and what was lent most."""

from typing import Final

from libdesk.actions.desk import Desk
from libdesk.domain.charts import ChartKind
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.reader_form import ACCOUNTS
from libdesk.domain.reports.ranking import ranked
from libdesk.domain.reports.readership import ACCOUNTS_NOTE
from libdesk.domain.reports.tables import Of, ReportColumn, ReportTable, bars, rate, share
from libdesk.domain.rows.reports import Period
from libdesk.domain.show import show_item_kind, show_reader_kind
from libdesk.i18n import N_, _, sentences
from libdesk.store.queries.reporting import loans as queries
from libdesk.store.queries.reporting import people
from libdesk.ui.reports.readers_here import readers_between
from libdesk.ui.reports.tables.holdings import class_names, letter_name, month_name

MOST_POPULAR: Final = 100

_MONTHS: Final = (
    ReportColumn(N_("Month"), wide=True),
    ReportColumn(N_("Loans"), Of.COUNT, summed=True),
    ReportColumn(N_("Readers who borrowed"), Of.COUNT),
    ReportColumn(N_("Loans per borrower"), Of.RATE, spare=2),
    ReportColumn(N_("Room reading"), Of.COUNT, summed=True, spare=1),
    ReportColumn(N_("Visits"), Of.COUNT, summed=True, spare=1),
)
_SUBJECTS: Final = (
    ReportColumn(N_("Subject class"), wide=True),
    ReportColumn(N_("Kind"), spare=1),
    ReportColumn(N_("Loans"), Of.COUNT, summed=True),
    ReportColumn(N_("Share"), Of.SHARE),
    ReportColumn(N_("Copies"), Of.COUNT, spare=2),
    ReportColumn(N_("Loans per copy"), Of.RATE, spare=1),
)
_KINDS: Final = (
    ReportColumn(N_("Kind of reader"), wide=True),
    ReportColumn(N_("Loans"), Of.COUNT, summed=True),
    ReportColumn(N_("Readers"), Of.COUNT, summed=True, spare=1),
    ReportColumn(N_("Readers who borrowed"), Of.COUNT, summed=True),
    ReportColumn(N_("Loans per reader"), Of.RATE),
)
_POPULAR: Final = (
    ReportColumn(N_("Rank"), Of.COUNT),
    ReportColumn(N_("Title"), wide=True),
    ReportColumn(N_("Author"), spare=2),
    ReportColumn(N_("Call number"), spare=1),
    ReportColumn(N_("Loans"), Of.COUNT),
)


def months(desk: Desk, period: Period, progress: Progress) -> ReportTable:
    library = desk.read(Op.SEE_REPORTS)
    found = queries.tally(library, period.first, period.last, progress)
    rooms = people.room_use_by_month(library, period.first, period.last)
    visits = people.visits_by_month(library, period.first, period.last)
    keys = sorted({*(month for month, (loans, _n) in found.months.items() if loans), *rooms, *visits})
    rows = tuple(
        (month_name(month), loans, readers, rate(loans, readers), rooms.get(month, 0), visits.get(month, 0))
        for month in keys
        for loans, readers in (found.months.get(month, (0, 0)),)
    )
    foot = _(
        "Loans per borrower = loans of the month ÷ different readers who borrowed in it. {n} different readers "
        "borrowed in the whole period."
    ).format(n=f"{len(found.readers):,}")
    foot = sentences(foot, _(ACCOUNTS_NOTE))
    kind = ChartKind.COLUMNS if len(rows) <= 24 else ChartKind.LINES
    return ReportTable(_MONTHS, rows, foot, bars(_("Loans by month"), rows, 1, series=_("Loans"), kind=kind))


def subjects(desk: Desk, period: Period, progress: Progress) -> ReportTable:
    library = desk.read(Op.SEE_REPORTS)
    found = queries.by_subject(library, period.first, period.last, 0, progress)
    copies = queries.copies_by_subject(library)
    names = class_names(desk)
    total = sum(found.classes.values())
    rows = tuple(
        (letter_name(letter, names), show_item_kind(kind), loans, share(loans, total), copies.get((letter, kind), 0),
         rate(loans, copies.get((letter, kind), 0)))
        for (letter, kind), loans in sorted(found.classes.items(), key=lambda one: (not one[0][0].isalpha(), one[0]))
    )  # fmt: skip
    foot = _("Share = loans ÷ all loans × 100. Loans per copy = loans ÷ copies that are there today.")
    letters: dict[str, int] = {}
    for name, _kind, loans, *_rest in rows:
        letters[name] = letters.get(name, 0) + loans
    return ReportTable(
        _SUBJECTS, rows, foot, bars(_("Loans by subject class"), list(letters.items()), 1, series=_("Loans"))
    )


def reader_kinds(desk: Desk, period: Period, progress: Progress) -> ReportTable:
    library = desk.read(Op.SEE_REPORTS)
    found = queries.tally(library, period.first, period.last, progress)
    here: dict[str, int] = {}
    for (kind, *_class), count in readers_between(desk, period.first, period.last).counts.items():
        here[kind] = here.get(kind, 0) + count
    kinds = sorted({*here, *found.kinds}, key=lambda kind: -found.kinds[kind][0] if kind in found.kinds else 0)
    rows = []
    for kind in kinds:
        loans, borrowers = found.kinds.get(kind, (0, ()))
        persons = (None, None) if kind in ACCOUNTS else (here.get(kind, 0), len(borrowers))
        rows.append((show_reader_kind(kind), loans, *persons, rate(loans, here.get(kind, 0))))
    formula = _("Loans per reader = loans ÷ readers of this kind who were here in the period.")
    foot = sentences(formula, _(ACCOUNTS_NOTE))
    return ReportTable(_KINDS, tuple(rows), foot, bars(_("Loans by kind of reader"), rows, 1, series=_("Loans")))


def popular(desk: Desk, period: Period, progress: Progress) -> ReportTable:
    library = desk.read(Op.SEE_REPORTS)
    found = queries.by_subject(library, period.first, period.last, 2 * MOST_POPULAR + 1, progress)
    best = ranked(found.most, MOST_POPULAR)
    named = queries.titles_named(library, [title_id for _place, title_id, _loans in best])
    rows = tuple((place, *named[title_id], loans) for place, title_id, loans in best if title_id in named)
    chart = bars(_("Most borrowed titles"), rows[:20], 4, label=lambda row: str(row[1]), series=_("Loans"))
    foot = _(
        "Loans of all copies and volumes of a title together; the first {n} titles. Titles with as many loans share a "
        "rank and are not parted."
    ).format(n=MOST_POPULAR)
    return ReportTable(_POPULAR, rows, foot, chart)
