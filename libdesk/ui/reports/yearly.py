"""The figures of the yearly sheet, read at one go."""

from libdesk.actions.desk import Desk
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.reports.tables import Of, rate, share
from libdesk.domain.reports.targets import GROUPS
from libdesk.domain.reports.yearly import SheetLine, SheetSection, YearlySheet
from libdesk.domain.rows.reports import Period
from libdesk.domain.show import show_day
from libdesk.i18n import _
from libdesk.store.queries import leaders
from libdesk.store.queries.reporting import holdings, loans, people, work
from libdesk.ui.reports.readers_here import past_day, readers_between, school_size
from libdesk.ui.reports.stock import REFERENCE, stock_of


def sheet_of(desk: Desk, period: Period, progress: Progress) -> YearlySheet:
    """Raises NotAllowed, Cancelled."""
    library = desk.read(Op.SEE_REPORTS)
    first, last = period.first, period.last
    day = past_day(desk, period)
    stock, size = stock_of(desk, day), school_size(desk, day)
    letters = holdings.by_letter(library, day)
    copies = stock.copies
    came = holdings.added(library, first, last)
    books = sum(row.copies for row in holdings.added(library, first, last, serials=False))
    went = holdings.withdrawn(library, first, last)
    done = loans.tally(library, first, last, progress)
    visits = sum(people.visits_by_month(library, first, last).values())
    room = sum(people.room_use_by_month(library, first, last).values())
    mended = work.repairs(library, first, last)
    papers = work.serials(library, first, min(last, desk.today))
    active = work.activities(library, first, last)
    _asked, answered, _said, _told = work.service(library, first, last)
    things = [row for row in leaders.equipment(library) if row.state != "gone"]
    pieces, items, people_unit, times = _("vols"), _("works"), _("persons"), _("times")
    lent, visitors = _("vols lent"), _("visitors")
    pupils = size.all_pupils
    were = readers_between(desk, first, last).of_kind("pupil")
    pupil = done.kinds["pupil"]
    borrowed = len(pupil.readers & were)

    def of_group(letters_of: str) -> int:
        return sum(stock.classes.get(letter, 0) for letter in letters_of)

    sections = (
        SheetSection(_("The school"), (
            SheetLine(_("Pupils of the school"), pupils, people_unit),
            SheetLine(_("School classes"), size.classes, _("classes")),
            SheetLine(_("Teachers and staff"), size.staff, people_unit),
            SheetLine(_("Hours open a week"), rate(stock.minutes, 60), _("hours"), Of.RATE),
        )),
        SheetSection(_("Holdings"), (
            SheetLine(_("Copies"), copies, pieces),
            SheetLine(_("Titles"), sum(row.titles for row in letters), items),
            SheetLine(_("Amount"), sum(row.fen for row in letters), "", Of.MONEY),
            SheetLine(_("Books per pupil"), rate(copies, pupils), pieces, Of.RATE),
            *(SheetLine(_("Class {group}").format(group=group), of_group(found), pieces)
              for group, found in GROUPS.items()),
            SheetLine(_("Titles of newspapers and periodicals"), stock.serials, items),
            SheetLine(_("Titles of reference works"), holdings.titles_there(library, REFERENCE, day), items),
        )),
        SheetSection(_("Came and went in the year"), (
            SheetLine(_("Copies added"), sum(row.copies for row in came), pieces),
            SheetLine(_("Of them books"), books, pieces),
            SheetLine(_("Amount added"), sum(row.fen for row in came), "", Of.MONEY),
            SheetLine(_("New books per pupil"), rate(books, len(were)), pieces, Of.RATE),
            SheetLine(_("Copies withdrawn"), sum(row.copies for row in went), pieces),
            SheetLine(_("Amount withdrawn"), sum(row.fen for row in went), "", Of.MONEY),
        )),
        SheetSection(_("Lending in the year"), (
            SheetLine(_("Loans"), done.loans, lent),
            SheetLine(_("Loans of pupils"), pupil.loans, lent),
            SheetLine(_("Readers who borrowed"), len(done.readers), people_unit),
            SheetLine(_("Pupils who borrowed"), share(borrowed, len(were)), "", Of.SHARE),
            SheetLine(_("Loans per pupil"), rate(pupil.loans, len(were)), lent, Of.RATE),
            SheetLine(_("Room reading"), room, lent),
            SheetLine(_("Visits"), visits, visitors),
            SheetLine(_("Questions answered"), answered, times),
        )),
        SheetSection(_("Work in the year"), (
            SheetLine(_("Reading activities"), len(active), times),
            SheetLine(_("Entrants"), sum(row.entrants for row in active), visitors),
            SheetLine(_("Trainings of student librarians"), work.trainings(library, first, last), times),
            SheetLine(_("Copies mended"), sum(row[2] for row in mended), pieces),
            SheetLine(_("Issues that came"), sum(row.came for row in papers), _("issues")),
            SheetLine(_("Bound volumes"), sum(row.bound for row in papers), pieces),
            SheetLine(_("Study and research"), len(leaders.study(library, first, last)), times),
        )),
        SheetSection(_("Equipment today"), (
            SheetLine(_("Pieces of equipment"), sum(row.quantity for row in things), _("pieces")),
            SheetLine(_("Of them broken"), sum(row.quantity for row in things if row.state == "broken"), _("pieces")),
        )),
    )  # fmt: skip
    days = period.name if period.whole else f"{period.name}  {period.days()}"
    formula = _(
        "The school and the holdings are those of {day}. Per pupil = figure of the year ÷ the pupils who were here in "
        "it; of the holdings, ÷ the pupils of that day."
    ).format(day=show_day(last, weekday=False, year=True))
    return YearlySheet(desk.settings.school, f"{days}  ·  {formula}", sections)
