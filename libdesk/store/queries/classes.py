"""The class tree of a library: the school's own table, else the outline that libdesk brings; and what stands in it."""

from functools import cache
from weakref import WeakKeyDictionary

from libdesk.domain.classification import ClassTree
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
        "SELECT class_no, count(*) FROM title_order WHERE class_no IS NOT NULL GROUP BY class_no"
    )
    return dict(rows.fetchall())
