"""What came of an activity: results one by one or from a sheet, places by score, prizes by place, a kept ranking."""

from collections.abc import Mapping, Sequence
from typing import Final

from libdesk.actions.activities.activities import known
from libdesk.actions.activities.entrants import add_class, add_readers, entry
from libdesk.actions.activities.errors import (
    NegativeWorks,
    NobodyRead,
    NoChallenge,
    NoPlaces,
    NoPrizeCounts,
    NothingToRank,
    PrizesStand,
)
from libdesk.actions.desk import Desk
from libdesk.actions.journal import Action
from libdesk.actions.school import school_of
from libdesk.domain.activities import PrizeCount, places, read_prize, score_of
from libdesk.domain.classes import ClassRef
from libdesk.domain.ops import Op
from libdesk.domain.prize_giving import Placed, changes
from libdesk.domain.rows.activities import Standing
from libdesk.domain.value import Value
from libdesk.store.queries import activities as queries
from libdesk.store.queries.challenges import standing
from libdesk.store.tables import Entrant

MOST_WORKS: Final = 999


def set_result(
    desk: Desk, entrant_id: int, *, result: str, prize: str, work: str | None = None, works: int | None = None
) -> int:
    """A result (a score, or in words) and a prize (its code, what it is called, or the school's own word).

    `work` and `works`: what was handed in, None leaves it. Raises EntrantGone, NegativeWorks.
    """
    if works is not None and not 0 <= works <= MOST_WORKS:
        raise NegativeWorks()
    values: dict[str, object] = {
        "result": " ".join(result.split()) or None, "prize": read_prize(prize) or None,
        **({"work": work.strip() or None} if work is not None else {}),
        **({"works": works} if works is not None else {}),
    }  # fmt: skip
    with desk.action(Op.ENTER_RESULTS) as act:
        row = entry(desk, entrant_id)
        act.change(Entrant, row.id, **values)
        act.note(activity=row.activity_id, entrant=row.id)
    return act.journal_id


def rank_by_score(desk: Desk, activity_id: int) -> int:
    """A place for everybody whose result is a number, the highest first; gives how many. Raises NothingToRank."""
    with desk.action(Op.ENTER_RESULTS) as act:
        known(desk, activity_id)
        rows = queries.entrants(desk.library, activity_id)
        scores = {row.id: score for row in rows if (score := score_of(row.result)) is not None}
        if not scores:
            raise NothingToRank()
        ranks = places(scores)
        for row in rows:
            if row.rank != ranks.get(row.id):
                act.change(Entrant, row.id, rank=ranks.get(row.id))
        act.note(activity=activity_id, ranked=len(ranks))
    return len(ranks)


def give_prizes(desk: Desk, activity_id: int, counts: Sequence[PrizeCount], *, others: bool = False) -> int:
    """Prizes by place: so many of each, the highest first; gives how many changed.

    A prize that was not given by place stays; with `others` one by place stands instead.
    Raises NoPlaces, NoPrizeCounts, PrizesStand.
    """
    with desk.action(Op.ENTER_RESULTS) as act:
        known(desk, activity_id)
        rows = {row.id: Placed(row.rank, row.prize) for row in queries.entrants(desk.library, activity_id)}
        if all(row.rank is None for row in rows.values()):
            raise NoPlaces()
        if not any(step.count for step in counts):
            raise NoPrizeCounts()
        written = changes(rows, counts, others=others).written
        if not written:
            raise PrizesStand()
        for entrant_id, prize in written.items():
            act.change(Entrant, entrant_id, prize=prize or None)
        act.note(activity=activity_id, prizes=len(written))
    return len(written)


class SheetResult(Value):
    """What a sheet says of one entrant; "" and None leave what stands there."""

    work: str = ""
    result: str = ""
    prize: str = ""
    place: int | None = None


class SheetKept(Value):
    """What came of a sheet."""

    changed: int
    entered: int


def keep_sheet(
    desk: Desk, activity_id: int, results: Mapping[int, SheetResult], new: Mapping[int, SheetResult],
    named: Sequence[tuple[str, ClassRef | None, SheetResult]] = (),
) -> SheetKept:  # fmt: skip
    """The results of a sheet, in one step: of entrants (`results`, by entrant), of readers who are entered with them
    (`new`, by reader), and of names that are nobody's in the library (`named`, with the
    class that was read), who are entered as guests.

    Raises ActivityGone, EntrantGone.
    """
    with desk.action(Op.ENTER_RESULTS) as act:
        known(desk, activity_id)
        made = add_readers(act, desk, activity_id, list(new))
        rows = {**results, **{made[reader_id]: said for reader_id, said in new.items() if reader_id in made}}
        for name, ref, said in named:
            where = {"stage": ref.stage.value, "entry_year": ref.entry_year, "class_no": ref.class_no} if ref else {}
            rows[act.add(Entrant, activity_id=activity_id, kind="guest", name=name, **where)] = said
        for entrant_id, said in rows.items():
            entry(desk, entrant_id)
            values = {
                "work": said.work, "result": said.result, "prize": read_prize(said.prize), "rank": said.place
            }  # fmt: skip
            given = {column: value for column, value in values.items() if value}
            if given:
                act.change(Entrant, entrant_id, **given)
        act.note(activity=activity_id, count=len(rows))
    return SheetKept(len(results), len(made) + len(named))


def keep_standing(desk: Desk, activity_id: int, most: int) -> int:
    """The ranking of a challenge as it is now, kept as entrants with their places; gives how many.

    As many places as `most`, with all who share the last one. What was kept before is renewed: who is no longer among
    them stays without a place. Raises NoChallenge, NobodyRead.
    """
    with desk.action(Op.ENTER_RESULTS) as act:
        row = known(desk, activity_id)
        if row.challenge is None:
            raise NoChallenge()
        ranking = standing(desk.library, row.challenge, row.audience, desk.today, school_of(desk), most=most)
        kept = [one for one in ranking if one.rank <= most and one.count]
        if not kept:
            raise NobodyRead()
        before = queries.entrants(desk.library, activity_id)
        readers = {one.reader_id: one.id for one in before if one.reader_id is not None}
        classes = {one.class_ref: one.id for one in before if one.kind == "class"}
        placed = set()
        for one in kept:
            known_as = readers.get(one.reader_id) if one.reader_id is not None else classes.get(one.class_ref)
            entrant_id = known_as or _enter(act, desk, activity_id, one)
            placed.add(entrant_id)
            act.change(Entrant, entrant_id, result=one.result(), rank=one.rank)
        for old in before:
            if old.id not in placed and old.rank is not None:
                act.change(Entrant, old.id, rank=None)
        act.note(activity=activity_id, ranked=len(kept))
    return len(kept)


def _enter(act: Action, desk: Desk, activity_id: int, one: Standing) -> int:
    """A place as an entrant, with the class of the ranking: who has left since has read all the same."""
    ref = one.class_ref
    if one.reader_id is None:
        assert ref is not None
        return add_class(act, desk, activity_id, ref)
    return act.add(
        Entrant, activity_id=activity_id, kind="reader", reader_id=one.reader_id,
        stage=ref.stage.value if ref else None, entry_year=ref.entry_year if ref else None,
        class_no=ref.class_no if ref else None,
    )  # fmt: skip
