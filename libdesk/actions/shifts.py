"""A shift: a pupil who was appointed as student librarian signs on with the own card; only one shift runs at a time.

It ends when they sign off, when another signs on, when they are no helper any more, and else with its day.
"""

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from libdesk.actions.desk import Actor, Desk
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Role
from libdesk.domain.shifts import end_of_day
from libdesk.i18n import _
from libdesk.store.queries import shifts as queries
from libdesk.store.queries.shifts import OpenShift
from libdesk.store.tables import Appointment, Shift

if TYPE_CHECKING:
    from libdesk.actions.journal import Action


class NotAHelper(DeskError):
    name: str

    def text(self) -> str:
        return _("{name} is not a student librarian this term. Ask the librarian to appoint you.").format(
            name=self.name
        )


def running(desk: Desk) -> OpenShift | None:
    """The shift that runs now; one of an earlier day does not, whether or not anybody has ended it."""
    found = queries.unended(desk.library)
    return found if found is not None and desk.now() <= _lasts_until(desk, found.started) else None


def start_shift(desk: Desk, reader_id: int) -> Actor:
    """Sign on; a shift that still runs ends here, and so does the note that they stayed away from this duty.

    Raises NotAHelper for a reader who was not appointed.
    """
    from libdesk.actions.helpers.duty_days import came_after_all

    with desk.action(Op.START_SHIFT) as act:
        name, appointed = queries.helper(desk.library, reader_id, desk.today)
        if not appointed:
            raise NotAHelper(name)
        before = queries.unended(desk.library)
        if before is not None:
            _end(act, desk, before)
        shift_id = act.add(Shift, reader_id=reader_id, started=act.at)
        came_after_all(desk, act, reader_id)
        act.note(shift=shift_id)
    desk.actor = Actor(Role.HELPER, shift_id=shift_id, name=name, until=_lasts_until(desk, act.at))
    return desk.actor


def end_shift(desk: Desk) -> None:
    """Sign off whoever is on duty; without a running shift nothing happens."""
    found = queries.unended(desk.library)
    if found is not None:
        with desk.action(Op.END_SHIFT) as act:
            _end(act, desk, found)
            act.note(shift=found.id)
    if desk.actor.role is Role.HELPER:
        desk.actor = Actor(Role.HELPER)


def end_forgotten(desk: Desk) -> OpenShift | None:
    """End the shift of an earlier day from which nobody signed off; gives it, None where there is none.

    Nothing is done while the clock of the PC cannot be believed.
    """
    found = queries.unended(desk.library)
    if found is None or found == running(desk) or desk.watch.doubt() is not None:
        return None
    end_shift(desk)
    return found


def end_shift_of(act: "Action", desk: Desk, reader_id: int) -> None:
    """Part of an open action: whoever is no helper any more is not on duty either."""
    found = queries.unended(desk.library)
    if found is not None and found.reader_id == reader_id:
        _end(act, desk, found)


def _end(act: "Action", desk: Desk, shift: OpenShift) -> None:
    """With its day at the latest. What was counted in a stocktake on this shift is a sitting that ends with it."""
    from libdesk.actions.stocktaking.sittings import end_of_shift

    end_of_shift(act, desk, shift.id)
    act.change(Shift, shift.id, ended=min(act.at, _lasts_until(desk, shift.started)))


def _lasts_until(desk: Desk, started: int) -> int:
    return end_of_day(started, ZoneInfo(desk.settings.zone))


def resume_shift(desk: Desk) -> None:
    """In student mode again, after a librarian or a restart: the shift that runs goes on."""
    found = running(desk)
    desk.actor = Actor(Role.HELPER)
    if found is not None:
        until = _lasts_until(desk, found.started)
        desk.actor = Actor(Role.HELPER, shift_id=found.id, name=found.name, until=until)


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
