"""A shift: a pupil who was appointed as student librarian signs on with the own card; only one shift runs at a time."""

from typing import TYPE_CHECKING

from libdesk.actions.desk import Actor, Desk
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Role
from libdesk.i18n import _
from libdesk.store.queries import shifts as queries
from libdesk.store.tables import Appointment, Shift

if TYPE_CHECKING:
    from libdesk.actions.journal import Action


class NotAHelper(DeskError):
    name: str

    def text(self) -> str:
        return _("{name} is not a student librarian this term. Ask the librarian to appoint you.").format(
            name=self.name
        )


def start_shift(desk: Desk, reader_id: int) -> Actor:
    """Sign on; a shift that still runs ends here. Raises NotAHelper for a reader who was not appointed."""
    with desk.action(Op.START_SHIFT) as act:
        name, appointed = queries.helper(desk.library, reader_id, desk.today)
        if not appointed:
            raise NotAHelper(name)
        running = queries.running(desk.library)
        if running is not None:
            _end(act, desk, running)
        shift_id = act.add(Shift, reader_id=reader_id, started=act.at)
        act.note(shift=shift_id)
    desk.actor = Actor(Role.HELPER, shift_id=shift_id, name=name)
    return desk.actor


def end_shift(desk: Desk) -> None:
    """Sign off whoever is on duty; without a running shift nothing happens."""
    running = queries.running(desk.library)
    if running is not None:
        with desk.action(Op.END_SHIFT) as act:
            _end(act, desk, running)
            act.note(shift=running)
    if desk.actor.role is Role.HELPER:
        desk.actor = Actor(Role.HELPER)


def _end(act: "Action", desk: Desk, shift_id: int) -> None:
    """What was counted in a stocktake on this shift is a sitting that ends with it."""
    from libdesk.actions.stocktaking.sittings import end_of_shift

    end_of_shift(act, desk, shift_id)
    act.change(Shift, shift_id, ended=act.at)


def resume_shift(desk: Desk) -> None:
    """In student mode again, after a librarian or a restart: the shift that runs goes on."""
    running = queries.running(desk.library)
    name = queries.on_duty(desk.library) if running is not None else ""
    desk.actor = Actor(Role.HELPER, shift_id=running, name=name)


def appoint(desk: Desk, reader_id: int) -> int:
    """Appoint a reader until they are dismissed; gives the journal entry. One who is appointed stays so."""
    with desk.action(Op.APPOINT_HELPER) as act:
        if queries.appointment(desk.library, reader_id, desk.today) is None:
            act.add(Appointment, reader_id=reader_id, from_day=desk.today.isoformat())
        act.note(reader=reader_id)
    return act.journal_id


def dismiss(desk: Desk, reader_id: int) -> int:
    """End an appointment; the shifts that were kept stay on record, and so do places on the roster, as open ones."""
    from libdesk.actions.helpers.appointing import end_appointments

    with desk.action(Op.DISMISS_HELPER) as act:
        end_appointments(desk, act, reader_id)
        act.note(reader=reader_id)
    return act.journal_id
