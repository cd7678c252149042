"""One step of the counter done: the action it asks for, and what is told of it."""

from typing import Final

from libdesk.actions import house_use, lending, returning, shifts, undo
from libdesk.actions.desk import Desk
from libdesk.actions.errors import NothingToUndo, ReaderUnknown, UndoneElsewhere
from libdesk.domain import counter
from libdesk.domain.counter import CounterState, Looks, Mode, Step
from libdesk.domain.loans import LoanRefused
from libdesk.domain.op_labels import OP_LABELS
from libdesk.domain.ops import Op, Role
from libdesk.domain.outcome import Outcome
from libdesk.domain.reasons import CopyBound, CopyLeaves, CopyWithdrawn
from libdesk.i18n import _
from libdesk.store.queries import desk as queries
from libdesk.store.queries import journal
from libdesk.store.queries import scan as scan_queries
from libdesk.ui.lending import asides, telling
from libdesk.ui.lending.telling import Told

LOOKED_AT: Final = (3, 20)  # entries of the journal: nearly always one of the newest, else look further back


def do(desk: Desk, state: CounterState, step: Step, *, typed: bool) -> Told | None:
    """Run the step's action. None: the change is seen by itself. Raises the DeskError of what was refused."""
    match step:
        case counter.LendCopy(copy_id, reader_id, in_house):
            receipt = lending.lend(desk, copy_id=copy_id, reader_id=reader_id, in_house=in_house, typed=typed)
            return telling.lent(desk, receipt)
        case counter.TakeBack(copy_id, of_other):
            return telling.returned(desk, returning.give_back(desk, copy_id=copy_id, typed=typed), of_other=of_other)
        case counter.RenewCopy(copy_id):
            return telling.renewed(desk, returning.renew(desk, copy_id=copy_id, typed=typed))
        case counter.CountUse(copy_id, reader_id):
            return telling.used(house_use.count_use(desk, copy_id=copy_id, reader_id=reader_id, typed=typed))
        case counter.OfferOwn(copy):
            return asides.own_copy(copy, desk.today)
        case counter.WaitForCard(copy):
            if copy.bound:
                raise LoanRefused((CopyBound(copy.bound),))
            if copy.status == "withdrawn":
                raise LoanRefused((CopyWithdrawn(copy.withdrawn_day, copy.leaves),))  # no card could help
            if copy.leaves:
                raise LoanRefused((CopyLeaves(copy.leaves),))
            return asides.waiting(copy, len({*state.waiting, copy.id}), lesson=state.mode is Mode.LESSON)
        case counter.CollectForRun(copy, again):
            return asides.collected(copy, len({*state.run, copy.id}), again=again)
        case counter.UndoLast():
            return undo_last(desk)
        case counter.LookAtIsbn(isbn):
            return asides.isbn_seen(isbn, scan_queries.copies_of_isbn(desk.read(Op.SEE_DESK), isbn))
        case counter.TellUnknown():
            return _unknown(desk, state, step)
    return _card(desk, step)


def _unknown(desk: Desk, state: CounterState, step: counter.TellUnknown) -> Told:
    """A book that is not catalogued may still be lent to whoever was open, by name; a card is no book."""
    reader_id = state.reader_id if state.mode in (Mode.LEND, Mode.LESSON) else None
    may_lend = reader_id is not None and step.looks is not Looks.CARD and desk.allows(Op.LEND_UNCATALOGUED)
    told = asides.not_found(
        step.text, too_long=step.too_long, lend_to=reader_id if may_lend else None, kept=step.looks is Looks.KEPT
    )
    if state.reader_id is None or not step.ends_turn:
        return told
    return asides.turn_ended(told, queries.reader_name(desk.library, state.reader_id))


def _card(desk: Desk, step: Step) -> Told | None:
    match step:
        case counter.OpenReader(reader_id, switched):
            return _opened(desk, reader_id, switched=switched)
        case counter.OldCard(card_state):
            return asides.old_card(card_state)
        case counter.AskHelperCard():
            return Told(Outcome.NOTICE, _("Shift"), (_("Now scan your own reader card."),))
        case counter.SignOn(reader_id):
            return _sign_on(desk, reader_id)
        case counter.SignOff():
            shifts.end_shift(desk)
            return Told(Outcome.NOTICE, _("The shift has ended"))
    return None


def undo_last(desk: Desk) -> Told:
    entry = undo.newest_undoable(desk)
    if entry is None:
        raise NothingToUndo()
    if entry.op in undo.BULK:
        raise UndoneElsewhere(OP_LABELS[Op(entry.op)], entry.op in undo.STOCKTAKES)
    return undone(desk, entry.id)


def undone(desk: Desk, journal_id: int) -> Told:
    entry = journal.entry(desk.library, journal_id)
    before = telling.named_in(desk, entry.args) if entry is not None else ""  # what was added is gone afterwards
    receipt = undo.undo(desk, journal_id)
    return asides.undone(receipt, before or telling.named_in(desk, receipt.args))


def _opened(desk: Desk, reader_id: int, *, switched: bool) -> Told | None:
    library = desk.read(Op.SEE_DESK)
    reader = queries.borrower(library, reader_id, desk.today, desk.settings.school_system)
    if reader is None:
        raise ReaderUnknown()
    return asides.reader_opened(desk, reader, queries.ready_for_reader(library, reader_id), switched=switched)


def _sign_on(desk: Desk, reader_id: int) -> Told:
    """A librarian who lets a helper sign on stays librarian until F9; the shift runs from now on."""
    before = desk.actor
    actor = shifts.start_shift(desk, reader_id)
    if before.role is Role.LIBRARIAN:
        desk.actor = before
    return Told(Outcome.NOTICE, _("On duty: {name}").format(name=actor.name))
