"""Lists about readers: what is overdue, with slips to cut; what is out; the roster of a class; the hold shelf."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from libdesk.actions.desk import Desk
from libdesk.actions.school import school_of
from libdesk.documents.paged import Pages
from libdesk.domain.classes import ClassRef, SchoolSystem
from libdesk.domain.ops import Op
from libdesk.domain.rows.documents import HoldSlip, SlipPaper, TableColumn, TablePaper, TablePart
from libdesk.domain.rows.holds import ShelfHold
from libdesk.domain.rows.listed import OutLine, Pupil
from libdesk.domain.rows.notices import GroupKey, make_notice
from libdesk.domain.rows.prints import Rows
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import hold_lists, lists, reports
from libdesk.ui.printing.lists.moment import nothing, now_here

MOST_TICKS: Final = 8  # columns to tick on a roster
OUT_COLUMNS: Final = (
    TableColumn(N_("Name")),
    TableColumn(N_("Title"), share=1),
    TableColumn(N_("Barcode")),
    TableColumn(N_("Lent on")),
    TableColumn(N_("Due")),
    TableColumn(N_("Days overdue"), right=True),
)
HOLD_COLUMNS: Final = (
    TableColumn(N_("Class")),
    TableColumn(N_("Name")),
    TableColumn(N_("Title"), share=1),
    TableColumn(N_("Call number")),
    TableColumn(N_("Barcode")),
    TableColumn(N_("Kept until")),
)


def overdue_pages(
    desk: Desk, only: GroupKey | None, *, as_list: bool = True, as_slips: bool = True, own_pages: bool = True
) -> Pages:
    """The list of each class, with `own_pages` for its teacher; then a slip for each reader, class after class."""
    from libdesk.documents.bound import Bound, Leaves
    from libdesk.documents.slip_sheets import SlipLeaves
    from libdesk.documents.tables import TableLeaves

    rows = reports.overdue_loans(desk.read(Op.FIND_READERS), desk.today)
    notice = make_notice(
        rows,
        school=desk.settings.school,
        at=now_here(desk),
        system=SchoolSystem(desk.settings.school_system),
        only=only,
    )
    parts = list[Leaves]()
    if as_list:
        papers = [notice.paper_of(it) for it in notice.groups] if own_pages else [notice.paper(own_pages=False)]
        parts += [TableLeaves(paper) for paper in papers if paper.parts]
    if as_slips:
        slips = [slip for group in notice.groups for slip in group.slips]
        parts.append(SlipLeaves(notice.school, slips, notice.at))
    return Bound(notice.heading, notice.school, parts)


def out_pages(desk: Desk, only: GroupKey | None, *, own_pages: bool) -> Pages:
    """Every book that is out, by class and name. `own_pages`: each class begins a page."""
    from libdesk.documents.tables import table_pages

    library, today = desk.read(Op.FIND_READERS), desk.today
    system = SchoolSystem(desk.settings.school_system)
    heading = _("Books that are out")
    groups = [(group, ids) for group, ids in lists.out_by_group(library) if only in (None, group.group_key)]
    if not groups:
        return nothing(heading)
    count = sum(len(ids) for _group, ids in groups)

    def part(ids: Sequence[int]) -> Rows[tuple[str, ...]]:
        def fetch(first: int, last: int) -> list[tuple[str, ...]]:
            return [_out_cells(line, today) for line in lists.out_lines(library, ids[first:last])]

        return Rows(len(ids), fetch)

    parts = tuple(TablePart(group.group(today, system), part(ids)) for group, ids in groups)
    note = ngettext("{n} book", "{n} books", count).format(n=f"{count:,}")
    return table_pages(
        TablePaper(desk.settings.school, heading, note, OUT_COLUMNS, parts, own_pages=own_pages, at=now_here(desk))
    )


def _out_cells(line: OutLine, today: date) -> tuple[str, ...]:
    late = max(0, (today - line.due).days)
    due = _("reading room") if line.in_house else show_day(line.due, weekday=False)
    return (
        line.reader, line.title, line.barcode, show_day(line.lent, weekday=False), due,
        str(late) if late and not line.in_house else "",
    )  # fmt: skip


def roster_pages(desk: Desk, refs: Sequence[ClassRef], ticks: int, *, cards: bool) -> Pages:
    """Each class on pages of its own: seat, name, number, and so many empty columns to tick."""
    from libdesk.documents.bound import Bound
    from libdesk.documents.tables import TableLeaves

    library, school, at = desk.read(Op.FIND_READERS), school_of(desk), now_here(desk)
    columns = [TableColumn(N_("Seat"), right=True), TableColumn(N_("Name")), TableColumn(N_("School number"))]
    columns += [TableColumn(N_("Card"))] * cards
    columns += [TableColumn("", share=1)] * max(ticks, 1)
    parts = []
    for ref in refs:
        rows = lists.pupils(library, ref)
        if rows:
            name = school.show(ref, desk.today)
            count = ngettext("{n} pupil", "{n} pupils", len(rows)).format(n=len(rows))
            cells = tuple(_roster_cells(row, ticks, cards) for row in rows)
            heading = _("Roster of {group}").format(group=name)
            paper = TablePaper(
                desk.settings.school, heading, count, tuple(columns), (TablePart("", cells),), at=at, ruled=bool(ticks)
            )
            parts.append(TableLeaves(paper))
    return Bound(_("Class rosters"), desk.settings.school, parts)


def _roster_cells(row: Pupil, ticks: int, cards: bool) -> tuple[str, ...]:
    start = (str(row.seat) if row.seat is not None else "", row.name, row.school_no)
    return (*start, *((row.card,) if cards else ()), *("" for _n in range(max(ticks, 1))))


def hold_list_pages(desk: Desk) -> Pages:
    """What stands on the hold shelf, what has to go back first on top."""
    from libdesk.documents.tables import table_pages

    rows = hold_lists.shelf(desk.read(Op.FIND_READERS))
    if not rows:
        return nothing(_("Hold shelf"))
    system, today = SchoolSystem(desk.settings.school_system), desk.today
    cells = tuple(
        (
            _beside(row, today, system), row.reader.name, row.title, row.call_no, row.barcode,
            show_day(row.until, weekday=False) if row.until else "",
        )
        for row in rows
    )  # fmt: skip
    count = ngettext("{n} book", "{n} books", len(rows)).format(n=len(rows))
    part = TablePart("", cells)
    return table_pages(
        TablePaper(desk.settings.school, _("Hold shelf"), count, HOLD_COLUMNS, (part,), at=now_here(desk))
    )


def hold_slip_pages(desk: Desk, paper: SlipPaper) -> Pages:
    """A slip for each copy on the hold shelf, to be put into it."""
    from libdesk.documents.bound import Bound
    from libdesk.documents.slips import HoldSlipLeaves

    rows = hold_lists.shelf(desk.read(Op.FIND_READERS))
    system, at, school = SchoolSystem(desk.settings.school_system), now_here(desk), desk.settings.school
    slips = [
        HoldSlip(
            school, row.reader.name, _beside(row, desk.today, system), row.title, row.barcode, row.call_no, row.until,
            at,
        )
        for row in rows
    ]  # fmt: skip
    title = _("Hold slips")
    return Bound(title, school, [HoldSlipLeaves(Rows.of(slips), paper)]) if slips else nothing(title)


def _beside(row: ShelfHold, today: date, system: SchoolSystem) -> str:
    """The class, unless the name says it already: the account of a class."""
    group = row.reader.group(today, system)
    return "" if group in row.reader.name else group
