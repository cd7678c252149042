"""The rows behind lending for the holidays: the plan as it was entered, with its number."""

import json
from datetime import date

from libdesk.domain.holiday_lending import HolidayLending
from libdesk.domain.value import Value
from libdesk.store.database import Library


class HolidayRow(Value):
    id: int
    plan: HolidayLending


def holidays(library: Library) -> list[HolidayRow]:
    """All of them, the latest first; their classes are known to the rule book alone."""
    rows = library.fetch(
        "SELECT id, name, from_day, to_day, due_first, due_last, quotas FROM holiday_lending ORDER BY from_day DESC"
    )
    found = []
    for row_id, name, *days, quotas in rows:
        first, last, due_first, due_last = (date.fromisoformat(day) for day in days)
        found.append(HolidayRow(row_id, HolidayLending(name, first, last, due_first, due_last, json.loads(quotas))))
    return found
