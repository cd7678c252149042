"""Is there a screen? Asked before Qt, which would abort."""

import os
import sys

from libdesk.bootstrap import Unready, leave


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
    answers = bool(xcb.xcb_connection_has_error(connection) == 0)
    xcb.xcb_disconnect(connection)
    return answers
