"""The system libraries that Qt loads: found by asking the loader, installed by apt where there is one."""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys

from libdesk.bootstrap import BASE, SCREEN, Unready, run, say

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


def missing_libraries(needs: "dict[str, str]") -> "dict[str, str]":
    """Which of the libraries in `needs` the loader does not find, and the Debian package of each."""
    missing = {}
    for group in needs:
        for name, package in LIBRARIES.get(group, {}).items():
            try:
                ctypes.CDLL(name)
            except OSError:
                missing[name] = package
    return missing


def install_system_libraries(needs: "dict[str, str]") -> None:
    """Say what is missing and why, and have apt install it; elsewhere only say so. Raises Unready without the right."""
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
    say(
        "还缺少窗口程序和 Python 环境所需的系统程序包：" + names,
        "System packages for windows and for Python are missing: " + names,
    )
    apt_get = ["apt-get", "-o", "DPkg::Lock::Timeout=300"]
    if os.geteuid() != 0:
        if not sudo_without_password():
            line = "  sudo apt-get update && sudo apt-get install " + names
            raise Unready(
                "先在终端运行最后一行，再启动：", "Run the last line in a terminal, then start again:\n" + line
            )
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
    sudo = shutil.which("sudo")
    return sudo is not None and subprocess.call([sudo, "-n", "true"], stderr=subprocess.DEVNULL) == 0
