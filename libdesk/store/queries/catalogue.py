"""The catalogue searched: which titles fit a question, in an order, how many there are, and their rows.

Words, class, kind and grade are one look into the index of words; places and states are looked up in the copies. What
costs more than a moment is stopped by `within` and asked again by a worker, so that no key waits for it.
"""

import heapq
import json
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from sqlite3 import SQLITE_INTERRUPT, OperationalError
from typing import Any, Final

from libdesk.domain.catalogue_search import Order, Wanted, clean
from libdesk.domain.rows.books import TitleFound, TitlesFound
from libdesk.store.database import Library
from libdesk.store.queries.books import titles
from libdesk.store.queries.catalogue_plan import Plan, plan_for

FIRST: Final = 50
MOMENT: Final = 150_000  # steps of SQLite's machine: about ten milliseconds
_EVERY: Final = 10_000
_BY: Final = {
    Order.TITLE: "ORDER BY o.by_title, o.id",
    Order.SHELF: "ORDER BY o.by_shelf IS NULL, o.by_shelf, o.id",
}


class TookTooLong(Exception):
    """Looking took longer than a moment and was stopped: a worker may look again."""


@dataclass(frozen=True, slots=True)
class Found:
    """The first titles that fit; `total` is None where it was not counted. `copy_id`: whose barcode was typed."""

    ids: tuple[int, ...]
    total: int | None
    copy_id: int | None = None


def find(library: Library, wanted: Wanted, *, limit: int = FIRST, offset: int = 0) -> Found:
    """The titles that fit, from the one at `offset` on. A barcode finds its title whatever else is asked for."""
    return _find(library, plan_for(library, wanted), wanted.order, limit, offset)


def count(library: Library, wanted: Wanted) -> int:
    """How many titles fit in all."""
    return _count(library, plan_for(library, wanted))


def all_ids(library: Library, wanted: Wanted) -> "array[int]":
    """Every title that fits, in its order: eight bytes each, so that a list of a million is small."""
    return _all(library, plan_for(library, wanted), wanted.order)


def at_once(
    library: Library, wanted: Wanted, *, first: int, most: int, moment: int = MOMENT
) -> "tuple[Found, array[int]]":
    """What a key can wait for: the first titles, and all of them where they are counted and sorted in a moment.

    Raises TookTooLong when not even the first ones are. Where the total is None, more may fit than the ids say.
    """
    with within(library, moment):
        plan = plan_for(library, wanted)
        found = _find(library, plan, wanted.order, first, 0)
    if found.total is None:
        with suppress(TookTooLong), within(library, moment):
            total = _count(library, plan)
            if total <= most:
                return Found(found.ids, total), _all(library, plan, wanted.order)
    return found, array("q", found.ids)


def _find(library: Library, plan: Plan, order: Order, limit: int, offset: int) -> Found:
    if plan.copy is not None:
        return Found((plan.copy[0],), 1, plan.copy[1])
    ids = tuple(islice(_in_order(library, plan, order, offset + limit), offset, offset + limit))
    whole = len(ids) < limit and (ids or not offset)
    return Found(ids, offset + len(ids) if whole else None)


def _count(library: Library, plan: Plan) -> int:
    if plan.none or plan.copy is not None:
        return int(plan.copy is not None)
    where, values = plan.where("f.rowid" if plan.match else "o.id")
    execute = library.connection.execute
    if plan.match is None:
        number: int = execute(f"SELECT count(*) FROM title_order o WHERE {where}", values).fetchone()[0]
        return number
    sql = f"SELECT count(*) FROM title_index f WHERE title_index MATCH ? AND {where}"
    number = execute(sql, (plan.match, *values)).fetchone()[0]
    return number + len(_fitting(library, plan, plan.more))


def _all(library: Library, plan: Plan, order: Order) -> "array[int]":
    if plan.copy is not None:
        return array("q", (plan.copy[0],))
    return array("q", _in_order(library, plan, order, None))


def rows(library: Library, ids: Sequence[int]) -> list[TitleFound]:
    """What a list shows of these titles, in this order; those that are gone are left out."""
    return titles(library, ids)


def suggest(library: Library, text: str, *, limit: int) -> TitlesFound:
    """The first few titles for a list under a field; nothing while nothing is typed."""
    if not clean(text).strip():
        return TitlesFound((), 0)
    found = find(library, Wanted(text), limit=limit)
    return TitlesFound(tuple(rows(library, found.ids)), found.total, found.copy_id)


@contextmanager
def within(library: Library, steps: int = MOMENT) -> Iterator[None]:
    """Stop what is read inside after so many steps; raises TookTooLong. Steps and not time, so that it is the same
    question on every machine that waits."""
    every = min(_EVERY, max(1, steps))
    left = steps // every

    def go_on() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    library.connection.set_progress_handler(go_on, every)
    try:
        yield
    except OperationalError as error:
        if error.sqlite_errorcode != SQLITE_INTERRUPT:
            raise
        raise TookTooLong from None
    finally:
        library.connection.set_progress_handler(None, 0)


# From a plan to ids


def _in_order(library: Library, plan: Plan, order: Order, most: int | None) -> Iterator[int]:
    """The first `most` ids of a plan, or all of them."""
    if plan.none:
        return iter(())
    limit = -1 if most is None else most
    if order in _BY:
        return _sorted(library, plan, _BY[order], limit)
    newest = _newest(library, plan, limit)
    if order is Order.NEWEST or not plan.led:
        return newest
    # What begins with the words is found by them; only where more is asked for must it be looked up.
    sure = plan.question.facts is None and not plan.question.asks_copies
    return _led_by(list(plan.led) if sure else _fitting(library, plan, plan.led), newest)


def _led_by(led: list[int], rest: Iterator[int]) -> Iterator[int]:
    before = set(led)
    yield from led
    yield from (one for one in rest if one not in before)


def _newest(library: Library, plan: Plan, limit: int) -> Iterator[int]:
    execute = library.connection.execute
    if plan.match is None:
        where, values = plan.where("o.id")
        sql = f"SELECT o.id FROM title_order o WHERE {where} ORDER BY o.id DESC LIMIT ?"
        return (row[0] for row in execute(sql, (*values, limit)))
    where, values = plan.where("f.rowid")
    sql = f"SELECT f.rowid FROM title_index f WHERE title_index MATCH ? AND {where} ORDER BY f.rowid DESC LIMIT ?"
    found = (row[0] for row in execute(sql, (plan.match, *values, limit)))
    more = sorted(_fitting(library, plan, plan.more), reverse=True)
    return heapq.merge(found, more, reverse=True) if more else found


def _sorted(library: Library, plan: Plan, by: str, limit: int) -> Iterator[int]:
    where, values = plan.where("o.id")
    execute = library.connection.execute
    if plan.match is None:
        if by is _BY[Order.SHELF]:
            return _whole_shelf(library, where, values, limit)
        return (
            row[0] for row in execute(f"SELECT o.id FROM title_order o WHERE {where} {by} LIMIT ?", (*values, limit))
        )
    found = "SELECT rowid AS id FROM title_index WHERE title_index MATCH ?"
    asked: list[Any] = [plan.match]
    if plan.more:
        found = f"{found} UNION ALL SELECT value FROM json_each(?)"
        asked.append(json.dumps(plan.more))
    sql = f"SELECT o.id FROM ({found}) f CROSS JOIN title_order o ON o.id = f.id WHERE {where} {by} LIMIT ?"
    return (row[0] for row in execute(sql, (*asked, *values, limit)))


def _whole_shelf(library: Library, where: str, values: list[Any], limit: int) -> Iterator[int]:
    """The catalogue as it stands, along the index; titles without a call number come last."""
    known, unknown = "o.by_shelf IS NOT NULL ORDER BY o.by_shelf, o.id", "o.by_shelf IS NULL ORDER BY o.id"
    left = limit
    for part in (known, unknown):
        sql = f"SELECT o.id FROM title_order o WHERE {where} AND {part} LIMIT ?"
        for row in library.connection.execute(sql, (*values, left)):
            left -= limit >= 0
            yield row[0]


def _fitting(library: Library, plan: Plan, ids: tuple[int, ...]) -> list[int]:
    """Those of these titles that are found at all: by the words or beside them, with such copies."""
    more = frozenset(plan.more)
    by_words = [one for one in ids if one not in more]
    if by_words:
        sql = (
            "SELECT value FROM json_each(?)"
            " WHERE EXISTS (SELECT 1 FROM title_index WHERE title_index MATCH ? AND rowid = value)"
        )
        found = {row[0] for row in library.connection.execute(sql, (json.dumps(by_words), plan.match))}
        ids = tuple(one for one in ids if one in more or one in found)
    if not ids or not plan.question.asks_copies:
        return list(ids)
    where, values = plan.where("value")
    sql = f"SELECT value FROM json_each(?) WHERE {where}"
    return [row[0] for row in library.connection.execute(sql, (json.dumps(ids), *values))]
