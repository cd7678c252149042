"""A title is changed or removed; its volumes, and the call numbers and kinds of its copies, go along in one step."""

from collections.abc import Sequence

from libdesk.actions.cataloguing.apart import forget_apart
from libdesk.actions.cataloguing.errors import TitleInUse, TitleUnknown, VolumeInUse
from libdesk.actions.cataloguing.numbers import leave_number
from libdesk.actions.cataloguing.relabelling import change_copy_in
from libdesk.actions.desk import Desk
from libdesk.actions.journal import Action
from libdesk.domain.copy_rules import item_kind_of
from libdesk.domain.ops import Op
from libdesk.domain.rows.catalogue import TitleNow
from libdesk.domain.title_rules import TitleFaulty, check, check_volumes
from libdesk.domain.titles import TitleFields
from libdesk.domain.volume_marks import followed, of_other_volume
from libdesk.domain.volumes import VolumeFields, ordinals
from libdesk.store.queries import titles as queries
from libdesk.store.tables import (
    Aid,
    BookListLine,
    PurchaseLine,
    Recommendation,
    RoomUse,
    Subscription,
    Title,
    Volume,
    Wish,
)


def edit_title(desk: Desk, title_id: int, fields: TitleFields, volumes: Sequence[VolumeFields] | None = None) -> int:
    """Change a title to these fields; gives the journal entry, 0 where nothing differs.

    `volumes`: all of them from now on, None leaves them alone. Copies follow: their call numbers keep their marks,
    those of the title's old kind become of the new one. What was queued at the desk is catalogued by it.
    Raises TitleUnknown, TitleFaulty, VolumeInUse.
    """
    desk.require(Op.EDIT_TITLE)
    before = find_title(desk, title_id)
    if faults := [*check(fields, before.fields), *check_volumes(volumes or ())]:
        raise TitleFaulty(tuple(faults))
    changed = differences(before.fields, fields)
    if before.queued:
        changed["queued"] = 0
    moved = volumes is not None and _volumes_differ(before.volumes, volumes)
    if not changed and not moved:
        return 0
    with desk.action(Op.EDIT_TITLE) as act:
        if "call_no" in changed:
            leave_number(act, title_id)
        if changed:
            act.change(Title, title_id, **changed)
        if volumes is not None and moved:
            write_volumes(act, title_id, before.volumes, volumes)
        follow(act, desk, title_id, before.fields, fields)
        act.note(title=title_id, fields=sorted(changed))
    return act.journal_id


def remove_title(desk: Desk, title_id: int) -> int:
    """Remove a title that was made by mistake: one without copies and holds. Gives the journal entry.

    Wishes and orders that led to it, aids, and reading that was counted, stay without it.
    Raises TitleUnknown, TitleInUse.
    """
    with desk.action(Op.REMOVE_TITLE) as act:
        now = find_title(desk, title_id)
        if now.copies or now.holds or now.past_holds:
            raise TitleInUse(now.copies, now.holds + now.past_holds)
        if subscribed := of_title(act, Subscription.name, title_id):
            raise TitleInUse(0, 0, len(subscribed))
        for table in (Wish, PurchaseLine, RoomUse, Aid):
            for row_id in of_title(act, table.name, title_id):
                act.change(table, row_id, title_id=None)
        for table in (Recommendation, BookListLine, Volume):
            for row_id in of_title(act, table.name, title_id):
                act.remove(table, row_id)
        forget_apart(act, title_id)
        leave_number(act, title_id)
        act.remove(Title, title_id)
        act.note(title=title_id)
    return act.journal_id


# Parts of other actions, which take the open one.


def find_title(desk: Desk, title_id: int) -> TitleNow:
    """Raises TitleUnknown."""
    found = queries.title(desk.library, title_id)
    if found is None:
        raise TitleUnknown()
    return found


def differences(before: TitleFields, after: TitleFields) -> dict[str, object]:
    """The columns that change, as the table keeps them."""
    old, new = before.columns(), after.columns()
    return {name: value for name, value in new.items() if value != old[name]}


def follow(act: Action, desk: Desk, title_id: int, before: TitleFields, after: TitleFields) -> None:
    """The copies of a title that changed: call numbers and kinds."""
    if (before.call_no, before.kind) == (after.call_no, after.kind):
        return
    old_kind, new_kind = item_kind_of(before.kind), item_kind_of(after.kind)
    for copy in queries.copies(desk.library, title_id):
        values: dict[str, object] = {}
        call_no = copy.call_no or None
        if before.call_no != after.call_no:
            call_no = followed(copy.call_no, before.call_no, after.call_no, copy.volume)
        if (call_no or "") != copy.call_no:
            values["call_no"] = call_no
        if old_kind != new_kind and copy.item_kind == old_kind:
            values["item_kind"] = new_kind
        if values:
            change_copy_in(act, copy.id, **values)


def of_title(act: Action, table: str, title_id: int) -> list[int]:
    """The rows of a table that name this title."""
    rows = act.connection.execute(f"SELECT id FROM {table} WHERE title_id = ? ORDER BY id", (title_id,))
    return [row[0] for row in rows]


def write_volumes(
    act: Action, title_id: int, before: Sequence[VolumeFields], after: Sequence[VolumeFields]
) -> dict[str, int]:
    """Volumes as they are to be; gives the id of each by its label. Raises VolumeInUse."""
    kept = {volume.id for volume in after if volume.id is not None}
    for volume in before:
        if volume.id is not None and volume.id not in kept:
            held = act.connection.execute("SELECT 1 FROM hold WHERE volume_id = ? LIMIT 1", (volume.id,)).fetchone()
            if volume.copies or held:
                raise VolumeInUse(volume.label)
            act.remove(Volume, volume.id)
    old = {volume.id: volume for volume in before}
    places = ordinals([volume.label for volume in after])
    _free_labels(act, old, after)
    made: dict[str, int] = {}
    for volume, ordinal in zip(after, places, strict=True):
        values = {"label": volume.label, "ordinal": ordinal, "isbn": volume.isbn or None, "price_fen": volume.price_fen}
        if volume.id is None:
            made[volume.label] = act.add(Volume, title_id=title_id, **values)
        else:
            act.change(Volume, volume.id, **values)
            made[volume.label] = volume.id
            _mark_copies(act, volume.id, old[volume.id].label, volume.label)
    return made


def _mark_copies(act: Action, volume_id: int, before: str, after: str) -> None:
    """The copies of a volume with another label bear its mark."""
    if before == after:
        return
    rows = act.connection.execute("SELECT id, call_no FROM copy WHERE volume_id = ?", (volume_id,)).fetchall()
    for copy_id, call_no in rows:
        marked = of_other_volume(call_no or "", before, after)
        if marked != (call_no or ""):
            change_copy_in(act, copy_id, call_no=marked)


def _free_labels(act: Action, old: dict[int | None, VolumeFields], after: Sequence[VolumeFields]) -> None:
    """Labels are unique within a title: where two are exchanged, the first is put out of the way."""
    taken = {volume.label for volume in old.values()}
    for volume in after:
        if volume.id in old and volume.label != old[volume.id].label and volume.label in taken:
            act.change(Volume, volume.id or 0, label=f"\0{volume.id}")


def _volumes_differ(before: Sequence[VolumeFields], after: Sequence[VolumeFields]) -> bool:
    def plain(volumes: Sequence[VolumeFields]) -> list[tuple[object, ...]]:
        return [(one.id, one.label, one.isbn, one.price_fen) for one in volumes]

    return plain(before) != plain(after)
