"""A second place is called a stick only where it can be pulled out."""

import pytest

from libdesk.ui.backup_note import is_stick, pulled_out


@pytest.mark.parametrize(
    ("drive", "kind", "expected"),
    [
        ("E:", 2, True),  # removable
        ("D:", 3, False),  # fixed: a second disk of the PC
        ("Z:", 4, False),  # of the network
        ("F:", 5, False),  # a CD
        ("E:", 1, True),  # not there at the moment: it was pulled out
        ("E:", 0, True),  # nobody knows
        ("C:", 1, False),
        ("C:", 0, False),
    ],
)
def test_on_windows_the_kind_of_the_drive_decides(drive: str, kind: int, expected: bool) -> None:
    assert pulled_out(drive, kind) is expected


@pytest.mark.parametrize(
    ("folder", "expected"),
    [("/media/lib/STICK/libdesk", True), ("/srv/libdesk", False), (r"\\server\backups", False), (r"C:\backups", False)],
)
def test_elsewhere_the_place_decides(folder: str, expected: bool) -> None:
    assert is_stick(folder) is expected
