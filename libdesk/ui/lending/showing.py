"""From the session to what the widgets show: the reader's card, the list of scans, the mode line."""

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from libdesk.actions import undo
from libdesk.actions.desk import Desk
from libdesk.domain.counter import CounterState, Mode
from libdesk.domain.op_labels import label_of
from libdesk.domain.ops import Op
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.shelf import ReaderChoice
from libdesk.domain.show import show_due
from libdesk.i18n import N_, _, listed, ngettext
from libdesk.store.queries import desk as queries
from libdesk.store.queries import desk_log
from libdesk.ui.lending import telling
from libdesk.ui.lending.recent import DONE, why_in_words
from libdesk.ui.lending.session import DeskSession
from libdesk.ui.lending.telling import Told
from libdesk.ui.widgets.mode_line import ModeShape
from libdesk.ui.widgets.reader_panel import LoanLine, ReaderCard
from libdesk.ui.widgets.recent_list import RecentRow

if TYPE_CHECKING:
    from libdesk.ui.widgets.suggestions import Suggestion

MODES = {
    Mode.LEND: (ModeShape.LEND, N_("Lend")),
    Mode.LESSON: (ModeShape.LEND, N_("Lesson")),
    Mode.RETURN: (ModeShape.GIVE_BACK, N_("Return")),
    Mode.RENEW: (ModeShape.RENEW, N_("Renew")),
    Mode.IN_HOUSE: (ModeShape.FIND, N_("Reading room")),
    Mode.RUN: (ModeShape.AUTO, N_("Several copies")),
}


def expected(state: CounterState, seconds: int | None = None) -> str:
    """What the desk waits for, in a few words; `seconds` are left until it waits no more."""
    if state.reader_id is None and not state.idle:
        words = _("scan the helper's own card") if state.awaiting_helper else _("scan the reader card")
        return words if seconds is None else _("{words}, {n} s").format(words=words, n=seconds)
    if state.awaiting_helper:
        return _("scan the helper's own card")
    if state.mode in (Mode.RETURN, Mode.RENEW, Mode.IN_HOUSE):
        return _("scan a book")
    if state.mode is Mode.RUN:
        count = len(state.run)
        if state.reader_id is None and not count:
            return _("scan the card of a class or a teacher")
        return ngettext("scan the books; {count} so far", "scan the books; {count} so far", count).format(count=count)
    if state.reader_id is not None:
        return _("scan a book")
    return _("seat number or card") if state.mode is Mode.LESSON else _("scan a card or a book")


def reader_card(session: DeskSession) -> ReaderCard | None:
    """The reader at the desk as the panel shows it: name, class, books; nothing that others should not see."""
    reader = session.reader
    if reader is None:
        return None
    desk = session.desk
    loans = tuple(
        LoanLine(
            loan.loan_id,
            _("{title} (reading room)").format(title=loan.title) if loan.in_house else loan.title,
            _("said to be returned") if loan.claimed else show_due(loan.due, desk.today),
            loan.late,
        )
        for loan in session.loans()
    )
    notes = []
    ready = queries.ready_for_reader(desk.library, reader.id)
    if ready:
        notes.append(_("On the hold shelf: {titles}").format(titles=listed(ready)))
    if desk.allows(Op.SEE_CHARGES):
        notes += _owed(*queries.open_charges(desk.library, reader.id))
    group = telling.class_of(desk, reader)
    if reader.kind in ("class", "department"):
        person = desk_log.responsible_name(desk.library, reader.id)
        group = _("{group}, {name} answers for it").format(group=group, name=person) if person else group
    limit = desk.rules.limit(reader.lending_kind, desk.today, reader.class_ref)
    return ReaderCard(
        reader.id, reader.name, group, reader.out, limit if limit is not None else 999, loans,
        _photo(session, reader.id), tuple(notes),
    )  # fmt: skip


def _owed(losses: int, others: int) -> list[str]:
    """What a librarian is told of a reader who owes something; nothing of it stops a loan."""
    lost = ngettext("{n} lost book to replace", "{n} lost books to replace", losses).format(n=losses)
    rest = ngettext("{n} fine or damage to pay", "{n} fines or damages to pay", others).format(n=others)
    return [lost] * bool(losses) + [rest] * bool(others)


def recent_rows(session: DeskSession) -> list[RecentRow]:
    """The list of scans, newest first; its key is the place in the session's own list."""
    zone = ZoneInfo(session.desk.settings.zone)
    rows = []
    for number, (told, why) in enumerate(session.recent.rows()):
        time_text = datetime.fromtimestamp(told.at / 1000, zone).strftime("%H:%M")
        headline = _("Undone: {what}").format(what=told.headline) if why == DONE else told.headline
        undoable = told.journal_id is not None and not why
        rows.append(RecentRow(number, time_text, told.outcome, headline, _who(told), undoable, why_in_words(why)))
    return rows


def _who(told: Told) -> str:
    """Whose scan it was; of a refusal also why."""
    if told.outcome is Outcome.REFUSED:
        return " · ".join((*told.who.split("  ")[:1], *told.lines[:1])) if told.who else "".join(told.lines[:1])
    return told.lines[0] if _is_card(told) else told.who


def _is_card(told: Told) -> bool:
    """A card with a problem: its name is the headline already."""
    return told.problem and told.copy_id is None and bool(told.lines)


def _photo(session: DeskSession, reader_id: int) -> bytes | None:
    """Asked for only where the school keeps photos, so that a scan costs no query more elsewhere."""
    desk = session.desk
    if not desk.settings.photos:
        return None
    from libdesk.store.queries import persons  # a school without photos never needs it here

    return persons.photo_of(desk.library, reader_id)


def undo_label(session: DeskSession) -> str:
    """What F8 would undo, or of what it says where that is undone, in words; '' when there is nothing."""
    return undo_label_at(session.desk)


def undo_label_at(desk: Desk) -> str:
    """The same of a desk without its session."""
    entry = undo.newest_undoable(desk)
    if entry is None:
        return ""
    label = _(label_of(Op(entry.op), entry.args))
    title = telling.named_in(desk, entry.args)
    return _("{op} “{title}”").format(op=label, title=title) if title else label


def suggestion(session: DeskSession, row: ReaderChoice) -> "Suggestion":
    from libdesk.ui.widgets.suggestions import Suggestion

    return Suggestion(row.reader_id, row.name, telling.class_of(session.desk, row))
