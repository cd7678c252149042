"""What went wrong in the program: one log file a day, kept for 30 days, and a crash file that the next start reads.

Neither holds anything personal: of a message only its plain words are kept, of a path only its end.
"""

import faulthandler
import logging
import re
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Final, NamedTuple

KEEP_DAYS: Final = 30
_MOST_BYTES: Final = 2_000_000  # of one day's log; an error that repeats for ever must not fill the disk
_FOLLOWING: Final = 2  # further files of the same day
_ABOUT_CODE: Final = (AttributeError, ImportError, NameError, TypeError, UnboundLocalError)
_QUOTED: Final = r"'[^']*'|\"[^\"]*\"|“[^”]*”|《[^》]*》"
_PERSONAL: Final = r"[^\x00-\x7f]+|\d{4,}|[\w.+-]+@[\w.-]+"
_PATH: Final = r"(?m)(?:(?<=[\s\"'(])|^)(?:[A-Za-z]:)?[\\/](?:[^\\/\n\"':]+[\\/])*"
_LEVELS: Final = {
    "QtDebugMsg": logging.DEBUG,
    "QtInfoMsg": logging.INFO,
    "QtWarningMsg": logging.WARNING,
    "QtCriticalMsg": logging.ERROR,
    "QtFatalMsg": logging.CRITICAL,
}

_log = logging.getLogger("libdesk")


class Crash(NamedTuple):
    """One thing that went wrong: `cause` tells it from others, `details` are for whoever repairs it."""

    cause: str
    details: str


Listener = Callable[[Crash], None]


class _Files:
    """The files of this run, and who is to be told."""

    def __init__(self) -> None:
        self.log: Path | None = None
        self.crash: BinaryIO | None = None
        self.version = ""
        self.last = ""
        self.cause = ""
        self.listeners: list[Listener] = []
        self.busy = threading.RLock()


_files = _Files()


def install(folder: Path, version: str) -> None:
    """Write every later error into `folder`, and keep what a crash left there for `last_crash`. Raises nothing."""
    _files.version = version
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        remove_old(folder)
        _start_log(folder / f"libdesk-{time.strftime('%Y-%m-%d')}.log")
        _files.last = _start_crash_file(folder / "crash.txt")
    sys.excepthook = _unhandled
    threading.excepthook = _unhandled_in_thread
    sys.unraisablehook = _unraisable


def last_crash() -> str:
    """What the last run left without having told anybody; '' when it ended in order."""
    return _files.last


def log_file() -> Path | None:
    """Today's log, if one can be written."""
    return _files.log


def listen(listener: Listener) -> None:
    """Call `listener` at each new cause, in whichever thread it arose; the same cause twice in a row is told once."""
    _files.listeners.append(listener)


def remove_old(folder: Path) -> None:
    """Remove logs of more than KEEP_DAYS ago; called again each day, since a PC may run for months. Raises nothing."""
    oldest = time.time() - KEEP_DAYS * 86_400
    for path in folder.iterdir():
        with suppress(OSError):
            if path.name.startswith("libdesk-") and path.stat().st_mtime < oldest:
                path.unlink()


def report(error: BaseException, *, where: str = "") -> None:
    """Log an unhandled error and tell the listeners. What somebody was told of is not told at the next start."""
    crash = Crash(_cause(error), _details(error, where))
    with _files.busy:
        repeated = crash.cause == _files.cause
        _files.cause = crash.cause
        _log.error("%s", f"again: {crash.cause}" if repeated else crash.details)
        if repeated:
            return
        if not _files.listeners:
            _keep(crash.details)
        for listener in tuple(_files.listeners):
            listener(crash)


def log_qt(mode: str, text: str) -> None:
    """One of Qt's own messages; `mode` is the name of its QtMsgType."""
    logging.getLogger("qt").log(_LEVELS.get(mode, logging.WARNING), "%s", plain(text))


def plain(text: str) -> str:
    """A message without names, titles and numbers of people, and with paths cut to their ends."""
    return re.sub(_PERSONAL, "…", re.sub(_QUOTED, "'…'", short_paths(text)))


def short_paths(text: str) -> str:
    """Folders of a path go: they hold the name of an account. What lies in the program keeps its place."""

    def end(found: re.Match[str]) -> str:
        place = found[0].replace("\\", "/")
        at = place.rfind("/libdesk/")
        return place[at + 1 :] if at >= 0 else ""

    return re.sub(_PATH, end, text)


class _Formatter(logging.Formatter):
    """Log lines of our own and of others; a traceback is written as ours are."""

    def formatException(self, ei: Any) -> str:
        return _details(ei[1], "") if ei[1] is not None else ""


class _DayLog(logging.FileHandler):
    """One day's log, begun anew when it is full; the handler of the standard library would bring sockets along."""

    def emit(self, record: logging.LogRecord) -> None:
        if self.stream is not None and self.stream.tell() >= _MOST_BYTES:
            self.stream.close()
            full = Path(self.baseFilename)
            with suppress(OSError):
                for number in range(_FOLLOWING, 0, -1):
                    newer = full.with_name(f"{full.name}.{number - 1}") if number > 1 else full
                    if newer.exists():
                        newer.replace(full.with_name(f"{full.name}.{number}"))
            self.stream = self._open()
        super().emit(record)


def _start_log(path: Path) -> None:
    handler = _DayLog(path, encoding="utf-8", errors="replace")
    handler.setFormatter(_Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    _files.log = path
    _log.info("libdesk %s, Python %s, %s", _files.version, sys.version.split()[0], sys.platform)


def _start_crash_file(path: Path) -> str:
    """Give what the last run left, log it, and begin anew."""
    left = path.read_text("utf-8", "replace").strip() if path.exists() else ""
    left = short_paths(left)
    if left:
        _log.error("left by the last run:\n%s", left)
    path.write_bytes(b"")
    _files.crash = path.open("ab", buffering=0)
    faulthandler.enable(_files.crash)
    return left


def _keep(details: str) -> None:
    if _files.crash is not None:
        with suppress(OSError):
            _files.crash.write(f"{details}\n".encode())


def _cause(error: BaseException) -> str:
    """The kind of error and the innermost place in our own code."""
    place = ""
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if not place or "libdesk" in file:
            place = f"{Path(file).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__} {place}".strip()


def _details(error: BaseException, where: str) -> str:
    lines = [f"libdesk {_files.version} {time.strftime('%Y-%m-%d %H:%M:%S')} {where}".strip()]
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines += _frames(current.__traceback__)
        lines.append(f"{type(current).__name__}: {_message(current)}")
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
        if current is not None:
            lines.append("caused by")
    return "\n".join(lines)


def _frames(trace: TracebackType | None) -> list[str]:
    lines = []
    while trace is not None:
        code = trace.tb_frame.f_code
        lines.append(f"  {short_paths(code.co_filename)}:{trace.tb_lineno} in {code.co_name}")
        trace = trace.tb_next
    return lines


def _message(error: BaseException) -> str:
    """Messages about code quote names of code; any other may quote what a person typed."""
    try:
        text = str(error.args[0]) if error.args else ""
    except Exception:
        return ""
    return short_paths(text) if isinstance(error, _ABOUT_CODE) and text.isascii() else plain(text)


def _unhandled(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    if sys.stderr is not None:
        sys.__excepthook__(kind, error, trace)
    report(error)


def _unhandled_in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
        report(args.exc_value, where="in a thread")


def _unraisable(args: "sys.UnraisableHookArgs") -> None:
    if args.exc_value is not None:
        report(args.exc_value, where="while clearing away")
