"""What is otherwise on one day: two helpers swap, somebody is excused, who came without signing on or stayed away."""

from datetime import date

from libdesk.actions.desk import Desk
from libdesk.actions.helpers.errors import DayBefore, NotAppointed, NotOnDuty, OnDutyThere, SwapWithSelf
from libdesk.actions.journal import Action
from libdesk.domain.duties import DutyState, show_slot, signed_on
from libdesk.domain.ops import Op
from libdesk.domain.rows.roster import OnDuty, SlotOnDay
from libdesk.store.queries import helpers as helper_queries
from libdesk.store.queries import roster as queries
from libdesk.store.queries import shifts
from libdesk.store.tables import DutyDay

NOTED = (DutyState.KEPT, DutyState.MISSED, DutyState.EXCUSED)


def note_duty(desk: Desk, slot_id: int, day: date, reader_id: int, state: DutyState | None) -> int:
    """Whether somebody kept their duty, missed it or is excused; None: what was noted goes, the sign-on counts again.

    Gives the journal entry, 0 where it stood so. Raises NotOnDuty, DayBefore for a duty that is still to come, which
    one can only be excused from.
    """
    slot, one = _on_duty(desk, slot_id, day, reader_id)
    if one.noted is state or (state is not None and state not in NOTED):
        return 0
    if state in (DutyState.KEPT, DutyState.MISSED) and desk.now() < slot.begins:
        raise DayBefore()
    with desk.action(Op.NOTE_DUTY) as act:
        _write(desk, act, slot_id, day, reader_id, state, extra=one.extra)
        act.note(slot=slot_id, reader=reader_id, day=day.isoformat(), **({"state": state.value} if state else {}))
    return act.journal_id


def swap(
    desk: Desk, slot_id: int, day: date, reader_id: int, instead_id: int, *, back: tuple[int, date] | None = None
) -> int:
    """Somebody else is on duty on this day; `back`: a slot and a day of theirs that is taken over in return.

    Gives the journal entry. Raises NotOnDuty, NotAppointed, OnDutyThere, SwapWithSelf.
    """
    desk.require(Op.SWAP_DUTY)
    if reader_id == instead_id:
        raise SwapWithSelf()
    first, _one = _on_duty(desk, slot_id, day, reader_id)
    _check(desk, first, instead_id)
    second = None
    if back is not None:
        second, _other = _on_duty(desk, *back, instead_id)
        _check(desk, second, reader_id)
    with desk.action(Op.SWAP_DUTY) as act:
        _hand_over(desk, act, first, reader_id, instead_id)
        if second is not None:
            _hand_over(desk, act, second, instead_id, reader_id)
        act.note(slot=slot_id, reader=reader_id, instead=instead_id, day=day.isoformat())
    return act.journal_id


def add_extra(desk: Desk, slot_id: int, day: date, reader_id: int) -> int:
    """Somebody is there besides those of the roster, or takes an open place; gives the journal entry.

    Raises NotOnDuty where there is no such slot on the day, NotAppointed, OnDutyThere.
    """
    slot = _slot_on(desk, slot_id, day)
    if slot is None:
        raise NotOnDuty(helper_queries.name_of(desk.library, reader_id))
    _check(desk, slot, reader_id)
    with desk.action(Op.SWAP_DUTY) as act:
        _write(desk, act, slot_id, day, reader_id, DutyState.EXTRA, extra=False)
        act.note(slot=slot_id, reader=reader_id, day=day.isoformat())
    return act.journal_id


def as_on_roster(desk: Desk, slot_id: int, day: date, reader_id: int) -> int:
    """A swap on this day, or somebody who was there besides, is taken out again; gives the journal entry.

    `reader_id`: whoever stands there now. Raises NotOnDuty where nothing differs from the roster.
    """
    _slot, one = _on_duty(desk, slot_id, day, reader_id)
    if one.instead_of is None and not one.extra:
        raise NotOnDuty(one.person.name)
    with desk.action(Op.SWAP_DUTY) as act:
        for who in (reader_id, one.instead_of.reader_id if one.instead_of else None):
            row = queries.noted_row(desk.library, slot_id, day, who) if who is not None else None
            if row is not None:
                act.remove(DutyDay, row[0])
        act.note(slot=slot_id, reader=reader_id, day=day.isoformat(), did="remove")
    return act.journal_id


def came_after_all(desk: Desk, act: Action, reader_id: int) -> None:
    """Part of an open action, a sign-on: what was noted before of a duty for which it counts is no longer so."""
    for slot in queries.on_duty_day(desk.library, desk.today).slots:
        if signed_on([act.at], slot.begins, slot.ends) is None:
            continue
        for one in slot.people:
            if one.person.reader_id == reader_id and one.noted in (DutyState.MISSED, DutyState.EXCUSED):
                _write(desk, act, slot.slot.id, slot.day, reader_id, None, extra=one.extra)


def _hand_over(desk: Desk, act: Action, slot: SlotOnDay, reader_id: int, instead_id: int) -> None:
    """`reader_id` stands there now, perhaps for another; or besides, and then simply goes."""
    one = next(one for one in slot.people if one.person.reader_id == reader_id)
    slot_id, day = slot.slot.id, slot.day
    own = queries.noted_row(desk.library, slot_id, day, reader_id)
    if one.extra or one.instead_of is not None:
        if own is not None:
            act.remove(DutyDay, own[0])
        if one.extra:
            _write(desk, act, slot_id, day, instead_id, DutyState.EXTRA, extra=False)
            return
    owner = one.instead_of.reader_id if one.instead_of is not None else reader_id
    row = queries.noted_row(desk.library, slot_id, day, owner)
    if owner == instead_id:  # back to whom the roster names
        if row is not None:
            act.remove(DutyDay, row[0])
    elif row is not None:
        act.change(DutyDay, row[0], state=DutyState.SWAPPED.value, instead_id=instead_id)
    else:
        act.add(DutyDay, slot_id=slot_id, day=day.isoformat(), reader_id=owner, state=DutyState.SWAPPED.value,
                instead_id=instead_id)  # fmt: skip


def _write(
    desk: Desk, act: Action, slot_id: int, day: date, reader_id: int, state: DutyState | None, *, extra: bool
) -> None:
    """What is noted of one helper; of somebody who is there besides the note itself says that they are."""
    row = queries.noted_row(desk.library, slot_id, day, reader_id)
    if state is None and extra:
        state = DutyState.EXTRA
    if row is None:
        assert state is not None
        act.add(DutyDay, slot_id=slot_id, day=day.isoformat(), reader_id=reader_id, state=state.value)
    elif state is None:
        act.remove(DutyDay, row[0])
    else:
        act.change(DutyDay, row[0], state=state.value, instead_id=None)


def _slot_on(desk: Desk, slot_id: int, day: date) -> SlotOnDay | None:
    found = queries.on_duty_day(desk.read(Op.NOTE_DUTY), day).slots
    return next((slot for slot in found if slot.slot.id == slot_id), None)


def _on_duty(desk: Desk, slot_id: int, day: date, reader_id: int) -> tuple[SlotOnDay, OnDuty]:
    slot = _slot_on(desk, slot_id, day)
    one = next((one for one in slot.people if one.person.reader_id == reader_id), None) if slot is not None else None
    if slot is None or one is None:
        raise NotOnDuty(helper_queries.name_of(desk.library, reader_id))
    return slot, one


def _check(desk: Desk, slot: SlotOnDay, reader_id: int) -> None:
    """Whether this helper can come into the slot. Raises NotAppointed, OnDutyThere."""
    if shifts.appointment(desk.library, reader_id, slot.day) is None:
        raise NotAppointed(helper_queries.name_of(desk.library, reader_id))
    if any(one.person.reader_id == reader_id for one in slot.people):
        raise OnDutyThere(helper_queries.name_of(desk.library, reader_id), show_slot(slot.slot))
