"""The last step to a draft, the same for both formats: its copies, and what libdesk itself wrote to the letter."""

from typing import Any, Final

from libdesk.domain.callnumbers import book_class
from libdesk.domain.drafts import BookDraft, CopyDraft
from libdesk.exchange.marc import exact
from libdesk.exchange.marc.copies import TAGS, Notes, copies_of
from libdesk.exchange.marc.record import ByTag

_MOST_NAMED: Final = 99  # copies that a record counts without a number for each


def finished(
    kept: dict[str, Any], by_tag: ByTag, number: int, notes: Notes, items: list[CopyDraft] | None = None
) -> BookDraft:
    """The draft from the fields found so far; `items` are copies that the format has fields of its own for."""
    named = 0
    if not TAGS.isdisjoint(by_tag):
        more, class_no, call_no, named = copies_of(by_tag, notes)
        items = items or more
        if class_no and not kept.get("class_no"):
            kept["class_no"] = class_no
        if call_no:
            kept["call_no"] = call_no
    if kept.get("class_no"):
        kept["class_no"] = book_class(kept["class_no"])
    if exact.TAG in by_tag:
        exact.read_into(kept, by_tag)
    if items:
        kept["items"] = tuple(items)
        kept["barcodes"] = tuple([item.barcode for item in items if item.barcode])
        kept["copies"] = len(items)
    elif named > 1:
        kept["copies"] = min(named, _MOST_NAMED)
    return BookDraft(number, **kept)
