"""Books are added: a title with its call number, its copies with their labels and numbers; one gesture, one undo."""

from collections.abc import Sequence
from dataclasses import replace

from libdesk.actions.cataloguing.accessions import next_number
from libdesk.actions.cataloguing.new_copies import TitleGone, put_copies, put_volumes
from libdesk.actions.cataloguing.numbers import give_call_no
from libdesk.actions.cataloguing.pool import draft_of
from libdesk.actions.desk import Desk
from libdesk.actions.errors import TitleMissing
from libdesk.actions.journal import Action
from libdesk.domain.matching import text_key
from libdesk.domain.ops import Op
from libdesk.domain.rows.adding import AddReceipt, CopyMade, NewCopy, NewVolume
from libdesk.domain.title_drafts import title_of_draft
from libdesk.domain.titles import TitleFields
from libdesk.domain.volume_marks import with_volume
from libdesk.store.queries import adding as queries
from libdesk.store.queries import doubles
from libdesk.store.queries import pool as pool_queries
from libdesk.store.tables import Copy, Title


def add_title(
    desk: Desk, fields: TitleFields, *, volumes: Sequence[NewVolume] = (), copies: Sequence[NewCopy] = (),
    batch_id: int | None = None, record_id: int | None = None, typed: bool = False,
) -> AddReceipt:  # fmt: skip
    """A new title with its volumes and copies; its call number is given by the school's rule unless it has one.

    Raises TitleMissing, BarcodeUnusable, LabelTaken, LabelTwice, LabelIsIsbn, LabelIsIssn.
    """
    with desk.action(Op.ADD_BOOKS, typed=typed) as act:
        title_id = new_title(act, desk, fields, copies, volumes=volumes, record_id=record_id)
        made = put_copies(act, desk, title_id=title_id, copies=copies, batch_id=batch_id)
        _note(act, title_id, made, new=True)
    return _receipt(desk, act, title_id, made, new=True)


def add_copies(
    desk: Desk, title_id: int, copies: Sequence[NewCopy], *, batch_id: int | None = None, isbn: str = "",
    typed: bool = False,
) -> AddReceipt:  # fmt: skip
    """More copies of a title that is here; one without ISBN gets the `isbn` that its new copies bear.

    Raises TitleGone, BarcodeUnusable, LabelTaken, LabelTwice, LabelIsIsbn, LabelIsIssn.
    """
    with desk.action(Op.ADD_BOOKS, typed=typed) as act:
        made = put_copies(act, desk, title_id=title_id, copies=copies, batch_id=batch_id)
        bare = act.connection.execute("SELECT isbn IS NULL FROM title WHERE id = ?", (title_id,)).fetchone()[0]
        if isbn and bare:
            act.change(Title, title_id, isbn=isbn)
        _note(act, title_id, made)
    return _receipt(desk, act, title_id, made)


def take_over(
    desk: Desk, pool_id: int, copies: Sequence[NewCopy], *, batch_id: int | None = None, typed: bool = False
) -> AddReceipt:
    """A supplier's record becomes a title of the catalogue, with the record as it came, and gets its copies.

    The record of one volume joins the set that is here. Raises PoolRecordGone and what `add_title` raises.
    """
    fields, record_id, label = described(desk, pool_id)
    volumes: list[NewVolume] = []
    if label:
        volumes = [NewVolume(label, fields.isbn, fields.price_fen, fields.extent)]
        fields = replace(fields, kind="set", isbn="", price_fen=None, extent="")
        copies = [replace(copy, volume=label) for copy in copies]
    with desk.action(Op.ADD_BOOKS, typed=typed) as act:
        here = _set_here(desk, fields) if label else None
        title_id = here or new_title(act, desk, fields, copies, record_id=record_id)
        put_volumes(act, title_id, volumes)
        made = put_copies(act, desk, title_id=title_id, copies=copies, batch_id=batch_id)
        _note(act, title_id, made, new=not here)
    return _receipt(desk, act, title_id, made, new=not here)


def described(desk: Desk, pool_id: int) -> tuple[TitleFields, int | None, str]:
    """What a supplier's record says of its title, the number of the kept record, and which volume it describes."""
    row, draft = pool_queries.row(desk.library, pool_id), draft_of(desk.library, pool_id)
    fields = title_of_draft(draft)
    if row is not None and not fields.isbn:
        fields = replace(fields, isbn=row.isbn)
    return fields, row.record_id if row is not None else None, draft.volume


def _set_here(desk: Desk, fields: TitleFields) -> int | None:
    """The set of this very title, author and publisher that the library has."""
    key = text_key(fields.title)
    found = (one.found for one in doubles.of(desk.library, fields) if text_key(one.found.title) == key)
    return next((one.id for one in found if queries.is_set(desk.library, one.id)), None)


def complete_title(
    desk: Desk, title_id: int, fields: TitleFields, *, volumes: Sequence[NewVolume] = (), extra: NewCopy | None = None,
    batch_id: int | None = None, record_id: int | None = None,
) -> AddReceipt:  # fmt: skip
    """Catalogue a title that was lent before: its copies keep barcode and loan, and get the numbers they lack.

    `extra` says what its copies have in common (place, source, condition), and that they wait once they are back.
    Raises TitleMissing, TitleGone.
    """
    common = extra or NewCopy()
    with desk.action(Op.ADD_BOOKS) as act:
        if not act.connection.execute("SELECT 1 FROM title WHERE id = ?", (title_id,)).fetchone():
            raise TitleGone()
        fields = _numbered(act, desk, fields, [common], title_id=title_id)
        act.change(Title, title_id, queued=0, record_id=record_id, **fields.columns())
        put_volumes(act, title_id, volumes)
        first = act.connection.execute(
            "SELECT id, label FROM volume WHERE title_id = ? ORDER BY ordinal LIMIT 1", (title_id,)
        ).fetchone()
        made = _complete_copies(act, title_id, fields, common, batch_id, first if volumes else None)
        _note(act, title_id, made)
    return _receipt(desk, act, title_id, made, new=True)


def _complete_copies(
    act: Action, title_id: int, fields: TitleFields, common: NewCopy, batch_id: int | None,
    volume: tuple[int, str] | None,
) -> tuple[CopyMade, ...]:  # fmt: skip
    rows = act.connection.execute(
        "SELECT c.id, c.accession_no, c.volume_id, (SELECT b.printed FROM barcode b WHERE b.copy_id = c.id"
        " AND b.state = 'active' ORDER BY b.id DESC LIMIT 1) FROM copy c WHERE c.title_id = ? ORDER BY c.id",
        (title_id,),
    ).fetchall()
    made = []
    for copy_id, accession_no, volume_id, printed in rows:
        number = accession_no or next_number(act)
        call_no = with_volume(fields.call_no, volume[1] if volume else "")
        act.change(
            Copy, copy_id, accession_no=number, call_no=call_no or None, place_id=common.place_id,
            item_kind="book" if fields.kind == "set" else fields.kind, price_fen=fields.price_fen,
            source=common.source or None, condition=common.condition or None, batch_id=batch_id,
            waiting=common.waiting, volume_id=volume_id or (volume[0] if volume else None),
        )  # fmt: skip
        made.append(CopyMade(copy_id, printed or "", number, call_no))
    return tuple(made)


def new_title(
    act: Action, desk: Desk, fields: TitleFields, copies: Sequence[NewCopy] = (), *,
    volumes: Sequence[NewVolume] = (), record_id: int | None = None,
) -> int:  # fmt: skip
    """The row of a title within an open action; where its first copy stands decides the group of its number."""
    fields = _numbered(act, desk, fields, copies)
    title_id = act.add(Title, added=act.at, record_id=record_id, **fields.columns())
    put_volumes(act, title_id, volumes)
    return title_id


def _numbered(
    act: Action, desk: Desk, fields: TitleFields, copies: Sequence[NewCopy], *, title_id: int | None = None
) -> TitleFields:
    title = " ".join(fields.title.split())
    if not title:
        raise TitleMissing()
    fields = replace(fields, title=title)
    if not fields.shelving and copies and copies[0].place_id is not None:
        row = act.connection.execute("SELECT shelving FROM place WHERE id = ?", (copies[0].place_id,)).fetchone()
        fields = replace(fields, shelving=row[0] if row else "")
    if fields.call_no or not fields.class_no:
        return fields
    call_no = give_call_no(
        act, desk.settings, class_no=fields.class_no, author=fields.author, title=title, shelving=fields.shelving,
        edition=fields.edition, title_id=title_id,
    )  # fmt: skip
    return replace(fields, call_no=call_no)


def _note(act: Action, title_id: int, made: Sequence[CopyMade], *, new: bool = False) -> None:
    act.note(title=title_id, count=len(made), new=int(new))
    if len(made) == 1:
        act.note(copy=made[0].id)


def _receipt(desk: Desk, act: Action, title_id: int, made: tuple[CopyMade, ...], *, new: bool = False) -> AddReceipt:
    title, call_no, holds = desk.library.connection.execute(
        "SELECT title, call_no, (SELECT count(*) FROM hold WHERE title_id = t.id AND state = 'waiting')"
        " FROM title t WHERE id = ?",
        (title_id,),
    ).fetchone()
    return AddReceipt(act.journal_id, title_id, title, call_no or "", made, new, holds)
