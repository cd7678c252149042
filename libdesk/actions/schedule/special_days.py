"""Days that go otherwise than their weekday: a make-up day like a Friday, a day that ends at noon."""

from libdesk.actions.desk import Desk
from libdesk.domain.hours import show_time
from libdesk.domain.ops import Op
from libdesk.domain.rows.schedule import SpecialDay as SpecialDayRow
from libdesk.domain.special_days import check_special
from libdesk.store.tables import SpecialDay


def set_special_day(desk: Desk, special: SpecialDayRow) -> int:
    """Say how a day goes, in place of what was said before; gives the journal entry.

    Raises NothingSpecial, ShortDayBackwards.
    """
    desk.require(Op.EDIT_CALENDAR)
    kept = check_special(special)
    with desk.action(Op.EDIT_CALENDAR) as act:
        values = {
            "as_weekday": kept.as_weekday,
            "from_time": None if kept.first is None else show_time(kept.first),
            "to_time": None if kept.last is None else show_time(kept.last),
            "name": kept.name,
        }
        day = kept.day.isoformat()
        known = act.connection.execute("SELECT id FROM special_day WHERE day = ?", (day,)).fetchone()
        if known:
            act.change(SpecialDay, known[0], **values)
        else:
            act.add(SpecialDay, day=day, **values)
        act.note(first_now=[day, day])
    return act.journal_id


def remove_special_day(desk: Desk, special: SpecialDayRow) -> int:
    """The day goes like its weekday again; gives the journal entry, or 0 where it does already."""
    desk.require(Op.EDIT_CALENDAR)
    day = special.day.isoformat()
    known = desk.library.fetch("SELECT id FROM special_day WHERE day = ?", day)
    if not known:
        return 0
    with desk.action(Op.EDIT_CALENDAR) as act:
        act.remove(SpecialDay, known[0][0])
        act.note(first_was=[day, day])
    return act.journal_id
