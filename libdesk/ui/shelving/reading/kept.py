"""The shelf that is being read is kept on this PC, so that a restart in the middle of it loses nothing."""

import json
from typing import Final, NamedTuple

from libdesk.actions.desk import Desk
from libdesk.ui.pc_settings import PcSettings

KEY: Final = "shelf_reading"


class KeptShelf(NamedTuple):
    place_id: int | None = None
    shelf_id: int | None = None
    copy_ids: tuple[int, ...] = ()


def keep(pc: PcSettings, desk: Desk, shelf: KeptShelf) -> None:
    pc.keep_text(KEY, json.dumps([str(desk.library.path), shelf.place_id, shelf.shelf_id, *shelf.copy_ids]))


def kept(pc: PcSettings, desk: Desk) -> KeptShelf:
    """What was kept of this library; nothing of another one, nor of what cannot be read."""
    try:
        path, place_id, shelf_id, *copies = json.loads(pc.text(KEY, "[]"))
    except ValueError:
        return KeptShelf()
    if path != str(desk.library.path) or not all(isinstance(one, int) for one in copies):
        return KeptShelf()
    return KeptShelf(
        place_id if isinstance(place_id, int) else None, shelf_id if isinstance(shelf_id, int) else None, tuple(copies)
    )
