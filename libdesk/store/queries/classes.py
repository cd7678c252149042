"""The class tree of a library: the school's own table, else the outline that libdesk brings; and what stands in it."""

from collections.abc import Sequence
from functools import cache
from weakref import WeakKeyDictionary

from libdesk.domain.classification import ClassTree, shelf_span
from libdesk.domain.rows.numbering import ShelfTitle
from libdesk.paths import resource
from libdesk.store.database import Library

_Stamp = tuple[int | None, int | None, int]
_trees: "WeakKeyDictionary[Library, tuple[_Stamp, ClassTree]]" = WeakKeyDictionary()


@cache
def outline() -> ClassTree:
    """The outline of the 中图法 that schools use."""
    lines = resource("classes", "clc.csv").read_text("utf-8").splitlines()[1:]
    return ClassTree((code, name) for code, _comma, name in (line.partition(",") for line in lines))


def class_tree(library: Library) -> ClassTree:
    """The library's tree as it is now; read anew only when its table is another one."""
    stamp: _Stamp = library.connection.execute("SELECT min(id), max(id), count(*) FROM class_entry").fetchone()
    if not stamp[2]:
        return outline()
    kept = _trees.get(library)
    if kept is None or kept[0] != stamp:
        rows = library.connection.execute("SELECT code, name FROM class_entry ORDER BY id")
        kept = _trees[library] = (stamp, ClassTree(rows))
    return kept[1]


def has_own_table(library: Library) -> bool:
    return library.connection.execute("SELECT 1 FROM class_entry LIMIT 1").fetchone() is not None


def titles_by_class(library: Library) -> dict[str, int]:
    """How many titles have each class number, as it is written."""
    rows = library.connection.execute(
        "SELECT class_no, count(*) FROM title WHERE class_no IS NOT NULL GROUP BY class_no"
    )
    return dict(rows.fetchall())


def first_on_shelf(library: Library, code: str, limit: int) -> list[ShelfTitle]:
    """The first titles with a call number in a class and all below it, as they stand on the shelf."""
    rows = library.connection.execute(
        "SELECT t.id, t.call_no, t.title, t.author FROM title_order o JOIN title t ON t.id = o.id"
        " WHERE o.by_shelf >= ? AND o.by_shelf < ? ORDER BY o.by_shelf, o.id LIMIT ?",
        (*shelf_span(code), limit),
    )
    return [ShelfTitle(title_id, call_no, title, author or "") for title_id, call_no, title, author in rows]


def titles_of(library: Library, class_nos: Sequence[str], *, unnumbered: bool = False) -> list[int]:
    """Titles with one of these class numbers as they are written, in their order on the shelf; newest last.

    `unnumbered`: only those without a call number.
    """
    found: list[tuple[bytes, int]] = []
    only = " AND (t.call_no IS NULL OR t.call_no = '')" if unnumbered else ""
    for start in range(0, len(class_nos), 500):
        some = class_nos[start : start + 500]
        sql = (
            "SELECT coalesce(o.by_shelf, x'ff'), t.id FROM title t LEFT JOIN title_order o ON o.id = t.id"
            f" WHERE t.class_no IN ({','.join('?' * len(some))}){only}"
        )
        found += library.connection.execute(sql, some)
    return [title_id for _key, title_id in sorted(found)]
