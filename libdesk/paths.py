"""Where things lie: resources (checkout, wheel or frozen program), the library, logs, backups, this PC's settings."""

import os
import sys
from functools import cache
from pathlib import Path

APP_NAME = "libdesk"
LIBRARY_NAME = "library.libdesk"
DEMO_NAME = "demo.libdesk"
BACKUPS_END = "-backups"  # of the folder beside a library
MARK_END = "-mark.json"  # of the file beside its backups in the second place


@cache
def resource_dir() -> Path:
    """The folder of icons, fonts, styles and words: beside the package in a checkout, inside it once installed."""
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    places = [Path(frozen) / "resources"] if frozen else [package / "resources", package.parent / "resources"]
    return next((place for place in places if place.is_dir()), places[-1])


def resource(*parts: str) -> Path:
    return resource_dir().joinpath(*parts)


@cache
def data_dir() -> Path:
    """The user's data folder for libdesk, made when it is first asked for; LIBDESK_DATA names another one."""
    if chosen := os.environ.get("LIBDESK_DATA"):
        folder = Path(chosen)
        folder.mkdir(parents=True, exist_ok=True)
        return folder
    from platformdirs import user_data_path

    return user_data_path(APP_NAME, appauthor=False, ensure_exists=True)


def log_dir() -> Path:
    folder = data_dir() / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def default_library() -> Path:
    return data_dir() / LIBRARY_NAME


def shared_dir() -> Path:
    """What every account of this PC finds: where the library is, and its marks. It is not made here."""
    if os.environ.get("LIBDESK_DATA"):
        return data_dir() / "shared"
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / APP_NAME
    return Path("/var/lib") / APP_NAME


def setup_dir() -> Path:
    """Where a library is put together before it has its place: the draft, and what was typed so far."""
    return data_dir() / "setup"


def draft_library() -> Path:
    return setup_dir() / "draft.libdesk"


def demo_library() -> Path:
    return data_dir() / DEMO_NAME


def practice_dir() -> Path:
    """Where libraries to practise at lie, a folder a day; nothing in it is kept."""
    return data_dir() / "practice"


def backup_dir(library: Path) -> Path:
    """Beside the library file, so that another --library keeps its own backups."""
    return library.parent / f"{library.stem}{BACKUPS_END}"


def pc_settings_file() -> Path:
    """What belongs to this PC and not to the library: window, sound, printer offsets, language."""
    return data_dir() / "pc.ini"
