"""What the import page has done in the background: reading, planning, writing. No Qt; each runs in a worker's desk."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from libdesk.actions import backups
from libdesk.actions.desk import Desk
from libdesk.actions.imports import cards
from libdesk.actions.imports.book_plan import plan_books
from libdesk.actions.imports.book_write import write_books
from libdesk.actions.imports.loans import plan_loans, write_loans
from libdesk.actions.imports.plans import BookChoices, BookPlan, Plan, ReaderChoices, ReaderPlan
from libdesk.actions.imports.reader_plan import plan_readers
from libdesk.actions.imports.reader_write import write_readers
from libdesk.actions.undo import undo, why_not
from libdesk.domain.progress import Progress
from libdesk.domain.rows.imports import Fate, ImportReceipt
from libdesk.domain.rows.receipts import UndoReceipt
from libdesk.exchange.errors import FileBusy, FileNotWritten, NotAList
from libdesk.exchange.export import Cell, write_table
from libdesk.exchange.faulty import write_sheets
from libdesk.exchange.fields import ListKind
from libdesk.i18n import _
from libdesk.store.queries import journal
from libdesk.ui.imports.reading import Reading, read

NOT_TAKEN = (Fate.FAULTY, Fate.DOUBLE)


def open_any(
    paths: Sequence[Path], kind: ListKind | None, encoding: str | None, *, records: bool
) -> Reading | tuple[Path, ...]:
    """A list with its guesses; or those of the files that hold MARC records, where `records` may be taken.

    Told by what stands in them, whatever their names. Raises a FileError.
    """
    if records:
        from libdesk.exchange.marc.faults import NotMarc
        from libdesk.exchange.marc.sniff import holds_marc, is_named_so

        found = tuple(path for path in paths if holds_marc(path))
        if found:
            return found
        try:
            return read(paths[0], kind, encoding)
        except NotAList as error:
            raise (NotMarc(paths[0].name) if is_named_so(paths[0]) else error) from error
    return read(paths[0], kind, encoding)


def make_plan(
    desk: Desk, reading: Reading, books: BookChoices, readers: ReaderChoices, progress: Progress
) -> tuple[Plan, cards.PrefixOffer | None]:
    """Judge every row and compare it with the library; gives the plan and what settles a clash of numbers."""
    parsed = reading.parse()
    plan: Plan
    if reading.kind is ListKind.BOOKS:
        plan = plan_books(desk, parsed, books, progress)
    elif reading.kind is ListKind.READERS:
        plan = plan_readers(desk, parsed, readers, progress)
    else:
        plan = plan_loans(desk, parsed, progress)
    return plan, cards.offer(desk, plan)


def write_plan(desk: Desk, plan: Plan, progress: Progress) -> ImportReceipt:
    """Make a backup, then write a plan in one transaction.

    Raises Cancelled, after which nothing of it is left, or a BackupFault, before anything was written.
    """
    backups.before_change(desk, progress)
    if isinstance(plan, BookPlan):
        return write_books(desk, plan, progress)
    if isinstance(plan, ReaderPlan):
        return write_readers(desk, plan, progress)
    return write_loans(desk, plan, progress)


def put_prefix(desk: Desk, prefix: str, plan: Plan, progress: Progress) -> cards.PrefixReceipt:
    """Make a backup, then put a prefix before all card numbers; raises as `write_plan` and cards.put_prefix."""
    backups.before_change(desk, progress)
    return cards.put_prefix(desk, prefix, cards.barcodes_of(plan), progress)


def undo_import(desk: Desk, journal_id: int, progress: Progress) -> UndoReceipt:
    """Make a backup, then undo a whole import; raises as `write_plan` and undo.undo."""
    entry = journal.entry(desk.library, journal_id)
    if entry is not None and not why_not(desk, entry):
        backups.before_change(desk, progress)
    return undo(desk, journal_id)


def save_refused(reading: Reading, plan: Plan, path: Path) -> int:
    """Write the rows that are not taken to a workbook, with the reasons last; gives how many. Raises a FileError."""
    rows = [row for row in plan.rows if row.fate in NOT_TAKEN]
    write_sheets(path, reading.refused(rows))
    return len(rows)


def save_missing(plan: ReaderPlan, path: Path) -> None:
    """Write who is missing to a workbook, a row for each copy that somebody still holds. Raises a FileError."""
    head = (_("Class"), _("Name"), _("Still holds"), _("Due"), _("Left"))
    rows: list[tuple[Cell, ...]] = []
    for one in plan.missing:
        left = _("yes") if one.reader.id in plan.choices.left else ""
        held: list[tuple[str, date | None]] = [(copy.title, copy.due) for copy in one.holds] or [("", None)]
        rows += [(one.place, one.reader.name, title, due, left) for title, due in held]
    try:
        write_table(path, _("Missing from the list"), head, rows)
    except OSError as error:
        if isinstance(error, PermissionError) and path.is_file():
            raise FileBusy(path.name) from error
        raise FileNotWritten(path.name, error.strerror or type(error).__name__) from error
