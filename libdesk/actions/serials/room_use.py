"""Reading in the room is counted by hand: one more by a key, or a day's tally that was kept on paper."""

from datetime import date
from typing import Final

from libdesk.actions.cataloguing.titles import find_title
from libdesk.actions.desk import Desk
from libdesk.actions.serials.errors import UsesWrong
from libdesk.domain.ops import Op
from libdesk.store.queries.serials import room_use as queries
from libdesk.store.tables import RoomUse

MOST: Final = 9999


def count_reading(desk: Desk, title_id: int | None = None, *, more: int = 1) -> int:
    """So many more today, of a title or in general; gives the count of the day. Raises UsesWrong, TitleUnknown."""
    known = queries.row_of(desk.library, desk.today, title_id)
    return set_reading(desk, title_id, (known[1] if known else 0) + more, desk.today)


def set_reading(desk: Desk, title_id: int | None, uses: int, day: date) -> int:
    """The tally of a day; 0 takes it away. Gives the count. Raises UsesWrong, TitleUnknown."""
    if not 0 <= uses <= MOST:
        raise UsesWrong()
    with desk.action(Op.COUNT_USE) as act:
        if title_id is not None:
            find_title(desk, title_id)
        known = queries.row_of(desk.library, day, title_id)
        if known is not None and uses:
            act.change(RoomUse, known[0], uses=uses)
        elif known is not None:
            act.remove(RoomUse, known[0])
        elif uses:
            act.add(RoomUse, day=day.isoformat(), title_id=title_id, uses=uses)
        act.note(uses=uses, day=day.isoformat(), **({"title": title_id} if title_id is not None else {}))
    return uses
