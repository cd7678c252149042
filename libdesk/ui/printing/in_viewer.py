"""A document is made beside the desk, kept for a day in the data folder and shown by the system's own viewer.

Nothing here is modal and nothing waits: scans go on while a document is made, and what went wrong stands at the foot.
"""

import errno
import os
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from libdesk import paths
from libdesk.actions.desk import Desk
from libdesk.domain.errors import DeskError
from libdesk.domain.progress import Progress
from libdesk.i18n import _
from libdesk.ui.jobs import Job, Lane
from libdesk.ui.printing.lacking import letters_of
from libdesk.ui.tab import Surroundings

Make = Callable[[Desk, Progress], bytes]
Opener = Callable[[Path], bool]

KEPT_SECONDS: Final = 24 * 60 * 60  # documents hold names
LONGEST_NAME: Final = 60  # letters; with .pdf.part no file system finds it too long
OPEN_ELSEWHERE: Final = 9  # a viewer on Windows keeps its file to itself: so many other names are tried
_FORBIDDEN: Final = frozenset('<>:"/\\|?*')  # in file names on Windows


class DocumentNotWritten(DeskError):
    """The document could not be written to `place`; `full`: for want of space."""

    place: Path
    full: bool = False

    def text(self) -> str:
        if self.full:
            return _("{name} was not saved: the disk is full. Free some space, then try again.").format(
                name=self.place.name
            )
        return _("{name} was not saved: nothing can be written to {folder}. Choose another folder.").format(
            name=self.place.name, folder=self.place.parent
        )


def documents_dir() -> Path:
    """Where documents lie for a day."""
    return paths.data_dir() / "documents"


def open_by_system(path: Path) -> bool:
    """Show a file in whatever this PC shows such files with; False when there is nothing."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def show_document(around: Surroundings, title: str, make: Make, name: str, *, opener: Opener = open_by_system) -> Job:
    """Make a PDF in the background and show it. `title`: the job's name in words; `name`: the file's, without .pdf.

    What no font has is told at the foot, so that it is known before the viewer prints it.
    """

    def work(desk: Desk, progress: Progress) -> tuple[Path, str]:
        from libdesk.documents.fonts import marked

        remove_old_documents(desk.now() / 1000)
        with marked() as found:
            pdf = make(desk, progress)
        return _kept(pdf, name), letters_of(found)

    def done(made: tuple[Path, str]) -> None:
        path, letters = made
        if not opener(path):
            text = _("Nothing on this PC shows PDF files. The document lies here: {path}")
            around.say(text.format(path=path))
        elif letters:
            text = _("The paper shows 〓 in place of {letters}: no font of libdesk has it. Write it in by hand.")
            around.say(text.format(letters=letters))

    return around.jobs.start(Lane.DOCUMENTS, title, work, done, lambda error: _tell(around, error))


def remove_old_documents(now: float) -> None:
    """Remove what is older than a day; `now` in seconds since 1970. What a viewer still holds goes another day."""
    with suppress(OSError):
        for path in documents_dir().iterdir():
            with suppress(OSError):
                if now - path.stat().st_mtime > KEPT_SECONDS:
                    path.unlink()


def file_name(name: str) -> str:
    """The words as a file name that every system takes, without a .pdf at its end."""
    plain = "".join(
        " " if c in _FORBIDDEN or unicodedata.category(c).startswith("C") else c
        for c in unicodedata.normalize("NFC", name)
    )
    return " ".join(plain.split()).removesuffix(".pdf")[:LONGEST_NAME].strip(". ") or "libdesk"


def _kept(pdf: bytes, name: str) -> Path:
    """Write a document into the data folder, beside one of the same name that a viewer has open."""
    folder, stem = documents_dir(), file_name(name)
    faults: list[DocumentNotWritten] = []
    for ending in ("", *(f"-{number}" for number in range(2, OPEN_ELSEWHERE + 1))):
        try:
            return written(folder / f"{stem}{ending}.pdf", pdf)
        except DocumentNotWritten as fault:
            faults.append(fault)
            if fault.full:
                break
    raise faults[0]


def written(path: Path, pdf: bytes) -> Path:
    """Write the whole document or none. Raises DocumentNotWritten."""
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(pdf)
        os.replace(part, path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise DocumentNotWritten(path, full=error.errno in (errno.ENOSPC, errno.EDQUOT)) from error
    return path


def _tell(around: Surroundings, error: Exception) -> None:
    """A bug has its own window already."""
    if isinstance(error, DeskError):
        around.say(error.text())
