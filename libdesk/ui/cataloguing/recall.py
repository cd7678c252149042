"""What has to come back at once, on paper, class by class, for their teachers."""

from collections.abc import Iterable
from datetime import date
from typing import Final, Protocol

from libdesk.actions.desk import Desk
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.rows.documents import TableColumn, TablePaper, TablePart
from libdesk.domain.rows.holds import Waiter
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _

COLUMNS: Final = (
    TableColumn(N_("Name")),
    TableColumn(N_("Title"), share=1),
    TableColumn(N_("Barcode")),
    TableColumn(N_("Due")),
)


class Out(Protocol):
    """A copy that may be with a reader."""

    @property
    def title(self) -> str: ...
    @property
    def barcode(self) -> str: ...
    @property
    def holder(self) -> Waiter | None: ...
    @property
    def due(self) -> date | None: ...


def recall_paper(desk: Desk, name: str, copies: Iterable[Out]) -> TablePaper:
    """Those of the copies that are with readers; `name`: of the list that calls them in."""
    system = SchoolSystem(desk.settings.school_system)
    groups: dict[str, list[tuple[str, ...]]] = {}
    for copy in copies:
        if copy.holder is not None:
            due = show_day(copy.due, weekday=False) if copy.due else ""
            cells = (copy.holder.name, copy.title, copy.barcode, due)
            groups.setdefault(copy.holder.group(desk.today, system), []).append(cells)
    note = _("These books are to be brought back at once. As of {day}.").format(day=show_day(desk.today, year=True))
    parts = tuple(TablePart(group, tuple(rows)) for group, rows in sorted(groups.items()))
    return TablePaper(desk.settings.school, _("To be brought back: {name}").format(name=name), note, COLUMNS, parts)
