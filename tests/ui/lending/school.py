"""A small school for the tests of the desk: readers, books and a session on a real library."""

from collections.abc import Callable
from dataclasses import dataclass

from libdesk.actions.desk import Actor, Desk
from libdesk.actions.shifts import resume_shift
from libdesk.domain import counter
from libdesk.domain.duedates import LoanRule, OverduePolicy
from libdesk.domain.ops import Op, Role
from libdesk.store.queries.settings import rule_to_json
from libdesk.store.tables import LendingRule, Reader
from libdesk.ui.lending.session import DeskSession
from libdesk.ui.lending.telling import Told
from tests.builders import BookMade, Clock, ReaderMade, add_book, add_reader, as_librarian

ISBN = "9787020024759"
END = counter.CloseReader()


@dataclass
class School:
    """Two pupils, a helper, a class account and a teacher; six books, one of them in two volumes."""

    desk: Desk
    clock: Clock
    li: ReaderMade
    wang: ReaderMade
    helper: ReaderMade
    class_3: ReaderMade
    teacher: ReaderMade
    books: list[BookMade]
    session: DeskSession

    def scan(self, raw: str, *, typed: bool = False) -> Told:
        told = self.session.scan(raw, typed=typed)
        assert told is not None
        return told

    def open(self, reader: ReaderMade) -> Told | None:
        return self.session.scan(reader.card)

    def code(self, number: int = 0) -> str:
        return self.books[number].barcodes[0]

    def lend(self, reader: ReaderMade, *numbers: int) -> None:
        """Lend these books to the reader and end the turn."""
        self.open(reader)
        for number in numbers:
            assert self.scan(self.code(number)).journal_id is not None
        self.session.take(END)

    def be(self, role: Role) -> None:
        """Somebody else comes to the desk."""
        if role is Role.HELPER:
            resume_shift(self.desk)
        else:
            self.desk.actor = Actor(role)
        self.session.role_changed()

    def change(self, work: Callable[[Desk], object]) -> None:
        """Something done by a librarian elsewhere in the program."""
        work(as_librarian(self.desk))
        self.desk.forget()

    def stop_card(self, reader: ReaderMade, why: str) -> None:
        with as_librarian(self.desk).action(Op.EDIT_SETTINGS) as act:
            act.change(Reader, reader.id, state="stopped", stopped_why=why)

    def overdue_blocks(self) -> None:
        """The rule of this school: who has an overdue book borrows none."""
        rule = LoanRule(max_loans=3, days=14, renewals=1, overdue=OverduePolicy.BLOCK)
        with as_librarian(self.desk).action(Op.EDIT_RULES) as act:
            act.add(LendingRule, reader_kind="pupil", item_kind="*", rule=rule_to_json(rule))
        self.desk.forget()

    def journal(self, number: int = 0) -> tuple[str, int, int | None]:
        """(op, typed, shift) of a journal entry, the newest first."""
        rows = self.desk.library.connection.execute("SELECT op, typed, shift_id FROM journal ORDER BY id DESC LIMIT 9")
        return rows.fetchall()[number]

    def open_loans(self) -> list[tuple[int, int]]:
        """(copy, reader) of what is out."""
        rows = self.desk.library.connection.execute(
            "SELECT copy_id, reader_id FROM loan WHERE returned IS NULL ORDER BY id"
        )
        return rows.fetchall()


def make_school(desk: Desk, clock: Clock) -> School:
    li = add_reader(desk, "李小雨", entry_year=2021, card="R0001")
    wang = add_reader(desk, "王一", entry_year=2021, card="R0002")
    helper = add_reader(desk, "陈晨", entry_year=2020, card="R0003", helper=True)
    class_3 = add_reader(desk, "五(3)班", kind="class", entry_year=2021, card="R0004")
    teacher = add_reader(desk, "张老师", kind="teacher", card="R0005")
    books = [add_book(desk, title) for title in ("城南旧事", "昆虫记", "草房子", "西游记", "活着")]
    books.append(add_book(desk, "水浒传", isbn=ISBN))
    return School(desk, clock, li, wang, helper, class_3, teacher, books, DeskSession(desk))
