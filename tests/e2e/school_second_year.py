"""September 2026 to July 2027: nobody is promoted by hand, a new roster, and at the end the leavers are erased."""

from datetime import date
from typing import Any

from libdesk.actions.calendar import set_days
from libdesk.actions.returning import give_back
from libdesk.domain.classes import ClassRef
from libdesk.domain.rows.journal import GROUPS
from libdesk.exchange.fields import ListKind
from libdesk.store.queries import reports
from libdesk.ui.readers.leavers_page import LeaversPage
from libdesk.ui.readers.list_page import ReaderListPage
from libdesk.ui.reports.lending_page import LendingReportPage
from libdesk.ui.settings import journal_words as words
from libdesk.ui.settings.calendar.section import CalendarSection
from libdesk.ui.settings.journal import ALL, CHOSEN, JournalSection
from libdesk.ui.settings.section import qdate
from libdesk.ui.widgets.row_table import RowTable
from tests.e2e import school_hands as hands
from tests.e2e.school_first_spring import FIRST_YEAR
from tests.e2e.school_rosters import CLASSES, SIZE, TWINS, Pupil, class_of, mend, new_year, write_roster
from tests.e2e.school_years import D, School, barcode
from tests.windows import Seat

NEW: set[int] = {2026}
SECOND_YEAR = (D("2026-09-01"), D("2027-08-31"))
STILL_OUT = (244, 249, 230)  # with who moved away, with a leaver, with who was missing from the roster
WRONG_CARD = barcode(5)  # what somebody typed into the roster is the number of a book


def first_of_september(school: School) -> None:
    """Terms are copied; every class is called after its next grade, and lends by its rules, without an edit."""
    seen, desk = school.seen, school.desk
    school.go_to(D("2026-09-01"))
    entries = desk.library.fetch("SELECT count(*) FROM enrolment")
    grades = {year: school.pupil(year, 2, 3) for year in (2025, 2024, 2022)}
    with school.window() as seat:
        seen["called"] = []
        for pupil in grades.values():
            page = hands.find(seat, pupil.name)
            (row,) = (row for row in page.list.model.rows() if row.name == pupil.name)
            seen["called"].append(page._group(row))
            hands.open_desk(seat)
            seat.scan(pupil.card)
            seen["called"].append(seat.window.lending.panel.accessibleName())
        section = hands.section(seat, "CalendarSection")
        assert isinstance(section, CalendarSection)
        hands.press(seat, "term_copy")
        tab = hands.report_page(seat)
        seen["report of last year"] = _report(seat, tab, "上学年")
        hands.press(seat, "report_overdue")
        seen["overdue of leavers"] = [(_class_of(tab.overdue, row), row.reader) for row in tab.overdue.model.rows()]
        page = hands.readers_page(seat, LeaversPage)
        seen["classes past"] = [page.clearance.choice.itemText(n) for n in range(3)]
    set_days(desk, D("2027-05-03"), D("2027-05-05"), open=False, name="劳动节")
    seen["new terms"] = [(term.first.isoformat(), term.last.isoformat()) for term in desk.calendar.terms[2:]]
    seen["no promotion"] = desk.library.fetch("SELECT count(*) FROM enrolment") == entries


def next_roster(school: School) -> None:
    """The roster of 2026: a first grade, a grade divided anew, a repeater, two who are missing, rows to be mended."""
    seen, desk = school.seen, school.desk
    school.go_to(D("2026-09-02"))
    holds, gone, repeats = school.pupil(2022, 1, 11), school.pupil(2022, 2, 11), school.pupil(2021, 2, 12)
    school.lend(holds, 230)
    listed = _listed(school, holds, gone, repeats)
    first_grade = new_year(2026, 6 * SIZE * CLASSES)
    for one in first_grade:
        school.pupils[one.card] = one
    typed = [Pupil(**vars(one)) for one in (*listed, *first_grade)]
    typed[-1].card = WRONG_CARD
    path = write_roster(school.folder / "2026名册.xlsx", typed, 2026, numbered=NEW)
    with school.window() as seat:
        page = hands.read_list(seat, ListKind.READERS, path)
        seen["roster counts"] = page._plan.counts
        seen["roster classes"] = {
            row.name: (row.stay, row.came, row.new, row.repeat, row.unclear) for row in page._plan.classes
        }
        roster = page.page.roster
        seen["missing"] = [
            (row.place, row.reader.name, [book.title for book in row.holds]) for row in page._plan.missing
        ]
        seen["nobody ticked"] = not roster.left
        hands.press(seat, "import_mark_all")
        refused = school.folder / "未导入.xlsx"
        page.save_refused(refused)
        hands.settled(seat, page.foot.start.click)
        seen["roster done"] = page.foot.words.text()
        twins = [one for one in listed if one.name == TWINS]
        meant = {(TWINS, _called(one)): {"学号": one.number} for one in twins}
        meant[first_grade[-1].name, _called(first_grade[-1])] = {"读者证号": first_grade[-1].card}
        seen["refused rows"] = mend(refused, meant)
        page = hands.read_list(seat, ListKind.READERS, refused)
        seen["mended counts"] = page._plan.counts
        hands.settled(seat, page.foot.start.click)
        page = hands.readers_page(seat, ReaderListPage)
        hands.press(seat, "make_accounts")
        seen["new accounts"] = [row.name for row in page.list.model.rows()][:2]
    for card, one in list(school.pupils.items()):
        if one is gone:
            del school.pupils[card]
    seen["gone"], seen["holds"] = (gone, school.state_of(gone)), (holds, school.state_of(holds))
    seen["repeats"] = repeats
    stand = {
        (name, ClassRef(repeats.ref.stage, year, number))
        for name, year, number in desk.library.fetch(
            "SELECT r.name, e.entry_year, e.class_no FROM reader r JOIN enrolment e ON e.reader_id = r.id"
            " AND e.to_day IS NULL WHERE r.kind = 'pupil' AND r.state = 'active' AND e.entry_year > 2020"
        )
    }
    seen["as listed"] = stand ^ {(one.name, one.ref) for one in school.pupils.values()}
    by_card = {one.card: school.id_of(one) for one in twins}
    seen["twins"] = (
        {
            card: desk.library.fetch(
                "SELECT class_no FROM enrolment WHERE to_day IS NULL AND reader_id = ?", reader_id
            )[0][0]
            for card, reader_id in by_card.items()
        },
        {one.card: one.ref.class_no for one in twins},
    )


def _listed(school: School, holds: Pupil, gone: Pupil, repeats: Pupil) -> list[Pupil]:
    """Grades two to six as the office has them: entry 2023 in new classes, one a year lower, two not there any more."""
    divided = sorted((one for one in school.pupils.values() if one.ref.entry_year == 2023), key=lambda one: one.number)
    for place, one in enumerate(divided):
        one.ref, one.seat = class_of(2023, (place + place // SIZE) % CLASSES + 1), place // CLASSES + 1
    repeats.ref, repeats.seat = class_of(2022, 2), 20
    return [one for one in school.pupils.values() if one not in (holds, gone)]


def _called(one: Pupil) -> str:
    return f"{'一二三四五六'[2026 - one.ref.entry_year]}({one.ref.class_no})班"


def second_autumn(school: School) -> None:
    """One of last year's leavers brings the book after all; the year goes on."""
    seen, desk = school.seen, school.desk
    forgetful, _waits = seen["forgetful"]
    school.live_until(D("2026-10-12"))
    with school.window() as seat:
        seen["brought after all"] = seat.scan(barcode(248))
        page = hands.readers_page(seat, LeaversPage)
        hands.choose(page.clearance.choice, class_of(2020, 1))
        hands.press(seat, "leavers_clear")
    seen["then left"] = school.state_of(forgetful)
    school.live_until(D("2027-01-29"))
    days = [date.fromisoformat(row[0]) for row in desk.library.fetch("SELECT due FROM loan WHERE returned IS NULL")]
    seen["dues in winter"] = max(days), all(desk.calendar.is_open(day) for day in days if day >= school.clock.today)


def second_summer(school: School) -> None:
    """The year ends; a year after they left, last year's leavers are erased by the program itself."""
    seen, desk = school.seen, school.desk
    school.live_until(D("2027-07-09"))
    for (copy_id,) in desk.library.fetch("SELECT copy_id FROM loan WHERE returned IS NULL"):
        if copy_id not in STILL_OUT:
            give_back(desk, copy_id=copy_id)
    school.go_to(D("2027-07-12"))
    seen["second year"] = school.reported(*SECOND_YEAR)
    seen["first year, before"] = school.reported(*FIRST_YEAR)
    seen["names before"] = school.names_in_file()
    school.go_to(D("2027-07-13"))
    seen["names after"] = school.names_in_file()
    seen["first year, after"] = school.reported(*FIRST_YEAR)
    seen["second year, after"] = school.reported(*SECOND_YEAR)
    seen["states"] = {card: school.find_state(card) for card in seen["sixth grade"]}
    with school.window() as seat:
        tab = hands.report_page(seat)
        seen["report of the year"] = _report(seat, tab, "本学年")
    seen["overdue at last"] = [(row.reader, row.class_ref) for row in reports.overdue_loans(desk.library, desk.today)]


def journal(school: School) -> None:
    """The journal as its page tells it, group by group, and what it knows of one reader."""
    seen = school.seen
    with school.window() as seat:
        section = hands.section(seat, "JournalSection")
        assert isinstance(section, JournalSection)
        hands.choose(section.span, ALL)
        seen["journal"] = {}
        for group in GROUPS:
            hands.settled(seat, lambda group=group: hands.choose(section.group, group))
            seen["journal"][group] = _told(section)
        hands.choose(section.span, CHOSEN)  # at the desk much was done since: the page shows the newest
        section.first.setDate(qdate(D("2025-10-01")))
        section.last.setDate(qdate(D("2025-12-31")))
        hands.settled(seat, lambda: hands.choose(section.group, "desk"))
        seen["journal"]["autumn"] = _told(section)
        hands.choose(section.span, ALL)
        hands.choose(section.group, "")
        hands.settled(seat, lambda: section.search.look_for("R90001"))
        seen["journal of one"] = [words.what(line) for line in section.list.model.rows()]


def _told(section: JournalSection) -> list[tuple[str, str, str]]:
    return [(words.what(line), words.about(line), words.who(line)) for line in section.list.model.rows()]


def _report(seat: Seat, tab: LendingReportPage, name: str) -> dict[str, int]:
    """Loans of each class as the page shows them for this period, by the name that it gives them."""
    (place,) = (n for n in range(tab.period.count()) if tab.period.itemData(n).name == name)
    hands.settled(seat, lambda: tab.period.setCurrentIndex(place))
    rows = tab.classes.model.rows()
    return {_class_of(tab.classes, row): row.loans for row in rows if row.kind == "pupil" and row.loans}


def _class_of(table: RowTable, row: Any) -> str:
    """What the list calls the class of a row."""
    return next(column for column in table.model.columns if column.key == "group").text(row)
