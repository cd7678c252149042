"""What can be wrong with a file that is brought in or written out, each told with its way out."""

import errno
from enum import StrEnum
from pathlib import Path
from typing import Final

from libdesk.domain.errors import DeskError
from libdesk.i18n import N_, _


class FileError(DeskError):
    """A fault of the file, not of its rows: the person mends the file or chooses another, and goes on."""


class FileBusy(FileError):
    """Another program, mostly the spreadsheet itself, keeps the file to itself."""

    name: str

    def text(self) -> str:
        return _("“{name}” is open in another program. Close it there, then try again.").format(name=self.name)


class FileGone(FileError):
    """The path leads nowhere: moved, renamed, or the stick was pulled out."""

    name: str

    def text(self) -> str:
        return _("“{name}” is no longer there. See whether it was moved or the USB stick pulled out.").format(
            name=self.name
        )


class FileUnreadable(FileError):
    """The system could not read the file; `reason` is the system's own word."""

    name: str
    reason: str

    def text(self) -> str:
        return _("“{name}” cannot be read ({reason}). Copy it to this computer, then choose the copy.").format(
            name=self.name, reason=self.reason
        )


class FileNotWritten(FileError):
    """The system could not write the file; `reason` is the system's own word."""

    name: str
    reason: str

    def text(self) -> str:
        return _("“{name}” cannot be written ({reason}). Choose another folder or another name.").format(
            name=self.name, reason=self.reason
        )


def not_written(path: Path, error: OSError) -> FileError:
    """What the system said when a file was written, in our words."""
    if isinstance(error, PermissionError) and path.is_file():
        return FileBusy(path.name)
    return FileNotWritten(
        path.name, _("the disk is full") if error.errno == errno.ENOSPC else error.strerror or type(error).__name__
    )


class FileChanged(FileError):
    """The file is not the one any more that was looked at."""

    name: str

    def text(self) -> str:
        return _("“{name}” has changed since it was looked at; nothing was written. Choose it once more.").format(
            name=self.name
        )


class EmptyFile(FileError):
    """A file of no bytes."""

    name: str

    def text(self) -> str:
        return _("“{name}” is empty. Save the list again in the program it comes from.").format(name=self.name)


class NoRows(FileError):
    """A sound file in which nothing is written."""

    name: str

    def text(self) -> str:
        return _("There are no rows in “{name}”. Open it and see whether the list is in another file.").format(
            name=self.name
        )


class PasswordProtected(FileError):
    """A workbook that opens with a password only."""

    name: str

    def text(self) -> str:
        return _(
            "“{name}” has a password. Open it in the spreadsheet program, save it without the password, then try again."
        ).format(name=self.name)


class DamagedWorkbook(FileError):
    """A workbook that began well and cannot be read to its end."""

    name: str

    def text(self) -> str:
        return _(
            "“{name}” is damaged. Open it in the spreadsheet program, save it under a new name, then choose that one."
        ).format(name=self.name)


class TooLarge(FileError):
    """More than a school's list can be; refused before it is unpacked."""

    name: str
    rows: int = 0  # how many rows a list may have, 0 when it is the bytes that are too many

    def text(self) -> str:
        if self.rows:
            return _(
                "“{name}” has more than {rows} rows. Split it into several files, then bring in one at a time."
            ).format(name=self.name, rows=f"{self.rows:,}")
        return _(
            "“{name}” is too large for a list. Copy the rows of the list into a new workbook, then bring in that one."
        ).format(name=self.name)


class Foreign(StrEnum):
    """What a file is that is no list."""

    PDF = "pdf"
    PICTURE = "picture"
    DOCUMENT = "document"  # Word, PowerPoint, RTF
    ARCHIVE = "archive"
    OTHER_SHEET = "other_sheet"  # ods, xlsb, dbf, web archive, Excel before 97: a spreadsheet program opens them
    MARC = "marc"
    UNKNOWN = "unknown"


_FOREIGN_TEXT: Final = {
    Foreign.PDF: N_("“{name}” is a PDF, from which no rows can be read. Ask for the list as an Excel file."),
    Foreign.PICTURE: N_("“{name}” is a picture, from which no rows can be read. Ask for the list as an Excel file."),
    Foreign.DOCUMENT: N_("“{name}” is a text document. Copy its table into a spreadsheet, then save it as .xlsx."),
    Foreign.ARCHIVE: N_("“{name}” is a packed file. Unpack it first, then choose the list inside."),
    Foreign.OTHER_SHEET: N_(
        "“{name}” is a spreadsheet of another kind. Open it in the spreadsheet program, then save it as .xlsx."
    ),
    Foreign.MARC: N_("“{name}” holds MARC records, not a list. Ask the supplier for the list as an Excel file."),
    Foreign.UNKNOWN: N_("“{name}” is not a list. Choose a file that ends in .xlsx, .xls, .csv or .txt."),
}


class NotAList(FileError):
    """A file of another kind, whatever its name says."""

    name: str
    what: Foreign

    def text(self) -> str:
        return _(_FOREIGN_TEXT[self.what]).format(name=self.name)
