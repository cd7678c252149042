"""Binding lists (装订单): made, named, sent to the bindery and received back; books in repair go along.

A volume that is back waits for stamp, label and shelf as new books do; with the last one on the shelf a list is done.
"""

from collections.abc import Sequence
from datetime import date

from libdesk.actions.binding.drafts import draft, find_list, new_list
from libdesk.actions.binding.errors import (
    BackTooEarly,
    BindingSent,
    ListNameMissing,
    NotForBindery,
    NothingListed,
    NotSent,
)
from libdesk.actions.binding.volumes import part, take_volume_apart
from libdesk.actions.desk import Desk
from libdesk.actions.done_on import done_on
from libdesk.actions.journal import Action
from libdesk.actions.repairs.steps import back_from_bindery
from libdesk.domain.arrivals import ALL
from libdesk.domain.ops import Op
from libdesk.store.queries import bindings as queries
from libdesk.store.tables import Binding, BoundVolume, Copy, Damage


def make_binding(desk: Desk, *, name: str = "", note: str = "") -> int:
    """An empty list; without a name it is named after the day."""
    with desk.action(Op.BIND) as act:
        binding_id = new_list(act, desk, name, note=note)
        act.note(binding=binding_id)
    return binding_id


def edit_binding(desk: Desk, *, binding_id: int, name: str, bindery: str = "", note: str = "") -> int:
    """Another name, bindery or note; gives the journal entry. Raises BindingGone, ListNameMissing."""
    with desk.action(Op.BIND) as act:
        find_list(desk, binding_id)
        name = " ".join(name.split())
        if not name:
            raise ListNameMissing()
        act.change(Binding, binding_id, name=name, bindery=bindery.strip() or None, note=note.strip() or None)
        act.note(binding=binding_id)
    return act.journal_id


def remove_binding(desk: Desk, *, binding_id: int) -> int:
    """A draft goes, its volumes are taken apart, its books stay in repair. Raises BindingGone, BindingSent."""
    with desk.action(Op.BIND) as act:
        draft(desk, binding_id)
        for line in queries.lines_of(desk.library, binding_id):
            if line.damage_id:
                act.change(Damage, line.damage_id, binding_id=None)
            else:
                take_volume_apart(act, desk, line)
        act.remove(Binding, binding_id)
        act.note(binding=binding_id)
    return act.journal_id


def put_books(desk: Desk, binding_id: int | None, damage_ids: Sequence[int], *, name: str = "") -> int:
    """Books in repair that are to go to the bindery come onto a draft, or onto a new one (None); gives the list.

    Raises NotForBindery, BindingGone, BindingSent.
    """
    with desk.action(Op.BIND) as act:
        waiting = {line.damage_id for line in queries.books_for_bindery(desk.library)}
        fit = [damage_id for damage_id in dict.fromkeys(damage_ids) if damage_id in waiting]
        if not fit:
            raise NotForBindery()
        if binding_id is None:
            binding_id = new_list(act, desk, name)
        else:
            draft(desk, binding_id)
        for damage_id in fit:
            act.change(Damage, damage_id, binding_id=binding_id)
        act.note(binding=binding_id, count=len(fit))
    return binding_id


def take_off(desk: Desk, *, binding_id: int, volume_ids: Sequence[int], damage_ids: Sequence[int] = ()) -> int:
    """Volumes of a list are taken apart again and books come off it; gives the journal entry.

    Volumes also while they are at the bindery or just back, until they stand on the shelf; books off a draft only.
    Raises BindingGone, BindingSent, VolumeGone, VolumeShelved, VolumeUsed.
    """
    with desk.action(Op.BIND) as act:
        row = find_list(desk, binding_id)
        if damage_ids and not row.is_draft:
            raise BindingSent(row.name)
        listed = {line.damage_id for line in queries.lines_of(desk.library, binding_id) if line.damage_id}
        for damage_id in listed & set(damage_ids):
            act.change(Damage, damage_id, binding_id=None)
        for volume_id in dict.fromkeys(volume_ids):
            take_volume_apart(act, desk, part(desk, volume_id))
        _perhaps_done(act, desk, {binding_id})
        act.note(binding=binding_id, count=-len(volume_ids) - len(listed & set(damage_ids)))
    return act.journal_id


def send(desk: Desk, *, binding_id: int, bindery: str = "", day: date | None = None) -> int:
    """A draft goes to the bindery; gives the journal entry.

    Raises BindingGone, BindingSent, NothingListed, DayAhead.
    """
    with desk.action(Op.BIND) as act:
        row = draft(desk, binding_id)
        if not row.volumes and not row.books:
            raise NothingListed()
        on = done_on(desk, day)
        act.change(
            Binding, binding_id, state="sent", bindery=bindery.strip() or None,
            sent_day=on.isoformat(),
        )  # fmt: skip
        act.note(binding=binding_id, count=row.volumes + row.books, sent=1)
    return act.journal_id


def receive(desk: Desk, *, binding_id: int, day: date | None = None, cost_fen: int | None = None) -> int:
    """A list is back: its volumes wait for stamp, label and shelf, its books go back to the shelf.

    `cost_fen`: what the binding of each cost. Gives the journal entry.

    Raises BindingGone, NotSent, BackTooEarly, DayAhead.
    """
    with desk.action(Op.BIND) as act:
        row = find_list(desk, binding_id)
        if row.state != "sent":
            raise NotSent(row.name)
        on = done_on(desk, day)
        if row.sent is not None and on < row.sent:
            raise BackTooEarly(row.sent)
        for line in queries.lines_of(desk.library, binding_id):
            if line.damage_id:
                back_from_bindery(act, desk, line.damage_id, on, cost_fen)
                continue
            if line.status == "repair":
                act.change(Copy, line.copy_id, status="shelf", waiting=int(ALL))
            if cost_fen is not None:
                act.change(BoundVolume, line.id, cost_fen=cost_fen)
        act.change(Binding, binding_id, state="back", back_day=on.isoformat())
        _perhaps_done(act, desk, {binding_id})
        act.note(binding=binding_id, count=row.volumes + row.books, back=1)
    return act.journal_id


# Parts of other actions, which take the open one.


def note_shelved(act: Action, desk: Desk, copy_ids: Sequence[int]) -> None:
    """Those of these copies that are bound volumes stand on the shelf now; a list with no other is done."""
    marks = ", ".join("?" * len(copy_ids))
    rows = act.connection.execute(
        f"SELECT id, binding_id FROM bound_volume WHERE shelved_day IS NULL AND copy_id IN ({marks})", copy_ids
    ).fetchall()
    for volume_id, _binding_id in rows:
        act.change(BoundVolume, volume_id, shelved_day=desk.today.isoformat())
    _perhaps_done(act, desk, {row[1] for row in rows})


def _perhaps_done(act: Action, desk: Desk, binding_ids: set[int]) -> None:
    """A list that is back is done once no volume waits for the shelf any more; one that was lost waits in vain."""
    for binding_id in sorted(binding_ids):
        row = queries.binding(desk.library, binding_id)
        lines = queries.volumes_of(desk.library, binding_id)
        waits = any(line.shelved is None and line.status not in ("lost", "missing", "withdrawn") for line in lines)
        if row is not None and row.state == "back" and not waits:
            act.change(Binding, binding_id, state="done")
