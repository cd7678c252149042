"""Copies are changed, moved to the title they belong to, or removed where they were made by mistake.

What cannot be done to one copy is told with its number; the others are done in one step.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from libdesk.actions.cataloguing.accessions import pin_counter
from libdesk.actions.cataloguing.errors import NothingDone
from libdesk.actions.cataloguing.relabelling import change_copy_in
from libdesk.actions.cataloguing.titles import find_title
from libdesk.actions.desk import Desk
from libdesk.actions.hold_shelf import set_aside, to_shelf
from libdesk.actions.journal import Action
from libdesk.actions.repairs.cases import status_changed
from libdesk.domain.copy_rules import WHY_NOT, WhyNot, item_kind_of, why_no_state
from libdesk.domain.ops import Op
from libdesk.domain.rows.catalogue import CopiesDone, CopyRow
from libdesk.domain.volume_marks import followed, of_other_volume
from libdesk.domain.volumes import number_of
from libdesk.i18n import _
from libdesk.store.queries import holds
from libdesk.store.queries import titles as queries
from libdesk.store.queries.bindings import bound_among
from libdesk.store.tables import Barcode, Copy, StocktakeCopy, Volume

FIELDS: Final = ("place_id", "call_no", "price_fen", "source", "condition", "note", "item_kind", "status", "volume_id")
NotDone = list[tuple[str, str]]


def edit_copies(desk: Desk, copy_ids: Iterable[int], values: Mapping[str, Any]) -> CopiesDone:
    """Give these copies new values of `FIELDS`; what is not named stays. Raises NothingDone.

    Where the volume is another and the call number is not given, its mark follows.
    """
    unknown = values.keys() - set(FIELDS)
    assert not unknown, unknown
    desk.require(Op.EDIT_COPIES)
    able, not_done = plan(queries.copies_by_id(desk.library, copy_ids), values)
    if not able:
        raise NothingDone(tuple(not_done))
    with desk.action(Op.EDIT_COPIES) as act:
        for copy, changed in able:
            change_copy(act, desk, copy, _marked(desk, copy, changed))
        act.note(copies=len(able), fields=sorted(values), **_named([copy for copy, _changed in able]))
    return CopiesDone(act.journal_id, len(able), tuple(not_done))


def move_copies(desk: Desk, copy_ids: Iterable[int], to_title: int, volume: str = "") -> CopiesDone:
    """Copies come to another title, or to a volume of it, which is made if it is not there; "" for no volume.

    Their call numbers follow, with their marks. Raises TitleUnknown, NothingDone.
    """
    with desk.action(Op.MOVE_COPIES) as act:
        target = find_title(desk, to_title)
        copies = queries.copies_by_id(desk.library, copy_ids)
        label = " ".join(volume.split())
        volume_id = _volume(act, desk, to_title, label) if label else None
        stays = _why_stay(desk, copies, to_title, volume_id)
        not_done = [(copy.name, _(WHY_NOT[stays[copy.id]])) for copy in copies if copy.id in stays]
        able = [copy for copy in copies if copy.id not in stays]
        if not able:
            raise NothingDone(tuple(not_done))
        stems = {title_id: find_title(desk, title_id).fields for title_id in {copy.title_id for copy in able}}
        for copy in able:
            old = stems[copy.title_id]
            values: dict[str, Any] = {"title_id": to_title, "volume_id": volume_id}
            own = of_other_volume(copy.call_no, copy.volume, label)
            if copy.title_id != to_title and target.fields.call_no:
                own = followed(own, old.call_no, target.fields.call_no, label) or ""
            values["call_no"] = own or None
            if copy.title_id != to_title and copy.item_kind == item_kind_of(old.kind):
                values["item_kind"] = item_kind_of(target.fields.kind)
            change_copy_in(act, copy.id, **values)
        act.note(title=to_title, copies=len(able))
    return CopiesDone(act.journal_id, len(able), tuple(not_done))


def remove_copies(desk: Desk, copy_ids: Iterable[int]) -> CopiesDone:
    """Remove copies that were made by mistake; one that was ever lent, or that anything names, stays.

    Their accession numbers are not given again. Raises NothingDone.
    """
    desk.require(Op.REMOVE_COPIES)
    copies = queries.copies_by_id(desk.library, copy_ids)
    whys = {copy.id: _why_not_removed(desk, copy) for copy in copies}
    not_done = tuple((copy.name, _(WHY_NOT[why])) for copy in copies if (why := whys[copy.id]) is not None)
    able = [copy for copy in copies if whys[copy.id] is None]
    if not able:
        raise NothingDone(not_done)
    with desk.action(Op.REMOVE_COPIES) as act:
        pin_counter(act)
        for copy in able:
            for table in (Barcode, StocktakeCopy):
                sql = f"SELECT id FROM {table.name} WHERE copy_id = ?"
                for row in act.connection.execute(sql, (copy.id,)).fetchall():
                    act.remove(table, row[0])
            act.remove(Copy, copy.id)
        titles = {copy.title_id for copy in able}
        act.note(copies=len(able), **({"title": titles.pop()} if len(titles) == 1 else {}))
    return CopiesDone(act.journal_id, len(able), not_done)


# Parts of other actions, which take the open one.


def plan(copies: Sequence[CopyRow], values: Mapping[str, Any]) -> tuple[list[tuple[CopyRow, dict[str, Any]]], NotDone]:
    """What changes in each copy, and those that are left as they are with the reasons; nothing is written."""
    able: list[tuple[CopyRow, dict[str, Any]]] = []
    not_done: NotDone = []
    for copy in copies:
        changed = {name: value for name, value in values.items() if value != _now(copy, name)}
        why: WhyNot | None = None if changed else WhyNot.SAME
        if copy.bound:
            why = WhyNot.BOUND
        elif "status" in changed:
            why = why_no_state(copy.status, changed["status"], owed=copy.owed)
        if why is None:
            able.append((copy, changed))
        else:
            not_done.append((copy.name, _(WHY_NOT[why])))
    return able, not_done


def change_copy(act: Action, desk: Desk, copy: CopyRow, changed: Mapping[str, Any]) -> None:
    """A copy that comes back to the shelf goes to whoever waits for it."""
    values = dict(changed)
    if values.get("status") == "shelf":
        waiting = holds.next_for(desk.library, copy.id)
        if waiting is not None:
            values |= {"status": "hold", "trolley": None}
            set_aside(desk, act, hold_id=waiting, copy_id=copy.id)
        else:
            values |= to_shelf(desk, act)
    elif "status" in values:
        values["trolley"] = None
    change_copy_in(act, copy.id, **values)
    if "status" in changed:
        status_changed(act, desk, copy.id, copy.status, changed["status"])


def _marked(desk: Desk, copy: CopyRow, changed: Mapping[str, Any]) -> Mapping[str, Any]:
    if "volume_id" not in changed or "call_no" in changed:
        return changed
    labels = {volume.id: volume.label for volume in queries.volumes(desk.library, copy.title_id)}
    call_no = of_other_volume(copy.call_no, copy.volume, labels.get(changed["volume_id"], ""))
    return changed if call_no == copy.call_no else {**changed, "call_no": call_no}


def _now(copy: CopyRow, name: str) -> Any:
    value = getattr(copy, name)
    return None if value == "" else value


def _named(copies: Sequence[CopyRow]) -> dict[str, int]:
    """What the journal names: the copy, or the title that all of them are of."""
    titles = {copy.title_id for copy in copies}
    if len(copies) == 1:
        return {"copy": copies[0].id}
    return {"title": titles.pop()} if len(titles) == 1 else {}


def _volume(act: Action, desk: Desk, title_id: int, label: str) -> int:
    known = queries.volumes(desk.library, title_id)
    for volume in known:
        if volume.label == label and volume.id is not None:
            return volume.id
    told = number_of(label)
    return act.add(Volume, title_id=title_id, label=label, ordinal=told or len(known) + 1)


def _why_stay(desk: Desk, copies: Sequence[CopyRow], to_title: int, volume_id: int | None) -> dict[int, WhyNot]:
    """Why some of these copies are not moved: set aside, there already, an issue, a lost one or what replaced it."""
    ids = {copy.id for copy in copies}
    found: dict[int, WhyNot] = dict.fromkeys(queries.issues_among(desk.library, ids), WhyNot.ISSUE)
    for lost, new in queries.stand_ins(desk.library, ids):
        if not {lost, new} <= ids:
            found |= dict.fromkeys(ids & {lost, new}, WhyNot.STANDS_IN)
    bound = bound_among(desk.library, ids)
    for copy in copies:
        if copy.id in bound:
            found[copy.id] = WhyNot.BOUND if copy.bound else WhyNot.IS_VOLUME
        elif copy.status == "hold":
            found[copy.id] = WhyNot.SET_ASIDE
        elif (copy.title_id, copy.volume_id) == (to_title, volume_id):
            found[copy.id] = WhyNot.SAME
    return found


def _why_not_removed(desk: Desk, copy: CopyRow) -> WhyNot | None:
    if bound_among(desk.library, (copy.id,)):
        return WhyNot.BOUND if copy.bound else WhyNot.IS_VOLUME
    lent, named, checked_in = queries.named_elsewhere(desk.library, copy.id)
    if checked_in:
        return WhyNot.ISSUE
    return WhyNot.LOANED_BEFORE if lent else WhyNot.NAMED if named else None
