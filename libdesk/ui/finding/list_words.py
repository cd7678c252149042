"""What the list of titles says: how many there are, and what it shows in place of rows."""

from collections.abc import Callable
from typing import Final

from libdesk.domain.catalogue_search import Wanted, clean
from libdesk.domain.rows.books import TitleFound
from libdesk.i18n import _, ngettext
from libdesk.ui import icons
from libdesk.ui.widgets.row_table import Empty

LONGEST_SHOWN: Final = 20  # characters of what was typed

# The row of a title that is no longer there or cannot be read just now.
GONE: Final = TitleFound(
    id=0, title="", subtitle="", author="", publisher="", year=None, isbn="", call_no="", place="", copies=0,
    on_shelf=0, next_due=None,
)  # fmt: skip


def hint() -> str:
    return _("Title, author, pinyin initials, ISBN, barcode or call number")


def how_many(total: int | None) -> str:
    """The line below the list; None: they are still being counted."""
    if total is None:
        return _("Counting …")
    return ngettext("{count} title", "{count} titles", total).format(count=f"{total:,}")


def nothing_found(wanted: Wanted, type_again: Callable[[], object], show_all: Callable[[], object]) -> Empty:
    """Nothing fits what was typed or chosen, and what may be tried."""
    text = clean(wanted.text).strip()
    everything = (_("Show all"), show_all)
    if not text:
        return Empty(_("No title fits these choices"), _("Choose fewer of them."), (everything,), icons.UNKNOWN)
    shown = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
    title = _("Nothing fits “{text}”").format(text=shown)
    again = (_("Type again"), type_again)
    if wanted.filtered:
        return Empty(title, _("The choices above narrow the search as well."), (again, everything), icons.UNKNOWN)
    sentence = _("Try fewer characters, another word of the title, the author, or the pinyin initials.")
    return Empty(title, sentence, (again,), icons.UNKNOWN)
