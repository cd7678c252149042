"""Copies are made within an open action: each gets a barcode, an accession number and what it inherits of its title."""

from collections.abc import Collection, Iterable
from typing import Final

from libdesk.actions.cataloguing.accessions import next_number
from libdesk.actions.desk import Desk
from libdesk.actions.journal import Action
from libdesk.domain.barcodes import Numbering, Scan, fold_barcode, read_label
from libdesk.domain.callnumbers import book_part, parse
from libdesk.domain.code_runs import KeptCodes
from libdesk.domain.errors import DeskError
from libdesk.domain.rows.adding import CopyMade, NewCopy, NewVolume
from libdesk.domain.volume_marks import with_volume
from libdesk.domain.volumes import number_of
from libdesk.i18n import _
from libdesk.store.queries import code_runs
from libdesk.store.queries import desk as desk_queries
from libdesk.store.tables import Barcode, Copy, Volume

_TITLE: Final = "SELECT kind, call_no, price_fen FROM title WHERE id = ?"


class LabelTaken(DeskError):
    """`whose`: copy, own (this very title), reader; `state` as in the table of barcodes; `title` of the copy."""

    code: str
    whose: str
    state: str = "active"
    title: str = ""

    def text(self) -> str:
        if self.whose == "reader":
            return _("{code} is a reader card. Scan the label of the book.").format(code=self.code)
        if self.state == "active":
            return _("The label {code} is on “{title}” already. Take another label.").format(
                code=self.code, title=self.title
            )
        return _("The label {code} was on “{title}” before and is not given again. Take another label.").format(
            code=self.code, title=self.title
        )


class LabelTwice(DeskError):
    code: str

    def text(self) -> str:
        return _("The label {code} was read twice. Each copy needs a label of its own.").format(code=self.code)


def free_label(desk: Desk, code: str, read: Collection[str] = ()) -> Scan:
    """A label that was scanned, if nothing bears it; `read`: those that were scanned before it.

    Raises BarcodeUnusable, LabelIsIsbn, LabelIsIssn, LabelTaken, LabelTwice.
    """
    scan = read_label(code)
    if scan.code_key in map(fold_barcode, read):
        raise LabelTwice(scan.text)
    owner = desk_queries.owner_of(desk.library, scan.code_key)
    if owner is not None and owner.copy_id is not None:
        title = desk_queries.title_of_copy(desk.library, owner.copy_id)
        raise LabelTaken(scan.text, "copy", owner.state, title)
    if owner is not None:
        raise LabelTaken(scan.text, "reader")
    return scan


class TitleGone(DeskError):
    def text(self) -> str:
        return _("This title is no longer in the catalogue. Scan the ISBN again.")


def put_copies(
    act: Action, desk: Desk, *, title_id: int, copies: Iterable[NewCopy], batch_id: int | None
) -> tuple[CopyMade, ...]:  # fmt: skip
    """Add these copies to a title; a volume that is named and not there is made.

    Raises TitleGone, BarcodeUnusable, LabelTaken, LabelTwice, LabelIsIsbn, LabelIsIssn.
    """
    title = act.connection.execute(_TITLE, (title_id,)).fetchone()
    if title is None:
        raise TitleGone()
    kind, stem, price_fen = title
    volumes = _volumes(act, title_id)
    numbers = Labels(act, desk)
    marks = _CopyMarks(act, title_id) if desk.settings.copy_marks else None
    made = []
    for copy in copies:
        volume = volumes.find(act, copy)
        label = numbers.take(copy.barcode)
        call_no = with_volume(stem or "", volume.label if volume else "")
        if marks is not None:
            call_no = marks.marked(call_no, volume.id if volume else None)
        accession_no = next_number(act)
        own_price = volume.price_fen if volume and volume.price_fen is not None else price_fen
        copy_id = act.add(
            Copy, title_id=title_id, volume_id=volume.id if volume else None,
            item_kind=copy.item_kind or ("book" if kind == "set" else kind), accession_no=accession_no,
            place_id=copy.place_id, call_no=call_no or None,
            price_fen=copy.price_fen if copy.price_fen is not None else own_price, source=copy.source or None,
            entered=desk.today.isoformat(), batch_id=batch_id, condition=copy.condition or None,
            note=copy.note or None, waiting=copy.waiting,
        )  # fmt: skip
        act.add(Barcode, code_key=label[0], printed=label[1], copy_id=copy_id, since=act.at)
        made.append(CopyMade(copy_id, label[1], accession_no, call_no, volume.label if volume else ""))
    return tuple(made)


def put_volumes(act: Action, title_id: int, volumes: Iterable[NewVolume]) -> None:
    """The volumes that a title has not yet, in the order that their labels tell."""
    rows = act.connection.execute("SELECT label, ordinal FROM volume WHERE title_id = ?", (title_id,)).fetchall()
    last = max((ordinal for _label, ordinal in rows), default=0)
    there = {label for label, _ordinal in rows}
    for volume in volumes:
        if volume.label in there:
            continue
        ordinal = number_of(volume.label) or last + 1
        last = max(last, ordinal)
        act.add(
            Volume, title_id=title_id, label=volume.label, ordinal=ordinal, isbn=volume.isbn or None,
            price_fen=volume.price_fen, extent=volume.extent or None,
        )  # fmt: skip


class _CopyMarks:
    """Which copy of its title, or of its volume, a new one is: the first bears no mark, later ones #2, #3 …"""

    def __init__(self, act: Action, title_id: int) -> None:
        self._last: dict[int | None, int] = {}
        rows = act.connection.execute("SELECT volume_id, call_no FROM copy WHERE title_id = ?", (title_id,))
        for volume_id, call_no in rows:
            mark = parse(call_no or "").copy
            own = int(mark) if mark.isdecimal() else 1
            self._last[volume_id] = max(own, self._last.get(volume_id, 0))

    def marked(self, call_no: str, volume_id: int | None) -> str:
        nth = self._last[volume_id] = self._last.get(volume_id, 0) + 1
        return f"{call_no}#{nth}" if nth > 1 and book_part(call_no) else call_no


class Labels:
    """The labels of one action: those that were scanned, and the next free numbers of the school's scheme."""

    def __init__(self, act: Action, desk: Desk) -> None:
        self._act, self._desk = act, desk
        self._taken: set[str] = set()
        self._last: int | None = None
        self._kept = KeptCodes(())  # read with the first number that is given

    def take(self, scanned: str) -> tuple[str, str]:
        """(code_key, as it is printed) of a label that is free."""
        return self._scanned(scanned) if scanned else self._next()

    def _scanned(self, code: str) -> tuple[str, str]:
        scan = free_label(self._desk, code, self._taken)
        self._taken.add(scan.code_key)
        return scan.code_key, scan.text

    def _next(self) -> tuple[str, str]:
        settings = self._desk.settings
        numbering = Numbering(settings.barcode_prefix, settings.barcode_width)
        if self._last is None:
            self._kept = code_runs.kept_codes(self._desk.library)
            self._last = max(last_number(self._act, numbering), self._kept.last(numbering))
        while True:
            self._last += 1
            code = numbering.code(self._last)
            free = code not in self._taken and not self._kept.holds(code)
            if free and desk_queries.owner_of(self._desk.library, code) is None:
                self._taken.add(code)
                return code, code


def last_number(act: Action, numbering: Numbering) -> int:
    """The highest number that a code of this scheme bears; two looks into the index, however many codes there are."""
    found = 0
    for width in (numbering.width, numbering.width + 1):
        row = act.connection.execute(
            "SELECT code_key FROM barcode WHERE code_key >= ? AND code_key < ? AND code_key GLOB ?"
            " ORDER BY code_key DESC LIMIT 1",
            (numbering.prefix, f"{numbering.prefix}:", f"{_literal(numbering.prefix)}{'[0-9]' * width}"),
        ).fetchone()
        if row is not None:
            found = max(found, numbering.number(row[0]) or 0)
    return found


def _literal(text: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in text)


class _Volume:
    __slots__ = ("id", "label", "ordinal", "price_fen")

    def __init__(self, volume_id: int, label: str, ordinal: int, price_fen: int | None) -> None:
        self.id, self.label, self.ordinal, self.price_fen = volume_id, label, ordinal, price_fen


class _Volumes:
    """The volumes of one title by number and by label."""

    def __init__(self, title_id: int, rows: list[_Volume]) -> None:
        self._title_id = title_id
        self._by_id = {row.id: row for row in rows}
        self._by_label = {row.label: row for row in rows}

    def find(self, act: Action, copy: NewCopy) -> _Volume | None:
        if copy.volume_id is not None:
            if copy.volume_id not in self._by_id:
                raise TitleGone()
            return self._by_id[copy.volume_id]
        if not copy.volume:
            return None
        if copy.volume not in self._by_label:
            last = max((row.ordinal for row in self._by_id.values()), default=0)
            ordinal = number_of(copy.volume) or last + 1
            volume_id = act.add(Volume, title_id=self._title_id, label=copy.volume, ordinal=ordinal)
            self._by_label[copy.volume] = self._by_id[volume_id] = _Volume(volume_id, copy.volume, ordinal, None)
        return self._by_label[copy.volume]


def _volumes(act: Action, title_id: int) -> _Volumes:
    rows = act.connection.execute(
        "SELECT id, label, ordinal, price_fen FROM volume WHERE title_id = ? ORDER BY ordinal", (title_id,)
    )
    return _Volumes(title_id, [_Volume(*row) for row in rows])
