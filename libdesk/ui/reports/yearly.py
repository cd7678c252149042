"""The figures of the yearly sheet, read at one go."""

from libdesk.actions.desk import Desk
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.reports.tables import Of, rate, share
from libdesk.domain.reports.targets import GROUPS
from libdesk.domain.reports.yearly import SheetLine, SheetSection, YearlySheet
from libdesk.domain.rows.reports import Period
from libdesk.i18n import _
from libdesk.store.queries import leaders
from libdesk.store.queries.reporting import holdings, loans, people, work
from libdesk.ui.reports.readers_here import readers_between
from libdesk.ui.reports.stock import REFERENCE, stock_of


def sheet_of(desk: Desk, period: Period, progress: Progress) -> YearlySheet:
    """Raises NotAllowed, Cancelled."""
    library = desk.read(Op.SEE_REPORTS)
    first, last = period.first, period.last
    stock = stock_of(desk)
    letters = holdings.by_letter(library)
    copies = stock.copies
    came = holdings.added(library, first, last)
    books = sum(row[3] for row in holdings.added(library, first, last, serials=False))
    went = holdings.withdrawn(library, first, last)
    readers = people.readers_by_group(library)
    done = loans.tally(library, first, last, progress)
    visits = sum(people.visits_by_month(library, first, last).values())
    room = sum(people.room_use_by_month(library, first, last).values())
    mended = work.repairs(library, first, last)
    papers = work.serials(library, first, min(last, desk.today))
    active = work.activities(library, first, last)
    _asked, answered, _said, _told = work.service(library, first, last)
    things = [row for row in leaders.equipment(library) if row.state != "gone"]
    pieces, items, people_unit, times = _("vols"), _("works"), _("persons"), _("times")
    pupils = stock.all_pupils
    were = readers_between(desk, first, last).of_kind("pupil")
    borrowed = len(done.kinds["pupil"][1] & were)

    def of_kind(kind: str) -> int:
        return sum(count for group, count in readers.items() if group[0] == kind)

    def of_group(letters_of: str) -> int:
        return sum(stock.classes.get(letter, 0) for letter in letters_of)

    sections = (
        SheetSection(_("The school today"), (
            SheetLine(_("Pupils of the school"), pupils, people_unit),
            SheetLine(_("School classes"), people.classes_here(library), _("classes")),
            SheetLine(_("Teachers and staff"), of_kind("teacher") + of_kind("staff"), people_unit),
            SheetLine(_("Hours open a week"), rate(stock.minutes, 60), _("hours"), Of.RATE),
        )),
        SheetSection(_("Holdings today"), (
            SheetLine(_("Copies"), copies, pieces),
            SheetLine(_("Titles"), sum(row[1] for row in letters), items),
            SheetLine(_("Amount"), sum(row[3] for row in letters), "", Of.MONEY),
            SheetLine(_("Books per pupil"), rate(copies, pupils), pieces, Of.RATE),
            *(SheetLine(_("Class {group}").format(group=group), of_group(found), pieces)
              for group, found in GROUPS.items()),
            SheetLine(_("Titles of newspapers and periodicals"), stock.serials, items),
            SheetLine(_("Titles of reference works"), holdings.titles_there(library, REFERENCE), items),
        )),
        SheetSection(_("Came and went in the year"), (
            SheetLine(_("Copies added"), sum(row[3] for row in came), pieces),
            SheetLine(_("Of them books"), books, pieces),
            SheetLine(_("Amount added"), sum(row[4] for row in came), "", Of.MONEY),
            SheetLine(_("New books per pupil"), rate(books, len(were)), pieces, Of.RATE),
            SheetLine(_("Copies withdrawn"), sum(row[4] for row in went), pieces),
            SheetLine(_("Amount withdrawn"), sum(row[5] for row in went), "", Of.MONEY),
        )),
        SheetSection(_("Lending in the year"), (
            SheetLine(_("Loans"), done.loans, times),
            SheetLine(_("Loans of pupils"), done.kinds["pupil"][0], times),
            SheetLine(_("Readers who borrowed"), len(done.readers), people_unit),
            SheetLine(_("Pupils who borrowed"), share(borrowed, len(were)), "", Of.SHARE),
            SheetLine(_("Loans per pupil"), rate(done.kinds["pupil"][0], len(were)), times, Of.RATE),
            SheetLine(_("Room reading"), room, times),
            SheetLine(_("Visits"), visits, times),
            SheetLine(_("Questions answered"), answered, times),
        )),
        SheetSection(_("Work in the year"), (
            SheetLine(_("Reading activities"), len(active), times),
            SheetLine(_("Entrants"), sum(row[5] for row in active), times),
            SheetLine(_("Trainings of student librarians"), work.trainings(library, first, last), times),
            SheetLine(_("Copies mended"), sum(row[2] for row in mended), pieces),
            SheetLine(_("Issues that came"), sum(row[3] for row in papers), _("issues")),
            SheetLine(_("Bound volumes"), sum(row[4] for row in papers), pieces),
            SheetLine(_("Study and research"), len(leaders.study(library, first, last)), times),
        )),
        SheetSection(_("Equipment today"), (
            SheetLine(_("Pieces of equipment"), sum(row.quantity for row in things), _("pieces")),
            SheetLine(_("Of them broken"), sum(row.quantity for row in things if row.state == "broken"), _("pieces")),
        )),
    )  # fmt: skip
    days = period.name if period.whole else f"{period.name}  {period.days()}"
    formula = _("Per pupil = figure of the year ÷ the pupils who were here in it; of the holdings, ÷ those of today.")
    return YearlySheet(desk.settings.school, f"{days}  ·  {formula}", sections)
