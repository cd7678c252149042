"""Folders of this PC for a library: which are proposed, and whether one that was chosen will do."""

import os
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from libdesk import paths
from libdesk.domain import places
from libdesk.domain.places import (
    Disk,
    FolderFull,
    FolderHoldsBackups,
    FolderInCloud,
    FolderNotWritable,
    FolderOnNetwork,
    FolderTaken,
    Proposal,
    Why,
)
from libdesk.store.backup_files import list_backups
from libdesk.store.database import something_stands_at

_SHARED: Final = (Path("/srv/libdesk"), Path("/var/lib/libdesk"))
_FIXED, _REMOTE = 3, 4  # as Windows numbers the kinds of drives
_EVERYBODY: Final = "*S-1-5-11:(OI)(CI)M"  # all accounts of the PC may change what lies inside


def proposed_folders() -> list[Proposal]:
    """Where the library may live, the best first, each with the reason; nothing is made."""
    own = paths.data_dir()
    if os.environ.get("LIBDESK_DATA"):
        return [Proposal(own, Why.OWN)]
    if sys.platform == "win32":
        program_data = os.environ.get("PROGRAMDATA", r"C:\ProgramData")
        system = os.environ.get("SYSTEMDRIVE", "C:")
        found = places.on_windows(_disks(), system=system, program_data=program_data, own=own)
    else:
        found = places.elsewhere([f for f in _SHARED if f.is_dir() and os.access(f, os.W_OK)], own=own)
    return [Proposal(Path(proposal.folder), proposal.why) for proposal in found]


def libraries_standing() -> list[Path]:
    """The libraries that lie where one is proposed: a start that knows of none finds them again."""
    found = []
    with suppress(OSError):
        for proposal in proposed_folders():
            library = Path(proposal.folder) / paths.LIBRARY_NAME
            if library.is_file() and library not in found:
                found.append(library)
    return found


def check_folder(folder: Path, *, new: bool = True) -> None:
    """Raises a FolderRefused where a library cannot live; the folder need not exist yet and is not made.

    `new`: not one that is restored, so that it must not come among the backups of another, which it would thin out.
    """
    if places.in_cloud(folder):
        raise FolderInCloud(folder)
    if _on_network(folder):
        raise FolderOnNetwork(folder)
    if something_stands_at(folder / paths.LIBRARY_NAME):
        raise FolderTaken(folder)
    library = folder / paths.LIBRARY_NAME
    if new and list_backups(paths.backup_dir(library), library):
        raise FolderHoldsBackups(folder)
    nearest = next((place for place in (folder, *folder.parents) if place.exists()), None)
    if nearest is None or not folder.is_absolute():
        raise FolderNotWritable(folder)
    try:
        with tempfile.TemporaryFile(dir=nearest, prefix=".libdesk-"):
            pass
        free = shutil.disk_usage(nearest).free
    except OSError as error:
        raise FolderNotWritable(folder) from error
    if free < places.ROOM:
        raise FolderFull(folder)


def make_shared(folder: Path) -> None:
    """Make the folder, and on Windows let every account of the PC write there, as far as this one may say so."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderNotWritable(folder) from error
    if sys.platform == "win32" and folder != paths.data_dir():
        import subprocess

        with suppress(OSError, subprocess.SubprocessError):
            subprocess.run(
                ["icacls", str(folder), "/grant", _EVERYBODY, "/Q"], capture_output=True, timeout=20, check=False,
                creationflags=subprocess.CREATE_NO_WINDOW,
            )  # fmt: skip


def same_disk(one: Path, other: Path) -> bool:
    """Whether both lie on one disk, as far as can be told; neither need exist yet."""
    devices = set()
    for place in (one, other):
        nearest = next((above for above in (place, *place.parents) if above.exists()), None)
        if nearest is None:
            return False
        devices.add(nearest.stat().st_dev)
    return len(devices) == 1


def _on_network(folder: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        kind: int = ctypes.windll.kernel32.GetDriveTypeW(folder.drive + "\\")
        return kind == _REMOTE or places.on_network(folder)
    mounts: list[tuple[str, str]] = []
    with suppress(OSError, UnicodeDecodeError):
        for line in Path("/proc/mounts").read_text("utf-8").splitlines():
            _device, place, kind_name, *_rest = line.split(" ")
            mounts.append((place.replace("\\040", " "), kind_name))
    return places.on_network(folder, mounts)


def _disks() -> list[Disk]:
    disks: list[Disk] = []
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        present: int = kernel.GetLogicalDrives()
        for number in range(26):
            letter = f"{chr(ord('A') + number)}:"
            if present >> number & 1:
                fixed = kernel.GetDriveTypeW(f"{letter}\\") == _FIXED
                with suppress(OSError):
                    disks.append(Disk(letter, fixed, shutil.disk_usage(f"{letter}\\").free if fixed else 0))
    return disks
