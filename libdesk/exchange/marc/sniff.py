"""Whether a file holds MARC records, by its beginning alone: its name may say anything."""

from pathlib import Path
from typing import Final

from libdesk.exchange.errors import Foreign
from libdesk.exchange.marc.read import looks_like_marc
from libdesk.exchange.sniff import FileKind, sniff

_ENDINGS: Final = frozenset({".iso", ".mrc", ".marc", ".2709"})
_HEAD: Final = 65_536  # bytes
_MAY_BE: Final = (FileKind.TEXT, FileKind.WEB, Foreign.MARC)


def is_named_so(path: Path) -> bool:
    """Whether a person takes the file for one of records: what is wrong with it is then said of records."""
    return path.suffix.lower() in _ENDINGS


def holds_marc(path: Path) -> bool:
    """False also for what cannot be read: whoever reads it then says why."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    return bool(head) and sniff(head) in _MAY_BE and looks_like_marc(head)
