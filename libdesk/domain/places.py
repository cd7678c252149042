"""Where a school's library should live: where every account of the PC finds it, off a disk that is wiped at each start.

School PCs often have a restore card: their system disk is at each start as it was, so that what was written is gone.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import PurePath, PureWindowsPath
from typing import Final

from libdesk.domain.errors import DeskError
from libdesk.domain.value import Value
from libdesk.i18n import N_, _

FOLDER: Final = "libdesk"
ROOM: Final = 500_000_000  # bytes: a library of 60,000 copies with its backups
CLOUDS: Final = (
    "onedrive", "dropbox", "google drive", "googledrive", "icloud", "icloudrive", "nutstore", "坚果云", "我的坚果云",
    "baidunetdisk", "百度网盘", "百度云同步盘", "wps云盘", "wpsdrive", "腾讯微云", "weiyun", "aliyundrive", "阿里云盘",
    "nextcloud", "owncloud", "seafile", "syncthing", "同步盘",
)  # fmt: skip
NETWORK_KINDS: Final = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "davfs", "fuse.sshfs", "fuse.davfs", "ncpfs"}
)


class Why(StrEnum):
    """Why a folder is proposed."""

    OTHER_DISK = "other_disk"
    SHARED = "shared"
    OWN = "own"


WHY_WORDS: Final = {
    Why.OTHER_DISK: N_("Every account of this PC finds it, and it is not on the system disk, which may be wiped."),
    Why.SHARED: N_("Every account of this PC finds it. If the system disk is wiped at each start, choose another."),
    Why.OWN: N_(
        "Only your own account finds it. Choose a folder that all accounts of this PC may write, if there is one."
    ),
}


class Proposal(Value):
    folder: PurePath
    why: Why


class Disk(Value):
    """A drive of a Windows PC, such as D:."""

    letter: str
    fixed: bool
    free: int


class FolderRefused(DeskError):
    """A library cannot live in `folder`."""

    folder: PurePath


class FolderNotWritable(FolderRefused):
    def text(self) -> str:
        return _("Nothing can be written to {folder}. Choose another folder.").format(folder=self.folder)


class FolderOnNetwork(FolderRefused):
    def text(self) -> str:
        return _(
            "{folder} lies on the network, where a library can be damaged. Choose a folder on a disk of this PC."
        ).format(folder=self.folder)


class FolderInCloud(FolderRefused):
    def text(self) -> str:
        return _(
            "{folder} is copied to a cloud while libdesk writes, which can damage the library. Choose another folder."
        ).format(folder=self.folder)


class FolderFull(FolderRefused):
    def text(self) -> str:
        return _("There is not enough room in {folder}. Choose a folder on another disk.").format(folder=self.folder)


class FolderTaken(FolderRefused):
    def text(self) -> str:
        return _("A library lies in {folder} already. Choose another folder, or open that library instead.").format(
            folder=self.folder
        )


class FolderHoldsBackups(FolderRefused):
    def text(self) -> str:
        return _("Backups of a library lie in {folder}. Choose another folder, or restore one of them.").format(
            folder=self.folder
        )


def on_windows(disks: Iterable[Disk], *, system: str, program_data: str, own: PurePath) -> list[Proposal]:
    """Another fixed disk with room, the roomiest first; else what all accounts share; the account's own folder last."""
    others = sorted(
        (disk for disk in disks if disk.fixed and disk.letter.upper() != system.upper() and disk.free >= ROOM),
        key=lambda disk: (-disk.free, disk.letter),
    )
    found = [Proposal(PureWindowsPath(f"{disk.letter}\\", FOLDER), Why.OTHER_DISK) for disk in others]
    return [*found, Proposal(PureWindowsPath(program_data, FOLDER), Why.SHARED), Proposal(own, Why.OWN)]


def elsewhere(shared: Sequence[PurePath], *, own: PurePath) -> list[Proposal]:
    """On other systems: folders for all that stand there and can be written, then the account's own."""
    return [*(Proposal(folder, Why.SHARED) for folder in shared), Proposal(own, Why.OWN)]


def in_cloud(folder: PurePath) -> bool:
    """Whether a part of the path is named as programs name what they copy to a cloud."""
    return any(part.casefold().startswith(CLOUDS) for part in folder.parts)


def on_network(folder: PurePath, mounts: Iterable[tuple[str, str]] = ()) -> bool:
    """Whether a share is named (\\\\server\\share), or the nearest of the `mounts` (place, kind) is of the network."""
    if str(folder).startswith(("\\\\", "//")):
        return True
    around = [(len(place), kind) for place, kind in mounts if folder.is_relative_to(place)]
    return bool(around) and max(around)[1] in NETWORK_KINDS
