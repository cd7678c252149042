"""Who read most between two days, from the loans: by reader, or by class and pupil."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from libdesk.domain.activities import places
from libdesk.domain.audience import Audience
from libdesk.domain.challenges import Challenge, Measure, per_pupil
from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.rows.activities import Standing
from libdesk.domain.school import School
from libdesk.store.database import Library
from libdesk.store.queries.groups import pupils_on
from libdesk.store.queries.last_class import class_on

# The days are walked by their index; what is still out counts once it has been out long enough. What was read in the
# room is no loan.
_COUNTED: Final = """
WHERE l.lent_day BETWEEN :first AND :last AND l.in_house = 0 AND l.reader_kind = :who AND l.lent_day <= :latest
  AND (l.returned_day IS NULL OR l.returned_day >= date(l.lent_day, :kept))"""
_NAMES: Final = f"""
SELECT r.id, r.name, r.kind, r.state, coalesce(r.department, ''), e.stage, e.entry_year, e.class_no
FROM reader r {class_on("?")} WHERE r.id IN ({{marks}})"""
CHUNK: Final = 500


def standing(
    library: Library, challenge: Challenge, audience: Audience, today: date, school: School, *, most: int | None = None
) -> list[Standing]:
    """The ranking as it is today; equal counts share a place. `most` rows, and all who share the last place."""
    found = _counts(library, challenge, audience, today, school)
    if challenge.by == "class":
        return _classes(library, challenge, audience, today, school, found)
    counts = {reader: count for reader, (count, _last) in found.items()}
    ranks = places(counts)
    order = sorted(counts, key=lambda reader: (ranks[reader], reader))
    if most is not None and len(order) > most:
        order = [reader for reader in order if ranks[reader] <= ranks[order[most - 1]]]
    names = _names(library, order, challenge.counted_until(today))
    return [Standing(ranks[one], counts[one], one, *names[one]) for one in order]


def _classes(
    library: Library, challenge: Challenge, audience: Audience, today: date, school: School,
    found: dict[int, tuple[int, int]],
) -> list[Standing]:  # fmt: skip
    """By what each pupil read; the pupils are those of the class on the last day that counts.

    What a pupil read who moved counts for the class of the last loan.
    """
    pupils = pupils_on(library, challenge.counted_until(today))
    classes = _classes_of(library, [last for _count, last in found.values()])
    counts: Counter[ClassRef] = Counter()
    for count, last in found.values():
        if last in classes:
            counts[classes[last]] += count
    # A class of whom nobody has read stands there too: it is the last one.
    for ref in pupils:
        if audience.has_class(ref, challenge.last, school) and school.at_school(ref, challenge.last):
            counts.setdefault(ref, 0)
    ranks = places({ref: per_pupil(count, pupils.get(ref, 0)) for ref, count in counts.items()})
    order = sorted(counts, key=lambda ref: (ranks[ref], ref.sort_key))
    return [Standing(ranks[ref], counts[ref], class_ref=ref, pupils=pupils.get(ref, 0)) for ref in order]


def _counts(
    library: Library, challenge: Challenge, audience: Audience, today: date, school: School
) -> dict[int, tuple[int, int]]:
    """What counts for each reader, and the last loan of it.

    Distinct titles and days are told apart here: SQLite would sort each of them into a tree of its own.
    """
    chosen, more = _chosen(challenge, audience, school)
    latest = today - timedelta(days=challenge.least_days)
    values = {
        "first": challenge.first.isoformat(), "last": challenge.last.isoformat(), "who": challenge.who,
        "latest": latest.isoformat(), "kept": f"+{challenge.least_days} day", **more,
    }  # fmt: skip
    where = f"{_COUNTED}{chosen}"
    execute = library.connection.execute
    if challenge.measure is Measure.TITLES:
        sql = f"""SELECT l.reader_id, max(l.id), group_concat(c.title_id) FROM loan l JOIN copy c ON c.id = l.copy_id
                  {where} GROUP BY l.reader_id"""
        return {reader: (len(set(titles.split(","))), last) for reader, last, titles in execute(sql, values)}
    sql = f"SELECT l.reader_id, max(l.id), count(*) FROM loan l {where} GROUP BY l.reader_id"
    found = {reader: (count, last) for reader, last, count in execute(sql, values)}
    if challenge.measure is Measure.LOANS:
        return found
    days: Counter[str] = Counter()
    sql = f"SELECT l.lent_day, group_concat(l.reader_id) FROM loan l {where} GROUP BY l.lent_day"
    for _day, readers in execute(sql, values):
        days.update(set(readers.split(",")))
    return {reader: (days[str(reader)], last) for reader, (_count, last) in found.items()}


def _classes_of(library: Library, loan_ids: Sequence[int]) -> dict[int, ClassRef]:
    """The class that each loan has written down."""
    found: dict[int, ClassRef] = {}
    for start in range(0, len(loan_ids), CHUNK):
        some = loan_ids[start : start + CHUNK]
        rows = library.connection.execute(
            "SELECT id, stage, entry_year, class_no FROM loan WHERE stage IS NOT NULL"
            f" AND id IN ({','.join('?' * len(some))})",
            some,
        )
        found.update((row[0], ClassRef(Stage(row[1]), row[2], row[3])) for row in rows)
    return found


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


def _names(library: Library, ids: Sequence[int], day: date) -> dict[int, tuple[str, str, str, str, ClassRef | None]]:
    found: dict[int, tuple[str, str, str, str, ClassRef | None]] = {}
    for start in range(0, len(ids), CHUNK):
        some = ids[start : start + CHUNK]
        values = (day.isoformat(), *some)
        rows = library.connection.execute(_NAMES.format(marks=",".join("?" * len(some))), values)
        for reader_id, name, kind, state, department, stage, year, number in rows:
            ref = ClassRef(Stage(stage), year, number) if stage is not None else None
            found[reader_id] = (name, kind, state, department, ref)
    return found
