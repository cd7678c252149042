"""The crash log: everything unhandled is written, the next start is told, nobody is told twice, nothing is personal."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from libdesk import crashlog

ROOT = Path(__file__).parent.parent
BEGIN = """
import sys, threading
from pathlib import Path
from libdesk import crashlog
crashlog.install(Path(sys.argv[1]), "1.2.3")
"""


def run(folder: Path, program: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", BEGIN + program, str(folder)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)


def log_of(folder: Path) -> str:
    (path,) = folder.glob("libdesk-*.log")
    return path.read_text("utf-8")


@pytest.mark.parametrize(
    "program",
    [
        "raise ZeroDivisionError('boom')",
        "thread = threading.Thread(target=lambda: 1 / 0); thread.start(); thread.join()",
        "class A:\n def __del__(self): 1 / 0\na = A(); del a",
        "sys.excepthook(*[(type(e), e, None) for e in [ZeroDivisionError()]][0])",
    ],
)
def test_whatever_nobody_caught_is_written_and_told_at_the_next_start(tmp_path: Path, program: str) -> None:
    run(tmp_path, program)
    assert "ZeroDivisionError" in log_of(tmp_path)
    assert "libdesk 1.2.3" in log_of(tmp_path)
    again = run(tmp_path, "print(crashlog.last_crash())")
    assert "ZeroDivisionError" in again.stdout
    assert run(tmp_path, "print(crashlog.last_crash())").stdout == "\n"


def test_a_crash_below_python_is_told_at_the_next_start(tmp_path: Path) -> None:
    crashed = run(tmp_path, "import faulthandler; faulthandler._sigsegv()")
    assert crashed.returncode != 0
    again = run(tmp_path, "print(crashlog.last_crash())")
    assert "Fatal Python error" in again.stdout
    assert "Fatal Python error" in log_of(tmp_path)


def test_an_end_in_order_leaves_nothing_to_tell(tmp_path: Path) -> None:
    run(tmp_path, "")
    assert run(tmp_path, "print(crashlog.last_crash())").stdout == "\n"


REPEAT = """
def fail(divisor):
    try:
        1 / divisor
    except ZeroDivisionError as error:
        crashlog.report(error)
def fail_otherwise():
    try:
        [][1]
    except IndexError as error:
        crashlog.report(error)
crashlog.listen(lambda crash: print(crash.cause))
for _ in range(3): fail(0)
fail_otherwise()
fail(0)
"""


def test_the_same_cause_is_not_told_twice_in_a_row(tmp_path: Path) -> None:
    told = [line.split()[0] for line in run(tmp_path, REPEAT).stdout.splitlines()]
    assert told == ["ZeroDivisionError", "IndexError", "ZeroDivisionError"]
    assert log_of(tmp_path).count("again: ZeroDivisionError") == 2


def test_what_somebody_was_told_is_not_told_again_at_the_next_start(tmp_path: Path) -> None:
    run(tmp_path, REPEAT)
    assert run(tmp_path, "print(crashlog.last_crash())").stdout == "\n"


def test_nothing_personal_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "logs"
    program = tmp_path / "account of 李小雨" / "program.py"
    program.parent.mkdir()
    program.write_text(
        BEGIN + "name, code = '李小雨', '440106201501011234'\nraise ValueError(f'{name} {code} li@x.cn')", "utf-8"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, str(program), str(folder)], env=environment, capture_output=True, timeout=60)
    written = "".join(path.read_text("utf-8") for path in folder.iterdir())
    assert "ValueError" in written
    assert "program.py:" in written
    for personal in ("李小雨", "440106201501011234", "li@x.cn", "account of", str(tmp_path)):
        assert personal not in written


def test_a_message_about_code_is_kept_and_one_about_people_is_not() -> None:
    assert crashlog._message(AttributeError("'NoneType' object has no attribute 'due'")).endswith("attribute 'due'")
    assert "李小雨" not in crashlog._message(AttributeError("no reader 李小雨"))
    assert crashlog._message(KeyError("Li Lei")) in ("Li Lei", "…")
    assert crashlog.plain("no reader 'Li Lei' with card 0000123") == "no reader '…' with card …"


def test_paths_are_cut_to_their_ends() -> None:
    assert crashlog.short_paths('File "/home/li/libdesk/ui/tab.py", line 5') == 'File "libdesk/ui/tab.py", line 5'
    assert crashlog.short_paths(r"C:\Users\li lei\AppData\thing.py:5") == "thing.py:5"


def test_what_was_raised_on_the_way_is_written_too(tmp_path: Path) -> None:
    run(tmp_path, "try:\n  1 / 0\nexcept ZeroDivisionError as error:\n  raise RuntimeError('later') from error")
    written = log_of(tmp_path)
    assert written.index("RuntimeError: later") < written.index("caused by") < written.index("ZeroDivisionError")


def test_messages_of_qt_have_their_level(tmp_path: Path) -> None:
    run(tmp_path, "crashlog.log_qt('QtWarningMsg', 'a layout loops'); crashlog.log_qt('QtCriticalMsg', 'no screen')")
    written = log_of(tmp_path)
    assert "WARNING qt a layout loops" in written
    assert "ERROR qt no screen" in written


def test_logs_are_kept_for_thirty_days(tmp_path: Path) -> None:
    old, young = tmp_path / "libdesk-2026-01-01.log", tmp_path / "libdesk-2026-02-01.log"
    for path, days in ((old, 31), (young, 29)):
        path.write_text("x")
        os.utime(path, (time.time() - days * 86_400,) * 2)
    run(tmp_path, "")
    assert not old.exists()
    assert young.exists()


FLOOD = """
crashlog._MOST_BYTES = 1000
for _ in range(100): crashlog.log_qt('QtWarningMsg', 'wrong ' * 20)
"""


def test_a_day_with_endless_errors_does_not_fill_the_disk(tmp_path: Path) -> None:
    run(tmp_path, FLOOD)
    sizes = [path.stat().st_size for path in tmp_path.glob("libdesk-*.log*")]
    assert len(sizes) == 3
    assert max(sizes) < 1300


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    blocked = tmp_path / "logs"
    blocked.write_text("a file")
    done = run(blocked, "print('goes on', crashlog.log_file()); raise ValueError")
    assert done.stdout == "goes on None\n"
    assert "ValueError" in done.stderr
