"""A list against the holdings: what the library has, has too few of or lacks, and how many would have to be ordered.

A list is a supplier's quotation or a recommended list. Copies of the same ISBN count, and of a title without one;
another edition is shown beside the row and left to the person. What is ordered already is not ordered again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from libdesk.domain.same_books import BookKey, Known, authors_agree, book_key, main_title_key
from libdesk.i18n import N_


class Fate(StrEnum):
    """What a row of a list is to the library."""

    LACK = "lack"
    TOO_FEW = "too_few"
    OTHER = "other"  # only another edition stands here
    HAVE = "have"
    REPEATED = "repeated"  # stands in the list already
    FAULTY = "faulty"


FATE_NAMES: Final = {
    Fate.LACK: N_("lacking"),
    Fate.TOO_FEW: N_("too few"),
    Fate.OTHER: N_("other edition"),
    Fate.HAVE: N_("there"),
    Fate.REPEATED: N_("twice in the list"),
    Fate.FAULTY: N_("not readable"),
}
TICKED: Final = (Fate.LACK, Fate.TOO_FEW)


@dataclass(frozen=True, slots=True)
class Offer:
    """One row of the list. `asked`: how many it wants of the title, None where it does not say."""

    line: int
    title: str
    author: str = ""
    publisher: str = ""
    year: int | None = None
    isbn: str = ""
    price_fen: int | None = None
    class_no: str = ""
    asked: int | None = None
    note: str = ""  # what was wrong with the row, in words

    @property
    def key(self) -> BookKey:
        return book_key(self.title, self.author, self.isbn)


@dataclass(frozen=True, slots=True)
class Held:
    """A title of the library, or a volume that has an ISBN of its own; lost and withdrawn copies do not count."""

    title_id: int
    title: str
    author: str
    isbn: str
    copies: int
    on_shelf: int

    @property
    def key(self) -> BookKey:
        return book_key(self.title, self.author, self.isbn)


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a list is compared with: titles, and (key, count) of what is on order and wished for."""

    held: tuple[Held, ...] = ()
    ordered: tuple[tuple[BookKey, int], ...] = ()
    wished: tuple[tuple[BookKey, int], ...] = ()  # the id of each open wish
    named: tuple[tuple[int, str], ...] = ()  # by the number of the row, the bureau's list that may mean it


@dataclass(frozen=True, slots=True)
class Checked:
    """A row with what became of it. `target`: how many the library should have; `need`: what to order for that.

    `number` is its place in the list: several sheets may have a line of the same number.
    """

    number: int
    offer: Offer
    fate: Fate
    have: int = 0
    on_shelf: int = 0
    others: tuple[Held, ...] = ()
    ordered: int = 0
    wished: tuple[int, ...] = ()
    target: int = 0
    other_line: int = 0  # where the same book stood first
    title_id: int | None = None
    named: str = ""  # the bureau's list that may mean it

    @property
    def need(self) -> int:
        return 0 if self.fate in (Fate.REPEATED, Fate.FAULTY) else max(0, self.target - self.have - self.ordered)

    @property
    def ticked(self) -> bool:
        """Whether it is to be ordered unless the person thinks otherwise; what the bureau names is looked at first."""
        return self.fate in TICKED and self.need > 0 and not self.named


@dataclass(frozen=True, slots=True)
class Sum:
    """What the ticked rows come to. `paid_fen` is after the discount; `priceless`: copies whose price is not known."""

    titles: int = 0
    copies: int = 0
    list_fen: int = 0
    paid_fen: int = 0
    priceless: int = 0


def check(offers: Sequence[Offer], holdings: Holdings, *, enough: int, by_list: bool = True) -> tuple[Checked, ...]:
    """Every row of the list in its order. `enough`: copies of each title, unless the list says how many (`by_list`)."""
    by_isbn: dict[str, list[Held]] = {}
    by_title: dict[str, dict[Held, None]] = {}
    by_main: dict[str, dict[Held, None]] = {}
    keys = {held: held.key for held in holdings.held}
    for held in holdings.held:
        if held.isbn:
            by_isbn.setdefault(held.isbn, []).append(held)
        by_title.setdefault(keys[held].title, {})[held] = None
        by_main.setdefault(main_title_key(held.title), {})[held] = None
    ordered = Known.of((key, (number, count)) for number, (key, count) in enumerate(holdings.ordered))
    wished = Known.of(holdings.wished)
    named = dict(holdings.named)
    first: Known[int] = Known()
    found = []
    for number, offer in enumerate(offers, 1):
        key = offer.key
        same = _stands_in(first, key)
        if same:
            found.append(Checked(number, offer, Fate.REPEATED, other_line=same, named=named.get(number, "")))
            continue
        first.add(key, offer.line)
        alike = [
            held
            for held in (
                # A bare title may be that of a longer one; two longer ones may share no more than their series.
                by_title.get(key.title, {}) | by_title.get(main_title_key(offer.title), {}) | by_main.get(key.title, {})
            )
            if authors_agree(key.author, keys[held].author)
        ]
        own = by_isbn.get(offer.isbn, []) if offer.isbn else []
        own = own + [held for held in alike if held not in own and _counts(key, keys[held])]
        have = sum(held.copies for held in own)
        others = tuple(held for held in alike if held not in own and held.copies)
        target = offer.asked if by_list and offer.asked is not None else enough
        found.append(
            Checked(
                number, offer, _fate(have, target, bool(others)), have, sum(held.on_shelf for held in own), others,
                sum(count for _number, count in ordered.find(key)), tuple(wished.find(key)), target,
                title_id=own[0].title_id if own else None, named=named.get(number, ""),
            )
        )  # fmt: skip
    return tuple(found)


def total(chosen: Iterable[tuple[Offer, int]], discount_permille: int | None) -> Sum:
    """What so many copies of these offers come to."""
    titles = copies = fen = priceless = 0
    for offer, count in chosen:
        titles += 1
        copies += count
        if offer.price_fen is None:
            priceless += count
        else:
            fen += count * offer.price_fen
    return Sum(titles, copies, fen, discounted(fen, discount_permille), priceless)


def discounted(list_fen: int, permille: int | None) -> int:
    """The price after a discount: 680 of a thousand are paid at 6.8 折. Halves of a fen are rounded up."""
    return list_fen if permille is None else (list_fen * permille + 500) // 1000


def _fate(have: int, target: int, others: bool) -> Fate:
    if have:
        return Fate.HAVE if have >= target else Fate.TOO_FEW
    return Fate.OTHER if others else Fate.LACK if target else Fate.HAVE


def _counts(row: BookKey, held: BookKey) -> bool:
    """Whether copies of this title are copies of the row: nothing speaks against it, and the whole titles agree."""
    return row.title == held.title and not (row.isbn and held.isbn and row.isbn != held.isbn)


def _stands_in(first: Known[int], key: BookKey) -> int:
    """The line in which the list names this very book before; sets of different works may share an ISBN."""
    for other, line in first.by_title.get(key.title, ()):
        if authors_agree(key.author, other.author) and (not key.isbn or not other.isbn or key.isbn == other.isbn):
            return line
    return 0
