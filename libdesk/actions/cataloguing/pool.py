"""A supplier's record of the pool, read again from the bytes that it came in."""

from libdesk.domain.drafts import BookDraft
from libdesk.domain.errors import DeskError
from libdesk.i18n import _
from libdesk.store.database import Library
from libdesk.store.queries import pool as queries


class PoolRecordGone(DeskError):
    """The file that the record came with was removed meanwhile."""

    def text(self) -> str:
        return _("This supplier's record is no longer there. Look the book up once more.")


def draft_of(library: Library, pool_id: int) -> BookDraft:
    """What a record of the pool says of its book, its copies included. Raises PoolRecordGone."""
    from libdesk.exchange.marc.read import read_one

    row = queries.row(library, pool_id)
    kept = queries.kept_record(library, row.record_id) if row is not None else None
    if kept is None:
        raise PoolRecordGone()
    return read_one(kept.data, kept.encoding, kept.form)
