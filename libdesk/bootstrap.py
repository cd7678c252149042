"""Make a bare checkout runnable: a virtual environment, the packages, Qt's system libraries. Standard library only.

`python3 -m libdesk` and `python3 -m tests` call `ready()` before they import anything else. A program that was installed
or frozen brings its packages along: there `ready()` does nothing. So that an old Python can read this file far enough to
say which one is needed, it has no f-strings and no annotated variables, and its annotations are quoted.
"""

import os
import sys

MINIMUM = (3, 11)
STAMP = "libdesk-stamp"
PYTHON, RUNTIME, DEV, BASE, SCREEN = "python", "runtime", "dev", "base", "screen"

# What Qt loads, by the name the loader asks for, and the Debian package that brings it (found with ldd; apt resolves
# renamed ones such as libglib2.0-0t64). BASE is enough without a screen; SCREEN is for windows and printers.
LIBRARIES = {
    BASE: {
        "libGL.so.1": "libgl1",
        "libEGL.so.1": "libegl1",
        "libX11.so.6": "libx11-6",
        "libdbus-1.so.3": "libdbus-1-3",
        "libfontconfig.so.1": "libfontconfig1",
        "libgthread-2.0.so.0": "libglib2.0-0",
        "libxkbcommon.so.0": "libxkbcommon0",
    },
    SCREEN: {
        "libX11-xcb.so.1": "libx11-xcb1",
        "libcups.so.2": "libcups2",
        "libxcb-cursor.so.0": "libxcb-cursor0",
        "libxcb-icccm.so.4": "libxcb-icccm4",
        "libxcb-image.so.0": "libxcb-image0",
        "libxcb-keysyms.so.1": "libxcb-keysyms1",
        "libxcb-randr.so.0": "libxcb-randr0",
        "libxcb-render-util.so.0": "libxcb-render-util0",
        "libxcb-render.so.0": "libxcb-render0",
        "libxcb-shape.so.0": "libxcb-shape0",
        "libxcb-shm.so.0": "libxcb-shm0",
        "libxcb-sync.so.1": "libxcb-sync1",
        "libxcb-util.so.1": "libxcb-util1",
        "libxcb-xfixes.so.0": "libxcb-xfixes0",
        "libxcb-xkb.so.1": "libxcb-xkb1",
        "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    },
}


class Unready(Exception):
    """The environment is not what libdesk needs, and the person at the keyboard has to do something about it."""

    def __init__(self, chinese: str, english: str) -> None:
        Exception.__init__(self, english)
        self.chinese = chinese
        self.english = english


def say(chinese: str, english: str, stream: "object" = None) -> None:
    """Tell the same in Chinese and in English; a terminal that has no Chinese shows question marks and the English."""
    for text in (chinese, english):
        print(text, file=stream or sys.stdout)  # type: ignore[call-overload]
    if sys.stdout is not None:
        sys.stdout.flush()


def leave(problem: Unready) -> None:
    say(problem.chinese, problem.english, sys.stderr)
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
            with Lock(root):
                if not stamped(place, needs):  # the start that held the lock may have done it
                    make(root, place, needs)
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
            "libdesk needs Python 3.11 or newer, this is {}.{}. Install a newer Python and start again.".format(*version),
        )


def checkout() -> "str | None":
    """The folder of the checkout this module lies in; None when libdesk was installed or frozen."""
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    at_home = os.path.isfile(os.path.join(root, "pyproject.toml")) and not getattr(sys, "frozen", False)
    return root if at_home else None


def wanted(root: str, level: str) -> "dict[str, str]":
    """The stamp lines a start needs: which Python, which pyproject, and on Linux which system libraries."""
    from zlib import crc32  # a hundred times cheaper to import than hashlib, and only a change is to be noticed

    with open(os.path.join(root, "pyproject.toml"), "rb") as file:
        project = "{:08x}".format(crc32(file.read()))
    needs = {PYTHON: "{}.{} {}".format(sys.version_info[0], sys.version_info[1], sys.base_prefix), level: project}
    if sys.platform.startswith("linux"):
        groups = [BASE] if level == DEV or os.environ.get("QT_QPA_PLATFORM") else [BASE, SCREEN]
        needs.update((group, " ".join(LIBRARIES[group])) for group in groups)
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


class Lock:
    """Holds `.venv.lock`; a second start waits until the first one is done. Released even when a process dies."""

    def __init__(self, root: str) -> None:
        self.path = os.path.join(root, ".venv.lock")

    def __enter__(self) -> None:
        self.file = open(self.path, "a+")
        if not try_lock(self.file.fileno()):
            say("另一个 libdesk 正在准备运行环境，等它完成……", "Another libdesk is preparing the environment, waiting…")
            import time

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
        mend_scripts(place, part)
    say("运行环境已就绪。", "The environment is ready.")


def remove(folder: str) -> None:
    import shutil

    if os.path.islink(folder) or os.path.isfile(folder):
        os.remove(folder)
    elif os.path.isdir(folder):
        shutil.rmtree(folder)


def run(*command: str) -> bool:
    import subprocess

    return subprocess.call(command) == 0


def make_environment(part: str) -> None:
    base = getattr(sys, "_base_executable", None) or sys.executable
    say("正在准备运行环境，只需这一次……", "Preparing the environment, once only…")
    if not run(base, "-m", "venv", part):
        raise Unready(
            "无法建立 Python 虚拟环境。检查磁盘空间和 Python 的安装，然后再启动。",
            "Python could not make a virtual environment. Check disk space and the Python installation, then start again.",
        )


def install_packages(root: str, place: str, level: str) -> None:
    import tomllib

    with open(os.path.join(root, "pyproject.toml"), "rb") as file:
        project = tomllib.load(file)
    packages = project["project"]["dependencies"] + (project["dependency-groups"]["dev"] if level == DEV else [])
    say(
        "正在下载并安装 {} 个程序包（约 100 MB）……".format(len(packages)),
        "Downloading and installing {} packages (about 100 MB)…".format(len(packages)),
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


def mend_scripts(place: str, part: str) -> None:
    """pip wrote the path of the `.part` folder into the scripts it made."""
    for entry in os.scandir(os.path.join(place, "bin")):
        if entry.is_file(follow_symlinks=False) and entry.stat().st_size < 100000:
            with open(entry.path, "r+b") as file:
                old = file.read()
                new = old.replace(os.fsencode(part), os.fsencode(place))
                if new != old:
                    file.seek(0)
                    file.truncate()
                    file.write(new)


def missing_libraries(needs: "dict[str, str]") -> "dict[str, str]":
    """Which of the libraries in `needs` the loader does not find, and the Debian package of each."""
    import ctypes

    missing = {}
    for group in (BASE, SCREEN):
        for name, package in LIBRARIES[group].items():
            if group in needs:
                try:
                    ctypes.CDLL(name)
                except OSError:
                    missing[name] = package
    return missing


def install_system_libraries(needs: "dict[str, str]") -> None:
    """Say what is missing and why, and have apt install it; elsewhere only say so. Raises Unready without the right."""
    import importlib.util
    import shutil

    missing = missing_libraries(needs)
    packages = sorted(set(missing.values()))
    if importlib.util.find_spec("ensurepip") is None:  # Debian keeps it in a package of its own
        packages.append("python{}.{}-venv".format(*sys.version_info[:2]))
    if not packages:
        return
    names = " ".join(packages)
    if shutil.which("apt-get") is None:
        say("缺少系统库，窗口可能打不开：" + ", ".join(missing), "System libraries are missing: " + ", ".join(missing))
        return
    say("还缺少窗口程序和 Python 环境所需的系统程序包：" + names, "System packages for windows and for Python are missing: " + names)
    apt_get = ["apt-get", "-o", "DPkg::Lock::Timeout=300"]
    if os.geteuid() != 0:
        if not sudo_without_password():
            line = "  sudo apt-get update && sudo apt-get install " + names
            raise Unready("先在终端运行最后一行，再启动：", "Run the last line in a terminal, then start again:\n" + line)
        apt_get = ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"] + apt_get
    os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
    run(*apt_get, "-qq", "update")  # one broken source does not matter if the packages are found
    if not run(*apt_get, "-qq", "install", "-y", "--no-install-recommends", *packages) or missing_libraries(needs):
        raise Unready(
            "系统程序包没有装好。检查网络和软件源，再运行：apt-get install " + names,
            "The system packages could not be installed. Check the network and apt's sources, then run:"
            " apt-get install " + names,
        )


def sudo_without_password() -> bool:
    import shutil
    import subprocess

    sudo = shutil.which("sudo")
    return sudo is not None and subprocess.call([sudo, "-n", "true"], stderr=subprocess.DEVNULL) == 0


def start_again(place: str, module: str) -> None:
    """Run `module` with the same arguments in the environment; this process ends with it."""
    command = [python_of(place), "-m", module] + sys.argv[1:]
    if os.name == "nt":  # exec on Windows gives the console back while the new process still runs
        import subprocess

        sys.exit(subprocess.call(command))
    os.execv(command[0], command)


def check_display() -> None:
    """Leave with a sentence where Qt would abort: on Linux without a screen to open a window on."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if not sys.platform.startswith("linux") or (platform and not platform.startswith(("xcb", "wayland"))):
        return
    if os.environ.get("WAYLAND_DISPLAY") and not platform.startswith("xcb"):
        return
    if os.environ.get("DISPLAY") and x_server_answers():
        return
    leave(
        Unready(
            "这里没有可以显示窗口的屏幕。在桌面环境中启动 libdesk；只想试运行时，前面加上 QT_QPA_PLATFORM=offscreen。",
            "There is no screen to show a window on. Start libdesk on a desktop;"
            " for a trial run without one, put QT_QPA_PLATFORM=offscreen in front.",
        )
    )


def x_server_answers() -> bool:
    import ctypes

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # Qt will say it better
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    answers = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return answers
