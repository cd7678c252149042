"""What the targets and the yearly sheet are measured by, read at one go."""

from datetime import date

from libdesk.actions.desk import Desk
from libdesk.actions.school import school_of
from libdesk.domain.classes import school_year_of
from libdesk.domain.hours import minutes_of
from libdesk.domain.ops import Op
from libdesk.domain.reports.targets import Stock, TargetLine, target_lines
from libdesk.store.queries import hours, leaders
from libdesk.store.queries.reporting import holdings, people

REFERENCE: tuple[str, ...] = ("reference", "aid")


def stock_of(desk: Desk) -> Stock:
    """As it is today; new books are those of this school year."""
    library, today = desk.read(Op.SEE_REPORTS), desk.today
    classes = holdings.copies_by_letter(library)
    begin = date(school_year_of(today), 9, 1)
    return Stock(
        pupils=people.pupils_by_stage(library),
        classes=classes,
        copies=sum(classes.values()),
        serials=holdings.serial_titles(library, today),
        reference=holdings.titles_there(library, REFERENCE),
        new=sum(row[3] for row in holdings.added(library, begin, today, serials=False)),
        minutes=minutes_of(row.span for row in hours.openings(library)),
    )


def stages_of(desk: Desk, stock: Stock) -> tuple[str, ...]:
    """The stages that the settings name, else those of the pupils who are here."""
    return tuple(desk.settings.stages) or tuple(stock.pupils) or tuple(school_of(desk).stages)


def targets_of(desk: Desk) -> list[TargetLine]:
    stock = stock_of(desk)
    return target_lines(stages_of(desk, stock) or ("primary",), leaders.own_targets(desk.library), stock)
