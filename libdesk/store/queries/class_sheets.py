"""Class barcode sheets: the pupils of each class by seat with the number that counts, read as their pages are made."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.rows.cards import GroupCount, by_year
from libdesk.domain.rows.prints import ClassSheet, Rows, SheetPupil
from libdesk.domain.school import School
from libdesk.store.database import Library

_PUPILS: Final = "e.to_day IS NULL AND r.kind = 'pupil' AND r.state IN ('active', 'stopped')"
_CODE: Final = """(SELECT b.printed FROM barcode b WHERE b.reader_id = r.id AND b.state = 'active'
  ORDER BY b.id DESC LIMIT 1)"""


def sheet_groups(library: Library) -> list[GroupCount]:
    """Each grade with its classes behind it, and how many pupils each has."""
    rows = library.connection.execute(
        f"""SELECT e.stage, e.entry_year, e.class_no, count(*) FROM enrolment e JOIN reader r ON r.id = e.reader_id
            WHERE {_PUPILS} GROUP BY 1, 2, 3"""
    )
    return by_year({ClassRef(Stage(stage), year, number): count for stage, year, number, count in rows})


def class_sheets(library: Library, refs: Sequence[ClassRef], school: School, today: date) -> Rows[ClassSheet]:
    """A sheet for each of these classes. Who has no number yet is left out: nothing could be scanned there."""

    def fetch(first: int, last: int) -> Sequence[ClassSheet]:
        return [ClassSheet(school.show(ref, today), tuple(_pupils(library, ref)), today) for ref in refs[first:last]]

    return Rows(len(refs), fetch)


def sheet_counts(library: Library, refs: Sequence[ClassRef]) -> list[int]:
    """How many pupils stand on the sheet of each of these classes, without reading who they are."""
    rows = library.connection.execute(
        f"""SELECT e.stage, e.entry_year, e.class_no, count(*) FROM enrolment e JOIN reader r ON r.id = e.reader_id
            WHERE {_PUPILS} AND {_CODE} IS NOT NULL GROUP BY 1, 2, 3"""
    )
    counts = {(stage, year, number): count for stage, year, number, count in rows}
    return [counts.get((ref.stage.value, ref.entry_year, ref.class_no), 0) for ref in refs]


def without_number(library: Library, refs: Sequence[ClassRef]) -> list[str]:
    """The names of the pupils of these classes who have no number that counts."""
    return [
        name
        for ref in refs
        for (name,) in library.connection.execute(
            f"""SELECT r.name FROM enrolment e JOIN reader r ON r.id = e.reader_id
                WHERE {_PUPILS} AND e.stage = ? AND e.entry_year = ? AND e.class_no = ? AND {_CODE} IS NULL
                ORDER BY e.seat IS NULL, e.seat, r.sort_name, r.id""",
            (ref.stage.value, ref.entry_year, ref.class_no),
        )
    ]


def _pupils(library: Library, ref: ClassRef) -> list[SheetPupil]:
    rows = library.connection.execute(
        f"""SELECT e.seat, r.name, {_CODE} AS code FROM enrolment e JOIN reader r ON r.id = e.reader_id
            WHERE {_PUPILS} AND e.stage = ? AND e.entry_year = ? AND e.class_no = ? AND code IS NOT NULL
            ORDER BY e.seat IS NULL, e.seat, r.sort_name, r.id""",
        (ref.stage.value, ref.entry_year, ref.class_no),
    )
    return [SheetPupil(*row) for row in rows]
