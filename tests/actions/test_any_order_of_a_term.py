"""A term in whatever order, and older entries of the journal undone in between: its rules hold, F8 is never refused."""

import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from libdesk.actions import hours, shifts
from libdesk.actions.aids import boxes, issuing, stock
from libdesk.actions.calendar import remove_term, set_term
from libdesk.actions.desk import Desk
from libdesk.actions.helpers import duties, slots
from libdesk.actions.helpers.appointing import appoint_for
from libdesk.actions.helpers.changing import hanging
from libdesk.actions.helpers.duty_days import swap
from libdesk.actions.holds import place_hold
from libdesk.actions.holiday_lending import remove_holiday, set_holiday
from libdesk.actions.lending import lend
from libdesk.actions.readers.leaving import bring_back, leave_readers
from libdesk.actions.returning import give_back
from libdesk.actions.schedule import timetable
from libdesk.actions.service.visits import set_total
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.aids import MoveKind
from libdesk.domain.calendar import Term
from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.duties import Slot, Weeks
from libdesk.domain.holiday_lending import HolidayLending
from libdesk.domain.hours import Span
from libdesk.domain.rows.aids import AidFields, Settled
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.terms import check_terms
from libdesk.domain.timetable import Period, Wanted
from libdesk.store.queries.calendar import terms
from tests.actions.any_order import AnyOrder
from tests.builders import TODAY, Clock, add_book, add_reader, make_desk, make_library
from tests.helpers_made import NOON, make_helpers, make_slots, make_term
from tests.invariants import RULES

ROW = st.integers(1, 4)
HELPERS = st.integers(1, 3)  # as they are numbered in the file
TEACHER, BOX, BOOKS = 4, 1, st.integers(2, 3)
WEEK = st.sampled_from(["all", "odd"])
# Rules that other tests have reason to break.
MORE: Final = {
    "a day and a room have one tally of visitors": """
        SELECT day FROM visit WHERE how = 'tally' GROUP BY day, place_id HAVING count(*) > 1""",
    "nobody is appointed twice for one day": """
        SELECT a.id FROM appointment a JOIN appointment b ON a.reader_id = b.reader_id AND a.id < b.id
        WHERE a.to_day IS NULL AND b.to_day IS NULL AND a.from_day <= coalesce(b.until, '9')
          AND b.from_day <= coalesce(a.until, '9')""",
    "whoever has left is no helper": """
        SELECT a.id FROM appointment a JOIN reader r ON r.id = a.reader_id AND r.state = 'left'
        WHERE a.to_day IS NULL""",
}


def school_in_term(folder: Path) -> Path:
    """A term, three helpers and a teacher, two slots, a period, an aid of which there are ten, a box and two books."""
    path = make_library(folder)
    desk = make_desk(path, clock=Clock())
    term = make_term(desk)
    make_helpers(desk, term, 3)
    make_slots(desk, term, 2, 4)
    add_reader(desk, "王老师", kind="teacher")
    timetable.set_periods(desk, [(None, Period("第一节", 480, 520))])
    stock.add_aid(desk, AidFields("挂图"), opening=10)
    for title, kind in (("书箱 1", "box"), ("草房子", "book"), ("根鸟", "book")):
        add_book(desk, title, item_kind=kind)
    desk.library.close()
    return path


class TermOfWork(AnyOrder):
    """A librarian's desk; each gesture takes one of the rows that are there."""

    def one_of(self, table: str, number: int, where: str = "1") -> int:
        """The id of one of the rows, 0 where there is none."""
        found = self.desk.library.fetch(f"SELECT id FROM {table} WHERE {where} ORDER BY id")
        return int(found[number % len(found)][0]) if found else 0

    def on(self, table: str, number: int, gesture: Callable[[Desk, int], object], where: str = "1") -> None:
        if row_id := self.one_of(table, number, where):
            self.attempt(lambda desk: gesture(desk, row_id))

    # Terms, hours, lessons

    @rule(number=ROW, new=st.booleans(), first=st.integers(0, 3), days=st.sampled_from([20, 40]))
    def set_term(self, number: int, new: bool, first: int, days: int) -> None:
        begins = date(2026, 9, 1) + timedelta(days=30 * first)
        term_id = None if new else self.one_of("term", number, "id > 1") or None
        ends = begins + timedelta(days=days)
        self.attempt(lambda desk: set_term(desk, name=f"第{number}学期", first=begins, last=ends, term_id=term_id))

    @rule(number=ROW)
    def remove_term(self, number: int) -> None:
        self.on("term", number, lambda desk, term_id: remove_term(desk, term_id=term_id), "id > 1")

    @rule(number=ROW, new=st.booleans(), first=st.sampled_from([700, 730, 760]))
    def set_span(self, number: int, new: bool, first: int) -> None:
        row_id = None if new else self.one_of("opening", number) or None
        self.attempt(lambda desk: hours.set_span(desk, 1, Span(0, first, first + 50), opening_id=row_id))

    @rule(number=ROW)
    def remove_span(self, number: int) -> None:
        self.on("opening", number, lambda desk, row_id: hours.remove_spans(desk, [row_id]))

    @rule(number=ROW, new=st.booleans(), month=st.integers(6, 7))
    def set_holiday(self, number: int, new: bool, month: int) -> None:
        days = (date(2026, month, 1), date(2026, 7, 10), date(2026, 9, 1), date(2026, 9, 10))
        row_id = None if new else self.one_of("holiday_lending", number) or None
        self.attempt(lambda desk: set_holiday(desk, HolidayLending(f"假期{number}", *days), holiday_id=row_id))

    @rule(number=ROW)
    def remove_holiday(self, number: int) -> None:
        self.on("holiday_lending", number, lambda desk, row_id: remove_holiday(desk, holiday_id=row_id))

    @rule(number=ROW, new=st.booleans(), class_no=st.integers(1, 2), weeks=WEEK, place=st.sampled_from([None, 1]))
    def set_lesson(self, number: int, new: bool, class_no: int, weeks: str, place: int | None) -> None:
        row_id = None if new else self.one_of("lesson", number) or None
        period = self.one_of("period", 0)
        wanted = Wanted(ClassRef(Stage.PRIMARY, 2022, class_no), 0, period, weeks, place)
        if period:
            self.attempt(lambda desk: timetable.set_lesson(desk, 1, wanted, lesson_id=row_id))

    @rule(number=ROW)
    def remove_lesson(self, number: int) -> None:
        self.on("lesson", number, lambda desk, row_id: timetable.remove_lessons(desk, [row_id]))

    @rule(first=st.sampled_from([480, 500]), anew=st.booleans())
    def set_periods(self, first: int, anew: bool) -> None:
        row_id = None if anew else self.one_of("period", 0) or None
        self.attempt(lambda desk: timetable.set_periods(desk, [(row_id, Period("第一节", first, first + 40))]))

    # Helpers and their roster

    @rule(weekday=st.sampled_from([2, 4]))
    def add_slot(self, weekday: int) -> None:
        self.attempt(lambda desk: slots.add_slot(desk, self.term, Slot(0, weekday, *NOON)))

    @rule(number=ROW)
    def remove_slot(self, number: int) -> None:
        self.on("duty_slot", number, lambda desk, row_id: slots.remove_slots(desk, [row_id]), "to_day IS NULL")

    @rule(number=ROW, reader=HELPERS, weeks=st.sampled_from(Weeks))
    def put_on_duty(self, number: int, reader: int, weeks: Weeks) -> None:
        self.on("duty_slot", number, lambda desk, slot_id: duties.put_on_duty(desk, slot_id, reader, weeks))

    @rule(number=ROW, weeks=st.sampled_from([None, *Weeks]))
    def take_off_or_change(self, number: int, weeks: Weeks | None) -> None:
        def gesture(desk: Desk, row_id: int) -> object:
            return duties.take_off(desk, [row_id]) if weeks is None else duties.set_weeks(desk, row_id, weeks)

        self.on("duty", number, gesture, "to_day IS NULL")

    @rule(number=ROW, reader=HELPERS)
    def set_busy(self, number: int, reader: int) -> None:
        self.on("duty_slot", number, lambda desk, slot_id: duties.set_busy(desk, self.term, {reader: [slot_id]}))

    @rule(number=ROW, reader=HELPERS, instead=HELPERS, week=st.integers(1, 2))
    def swap(self, number: int, reader: int, instead: int, week: int) -> None:
        def gesture(desk: Desk, slot_id: int) -> object:
            ((weekday,),) = desk.library.fetch("SELECT weekday FROM duty_slot WHERE id = ?", slot_id)
            day = desk.today + timedelta(days=(weekday - desk.today.weekday()) % 7 + 7 * week)
            return swap(desk, slot_id, day, reader, instead)

        self.on("duty_slot", number, gesture, "to_day IS NULL")

    @rule(reader=HELPERS, what=st.sampled_from(["appoint", "dismiss", "leave", "return"]))
    def come_and_go(self, reader: int, what: str) -> None:
        gestures: dict[str, Callable[[Desk], object]] = {
            "appoint": lambda desk: appoint_for(desk, [reader], self.term),
            "dismiss": lambda desk: shifts.dismiss(desk, reader),
            "leave": lambda desk: leave_readers(desk, reader_ids=[reader], anyway=True),
            "return": lambda desk: bring_back(desk, reader_ids=[reader]),
        }
        state = self.desk.library.fetch("SELECT state FROM reader WHERE id = ?", reader)[0][0]
        if what != "appoint" or state == "active":  # who has left is not offered
            self.attempt(gestures[what])

    # Aids, boxes, books, visitors

    @rule(number=ROW, what=st.sampled_from(["new", "away", "again"]))
    def list_aids(self, number: int, what: str) -> None:
        if what == "new":
            self.attempt(lambda desk: stock.add_aid(desk, AidFields("挂图"), opening=number))
        else:
            act = stock.put_away if what == "away" else stock.bring_back
            self.on("aid", number, act)

    @rule(number=ROW, kind=st.sampled_from(stock.OF_STOCK), count=st.sampled_from([3, 10]), ago=st.integers(0, 2))
    def move_stock(self, number: int, kind: MoveKind, count: int, ago: int) -> None:
        day = self.clock.today - timedelta(days=ago)
        self.on("aid", number, lambda desk, aid_id: stock.move_stock(desk, aid_id, kind, count, day=day))

    @rule(number=ROW, count=st.sampled_from([3, 10]), back=st.booleans())
    def issue_or_settle(self, number: int, count: int, back: bool) -> None:
        def gesture(desk: Desk, aid_id: int) -> object:
            if back:
                return issuing.settle(desk, TEACHER, [Settled(aid_id, count)])
            return issuing.issue(desk, [TEACHER], {aid_id: count})

        self.on("aid", number, gesture)

    @rule(book=BOOKS, into=st.booleans())
    def box(self, book: int, into: bool) -> None:
        self.attempt(lambda desk: (boxes.fill if into else boxes.take_out)(desk, BOX, [book]))

    @rule(book=BOOKS, reader=HELPERS, what=st.sampled_from(["lend", "return", "hold"]))
    def at_the_desk(self, book: int, reader: int, what: str) -> None:
        if what == "lend":
            self.attempt(lambda desk: lend(desk, copy_id=book, reader_id=reader, override="同意"))
        elif what == "return":
            self.attempt(lambda desk: give_back(desk, copy_id=book))
        else:
            self.attempt(lambda desk: place_hold(desk, title_id=book, reader_id=reader))

    @rule(total=st.sampled_from([0, 20, 40]))
    def count_visitors(self, total: int) -> None:
        self.attempt(lambda desk: set_total(desk, TODAY, total))

    @rule()
    def a_day_passes(self) -> None:
        self.clock.advance(days=1)

    # What is taken back

    @rule(back=st.integers(0, 10))
    def undo_any(self, back: int) -> None:
        entry_id = self.newest_entry() - back
        if entry_id in self.before:
            self.attempt(lambda desk: undo(desk, entry_id))
            if back == 0 and self.newest_entry() > entry_id:
                assert self.rows() == self.before[entry_id]

    @rule()
    def undo_the_last(self) -> None:
        """F8 is never told of a rule where nothing came since."""
        entry = last_undoable(self.desk)
        if entry is not None and entry.id in self.before:
            newest = entry.id == self.newest_entry()
            self.attempt(lambda desk: undo(desk, entry.id))
            assert not newest or self.newest_entry() > entry.id

    @property
    def term(self) -> TermRow:
        return next(term for term in terms(self.desk.library) if term.id == 1)

    @invariant()
    def the_rules_hold(self) -> None:
        library = self.desk.library
        for sentence, query in (RULES | MORE).items():
            assert library.fetch(query) == [], sentence
        check_terms(Term(row.first, row.last, row.name) for row in terms(library))
        for (aid_id,) in library.fetch("SELECT id FROM aid"):
            stock.check_aid(self.desk, aid_id)
        assert hanging(self.desk, self.term) == set()


class TestTerm(TermOfWork.TestCase):  # type: ignore[misc, name-defined]  # made by Hypothesis
    settings = settings(max_examples=20, stateful_step_count=50, deadline=None)

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.made = tempfile.TemporaryDirectory(prefix="libdesk-term-template-")
        TermOfWork.template = school_in_term(Path(cls.made.name))

    @classmethod
    def tearDownClass(cls) -> None:
        cls.made.cleanup()
        super().tearDownClass()
