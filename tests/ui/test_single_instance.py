"""A second start on the same library brings the first window forward; after a crash the place is free again."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer
from pytestqt.qtbot import QtBot

from libdesk.ui.single_instance import SingleInstance, server_name

ROOT = Path(__file__).parent.parent.parent
SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from libdesk.ui.single_instance import SingleInstance
app = QCoreApplication([])
instance = SingleInstance(Path(sys.argv[1]))
print(instance.wake_first(), flush=True)
if sys.argv[2:] == ["die"]:
    import os
    os._exit(9)
"""


def second(library: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SECOND, str(library), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def test_a_second_start_wakes_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path / "library.libdesk")
    assert not first.wake_first()
    with qtbot.waitSignal(first.woken, timeout=10_000):
        process = second(tmp_path / "library.libdesk")
    answer, _errors = process.communicate(timeout=10)
    assert answer == "True\n"
    first.close()


def test_another_library_has_its_own_window(tmp_path: Path) -> None:
    first, other = SingleInstance(tmp_path / "a.libdesk"), SingleInstance(tmp_path / "b.libdesk")
    assert not first.wake_first()
    assert not other.wake_first()
    first.close()
    other.close()


def test_one_library_is_one_however_its_path_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert server_name(Path("a.libdesk")) == server_name(tmp_path / "folder" / ".." / "a.libdesk")
    assert server_name(tmp_path / "a.libdesk") != server_name(tmp_path / "b.libdesk")


def test_a_place_that_a_crash_left_is_taken_over(qtbot: QtBot, tmp_path: Path) -> None:
    library = tmp_path / "library.libdesk"
    process = second(library, "die")
    answer, _errors = process.communicate(timeout=10)
    assert answer == "False\n"
    first = SingleInstance(library)
    assert not first.wake_first()
    with qtbot.waitSignal(first.woken, timeout=10_000):
        other = second(library)
    assert other.communicate(timeout=10)[0] == "True\n"
    first.close()


def test_the_place_is_free_again_after_leaving(tmp_path: Path) -> None:
    first = SingleInstance(tmp_path / "library.libdesk")
    first.wake_first()
    first.close()
    again = SingleInstance(tmp_path / "library.libdesk")
    assert not again.wake_first()
    again.close()
    QLocalServer.removeServer(again.name)
