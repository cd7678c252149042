"""The list of the library's equipment."""

from datetime import date
from typing import Any

from libdesk.actions.desk import Desk
from libdesk.actions.errors import RecordGone
from libdesk.actions.leaders.errors import EquipmentNameMissing
from libdesk.actions.records import change_record, remove_records
from libdesk.domain.ops import Op
from libdesk.domain.rows.leaders import EQUIPMENT_STATES
from libdesk.store.queries import leaders as queries
from libdesk.store.tables import Equipment


def add_equipment(desk: Desk, **values: Any) -> int:
    """A new line; gives its id. Raises EquipmentNameMissing."""
    columns = _checked(desk, **values)
    with desk.action(Op.EDIT_EQUIPMENT) as act:
        equipment_id = act.add(Equipment, **columns)
        act.note(equipment=equipment_id)
    return equipment_id


def edit_equipment(desk: Desk, equipment_id: int, **values: Any) -> int:
    """Change a line; gives the journal entry, 0 where nothing differs. Raises EquipmentNameMissing, RecordGone.

    What is gone since before keeps the day on which it went.
    """
    now = queries.equipment_line(desk.read(Op.SEE_REPORTS), equipment_id)
    if now is None:
        raise RecordGone()
    columns = _checked(desk, was_gone=now.gone, **values)
    return change_record(desk, Op.EDIT_EQUIPMENT, Equipment, equipment_id, columns)


def remove_equipment(desk: Desk, equipment_id: int) -> int:
    """For a line that was entered by mistake; what was there once is noted as gone. Raises RecordGone."""
    return remove_records(desk, Op.EDIT_EQUIPMENT, Equipment, [equipment_id])


def _checked(
    desk: Desk, *, name: str, model: str = "", number: str = "", quantity: int = 1, place_id: int | None = None,
    bought: date | None = None, price_fen: int | None = None, state: str = "good", note: str = "",
    was_gone: date | None = None,
) -> dict[str, Any]:  # fmt: skip
    name = " ".join(name.split())
    if not name:
        raise EquipmentNameMissing()
    assert state in EQUIPMENT_STATES
    gone = (was_gone or desk.today).isoformat() if state == "gone" else None
    return {
        "name": name, "model": model.strip() or None, "number": number.strip() or None, "quantity": quantity,
        "place_id": place_id, "bought_day": bought.isoformat() if bought else None, "price_fen": price_fen,
        "state": state, "gone_day": gone, "note": note.strip() or None,
    }  # fmt: skip
