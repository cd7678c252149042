"""Photos in the page: of one reader, and of a folder with a look before; nowhere while the school has them off."""

import io
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.domain.photo_names import Match
from libdesk.store.queries.persons import photo_of
from libdesk.ui.readers.list_page import ReaderListPage
from libdesk.ui.readers.photos_panel import PhotosPanel
from tests.builders import add_reader, count, set_setting
from tests.ui.readers.hands import press, seen, sees, shown
from tests.ui.surroundings import Kept, nameless


def picture(colour: str = "blue") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 420), colour).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "photos"
    made.mkdir()
    for name in ("张三", "李四", "没有这个人"):
        (made / f"{name}.png").write_bytes(picture())
    (made / "王五.jpg").write_bytes(b"\0\0\0\x18ftypheic" + b"\0" * 99)
    return made


def panel(page: ReaderListPage) -> PhotosPanel:
    found = seen(page, "photos_panel")
    assert isinstance(found, PhotosPanel)
    return found


def test_while_photos_are_off_nothing_speaks_of_them(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    add_reader(desk, "张三")
    page = shown(qtbot, kept)
    assert not sees(page, "photos_folder")
    assert not sees(page, "photo_box")
    press(page, "reader_edit")
    assert not sees(page, "photo_choose")


def test_a_photo_is_set_and_removed_on_the_readers_page(qtbot: QtBot, kept: Kept, desk: Desk, folder: Path) -> None:
    set_setting(desk, "photos", True)
    reader = add_reader(desk, "张三")
    page = shown(qtbot, kept)
    press(page, "reader_edit")
    assert not sees(page, "photo_remove")
    page.beside.edit.photo.take_file(folder / "王五.jpg")
    fault = seen(page, "photo_fault")
    assert isinstance(fault, QLabel)
    assert "HEIC" in fault.text()
    page.beside.edit.photo.take_file(folder / "张三.png")
    assert photo_of(desk.library, reader.id)
    assert not sees(page, "photo_fault")
    press(page, "photo_remove")
    assert photo_of(desk.library, reader.id) is None
    assert nameless(page) == []


def test_a_folder_is_looked_at_before_and_kept_in_one_step(qtbot: QtBot, kept: Kept, desk: Desk, folder: Path) -> None:
    set_setting(desk, "photos", True)
    for name in ("张三", "李四", "王五"):
        add_reader(desk, name)
    page = shown(qtbot, kept)
    press(page, "photos_folder")
    before = count(desk, "SELECT count(*) FROM journal")
    panel(page).look_through(folder)
    qtbot.waitUntil(lambda: not panel(page).busy)
    rows = {file.path.stem: file.match for file in panel(page).list.model.rows()}
    expected = {"张三": Match.FOUND, "李四": Match.FOUND, "没有这个人": Match.NOBODY, "王五": Match.BAD}
    assert rows == expected
    assert count(desk, "SELECT count(*) FROM blob") == 0
    assert nameless(page) == []
    press(page, "photos_take")
    qtbot.waitUntil(lambda: not panel(page).busy)
    assert count(desk, "SELECT count(*) FROM reader WHERE photo IS NOT NULL") == 2
    assert count(desk, "SELECT count(*) FROM journal") == before + 1
    assert "2" in kept.said[-1]


def test_a_folder_without_pictures_is_told_in_the_panel(qtbot: QtBot, kept: Kept, desk: Desk, tmp_path: Path) -> None:
    set_setting(desk, "photos", True)
    add_reader(desk, "张三")
    page = shown(qtbot, kept)
    press(page, "photos_folder")
    empty = tmp_path / "empty"
    empty.mkdir()
    panel(page).look_through(empty)
    qtbot.waitUntil(lambda: sees(page, "photos_fault"))
    press(page, "photos_close")
    assert sees(page, "reader_edit")


def test_the_desk_shows_the_face_only_where_photos_are_on(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    from libdesk.actions.readers.photos import set_photos
    from libdesk.exchange.photos import make_photo
    from libdesk.store.queries.desk import borrower
    from libdesk.ui.lending.session import DeskSession
    from libdesk.ui.lending.showing import reader_card

    set_setting(desk, "photos", True)
    reader = add_reader(desk, "张三")
    set_photos(desk, {reader.id: make_photo(picture())})
    session = DeskSession(desk)
    session.scan(reader.card)
    assert borrower(desk.library, reader.id, desk.today)
    card = reader_card(session)
    assert card is not None
    assert card.photo
    from libdesk.actions.settings import change_settings

    change_settings(desk, photos=False)
    card = reader_card(session)
    assert card is not None
    assert card.photo is None
