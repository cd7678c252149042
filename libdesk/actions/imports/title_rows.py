"""What a draft says of its title, as the table `title` keeps it: the same for lists and for records."""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any, Final

from libdesk.actions.imports.states import item_kind
from libdesk.domain.drafts import BookDraft
from libdesk.domain.show import ITEM_KIND_NAMES
from libdesk.domain.titles import KIND_NAMES
from libdesk.i18n import _

# The fields that have the same name in a draft and in the table, and that a later list may fill or replace.
FIELDS: Final = (
    "subtitle", "author", "contributors", "original_title", "publisher", "pub_place", "pub_date", "year", "edition",
    "isbn", "issn", "unified_no", "cn_no", "post_code", "frequency", "price_fen", "binding", "extent", "size",
    "accompanying", "series", "series_no", "class_no", "call_no", "subjects", "language", "audience", "summary",
    "grade_from", "grade_to",
)  # fmt: skip
_FIELDS: Final = attrgetter(*FIELDS)
COLUMNS: Final = ("kind", "title", *FIELDS, "note", "shelving", "added", "record_id")

_SETS: Final = ("多卷", "套书", "multi-volume")


def title_kind(text: str) -> str:
    """The kind of a title by its code or by a list's word for it, libdesk's own words first."""
    if not text or text in KIND_NAMES:
        return text or "book"
    own = next((code for code, name in KIND_NAMES.items() if text in (name, _(name))), "")
    if own or any(word in text for word in _SETS):
        return own or "set"
    kind = item_kind(text)
    return kind if kind in KIND_NAMES else "book"


def copy_kind(text: str) -> str:
    """The kind that lending rules go by: the copies of a set are books."""
    if not text or text == "book":
        return "book"
    if text in ITEM_KIND_NAMES:
        return text
    own = next((code for code, name in ITEM_KIND_NAMES.items() if text in (name, _(name))), "")
    return own or ("book" if title_kind(text) == "set" else item_kind(text))


def title_row(draft: BookDraft, at: int, record_id: int | None = None, **instead: Any) -> Sequence[Any]:
    """The values of COLUMNS; `instead` replaces fields of the draft."""
    values: Sequence[Any] = _FIELDS(draft)
    if instead:
        values = [instead.get(name, value) for name, value in zip(FIELDS, values, strict=True)]
    return (
        title_kind(draft.kind), draft.title, *[None if value == "" else value for value in values], draft.note or None,
        draft.shelving, at, record_id,
    )  # fmt: skip
