"""The virtual environment `.venv` beside pyproject.toml: built aside, renamed when whole, stamped last."""

import os
import shutil
import sys
import time

from libdesk.bootstrap import DEV, PYTHON, RUNTIME, STAMP, Unready, python_of, read_stamp, run, say, write_stamp
from libdesk.bootstrap.libraries import install_system_libraries


class Lock:
    """Holds `.venv.lock`; a second start waits until the first one is done. Released even when a process dies."""

    def __init__(self, root: str) -> None:
        self.path = os.path.join(root, ".venv.lock")

    def __enter__(self) -> None:
        self.file = open(self.path, "a+")
        if not try_lock(self.file.fileno()):
            say("另一个 libdesk 正在准备运行环境，等它完成……", "Another libdesk is preparing the environment, waiting…")
            while not try_lock(self.file.fileno()):
                time.sleep(0.2)

    def __exit__(self, *_: object) -> None:
        self.file.close()


def try_lock(number: int) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            os.lseek(number, 0, os.SEEK_SET)
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def make(root: str, place: str, needs: "dict[str, str]") -> None:
    """Bring `.venv` up to `needs`: system libraries, then the environment, then the packages, and the stamp last."""
    if sys.platform.startswith("linux"):
        install_system_libraries(needs)
    stamp = read_stamp(place)
    level = DEV if DEV in needs else RUNTIME
    if stamp.get(PYTHON) == needs[PYTHON] and os.path.exists(python_of(place)):
        if stamp.get(level, stamp.get(DEV)) != needs[level]:
            os.remove(os.path.join(place, STAMP))  # killed from here on, it counts as half-made
            try:
                install_packages(root, place, level)
            except Unready:
                write_stamp(place, stamp)  # pip takes back what it could not finish
                raise
        stamp.update(needs)
        write_stamp(place, stamp)
        return
    part = place + ".part"
    remove(part)
    try:
        make_environment(part)
        install_packages(root, part, level)
        write_stamp(part, needs)
        remove(place)
        os.rename(part, place)
    except BaseException:
        remove(part)
        raise
    if os.name != "nt":
        mend_scripts(place)
    say("运行环境已就绪。", "The environment is ready.")


def remove(folder: str) -> None:
    if os.path.islink(folder) or os.path.isfile(folder):
        os.remove(folder)
    elif os.path.isdir(folder):
        shutil.rmtree(folder)


def make_environment(part: str) -> None:
    base = getattr(sys, "_base_executable", None) or sys.executable
    say("正在准备运行环境，只需这一次……", "Preparing the environment, once only…")
    if not run(base, "-m", "venv", part):
        raise Unready(
            "无法建立 Python 虚拟环境。检查磁盘空间和 Python 的安装，然后再启动。",
            "Python could not make a virtual environment. Check disk space and Python itself, then start again.",
        )


def install_packages(root: str, place: str, level: str) -> None:
    import tomllib

    with open(os.path.join(root, "pyproject.toml"), "rb") as file:
        project = tomllib.load(file)
    packages = project["project"]["dependencies"] + (project["dependency-groups"]["dev"] if level == DEV else [])
    say(
        "正在下载并安装 {} 个程序包（首次约 100 MB）……".format(len(packages)),
        "Downloading and installing {} packages (about 100 MB the first time)…".format(len(packages)),
    )
    python = python_of(place)
    if not run(python, "-c", "import importlib.util as u, sys; sys.exit(u.find_spec('pip') is None)"):
        run(python, "-m", "ensurepip")
    quiet = [] if sys.stdout is not None and sys.stdout.isatty() else ["--quiet"]
    options = ["--disable-pip-version-check", "--no-input", "--no-warn-script-location", "--retries", "2"]
    if not run(python, "-m", "pip", "install", *options, *quiet, *packages):
        raise Unready(
            "程序包没有装好。检查网络后再次启动；学校有 pip 镜像时，先设好 PIP_INDEX_URL。没有留下半成品。",
            "The packages could not be installed. Check the network and start again; if your school has a pip mirror,"
            " set PIP_INDEX_URL first. Nothing half-made was left behind.",
        )


def mend_scripts(place: str) -> None:
    """Point the scripts that venv and pip wrote for the `.part` folder to where it ended up."""
    for entry in os.scandir(os.path.join(place, "bin")):
        if entry.is_file(follow_symlinks=False) and entry.stat().st_size < 100000:  # a script, no program
            with open(entry.path, "r+b") as file:
                old = file.read()
                new = old.replace(b".venv.part", b".venv")
                if new != old:
                    file.seek(0)
                    file.truncate()
                    file.write(new)
