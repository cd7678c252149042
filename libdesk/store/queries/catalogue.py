"""The catalogue searched: which titles fit a question, in an order, how many there are, and their rows.

Words, class, kind and grade are one look into the index of words; places and states are looked up in the copies. What
costs more than a moment is stopped by `within` and asked again by a worker, so that no key waits for it.
"""

from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import islice
from sqlite3 import SQLITE_INTERRUPT, OperationalError
from time import perf_counter
from typing import Final

from libdesk.domain.catalogue_search import Order, Wanted, clean
from libdesk.domain.rows.books import TitleFound, TitlesFound
from libdesk.store.database import Library
from libdesk.store.queries.books import titles
from libdesk.store.queries.catalogue_order import SORTED, fitting, gathers, in_order
from libdesk.store.queries.catalogue_plan import Plan, plan_for

FIRST: Final = 50
MOMENT: Final = 150_000  # steps of SQLite's machine: about ten milliseconds
MOMENT_S: Final = 0.016  # seconds, since gathering words that begin alike is few steps and long ones
SORTED_AT_ONCE: Final = 2_000  # titles that are sorted whole in a few milliseconds
_EVERY: Final = 100
_STEADY: Final = 2_000  # steps that nobody waits for, however busy the machine is


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
    """What a key can wait for: the first titles and how many there are; all of them, where that takes but a moment.

    Raises TookTooLong when not even the first ones are found. Where the total is None or greater, more fit than the
    ids say.
    """
    until = perf_counter() + MOMENT_S
    with within(library, moment, until):
        plan = plan_for(library, wanted)
        found = _find(library, plan, wanted.order, first, 0)
    ids = array("q", found.ids)
    if found.total is None and not gathers(library, plan):
        with suppress(TookTooLong), within(library, moment, until):
            total = _count(library, plan)
            found = replace(found, total=total)
            if total <= (SORTED_AT_ONCE if wanted.order in SORTED else most):
                ids = _all(library, plan, wanted.order)
    return found, ids


def _find(library: Library, plan: Plan, order: Order, limit: int, offset: int) -> Found:
    if plan.copy is not None:
        return Found((plan.copy[0],), 1, plan.copy[1])
    ids = tuple(islice(in_order(library, plan, order, offset + limit), offset, offset + limit))
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
    return number + len(fitting(library, plan, plan.more))


def _all(library: Library, plan: Plan, order: Order) -> "array[int]":
    if plan.copy is not None:
        return array("q", (plan.copy[0],))
    return array("q", in_order(library, plan, order))


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
def within(library: Library, steps: int | None = None, until: float | None = None) -> Iterator[None]:
    """Stop what is read inside after so many steps, or after a moment; raises TookTooLong."""
    steps = MOMENT if steps is None else steps
    every = min(_EVERY, max(1, steps))
    done, until = 0, until or perf_counter() + MOMENT_S

    def stop() -> bool:
        nonlocal done
        done += every
        return done > steps or (done > _STEADY and perf_counter() > until)

    library.connection.set_progress_handler(stop, every)
    try:
        yield
    except OperationalError as error:
        if error.sqlite_errorcode != SQLITE_INTERRUPT:
            raise
        raise TookTooLong from None
    finally:
        library.connection.set_progress_handler(None, 0)
