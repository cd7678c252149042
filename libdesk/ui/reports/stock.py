"""What the targets and the yearly sheet are measured by, read at one go."""

from datetime import date

from libdesk.actions.desk import Desk
from libdesk.actions.school import school_of
from libdesk.domain.classes import school_year_of
from libdesk.domain.hours import minutes_of
from libdesk.domain.ops import Op
from libdesk.domain.reports.targets import Stock, TargetLine, target_lines
from libdesk.store.queries import hours, leaders
from libdesk.store.queries.reporting import holdings
from libdesk.ui.reports.readers_here import school_size

REFERENCE: tuple[str, ...] = ("reference", "aid")


def stock_of(desk: Desk, day: date | None = None) -> Stock:
    """As it is today, or was on a past day; new books are those of its school year, opening hours those of today."""
    library, today = desk.read(Op.SEE_REPORTS), day or desk.today
    classes = holdings.copies_by_letter(library, day)
    begin = date(school_year_of(today), 9, 1)
    return Stock(
        pupils=school_size(desk, day).pupils,
        classes=classes,
        copies=sum(classes.values()),
        serials=holdings.serial_titles(library, today),
        reference=holdings.titles_there(library, REFERENCE, day),
        new=sum(row.copies for row in holdings.added(library, begin, today, serials=False)),
        minutes=minutes_of(row.span for row in hours.openings(library)),
    )


def stages_of(desk: Desk, stock: Stock) -> tuple[str, ...]:
    """The stages that the settings name, else those of the pupils who are here."""
    return tuple(desk.settings.stages) or tuple(stock.pupils) or tuple(school_of(desk).stages)


def targets_of(desk: Desk, day: date | None = None) -> list[TargetLine]:
    """By what is there today, or was on a past day."""
    stock = stock_of(desk, day)
    return target_lines(stages_of(desk, stock) or ("primary",), leaders.own_targets(desk.library), stock)
