"""A school with student librarians: a term, pupils who are appointed for it, slots of the week."""

from datetime import date

from libdesk.actions.desk import Desk
from libdesk.actions.helpers.appointing import appoint_for
from libdesk.actions.helpers.slots import add_slot
from libdesk.domain.duties import Slot
from libdesk.domain.ops import Op
from libdesk.domain.rows.calendar import TermRow
from libdesk.store.queries.calendar import terms
from libdesk.store.tables import Shift
from tests.builders import add_reader, add_term, as_librarian

FIRST, LAST = date(2026, 2, 24), date(2026, 7, 3)  # a Tuesday; today, 9 March, lies in its third week, an odd one
NOON, AFTER = (12 * 60 + 10, 13 * 60 + 30), (16 * 60 + 10, 18 * 60)
NAMES = ("李小雨", "王一", "赵二", "钱三", "孙四", "周五", "吴六", "郑七")


def make_term(desk: Desk, first: date = FIRST, last: date = LAST, name: str = "2025—2026学年第二学期") -> TermRow:
    term_id = add_term(desk, first, last, name)
    return next(term for term in terms(desk.library) if term.id == term_id)


def make_helpers(desk: Desk, term: TermRow, count: int = 4, *, class_no: int = 3) -> list[int]:
    """Pupils who are appointed for the term from today on, or from its first day."""
    ids = [add_reader(desk, NAMES[n % len(NAMES)], class_no=class_no, seat=n + 1).id for n in range(count)]
    appoint_for(as_librarian(desk), ids, term)
    return ids


def make_slots(desk: Desk, term: TermRow, *weekdays: int, span: tuple[int, int] = NOON, wanted: int = 2) -> list[int]:
    return [
        add_slot(as_librarian(desk), term, Slot(0, weekday, *span, name="中午", wanted=wanted)) for weekday in weekdays
    ]


def add_shift(desk: Desk, reader_id: int, started: int, minutes: int = 40) -> int:
    """A shift that was kept, whatever the clock says."""
    with as_librarian(desk).action(Op.APPOINT_HELPER) as act:
        return act.add(Shift, reader_id=reader_id, started=started, ended=started + minutes * 60_000)
