"""From the session to what the widgets show: the reader's card, the list of scans, the mode line."""

from datetime import datetime
from zoneinfo import ZoneInfo

from libdesk.domain.counter import CounterState, Mode
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.shelf import ReaderChoice
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _
from libdesk.store.queries import desk as queries
from libdesk.ui.lending import telling
from libdesk.ui.lending.session import DeskSession
from libdesk.ui.lending.telling import Told
from libdesk.ui.widgets.mode_line import ModeShape
from libdesk.ui.widgets.reader_panel import LoanLine, ReaderCard
from libdesk.ui.widgets.recent_list import RecentRow
from libdesk.ui.widgets.suggestions import Suggestion

MODES = {
    Mode.LEND: (ModeShape.LEND, N_("Lend")),
    Mode.RETURN: (ModeShape.GIVE_BACK, N_("Return")),
    Mode.RENEW: (ModeShape.RENEW, N_("Renew")),
    Mode.IN_HOUSE: (ModeShape.FIND, N_("Reading room")),
    Mode.RUN: (ModeShape.AUTO, N_("Several copies")),
}


def expected(state: CounterState) -> str:
    """What the desk waits for, in a few words."""
    if state.awaiting_helper:
        return _("waiting for the helper's own card")
    if state.waiting_copy is not None:
        return _("waiting for the reader card")
    if state.mode in (Mode.RETURN, Mode.RENEW, Mode.IN_HOUSE):
        return _("waiting for a book")
    if state.mode is Mode.RUN and state.reader_id is not None:
        return _("waiting for the books; {count} so far").format(count=len(state.run))
    return _("waiting for a book") if state.reader_id is not None else _("waiting for a card or a book")


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
            _("said to be returned") if loan.claimed else show_day(loan.due),
            loan.late,
        )
        for loan in session.loans()
    )
    limit = desk.rules.total(reader.kind).max_loans
    notes = []
    ready = queries.ready_for_reader(desk.library, reader.id)
    if ready:
        notes.append(_("On the hold shelf: {titles}").format(titles="、".join(ready)))
    return ReaderCard(
        reader.id, reader.name, telling.class_of(desk, reader), reader.out, limit if limit is not None else 999, loans,
        notes=tuple(notes),
    )  # fmt: skip


def recent_rows(session: DeskSession) -> list[RecentRow]:
    """The list of scans, newest first; its key is the place in the session's own list."""
    zone = ZoneInfo(session.desk.settings.zone)
    rows = []
    for number, told in enumerate(session.recent):
        why = _("Nothing was changed.") if told.journal_id is None else session.can_undo(told.journal_id)
        time_text = datetime.fromtimestamp(told.at / 1000, zone).strftime("%H:%M")
        undoable = told.journal_id is not None and not why
        shown_why = "" if told.journal_id is None else why
        rows.append(RecentRow(number, time_text, told.outcome, told.headline, _who(told), undoable, shown_why))
    return rows


def _who(told: Told) -> str:
    if told.outcome in (Outcome.REFUSED, Outcome.NOT_FOUND):
        return told.lines[0] if told.lines else told.who
    return told.who


def suggestion(session: DeskSession, row: ReaderChoice) -> Suggestion:
    return Suggestion(row.reader_id, row.name, telling.class_of(session.desk, row))
