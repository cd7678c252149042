"""Small files that are written whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path


def write_whole(place: Path, text: str, *, make_folder: bool = False) -> bool:
    """Write a small file so that a power cut leaves the old or the new; False where nothing can be written."""
    part = place.with_name(f"{place.name}.part")
    with suppress(OSError):
        if make_folder:
            place.parent.mkdir(parents=True, exist_ok=True)
        with part.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(place)
        return True
    return False
