"""What the look at a file found, kept in a temporary file until it is written: no record is read and judged twice.

The library has not changed in between, else the files are looked at anew; so what was found still holds.
"""

import marshal
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import fields, replace
from itertools import starmap
from operator import attrgetter
from typing import IO, Any, Final, NamedTuple

from libdesk.actions.imports.records.verdict import Verdict
from libdesk.domain.drafts import BookDraft, CopyDraft, VolumeDraft
from libdesk.exchange.marc.read import MarcRow

_LENGTH: Final = 8  # bytes that say how long a chunk is
_MADE_OF_ROWS: Final = ("items", "volumes", "each")  # the last of a draft's fields
_BOOK: Final = attrgetter(*(one.name for one in fields(BookDraft) if one.name not in _MADE_OF_ROWS))
_VOLUME: Final = attrgetter(*(one.name for one in fields(VolumeDraft)))
_COPY: Final = attrgetter(*(one.name for one in fields(CopyDraft)))


class Finding(NamedTuple):
    """A record that brings something, and what becomes of it: see Verdict. The draft is without its copies."""

    form: str
    encoding: str
    raw: bytes
    draft: BookDraft
    title: int
    made: bool
    copies: Sequence[CopyDraft]
    fill: dict[str, Any]


def finding(row: MarcRow, verdict: Verdict) -> Finding | None:
    """None where a record brings nothing."""
    if row.draft is None or not (verdict.made or verdict.copies or verdict.fill):
        return None
    return Finding(
        row.form, row.encoding, row.raw, row.draft, verdict.title, verdict.made, verdict.copies, verdict.fill
    )


class Findings:
    """Chunks of findings in their order. Where the disk has no room for them there are none: `whole` is False."""

    def __init__(self) -> None:
        self.whole = True
        self._file: IO[bytes] | None = None

    def __del__(self) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go, which is gone with that: what was found must be found again."""
        self.whole = False
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
        self._file = None

    def add(self, read: int, chunk: Sequence[Finding]) -> None:
        """Keep what a chunk of `read` records brings."""
        if not self.whole:
            return
        rows = [
            (
                *one[:3], _BOOK(one.draft), list(map(_VOLUME, one.draft.volumes)), one.title, one.made,
                list(map(_COPY, one.copies)), one.fill,
            )
            for one in chunk
        ]  # fmt: skip
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile(prefix="libdesk-")  # noqa: SIM115 - open until it is written
            data = marshal.dumps((read, rows))
            self._file.write(len(data).to_bytes(_LENGTH) + data)
        except OSError:
            self.close()

    def chunks(self) -> Iterator[tuple[int, list[Finding]]]:
        """(number of records read, what they bring), chunk by chunk."""
        if self._file is None:
            return
        self._file.seek(0)
        while head := self._file.read(_LENGTH):
            read, rows = marshal.loads(self._file.read(int.from_bytes(head)))
            yield read, list(starmap(_finding, rows))


def _finding(
    form: str, encoding: str, raw: bytes, book: Sequence[Any], volumes: Sequence[Sequence[Any]], title: int, made: bool,
    copies: Sequence[Sequence[Any]], fill: dict[str, Any],
) -> Finding:  # fmt: skip
    draft = BookDraft(*book)
    if volumes:
        draft = replace(draft, volumes=tuple(starmap(VolumeDraft, volumes)))
    return Finding(form, encoding, raw, draft, title, made, [CopyDraft(*copy) for copy in copies], fill)
