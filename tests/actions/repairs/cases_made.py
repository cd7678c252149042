"""A case of repair, made and looked at."""

from libdesk.actions.desk import Desk
from libdesk.actions.returning import report_damage
from libdesk.domain.rows.repairs import RepairCase
from libdesk.store.queries import repairs as queries
from tests.builders import BookMade


def report(desk: Desk, book: BookMade, degree: str = "medium") -> int:
    return report_damage(desk, copy_id=book.copy_ids[0], degree=degree).damage_id


def case(desk: Desk, damage_id: int) -> RepairCase:
    found = queries.case(desk.library, damage_id, desk.settings.zone)
    assert found is not None
    return found


def value(desk: Desk, column: str, copy_id: int) -> object:
    return desk.library.connection.execute(f"SELECT {column} FROM copy WHERE id = ?", (copy_id,)).fetchone()[0]
