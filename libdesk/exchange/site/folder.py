"""Where the pages go: into a folder of their own, the new ones whole before any old one goes.

A list in the folder says which files libdesk wrote there. Only those are ever replaced or removed, and of those that a
new site no longer has only such as are still as they were written.
"""

import errno
import json
import os
import re
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final
from zlib import crc32

from libdesk.domain.errors import DeskError
from libdesk.domain.progress import Progress
from libdesk.domain.rows.site import Site
from libdesk.domain.value import Value
from libdesk.exchange.site.pages import START, site_files
from libdesk.i18n import _

OWN_NAME: Final = "library"  # of the folder below one that holds other things already
LIST: Final = "libdesk-site.json"
PART: Final = "libdesk-site.part"  # below the folder, so that a rename stays on one disk
ROOM: Final = 1_000_000  # bytes that stay free
_OURS: Final = re.compile(r"(data/)?[a-z0-9-]+\.(html|css|js)")
_UNSEEN: Final = {"System Volume Information", "$RECYCLE.BIN", ".Trashes", ".fseventsd", "desktop.ini", ".DS_Store"}


class SiteFault(DeskError):
    """The pages could not be written to `folder`; what stood there before is as it was."""

    folder: Path

    def text(self) -> str:
        return _("The pages could not be written to {folder}. Try again, or choose another folder.").format(
            folder=self.folder
        )


class SiteFolderMissing(SiteFault):
    def text(self) -> str:
        return _("{folder} was not found. Connect the stick or disk, or choose another folder.").format(
            folder=self.folder
        )


class SiteFolderForeign(SiteFault):
    """Files that libdesk did not write stand where the pages would go."""

    def text(self) -> str:
        return _(
            "{folder} holds other files, which stay as they are. Choose an empty folder, or one beside it."
        ).format(folder=self.folder)


class SiteRefused(SiteFault):
    def text(self) -> str:
        return _(
            "Nothing can be written to {folder}: it is for reading only. Choose another folder, or unlock the stick."
        ).format(folder=self.folder)


class SiteNoRoom(SiteFault):
    def text(self) -> str:
        return _("{folder} is full. Free some space there, or choose another folder.").format(folder=self.folder)


class SiteGone(SiteFault):
    def text(self) -> str:
        return _("{folder} went away while the pages were written. Connect it again and publish once more.").format(
            folder=self.folder
        )


_SYSTEM: Final[dict[int | None, type[SiteFault]]] = {
    errno.ENOSPC: SiteNoRoom, errno.EDQUOT: SiteNoRoom, errno.EFBIG: SiteNoRoom,
    errno.EROFS: SiteRefused, errno.EACCES: SiteRefused, errno.EPERM: SiteRefused,
    errno.ENOENT: SiteGone, errno.ENODEV: SiteGone, errno.ENXIO: SiteGone, errno.EIO: SiteGone, errno.ENOTDIR: SiteGone,
}  # fmt: skip


class Written(Value):
    """What was written: where, how many files and bytes of it, and the page to open."""

    folder: Path
    files: int
    size: int

    @property
    def start(self) -> Path:
        return self.folder / START


def site_folder(chosen: Path) -> Path:
    """Where the pages go for a chosen folder: into it if it is empty or theirs, else into one of their own below it.

    Raises SiteFolderMissing, SiteFolderForeign, SiteFault.
    """
    try:
        if not chosen.is_dir():
            raise SiteFolderMissing(chosen)
        if _is_ours(chosen):
            return chosen
        below = chosen / OWN_NAME
        if not below.exists() or _is_ours(below):
            return below
    except OSError as error:
        raise fault_of(error, chosen) from error
    raise SiteFolderForeign(below)


def publish(chosen: Path, site: Site, progress: Progress | None = None) -> Written:
    """Write the pages; stopped or refused, what stood there before is as it was. Raises a SiteFault, Cancelled."""
    progress = progress or Progress()
    folder = site_folder(chosen)
    files = site_files(site, progress)
    return write_files(folder, files, progress)


def write_files(
    folder: Path, files: Mapping[str, bytes], progress: Progress, *, sync: Callable[[int], None] = os.fsync
) -> Written:
    """All files into a part of the folder first, then each into its place, the start page last."""
    size = sum(map(len, files.values()))
    part, made = folder / PART, not folder.exists()
    try:
        folder.mkdir(exist_ok=True)
        old = _listed(folder)
        if any((folder / name).exists() for name in files if name not in old):
            raise SiteFolderForeign(folder)
        if shutil.disk_usage(folder).free < size + ROOM:
            raise SiteNoRoom(folder)
        _remove_part(folder)
        (part / "data").mkdir(parents=True)
        for number, (name, data) in enumerate(files.items()):
            progress.step(number, len(files))
            with (part / name).open("wb") as file:
                file.write(data)
                file.flush()
                sync(file.fileno())
        progress.step(len(files), len(files))
        _put_in_place(folder, files, old)
    except OSError as error:
        _tidy(folder, made)
        raise fault_of(error, folder) from error
    except BaseException:
        _tidy(folder, made)
        raise
    return Written(folder, len(files), size)


def _put_in_place(folder: Path, files: Mapping[str, bytes], old: Mapping[str, int]) -> None:
    """From here on it is not stopped: the list names old and new files until the last old one is gone."""
    new = {name: crc32(data) for name, data in files.items()}
    _write_list(folder, {**old, **new})
    (folder / "data").mkdir(exist_ok=True)
    for name in files:
        os.replace(folder / PART / name, folder / name)
    for name, stamp in old.items():
        path = folder / name
        if name not in new and path.is_file() and crc32(path.read_bytes()) == stamp:
            path.unlink()
    _write_list(folder, new)
    _remove_part(folder)
    with suppress(OSError):
        (folder / "data").rmdir()  # where no catalogue is published any more


def _is_ours(folder: Path) -> bool:
    """Whether nothing stands in a folder, or pages of libdesk do."""
    names = {entry.name for entry in folder.iterdir()} - _UNSEEN - {PART}
    return not names or LIST in names


def _listed(folder: Path) -> dict[str, int]:
    """The files that libdesk wrote here, each with the sum of its bytes; none where the list is not read."""
    try:
        found = json.loads((folder / LIST).read_text("utf-8"))["files"]
        return {name: int(stamp) for name, stamp in found.items() if _OURS.fullmatch(name)}
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _write_list(folder: Path, files: Mapping[str, int]) -> None:
    part = folder / f"{LIST}.part"
    with part.open("wb") as file:
        file.write(json.dumps({"written by": "libdesk", "files": dict(files)}, indent=0).encode())
        file.flush()
        os.fsync(file.fileno())
    part.replace(folder / LIST)


def _remove_part(folder: Path) -> None:
    """What an earlier writing that was cut off has left; nothing that libdesk does not call so."""
    part = folder / PART
    if part.is_symlink() or not part.is_dir():
        return
    for path in [*part.glob("data/*.js"), *part.glob("*.*")]:
        if _OURS.fullmatch(path.relative_to(part).as_posix()) and not path.is_symlink():
            path.unlink()
    for path in (part / "data", part):
        with suppress(FileNotFoundError):
            path.rmdir()


def _tidy(folder: Path, made: bool) -> None:
    """A folder that is full or gone need not be tidied; the next writing does."""
    with suppress(OSError):
        _remove_part(folder)
        (folder / f"{LIST}.part").unlink(missing_ok=True)
        if made:
            folder.rmdir()


def fault_of(error: OSError, folder: Path) -> SiteFault:
    """The sentence for an error of the file system."""
    return _SYSTEM.get(error.errno, SiteFault)(folder)
