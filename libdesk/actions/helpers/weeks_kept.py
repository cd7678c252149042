"""Whether taking back a change of the weekly roster would change days that are over."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from libdesk.actions.desk import Desk
from libdesk.domain.calendar import ONE_DAY
from libdesk.store.queries.journal import Image

# Lines of the roster as they stand now: the slot that each hangs on, and its days.
_LINES: Final = {
    "duty": "SELECT slot_id, from_day, to_day FROM duty WHERE id BETWEEN ? AND ?",
    "duty_slot": "SELECT id, from_day, to_day FROM duty_slot WHERE id BETWEEN ? AND ?",
}
_SLOT: Final = "SELECT weekday, term_id FROM duty_slot WHERE id = ?"
_TERM: Final = "SELECT first_day FROM term WHERE id = ?"


def was_kept(desk: Desk, touched: Sequence[Image]) -> bool:
    """Whether a slot that a change touches has come round on a day before today since the change holds."""
    return any(day < desk.today for image in touched if image.table in _LINES for day in _first_times(desk, image))


def _first_times(desk: Desk, image: Image) -> Iterator[date]:
    """For each line of the image: the first day of its slot on which it went otherwise."""
    before: dict[str, Any] = json.loads(image.before) if image.before is not None else {}
    if image.removed:
        slots = [(before["weekday"], before["term_id"])] if image.table == "duty_slot" else ()
        yield from _first_time(desk, slots or desk.library.fetch(_SLOT, before["slot_id"]), before["from_day"])
        return
    for slot_id, from_day, to_day in desk.library.fetch(_LINES[image.table], image.first_id, image.last_id):
        last = to_day or before.get("to_day")  # a line that ended, or one that goes on because its end was undone
        since = (date.fromisoformat(last) + ONE_DAY).isoformat() if before and last is not None else from_day
        yield from _first_time(desk, desk.library.fetch(_SLOT, slot_id), since)


def _first_time(desk: Desk, slots: Iterable[tuple[Any, ...]], since: str | None) -> Iterator[date]:
    """From `since` on, or from the beginning of the term; nothing for a slot that is gone."""
    for weekday, term_id in slots:
        ((term_first,),) = desk.library.fetch(_TERM, term_id)
        begins = date.fromisoformat(max(since or "", term_first))
        yield begins + ONE_DAY * ((weekday - begins.weekday()) % 7)
