"""A prefix before every reader card, where card numbers and book barcodes clash: the cards are printed anew."""

from dataclasses import dataclass

from libdesk.actions.desk import Desk
from libdesk.actions.imports.chunks import Steps
from libdesk.domain.barcodes import MAX_LENGTH, Numbering, fold_barcode, is_reserved, prefixed
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.settings import written
from libdesk.i18n import _
from libdesk.store.queries import imports as queries
from libdesk.store.tables import Barcode, Setting

LONGEST = 6  # characters of a prefix: a card has to stay short enough to print


@dataclass(frozen=True, slots=True)
class PrefixReceipt:
    """Every reader card has the prefix now; `cards` were changed and have to be printed anew."""

    journal_id: int
    prefix: str
    cards: int


@dataclass(eq=False)
class PrefixUnusable(DeskError):
    prefix: str

    def text(self) -> str:
        return _("“{prefix}” cannot stand before card numbers. Choose one to six capital letters.").format(
            prefix=self.prefix
        )


@dataclass(eq=False)
class PrefixClashes(DeskError):
    """With the prefix a card would still have the code of a book, or of another card."""

    prefix: str
    code: str

    def text(self) -> str:
        return _("With “{prefix}” a card would be {code}, which is in use already. Choose another prefix.").format(
            prefix=self.prefix, code=self.code
        )


def put_prefix(desk: Desk, prefix: str, progress: Progress | None = None) -> PrefixReceipt:
    """Put a prefix before all reader cards, old and lost ones too, and before those of every later roster.

    A bare number no longer means a reader, so that a book may bear it. Raises PrefixUnusable, PrefixClashes, Cancelled.
    """
    folded = _checked(prefix)
    with desk.action(Op.PREFIX_CARDS) as act:
        cards = queries.reader_codes(desk.library)
        others = {key for key, owner in queries.code_owners(desk.library).items() if owner.reader_id is None}
        after = [(card_id, prefixed(key, folded), f"{folded}{printed}") for card_id, key, printed in cards]
        for _card_id, key, printed in after:
            if key in others or len(key) > MAX_LENGTH or is_reserved(key):
                raise PrefixClashes(folded, printed)
        steps = Steps(progress, len(after))
        # Longest first: no card may take for a moment the code that another still has.
        for card_id, key, printed in sorted(after, key=lambda card: -len(card[1])):
            act.change(Barcode, card_id, code_key=key, printed=printed)
            steps()
        whole = folded + desk.settings.card_prefix
        row = act.connection.execute("SELECT id FROM setting WHERE key = 'card_prefix'").fetchone()
        if row:
            act.change(Setting, row[0], value=written(whole))
        else:
            act.add(Setting, key="card_prefix", value=written(whole))
        act.note(prefix=folded, cards=len(after))
    return PrefixReceipt(act.journal_id, folded, len(after))


def suggest_prefix(desk: Desk) -> str:
    """A prefix with which no card would have the code of a book."""
    library = desk.read(Op.PREFIX_CARDS)
    others = {key for key, owner in queries.code_owners(library).items() if owner.reader_id is None}
    keys = [key for _card_id, key, _printed in queries.reader_codes(library)]
    for prefix in ("R", "D", "Z", "RD", "DZ", "CARD"):
        starts = any(code.startswith(prefix) and code[len(prefix) :].isdigit() for code in others)
        if not starts and all(prefixed(key, prefix) not in others for key in keys):
            return prefix
    return "READER"


def _checked(prefix: str) -> str:
    folded = fold_barcode(prefix)
    if not 1 <= len(folded) <= LONGEST or not (folded.isascii() and folded.isalnum()) or folded.isdigit():
        raise PrefixUnusable(prefix)
    Numbering(folded)
    return folded
