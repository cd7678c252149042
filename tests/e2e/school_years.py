"""A school that is lived through: its library file, a clock that goes on, its own books of who was lent what and when.

The school's own books are kept beside the library, by hand as it were: what its reports say later is held against them.
"""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Actor
from libdesk.actions.housekeeping import keep_house
from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back
from libdesk.domain.classes import ClassRef
from libdesk.domain.loans import LoanRefused
from libdesk.domain.ops import Change, Op, Role, Topic
from libdesk.domain.progress import Progress
from libdesk.domain.rows.backups import Backup
from libdesk.paths import backup_dir
from libdesk.store.backup_files import list_backups
from libdesk.store.database import beside
from libdesk.store.queries import reports
from libdesk.store.queries.imports import newest_entry
from tests.builders import ZONE, Clock, make_desk
from tests.e2e.school_hands import open_desk, sign_in
from tests.e2e.school_rosters import BOOKS, Pupil, first_pupils
from tests.windows import Seat, seat_at

D = date.fromisoformat
WEDNESDAY: Final = 2
EVERYDAY: Final = 200  # books that go out on an ordinary day; those after them are kept for what is told apart
A_DAY: Final = 14  # loans of an ordinary library day
APART: Final = (3, 5, 6, 7, 9, 10, 11, 12)  # seats of those who are told of in the course of the years
KEPT: Final = ((12, "%Y-%m-%d"), (10, "%G-%V"), (9, "%Y-%m"))  # backups of so many days, weeks and months
OLDEST: Final = timedelta(days=300)
FORGOTTEN: Final = 0.06  # so often a book is not brought back in time


@dataclass(frozen=True)
class Lent:
    """One loan by the school's own books: the class is that of the pupil on this day, None for a teacher."""

    day: date
    ref: ClassRef | None
    card: str


class School:
    """`seen` is what somebody saw at each station, by name; `lent` the school's own books."""

    def __init__(self, library: Path, folder: Path, clock: Clock, qtbot: QtBot) -> None:
        self.library, self.folder, self.clock, self.qtbot = library, folder, clock, qtbot
        self.desk = make_desk(library, Role.HELPER, clock=clock)
        self.pupils: dict[str, Pupil] = {one.card: one for one in first_pupils()}
        self.lent: list[Lent] = []
        self.seen: dict[str, Any] = {}
        self.backups: set[Backup] = set()
        self.away: set[str] = set()  # cards of those who take no part in ordinary days
        self._chance = random.Random(63)
        self._beside = make_desk(library, clock=clock)  # for ordinary days, which nobody watches
        self._open = ExitStack()
        self._seat: Seat | None = None

    # Days

    def go_to(self, day: date, *, hour: int = 10) -> None:
        """The morning of a day: libdesk is started and does what it does by itself."""
        then = datetime.combine(day, time(hour), ZONE)
        assert then >= self.clock(), "time does not run backwards"
        self.clock.now = then.astimezone(self.clock().tzinfo)
        worker = self.desk.beside()
        worker.actor = Actor(Role.SYSTEM)
        try:
            keep_house(worker, Progress())
        finally:
            worker.close()
        self.backups.update(self.kept_backups())

    def live_until(self, day: date) -> None:
        """The library days before this one, every second Wednesday, pass as they do, and it dawns."""
        here = self.clock.today + timedelta(days=1)
        while here < day:
            library_day = here.weekday() == WEDNESDAY and here.isocalendar().week % 2 == 0
            if library_day and self.desk.calendar.is_open(here) and self.desk.calendar.term_of(here):
                self.go_to(here)
                self._ordinary_day(here)
            here += timedelta(days=1)
        self.go_to(day)

    def _ordinary_day(self, today: date) -> None:
        """What is due before the next one is brought back, nearly always; some borrow something."""
        self._beside.forget()
        self._beside.watch.forget()
        soon = (today + timedelta(days=13)).isoformat()
        rows = self.desk.library.fetch(
            "SELECT copy_id FROM loan WHERE returned IS NULL AND due <= ? AND copy_id <= ? ORDER BY id", soon, EVERYDAY
        )
        for (copy_id,) in rows:
            if self._chance.random() > FORGOTTEN:
                give_back(self._beside, copy_id=copy_id)
        on_shelf = [row[0] for row in self.desk.library.fetch(
            "SELECT id FROM copy WHERE status = 'shelf' AND id <= ?", EVERYDAY
        )]  # fmt: skip
        here = [one for one in self.pupils.values() if one.card not in self.away and one.seat not in APART]
        books = self._chance.sample(on_shelf, A_DAY)
        for pupil, copy_id in zip(self._chance.sample(here, A_DAY), books, strict=True):
            try:
                lend(self._beside, copy_id=copy_id, reader_id=self.id_of(pupil))
                self.note(pupil)
            except LoanRefused:
                self.seen["refused"] = self.seen.get("refused", 0) + 1

    # People and books

    def pupil(self, year: int, class_no: int, seat: int) -> Pupil:
        """Who sits there now; such a pupil takes no part in ordinary days from here on."""
        (found,) = (
            one for one in self.pupils.values()
            if (one.ref.entry_year, one.ref.class_no, one.seat) == (year, class_no, seat)
        )  # fmt: skip
        self.away.add(found.card)
        return found

    def id_of(self, pupil: Pupil) -> int:
        rows = self.desk.library.fetch(
            "SELECT reader_id FROM barcode WHERE printed = ? AND reader_id IS NOT NULL", pupil.card
        )
        return int(rows[0][0])

    def lend(self, pupil: Pupil, copy_id: int) -> date:
        """A loan without the window; gives when it is due."""
        due = lend(self.desk, copy_id=copy_id, reader_id=self.id_of(pupil)).due
        self.note(pupil)
        return due

    def note(self, pupil: Pupil, count: int = 1) -> None:
        """Into the school's own books."""
        self.lent += [Lent(self.clock.today, pupil.ref, pupil.card)] * count

    def lent_by_class(self, first: date, last: date) -> Counter[ClassRef]:
        return Counter(one.ref for one in self.lent if one.ref is not None and first <= one.day <= last)

    def reported(self, first: date, last: date) -> dict[ClassRef, int]:
        """Loans of pupils by class, as the library reports them."""
        rows = reports.loans_by_group(self.desk.library, first, last)
        return {row.class_ref: row.loans for row in rows if row.kind == "pupil" and row.class_ref and row.loans}

    def state_of(self, pupil: Pupil) -> str:
        return str(self.desk.library.fetch("SELECT state FROM reader WHERE id = ?", self.id_of(pupil))[0][0])

    def find_state(self, card: str) -> str:
        """The state of whoever has this card, "" where nobody has it any more."""
        rows = self.desk.library.fetch(
            "SELECT r.state FROM barcode b JOIN reader r ON r.id = b.reader_id WHERE b.printed = ?", card
        )
        return str(rows[0][0]) if rows else ""

    def names_in_file(self) -> set[str]:
        """Names of last year's sixth grade that stand anywhere in the bytes of the library."""
        files = (self.library, *beside(self.library))
        data = b"".join(path.read_bytes() for path in files if path.exists())
        return {one.name for one, _state in self.seen["sixth grade"].values() if one.name.encode() in data}

    def due_of(self, copy_id: int) -> date:
        rows = self.desk.library.fetch("SELECT due FROM loan WHERE copy_id = ? AND returned IS NULL", copy_id)
        return date.fromisoformat(rows[0][0])

    def kept_backups(self) -> list[Backup]:
        return list_backups(backup_dir(self.library), self.library)

    def wanted_backups(self) -> set[Backup]:
        """Of all that were ever made those to be kept: the newest of each day, week and month, none too old."""
        made = sorted(self.backups, key=lambda one: (one.made, one.number), reverse=True)
        wanted: set[Backup] = set()
        for most, period in KEPT:
            newest: dict[str, Backup] = {}
            for one in made:
                newest.setdefault(f"{one.made:{period}}", one)
            wanted.update(list(newest.values())[:most])
        return {one for one in wanted if made[0].made - one.made <= OLDEST}

    # The desk

    @contextmanager
    def window(self) -> Iterator[Seat]:
        """The librarian sits down, by PIN where nobody has yet; nobody is open at the desk. The window stays open."""
        if self._seat is None:
            self._seat = self._open.enter_context(seat_at(self.desk, self.folder, self.qtbot))
            self.qtbot.waitUntil(lambda: self._seat is not None and self._seat.window.tabs.count() > 1)
        else:  # much was done beside it since
            self.desk.tell(Change(Op.GIVE_BACK, frozenset(Topic), newest_entry(self.desk.library)))
        if self.desk.actor.role is Role.HELPER:
            sign_in(self._seat)
        open_desk(self._seat)
        yield self._seat

    def close_window(self) -> None:
        self._open.close()
        self._seat = None
        # Qt would keep it until an event loop runs, and style it anew for each one after it.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def close(self) -> None:
        self.close_window()
        self._beside.close()
        self.desk.close()


def barcode(copy_id: int) -> str:
    """The books were numbered in the order of their list."""
    assert copy_id <= BOOKS
    return f"{copy_id:07d}"
