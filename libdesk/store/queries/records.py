"""What the library knows of the titles and codes of some hundred records at once; a query for each would be slow."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final, NamedTuple

from libdesk.store.database import Library

AT_ONCE: Final = 5_000  # values in one statement


class CodeOwner(NamedTuple):
    """Whose a code is; `title_id` of the copy that bears it."""

    title_id: int | None
    copy_id: int | None
    reader_id: int | None


def title_names(library: Library) -> Iterator[tuple[int, str, str | None, str | None]]:
    """Number, title, author and publisher of every title."""
    yield from library.connection.execute("SELECT id, title, author, publisher FROM title")


def last_title(library: Library) -> int:
    return int(library.connection.execute("SELECT coalesce(max(id), 0) FROM title").fetchone()[0])


def titles_by_isbn(library: Library, isbns: Collection[str]) -> Iterator[tuple[str, int]]:
    """(ISBN, title) of these, also where the ISBN is that of a volume."""
    yield from _among(library, "SELECT isbn, id FROM title WHERE isbn IN ({})", isbns)
    yield from _among(library, "SELECT isbn, title_id FROM volume WHERE isbn IN ({})", isbns)


def titles(library: Library, ids: Collection[int], columns: Sequence[str]) -> dict[int, dict[str, Any]]:
    """These columns of these titles."""
    sql = f"SELECT id, {', '.join(columns)} FROM title WHERE id IN ({{}})"
    return {row_id: dict(zip(columns, row, strict=True)) for row_id, *row in _among(library, sql, ids)}


def code_owners(library: Library, keys: Collection[str]) -> dict[str, CodeOwner]:
    sql = """SELECT b.code_key, c.title_id, b.copy_id, b.reader_id FROM barcode b LEFT JOIN copy c ON c.id = b.copy_id
             WHERE b.code_key IN ({})"""
    return {key: CodeOwner(*owner) for key, *owner in _among(library, sql, keys)}


def accession_titles(library: Library, numbers: Collection[str]) -> dict[str, int]:
    """The title of the copy that has each of these accession numbers."""
    return dict(_among(library, "SELECT accession_no, title_id FROM copy WHERE accession_no IN ({})", numbers))


def volumes(library: Library, title_ids: Collection[int]) -> dict[tuple[int, str], tuple[int, int]]:
    """The id and the place in the row of each volume of these titles, by title and label."""
    rows = _among(library, "SELECT title_id, label, id, ordinal FROM volume WHERE title_id IN ({})", title_ids)
    return {(row[0], row[1]): (row[2], row[3]) for row in rows}


def code_keys(library: Library) -> Iterator[str]:
    """Every code of the library."""
    for (key,) in library.connection.execute("SELECT code_key FROM barcode"):
        yield key


def call_nos(library: Library, title_ids: Collection[int]) -> dict[int, str]:
    """The call numbers of those of these titles that have one: their copies bear them too."""
    return dict(_among(library, "SELECT id, call_no FROM title WHERE call_no IS NOT NULL AND id IN ({})", title_ids))


def titles_of_call_nos(library: Library, call_nos: Collection[str]) -> dict[str, str]:
    """A title that bears each of these call numbers, in the group of places that imports go to."""
    sql = "SELECT call_no, title FROM title WHERE call_no IN ({}) AND shelving = ''"
    return dict(_among(library, sql, call_nos)) if call_nos else {}


def _among(library: Library, sql: str, values: Collection[Any]) -> Iterator[Any]:
    left = list(values)
    for start in range(0, len(left), AT_ONCE):
        some = left[start : start + AT_ONCE]
        yield from library.connection.execute(sql.format(",".join("?" * len(some))), some)
