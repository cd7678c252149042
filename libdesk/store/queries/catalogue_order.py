"""From a plan to the ids of its titles in an order: the newest, by title, as they stand on the shelf, best first.

To sort what was found is to look up the key of each. Where much was found and little is asked for, one goes along the
sorted keys instead: the first fifty are met after few steps. So too with words that the index would have to gather.
"""

import heapq
import json
import re
from collections.abc import Iterator
from math import isqrt
from typing import Any, Final

from libdesk.domain.catalogue_search import Order
from libdesk.domain.pinyin_tokens import wider_match
from libdesk.store.database import Library
from libdesk.store.queries.catalogue_plan import Plan

FAR: Final = 100_000  # keys that are walked at most, and never more than there are hits
SURE: Final = 8  # times as far one must be able to go as would do if hits stood evenly: they seldom do
READ: Final = 2_000  # titles whose words are read at most, where gathering them takes long
GATHERED_SOON: Final = 50_000  # titles of which any word is gathered in a moment
_TERM: Final = re.compile(r'"([^"]*)"(\*?)')
SORTED: Final = {Order.TITLE: "by_title", Order.SHELF: "by_shelf"}


def in_order(library: Library, plan: Plan, order: Order, most: int | None = None) -> Iterator[int]:
    """The first `most` ids of a plan, or all of them."""
    if plan.none:
        return iter(())
    limit = -1 if most is None else most
    if order in SORTED:
        return _sorted(library, plan, SORTED[order], limit)
    newest = _newest(library, plan, limit)
    if order is Order.NEWEST or not plan.led:
        return newest
    # What begins with the words is found by them; only where more is asked for must it be looked up.
    sure = plan.question.facts is None and not plan.question.asks_copies
    return _led_by(list(plan.led) if sure else fitting(library, plan, plan.led), newest)


def fitting(library: Library, plan: Plan, ids: tuple[int, ...]) -> list[int]:
    """Those of these titles that are found at all: by the words or beside them, with such copies."""
    more = frozenset(plan.more)
    by_words = [one for one in ids if one not in more]
    if by_words and plan.match is not None:
        reads, words = _reads(plan.match)
        sql = f"SELECT w.id FROM json_each(?) JOIN title_words w ON w.id = value WHERE {reads}"
        found = set(_ids(library, sql, json.dumps(by_words), *words))
        ids = tuple(one for one in ids if one in more or one in found)
    if not ids or not plan.question.asks_copies:
        return list(ids)
    where, values = plan.where("value")
    return list(_ids(library, f"SELECT value FROM json_each(?) WHERE {where}", json.dumps(ids), *values))


def _ids(library: Library, sql: str, *values: Any) -> Iterator[int]:
    return (row[0] for row in library.connection.execute(sql, values))


def _led_by(led: list[int], rest: Iterator[int]) -> Iterator[int]:
    before = set(led)
    yield from led
    yield from (one for one in rest if one not in before)


def _newest(library: Library, plan: Plan, limit: int) -> Iterator[int]:
    if plan.match is None:
        where, values = plan.where("o.id")
        return _ids(library, f"SELECT o.id FROM title_order o WHERE {where} ORDER BY o.id DESC LIMIT ?", *values, limit)
    if limit > 0 and (wider := gathers(library, plan)):
        first = _read_newest(library, plan, wider, limit)
        if len(first) == limit:
            return iter(first)
    where, values = plan.where("f.rowid")
    sql = f"SELECT f.rowid FROM title_index f WHERE title_index MATCH ? AND {where} ORDER BY f.rowid DESC LIMIT ?"
    found = _ids(library, sql, plan.match, *values, limit)
    more = sorted(fitting(library, plan, plan.more), reverse=True)
    return heapq.merge(found, more, reverse=True) if more else found


def gathers(library: Library, plan: Plan) -> str | None:
    """What finds somewhat more than a plan without gathering its words, where that would take long; else None."""
    wider = wider_match(plan.match) if plan.match is not None and not plan.more else None
    return wider if wider and _titles(library) > GATHERED_SOON else None


def _read_newest(library: Library, plan: Plan, wider: str, limit: int) -> list[int]:
    """The newest of what is found more widely whose words are those of the plan; fewer where they are rare."""
    reads, words = _reads(plan.match or "")
    where, values = plan.where("w.id")
    sql = (
        "SELECT w.id FROM (SELECT rowid AS id FROM title_index WHERE title_index MATCH ? ORDER BY rowid DESC LIMIT ?) f"
        f" CROSS JOIN title_words w ON w.id = f.id WHERE {reads} AND {where} LIMIT ?"
    )
    return list(_ids(library, sql, wider, READ, *words, *values, limit))


def _reads(match: str) -> tuple[str, list[str]]:
    """A MATCH expression as a condition on the kept words `w.words`, and its values."""
    words: list[str] = []

    def term(part: re.Match[str]) -> str:
        words.append(f" {part[1]}{'' if part[2] else ' '}")
        return "instr(' ' || w.words || ' ', ?) > 0"

    return f"({_TERM.sub(term, match)})", words


# By title, and as they stand on the shelf


def _sorted(library: Library, plan: Plan, key: str, limit: int) -> Iterator[int]:
    if plan.match is None:
        return _whole(library, plan, key, limit)
    if limit > 0:
        wider = gathers(library, plan)
        # A class stands together on the shelf, and may stand at its end: there is no walking to it.
        walks = not (key == "by_shelf" and plan.of_class)
        few = _few(library, limit) if walks else 0
        if few and wider is None and (first := _looked_up(library, plan, key, limit, few)):
            return iter(first)
        far = _hits_up_to(library, wider or plan.match, FAR) if walks else 0
        if wider or (far == FAR and not plan.more):
            first = _read_along(library, plan, key, limit)
            if len(first) == limit:
                return iter(first)
        if far > few and len(first := walk(library, plan, key, limit, far)) == limit:
            return iter(first)
    return iter(_looked_up(library, plan, key, limit))


def _looked_up(library: Library, plan: Plan, key: str, limit: int, few: int = -1) -> list[int]:
    """The first ids by looking up the key of each hit; none where there are more than `few` hits, -1 being all."""
    hits, asked = _hits(plan)
    where, values = plan.where("o.id")
    sql = (
        f"WITH hit AS MATERIALIZED (SELECT id FROM ({hits}) LIMIT ? + (? >= 0))"
        f" SELECT o.id FROM hit CROSS JOIN title_order o ON o.id = hit.id"
        f" WHERE (? < 0 OR (SELECT count(*) FROM hit) <= ?) AND {where} ORDER BY o.{key} IS NULL, o.{key}, o.id LIMIT ?"
    )
    return list(_ids(library, sql, *asked, few, few, few, few, *values, limit))


def _whole(library: Library, plan: Plan, key: str, limit: int) -> Iterator[int]:
    """The catalogue as it is sorted, along the index; titles without a call number come last."""
    where, values = plan.where("o.id")
    left = limit
    for part in (f"o.{key} IS NOT NULL ORDER BY o.{key}, o.id", f"o.{key} IS NULL ORDER BY o.id"):
        for one in _ids(library, f"SELECT o.id FROM title_order o WHERE {where} AND {part} LIMIT ?", *values, left):
            left -= limit >= 0
            yield one


def _few(library: Library, limit: int) -> int:
    """The hits up to which looking up the key of each is shorter than walking along the keys for `limit` of them."""
    return isqrt(SURE * limit * _titles(library))


def _hits_up_to(library: Library, match: str, most: int) -> int:
    sql = "SELECT count(*) FROM (SELECT 1 FROM title_index WHERE title_index MATCH ? LIMIT ?)"
    return int(library.connection.execute(sql, (match, most)).fetchone()[0])


def _titles(library: Library) -> int:
    return int(library.connection.execute("SELECT max(id) FROM title_order").fetchone()[0] or 0)


def walk(library: Library, plan: Plan, key: str, limit: int, far: int) -> list[int]:
    """The first ids that are met along so many keys; fewer than asked for where they stand too far apart."""
    hits, asked = _hits(plan)
    where, values = plan.where("o.id")
    sql = (
        f"SELECT o.id FROM title_order o INDEXED BY title_order_{key.removeprefix('by_')} WHERE o.{key} <"
        f" (SELECT {key} FROM title_order WHERE {key} IS NOT NULL ORDER BY {key} LIMIT 1 OFFSET ?)"
        f" AND +o.id IN ({hits}) AND {where} ORDER BY o.{key}, o.id LIMIT ?"
    )
    return list(_ids(library, sql, far, *asked, *values, limit))


def _read_along(library: Library, plan: Plan, key: str, limit: int) -> list[int]:
    """The first ids along the keys whose words are those of the plan; fewer where they stand too far apart."""
    reads, words = _reads(plan.match or "")
    where, values = plan.where("w.id")
    sql = (
        f"SELECT w.id FROM (SELECT id FROM title_order WHERE {key} IS NOT NULL ORDER BY {key}, id LIMIT ?) o"
        f" CROSS JOIN title_words w ON w.id = o.id WHERE {reads} AND {where} LIMIT ?"
    )
    return list(_ids(library, sql, READ, *words, *values, limit))


def _hits(plan: Plan) -> tuple[str, list[Any]]:
    """What the words find and what stands beside them, as a query and its values."""
    found = "SELECT rowid AS id FROM title_index WHERE title_index MATCH ?"
    if not plan.more:
        return found, [plan.match]
    return f"{found} UNION ALL SELECT value FROM json_each(?)", [plan.match, json.dumps(plan.more)]
