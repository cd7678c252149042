"""When cards and labels were printed last, and what they showed then."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from libdesk.domain.faces import PrintKind
from libdesk.store.database import Library


class LastPrint(NamedTuple):
    day: date
    face: str


def last_cards(library: Library, reader_ids: Iterable[int]) -> dict[int, LastPrint]:
    """The last card of each of these readers that has one."""
    return _last(library, "reader_id", (PrintKind.CARD,), reader_ids)


def last_labels(library: Library, kind: PrintKind, copy_ids: Iterable[int]) -> dict[int, LastPrint]:
    """The last label of this kind of each of these copies that has one."""
    return _last(library, "copy_id", (kind,), copy_ids)


def run_stands(library: Library, run_id: int) -> bool:
    """Whether the marks of this run are still there; they may have been taken back."""
    return library.connection.execute("SELECT 1 FROM print_run WHERE id = ?", (run_id,)).fetchone() is not None


def _last(library: Library, owner: str, kinds: Sequence[PrintKind], ids: Iterable[int]) -> dict[int, LastPrint]:
    rows = library.connection.execute(
        f"""SELECT p.{owner}, r.day, p.face, max(p.id) FROM json_each(?) ids
            JOIN printed p ON p.{owner} = ids.value JOIN print_run r ON r.id = p.run_id
            WHERE r.kind IN (SELECT value FROM json_each(?)) GROUP BY p.{owner}""",
        (json.dumps(list(ids)), json.dumps([str(kind) for kind in kinds])),
    )
    return {owner_id: LastPrint(date.fromisoformat(day), face) for owner_id, day, face, _newest in rows}


def logo(library: Library, key: str) -> bytes | None:
    """The school's sign by its key in the settings; None for none."""
    row = library.connection.execute("SELECT bytes FROM blob WHERE sha256 = ?", (key,)).fetchone() if key else None
    return bytes(row[0]) if row else None
