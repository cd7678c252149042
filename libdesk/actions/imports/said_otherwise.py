"""What a later row of a list says otherwise about a title than the row that brought it: the first one counts."""

from typing import Final

from libdesk.actions.imports import texts
from libdesk.actions.imports.title_rows import FIELDS
from libdesk.domain.drafts import BookDraft
from libdesk.domain.matching import text_key
from libdesk.domain.title_kinds import LABELS
from libdesk.i18n import _

# Each copy keeps its own call number and price; the ISBN has made the two rows one, or is taken from the later row.
_OWN: Final = frozenset({"call_no", "price_fen", "isbn"})
_COMPARED: Final = ("title", *(name for name in FIELDS if name not in _OWN))


def said_otherwise(first: BookDraft, later: BookDraft) -> list[str]:
    """A sentence that names the fields, or nothing; volumes of one work may differ."""
    if first.volume != later.volume:
        return []
    names = [name for name in _COMPARED if _differ(getattr(first, name), getattr(later, name))]
    return [texts.row_before_counts(first.line, [_(LABELS[name]) for name in names])] if names else []


def _differ(first: object, later: object) -> bool:
    """What the later row leaves empty it does not deny; width, case and signs make no difference."""
    if later in (None, ""):
        return False
    if isinstance(first, str) and isinstance(later, str):
        return text_key(first) != text_key(later) if text_key(later) else first != later
    return first != later
