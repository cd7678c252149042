"""When the library lends for the holidays: entered once each year; loans that are out stay as they are."""

import json

from libdesk.actions.desk import Desk
from libdesk.domain.duedates import LONGEST, BadLoanRule
from libdesk.domain.holiday_lending import HolidayLending, check_holiday
from libdesk.domain.ops import Op
from libdesk.store import tables
from libdesk.store.queries import holiday_lending as queries


def set_holiday(desk: Desk, plan: HolidayLending, *, holiday_id: int | None = None) -> int:
    """Add a plan, or put it in the place of the one given; gives the journal entry.

    Raises BadHolidayLending for days that do not fit, BadLoanRule for a quota below nought.
    """
    for quota in plan.quotas.values():
        if not 0 <= quota <= LONGEST:
            raise BadLoanRule("max_loans", quota)
    with desk.action(Op.EDIT_RULES) as act:
        others = [row.plan for row in queries.holidays(desk.library) if row.id != holiday_id]
        check_holiday(plan, others, desk.calendar)
        values = {
            "name": plan.name.strip(), "from_day": plan.first.isoformat(), "to_day": plan.last.isoformat(),
            "due_first": plan.due_first.isoformat(), "due_last": plan.due_last.isoformat(),
            "quotas": json.dumps(dict(plan.quotas)),
        }  # fmt: skip
        if holiday_id is None:
            holiday_id = act.add(tables.HolidayLending, **values)
        else:
            act.change(tables.HolidayLending, holiday_id, **values)
        act.note(holiday=holiday_id, first_now=[values["from_day"], values["to_day"]])
    return act.journal_id


def remove_holiday(desk: Desk, *, holiday_id: int) -> int:
    """Take a plan out; gives the journal entry."""
    with desk.action(Op.EDIT_RULES) as act:
        act.remove(tables.HolidayLending, holiday_id)
        act.note(holiday=holiday_id)
    return act.journal_id
