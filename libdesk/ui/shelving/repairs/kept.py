"""A regular check that is not finished, kept on this PC: which stretch, which books, and by what they were marked."""

from typing import Final, NamedTuple

from libdesk.actions.desk import Desk
from libdesk.domain.care_checks import CareCheck, CheckedRow
from libdesk.domain.ops import Op
from libdesk.store.queries import journal, repairs
from libdesk.ui.pc_settings import PcSettings
from libdesk.ui.shelving import kept as on_this_pc

KEY: Final = "care_check"


class KeptCheck(NamedTuple):
    """The books from the latest to the first, each with the entry of the journal that marked it, or 0."""

    place_id: int | None = None
    from_no: str = ""
    to_no: str = ""
    books: tuple[tuple[int, int], ...] = ()


def keep(pc: PcSettings, desk: Desk, check: KeptCheck) -> None:
    on_this_pc.keep(pc, desk, KEY, *check)


def kept(pc: PcSettings, desk: Desk) -> KeptCheck:
    match on_this_pc.kept(pc, desk, KEY):
        case [place_id, str(from_no), str(to_no), [*books]]:
            read = tuple(map(_book, books))
            if None not in read:
                return KeptCheck(on_this_pc.id_in(place_id), from_no, to_no, tuple(book for book in read if book))
    return KeptCheck()


def rows_of(desk: Desk, check: KeptCheck) -> list[CheckedRow]:
    """The books as the library knows them now; one that it has no more is left out, and so is a mark that is gone."""
    rows = []
    for copy_id, journal_id in check.books:
        copy = repairs.checked_copy(desk.library, copy_id)
        if copy is not None:
            stands = bool(copy.case_state) and _marked_by(desk, copy_id, journal_id)
            rows.append(CheckedRow(copy, journal_id if stands else 0))
    return rows


def what_to_keep(check: CareCheck, from_no: str, to_no: str) -> KeptCheck:
    books = tuple((row.copy.copy_id, row.journal_id) for row in check.rows)
    return KeptCheck(check.place_id, from_no.strip(), to_no.strip(), books)


def _book(value: object) -> tuple[int, int] | None:
    match value:
        case [int(copy_id), int(journal_id)]:
            return copy_id, journal_id
    return None


def _marked_by(desk: Desk, copy_id: int, journal_id: int) -> bool:
    """Whether this entry reported this copy: after a backup is restored its number may be another gesture's."""
    entry = journal.entry(desk.library, journal_id) if journal_id else None
    return entry is not None and entry.op == Op.REPORT_DAMAGE and entry.args.get("copy") == copy_id
