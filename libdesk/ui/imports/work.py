"""What the import page has done in the background: reading, planning, writing. No Qt; each runs in a worker's desk."""

from datetime import date
from pathlib import Path

from libdesk.actions.desk import Desk
from libdesk.actions.imports import cards
from libdesk.actions.imports.book_plan import plan_books
from libdesk.actions.imports.book_write import write_books
from libdesk.actions.imports.loans import plan_loans, write_loans
from libdesk.actions.imports.plans import BookChoices, BookPlan, Plan, ReaderChoices, ReaderPlan
from libdesk.actions.imports.reader_plan import plan_readers
from libdesk.actions.imports.reader_write import write_readers
from libdesk.domain.progress import Progress
from libdesk.domain.rows.imports import Fate, ImportReceipt
from libdesk.exchange.errors import FileBusy, FileNotWritten
from libdesk.exchange.export import Cell, write_table
from libdesk.exchange.faulty import write_sheets
from libdesk.exchange.fields import ListKind
from libdesk.i18n import _
from libdesk.ui.imports.reading import Reading

NOT_TAKEN = (Fate.FAULTY, Fate.DOUBLE)


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
    """Write a plan in one transaction. Raises Cancelled, after which nothing of it is left."""
    if isinstance(plan, BookPlan):
        return write_books(desk, plan, progress)
    if isinstance(plan, ReaderPlan):
        return write_readers(desk, plan, progress)
    return write_loans(desk, plan, progress)


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
