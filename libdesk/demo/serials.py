"""Six periodicals and two newspapers with this year's and last year's issues: some late, some missing, some claimed.

The issues of the periodicals are the copies that the sample lends; the newspapers are only counted.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from libdesk.demo.binding import LastYear
from libdesk.demo.stock import PUPILS_ROOM, TEACHERS_ROOM, Stock
from libdesk.domain.calendar import Calendar
from libdesk.domain.serials.foretelling import foretell
from libdesk.domain.serials.frequency import Frequency, Unit
from libdesk.domain.serials.issues import late_days
from libdesk.domain.serials.numbering import Numbering
from libdesk.domain.settings import LibrarySettings

Table = tuple[str, str, list[tuple[Any, ...]]]
POST, AGENT = "邮政局报刊发行站", "育才图书发行部"
WORKDAYS = Frequency(Unit.WEEK, weekdays=(0, 1, 2, 3, 4), holidays=False)
MONTHLY, BIMONTHLY = Frequency(Unit.MONTH), Frequency(Unit.MONTH, every=2)
# title, ISSN, post code, frequency, copies, price of an issue, supplier, volume and number in all of the first issue
PERIODICALS: Final = (
    ("小蜜蜂画刊", "1671-1238", "62-101", MONTHLY, 1, 600, POST, 12, 133),
    ("少年科学园地", "1002-3127", "62-102", MONTHLY, 1, 800, POST, 0, 0),
    ("儿童故事月刊", "1003-4234", "62-103", MONTHLY, 1, 700, POST, 0, 0),
    ("小学生天地", "1004-5341", "62-104", Frequency(Unit.MONTH, 2), 1, 500, POST, 0, 0),
    ("自然观察", "1005-6459", "62-105", BIMONTHLY, 1, 1200, AGENT, 8, 43),
    ("童心作文", "1006-7566", "62-106", MONTHLY, 1, 600, AGENT, 0, 0),
)
NEWSPAPERS: Final = (
    ("阳光少年报", "62-201", Frequency(Unit.WEEK, weekdays=(0, 2, 4)), 2, 120, PUPILS_ROOM),
    (
        "科学晨报（少年版）",
        "62-202",
        Frequency(Unit.WEEK, weekdays=(0, 1, 2, 3, 4), holidays=False),
        1,
        100,
        TEACHERS_ROOM,
    ),
)
MISSING: Final = {
    "少年科学园地": 1,
    "自然观察": 1,
    "阳光少年报": 9,
}  # so many issues before the last one, one never came
_COLUMNS: Final = (
    "id, title_id, year, first_day, last_day, frequency, numbering, copies, place_id, issue_fen, supplier, with_codes,"
    " year_fen"
)
ONE_DAY: Final = timedelta(days=1)
USES: Final = (34, 41, 28, 37, 45)


class SampleSerials:
    """Rows of the subscriptions, and which copy is which issue."""

    def __init__(self, stock: Stock, last_year: LastYear, calendar: Calendar, today: date) -> None:
        self.subscriptions: list[tuple[Any, ...]] = []
        self.issues: list[tuple[Any, ...]] = []
        self.pieces: list[tuple[Any, ...]] = []
        self.claims: list[tuple[Any, ...]] = []
        self.codes: dict[int, tuple[str | None, str]] = {}  # ISSN and post code by title
        self.issue_of: dict[int, int] = {}  # by copy
        self._today, self._calendar = today, calendar
        titles = {row[2]: row[0] for row in stock.titles if row[1] in ("periodical", "newspaper")}
        labels = {(row[1], row[2]): row[0] for row in stock.volumes}
        copies = {copy.volume_id: copy.id for copy in stock.copies if copy.volume_id is not None}
        bound = {title_id for title_id, _price in last_year.titles}
        for year in (today.year - 1, today.year):
            for title, issn, post, frequency, count, fen, supplier, volume, total in PERIODICALS:
                self.codes[titles[title]] = (issn, post)
                if year == last_year.year and titles[title] in bound:
                    continue
                ago = today.year - year
                per_year = 24 if frequency.per == 2 else 12 // frequency.every
                numbering = Numbering(volume=max(0, volume - ago), total=max(0, total - ago * per_year))
                self._subscribe(titles[title], title, year, frequency, numbering, count, fen, supplier, PUPILS_ROOM, 1)
                self._link(titles[title], year, labels, copies)
            for title, post, frequency, count, fen, place in NEWSPAPERS:
                self.codes[titles[title]] = (None, post)
                self._subscribe(titles[title], title, year, frequency, Numbering(), count, fen, POST, place, 0)

    def _closed(self, day: date) -> bool:
        found = self._calendar.exceptions.get(day)
        return found is not None and not found.open

    def _subscribe(
        self, title_id: int, title: str, year: int, frequency: Frequency, numbering: Numbering, copies: int, fen: int,
        supplier: str, place: int, codes: int,
    ) -> None:  # fmt: skip
        first, last, number = date(year, 1, 1), date(year, 12, 31), len(self.subscriptions) + 1
        foretold = foretell(first, last, frequency, numbering, self._closed)
        self.subscriptions.append(
            (number, title_id, year, first.isoformat(), last.isoformat(), frequency.text, numbering.text, copies, place,
             fen, supplier, codes, fen * len(foretold) * copies)
        )  # fmt: skip
        self._labels: dict[str, int] = {}
        waits = timedelta(days=late_days("periodical" if codes else "newspaper", LibrarySettings()))
        came = [one for one in foretold if one.expected is not None and one.expected <= self._today]
        gap = MISSING.get(title, 0) if year == self._today.year else 0
        for nth, one in enumerate(foretold, 1):
            issue_id, own = len(self.issues) + 1, one.numbers
            day = one.expected or first
            self.issues.append(
                (issue_id, number, nth * 100, str(own.volume) if own.volume else None, str(own.number),
                 str(own.total) if own.total else None, day.isoformat())
            )  # fmt: skip
            self._labels[f"{year}年第{own.number}期"] = issue_id  # as the stock names them
            if day > self._today or (nth == len(came) and self._today - day <= waits):
                continue  # the last one is on its way
            if gap and nth == max(1, len(came) - gap):
                if self._today - day > waits:
                    self.claims.append((issue_id, min(self._today, day + waits + ONE_DAY).isoformat(), copies))
                continue
            if not codes:
                self.pieces += [(issue_id, day.isoformat(), None)] * copies

    def _link(self, title_id: int, year: int, labels: dict[tuple[int, str], int], copies: dict[int, int]) -> None:
        """The copies of the last twelve months are these issues; what is missing has none that counts."""
        owner = self.subscriptions[-1]
        waits = {issue_id for issue_id, _day, _copies in self.claims}
        for label, issue_id in self._labels.items():
            day = date.fromisoformat(self.issues[issue_id - 1][6])
            copy_id = copies.get(labels.get((title_id, label), 0))
            if copy_id is not None and issue_id not in waits:
                self.issue_of[copy_id] = issue_id
                self.pieces.append((issue_id, min(day, self._today).isoformat(), copy_id))
            elif day <= self._today - timedelta(days=40) and issue_id not in waits:
                self.pieces.append((issue_id, day.isoformat(), None))
        assert owner[2] == year

    def before_copies(self) -> Iterator[Table]:
        yield (
            "subscription",
            _COLUMNS,
            self.subscriptions,
        )
        yield "issue", "id, subscription_id, seq, volume, number, total_no, expected", self.issues

    def after_copies(self) -> Iterator[Table]:
        yield "piece", "issue_id, arrived_day, copy_id", self.pieces
        yield "claim", "issue_id, day, copies", self.claims
        days = [self._today - timedelta(days=back) for back in range(60, -1, -1)]
        shares = ((None, 1), (self.subscriptions[1][1], 4))  # in general, and a title that is read much
        yield (
            "room_use",
            "day, title_id, uses",
            [
                (day.isoformat(), title_id, USES[place % len(USES)] // share)
                for place, day in enumerate(days)
                if self._calendar.is_open(day)
                for title_id, share in shares
            ],
        )
