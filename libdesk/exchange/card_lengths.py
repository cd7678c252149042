"""Card numbers that a spreadsheet took for numbers: campus cards have ten digits or eight hexadecimal ones, all alike.

Zeros at the front are lost, and 1E5 among hexadecimal numbers becomes 100000. Only the length of the others shows it.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from libdesk.domain.drafts import NoteKind, ReaderDraft, RowNote

_LEAST: Final = 4  # numbers that tell what is usual
_SHORTEST: Final = 8  # digits; the shorter numbers of a school are counted up and may differ
_SHARE: Final = 0.6  # have the usual length: of random ten-digit numbers a quarter begins with a zero
_MOST_LOST: Final = 3  # zeros
_HEX_SHARE: Final = 0.2


def odd_cards(drafts: Sequence[ReaderDraft]) -> list[RowNote]:
    """A note for each reader with a card number that seems to have lost its zeros or its letter."""
    codes = [code for draft in drafts for code in draft.cards]
    usual, count = Counter(map(len, codes)).most_common(1)[0] if codes else (0, 0)
    if count < _LEAST or usual < _SHORTEST or count < _SHARE * len(codes):
        return []
    alike = [code for code in codes if len(code) == usual]
    lettered = sum(1 for code in alike if not code.isdigit()) >= _HEX_SHARE * len(alike)

    def is_odd(code: str) -> bool:
        return code.isdigit() and (usual - _MOST_LOST <= len(code) < usual or (lettered and len(code) > usual))

    return [
        RowNote(draft.line, draft.sheet, NoteKind.CARD_LENGTH, code)
        for draft in drafts
        for code in draft.cards
        if is_odd(code)
    ]
