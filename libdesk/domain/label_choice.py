"""Which copies labels are printed for, in which order, and what is left out and why."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from libdesk.domain.errors import DeskError
from libdesk.domain.rows.prints import LabelKind
from libdesk.domain.value import Value
from libdesk.i18n import N_, _

MOST_NEWEST: Final = 5_000


class Source(StrEnum):
    """Where the copies come from; the values are kept in this PC's settings and never change."""

    ARRIVALS = "arrivals"  # what waits for its label
    NEWEST = "newest"  # the last so many
    BATCH = "batch"
    ACCESSION = "accession"  # numbers from … to
    BARCODES = "barcodes"  # codes from … to
    SHELF = "shelf"  # call numbers from … to
    PLACE = "place"
    SELECTION = "selection"  # what was chosen on another page


SOURCE_NAMES: Final = {
    Source.ARRIVALS: N_("arrivals that wait for a label"),
    Source.NEWEST: N_("the newest copies"),
    Source.BATCH: N_("a batch"),
    Source.ACCESSION: N_("accession numbers"),
    Source.BARCODES: N_("barcodes"),
    Source.SHELF: N_("call numbers"),
    Source.PLACE: N_("a place"),
    Source.SELECTION: N_("what was chosen"),
}


class LabelOrder(StrEnum):
    """Kept in this PC's settings."""

    SHELF = "shelf"
    ACCESSION = "accession"


LABEL_ORDERS: Final = {LabelOrder.SHELF: N_("in shelf order"), LabelOrder.ACCESSION: N_("by accession number")}


class Chosen(Value):
    """What was chosen on another page: whole titles, or single copies. `words`: what they are, for the page."""

    titles: tuple[int, ...] = ()
    copies: tuple[int, ...] = ()
    words: str = ""


class LabelChoice(Value):
    """What is asked for. Parts that a source does not need are passed over."""

    source: Source
    kind: LabelKind
    order: LabelOrder = LabelOrder.SHELF
    unprinted: bool = False  # only what was not printed yet, or would look otherwise now
    batch_id: int | None = None
    place_id: int | None = None
    first: str = ""
    last: str = ""
    newest: int = 100
    chosen: Chosen = Chosen()


class RangeWrong(DeskError):
    """`fault`: "empty" (nothing is written), "order" (it ends before it begins), "unlike" (two kinds of numbers)."""

    fault: str

    def text(self) -> str:
        return {
            "empty": _("Write the first and the last number."),
            "order": _("The last one comes before the first. Change them over."),
            "unlike": _("These two are not of one kind. Write the first and the last number of the same kind."),
        }[self.fault]


class Lack(StrEnum):
    """Why a copy gets no label of a kind."""

    CALL_NO = "call_no"
    BARCODE = "barcode"
    ISBN = "isbn"


LACKS: Final = {Lack.CALL_NO: N_("no call number"), Lack.BARCODE: N_("no barcode"), Lack.ISBN: N_("no ISBN")}
NEEDS: Final[dict[LabelKind, tuple[Lack, ...]]] = {
    LabelKind.SPINE: (Lack.CALL_NO,),
    LabelKind.BARCODE: (Lack.BARCODE,),
    LabelKind.STRIP: (Lack.CALL_NO, Lack.BARCODE),
    LabelKind.ISBN: (Lack.ISBN,),
    LabelKind.CORNER: (),
}


@dataclass(frozen=True, slots=True)
class LabelsFound:
    """The ids in their order, and those left out: what they lack, already printed, withdrawn."""

    ids: Sequence[int] = field(default_factory=lambda: array("q"))
    lacking: dict[Lack, Sequence[int]] = field(default_factory=dict)
    printed: int = 0
    withdrawn: int = 0

    @property
    def lacks(self) -> int:
        return sum(map(len, self.lacking.values()))


def read_ends(first: str, last: str) -> tuple[str, str]:
    """Both ends of a range; one alone is a range of one. Raises RangeWrong."""
    first, last = first.strip(), last.strip()
    if not first and not last:
        raise RangeWrong("empty")
    return first or last, last or first


def code_spans(first: str, last: str) -> list[tuple[str, str]]:
    """Stretches of folded codes of equal length from one to another, as their numbers count. Raises RangeWrong.

    B0998 to B1002 is one; 998 to 1002 are two, since codes sort as text.
    """
    from libdesk.domain.counter import number_parts

    one, other = number_parts(first), number_parts(last)
    if first == last:
        return [(first, last)]
    if one is None or other is None or (one[0], one[2]) != (other[0], other[2]) or one[2]:
        raise RangeWrong("unlike")
    if int(one[1]) > int(other[1]) or len(one[1]) > len(other[1]):
        raise RangeWrong("order")
    spans = []
    for width in range(len(one[1]), len(other[1]) + 1):
        low = one[1] if width == len(one[1]) else f"{10 ** (width - 1)}"
        high = other[1] if width == len(other[1]) else "9" * width
        spans.append((one[0] + low, one[0] + high))
    return spans
