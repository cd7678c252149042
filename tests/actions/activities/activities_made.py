"""Small builders: an activity, pupils who read, and every row of the three tables for comparing."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

from PIL import Image

from libdesk.actions.activities.activities import ActivityDraft, make_activity
from libdesk.actions.desk import Desk
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.ops import Op
from libdesk.store.tables import Loan
from tests.builders import TODAY, as_librarian


def activity(desk: Desk, name: str = "古诗词大赛", **values: Any) -> int:
    """An activity of a week that begins today unless told otherwise."""
    given = {"kind": "poems", "first": TODAY, "last": TODAY + timedelta(7), **values}
    return make_activity(desk, ActivityDraft(name=name, **given))


def rows(desk: Desk) -> list[list[tuple[Any, ...]]]:
    """All that is known of all activities."""
    connection = desk.library.connection
    return [
        connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()
        for table in ("activity", "entrant", "activity_photo")
    ]


def undo_last(desk: Desk) -> None:
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)


def lent(
    desk: Desk, copy_id: int, reader_id: int, day: date, *, kept: int | None = 7, kind: str = "pupil",
    entry_year: int | None = 2022, class_no: int | None = 3, in_house: bool = False,
) -> None:  # fmt: skip
    """A loan of the past, kept for so many days; None: it is still out."""
    back = day + timedelta(kept) if kept is not None else None
    at = int((day - date(1970, 1, 1)).total_seconds() * 1000)
    with as_librarian(desk).action(Op.IMPORT_LOANS) as act:
        act.add(
            Loan, copy_id=copy_id, reader_id=reader_id, lent=at, lent_day=day.isoformat(),
            due=(day + timedelta(14)).isoformat(), returned=at + (kept or 0) * 86_400_000 if back else None,
            returned_day=back.isoformat() if back else None, outcome="returned" if back else None,
            reader_kind=kind, stage="primary" if entry_year else None, entry_year=entry_year, class_no=class_no,
            in_house=int(in_house),
        )  # fmt: skip


def jpeg(colour: str = "red", size: tuple[int, int] = (1600, 900)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()
