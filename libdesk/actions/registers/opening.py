"""The opening balance (期初): what the library had before libdesk and has not in its catalogue, counted by hand."""

from collections.abc import Mapping

from libdesk.actions.desk import Desk
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.registers.sums import LETTERS, OTHER
from libdesk.i18n import _
from libdesk.store.queries import registers as queries
from libdesk.store.tables import OpeningBalance

Counted = tuple[int, int, int]
"""Titles, copies, fen."""


class MoreTitlesThanCopies(DeskError):
    letter: str

    def text(self) -> str:
        return _("Class {letter} has more titles than copies. Look at the two numbers again.").format(
            letter=self.letter
        )


def set_opening(desk: Desk, counted: Mapping[str, Counted]) -> int:
    """Keep the opening balance of these class letters; what is not named is empty. Gives the journal entry.

    Raises MoreTitlesThanCopies. Letters are those of `LETTERS`, OTHER for all else.
    """
    if unknown := counted.keys() - {*LETTERS, OTHER}:
        raise LookupError(f"no class letters: {sorted(unknown)}")
    for letter, (titles, copies, _fen) in counted.items():
        if titles > copies:
            raise MoreTitlesThanCopies(letter)
    with desk.action(Op.EDIT_OPENING) as act:
        known = queries.opening_balance(desk.library)
        for letter in (*LETTERS, OTHER):
            values = counted.get(letter, (0, 0, 0))
            before = known.get(letter)
            if before is None and any(values):
                titles, copies, fen = values
                act.add(OpeningBalance, class_letter=letter, titles=titles, copies=copies, amount_fen=fen)
            elif before is not None and not any(values):
                act.remove(OpeningBalance, before[0])
            elif before is not None and before[1:] != tuple(values):
                titles, copies, fen = values
                act.change(OpeningBalance, before[0], titles=titles, copies=copies, amount_fen=fen)
        act.note(classes=len(counted))
    return act.journal_id
