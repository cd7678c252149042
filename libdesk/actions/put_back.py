"""Whether the rows that an undo puts back can stand beside what was done since.

Every action keeps the rules by looking before it writes; an undo writes rows as they were and looks afterwards. What
came back together stood together before, so only what was touched since can be in its way.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeVar

from libdesk.actions.desk import Desk
from libdesk.actions.errors import CannotUndo
from libdesk.store.queries import put_back as queries
from libdesk.store.queries.journal import Image

T = TypeVar("T")
Ids = set[int]


def check_rules(desk: Desk, entry: int, images: Iterable[Image]) -> None:
    """Ask the rules that go over several rows, once the undo of an entry has done what its own `images` say.

    Raises the DeskError of the rule that is broken, or CannotUndo for one that no action tells in words.
    """
    done: dict[str, list[Image]] = defaultdict(list)
    for image in images:
        done[image.table].append(image)
    for table, mine in done.items():
        back = _ids(image for image in mine if not image.removed)
        if back and queries.cannot_stand(desk.library, table, back, entry, desk.today.isoformat()):
            raise CannotUndo("later")
        if back and table in PAIRS and (since := queries.touched_since(desk.library, entry, table) - back):
            PAIRS[table](desk, back, since)
    for tables, check in WHOLES:
        if touched := [image for table in tables for image in done.get(table, ())]:
            check(desk, entry, touched)


def _ids(images: Iterable[Image]) -> Ids:
    return {row_id for image in images for row_id in range(image.first_id, image.last_id + 1)}


def _met(rows: Mapping[int, T], back: Ids, since: Ids) -> Iterator[tuple[T, T]]:
    """Each row that came back with each that was touched since, as far as they are there."""
    return ((rows[one], rows[other]) for one in rows.keys() & back for other in rows.keys() & since)


# Two rows of one table. Each rule imports what it needs: an undo rarely meets more than one of them.


def _terms(desk: Desk, back: Ids, since: Ids) -> None:
    from libdesk.domain.calendar import Term
    from libdesk.domain.terms import check_terms
    from libdesk.store.queries.calendar import terms

    rows = {row.id: Term(row.first, row.last, row.name) for row in terms(desk.library)}
    for pair in _met(rows, back, since):
        check_terms(pair)


def _openings(desk: Desk, back: Ids, since: Ids) -> None:
    from libdesk.domain.hours import check_spans
    from libdesk.store.queries.hours import openings

    for one, other in _met({row.id: row for row in openings(desk.library)}, back, since):
        if one.place_id == other.place_id:
            check_spans((one.span, other.span))


def _holidays(desk: Desk, back: Ids, since: Ids) -> None:
    from libdesk.domain.holiday_lending import check_apart
    from libdesk.store.queries.holiday_lending import holidays

    for one, other in _met({row.id: row.plan for row in holidays(desk.library)}, back, since):
        check_apart(one, (other,))


def _periods(desk: Desk, back: Ids, since: Ids) -> None:
    from libdesk.domain.timetable import Period, check_periods
    from libdesk.store.queries.timetable import periods

    rows = {row.id: Period(row.name, row.first, row.last) for row in periods(desk.library)}
    for pair in _met(rows, back, since):
        check_periods(pair)


def _lessons(desk: Desk, back: Ids, since: Ids) -> None:
    from libdesk.actions.schedule.timetable import refuse_clash, wanted_of
    from libdesk.store.queries.calendar import terms
    from libdesk.store.queries.timetable import lessons

    for term in terms(desk.library):
        for one, other in _met({row.id: row for row in lessons(desk.library, term.id)}, back, since):
            refuse_clash(desk, wanted_of(one), (other,))


def _slots(desk: Desk, back: Ids, since: Ids) -> None:
    from libdesk.actions.helpers.slots import check_once
    from libdesk.store.queries.calendar import terms
    from libdesk.store.queries.roster import slots

    for term in terms(desk.library):
        for one, other in _met({row.id: row for row in slots(desk.library, term.id)}, back, since):
            check_once(one, (other,))


def _aid_names(desk: Desk, back: Ids, since: Ids) -> None:
    from libdesk.actions.aids.stock import check_name
    from libdesk.store.queries.aids.stock import aids

    for one, other in _met({row.id: row for row in aids(desk.library)}, back, since):
        check_name(one.fields.name, (other,))


def _subscriptions(desk: Desk, back: Ids, since: Ids) -> None:
    from libdesk.actions.serials.errors import AlreadySubscribed
    from libdesk.store.queries.serials.subscriptions import subscription

    rows = {row.id: row for row_id in back | since if (row := subscription(desk.library, row_id)) is not None}
    for one, other in _met(rows, back, since):
        same = (one.title_id, one.place_id) == (other.title_id, other.place_id)
        if same and one.first <= (other.stopped or other.last) and other.first <= (one.stopped or one.last):
            raise AlreadySubscribed(one.title)


def _stocktakes(desk: Desk, back: Ids, since: Ids) -> None:
    from libdesk.actions.stocktaking.begin import check_apart
    from libdesk.store.queries.stocktakes import stocktakes

    for one, other in _met({row.id: row for row in stocktakes(desk.library) if row.is_open}, back, since):
        check_apart(desk, one.part, (other,))


PAIRS: Final[Mapping[str, Callable[[Desk, Ids, Ids], None]]] = {
    "term": _terms, "opening": _openings, "holiday_lending": _holidays, "period": _periods, "lesson": _lessons,
    "duty_slot": _slots, "aid": _aid_names, "subscription": _subscriptions, "stocktake": _stocktakes,
}  # fmt: skip


# What many rows make together.


def _aids(desk: Desk, _entry: int, touched: Sequence[Image]) -> None:
    """No day of a ledger ends with less than nothing, and of what is put away nothing is left."""
    from libdesk.actions.aids.stock import check_aid
    from libdesk.store.queries.aids.stock import aids_of_moves

    moves = [image for image in touched if image.table == "aid_move"]
    gone = {json.loads(image.before)["aid_id"] for image in moves if image.removed and image.before is not None}
    there = aids_of_moves(desk.library, _ids(image for image in moves if not image.removed))
    for aid_id in sorted(gone | there | _ids(image for image in touched if image.table == "aid")):
        check_aid(desk, aid_id)


def _school_numbers(desk: Desk, entry: int, touched: Sequence[Image]) -> None:
    """A school number is that of one reader; two that shared one before the entry may share it again."""
    from libdesk.domain.reader_form import SchoolNumberTaken

    back = _ids(image for image in touched if not image.removed)
    if (other := queries.number_borne_since(desk.library, back, entry)) is not None:
        raise SchoolNumberTaken(*other)


_ROSTER: Final = ("duty", "duty_slot", "duty_day")


def _exchanges(desk: Desk, entry: int, _touched: Sequence[Image]) -> None:
    """Who takes a duty of a day to come for another takes one that the roster has."""
    from libdesk.actions.helpers.changing import hanging
    from libdesk.store.queries.calendar import terms

    if not any(queries.touched_since(desk.library, entry, table) for table in _ROSTER):
        return
    if any(hanging(desk, term) for term in terms(desk.library) if term.last >= desk.today):
        raise CannotUndo("later")


WHOLES: Final[Sequence[tuple[Sequence[str], Callable[[Desk, int, Sequence[Image]], None]]]] = (
    (("aid", "aid_move"), _aids), (("reader",), _school_numbers), (_ROSTER, _exchanges),
)  # fmt: skip
