"""The last lines of the journal with title, reader and class, to be compared with the books on the desk."""

import json
from typing import Any, Final

from libdesk.domain.ops import Op
from libdesk.domain.rows.last_lines import LastLine
from libdesk.store.database import Library
from libdesk.store.queries.last_class import LAST_CLASS

# What leaves no book on the desk: of no use for the comparison.
_SILENT: Final = (Op.BACK_UP, Op.RESTORE, Op.EXPIRE_HOLDS, Op.TIDY_JOURNAL, Op.ERASE_READERS)

_LINES: Final = f"""
SELECT at, op, args FROM journal WHERE op NOT IN ({",".join("?" * len(_SILENT))}) ORDER BY id DESC LIMIT ?"""

_COPY: Final = """
SELECT t.title, v.label FROM copy c JOIN title t ON t.id = c.title_id LEFT JOIN volume v ON v.id = c.volume_id
WHERE c.id = ?"""

_READER: Final = f"""
SELECT r.name, e.stage, e.entry_year, e.class_no FROM reader r
{LAST_CLASS} WHERE r.id = ?"""

_OF_LOAN: Final = "SELECT copy_id, reader_id FROM loan WHERE id = ?"


def last_lines(library: Library, limit: int = 5) -> list[LastLine]:
    """The newest first. What was removed since, or touches no copy and no reader, has no title and no name."""
    rows = library.connection.execute(_LINES, (*_SILENT, limit))
    return [_line(library, at, op, json.loads(args)) for at, op, args in rows]


def _line(library: Library, at: int, op: str, args: dict[str, Any]) -> LastLine:
    execute = library.connection.execute
    copy_id, reader_id = args.get("copy"), args.get("reader")
    if loan := execute(_OF_LOAN, (args.get("loan"),)).fetchone():
        copy_id, reader_id = copy_id or loan[0], reader_id or loan[1]
    title, volume = execute(_COPY, (copy_id,)).fetchone() or ("", None)
    name, stage, entry_year, class_no = execute(_READER, (reader_id,)).fetchone() or ("", None, None, None)
    undone = args.get("undone")
    return LastLine(
        at, Op(op), f"{title}({volume})" if volume else title, name, stage, entry_year, class_no,
        Op(undone) if undone else None,
    )  # fmt: skip
