"""Photos of an activity: scaled and freed of all data beside the picture before they come here, with captions."""

from collections.abc import Sequence

from libdesk.actions.activities.activities import known
from libdesk.actions.activities.errors import PhotoGone
from libdesk.actions.desk import Desk
from libdesk.domain.ops import Op
from libdesk.store.tables import ActivityPhoto


def add_photos(desk: Desk, activity_id: int, photos: Sequence[bytes]) -> list[int]:
    """Photos as exchange.activity_photos makes them; gives their ids. Raises ActivityGone."""
    with desk.action(Op.EDIT_ACTIVITY) as act:
        known(desk, activity_id)
        ids = [act.add(ActivityPhoto, activity_id=activity_id, photo=act.keep_blob(photo)) for photo in photos]
        act.note(activity=activity_id, photos=len(ids))
    return ids


def set_caption(desk: Desk, photo_id: int, caption: str) -> int:
    """What a photo shows. Raises PhotoGone."""
    with desk.action(Op.EDIT_ACTIVITY) as act:
        _known_photo(desk, photo_id)
        act.change(ActivityPhoto, photo_id, caption=" ".join(caption.split()) or None)
        act.note(photos=1)
    return act.journal_id


def remove_photo(desk: Desk, photo_id: int) -> int:
    """The photo goes; for good with the undo that could bring it back. Raises PhotoGone."""
    with desk.action(Op.EDIT_ACTIVITY) as act:
        _known_photo(desk, photo_id)
        act.remove(ActivityPhoto, photo_id)
        act.note(photos=-1)
    return act.journal_id


def _known_photo(desk: Desk, photo_id: int) -> None:
    if desk.library.connection.execute("SELECT 1 FROM activity_photo WHERE id = ?", (photo_id,)).fetchone() is None:
        raise PhotoGone()
