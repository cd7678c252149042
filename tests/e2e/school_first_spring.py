"""From the end of 2025 to July 2026: leaving and coming back, a restore, holiday lending, recall and clearance."""

from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from libdesk.actions.backups import back_up_now
from libdesk.actions.holds import place_hold
from libdesk.actions.lending import lend
from libdesk.actions.readers import erase
from libdesk.actions.returning import give_back
from libdesk.domain.classes import ClassRef
from libdesk.exchange.fields import ListKind
from libdesk.store.queries import persons, reports
from libdesk.ui.readers.leavers_page import LeaversPage
from libdesk.ui.settings.backup import BackupSection
from libdesk.ui.settings.holiday_lending import HolidayLendingSection
from libdesk.ui.settings.section import qdate
from tests.e2e import school_hands as hands
from tests.e2e.school_rosters import class_of, write_books
from tests.e2e.school_years import D, School, barcode

HOLIDAY: Final = (D("2026-01-19"), D("2026-01-30"), D("2026-03-02"), D("2026-03-13"))
FIRST_YEAR: Final = (D("2025-09-01"), D("2026-08-31"))
TAKEN_HOME: Final = 260  # the first of the books that go home over the winter


def leaving(school: School) -> None:
    """Three move away: one with nothing out, one with a book, one who will be back in spring."""
    seen = school.seen
    erased, holder, back = (school.pupil(2022, 1, n) for n in (6, 7, 8))
    seen["leavers"] = {"erased": erased, "holder": holder, "back": back}
    school.go_to(D("2025-12-22"))
    school.lend(erased, 243)
    give_back(school.desk, copy_id=243)
    school.lend(holder, 244)
    with school.window() as seat:
        for pupil in (erased, back, holder):
            page = hands.find(seat, pupil.name)
            hands.press(seat, "reader_more")
            hands.press(seat, "selection_leave")
        seen["leaves with a book"] = page.beside.selection._fault.text()
        hands.press(seat, "selection_anyway")
    seen["left"] = [school.state_of(one) for one in (erased, holder, back)]
    for one in (erased, holder, back):
        del school.pupils[next(card for card, pupil in school.pupils.items() if pupil is one)]


def restore(school: School) -> None:
    """A backup, an erasure after it, and then the backup is wanted back: the erased stay erased."""
    seen, desk = school.seen, school.desk
    erased = seen["leavers"]["erased"]
    school.go_to(D("2025-12-23"))
    chosen = back_up_now(desk).own.path
    books = list(school.lent)
    seen["erased"] = erase.erase_readers(desk, reader_ids=[school.id_of(erased)]).count
    school.go_to(D("2025-12-24"))
    for pupil, copy_id in ((school.pupil(2021, 2, 8), 245), (school.pupil(2021, 2, 9), 246)):
        school.lend(pupil, copy_id)
    with school.window() as seat:
        section = hands.section(seat, "BackupSection")
        assert isinstance(section, BackupSection)
        hands.settled(seat, lambda: section.compare_with(chosen))
        seen["restore compares"] = section._facts.text()
        hands.settled(seat, section.restore.click)
        seen["restored"] = seat.window.toast.text()
        seen["signed out"] = not seat.sees("settings_tab")
        school.qtbot.waitUntil(lambda: desk.library.fetch("SELECT count(*) FROM loan WHERE copy_id = 245")[0][0] == 0)
    school.lent = books  # what was lent since has to be lent again, as the page says
    with school.window() as seat:
        for pupil, copy_id in ((school.pupil(2021, 2, 8), 245), (school.pupil(2021, 2, 9), 246)):
            hands.open_desk(seat)
            seat.scan(pupil.card)
            seat.scan(barcode(copy_id))
            school.note(pupil)
    seen["again"] = desk.library.fetch("SELECT count(*) FROM loan WHERE copy_id IN (245, 246)")[0][0]
    for copy_id in (245, 246):
        give_back(desk, copy_id=copy_id)


def wrong_import(school: School) -> None:
    """The dealer's list of another school is imported and undone."""
    seen, desk = school.seen, school.desk
    before = desk.library.fetch("SELECT count(*) FROM copy")[0][0]
    school.go_to(D("2025-12-29"))
    path = write_books(school.folder / "别校图书.csv", first=1001, count=40)
    with school.window() as seat:
        page = hands.read_list(seat, ListKind.BOOKS, path)
        hands.settled(seat, page.foot.start.click)
        seen["imported"] = desk.library.fetch("SELECT count(*) FROM copy")[0][0] - before
        hands.settled(seat, page.foot.undo.click)
        seen["import undone"] = desk.library.fetch("SELECT count(*) FROM copy")[0][0] - before


def winter(school: School) -> None:
    """Books go home for the holidays and come back in March, each class on its day."""
    seen, desk = school.seen, school.desk
    school.live_until(D("2026-01-12"))
    with school.window() as seat:
        section = hands.section(seat, "HolidayLendingSection")
        assert isinstance(section, HolidayLendingSection)
        section.name.setText("2026年寒假")
        fields = (section.first, section.last, section.due_first, section.due_last)
        for field, day in zip(fields, HOLIDAY, strict=True):
            field.setDate(qdate(day))
        section.quotas["pupil"].setValue(3)
        hands.press(seat, "holiday_add")
        seen["holiday preview"] = {row.group: row.day for row in section.preview.model.rows()}
    school.go_to(D("2026-01-20"))
    borrowers = [school.pupil(year, class_no, 10) for year in range(2020, 2026) for class_no in (1, 2)]
    seen["taken home"] = {}
    for n, pupil in enumerate(borrowers):
        seen["taken home"][pupil.ref] = school.lend(pupil, TAKEN_HOME + n)
    teacher = desk.library.fetch("SELECT id FROM reader WHERE kind = 'teacher' ORDER BY id LIMIT 1")[0][0]
    seen["teacher's day"] = lend(desk, copy_id=TAKEN_HOME + 20, reader_id=teacher).due
    first_grader = borrowers[-1]
    for n in (21, 22):  # one book in an ordinary week, three for the holidays
        school.lend(first_grader, TAKEN_HOME + n)
    seen["first grader takes home"] = desk.library.fetch(
        "SELECT count(*) FROM loan WHERE returned IS NULL AND reader_id = ?", school.id_of(first_grader)
    )[0][0]
    days = [date.fromisoformat(row[0]) for row in desk.library.fetch("SELECT due FROM loan WHERE returned IS NULL")]
    seen["holiday dues open"] = all(desk.calendar.is_open(day) for day in days)
    by_day = sorted(seen["taken home"].items(), key=lambda one: one[1])
    homes = {pupil.ref: TAKEN_HOME + n for n, pupil in enumerate(borrowers)}
    late = 0
    for ref, day in by_day:
        if day > school.clock.today:
            school.live_until(day)
        late += give_back(desk, copy_id=homes[ref]).overdue_days
        if ref == first_grader.ref:
            late += sum(give_back(desk, copy_id=TAKEN_HOME + n).overdue_days for n in (21, 22))
    school.live_until(D("2026-03-13"))
    late += give_back(desk, copy_id=TAKEN_HOME + 20).overdue_days
    seen["late after the holidays"] = late


def coming_back(school: School) -> None:
    """Who was away is here again, and repeats the year."""
    seen, back = school.seen, school.seen["leavers"]["back"]
    school.live_until(D("2026-03-16"))
    with school.window() as seat:
        page = hands.readers_page(seat, LeaversPage)
        hands.press(seat, "leavers_left")
        page.left.list.select(school.id_of(back))
        hands.press(seat, "left_back")
        hands.find(seat, back.name)
        hands.press(seat, "reader_more")
        hands.press(seat, "selection_repeat")
    back.ref, back.seat = ClassRef(back.ref.stage, 2023, back.ref.class_no), 13
    school.pupils[back.card] = back
    school.lend(back, 247)
    seen["spells"] = [
        (one.class_ref, one.from_day.isoformat(), one.to_day and one.to_day.isoformat())
        for one in persons.class_history(school.desk.library, school.id_of(back))
    ]
    give_back(school.desk, copy_id=247)


def recall(school: School) -> None:
    """The end of the year: nothing is due after it, classes are reminded, and the sixth grade is cleared."""
    seen, desk = school.seen, school.desk
    school.live_until(D("2026-06-29"))
    forgetful, waits = school.pupil(2020, 1, 5), school.pupil(2020, 2, 6)
    seen["due at the end"] = [school.lend(forgetful, 248), school.lend(waits, 249)]
    school.lend(school.pupil(2021, 2, 10), 250)
    place_hold(desk, title_id=250, reader_id=school.id_of(school.pupil(2020, 2, 7)))
    days = [row[0] for row in desk.library.fetch("SELECT due FROM loan WHERE returned IS NULL")]
    seen["last due"] = max(days)
    school.live_until(D("2026-07-10"))
    for (copy_id,) in desk.library.fetch("SELECT copy_id FROM loan WHERE returned IS NULL"):
        if copy_id not in (244, 248, 249):
            give_back(desk, copy_id=copy_id)
    school.go_to(D("2026-07-13"))
    with school.window() as seat:
        tab = hands.report_page(seat)
        hands.press(seat, "report_overdue")
        hands.choose(tab.bar.group, next(row.group_key for row in tab.overdue.model.rows() if row.entry_year == 2020))
        hands.press(seat, "overdue_text")
        seen["overdue text"] = QGuiApplication.clipboard().text()
        page = hands.readers_page(seat, LeaversPage)
        hands.press(seat, "leavers_clearance")
        view = page.clearance
        seen["clearance"] = []
        for class_no in (1, 2):
            hands.choose(view.choice, class_of(2020, class_no))
            seen["clearance"].append(view.state.text())
            hands.press(seat, "leavers_clear")
            seen["clearance"].append([row.name for row in view.list.model.rows()])
        seat.key(Qt.Key.Key_F8)
        seen["clearance undone"] = len(view.list.model.rows())
        hands.press(seat, "leavers_clear")
    seen["forgetful"] = forgetful, waits
    for one in [pupil for pupil in school.pupils.values() if pupil.ref.entry_year == 2020]:
        seen.setdefault("sixth grade", {})[one.card] = (one, school.state_of(one))
        school.pupils = {card: pupil for card, pupil in school.pupils.items() if pupil is not one}
    seen["hold of a leaver"] = [row[0] for row in desk.library.fetch("SELECT state FROM hold ORDER BY id DESC LIMIT 1")]
    seen["first year"] = school.reported(*FIRST_YEAR)
    seen["overdue in July"] = [(row.reader, row.class_ref) for row in reports.overdue_loans(desk.library, desk.today)]
