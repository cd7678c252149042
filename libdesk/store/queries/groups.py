"""What readers can be grouped by: the classes that have somebody in them, departments and kinds; and class accounts."""

from datetime import date
from typing import Final

from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.rows.lessons import ClassNow
from libdesk.domain.rows.reader_groups import EVERYBODY, HELPERS, LEFT, ReaderGroup
from libdesk.domain.rows.readers import department_key
from libdesk.store.database import Library

_HERE: Final = "r.state IN ('active', 'stopped')"


def classes(library: Library) -> list[ClassRef]:
    """Every class with readers in it who have not left, in the order of classes."""
    rows = library.connection.execute(
        "SELECT DISTINCT e.stage, e.entry_year, e.class_no FROM enrolment e JOIN reader r ON r.id = e.reader_id"
        f" WHERE e.to_day IS NULL AND {_HERE}"
    )
    return sorted(ClassRef(Stage(stage), year, number) for stage, year, number in rows)


def stages_in_use(library: Library) -> list[str]:
    """The stages that somebody stands in; three looks into an index, so that it may be asked while one types."""
    execute = library.connection.execute
    sql = "SELECT 1 FROM enrolment WHERE to_day IS NULL AND stage = ? LIMIT 1"
    return [stage.value for stage in Stage if execute(sql, (stage.value,)).fetchone()]


def departments(library: Library) -> list[str]:
    """The departments that somebody belongs to, by pinyin."""
    rows = library.connection.execute(
        f"SELECT DISTINCT r.department FROM reader r WHERE r.department IS NOT NULL AND r.department <> '' AND {_HERE}"
    )
    return sorted((row[0] for row in rows), key=department_key)


def groups(library: Library) -> list[ReaderGroup]:
    """Everybody; student librarians; each grade with its classes; teachers, staff, departments, accounts; leavers."""
    found = [EVERYBODY, HELPERS]
    year = None
    for ref in classes(library):
        if (ref.stage, ref.entry_year) != year:
            year = (ref.stage, ref.entry_year)
            found.append(ReaderGroup.of_year(ref))
        found.append(ReaderGroup.of_class(ref))
    rows = library.connection.execute(f"SELECT DISTINCT r.kind FROM reader r WHERE r.kind <> 'pupil' AND {_HERE}")
    kinds = {row[0] for row in rows}
    found += [ReaderGroup("kind", kind=kind) for kind in ("teacher", "staff") if kind in kinds]
    found += [ReaderGroup("department", department=name) for name in departments(library)]
    found += [ReaderGroup("kind", kind=kind) for kind in ("class", "department") if kind in kinds]
    if library.connection.execute("SELECT 1 FROM reader WHERE state = 'left' LIMIT 1").fetchone():
        found.append(LEFT)
    return found


def classes_without_account(library: Library) -> list[ClassRef]:
    """Classes that have pupils and no account of their own."""
    return sorted(one.ref for one in classes_with_pupils(library) if one.account is None)


def classes_with_pupils(library: Library) -> list[ClassNow]:
    """Each class with how many pupils it has, and the reader that stands for it."""
    rows = library.connection.execute(
        f"""SELECT e.stage, e.entry_year, e.class_no, sum(r.kind = 'pupil') AS pupils,
              max(CASE r.kind WHEN 'class' THEN r.id END)
            FROM enrolment e JOIN reader r ON r.id = e.reader_id
            WHERE e.to_day IS NULL AND {_HERE} GROUP BY 1, 2, 3 HAVING pupils > 0"""
    )
    return [ClassNow(ClassRef(Stage(stage), year, number), *rest) for stage, year, number, *rest in rows]


def pupils_on(library: Library, day: date) -> dict[ClassRef, int]:
    """How many pupils each class had on a day; who left or was erased since counts."""
    rows = library.fetch(
        """SELECT e.stage, e.entry_year, e.class_no, count(*) FROM enrolment e JOIN reader r ON r.id = e.reader_id
           WHERE r.kind = 'pupil' AND e.from_day <= ? AND (e.to_day IS NULL OR e.to_day > ?) GROUP BY 1, 2, 3""",
        day.isoformat(), day.isoformat(),
    )  # fmt: skip
    return {ClassRef(Stage(stage), year, number): count for stage, year, number, count in rows}


def count_in_class(library: Library, ref: ClassRef) -> int:
    """How many pupils are in a class now."""
    row = library.connection.execute(
        "SELECT count(*) FROM enrolment e JOIN reader r ON r.id = e.reader_id WHERE e.to_day IS NULL AND e.stage = ?"
        f" AND e.entry_year = ? AND e.class_no = ? AND r.kind = 'pupil' AND {_HERE}",
        (ref.stage.value, ref.entry_year, ref.class_no),
    ).fetchone()
    return int(row[0])
