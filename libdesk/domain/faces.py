"""What a card or a label shows, as one short code: printed again is only what would look otherwise.

The code is a hash, since the library keeps it for years and it need not tell what stood there.
"""

from collections.abc import Iterable
from enum import StrEnum

from libdesk.domain.rows.prints import CardLayout, CardRow, LabelLayout, LabelRow

LENGTH = 16  # hexadecimal digits: no two of a million faces of one library are the same by chance


class PrintKind(StrEnum):
    """What was printed; the values are those of the table and never change."""

    CARD = "card"
    SPINE = "spine"
    BARCODE = "barcode"
    STRIP = "strip"


def card_face(row: CardRow, layout: CardLayout) -> str:
    """Of a reader card: what is this reader's own and is printed by this layout. The school's own parts do not count:
    a new line at the foot makes no old card wrong."""
    from hashlib import sha256

    photo = sha256(row.photo).hexdigest() if layout.photo and row.photo else ""
    return _code(
        (
            row.name,
            row.school_no,
            row.code,
            row.kind,
            row.group if layout.group else "",
            str(row.valid_until or "") if layout.valid else "",
            photo,
        )
    )


def label_face(row: LabelRow, layout: LabelLayout) -> str:
    """Of a label, by its kind: the call number, the code with the title, or both."""
    spine = (row.call_no,) if layout.kind in ("spine", "strip") else ()
    bars = (row.code, row.title if layout.title else "") if layout.kind in ("barcode", "strip") else ()
    return _code((*spine, *bars))


def _code(parts: Iterable[str]) -> str:
    from hashlib import sha256

    return sha256("\x1f".join(parts).encode()).hexdigest()[:LENGTH]
