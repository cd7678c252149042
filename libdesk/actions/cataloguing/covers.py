"""The cover of a title: a picture kept under its hash, as the photos of readers are."""

from libdesk.actions.cataloguing.titles import find_title
from libdesk.actions.desk import Desk
from libdesk.domain.ops import Op
from libdesk.store.tables import Title


def set_cover(desk: Desk, title_id: int, cover: bytes | None) -> int:
    """Give a title this cover (JPEG, as exchange.covers makes it), None takes it away; gives the journal entry.

    Raises TitleUnknown.
    """
    with desk.action(Op.SET_COVER) as act:
        find_title(desk, title_id)
        act.change(Title, title_id, cover=act.keep_blob(cover) if cover else None)
        act.note(title=title_id)
    return act.journal_id
