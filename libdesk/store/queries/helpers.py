"""Student librarians: who is appointed in a term, which classes have none, trainings, who was chosen as the best."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from libdesk.domain.classes import ClassRef
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.rows.helpers import Appointed, Attendance, BestRow, Person, Trainee, TrainingRow
from libdesk.domain.school import School
from libdesk.store.database import Library
from libdesk.store.queries.groups import pupils_on
from libdesk.store.queries.last_class import class_on

_PERSON: Final = "r.id, r.name, r.sort_name, e.stage, e.entry_year, e.class_no"


def people(library: Library, reader_ids: Iterable[int], day: date) -> dict[int, Person]:
    """Readers by their numbers, whatever became of them, with their classes of a day."""
    rows = library.fetch(
        f"SELECT {_PERSON} FROM reader r {class_on('?')} WHERE r.id IN (SELECT value FROM json_each(?))",
        day.isoformat(), json.dumps(sorted(set(reader_ids))),
    )  # fmt: skip
    return {row[0]: _person(row, day) for row in rows}


def name_of(library: Library, reader_id: int) -> str:
    """The name of a reader, whatever became of them; "" for an unknown one."""
    person = people(library, (reader_id,), date.max).get(reader_id)
    return person.name if person else ""


def still_here(library: Library, reader_ids: Iterable[int]) -> list[int]:
    """Those who have not left, in the order given."""
    wanted = list(dict.fromkeys(reader_ids))
    rows = library.fetch(
        "SELECT id FROM reader WHERE state IN ('active', 'stopped') AND id IN (SELECT value FROM json_each(?))",
        json.dumps(wanted),
    )
    here = {row[0] for row in rows}
    return [reader_id for reader_id in wanted if reader_id in here]


def appointments_of(library: Library, reader_ids: Iterable[int]) -> dict[int, list[tuple[str, str | None, str | None]]]:
    """By reader: (first day, last day that was meant, day on which it was ended) of all appointments."""
    rows = library.fetch(
        "SELECT reader_id, from_day, until, to_day FROM appointment"
        " WHERE reader_id IN (SELECT value FROM json_each(?)) ORDER BY from_day, id",
        json.dumps(sorted(set(reader_ids))),
    )
    found: dict[int, list[tuple[str, str | None, str | None]]] = defaultdict(list)
    for reader_id, *days in rows:
        found[reader_id].append((days[0], days[1], days[2]))
    return dict(found)


def helpers_of(library: Library, term: TermRow) -> list[Appointed]:
    """Everybody who is or was appointed on a day of this term, as `helpers_between` has them."""
    return helpers_between(library, term.first, term.last)


def helpers_between(library: Library, first: date, last: date) -> list[Appointed]:
    """Everybody who is or was appointed on one of these days, by class and name; their latest appointment in them.

    The classes are those of the last day. Who is erased counts on, without a name.
    """
    rows = library.connection.execute(
        f"""SELECT {_PERSON}, a.from_day, a.until, a.to_day, r.state,
              EXISTS(SELECT 1 FROM appointment o WHERE o.reader_id = r.id AND o.from_day < :first)
            FROM appointment a JOIN reader r ON r.id = a.reader_id {class_on(":last")}
            WHERE a.from_day <= :last AND coalesce(a.until, :first) >= :first AND coalesce(a.to_day, :first) >= :first
            ORDER BY a.from_day, a.id""",
        {"first": first.isoformat(), "last": last.isoformat()},
    ).fetchall()
    latest: dict[int, Appointed] = {}
    for *person, since, until, ended, state, before in rows:
        who = _person(person, last)
        latest[who.reader_id] = Appointed(
            who, date.fromisoformat(since), _day(until), _day(ended), bool(before), state
        )  # fmt: skip
    return sorted(latest.values(), key=lambda one: one.person.sort_key)


def first_day(library: Library) -> date | None:
    """Before this day no helper did anything that counts; None while there are none."""
    found: str | None = library.fetch(
        """SELECT min(day) FROM (SELECT min(from_day) AS day FROM appointment UNION SELECT min(day) FROM training
             UNION SELECT date(min(started) / 1000, 'unixepoch') FROM shift)"""
    )[0][0]
    return _day(found)


def serving(library: Library, term: TermRow | None, today: date) -> list[Appointed]:
    """Who is a helper and still here: now, or on the first or last day of a term that is not now."""
    day = min(max(today, term.first), term.last) if term is not None else today
    return [one for one in helpers_between(library, day, day) if one.serves(day)]


def classes_without_helper(library: Library, term: TermRow | None, today: date, school: School) -> list[ClassRef]:
    """Classes at the school with pupils of which nobody is among those who are `serving`, by their classes of then."""
    served = {one.person.class_ref for one in serving(library, term, today)}
    day = min(today, term.last) if term is not None else today
    return sorted(ref for ref in pupils_on(library, day) if ref not in served and school.at_school(ref, day))


def next_term(library: Library, term: TermRow) -> TermRow | None:
    """The term that comes after this one."""
    from libdesk.store.queries.calendar import terms

    later = [one for one in terms(library) if one.first > term.last]
    return later[-1] if later else None


def trainings(library: Library, first: date, last: date) -> list[TrainingRow]:
    """The trainings of a time, the latest first."""
    rows = library.fetch(
        """SELECT t.id, t.day, t.topic, t.minutes, coalesce(t.trainer, ''), coalesce(t.note, ''),
             coalesce(sum(n.state = 'there'), 0), coalesce(sum(n.state = 'excused'), 0),
             coalesce(sum(n.state = 'missed'), 0)
           FROM training t LEFT JOIN trainee n ON n.training_id = t.id WHERE t.day BETWEEN ? AND ?
           GROUP BY t.id ORDER BY t.day DESC, t.id DESC""",
        first.isoformat(), last.isoformat(),
    )  # fmt: skip
    return [TrainingRow(row[0], date.fromisoformat(row[1]), *row[2:]) for row in rows]


def training(library: Library, training_id: int) -> TrainingRow | None:
    rows = library.fetch("SELECT day FROM training WHERE id = ?", training_id)
    if not rows:
        return None
    day = date.fromisoformat(rows[0][0])
    return next(row for row in trainings(library, day, day) if row.id == training_id)


def trainee_rows(library: Library, training_id: int) -> dict[int, tuple[int, Attendance]]:
    """By reader: their row of a training and what it says."""
    rows = library.fetch("SELECT reader_id, id, state FROM trainee WHERE training_id = ?", training_id)
    return {reader_id: (row_id, Attendance(state)) for reader_id, row_id, state in rows}


def trainees(library: Library, row: TrainingRow, helpers: Iterable[Person]) -> list[Trainee]:
    """The helpers who were appointed then, and whoever else is noted, by class and name."""
    noted = trainee_rows(library, row.id)
    everybody = {person.reader_id: person for person in helpers}
    everybody |= people(library, noted.keys() - everybody.keys(), row.day)
    found = [
        Trainee(person, noted[reader_id][1] if reader_id in noted else None) for reader_id, person in everybody.items()
    ]
    return sorted(found, key=lambda one: one.person.sort_key)


def trainings_of(library: Library, reader_id: int, first: date, last: date) -> list[tuple[date, str, Attendance]]:
    """(day, topic, whether they were there) of one helper, the latest first."""
    rows = library.fetch(
        "SELECT t.day, t.topic, n.state FROM trainee n JOIN training t ON t.id = n.training_id"
        " WHERE n.reader_id = ? AND t.day BETWEEN ? AND ? ORDER BY t.day DESC, t.id DESC",
        reader_id, first.isoformat(), last.isoformat(),
    )  # fmt: skip
    return [(date.fromisoformat(day), topic, Attendance(state)) for day, topic, state in rows]


def trained(library: Library, day: date) -> set[int]:
    """Who took part in a training until this day, in whatever term."""
    rows = library.fetch(
        "SELECT DISTINCT n.reader_id FROM trainee n JOIN training t ON t.id = n.training_id"
        " WHERE n.state = 'there' AND t.day <= ?",
        day.isoformat(),
    )
    return {row[0] for row in rows}


def topics(library: Library) -> list[str]:
    """What trainings were about before, the latest first, for whoever types a new one."""
    return [row[0] for row in library.fetch("SELECT topic FROM training GROUP BY topic ORDER BY max(id) DESC LIMIT 50")]


def best_of(library: Library, term_id: int) -> list[BestRow]:
    """Who was chosen in a term, in the order in which they were."""
    rows = library.fetch(
        f"""SELECT b.id, coalesce(b.why, ''), b.day, t.last_day, {_PERSON} FROM best_helper b
            JOIN term t ON t.id = b.term_id JOIN reader r ON r.id = b.reader_id {class_on("t.last_day")}
            WHERE b.term_id = ? ORDER BY b.id""",
        term_id,
    )
    return [
        BestRow(row_id, _person(person, date.fromisoformat(last)), why, date.fromisoformat(day))
        for row_id, why, day, last, *person in rows
    ]


def _person(row: Sequence[Any], day: date) -> Person:
    reader_id, name, sort_name, stage, entered, number = row
    return Person(reader_id, name, sort_name, stage, entered, number, day)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
