"""Who waits for what, and which copies wait on the hold shelf."""

from datetime import date

from libdesk.domain.value import Value
from libdesk.store.database import Library
from libdesk.store.queries.in_box import IN_BOX


class HoldState(Value):
    """What placing a hold needs to know."""

    title: str
    free_copies: int
    waiting: int
    own: bool
    holds_of_reader: int


class Coming(Value):
    """Which copies of a title can ever serve a hold: the kinds of those that can, and how many cannot and why."""

    item_kinds: tuple[str, ...]
    lost: int
    repair: int
    withdrawn: int


class ReadyHold(Value):
    """A copy on the hold shelf and whom it waits for."""

    id: int
    copy_id: int
    title: str
    barcode: str
    call_no: str | None
    reader_name: str
    until: date | None


def state_for(library: Library, title_id: int, volume_id: int | None, reader_id: int) -> HoldState | None:
    """None where the title is gone."""
    row = library.connection.execute(
        f"""SELECT t.title,
             (SELECT count(*) FROM copy c WHERE c.title_id = t.id AND c.status = 'shelf' AND NOT {IN_BOX}
                AND (:volume IS NULL OR c.volume_id = :volume)),
             (SELECT count(*) FROM hold h WHERE h.title_id = t.id AND h.state = 'waiting'
                AND (h.volume_id IS NULL OR h.volume_id IS :volume)),
             EXISTS(SELECT 1 FROM hold h WHERE h.title_id = t.id AND h.reader_id = :reader
                AND h.volume_id IS :volume AND h.state IN ('waiting','ready')),
             (SELECT count(*) FROM hold h WHERE h.reader_id = :reader AND h.state IN ('waiting','ready'))
           FROM title t WHERE t.id = :title""",
        {"title": title_id, "volume": volume_id, "reader": reader_id},
    ).fetchone()
    return HoldState(row[0], row[1], row[2], bool(row[3]), row[4]) if row is not None else None


def coming_for(library: Library, title_id: int, volume_id: int | None) -> Coming:
    """What is on the shelf, on loan or set aside can come; what is lost, in repair, withdrawn or called in cannot."""
    rows = library.connection.execute(
        """SELECT CASE WHEN w.state = 'done' OR wc.reason = 'notice' THEN 'withdrawn' ELSE c.status END AS state,
             c.item_kind, count(*)
           FROM copy c LEFT JOIN withdrawal_copy wc ON wc.copy_id = c.id
           LEFT JOIN withdrawal w ON w.id = wc.withdrawal_id
           WHERE c.title_id = :title AND (:volume IS NULL OR c.volume_id = :volume) AND c.bound_into_id IS NULL
           GROUP BY 1, c.item_kind ORDER BY c.item_kind""",
        {"title": title_id, "volume": volume_id},
    ).fetchall()
    gone = dict.fromkeys(("lost", "missing", "repair", "withdrawn"), 0)
    for status, _kind, count in rows:
        if status in gone:
            gone[status] += count
    kinds = tuple(dict.fromkeys(kind for status, kind, _count in rows if status not in gone))
    return Coming(kinds, gone["lost"] + gone["missing"], gone["repair"], gone["withdrawn"])


def expired(library: Library, today: date) -> list[int]:
    rows = library.connection.execute(
        "SELECT id FROM hold WHERE state = 'ready' AND expires < ? ORDER BY id", (today.isoformat(),)
    )
    return [row[0] for row in rows]


def is_open(library: Library, hold_id: int) -> bool:
    """Whether the hold still waits or is ready."""
    query = "SELECT 1 FROM hold WHERE id = ? AND state IN ('waiting','ready')"
    return library.connection.execute(query, (hold_id,)).fetchone() is not None


def copy_of(library: Library, hold_id: int) -> int | None:
    """The copy set aside for this hold."""
    row = library.connection.execute("SELECT copy_id FROM hold WHERE id = ? AND state = 'ready'", (hold_id,)).fetchone()
    return row[0] if row else None


def next_for(library: Library, copy_id: int) -> int | None:
    """The first waiting hold that this copy can serve."""
    row = library.connection.execute(
        "SELECT h.id FROM hold h JOIN copy c ON c.title_id = h.title_id WHERE c.id = ? AND h.state = 'waiting'"
        " AND (h.volume_id IS NULL OR h.volume_id = c.volume_id) ORDER BY h.placed, h.id LIMIT 1",
        (copy_id,),
    ).fetchone()
    return row[0] if row else None


def free_copy(library: Library, title_id: int) -> int | None:
    """A copy of a title that stands on the shelf; one that is ready for it before one that is still being prepared."""
    row = library.connection.execute(
        f"SELECT id FROM copy c WHERE title_id = ? AND status = 'shelf' AND NOT {IN_BOX} ORDER BY waiting, id LIMIT 1",
        (title_id,),
    ).fetchone()
    return row[0] if row else None


def ready(library: Library) -> list[ReadyHold]:
    """The hold shelf, the longest-waiting first."""
    rows = library.connection.execute(
        """SELECT h.id, h.copy_id, t.title,
             (SELECT b.printed FROM barcode b WHERE b.copy_id = h.copy_id AND b.state = 'active' LIMIT 1),
             c.call_no, r.name, h.expires
           FROM hold h JOIN title t ON t.id = h.title_id JOIN copy c ON c.id = h.copy_id
           JOIN reader r ON r.id = h.reader_id WHERE h.state = 'ready' ORDER BY h.expires, h.id"""
    )
    return [
        ReadyHold(hold_id, copy_id, title, barcode, call_no, name, date.fromisoformat(until) if until else None)
        for hold_id, copy_id, title, barcode, call_no, name, until in rows
    ]
