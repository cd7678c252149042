"""What was read by each class and by one reader, and what was asked for and is not there."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from libdesk.domain.classes import ClassRef, SchoolSystem, Stage, grade_of
from libdesk.domain.progress import Progress
from libdesk.domain.registers.sums import class_letter
from libdesk.domain.reports.reading import BookRead, Reading
from libdesk.store.database import Library
from libdesk.store.queries.reporting.holdings import CAME, LETTER
from libdesk.store.queries.reporting.loans import months_of

CHUNK = 20_000


@dataclass(slots=True)
class PupilsRead:
    """What the pupils of each class read, and how many books each pupil borrowed."""

    classes: dict[ClassRef, Reading] = field(default_factory=lambda: defaultdict(Reading))
    loans: Counter[int] = field(default_factory=Counter)


class Asked(NamedTuple):
    """A title that was asked for and not there, and how many asked for it."""

    title: str
    readers: int


def pupils_read(
    library: Library, first: date, last: date, system: SchoolSystem, progress: Progress | None = None
) -> PupilsRead:
    """Each copy is read once, then the loans, month by month. Raises Cancelled."""
    progress = progress or Progress()
    books = _books(library, progress)
    found, days = PupilsRead(), dict[str, date]()
    for _month, start, end in months_of(library, first, last, progress):
        grades: dict[ClassRef, int | None] = {}
        refs: dict[tuple[str, int, int], ClassRef] = {}
        cursor = library.connection.execute(
            "SELECT reader_id, copy_id, lent_day, stage, entry_year, class_no FROM loan"
            " WHERE lent_day BETWEEN ? AND ? AND in_house = 0 AND reader_kind = 'pupil' AND class_no IS NOT NULL",
            (start, end),
        )
        while rows := cursor.fetchmany(CHUNK):
            for reader, copy_id, text, *group in rows:
                found.loans[reader] += 1
                day = days.get(text) or days.setdefault(text, date.fromisoformat(text))
                stage, entry_year, class_no = group
                ref = refs.get((stage, entry_year, class_no))
                if ref is None:
                    ref = refs[stage, entry_year, class_no] = ClassRef(Stage(stage), entry_year, class_no)
                    grades[ref] = grade_of(entry_year, ref.stage, day, system)
                found.classes[ref].add(books[copy_id], day, grades[ref])
    return found


def _books(library: Library, progress: Progress) -> dict[int, BookRead]:
    """Every copy; equal ones are one object."""
    found: dict[int, BookRead] = {}
    kept: dict[tuple[str, str | None, int | None, int | None], BookRead] = {}
    cursor = library.connection.execute(f"SELECT c.id, {_BOOK}")
    while rows := cursor.fetchmany(CHUNK):
        progress.step(0, 1)
        for copy_id, *told in rows:
            key = (told[0], told[1], told[2], told[3])
            book = kept.get(key)
            if book is None:
                book = kept[key] = _book(*key)
            found[copy_id] = book
    return found


_BOOK = f"""{LETTER}, {CAME}, t.grade_from, t.grade_to FROM copy c JOIN title t ON t.id = c.title_id
  LEFT JOIN batch b ON b.id = c.batch_id"""


def _book(letter: str, came: str | None, grade_from: int | None, grade_to: int | None) -> BookRead:
    return BookRead(class_letter(letter), date.fromisoformat(came) if came else None, grade_from, grade_to)


def reader_read(library: Library, reader_id: int, first: date, system: SchoolSystem) -> Reading:
    """What one reader borrowed since a day: for those who may see a reader's history."""
    rows = library.fetch(
        f"""SELECT l.lent_day, l.stage, l.entry_year, {_BOOK} JOIN loan l ON l.copy_id = c.id
           WHERE l.reader_id = ? AND l.in_house = 0 AND l.lent_day >= ?""",
        reader_id, first.isoformat(),
    )  # fmt: skip
    found = Reading()
    for text, stage, entry_year, *told in rows:
        day = date.fromisoformat(text)
        grade = grade_of(entry_year, Stage(stage), day, system) if stage and entry_year is not None else None
        found.add(_book(*told), day, grade)
    return found


def waited_for(library: Library, begin: int, end: int) -> list[Asked]:
    """Titles for which readers put themselves on the list between two moments, the most wanted first."""
    rows = library.fetch(
        """SELECT t.title, count(*) FROM hold h JOIN title t ON t.id = h.title_id
           WHERE h.placed BETWEEN ? AND ? GROUP BY h.title_id ORDER BY 2 DESC, t.title""",
        begin, end,
    )  # fmt: skip
    return [Asked(*row) for row in rows]


def wished_for(library: Library, first: date, last: date) -> list[Asked]:
    """Books that readers wished for between two days and that are not here yet."""
    rows = library.fetch(
        """SELECT title, count(*) FROM wish WHERE made_day BETWEEN ? AND ? AND state <> 'here'
           GROUP BY coalesce(nullif(isbn, ''), title) ORDER BY 2 DESC, title""",
        first.isoformat(), last.isoformat(),
    )  # fmt: skip
    return [Asked(*row) for row in rows]
