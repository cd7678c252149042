"""From a record that describes a book to the fields of its title."""

from dataclasses import fields
from typing import Final

from libdesk.domain.drafts import BookDraft
from libdesk.domain.titles import FIELD_NAMES, KIND_NAMES, TitleFields

_SHARED: Final = tuple(name for name in FIELD_NAMES if name in {field.name for field in fields(BookDraft)})


def title_of_draft(draft: BookDraft) -> TitleFields:
    """Every field that both know. The number on the shelf is the school's own, never that of another library."""
    values = {name: getattr(draft, name) for name in _SHARED if name not in ("kind", "call_no", "note")}
    kind = draft.kind if draft.kind in KIND_NAMES else "book"
    return TitleFields(kind=kind, **values)
