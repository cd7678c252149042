"""What the sample shows today beside open loans: lost, claimed, missing and broken copies, holds, suspensions, use."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Final

from libdesk.demo.past import NOON, Borrower, Loan, instant, suspension_of
from libdesk.demo.stock import Copy, Stock
from libdesk.domain.calendar import Calendar
from libdesk.domain.duedates import overdue_days
from libdesk.domain.repairs import DEGREES
from libdesk.domain.settings import LibrarySettings

LOST, CLAIMED, IN_HOUSE, READY, WAITING, SUSPENDED = 6, 3, 4, 6, 14, 3
REPORTED: Final = 7
AWAY: Final = (("missing", 5), ("repair", 10), ("withdrawn", 24))


@dataclass(frozen=True, slots=True)
class Hold:
    title_id: int
    volume_id: int | None
    reader: int
    placed: int
    state: str
    copy_id: int | None = None
    expires: date | None = None


@dataclass(slots=True)
class Present:
    """Settles the status of every copy. `suspensions` and `house_uses` are rows as they are stored."""

    chance: Random
    calendar: Calendar
    today: date
    loans: list[Loan]
    holds: list[Hold] = field(default_factory=list)
    suspensions: list[tuple[object, ...]] = field(default_factory=list)
    suspended: dict[int, date] = field(default_factory=dict)
    house_uses: list[tuple[object, ...]] = field(default_factory=list)

    def settle(self, stock: Stock, borrowers: Sequence[Borrower]) -> None:
        self._lose_and_claim()
        self._bring_back_late()
        for loan in self.loans:
            if loan.back is None:
                loan.copy.status = "loan"
        on_shelf = [copy for copy in stock.copies if copy.status == "shelf" and copy.item_kind == "book"]
        self.chance.shuffle(on_shelf)
        pupils = [reader for reader in borrowers if reader.kind == "pupil"]
        waiting_readers = self.chance.sample(pupils, READY + WAITING)
        self._ready(on_shelf, stock, waiting_readers[:READY])
        self._waiting(stock, waiting_readers[READY:])
        self._past_holds(stock, pupils)
        for status, count in AWAY:
            for copy in _taken(on_shelf, count):
                copy.status = status
                copy.damage = DEGREES[copy.id % 3] if status in ("repair", "withdrawn") else None
        for copy in _taken(on_shelf, REPORTED):
            copy.damage = DEGREES[copy.id % 3]  # still lent, until somebody repairs it
        self._in_house(on_shelf, pupils)
        self._use(stock, pupils)
        self._suspend()

    def _lose_and_claim(self) -> None:
        """Of what is long overdue some is lost, and some the reader believes to have returned."""
        yesterday = self.calendar.previous_open(self.today - timedelta(days=1))
        overdue = sorted((loan for loan in self.loans if loan.back is None), key=lambda loan: loan.due)
        for nth, loan in enumerate(overdue[: LOST + CLAIMED]):
            if nth < LOST:
                loan.back, loan.returned, loan.outcome = yesterday, instant(yesterday, NOON, nth * 60), "lost"
                loan.copy.status = "lost"
            else:
                loan.claimed = yesterday

    def _bring_back_late(self) -> None:
        """Some of what is overdue came back yesterday, so that on any day somebody may not borrow, by the rules."""
        yesterday = self.calendar.previous_open(self.today - timedelta(days=1))
        busy = {loan.reader.id for loan in self.loans if loan.lent_day >= yesterday}
        late = [loan for loan in self.loans if loan.back is None and loan.claimed is None]
        brought: set[int] = set()
        for loan in sorted(late, key=lambda loan: loan.due):
            if len(brought) == SUSPENDED or loan.reader.id in busy | brought:
                continue
            loan.back, loan.outcome = yesterday, "returned"
            found = suspension_of(loan, self.calendar)
            if found is None or found.until < self.today:
                loan.back = loan.outcome = None
                continue
            loan.returned = instant(yesterday, NOON, len(brought) * 90)
            brought.add(loan.reader.id)

    def _ready(self, on_shelf: list[Copy], stock: Stock, readers: Sequence[Borrower]) -> None:
        """Copies on the hold shelf, set aside one after the other in the last days."""
        days = LibrarySettings().hold_days
        only = _copies_of(stock)
        alone = [copy for copy in on_shelf if len(only[copy.title_id, copy.volume_id]) == 1]
        for nth, (copy, reader) in enumerate(zip(alone, readers, strict=False)):
            on_shelf.remove(copy)
            copy.status = "hold"
            expires = self.calendar.add_open_days(self.today, 1 + nth % days)
            placed = instant(self.today - timedelta(days=9), NOON, nth)
            self.holds.append(Hold(copy.title_id, copy.volume_id, reader.id, placed, "ready", copy.id, expires))

    def _waiting(self, stock: Stock, readers: Sequence[Borrower]) -> None:
        """Readers in line for what is out altogether, some for the same book."""
        out = [copies for copies in _copies_of(stock).values() if all(copy.status == "loan" for copy in copies)]
        holders = {loan.copy.id: loan.reader.id for loan in self.loans if loan.back is None}
        for nth, reader in enumerate(readers):
            copies = out[nth // 2]
            if all(holders[copy.id] != reader.id for copy in copies):
                placed = instant(self.today - timedelta(days=6 - nth % 5), NOON, nth)
                self.holds.append(Hold(copies[0].title_id, copies[0].volume_id, reader.id, placed, "waiting"))

    def _past_holds(self, stock: Stock, readers: Sequence[Borrower]) -> None:
        for nth in range(36):
            copy = self.chance.choice(stock.copies)
            state = ("done", "done", "cancelled", "expired")[nth % 4]
            placed = instant(self.today - timedelta(days=20 + nth), NOON)
            served = copy.id if state == "done" else None
            reader = self.chance.choice(readers).id
            self.holds.append(Hold(copy.title_id, copy.volume_id, reader, placed, state, served))

    def _in_house(self, on_shelf: list[Copy], readers: Sequence[Borrower]) -> None:
        """In use in the reading room since this morning."""
        busy = {loan.reader.id for loan in self.loans if loan.back is None}
        free = [reader for reader in readers if reader.id not in busy]
        for copy, reader in zip(_taken(on_shelf, IN_HOUSE), self.chance.sample(free, IN_HOUSE), strict=True):
            copy.status = "in_house"
            morning = instant(self.today, NOON.min)
            self.loans.append(Loan(copy, reader, morning, self.today, self.today, in_house=True))

    def _use(self, stock: Stock, readers: Sequence[Borrower]) -> None:
        for nth in range(260):
            day = self.calendar.previous_open(self.today - timedelta(days=1 + nth // 4))
            reader = self.chance.choice(readers).id if nth % 3 else None
            copy = self.chance.choice(stock.copies)
            self.house_uses.append((copy.id, reader, instant(day, NOON, nth), day.isoformat()))

    def _suspend(self) -> None:
        """Who brought something back late may not borrow for some days, by the rules; one that runs longer stays."""
        late = [(found, number, loan) for number, loan in enumerate(self.loans, start=1)
                if (found := suspension_of(loan, self.calendar)) is not None]  # fmt: skip
        for found, number, loan in sorted(late, key=lambda one: (one[0].first, one[1])):
            before = self.suspended.get(loan.reader.id)
            if before is not None and before >= found.until:
                continue
            self.suspended[loan.reader.id] = found.until
            days = overdue_days(loan.due, found.first, self.calendar).days
            first, until = found.first.isoformat(), found.until.isoformat()
            self.suspensions.append((loan.reader.id, number, first, until, days, found.kept()))


def _taken(copies: list[Copy], count: int) -> list[Copy]:
    """Take so many from the end of the list."""
    taken = copies[-count:]
    del copies[-count:]
    return taken


def _copies_of(stock: Stock) -> dict[tuple[int, int | None], list[Copy]]:
    """The copies that serve the same hold: those of one volume, or of a title without volumes."""
    found: defaultdict[tuple[int, int | None], list[Copy]] = defaultdict(list)
    for copy in stock.copies:
        found[copy.title_id, copy.volume_id].append(copy)
    return found
