"""The figures of the yearly sheet, read at one go: a function for each of its sections."""

from collections.abc import Set
from datetime import date

from libdesk.actions.desk import Desk
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.reports.readership import ACCOUNTS_NOTE, SchoolSize
from libdesk.domain.reports.tables import Of, rate, share
from libdesk.domain.reports.targets import GROUPS, Stock
from libdesk.domain.reports.yearly import SheetLine, SheetSection, YearlySheet
from libdesk.domain.rows.reports import Period
from libdesk.domain.show import show_day
from libdesk.i18n import _, sentences
from libdesk.store.queries import leaders
from libdesk.store.queries.reporting import holdings, loans, people, work
from libdesk.ui.reports.readers_here import past_day, readers_between, school_size
from libdesk.ui.reports.stock import REFERENCE, stock_of


def sheet_of(desk: Desk, period: Period, progress: Progress) -> YearlySheet:
    """Raises NotAllowed, Cancelled."""
    day = past_day(desk, period)
    stock, size = stock_of(desk, day), school_size(desk, day)
    were = readers_between(desk, period.first, period.last).of_kind("pupil")
    sections = (
        _school(size, stock),
        _holdings(desk, day, stock, size.all_pupils),
        _came_and_went(desk, period, len(were)),
        _lending(desk, period, were, progress),
        _work(desk, period),
        _equipment(desk),
    )
    days = period.name if period.whole else f"{period.name}  {period.days()}"
    formula = _(
        "The school and the holdings are those of {day}. Per pupil = figure of the year ÷ the pupils who were here in "
        "it; of the holdings, ÷ the pupils of that day."
    ).format(day=show_day(period.last, weekday=False, year=True))
    return YearlySheet(desk.settings.school, f"{days}  ·  {sentences(formula, _(ACCOUNTS_NOTE))}", sections)


def _school(size: SchoolSize, stock: Stock) -> SheetSection:
    return SheetSection(_("The school"), (
        SheetLine(_("Pupils of the school"), size.all_pupils, _("persons")),
        SheetLine(_("School classes"), size.classes, _("classes")),
        SheetLine(_("Teachers and staff"), size.staff, _("persons")),
        SheetLine(_("Hours open a week"), rate(stock.minutes, 60), _("hours"), Of.RATE),
    ))  # fmt: skip


def _holdings(desk: Desk, day: date | None, stock: Stock, pupils: int) -> SheetSection:
    """Of today, or of a past day."""
    library = desk.read(Op.SEE_REPORTS)
    letters = holdings.by_letter(library, day)
    volumes, titles = _("vols"), _("works")
    groups = {group: sum(stock.classes.get(letter, 0) for letter in found) for group, found in GROUPS.items()}
    return SheetSection(_("Holdings"), (
        SheetLine(_("Copies"), stock.copies, volumes),
        SheetLine(_("Titles"), sum(row.titles for row in letters), titles),
        SheetLine(_("Amount"), sum(row.fen for row in letters), "", Of.MONEY),
        SheetLine(_("Books per pupil"), rate(stock.copies, pupils), volumes, Of.RATE),
        *(SheetLine(_("Class {group}").format(group=group), copies, volumes) for group, copies in groups.items()),
        SheetLine(_("Titles of newspapers and periodicals"), stock.serials, titles),
        SheetLine(_("Titles of reference works"), holdings.titles_there(library, REFERENCE, day), titles),
    ))  # fmt: skip


def _came_and_went(desk: Desk, period: Period, pupils: int) -> SheetSection:
    library, volumes = desk.read(Op.SEE_REPORTS), _("vols")
    came = holdings.added(library, period.first, period.last)
    books = sum(row.copies for row in holdings.added(library, period.first, period.last, serials=False))
    went = holdings.withdrawn(library, period.first, period.last)
    return SheetSection(_("Came and went in the year"), (
        SheetLine(_("Copies added"), sum(row.copies for row in came), volumes),
        SheetLine(_("Of them books"), books, volumes),
        SheetLine(_("Amount added"), sum(row.fen for row in came), "", Of.MONEY),
        SheetLine(_("New books per pupil"), rate(books, pupils), volumes, Of.RATE),
        SheetLine(_("Copies withdrawn"), sum(row.copies for row in went), volumes),
        SheetLine(_("Amount withdrawn"), sum(row.fen for row in went), "", Of.MONEY),
    ))  # fmt: skip


def _lending(desk: Desk, period: Period, pupils: Set[int], progress: Progress) -> SheetSection:
    library, lent = desk.read(Op.SEE_REPORTS), _("vols lent")
    done = loans.tally(library, period.first, period.last, progress)
    pupil = done.kinds["pupil"]
    visits = sum(people.visits_by_month(library, period.first, period.last).values())
    room = sum(people.room_use_by_month(library, period.first, period.last).values())
    _asked, answered, _said, _told = work.service(library, period.first, period.last)
    return SheetSection(_("Lending in the year"), (
        SheetLine(_("Loans"), done.loans, lent),
        SheetLine(_("Loans of pupils"), pupil.loans, lent),
        SheetLine(_("Readers who borrowed"), len(done.readers), _("persons")),
        SheetLine(_("Pupils who borrowed"), share(len(pupil.readers & pupils), len(pupils)), "", Of.SHARE),
        SheetLine(_("Loans per pupil"), rate(pupil.loans, len(pupils)), lent, Of.RATE),
        SheetLine(_("Room reading"), room, lent),
        SheetLine(_("Visits"), visits, _("visitors")),
        SheetLine(_("Questions answered"), answered, _("times")),
    ))  # fmt: skip


def _work(desk: Desk, period: Period) -> SheetSection:
    library, times, volumes = desk.read(Op.SEE_REPORTS), _("times"), _("vols")
    first, last = period.first, period.last
    active = work.activities(library, first, last)
    papers = work.serials(library, first, min(last, desk.today))
    return SheetSection(_("Work in the year"), (
        SheetLine(_("Reading activities"), len(active), times),
        SheetLine(_("Entrants"), sum(row.entrants for row in active), _("visitors")),
        SheetLine(_("Trainings of student librarians"), work.trainings(library, first, last), times),
        SheetLine(_("Copies mended"), sum(row[2] for row in work.repairs(library, first, last)), volumes),
        SheetLine(_("Issues that came"), sum(row.came for row in papers), _("issues")),
        SheetLine(_("Bound volumes"), sum(row.bound for row in papers), volumes),
        SheetLine(_("Study and research"), len(leaders.study(library, first, last)), times),
    ))  # fmt: skip


def _equipment(desk: Desk) -> SheetSection:
    things = [row for row in leaders.equipment(desk.read(Op.SEE_REPORTS)) if row.state != "gone"]
    return SheetSection(_("Equipment today"), (
        SheetLine(_("Pieces of equipment"), sum(row.quantity for row in things), _("pieces")),
        SheetLine(_("Of them broken"), sum(row.quantity for row in things if row.state == "broken"), _("pieces")),
    ))  # fmt: skip
