"""The bureau's lists: kept for good, so that each batch that comes in is held against them too."""

from collections.abc import Sequence
from datetime import date

from libdesk.actions.desk import Desk
from libdesk.actions.withdrawing.errors import NameMissing, NoticeEmpty, NoticeGone, NoticeInUse
from libdesk.domain.bureau import Named
from libdesk.domain.matching import text_key
from libdesk.domain.ops import Op
from libdesk.store.queries import bureau as queries
from libdesk.store.tables import Notice, NoticeLine


def keep_notice(desk: Desk, *, name: str, lines: Sequence[Named], day: date | None = None, note: str = "") -> int:
    """Keep a list with its lines; gives its id. Raises NameMissing, NoticeEmpty."""
    name = " ".join(name.split())
    if not name:
        raise NameMissing()
    if not lines:
        raise NoticeEmpty()
    with desk.action(Op.EDIT_NOTICES) as act:
        notice_id = act.add(Notice, name=name, day=(day or desk.today).isoformat(), note=note.strip() or None)
        columns = ("notice_id", "title", "title_key", "author", "publisher", "isbn")
        rows = [
            (
                notice_id,
                line.title,
                text_key(line.title),
                line.author or None,
                line.publisher or None,
                line.isbn or None,
            )
            for line in lines
        ]
        act.add_many(NoticeLine, columns, rows)
        act.note(notice=notice_id, count=len(rows))
    return notice_id


def rename_notice(desk: Desk, *, notice_id: int, name: str, day: date) -> int:
    """Another name or day. Raises NameMissing, NoticeGone."""
    name = " ".join(name.split())
    if not name:
        raise NameMissing()
    with desk.action(Op.EDIT_NOTICES) as act:
        if queries.notice(desk.library, notice_id) is None:
            raise NoticeGone()
        act.change(Notice, notice_id, name=name, day=day.isoformat())
        act.note(notice=notice_id)
    return act.journal_id


def remove_notice(desk: Desk, *, notice_id: int) -> int:
    """A list by which no book was taken out goes. Raises NoticeGone, NoticeInUse."""
    with desk.action(Op.EDIT_NOTICES) as act:
        if queries.notice(desk.library, notice_id) is None:
            raise NoticeGone()
        row = act.connection.execute("SELECT name FROM withdrawal WHERE notice_id = ?", (notice_id,)).fetchone()
        if row is not None:
            raise NoticeInUse(row[0])
        span = act.connection.execute("SELECT id FROM notice_line WHERE notice_id = ? ORDER BY id", (notice_id,))
        for (line_id,) in span.fetchall():
            act.remove(NoticeLine, line_id)
        act.remove(Notice, notice_id)
        act.note(notice=notice_id, removed=1)
    return act.journal_id
