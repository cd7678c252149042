"""What is scanned on a page of shelving and not finished is kept on this PC: a restart in the middle loses nothing."""

import json

from libdesk.actions.desk import Desk
from libdesk.ui.pc_settings import PcSettings


def keep(pc: PcSettings, desk: Desk, key: str, *values: object) -> None:
    """Ids and call numbers; they are of the library that is open."""
    pc.keep_text(key, json.dumps([str(desk.library.path), *values], ensure_ascii=False))


def kept(pc: PcSettings, desk: Desk, key: str) -> list[object]:
    """What was kept of this library; nothing of another one, nor of what cannot be read."""
    try:
        path, *values = json.loads(pc.text(key, "[]"))
    except (TypeError, ValueError):
        return []
    return values if path == str(desk.library.path) else []


def id_in(value: object) -> int | None:
    """An id that was kept, or none."""
    return value if isinstance(value, int) else None
