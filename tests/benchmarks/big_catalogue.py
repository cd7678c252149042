"""A catalogue of many titles for measuring searches: made-up titles of the words that school books are named by.

Titles go in as they do in a school's library: words, facts and keys of sorting by `store/search.py`; copies, one in
thirty of them out, by SQL.
"""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, Final

from libdesk.demo.people import GIVEN, SURNAMES
from libdesk.demo.subjects import FORMS, HEROES, PUBLISHERS, SUBJECTS
from libdesk.store import search
from libdesk.store.database import create_library
from libdesk.store.writing import Writer

RECIPE: Final = 1  # raise it when the rows change: kept files are then built anew
CHUNK: Final = 20_000
RARE: Final = "饕餮"  # in one title of fifty thousand

_WAYS: Final = (
    "{hero}的{thing}", "{thing}与{other}", "图说{thing}", "{thing}的故事", "小学生必读：{thing}", "走进{thing}",
    "我的第一本{thing}书", "{hero}和{other}", "{thing}之谜", "给孩子的{thing}课", "{thing}（第{n}册）",
    "中国{thing}史话", "{hero}历险记{n}", "{thing}小百科", "世界{thing}大全", "{other}里的{thing}", "{hero}在{thing}",
    "Little {n}: {thing}",
)  # fmt: skip
_LITERATURE: Final = (
    "I247.57",
    "I247.8",
    "I267",
    "I287.47",
    "I287.5",
    "I287.7",
    "I287.8",
    "I561.84",
    "I712.84",
    "I207",
)
INSERT: Final = (
    "INSERT INTO title(id, kind, title, author, publisher, series, isbn, class_no, call_no, year, grade_from, grade_to,"
    " added) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,0)"
)
# Two copies of most titles, some of them out, lost or withdrawn; a title in fifty has none.
_COPIES: Final = """
INSERT INTO copy(title_id, call_no, place_id, status)
SELECT t.id, t.call_no, 1 + (t.id * 7 + k.n) % 3,
  CASE WHEN (t.id * 31 + k.n) % 33 = 0 THEN 'loan' WHEN (t.id + k.n) % 997 = 0 THEN 'lost'
    WHEN t.id % 101 = 0 THEN 'withdrawn' ELSE 'shelf' END
FROM title t JOIN (SELECT 0 AS n UNION ALL SELECT 1) k WHERE t.id % 50 <> 0 AND (k.n = 0 OR t.id % 2 = 0)"""


def made_titles(titles: int) -> Iterator[tuple[Any, ...]]:
    """The rows, always the same ones."""
    chance = Random(4)
    lines = [line.split("|") for line in SUBJECTS.strip().splitlines()]
    things = [(word, line[0]) for line in lines for word in line[1].split()]
    numbers: dict[str, int] = {}
    for at in range(1, titles + 1):
        thing, class_no = chance.choice(things)
        if chance.random() < 0.45:
            class_no = chance.choice(_LITERATURE)
        way = chance.choice(_WAYS) if chance.random() < 0.8 else chance.choice(FORMS)
        words = {"hero": chance.choice(HEROES), "thing": thing, "other": chance.choice(things)[0]}
        title = way.format(thing, **words, n=chance.randrange(1, 40))
        if at % 50_000 == 7:
            title = f"{RARE}{title}"
        author = chance.choice(SURNAMES) + chance.choice(GIVEN)
        series = f"{chance.choice(things)[0]}丛书" if chance.random() < 0.2 else None
        numbers[class_no] = number = numbers.get(class_no, 0) + 1
        kind = "book" if at % 40 else ("periodical" if at % 80 else "aid")
        grade = chance.randrange(1, 7) if chance.random() < 0.3 else None
        yield (
            at, kind, title, author, chance.choice(PUBLISHERS)[0], series, f"978{at:010d}", class_no,
            f"{class_no}/{number}", 1990 + at % 36, grade, grade and grade + 2,
        )  # fmt: skip


def build(path: Path, *, titles: int) -> None:
    """Make the file."""
    create_library(path)
    connection = Writer(path, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -262144")
        connection.execute("BEGIN")
        chunk: list[tuple[Any, ...]] = []
        for row in made_titles(titles):
            chunk.append(row)
            if len(chunk) == CHUNK or row[0] == titles:
                connection.executemany(INSERT, chunk)
                search.rows_added(connection, "title", range(chunk[0][0], row[0] + 1))
                chunk.clear()
        connection.execute(_COPIES)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()
