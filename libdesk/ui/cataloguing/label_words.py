"""What a change of call numbers leaves to do: the copies that have to get a new label, told with what was done."""

from libdesk.actions.cataloguing.relabelling import LABELS
from libdesk.actions.desk import Desk
from libdesk.i18n import ngettext, sentences
from libdesk.store.queries.journal import counted_in


def with_labels(desk: Desk, text: str, journal_id: int) -> str:
    count = counted_in(desk.library, journal_id, LABELS)
    if not count:
        return text
    words = ngettext("{n} copy needs a new label: see “In hand”.", "{n} copies need a new label: see “In hand”.", count)
    return sentences(text, words.format(n=f"{count:,}"))
