"""Make a bare checkout runnable: a virtual environment, the packages, Qt's system libraries. Standard library only.

`python3 -m libdesk` and `python3 -m tests` call `ready()` before they import anything else. An installed or frozen
program brings its packages along: there `ready()` does nothing. So that an old Python can read this package far enough
to say which one is needed, it has no f-strings and no annotated variables, and its annotations are quoted.
"""

import os
import sys

MINIMUM = (3, 11)
STAMP = "libdesk-stamp"
PYTHON, RUNTIME, DEV, BASE, SCREEN = "python", "runtime", "dev", "base", "screen"  # the lines of a stamp


class Unready(Exception):
    """The environment is not what libdesk needs, and the person at the keyboard has to do something about it."""

    def __init__(self, chinese: str, english: str) -> None:
        Exception.__init__(self, english)
        self.chinese = chinese
        self.english = english


def say(chinese: str, english: str, problem: bool = False) -> None:
    """Tell the same in Chinese and in English; a terminal that has no Chinese shows question marks and the English."""
    stream = sys.stderr if problem else sys.stdout
    print(chinese, english, sep="\n", file=stream)
    if stream is not None:  # there is none under pythonw
        stream.flush()


def leave(problem: Unready) -> None:
    say(problem.chinese, problem.english, problem=True)
    sys.exit(1)


def ready(module: str, level: str) -> None:
    """Return once this Python can run `module`; else start it again in the environment, or leave with a sentence.

    `level` is RUNTIME for the program and DEV for its tests. LIBDESK_NO_BOOTSTRAP=1 keeps hands off.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a POSIX locale cannot print Chinese
    try:
        check_version(sys.version_info[:2])
        root = checkout()
        if root is None or os.environ.get("LIBDESK_NO_BOOTSTRAP") == "1":
            return
        place = os.path.join(root, ".venv")
        needs = wanted(root, level)
        if not stamped(place, needs):
            from libdesk.bootstrap import environment

            with environment.Lock(root):
                if not stamped(place, needs):  # the start that held the lock may have done it
                    environment.make(root, place, needs)
    except Unready as problem:
        leave(problem)
    except OSError as problem:
        leave(Unready("无法准备运行环境：{}".format(problem), "The environment could not be made: {}".format(problem)))
    except KeyboardInterrupt:
        leave(Unready("已停止。再次启动会从头准备。", "Stopped. The next start prepares everything anew."))
    if os.path.realpath(sys.prefix) != os.path.realpath(place):
        start_again(place, module)


def check_version(version: "tuple[int, ...]") -> None:
    if version < MINIMUM:
        raise Unready(
            "libdesk 需要 Python 3.11 或更新的版本，这里是 {}.{}。安装新的 Python 后再启动。".format(*version),
            "libdesk needs Python 3.11 or newer, this is {}.{}. Install a newer Python and start again.".format(
                *version
            ),
        )


def checkout() -> "str | None":
    """The folder of the checkout this module lies in; None when libdesk was installed or frozen."""
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    at_home = os.path.isfile(os.path.join(root, "pyproject.toml")) and not getattr(sys, "frozen", False)
    return root if at_home else None


def wanted(root: str, level: str) -> "dict[str, str]":
    """The stamp lines a start needs: which Python, which pyproject, and on Linux which system libraries."""
    from zlib import crc32  # a hundred times cheaper to import than hashlib, and only a change is to be noticed

    with open(os.path.join(root, "pyproject.toml"), "rb") as file:
        project = "{:08x}".format(crc32(file.read()))
    needs = {PYTHON: "{}.{} {}".format(sys.version_info[0], sys.version_info[1], sys.base_prefix), level: project}
    if sys.platform.startswith("linux"):
        # Tests and trial runs without a screen are content with fewer libraries.
        groups = [BASE] if level == DEV or os.environ.get("QT_QPA_PLATFORM") else [BASE, SCREEN]
        needs.update((group, project) for group in groups)
    return needs


def read_stamp(place: str) -> "dict[str, str]":
    try:
        with open(os.path.join(place, STAMP), encoding="utf-8") as file:
            return dict(line.rstrip("\n").split("=", 1) for line in file if "=" in line)
    except OSError:
        return {}


def write_stamp(place: str, stamp: "dict[str, str]") -> None:
    path = os.path.join(place, STAMP)
    with open(path + ".part", "w", encoding="utf-8") as file:
        file.writelines("{}={}\n".format(*line) for line in sorted(stamp.items()))
    os.replace(path + ".part", path)


def stamped(place: str, needs: "dict[str, str]") -> bool:
    stamp = read_stamp(place)
    # The tests' packages include the program's, so a DEV stamp is good for a RUNTIME start.
    met = all(stamp.get(key) == value or (key == RUNTIME and stamp.get(DEV) == value) for key, value in needs.items())
    return met and os.path.exists(python_of(place))


def python_of(place: str) -> str:
    if os.name == "nt":
        name = "pythonw.exe" if os.path.basename(sys.executable).lower() == "pythonw.exe" else "python.exe"
        return os.path.join(place, "Scripts", name)
    return os.path.join(place, "bin", "python")


def run(*command: str) -> bool:
    import subprocess

    return subprocess.call(command) == 0


def start_again(place: str, module: str) -> None:
    """Run `module` with the same arguments in the environment; this process ends with it."""
    command = [python_of(place), "-m", module] + sys.argv[1:]
    if os.name == "nt":  # exec on Windows gives the console back while the new process still runs
        import subprocess

        sys.exit(subprocess.call(command))
    os.execv(command[0], command)
