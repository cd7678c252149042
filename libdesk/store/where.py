"""Where this PC's library is: noted in the account's own folder and in one that all accounts share; the newest counts.

A start without any note looks where libraries are proposed, then at the marks: none is made unasked.
"""

import json
from contextlib import suppress
from pathlib import Path
from typing import Final

from libdesk import paths
from libdesk.store.whole import write_whole

NAME: Final = "where.json"


def library_to_open() -> Path | None:
    """The library of this PC; None when nothing at all is known of one."""
    noted = _newest_note()
    if noted is not None:
        return noted
    from libdesk.store.places import libraries_standing

    standing = libraries_standing()
    if len(standing) == 1:
        return standing[0]
    if standing:
        return None
    from libdesk.store.marks import newest_mark

    mark = newest_mark()
    return Path(mark.path) if mark else None


def remember(library: Path, *, at: int) -> None:
    """Note the library in every place that can be written, unless it is noted already; `at` in UTC milliseconds."""
    library = library.absolute()
    if _newest_note() == library:
        return
    text = json.dumps({"path": str(library), "at": at}, ensure_ascii=False)
    for folder in (paths.data_dir(), paths.shared_dir()):
        write_whole(folder / NAME, text, make_folder=True)


def _newest_note() -> Path | None:
    notes = []
    for folder in (paths.data_dir(), paths.shared_dir()):
        with suppress(OSError, ValueError, TypeError, KeyError):
            noted = json.loads((folder / NAME).read_text("utf-8"))
            notes.append((int(noted["at"]), str(noted["path"])))
    return Path(max(notes)[1]) if notes else None
