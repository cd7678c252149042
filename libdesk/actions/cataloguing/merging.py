"""Titles that are one become one: all that hangs on them moves to the kept one, from copies to subscriptions."""

from collections.abc import Sequence

from libdesk.actions.cataloguing.apart import forget_apart, note_apart
from libdesk.actions.cataloguing.errors import BothSetAside, SameTitle
from libdesk.actions.cataloguing.numbers import leave_number
from libdesk.actions.cataloguing.relabelling import change_copy_in
from libdesk.actions.cataloguing.titles import differences, find_title, follow, of_title
from libdesk.actions.desk import Desk
from libdesk.actions.journal import Action
from libdesk.domain.copy_rules import item_kind_of
from libdesk.domain.ops import Op
from libdesk.domain.rows.catalogue import TitleNow
from libdesk.domain.title_rules import TitleFaulty, check
from libdesk.domain.titles import FIELD_NAMES, TitleFields
from libdesk.domain.volume_marks import followed
from libdesk.store.queries import titles as queries
from libdesk.store.tables import (
    Aid,
    BookListLine,
    BoundVolume,
    Hold,
    PurchaseLine,
    Recommendation,
    RoomUse,
    Subscription,
    Title,
    Volume,
    Wish,
)


def filled(kept: TitleFields, others: Sequence[TitleFields]) -> TitleFields:
    """The kept title with its empty fields filled from the others, the first that knows one."""
    values: dict[str, object] = {}
    for name in FIELD_NAMES:
        own = getattr(kept, name)
        known = (getattr(other, name) for other in others)
        values[name] = own if own not in ("", None) else next((one for one in known if one not in ("", None)), own)
    return TitleFields(**values)  # type: ignore[arg-type]  # each by its own name


def merge_titles(desk: Desk, kept_id: int, gone_ids: Sequence[int], fields: TitleFields | None = None) -> int:
    """Make several titles one; gives the journal entry. `fields`: how the one title is to be, else empty ones filled.

    Volumes with the same label become one. Of two holds of one reader the later one is cancelled.
    Raises TitleUnknown, SameTitle, TitleFaulty, BothSetAside.
    """
    if not gone_ids or kept_id in gone_ids:
        raise SameTitle()
    with desk.action(Op.MERGE_TITLES) as act:
        kept = find_title(desk, kept_id)
        gone = [find_title(desk, title_id) for title_id in dict.fromkeys(gone_ids)]
        after = fields or filled(kept.fields, [one.fields for one in gone])
        if faults := check(after, kept.fields, *(one.fields for one in gone)):
            raise TitleFaulty(tuple(faults))
        for one in gone:
            _move_all(act, desk, one, kept_id, after)
            if one.fields.call_no != after.call_no:
                leave_number(act, one.id)
            forget_apart(act, one.id, kept_id=kept_id)
            act.remove(Title, one.id)
        changed = differences(kept.fields, after)
        for name, value in (("record_id", kept.record_id), ("cover", kept.cover)):
            others = (getattr(one, name) for one in gone)
            if not value and (found := next((other for other in others if other), None)):
                changed[name] = found
        if kept.queued and not all(one.queued for one in gone):
            changed["queued"] = 0
        if "call_no" in changed:
            leave_number(act, kept_id)
        if changed:
            act.change(Title, kept_id, **changed)
            follow(act, desk, kept_id, kept.fields, after)
        act.note(title=kept_id, gone=[one.id for one in gone], copies=sum(one.copies for one in gone))
    return act.journal_id


def keep_apart(desk: Desk, one_id: int, other_id: int) -> int:
    """Two titles that look like one are two; gives the journal entry. Raises TitleUnknown, SameTitle."""
    if one_id == other_id:
        raise SameTitle()
    with desk.action(Op.MERGE_TITLES) as act:
        for title_id in (one_id, other_id):
            find_title(desk, title_id)
        note_apart(act, one_id, other_id)
        act.note(title=one_id, other=other_id, apart=1)
    return act.journal_id


def _move_all(act: Action, desk: Desk, gone: TitleNow, kept_id: int, after: TitleFields) -> None:
    volumes = _move_volumes(act, desk, gone, kept_id)
    _cancel_second_holds(act, gone.id, kept_id, volumes)
    own_kind = item_kind_of(gone.fields.kind)
    for copy in queries.copies(desk.library, gone.id):
        values: dict[str, object] = {"title_id": kept_id}
        if copy.volume_id is not None:
            values["volume_id"] = volumes[copy.volume_id]
        call_no = (
            followed(copy.call_no, gone.fields.call_no, after.call_no, copy.volume) if after.call_no else copy.call_no
        )
        if (call_no or "") != copy.call_no:
            values["call_no"] = call_no
        if copy.item_kind == own_kind:
            values["item_kind"] = item_kind_of(after.kind)
        change_copy_in(act, copy.id, **values)
    held = act.connection.execute("SELECT id, volume_id FROM hold WHERE title_id = ?", (gone.id,)).fetchall()
    for row_id, volume_id in held:
        act.change(Hold, row_id, title_id=kept_id, volume_id=volumes[volume_id] if volume_id else None)
    for volume in gone.volumes:
        if volume.id is not None and volumes[volume.id] != volume.id:
            act.remove(Volume, volume.id)
    _move_list_lines(act, gone.id, kept_id)
    for table in (Wish, PurchaseLine, Recommendation, BoundVolume, Subscription, RoomUse, Aid):
        for row_id in of_title(act, table.name, gone.id):
            act.change(table, row_id, title_id=kept_id)


def _move_list_lines(act: Action, gone_id: int, kept_id: int) -> None:
    """A list of books names a title once: where it named both, the line of the kept one stays."""
    sql = "SELECT id, list_id FROM book_list_line WHERE title_id = ?"
    named = {list_id for _id, list_id in act.connection.execute(sql, (kept_id,))}
    for line_id, list_id in act.connection.execute(sql, (gone_id,)).fetchall():
        if list_id in named:
            act.remove(BookListLine, line_id)
        else:
            act.change(BookListLine, line_id, title_id=kept_id)


def _move_volumes(act: Action, desk: Desk, gone: TitleNow, kept_id: int) -> dict[int, int]:
    """The volume of the kept title for each one of the other: of the same label, else it moves itself."""
    here = {volume.label: volume for volume in queries.volumes(desk.library, kept_id)}
    found: dict[int, int] = {}
    for volume in gone.volumes:
        assert volume.id is not None
        same = here.get(volume.label)
        if same is None or same.id is None:
            act.change(Volume, volume.id, title_id=kept_id)
            found[volume.id] = volume.id
            continue
        found[volume.id] = same.id
        missing: dict[str, object] = {}
        if volume.isbn and not same.isbn:
            missing["isbn"] = volume.isbn
        if volume.price_fen is not None and same.price_fen is None:
            missing["price_fen"] = volume.price_fen
        if missing:
            act.change(Volume, same.id, **missing)
    return found


def _cancel_second_holds(act: Action, gone_id: int, kept_id: int, volumes: dict[int, int]) -> None:
    """A reader waits once for one title: of two holds the one with a copy set aside stays, else the earlier. Raises
    BothSetAside."""
    sql = (
        "SELECT h.id, h.reader_id, h.volume_id, h.state, h.placed, r.name FROM hold h"
        " JOIN reader r ON r.id = h.reader_id WHERE h.title_id = ? AND h.state IN ('waiting', 'ready')"
    )
    here = {(row[1], row[2]): row for row in act.connection.execute(sql, (kept_id,))}
    for row in act.connection.execute(sql, (gone_id,)).fetchall():
        other = here.get((row[1], volumes[row[2]] if row[2] else None))
        if other is None:
            continue
        if row[3] == other[3] == "ready":
            raise BothSetAside(row[5])
        stays_here = other[3] == "ready" or (row[3] != "ready" and other[4] <= row[4])
        act.change(Hold, row[0] if stays_here else other[0], state="cancelled")
