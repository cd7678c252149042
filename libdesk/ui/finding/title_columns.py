"""The columns of a list of titles: what everybody looks for, and what a librarian may want beside it."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Final

from libdesk.domain.rows.books import TitleFound, show_place
from libdesk.domain.titles import KIND_NAMES
from libdesk.i18n import N_, _
from libdesk.ui.widgets.row_model import Column, Width

LONGEST_AUTHOR: Final = 7  # characters; the whole stands in the tooltip and beside the list
EXTRA: Final = ("kind", "class_no", "publisher", "year", "copies")
"""Columns that a list has only when it is asked for them; the later give way first."""


def columns(today: Callable[[], date], extra: Collection[str] = ()) -> tuple[Column, ...]:
    """The columns of the rows of a search; `extra` names some of EXTRA."""
    more = {
        "kind": Column("kind", N_("Kind"), lambda row: _(KIND_NAMES.get(row.kind, row.kind)), spare=5),
        "class_no": Column("class_no", N_("Class number"), lambda row: row.class_no, spare=4),
        "publisher": Column(
            "publisher", N_("Publisher"), lambda row: _short(row.publisher), tip=lambda row: row.publisher, spare=6
        ),
        "year": Column("year", N_("Year"), lambda row: str(row.year or ""), right=True, spare=3),
        "copies": Column("copies", N_("Copies"), lambda row: str(row.copies or ""), right=True, spare=3),
    }
    return (
        Column("title", N_("Title"), lambda row: row.name, width=Width.STRETCH),
        Column("author", N_("Author"), lambda row: _short(row.author), tip=lambda row: row.author, spare=1),
        *(more[name] for name in EXTRA if name in extra),
        Column("call_no", N_("Call number"), lambda row: row.call_no),
        Column("place", N_("Place"), lambda row: show_place(row.place), spare=2),
        Column("state", N_("Where"), lambda row: row.state(today()), role=_role),
    )


def _role(row: TitleFound) -> str:
    return "good" if row.ready else ""


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_AUTHOR else f"{text[:LONGEST_AUTHOR]}…"
