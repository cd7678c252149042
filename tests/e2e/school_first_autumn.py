"""September to November 2025, station by station; each keeps in `school.seen` what somebody saw there."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt

from libdesk.actions.lending import lend_run
from libdesk.actions.returning import give_back
from libdesk.actions.rules import change_rule
from libdesk.domain.outcome import Outcome
from libdesk.store.queries import hold_lists
from libdesk.store.queries import readers as reader_queries
from libdesk.ui.readers.list_page import ReaderListPage
from libdesk.ui.readers.owed_page import OwedPage
from libdesk.ui.settings.calendar.section import CalendarSection
from libdesk.ui.wizard.list_pages import ListPage
from libdesk.ui.wizard.safety_page import SafetyPage
from libdesk.ui.wizard.school_page import SchoolPage
from tests.builders import status
from tests.e2e import school_hands as hands
from tests.e2e.school_rosters import TEACHERS, class_of, first_pupils, write_books, write_roster
from tests.e2e.school_years import School, barcode
from tests.ui.readers.class_session.lesson_stand import Lesson, open_page
from tests.ui.wizard.newcomer import Newcomer

D = date.fromisoformat
TERMS: Final = (
    ("2025—2026学年第一学期", "2025-09-01", "2026-01-30"),
    ("2025—2026学年第二学期", "2026-03-02", "2026-07-10"),
)


def set_up(newcomer: Newcomer, folder: Path) -> Path:
    """The wizard on the first day of school; gives the library's file."""
    stick = folder / "stick"
    stick.mkdir()

    def bring_in(path: Path) -> None:
        page = newcomer.wizard.page
        assert isinstance(page, ListPage)
        newcomer.settled(lambda: page.list.open_file(path))
        newcomer.settled(page.list.foot.start.click)
        newcomer.press("wizard_next")

    school = newcomer.set_up().page
    assert isinstance(school, SchoolPage)
    school.show_typed({"school": "阳光小学", "stages": ["primary"], "folder": str(folder / "library")})
    newcomer.press("wizard_next")
    newcomer.wizard.page.show_typed({"terms": TERMS, "weekdays": [5, 6], "years": [2025, 2026]})
    newcomer.press("wizard_next")
    newcomer.press("wizard_next")
    bring_in(write_roster(folder / "2025名册.xlsx", first_pupils(), 2025, teachers=TEACHERS))
    bring_in(write_books(folder / "图书.csv"))
    safety = newcomer.wizard.page
    assert isinstance(safety, SafetyPage)
    safety.set_folder(str(stick))
    for field, text in ((safety.name, "王老师"), (safety.pin, hands.PIN), (safety.again, hands.PIN)):
        field.setText(text)
    newcomer.press("wizard_next")
    newcomer.press("wizard_next")
    return newcomer.finish()


def first_loans(school: School) -> None:
    """Accounts for the classes, loans by card, a lesson by seat numbers, books for a class."""
    school.go_to(D("2025-09-03"))
    seen, desk = school.seen, school.desk
    with school.window() as seat:
        for kind in ("pupil_low", "pupil_mid", "pupil_high"):  # this school suspends: half a day for a day
            change_rule(desk, kind, "*", replace(desk.rules.rule(kind, "*"), suspension_days_per_day=Fraction(1, 2)))
        page = hands.readers_page(seat, ReaderListPage)
        hands.press(seat, "make_accounts")
        accounts = {row.name: row.id for row in page.list.model.rows()}
        ming = school.pupil(2021, 1, 1)
        hands.open_desk(seat)
        seat.scan(ming.card)
        seen["by card"] = [(seat.scan(barcode(n)), seat.outcome) for n in (201, 202, 203, 204)]
        school.note(ming, 3)
        lesson = Lesson(seat, open_page(seat), desk, [], [])
        lesson.page.choose(class_of(2023, 1))
        seen["lesson"] = []
        for n in range(1, 7):
            lesson.number(n)
            seen["lesson"].append((lesson.open_name, lesson.scan(barcode(204 + n))))
            school.note(school.pupil(2023, 1, n))
        seen["lesson score"] = lesson.page.score.text()
    seen["accounts"] = list(accounts)
    lend_run(desk, copy_ids=[221, 222, 223], reader_id=next(iter(accounts.values())))
    school.go_to(D("2025-09-15"))
    for copy_id in (201, 202, 203, *range(205, 211), 221, 222, 223):
        give_back(desk, copy_id=copy_id)


def cards(school: School) -> None:
    """One pupil has lost the card, another's is stopped for a while."""
    loser, stopped = school.pupil(2022, 1, 3), school.pupil(2022, 1, 4)
    school.live_until(D("2025-10-13"))
    school.lend(loser, 231)
    seen, old = school.seen, loser.card
    with school.window() as seat:
        hands.find(seat, loser.name)
        hands.press(seat, "reader_card")
        hands.write(seat, "reader_new_card", "R90001")
        loser.card = "R90001"
        school.away.add(loser.card)
        hands.open_desk(seat)
        seen["old card"] = seat.scan(old), seat.outcome
        seat.key(Qt.Key.Key_Escape)
        seat.scan("R90001")
        seen["new card"] = seat.window.lending.panel.accessibleName()
        hands.find(seat, stopped.name)
        hands.press(seat, "reader_stop")
        hands.write(seat, "reader_stop_why", "家长来信")
        hands.open_desk(seat)
        seat.scan(stopped.card)
        seen["stopped"] = seat.scan(barcode(232)), seat.outcome
        hands.find(seat, stopped.name)
        hands.press(seat, "reader_stop")
        hands.open_desk(seat)
        seat.scan(stopped.card)
        seen["reopened"] = seat.scan(barcode(232)), seat.outcome
        school.note(stopped)
    give_back(school.desk, copy_id=231)
    give_back(school.desk, copy_id=232)
    seen["history"] = [line.title for line in reader_queries.history_of(school.desk.library, school.id_of(loser))]


def holds(school: School) -> None:
    """Three wait for one book: the first does not fetch it, so it goes to the second and then to the third."""
    seen, desk = school.seen, school.desk
    has, *waiting = (school.pupil(2021, 2, n) for n in (1, 2, 3, 4))
    school.live_until(D("2025-10-20"))
    school.lend(has, 241)
    (title_id,) = desk.library.fetch("SELECT title_id FROM copy WHERE id = 241")[0]
    with school.window() as seat:
        for one in waiting:
            hands.open_desk(seat)
            seat.scan(one.card)
            seat.window.lending.place_hold(title_id)
        hands.open_desk(seat)
        seen["hold told"] = seat.scan(barcode(241)), seat.outcome
    seen["hold shelf"] = [(row.reader.name, row.until) for row in hold_lists.shelf(desk.library)]
    school.go_to(D("2025-10-24"))
    seen["hold expired"] = [(row.reader.name, row.until) for row in hold_lists.shelf(desk.library)]
    with school.window() as seat:
        seat.scan(waiting[1].card)
        seen["hold served"] = seat.scan(barcode(241)), seat.outcome
        school.note(waiting[1])
    school.go_to(D("2025-10-31"))
    give_back(desk, copy_id=241)
    school.lend(waiting[2], 241)
    seen["hold names"] = [one.name for one in waiting]
    seen["hold states"] = [row[0] for row in desk.library.fetch("SELECT state FROM hold ORDER BY id")]
    give_back(desk, copy_id=241)


def overdue(school: School) -> None:
    """Two of the fifth grade and one of the first bring their books far too late; an amnesty for the class."""
    seen = school.seen
    late = [school.pupil(2021, 1, 7), school.pupil(2021, 1, 8), school.pupil(2025, 1, 7)]
    for one, copy_id in zip(late, (233, 234, 235), strict=True):
        school.lend(one, copy_id)
    school.live_until(D("2025-12-02"))
    with school.window() as seat:
        seen["late"] = [seat.scan(barcode(copy_id)) for copy_id in (233, 234, 235)]
        for name, pupil in (("suspended", late[0]), ("warned", late[2])):
            hands.open_desk(seat)
            seat.scan(pupil.card)
            seen[name] = seat.scan(barcode(236)), seat.outcome
        school.note(late[2])
        seat.key(Qt.Key.Key_Escape)
        seat.scan(barcode(236))
        page = hands.readers_page(seat, OwedPage)
        seen["suspensions"] = [row.reader for row in page.view.list.model.rows()]
        hands.choose(page.view.group, class_of(2021, 1))
        hands.press(seat, "owed_amnesty")
        hands.open_desk(seat)
        seat.scan(late[0].card)
        seen["amnesty"] = seat.scan(barcode(237)), seat.outcome
        school.note(late[0])
    give_back(school.desk, copy_id=237)


def lost_book(school: School) -> None:
    """A book is lost, and another copy of it brought."""
    seen, pupil = school.seen, school.pupil(2022, 2, 9)
    with school.window() as seat:
        seat.scan(pupil.card)
        seat.scan(barcode(242))
        school.note(pupil)
        seat.window.lending.panel.loans.view.selectRow(0)
        hands.press(seat, "loan_lost")
        hands.readers_page(seat, OwedPage)
        hands.press(seat, "owed_losses")
        hands.press(seat, "owed_replace")
        seat.scan("NEW0242")
        seat.key(Qt.Key.Key_Return)
        seen["slip offered"] = seat.sees("owed_last_slip")
        hands.open_desk(seat)
        seen["old number"] = seat.scan(barcode(242)), seat.outcome
        seat.key(Qt.Key.Key_Escape)
        seat.scan(pupil.card)
        seen["new copy"] = seat.scan("NEW0242"), seat.outcome
        school.note(pupil)
        seat.key(Qt.Key.Key_Escape)
        seat.scan("NEW0242")
    seen["lost copy"] = status(school.desk, 242)


def closure(school: School) -> None:
    """Sports days in mid-term and a Sunday to make up for them: loans are shown, moved, put back, moved again."""
    seen, desk = school.seen, school.desk
    borrowers = [school.pupil(2022, 2, n) for n in range(1, 5)]
    school.live_until(D("2025-12-04"))
    for one, copy_id in zip(borrowers[:2], (251, 252), strict=True):
        school.lend(one, copy_id)
    school.go_to(D("2025-12-05"))
    for one, copy_id in zip(borrowers[2:], (253, 254), strict=True):
        school.lend(one, copy_id)
    school.go_to(D("2025-12-08"))

    def dues() -> list[date]:
        return [school.due_of(copy_id) for copy_id in (251, 252, 253, 254)]

    def enter(section: CalendarSection, first: str, last: str, *, is_open: bool, why: str) -> None:
        section.days.fill_days(D(first), D(last))
        hands.choose(section.days.open, is_open)
        section.days.why.setText(why)
        section.days.add.click()

    seen["dues before"] = dues()
    with school.window() as seat:
        section = hands.section(seat, "CalendarSection")
        assert isinstance(section, CalendarSection)
        enter(section, "2025-12-21", "2025-12-21", is_open=True, why="补课")
        enter(section, "2025-12-18", "2025-12-19", is_open=False, why="运动会")
        columns = section.moves.list.model.columns
        seen["moves"] = [[column.text(row) for column in columns] for row in section.moves.list.model.rows()]
        hands.press(seat, "moves_move")
        seen["dues moved"] = dues()
        seat.key(Qt.Key.Key_F8)
        seen["dues undone"], seen["closed undone"] = dues(), desk.calendar.is_open(D("2025-12-18"))
        enter(section, "2025-12-18", "2025-12-19", is_open=False, why="运动会")
        hands.press(seat, "moves_move")
    seen["dues again"] = dues()
    school.go_to(D("2025-12-21"))
    with school.window() as seat:
        seen["sunday"] = [(seat.scan(barcode(n)), seat.outcome) for n in (251, 252, 253, 254)]
    assert Outcome.LENT not in {outcome for _words, outcome in seen["sunday"]}
