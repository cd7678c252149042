"""A small school library with a back room, and the hands that work in it at the real window."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from libdesk.actions import staff
from libdesk.actions.desk import Desk
from libdesk.actions.shifts import resume_shift
from libdesk.domain.ops import Role
from libdesk.store.database import Library
from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.tab import Tab
from libdesk.ui.widgets.row_table import RowTable
from tests.builders import (
    ZONE,
    Clock,
    ReaderMade,
    add_book,
    add_reader,
    add_term,
    as_librarian,
    change_copy,
    make_desk,
    make_library,
)
from tests.documents.pdf import texts
from tests.e2e.school_hands import PIN, choose, press, settled, sign_in
from tests.windows import Seat, seat_at

STACKS, PUPILS_ROOM = 1, 2
EACH: Final = 12  # titles of a class
# In the order of the shelf: how the titles of a class are called, its class, the place.
CLASSES: Final = (
    ("小说", "I287.45", STACKS), ("童话", "I287.7", STACKS), ("历史", "K109", STACKS), ("昆虫", "Q96", STACKS),
    ("绘画", "J2", PUPILS_ROOM),
)  # fmt: skip
TabT = TypeVar("TabT", bound=Tab)


@dataclass
class BackRoom:
    """The library with its people; `copies`: by the label that stands on the book."""

    library: Path
    folder: Path
    clock: Clock
    qtbot: QtBot
    desk: Desk
    readers: dict[str, ReaderMade]
    copies: dict[str, int] = field(default_factory=dict)

    @contextmanager
    def morning(self, month: int, day: int, *, year: int = 2026, at: time = time(10)) -> Iterator[Seat]:
        """libdesk is started on a later day, 陈老师 signs in; it is left when the day is over."""
        then = datetime.combine(date(year, month, day), at, ZONE)
        assert then >= self.clock(), "time does not run backwards"
        self.clock.now = then.astimezone(self.clock().tzinfo)
        with self.window() as seat:
            sign_in(seat)
            assert self.desk.actor.role is Role.LIBRARIAN
            yield seat

    @contextmanager
    def window(self) -> Iterator[Seat]:
        """libdesk from start to end, with nobody signed on but a shift that runs."""
        self.desk = Desk(Library(self.library), clock=self.clock)
        resume_shift(self.desk)
        try:
            with seat_at(self.desk, self.folder, self.qtbot) as seat:
                self.qtbot.waitUntil(lambda: seat.window.tabs.count() > 1)
                yield seat
        finally:
            self.desk.close()
            # Qt would keep the window until an event loop runs, and style it anew for each one after it.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def back_room(folder: Path, qtbot: QtBot, first_day: date) -> BackRoom:
    """Sixty books with call numbers in two places, a librarian, a pupil who helps and two who read."""
    clock, library = Clock(first_day), make_library(folder)
    desk = make_desk(library, Role.HELPER, clock=clock)
    add_term(desk, date(2026, 3, 2), date(2026, 7, 10))
    readers = {
        "周小红": add_reader(desk, "周小红", helper=True), "李明": add_reader(desk, "李明"),
        "王老师": add_reader(desk, "王老师", kind="teacher"),
    }  # fmt: skip
    room = BackRoom(library, folder, clock, qtbot, desk, readers)
    for word, class_no, place_id in CLASSES:
        for number in range(1, EACH + 1):
            code = label(word, number)
            made = add_book(desk, f"{word}第{number}册", call_no=f"{class_no}/{number}", barcodes=[code])
            change_copy(desk, made.copy_id, place_id=place_id)
            room.copies[code] = made.copy_id
    staff.add_staff(as_librarian(desk), name="陈老师", role=Role.LIBRARIAN, pin=PIN)
    desk.close()
    return room


def label(word: str, number: int) -> str:
    """The barcode of a book: K109 no. 3 is T3003."""
    nth = next(nth for nth, one in enumerate(CLASSES, start=1) if one[0] == word)
    return f"T{nth}{number:03d}"


def shelving_page(seat: Seat, kind: type[TabT]) -> TabT:
    """A page of Repairs and shelving with the keyboard where it begins; what it reads beside the desk is read."""
    tab = seat.window.show_tab("shelving_tab")
    assert isinstance(tab, PagedTab)
    page = tab.show_page(kind.NAME)
    assert isinstance(page, kind)
    settled(seat, tab.take_focus)
    return page


def pick(seat: Seat, name: str, data: object) -> None:
    """An entry of a choice that is in sight."""
    combo = seat.child(name)
    assert isinstance(combo, QComboBox)
    choose(combo, data)


def titles(table: RowTable) -> list[str]:
    return [row.title for row in table.model.rows()]


def paper(seat: Seat, name: str) -> str:
    """What a button prints; it is read here instead of being shown in another program."""
    tab = seat.window.tabs.current
    tab.document_asked.disconnect()  # type: ignore[attr-defined]
    made: list[str] = []
    tab.document_asked.connect(lambda _title, make: made.append("\n".join(texts(make()))))  # type: ignore[attr-defined]
    press(seat, name)
    assert len(made) == 1
    return made[0]


def undo(seat: Seat) -> None:
    seat.key(Qt.Key.Key_F8)


def on_shift(seat: Seat, card: str) -> None:
    """The librarian leaves the desk to a pupil, who signs on with the own card."""
    if seat.window.desk.actor.role is not Role.HELPER:
        seat.key(Qt.Key.Key_F9)
    seat.window.show_tab("lending_tab")
    seat.scan("LD-SHIFT")
    seat.scan(card)
    assert seat.window.desk.actor.role is Role.HELPER


def lend(seat: Seat, card: str, codes: Sequence[str]) -> None:
    """Over the desk, book after book, and nobody stays open."""
    seat.window.show_tab("lending_tab")
    seat.scan(card)
    for code in codes:
        seat.scan(code)
    seat.key(Qt.Key.Key_Escape)


def give_back(seat: Seat, codes: Sequence[str]) -> None:
    seat.window.show_tab("lending_tab")
    seat.key(Qt.Key.Key_Escape)
    for code in codes:
        seat.scan(code)
