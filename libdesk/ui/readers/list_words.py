"""What the readers' list says of a row, and what it says when there is none."""

from collections.abc import Callable
from typing import Final

from libdesk.domain.rows.readers import ReaderFound
from libdesk.i18n import N_, _
from libdesk.ui import icons
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty

STATE_WORDS: Final = {"stopped": N_("stopped"), "left": N_("has left")}
Act = Callable[[], object]


def columns(group: Callable[[ReaderFound], str]) -> tuple[Column, ...]:
    return (
        Column("group", N_("Class"), group, sort=lambda row: row.sort_key),
        Column("name", N_("Name"), lambda row: row.name, sort=lambda row: row.sort_name, width=Width.STRETCH),
        Column("card", N_("Card"), lambda row: row.card, spare=1),
        Column("out", N_("Out"), lambda row: str(row.out or ""), sort=lambda row: -row.out, right=True),
        Column("note", N_("Note"), _note, role=_note_role),
    )


def no_readers(add: Act) -> Empty:
    return Empty(
        _("No readers yet"), _("Readers come from the school's rosters."),
        ((_("Import from a table"), add),), icons.USERS,
    )  # fmt: skip


def no_helpers(everybody: Act) -> Empty:
    return Empty(
        _("No student librarian yet"), _("Find a pupil, then appoint them at the foot of their page."),
        ((_("Show everybody"), everybody),), icons.USERS,
    )  # fmt: skip


def nobody_of(group: str, everybody: Act) -> Empty:
    return Empty(
        _("Nobody of “{group}” fits").format(group=group), _("Look among everybody, or choose another class."),
        ((_("Show everybody"), everybody),), icons.UNKNOWN,
    )  # fmt: skip


def nobody_fits(text: str, again: Act) -> Empty:
    shown = text if len(text) <= 20 else f"{text[:20]}…"
    return Empty(
        _("Nobody fits “{text}”").format(text=shown),
        _("Try the name, its pinyin initials, the class, or scan the card."),
        ((_("Type again"), again),),
        icons.UNKNOWN,
    )


def _note(row: ReaderFound) -> str:
    if row.state in STATE_WORDS:
        return _(STATE_WORDS[row.state])
    if row.overdue:
        return _("{n} overdue").format(n=row.overdue)
    return _("student librarian") if row.helper else ""


def _note_role(row: ReaderFound) -> str:
    return "bad" if row.state == "active" and row.overdue else "warn" if row.state == "stopped" else ""
