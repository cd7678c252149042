"""Who read most between two days, from the loans: by reader, or by class and pupil."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from datetime import date, timedelta
from typing import Any, Final

from libdesk.domain.activities import places
from libdesk.domain.audience import Audience
from libdesk.domain.challenges import Challenge, Measure, per_pupil
from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.rows.activities import Standing
from libdesk.domain.school import School
from libdesk.store.database import Library

# The days are walked by their index; what is still out counts once it has been out long enough. What was read in the
# room is no loan.
_COUNTED: Final = """
WHERE l.lent_day BETWEEN :first AND :last AND l.in_house = 0 AND l.reader_kind = :who AND l.lent_day <= :latest
  AND (l.returned_day IS NULL OR l.returned_day >= date(l.lent_day, :kept))"""
_NAMES: Final = """
SELECT r.id, r.name, r.kind, r.state, coalesce(r.department, ''), e.stage, e.entry_year, e.class_no
FROM reader r LEFT JOIN enrolment e ON e.id = coalesce(
  (SELECT n.id FROM enrolment n WHERE n.reader_id = r.id AND n.to_day IS NULL),
  (SELECT max(x.id) FROM enrolment x WHERE x.reader_id = r.id)) WHERE r.id IN ({marks})"""
_PUPILS: Final = """
SELECT e.stage, e.entry_year, e.class_no, count(*) FROM enrolment e JOIN reader r ON r.id = e.reader_id
WHERE r.kind = 'pupil' AND e.from_day <= :day AND (e.to_day IS NULL OR e.to_day > :day) GROUP BY 1, 2, 3"""
_CLASS: Final = ", l.stage, l.entry_year, l.class_no"
CHUNK: Final = 500
_Key = tuple[Any, ...]


def standing(
    library: Library, challenge: Challenge, audience: Audience, today: date, school: School, *, most: int | None = None
) -> list[Standing]:
    """The ranking as it is today; equal counts share a place. `most` rows, and all who share the last place."""
    if challenge.by == "class":
        return _classes(library, challenge, audience, today, school)
    counts = {key[0]: count for key, count in _counts(library, challenge, audience, today, school).items()}
    ranks = places(counts)
    order: list[Any] = sorted(counts, key=lambda reader: (ranks[reader], reader))
    if most is not None and len(order) > most:
        order = [reader for reader in order if ranks[reader] <= ranks[order[most - 1]]]
    names = _names(library, order)
    return [Standing(ranks[one], counts[one], one, *names[one]) for one in order]


def _classes(library: Library, challenge: Challenge, audience: Audience, today: date, school: School) -> list[Standing]:
    """By what each pupil read; the pupils are those of the class on the last day that counts."""
    pupils = _pupils(library, min(challenge.last, today))
    counts: Counter[ClassRef] = Counter()
    for (_reader, *where), count in _counts(library, challenge, audience, today, school, by_class=True).items():
        if where[0] is not None:
            counts[ClassRef(Stage(where[0]), where[1], where[2])] += count
    # A class of whom nobody has read stands there too: it is the last one.
    for ref in pupils:
        if audience.has_class(ref, challenge.last, school) and school.at_school(ref, challenge.last):
            counts.setdefault(ref, 0)
    ranks = places({ref: per_pupil(count, pupils.get(ref, 0)) for ref, count in counts.items()})
    order = sorted(counts, key=lambda ref: (ranks[ref], ref.sort_key))
    return [Standing(ranks[ref], counts[ref], class_ref=ref, pupils=pupils.get(ref, 0)) for ref in order]


def _counts(
    library: Library, challenge: Challenge, audience: Audience, today: date, school: School, *, by_class: bool = False
) -> dict[_Key, int]:
    """What counts for each reader, with the class in which it was lent where that is asked for.

    Distinct titles and days are told apart here: SQLite would sort each of them into a tree of its own.
    """
    chosen, more = _chosen(challenge, audience, school)
    latest = today - timedelta(days=challenge.least_days)
    values = {
        "first": challenge.first.isoformat(), "last": challenge.last.isoformat(), "who": challenge.who,
        "latest": latest.isoformat(), "kept": f"+{challenge.least_days} day", **more,
    }  # fmt: skip
    key = f"l.reader_id{_CLASS if by_class else ''}"
    where = f"{_COUNTED}{chosen}"
    if challenge.measure is Measure.DAYS:
        return _days(library, key, where, values)
    if challenge.measure is Measure.LOANS:
        rows = library.connection.execute(f"SELECT {key}, count(*) FROM loan l {where} GROUP BY {key}", values)
        return {tuple(row[:-1]): row[-1] for row in rows}
    sql = f"SELECT {key}, group_concat(c.title_id) FROM loan l JOIN copy c ON c.id = l.copy_id {where} GROUP BY {key}"
    return {tuple(row[:-1]): len(set(row[-1].split(","))) for row in library.connection.execute(sql, values)}


def _days(library: Library, key: str, where: str, values: dict[str, Any]) -> dict[_Key, int]:
    """On how many days each borrowed something."""
    if _CLASS not in key:
        found: Counter[Hashable] = Counter()
        sql = f"SELECT l.lent_day, group_concat(l.reader_id) FROM loan l {where} GROUP BY l.lent_day"
        for _day, readers in library.connection.execute(sql, values):
            found.update(set(readers.split(",")))
        return {(int(str(reader)),): count for reader, count in found.items()}
    sql = f"SELECT {key}, group_concat(l.lent_day) FROM loan l {where} GROUP BY {key}"
    return {tuple(row[:-1]): len(set(row[-1].split(","))) for row in library.connection.execute(sql, values)}


def _chosen(challenge: Challenge, audience: Audience, school: School) -> tuple[str, dict[str, Any]]:
    """The condition for chosen grades and classes, as the loans have written them down."""
    if challenge.who != "pupil" or not (audience.grades or audience.classes):
        return "", {}
    # A term lies in one school year, a longer time in several: a grade is who was in it on the last day.
    years = sorted(audience.years(challenge.last, school))
    named: list[str] = []
    values: dict[str, Any] = {}
    for number, (stage, year) in enumerate(years):
        named.append(f"(l.stage = :ys{number} AND l.entry_year = :yy{number})")
        values |= {f"ys{number}": stage, f"yy{number}": year}
    for number, ref in enumerate(audience.classes):
        named.append(f"(l.stage = :cs{number} AND l.entry_year = :cy{number} AND l.class_no = :cn{number})")
        values |= {f"cs{number}": ref.stage.value, f"cy{number}": ref.entry_year, f"cn{number}": ref.class_no}
    return f" AND ({' OR '.join(named)})", values


def _names(library: Library, ids: Sequence[int]) -> dict[int, tuple[str, str, str, str, ClassRef | None]]:
    found: dict[int, tuple[str, str, str, str, ClassRef | None]] = {}
    for start in range(0, len(ids), CHUNK):
        some = ids[start : start + CHUNK]
        rows = library.connection.execute(_NAMES.format(marks=",".join("?" * len(some))), some)
        for reader_id, name, kind, state, department, stage, year, number in rows:
            ref = ClassRef(Stage(stage), year, number) if stage is not None else None
            found[reader_id] = (name, kind, state, department, ref)
    return found


def _pupils(library: Library, day: date) -> dict[ClassRef, int]:
    found: dict[ClassRef, int] = defaultdict(int)
    for stage, year, number, count in library.connection.execute(_PUPILS, {"day": day.isoformat()}):
        found[ClassRef(Stage(stage), year, number)] = count
    return dict(found)
