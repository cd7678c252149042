"""Bound volumes: made of the issues that are there, changed, and taken apart again until they stand on the shelf.

A volume is a copy of its title with a barcode and an accession number; its members point at it and count no more.
While it is being bound it is in repair; when the list is back it waits for stamp, label and shelf.
"""

from collections.abc import Sequence
from typing import Any

from libdesk.actions.binding.drafts import draft, new_list
from libdesk.actions.binding.errors import (
    IssuesNotThere,
    LabelMissing,
    NothingToBind,
    VolumeGone,
    VolumeShelved,
    VolumeUsed,
)
from libdesk.actions.cataloguing.accessions import pin_counter
from libdesk.actions.cataloguing.new_copies import LabelTwice, put_copies
from libdesk.actions.cataloguing.relabelling import change_copy_in
from libdesk.actions.desk import Desk
from libdesk.actions.journal import Action
from libdesk.actions.repairs.cases import back_in_library, status_changed
from libdesk.domain.barcodes import read_label
from libdesk.domain.ops import Op
from libdesk.domain.rows.adding import NewCopy
from libdesk.domain.rows.bindings import BoundLine, NewBound, VolumeMade
from libdesk.domain.serials.binding import Piece, Standing, YearIssue, written_gaps
from libdesk.domain.volume_marks import of_other_volume
from libdesk.store.queries import bindings as queries
from libdesk.store.queries import titles
from libdesk.store.tables import Barcode, BoundVolume, Copy, Volume
from libdesk.store.tables import Piece as PieceTable

_PLACE_IN_YEAR = 1_000  # more issues than a year has


def make_volumes(
    desk: Desk, binding_id: int | None, *, title_id: int, year: int, volumes: Sequence[NewBound], name: str = ""
) -> tuple[int, tuple[VolumeMade, ...]]:
    """Volumes of a title's year come onto a draft, or onto a new list (None); gives the list and what was made.

    Raises NothingToBind, IssuesNotThere with what is lent, lost or bound, LabelMissing, BindingGone, BindingSent and
    what a barcode that is taken raises.
    """
    with desk.action(Op.BIND) as act:
        if binding_id is None:
            binding_id = new_list(act, desk, name)
        else:
            draft(desk, binding_id)
        issues = queries.year_issues(desk.library, title_id, year, desk.today)
        _check(issues, volumes)
        made = tuple(
            _make(act, desk, binding_id, title_id, year, volume, pieces)
            for volume, pieces in zip(volumes, _placed(issues, volumes), strict=True)
        )
        act.note(binding=binding_id, title=title_id, count=len(made))
    return binding_id, made


def change_volume(
    desk: Desk, *, volume_id: int, label: str, price_fen: int | None, call_no: str, place_id: int | None,
    cost_fen: int | None,
) -> int:  # fmt: skip
    """Another label, price, call number or place, or what its binding cost; gives the journal entry.

    Where the label is another and the call number is not, its mark follows. Raises VolumeGone, LabelMissing.
    """
    with desk.action(Op.BIND) as act:
        line = part(desk, volume_id)
        label = " ".join(label.split())
        if not label:
            raise LabelMissing()
        call_no = " ".join(call_no.split())
        values: dict[str, Any] = {"price_fen": price_fen, "place_id": place_id, "call_no": call_no or None}
        if label != line.label:
            before = _volume_of(act, line.copy_id)
            values["volume_id"] = _volume_row(act, line.title_id, label, line.year, _ordinal(act, before))
            if call_no == line.call_no:
                values["call_no"] = of_other_volume(call_no, line.label, label) or None
        change_copy_in(act, line.copy_id, **values)
        if label != line.label:
            _drop_volume(act, before)
        act.change(BoundVolume, volume_id, label=label, cost_fen=cost_fen)
        act.note(binding_volume=volume_id, copy=line.copy_id)
    return act.journal_id


# Parts of other actions, which take the open one.


def part(desk: Desk, volume_id: int) -> BoundLine:
    line = queries.volume(desk.library, volume_id)
    if line is None:
        raise VolumeGone()
    return line


def take_volume_apart(act: Action, desk: Desk, line: BoundLine) -> None:
    """Its issues are what they were before, its barcode goes with it. Raises VolumeShelved, VolumeUsed."""
    if line.shelved is not None:
        raise VolumeShelved(line.name, line.shelved)
    if any(titles.named_elsewhere(desk.library, line.copy_id)) or line.status not in ("shelf", "repair"):
        raise VolumeUsed(line.name)
    pin_counter(act)  # its accession number is not given again
    for piece_id, copy_id in act.connection.execute(
        "SELECT id, copy_id FROM piece WHERE bound_id = ?", (line.id,)
    ).fetchall():
        act.change(PieceTable, piece_id, bound_id=None)
        if copy_id is not None:
            act.change(Copy, copy_id, status="shelf", bound_into_id=None)
            back_in_library(act, desk, copy_id, "shelf")
    act.remove(BoundVolume, line.id)
    for (row_id,) in act.connection.execute("SELECT id FROM barcode WHERE copy_id = ?", (line.copy_id,)).fetchall():
        act.remove(Barcode, row_id)
    volume_id = _volume_of(act, line.copy_id)
    act.remove(Copy, line.copy_id)
    _drop_volume(act, volume_id)


def _check(issues: Sequence[YearIssue], volumes: Sequence[NewBound]) -> None:
    wanted = [piece_id for volume in volumes for piece_id in volume.piece_ids]
    if not volumes or any(not volume.piece_ids for volume in volumes):
        raise NothingToBind()
    if not all(volume.label.strip() for volume in volumes):
        raise LabelMissing()
    known = {piece.id: (issue, piece) for issue in issues for piece in issue.pieces}
    seen: set[int] = set()
    faults = []
    for piece_id in wanted:
        issue, piece = known.get(piece_id, (None, None))
        if issue is None or piece is None:
            raise NothingToBind()
        standing = Standing.BOUND if piece_id in seen else piece.standing
        seen.add(piece_id)
        if standing is not Standing.HERE:
            faults.append((issue.name.short, standing, piece.where))
    if faults:
        raise IssuesNotThere(tuple(faults))
    codes: set[str] = set()
    for scan in (read_label(volume.barcode) for volume in volumes if volume.barcode):
        if scan.code_key in codes:
            raise LabelTwice(scan.text)
        codes.add(scan.code_key)


def _placed(issues: Sequence[YearIssue], volumes: Sequence[NewBound]) -> list[list[tuple[int, Piece]]]:
    """The pieces of each volume with the places of their issues in the year."""
    known = {piece.id: (nth, piece) for nth, issue in enumerate(issues, 1) for piece in issue.pieces}
    return [[known[piece_id] for piece_id in volume.piece_ids] for volume in volumes]


def _make(
    act: Action, desk: Desk, binding_id: int, title_id: int, year: int, volume: NewBound,
    placed: Sequence[tuple[int, Piece]],
) -> VolumeMade:  # fmt: skip
    label = " ".join(volume.label.split())
    pieces = [piece for _nth, piece in placed]
    row_id = _volume_row(act, title_id, label, year, min(nth for nth, _piece in placed))
    price = sum(piece.price_fen or 0 for piece in pieces) if volume.price_fen is None else volume.price_fen
    place = volume.place_id if volume.place_id is not None else next((p.place_id for p in pieces if p.place_id), None)
    new = NewCopy(volume.barcode, volume_id=row_id, place_id=place, price_fen=price, waiting=0)
    (made,) = put_copies(act, desk, title_id=title_id, copies=(new,), batch_id=None)
    act.change(Copy, made.id, status="repair")
    bound_id = act.add(
        BoundVolume, binding_id=binding_id, title_id=title_id, year=year, label=label, gaps=written_gaps(volume.gaps),
        copy_id=made.id,
    )  # fmt: skip
    for piece in pieces:
        act.change(PieceTable, piece.id, bound_id=bound_id)
        if piece.copy_id is not None:
            act.change(Copy, piece.copy_id, status="withdrawn", bound_into_id=made.id, trolley=None)
            status_changed(act, desk, piece.copy_id, "shelf", "withdrawn")  # the bindery mends what was reported
    return VolumeMade(bound_id, made.id, made.barcode, made.call_no)


def _volume_row(act: Action, title_id: int, label: str, year: int, nth: int) -> int:
    """The volume of this label, made where it is not there; volumes stand in the order of their years and issues."""
    row = act.connection.execute("SELECT id FROM volume WHERE title_id = ? AND label = ?", (title_id, label)).fetchone()
    ordinal = year * _PLACE_IN_YEAR + nth % _PLACE_IN_YEAR
    return row[0] if row else act.add(Volume, title_id=title_id, label=label, ordinal=ordinal)


def _volume_of(act: Action, copy_id: int) -> int | None:
    found: int | None = act.connection.execute("SELECT volume_id FROM copy WHERE id = ?", (copy_id,)).fetchone()[0]
    return found


def _ordinal(act: Action, volume_id: int | None) -> int:
    row = act.connection.execute("SELECT ordinal FROM volume WHERE id = ?", (volume_id,)).fetchone()
    return int(row[0]) if row else 1


def _drop_volume(act: Action, volume_id: int | None) -> None:
    """The row of a label that nothing bears any more."""
    if volume_id is None:
        return
    used = act.connection.execute(
        "SELECT EXISTS(SELECT 1 FROM copy WHERE volume_id = :id) OR EXISTS(SELECT 1 FROM hold WHERE volume_id = :id)",
        {"id": volume_id},
    ).fetchone()[0]
    if not used:
        act.remove(Volume, volume_id)
