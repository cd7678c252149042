"""A prefix before reader cards, where card numbers and book barcodes clash: only cards that clash are printed anew.

Every reader gets the prefixed number beside the bare one. A bare number stays with its reader until a book needs it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, NamedTuple

from libdesk.actions.desk import Desk
from libdesk.actions.imports.chunks import Steps, add_in_chunks
from libdesk.actions.imports.plans import BookPlan, LoanPlan, Plan
from libdesk.actions.journal import Action
from libdesk.domain.barcodes import MAX_LENGTH, Numbering, fold_barcode, is_reserved, prefixed
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.rows.imports import CardCode
from libdesk.domain.settings import written
from libdesk.i18n import _
from libdesk.store.queries import code_runs
from libdesk.store.queries import imports as queries
from libdesk.store.tables import Barcode, Setting

LONGEST: Final = 6  # characters of a prefix: a card has to stay short enough to print
_BARCODE: Final = ("code_key", "printed", "reader_id", "since")
_PREFIXES: Final = ("R", "D", "Z", "RD", "DZ", "CARD", "READER")


@dataclass(frozen=True, slots=True)
class PrefixReceipt:
    """Every card has a number with `prefix` now; those of `anew`, as they are to be printed, have no other."""

    journal_id: int
    prefix: str
    cards: int  # numbers that were given
    anew: tuple[str, ...]


class PrefixUnusable(DeskError):
    prefix: str

    def text(self) -> str:
        return _("“{prefix}” cannot stand before card numbers. Choose one to six capital letters.").format(
            prefix=self.prefix
        )


class PrefixClashes(DeskError):
    """With the prefix a card would still have the code of a book, or of another card."""

    prefix: str
    code: str

    def text(self) -> str:
        return _("With “{prefix}” a card would be {code}, which is in use already. Choose another prefix.").format(
            prefix=self.prefix, code=self.code
        )


class _Given(NamedTuple):
    """A card, the prefixed number for it, whether a book needs the old one, and whether the reader has the new one."""

    card: CardCode
    key: str
    printed: str
    needed: bool
    there: bool


@dataclass(frozen=True, slots=True)
class PrefixOffer:
    """What settles a clash: a prefix with which it is over, and the numbers that are both card and barcode."""

    prefix: str
    codes: tuple[str, ...]


def put_prefix(desk: Desk, prefix: str, books: Collection[str] = (), progress: Progress | None = None) -> PrefixReceipt:
    """Give every card that counts its number with a prefix too, and so with those of every later roster.

    `books` are folded barcodes about to be brought in: cards with one of these numbers lose it, old and lost ones too.
    The prefix that the library has already can be put again, for cards that have come since and books that come now.
    Raises PrefixUnusable, PrefixClashes, Cancelled.
    """
    folded = _checked(prefix)
    with desk.action(Op.PREFIX_CARDS) as act:
        plan = _Plan(desk, books)
        given, taken = plan.given(folded)
        if taken:
            raise PrefixClashes(folded, taken)
        steps = Steps(progress, len(given))

        def values(one: _Given) -> tuple[object, ...]:
            return (one.key, one.printed, one.card.reader_id, act.at)

        anew = _let_go(act, [one for one in given if one.needed], steps)
        fresh = [one for one in given if not one.needed]
        list(add_in_chunks(act, Barcode, _BARCODE, fresh, values, steps))
        whole = plan.whole(folded)
        _keep(act, whole)
        act.note(prefix=whole, cards=len(given), anew=len(anew))
    return PrefixReceipt(act.journal_id, whole, len(given), anew)


def suggest_prefix(desk: Desk, books: Collection[str] = ()) -> str:
    """A prefix with which no card would have the code of a book: the library's own while it does."""
    desk.read(Op.PREFIX_CARDS)
    plan = _Plan(desk, books)
    others = {key for key, owner in plan.owners.items() if owner.reader_id is None} | plan.books
    for prefix in (plan.before, *_PREFIXES) if plan.before else _PREFIXES:
        starts = any(code.startswith(prefix) and code[len(prefix) :].isdigit() for code in others)
        if not starts and len(prefix) <= LONGEST and not plan.given(prefix)[1]:
            return prefix
    return _PREFIXES[-1]


def barcodes_of(plan: Plan) -> frozenset[str]:
    """The folded barcodes that a list brings for books."""
    if not isinstance(plan, BookPlan):
        return frozenset()
    return frozenset(fold_barcode(code) for draft in plan.parsed.drafts for code in draft.barcodes if code)


def offer(desk: Desk, plan: Plan) -> PrefixOffer | None:
    """How the clash that a plan has met would be settled; None without one."""
    if isinstance(plan, LoanPlan) or not plan.card_clashes:
        return None
    books = barcodes_of(plan)
    if isinstance(plan, BookPlan):
        codes = [card.printed for card in queries.reader_codes(desk.library) if card.key in books]
    else:
        owners = queries.code_owners(desk.library)
        listed = [code for draft in plan.parsed.drafts for code in draft.cards]
        codes = [code for code in listed if (owner := owners.get(fold_barcode(code))) and owner.copy_id is not None]
    return PrefixOffer(suggest_prefix(desk, books), tuple(dict.fromkeys(codes)))


class _Plan:
    """What a prefix would give to the cards as they are."""

    def __init__(self, desk: Desk, books: Collection[str]) -> None:
        self.owners = queries.code_owners(desk.library)
        self.books = frozenset(books)
        self.kept = code_runs.kept_codes(desk.library)  # labels printed for books to come
        self.before = desk.settings.card_prefix
        self._cards = queries.reader_codes(desk.library)

    def whole(self, prefix: str) -> str:
        """What stands before a bare number: another prefix comes before the one that the cards have already."""
        return prefix if prefix == self.before else prefix + self.before

    def given(self, prefix: str) -> tuple[list[_Given], str]:
        """The numbers given, and the first that cannot be, since a book or another reader has it ("" without one)."""
        found: list[_Given] = []
        readers: dict[str, int] = {}
        for card in self._cards:
            needed = card.key in self.books
            has_prefix = bool(self.before) and card.key.startswith(self.before)
            if not needed and (card.state != "active" or (has_prefix and prefix == self.before)):
                continue
            more = prefix if has_prefix else self.whole(prefix)
            key, printed = prefixed(card.key, more), f"{more}{card.printed}"
            owner = self.owners.get(key)
            reader_id = readers.get(key, owner.reader_id if owner else card.reader_id)
            unfit = len(key) > MAX_LENGTH or is_reserved(key) or self.kept.holds(key)
            if reader_id != card.reader_id or key in self.books or unfit:
                return [], printed
            there = owner is not None or key in readers
            readers[key] = card.reader_id
            if needed or not there:
                found.append(_Given(card, key, printed, needed, there))
        return found, ""


def _let_go(act: Action, needed: list[_Given], steps: Steps) -> tuple[str, ...]:
    """Cards leave their number to a book; gives those to be printed anew. A lost card stays a lost one."""
    for one in needed:
        if one.there:
            act.remove(Barcode, one.card.id)
        else:
            act.change(Barcode, one.card.id, code_key=one.key, printed=one.printed)
        steps()
    return tuple(one.printed for one in needed if one.card.state == "active")


def _keep(act: Action, whole: str) -> None:
    """Later rosters get the same prefix."""
    row = act.connection.execute("SELECT id, value FROM setting WHERE key = 'card_prefix'").fetchone()
    if row is None:
        act.add(Setting, key="card_prefix", value=written(whole))
    elif row[1] != written(whole):
        act.change(Setting, row[0], value=written(whole))


def _checked(prefix: str) -> str:
    folded = fold_barcode(prefix)
    if not 1 <= len(folded) <= LONGEST or not (folded.isascii() and folded.isalnum()) or folded.isdigit():
        raise PrefixUnusable(prefix)
    Numbering(folded)
    return folded
