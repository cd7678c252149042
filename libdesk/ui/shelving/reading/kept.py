"""The shelf that is being read, kept on this PC until another one is begun."""

from typing import Final, NamedTuple

from libdesk.actions.desk import Desk
from libdesk.ui.pc_settings import PcSettings
from libdesk.ui.shelving import kept as on_this_pc

KEY: Final = "shelf_reading"


class KeptShelf(NamedTuple):
    place_id: int | None = None
    shelf_id: int | None = None
    copy_ids: tuple[int, ...] = ()


def keep(pc: PcSettings, desk: Desk, shelf: KeptShelf) -> None:
    on_this_pc.keep(pc, desk, KEY, shelf.place_id, shelf.shelf_id, *shelf.copy_ids)


def kept(pc: PcSettings, desk: Desk) -> KeptShelf:
    match on_this_pc.kept(pc, desk, KEY):
        case [place_id, shelf_id, *copies]:
            ids = tuple(one for one in copies if isinstance(one, int))
            if len(ids) == len(copies):
                return KeptShelf(on_this_pc.id_in(place_id), on_this_pc.id_in(shelf_id), ids)
    return KeptShelf()
