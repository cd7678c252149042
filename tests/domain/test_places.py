"""Which folder is proposed for a library, and which are no good whatever they are called."""

from pathlib import PurePosixPath, PureWindowsPath

import pytest

from libdesk.domain.places import Disk, Why, elsewhere, in_cloud, on_network, on_windows

OWN = PureWindowsPath(r"C:\Users\lib\AppData\Local\libdesk")
GIGA = 1_000_000_000


def proposed(*disks: Disk) -> list[tuple[str, Why]]:
    found = on_windows(disks, system="C:", program_data=r"C:\ProgramData", own=OWN)
    return [(str(proposal.folder), proposal.why) for proposal in found]


def test_another_fixed_disk_comes_before_the_system_disk_that_may_be_wiped() -> None:
    found = proposed(Disk("C:", True, 90 * GIGA), Disk("D:", True, 50 * GIGA), Disk("E:", True, 80 * GIGA))
    assert found[:2] == [(r"E:\libdesk", Why.OTHER_DISK), (r"D:\libdesk", Why.OTHER_DISK)]
    assert found[2:] == [(r"C:\ProgramData\libdesk", Why.SHARED), (str(OWN), Why.OWN)]


@pytest.mark.parametrize("disk", [Disk("D:", False, 50 * GIGA), Disk("D:", True, 1_000), Disk("c:", True, 50 * GIGA)])
def test_a_stick_a_full_disk_and_the_system_disk_are_not_proposed(disk: Disk) -> None:
    assert proposed(disk)[0] == (r"C:\ProgramData\libdesk", Why.SHARED)


def test_elsewhere_a_folder_for_all_comes_before_the_accounts_own() -> None:
    own = PurePosixPath("/home/lib/.local/share/libdesk")
    assert [p.why for p in elsewhere([PurePosixPath("/srv/libdesk")], own=own)] == [Why.SHARED, Why.OWN]
    assert [p.why for p in elsewhere([], own=own)] == [Why.OWN]


@pytest.mark.parametrize(
    "folder", [r"C:\Users\lib\OneDrive - 学校\libdesk", r"D:\我的坚果云\图书", r"D:\Dropbox\x", r"E:\WPS云盘\libdesk"]
)
def test_a_folder_that_is_copied_to_a_cloud_is_known_by_its_name(folder: str) -> None:
    assert in_cloud(PureWindowsPath(folder))


@pytest.mark.parametrize("folder", [r"D:\libdesk", r"D:\图书馆\云南"])
def test_ordinary_folders_are_not(folder: str) -> None:
    assert not in_cloud(PureWindowsPath(folder))


def test_a_share_is_known_by_its_name_or_by_what_is_mounted_there() -> None:
    assert on_network(PureWindowsPath(r"\\server\books\libdesk"))
    mounts = [("/", "ext4"), ("/mnt/school", "cifs"), ("/mnt/school/stick", "vfat")]
    assert on_network(PurePosixPath("/mnt/school/libdesk"), mounts)
    assert not on_network(PurePosixPath("/mnt/school/stick/libdesk"), mounts)
    assert not on_network(PurePosixPath("/mnt/schooling"), mounts)
