"""Photos of readers: of one, or of many from a folder, in one step that can be undone. Off until the school wants them.

The bytes stand apart under their hash; a photo that is removed is gone for good with the undo that could bring it back.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from libdesk.actions.desk import Desk
from libdesk.actions.errors import ReaderUnknown
from libdesk.actions.school import school_of
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.photo_names import Match, PhotoNames, PhotoOwner
from libdesk.domain.progress import Progress
from libdesk.domain.value import Value
from libdesk.exchange.errors import FileError
from libdesk.exchange.photos import PICTURES, PhotoError, read_photo
from libdesk.i18n import _, listed
from libdesk.store.queries import persons, readers
from libdesk.store.tables import Reader


class PhotosOff(DeskError):
    def text(self) -> str:
        return _("Photos are turned off. The school turns them on under Settings, Readers and privacy.")


class NoPhotos(DeskError):
    """A folder without a single picture in it."""

    name: str

    def text(self) -> str:
        return _("There is no picture in “{name}”. Choose the folder in which the photos themselves are.").format(
            name=self.name
        )


class PhotoFile(Value):
    """One file of a folder and whose it is; `why` tells what is wrong with it or with the match."""

    path: Path
    match: Match
    owner: PhotoOwner | None = None
    photo: bytes = b""
    why: str = ""


class PhotosSet(Value):
    journal_id: int
    count: int


def set_photos(desk: Desk, photos: Mapping[int, bytes | None], progress: Progress | None = None) -> PhotosSet:
    """Give readers these photos (JPEG, as exchange.photos makes them); None removes one.

    Raises PhotosOff where photos are to be added, ReaderUnknown, Cancelled.
    """
    desk.require(Op.SET_PHOTOS)
    if any(photos.values()) and not desk.settings.photos:
        raise PhotosOff()
    with desk.action(Op.SET_PHOTOS) as act:
        for number, (reader_id, photo) in enumerate(photos.items()):
            if progress is not None:
                progress.step(number, len(photos))
            if persons.person(desk.library, reader_id) is None:
                raise ReaderUnknown()
            act.change(Reader, reader_id, photo=act.keep_blob(photo) if photo else None)
        act.note(readers=len(photos), **({"reader": next(iter(photos))} if len(photos) == 1 else {}))
    return PhotosSet(act.journal_id, len(photos))


def look_through(desk: Desk, folder: Path, progress: Progress | None = None) -> Sequence[PhotoFile]:
    """Every picture of a folder, whose it is, and ready to be kept; nothing is written.

    Raises PhotosOff, NoPhotos, FileError, Cancelled.
    """
    desk.require(Op.SET_PHOTOS)
    if not desk.settings.photos:
        raise PhotosOff()
    files = pictures_in(folder)
    if not files:
        raise NoPhotos(folder.name)
    names = PhotoNames(_owners(desk))
    found: list[PhotoFile] = []
    taken: set[int] = set()
    for number, path in enumerate(files):
        if progress is not None:
            progress.step(number, len(files))
        one = _look_at(path, names)
        owner = one.owner if one.match is Match.FOUND else None
        if owner is not None and owner.id in taken:
            one = PhotoFile(path, Match.AGAIN, owner)
        elif owner is not None:
            taken.add(owner.id)
        found.append(one)
    return found


def pictures_in(folder: Path) -> list[Path]:
    """The pictures of a folder and of those in it, one below: schools keep a folder a class. Raises FileError."""
    from libdesk.exchange.errors import FileGone, FileUnreadable

    try:
        here = sorted(folder.iterdir())
        below = [path for place in here if place.is_dir() for path in sorted(place.iterdir())]
    except FileNotFoundError as error:
        raise FileGone(folder.name) from error
    except OSError as error:
        raise FileUnreadable(folder.name, error.strerror or "") from error
    return [
        path
        for path in (*here, *below)
        if path.suffix.lower() in PICTURES and not path.name.startswith(".") and path.is_file()
    ]


def _look_at(path: Path, names: PhotoNames) -> PhotoFile:
    fits = names.fits(path.stem)
    if not fits:
        return PhotoFile(path, Match.NOBODY)
    if len(fits) > 1:
        return PhotoFile(path, Match.SEVERAL, why=listed(f"{owner.name} {owner.place}" for owner in fits[:4]))
    try:
        return PhotoFile(path, Match.FOUND, fits[0], read_photo(path))
    except (PhotoError, FileError) as error:
        return PhotoFile(path, Match.BAD, fits[0], why=error.text())


def _owners(desk: Desk) -> list[PhotoOwner]:
    school, today = school_of(desk), desk.today
    rows = readers.everybody(desk.library)
    return [
        PhotoOwner(row.id, row.name, row.school_no, row.group(today, school.system, school.only_stage))
        for row in rows
        if row.kind not in ("class", "department")
    ]
