"""Last year's periodicals of the reading room: two are bound and stand on the shelf, one is on a draft with a gap."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from libdesk.demo.stock import PUPILS_ROOM, Copy, Stock
from libdesk.domain.serials.binding import Gap, Standing, written_gaps
from libdesk.domain.serials.frequency import Frequency, Unit
from libdesk.domain.serials.names import IssueKind
from libdesk.domain.serials.numbering import Numbering

Table = tuple[str, str, list[tuple[Any, ...]]]
FIRST: Final = 10_000  # rows of subscriptions, issues and pieces have numbers of their own here
ISSUES: Final = 12
BOUND: Final = 2  # titles whose year is bound whole
MISSING: Final = 4  # the issue that never came of the title on the draft
BINDERY: Final = "光明装订社"
CLASS_NO: Final = "Z62"  # of collected periodicals for children
POST: Final = "邮局"
MONTHLY: Final = Frequency(Unit.MONTH).text
BY_YEAR: Final = Numbering().text
_COST: Final = 1_500
_SUBSCRIBED: Final = (
    "id, title_id, year, first_day, last_day, frequency, numbering, copies, place_id, issue_fen, year_fen, supplier"
)


@dataclass(slots=True)
class Bound:
    """A volume to be: its list, its issues from first to last."""

    id: int
    binding_id: int
    title_id: int
    copy_id: int
    label: str
    first: int
    last: int
    gaps: str | None = None


@dataclass(slots=True)
class LastYear:
    """Titles of which last year is kept, in their order, and the volumes made of it."""

    year: int
    titles: list[tuple[int, int]] = field(default_factory=list)  # (title, price of an issue)
    volumes: list[Bound] = field(default_factory=list)


def bind_last_year(stock: Stock, today: date) -> LastYear:
    """Adds the volumes to the stock; called once all loans are made, so that nobody has one out."""
    made = LastYear(today.year - 1)
    monthly = [row for row in stock.titles if row[1] == "periodical"][: BOUND + 2]
    for nth, row in enumerate(monthly, 1):
        call_no = f"{CLASS_NO}/{nth}"
        stock.titles[row[0] - 1] = (*row[:8], CLASS_NO, row[9], call_no, row[11])
        made.titles.append((row[0], row[7]))
        if nth <= BOUND:
            for first in (1, 7):
                _add(stock, made, nth, row, call_no, first, first + 5, today - timedelta(days=12))
    draft = monthly[BOUND]
    _add(stock, made, BOUND + 1, draft, f"{CLASS_NO}/{BOUND + 1}", 1, 6, today)
    return made


def _add(
    stock: Stock, made: LastYear, nth: int, title: tuple[Any, ...], call_no: str, first: int, last: int, day: date
) -> None:
    label = f"{made.year}.{first}-{last}"
    volume_id, copy_id = len(stock.volumes) + 1, len(stock.copies) + 1
    stock.volumes.append((volume_id, title[0], label, made.year * 1_000 + first))
    done = nth <= BOUND
    gaps = None if done else written_gaps([Gap(str(MISSING), IssueKind.ISSUE, Standing.MISSING)])
    issues = last - first + 1 - (0 if done else 1)
    stock.copies.append(
        Copy(
            copy_id, title[0], volume_id, "periodical", PUPILS_ROOM, f"{call_no}({label})", issues * title[7],
            "purchase", day, 1, "shelf" if done else "repair",
        )
    )  # fmt: skip
    made.volumes.append(
        Bound(len(made.volumes) + 1, 1 if done else 2, title[0], copy_id, label, first, last, gaps)
    )  # fmt: skip


def binding_rows(made: LastYear, today: date) -> Iterator[Table]:
    """Subscriptions and issues of last year, the two lists, the volumes on them, and the pieces that came."""
    year = made.year
    yield (
        "subscription",
        _SUBSCRIBED,
        [
            (FIRST + nth, title_id, year, f"{year}-01-01", f"{year}-12-31", MONTHLY, BY_YEAR, 1, PUPILS_ROOM, fen,
             fen * ISSUES, POST)
            for nth, (title_id, fen) in enumerate(made.titles)
        ],
    )  # fmt: skip
    numbers = [(nth, number) for nth in range(len(made.titles)) for number in range(1, ISSUES + 1)]
    yield (
        "issue", "id, subscription_id, seq, number, expected",
        [(_issue(nth, number), FIRST + nth, number, str(number), f"{year}-{number:02d}-05") for nth, number in numbers],
    )  # fmt: skip
    sent, back = today - timedelta(days=40), today - timedelta(days=12)
    shelved = today - timedelta(days=8)
    yield (
        "binding", "id, name, made_day, state, bindery, sent_day, back_day",
        [
            (1, f"{year}年过刊装订", sent.isoformat(), "done", BINDERY, sent.isoformat(), back.isoformat()),
            (2, f"{year}年过刊装订（第二批）", today.isoformat(), "draft", BINDERY, None, None),
        ],
    )  # fmt: skip
    yield (
        "bound_volume", "id, binding_id, title_id, year, label, gaps, copy_id, cost_fen, shelved_day",
        [
            (one.id, one.binding_id, one.title_id, year, one.label, one.gaps, one.copy_id,
             *((_COST, shelved.isoformat()) if one.binding_id == 1 else (None, None)))
            for one in made.volumes
        ],
    )  # fmt: skip
    inside = {
        (one.title_id, number): one.id for one in made.volumes for number in range(one.first, one.last + 1)
    }  # fmt: skip
    yield (
        "piece", "id, issue_id, arrived_day, bound_id",
        [
            (_issue(nth, number), _issue(nth, number), f"{year}-{number:02d}-06",
             inside.get((made.titles[nth][0], number)))
            for nth, number in numbers
            if (nth, number) != (BOUND, MISSING)
        ],
    )  # fmt: skip


def _issue(nth: int, number: int) -> int:
    return FIRST + nth * 100 + number
