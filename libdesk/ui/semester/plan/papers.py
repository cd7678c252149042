"""The papers of the plan: the plan as it is handed in, and what of it was done; the same lines for a spreadsheet."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from libdesk.actions.desk import Desk
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.rows.documents import TableColumn, TablePaper, TablePart
from libdesk.domain.rows.plan_papers import PlanItem, PlanPaper
from libdesk.domain.rows.tasks import PlanLine
from libdesk.domain.show import show_day
from libdesk.domain.tasks.kinds import show_kind
from libdesk.domain.tasks.standing import Standing, show_standing
from libdesk.exchange.export import Cell
from libdesk.i18n import N_, _
from libdesk.ui.semester.plan import words

DONE_COLUMNS = (
    TableColumn(N_("No."), right=True), TableColumn(N_("When")), TableColumn(N_("Task"), share=4),
    TableColumn(N_("By whom"), share=2), TableColumn(N_("State")), TableColumn(N_("Done on")),
    TableColumn(N_("As the library sees it"), share=3), TableColumn(N_("Note"), share=2),
)  # fmt: skip
MOST_DAYS = 2  # of a repeated task that are told
SHEET_HEAD = (
    N_("From"), N_("To"), N_("Task"), N_("Kind"), N_("By whom"), N_("State"), N_("Done on"), N_("Goal"),
    N_("As the library sees it"), N_("Note"),
)  # fmt: skip


def months(lines: Iterable[PlanLine]) -> list[tuple[str, list[PlanLine]]]:
    """The tasks by the month in which they begin, in order; what goes over more months begins with the first."""
    ordered = sorted(lines, key=lambda line: (line.task.first, line.task.last, line.task.id))
    return [
        (words.month_with_year(first), list(found))
        for first, found in groupby(ordered, key=lambda line: line.task.first.replace(day=1))
    ]


def plan_paper(desk: Desk, term: TermRow, lines: Sequence[PlanLine], aims: str) -> PlanPaper:
    """The plan as it is handed in: dropped tasks are left out, a repeated one stands once in each of its months."""
    planned = [line for line in lines if line.standing is not Standing.DROPPED]
    parts = []
    for name, found in months(planned):
        items, told = list[PlanItem](), set[int]()
        for line in found:
            task, head = line.task, line.task.series or line.task.id
            if head not in told:
                told.add(head)
                same = [one for one in found if (one.task.series or one.task.id) == head]
                items.append(PlanItem(task.name, _days(same), task.who, task.note))
        parts.append((name, tuple(items)))
    span = _("{first}–{last}").format(
        first=show_day(term.first, weekday=False, year=True), last=show_day(term.last, weekday=False, year=True)
    )
    return PlanPaper(
        desk.settings.school, _("Work plan of the library, {term}").format(term=term.name), span,
        tuple(line.strip() for line in aims.splitlines() if line.strip()), tuple(parts),
        (_("Prepared by"), _("School leader"), _("Date")),
    )  # fmt: skip


def _days(lines: Sequence[PlanLine]) -> str:
    """When a task is due, or the first days of a repeated one."""
    if len(lines) == 1:
        return words.when(lines[0])
    first = _(", ").join(show_day(line.task.first, weekday=False) for line in lines[:MOST_DAYS])
    return f"{first} …" if len(lines) > MOST_DAYS else first


def plan_maker(paper: PlanPaper) -> Callable[[], bytes]:
    """What makes the plan as a PDF; it needs no desk any more."""

    def make() -> bytes:
        from libdesk.documents.work_plan import work_plan

        return work_plan(paper)

    return make


def done_paper(desk: Desk, term: TermRow, lines: Sequence[PlanLine]) -> TablePaper:
    """Planned and done, month by month."""
    parts, number = list[TablePart](), 0
    for name, found in months(lines):
        rows = tuple((str(number + nth), *_cells(line)) for nth, line in enumerate(found, start=1))
        number += len(found)
        parts.append(TablePart(name, rows))
    note = _("As it stands on {day}").format(day=show_day(desk.today, year=True))
    return TablePaper(
        desk.settings.school, _("Plan and what was done, {term}").format(term=term.name), note, DONE_COLUMNS,
        tuple(parts) or (TablePart("", ()),), words.counted(lines), wide=True,
        signed=(_("Prepared by"), _("Head of the library")),
    )  # fmt: skip


def _cells(line: PlanLine) -> tuple[str, ...]:
    task = line.task
    done = show_day(task.done_day, weekday=False) if task.done_day else ""
    return (
        words.when(line), task.name, task.who, show_standing(line.standing), done, words.seen(line), task.note,
    )  # fmt: skip


def sheet_cells(lines: Iterable[PlanLine]) -> list[list[Cell]]:
    """The tasks for a spreadsheet, which reckons with days and figures."""
    return [
        [
            line.task.first, line.task.last, line.task.name, show_kind(line.task.kind), line.task.who,
            show_standing(line.standing), line.task.done_day, line.task.goal, words.seen(line), line.task.note,
        ]
        for line in lines
    ]  # fmt: skip
