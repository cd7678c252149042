"""Whose the codes of a file are: many are asked for at once."""

import json
from collections.abc import Collection, Sequence

from libdesk.domain.value import Value
from libdesk.store.database import Library
from libdesk.store.queries.stocktakes import stray

__all__ = ["FileOwner", "count_known", "owners", "stray"]


class FileOwner(Value):
    """Whose a code is: of a reader (copy_id None) or of a copy, with how that copy stands in the stocktake."""

    copy_id: int | None
    status: str = ""
    in_part: bool = False
    seen: bool = False


def owners(library: Library, stocktake_id: int, keys: Collection[str]) -> dict[str, FileOwner]:
    """By folded code; what nobody bears is not there."""
    rows = library.connection.execute(
        """SELECT b.code_key, b.copy_id, coalesce(c.status, ''), sc.id IS NOT NULL, s.id IS NOT NULL
           FROM json_each(:keys) j JOIN barcode b ON b.code_key = j.value LEFT JOIN copy c ON c.id = b.copy_id
           LEFT JOIN stocktake_copy sc ON sc.stocktake_id = :stocktake AND sc.copy_id = c.id
           LEFT JOIN seen_copy s ON s.stocktake_id = :stocktake AND s.copy_id = c.id""",
        {"keys": json.dumps(list(keys)), "stocktake": stocktake_id},
    )
    return {row[0]: FileOwner(row[1], row[2], bool(row[3]), bool(row[4])) for row in rows}


def count_known(library: Library, keys: Sequence[str]) -> int:
    """How many of these folded codes are on a copy."""
    row = library.connection.execute(
        "SELECT count(*) FROM json_each(?) j JOIN barcode b ON b.code_key = j.value WHERE b.copy_id IS NOT NULL",
        (json.dumps(list(keys)),),
    ).fetchone()
    return int(row[0])
