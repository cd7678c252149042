"""Photos: set for one and for many, kept once, undone, and gone when nobody holds them any more."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from libdesk.actions.desk import Desk
from libdesk.actions.errors import ReaderUnknown
from libdesk.actions.readers import photos
from libdesk.actions.undo import tidy, undo
from libdesk.domain.errors import NotAllowed
from libdesk.domain.ops import Role
from libdesk.domain.photo_names import Match
from libdesk.domain.progress import Cancelled, Progress
from libdesk.exchange.errors import FileGone
from libdesk.exchange.photos import make_photo
from libdesk.store.queries.persons import photo_of
from tests.builders import Clock, add_reader, count, make_desk, make_library, set_setting


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    made = make_desk(make_library(tmp_path), clock=clock)
    set_setting(made, "photos", True)
    yield made
    made.library.close()


def picture(colour: str = "blue", form: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 420), colour).save(out, form)
    return out.getvalue()


def blobs(desk: Desk) -> int:
    return count(desk, "SELECT count(*) FROM blob")


def test_a_photo_is_kept_under_its_hash_and_undone(desk: Desk) -> None:
    reader, photo = add_reader(desk, "张三"), make_photo(picture())
    done = photos.set_photos(desk, {reader.id: photo})
    assert photo_of(desk.library, reader.id) == photo
    undo(desk, done.journal_id)
    assert photo_of(desk.library, reader.id) is None


def test_the_same_photo_of_two_readers_is_kept_once(desk: Desk) -> None:
    readers = [add_reader(desk, name).id for name in ("张三", "李四")]
    photos.set_photos(desk, dict.fromkeys(readers, make_photo(picture())))
    assert blobs(desk) == 1


def test_a_removed_photo_stays_for_the_undo_and_goes_with_it(desk: Desk, clock: Clock) -> None:
    reader, photo = add_reader(desk, "张三"), make_photo(picture())
    photos.set_photos(desk, {reader.id: photo})
    removed = photos.set_photos(desk, {reader.id: None})
    assert blobs(desk) == 1
    undo(desk, undo(desk, removed.journal_id).journal_id)
    assert photo_of(desk.library, reader.id) is None
    clock.advance(days=desk.settings.undo_days + 1)
    tidy(desk)
    assert blobs(desk) == 0


def test_tidying_leaves_the_photos_that_somebody_has(desk: Desk, clock: Clock) -> None:
    reader, photo = add_reader(desk, "张三"), make_photo(picture())
    photos.set_photos(desk, {reader.id: photo})
    clock.advance(days=desk.settings.undo_days + 1)
    tidy(desk)
    assert photo_of(desk.library, reader.id) == photo


def test_photos_that_are_off_can_be_removed_and_not_set(desk: Desk) -> None:
    reader, photo = add_reader(desk, "张三"), make_photo(picture())
    photos.set_photos(desk, {reader.id: photo})
    desk_off = desk
    from libdesk.actions.settings import change_settings

    change_settings(desk_off, photos=False)
    with pytest.raises(photos.PhotosOff):
        photos.set_photos(desk, {reader.id: photo})
    photos.set_photos(desk, {reader.id: None})
    assert photo_of(desk.library, reader.id) is None


def test_one_reader_who_is_gone_leaves_the_others_as_they_were(desk: Desk) -> None:
    reader, photo = add_reader(desk, "张三"), make_photo(picture())
    with pytest.raises(ReaderUnknown):
        photos.set_photos(desk, {reader.id: photo, 99: photo})
    assert (photo_of(desk.library, reader.id), blobs(desk)) == (None, 0)


def test_stopping_half_way_leaves_nothing(desk: Desk) -> None:
    readers = [add_reader(desk, name).id for name in ("张三", "李四")]
    steps = iter((False, True))
    with pytest.raises(Cancelled):
        photos.set_photos(desk, dict.fromkeys(readers, make_photo(picture())), Progress(stopped=lambda: next(steps)))
    assert blobs(desk) == 0


def test_a_folder_is_looked_through_by_number_and_name(desk: Desk, tmp_path: Path) -> None:
    first, second = add_reader(desk, "王小雨"), add_reader(desk, "张三", class_no=1)
    add_reader(desk, "张三", class_no=2)
    folder = tmp_path / "photos"
    (folder / "四3").mkdir(parents=True)
    (folder / "四3" / "王小雨.png").write_bytes(picture())
    (folder / "王小雨 2.png").write_bytes(picture())
    (folder / "张三.png").write_bytes(picture())
    (folder / "四(1)班 张三.jpg").write_bytes(b"broken")
    (folder / "IMG_001.JPG").write_bytes(picture(form="JPEG"))
    (folder / "notes.txt").write_text("x")
    (folder / "._王小雨.png").write_bytes(b"x")
    found = {file.path.name: file for file in photos.look_through(desk, folder)}
    assert {name: file.match for name, file in found.items()} == {
        "王小雨 2.png": Match.FOUND,
        "王小雨.png": Match.AGAIN,
        "张三.png": Match.SEVERAL,
        "四(1)班 张三.jpg": Match.BAD,
        "IMG_001.JPG": Match.NOBODY,
    }
    assert found["四(1)班 张三.jpg"].why
    owner = found["王小雨 2.png"].owner
    assert owner is not None
    assert owner.id == first.id
    assert second.id != first.id


def test_a_folder_without_pictures_or_gone_is_told(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(photos.NoPhotos):
        photos.look_through(desk, tmp_path)
    with pytest.raises(FileGone):
        photos.look_through(desk, tmp_path / "away")


def test_a_pupil_at_the_desk_sets_no_photo(desk: Desk, tmp_path: Path) -> None:
    pupil = make_desk(tmp_path / "school.libdesk", Role.HELPER)
    with pytest.raises(NotAllowed):
        photos.set_photos(pupil, {1: None})
    pupil.library.close()
