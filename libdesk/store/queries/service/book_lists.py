"""Lists of books, and what is on them; the new books of some days or of one batch."""

from datetime import date
from typing import Final

from libdesk.domain.rows.service import BookListLine, BookListRow
from libdesk.store.database import Library
from libdesk.store.queries import showcase

MOST: Final = 500  # titles of a list that is made by itself


def lists(library: Library, text: str = "", *, shown_only: bool = False) -> list[BookListRow]:
    """The newest first; `text` stands in the name, theme or introduction."""
    where, values = (["b.shown = 1"] if shown_only else []), list[str]()
    for word in text.split():
        where.append("instr(lower(b.name || ' ' || coalesce(b.theme, '') || ' ' || coalesce(b.intro, '')), ?)")
        values.append(word.lower())
    rows = library.connection.execute(
        "SELECT b.id, b.name, coalesce(b.theme, ''), b.grade_from, b.grade_to, coalesce(b.intro, ''), b.made_day,"
        " b.shown, (SELECT count(*) FROM book_list_line l WHERE l.list_id = b.id) FROM book_list b"
        f"{' WHERE ' + ' AND '.join(where) if where else ''} ORDER BY b.made_day DESC, b.id DESC",
        values,
    )
    return [
        BookListRow(row[0], row[1], row[2], row[3], row[4], row[5], date.fromisoformat(row[6]), bool(row[7]), row[8])
        for row in rows
    ]


def one(library: Library, list_id: int) -> BookListRow | None:
    return next((row for row in lists(library) if row.id == list_id), None)


def lines(library: Library, list_id: int) -> list[BookListLine]:
    """What is on a list, in its order."""
    rows = library.connection.execute(
        "SELECT id, title_id, coalesce(note, '') FROM book_list_line WHERE list_id = ? ORDER BY ordinal, id",
        (list_id,),
    ).fetchall()
    cards = {card.id: card for card in showcase.cards(library, [row[1] for row in rows])}
    return [BookListLine(row[0], row[1], row[2], cards[row[1]]) for row in rows if row[1] in cards]


def line_ids(library: Library, list_id: int) -> list[tuple[int, int, int]]:
    """(id, title, ordinal) of what is on a list, in its order."""
    return library.connection.execute(
        "SELECT id, title_id, ordinal FROM book_list_line WHERE list_id = ? ORDER BY ordinal, id", (list_id,)
    ).fetchall()


def of_batch(library: Library, batch_id: int) -> list[int]:
    """The titles of a batch that are there, in the order in which they were entered."""
    rows = library.connection.execute(
        "SELECT c.title_id FROM copy c WHERE c.batch_id = ? AND c.status <> 'withdrawn' GROUP BY c.title_id"
        " ORDER BY min(c.id) LIMIT ?",
        (batch_id, MOST),
    )
    return [row[0] for row in rows]


def new_since(library: Library, since: int) -> list[int]:
    """Titles that came after an instant (UTC milliseconds) and are lent to pupils, the newest first."""
    return showcase.new_titles(library, since, limit=MOST)
