"""Sticks by their names: a letter changes from one day to the next, what the stick is called does not."""

from pathlib import Path, PurePath

from PySide6.QtCore import QStorageInfo

from libdesk.ui.backup_note import is_stick


def name_of(folder: str) -> str:
    """What the stick is called on which this folder lies; "" where it has no name or is no stick."""
    info = QStorageInfo(folder)
    return info.name() if is_stick(folder) and info.isValid() and info.isReady() else ""


def moved_to(folder: str, name: str) -> str:
    """The same folder on the stick of this name, wherever it is now; "" when it has not moved or is not there."""
    if not name or Path(folder).is_dir():
        return ""
    for volume in QStorageInfo.mountedVolumes():
        if volume.isReady() and volume.name() == name:
            found = Path(volume.rootPath(), *below_root(PurePath(folder)))
            if found.is_dir():
                return str(found)
    return ""


def below_root(folder: PurePath) -> tuple[str, ...]:
    """The parts of a path below its stick: below E:, or below /media/somebody/STICK."""
    if folder.drive:
        return folder.parts[1:]
    deep = {"run": 5, "media": 4}.get(folder.parts[1], 3)
    return folder.parts[deep:]
