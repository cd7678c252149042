"""The draft becomes the library at the very end, over nothing that stands there, and is lost by nothing before."""

from pathlib import Path

import pytest

from libdesk import paths
from libdesk.actions import marks, setting_up
from libdesk.actions.settings import change_settings
from libdesk.domain.places import FolderNotWritable, FolderTaken
from libdesk.store.backup import facts_of
from libdesk.store.database import create_library
from libdesk.store.where import library_to_open
from tests.builders import Clock, add_book, add_reader, make_desk

pytestmark = pytest.mark.usefixtures("data_folder")


def a_draft(clock: Clock) -> None:
    desk = setting_up.open_draft(clock=clock)
    change_settings(desk, school="阳光小学")
    add_book(desk, "城南旧事", copies=2)
    add_reader(desk, "李小雨")
    setting_up.end_setting_up(desk)
    desk.close()


def test_the_draft_gets_its_place_and_is_known_by_this_pc(tmp_path: Path, clock: Clock) -> None:
    a_draft(clock)
    library = setting_up.put_in_place(tmp_path / "d" / "libdesk", clock())
    assert (facts_of(library).school, facts_of(library).copies) == ("阳光小学", 2)
    assert library_to_open() == library
    assert not setting_up.draft_stands()
    desk = make_desk(library, clock=clock)
    assert marks.look_at_mark(desk) is None
    assert desk.library.fetch("SELECT op FROM journal ORDER BY id DESC LIMIT 1") == [("set_up",)]
    desk.library.close()


def test_what_stands_there_is_left_alone_and_so_is_the_draft(tmp_path: Path, clock: Clock) -> None:
    a_draft(clock)
    other = tmp_path / paths.LIBRARY_NAME
    create_library(other)
    before = other.read_bytes()
    with pytest.raises(FolderTaken):
        setting_up.put_in_place(tmp_path, clock())
    assert other.read_bytes() == before
    assert setting_up.draft_stands()
    assert library_to_open() is None


def test_a_folder_that_cannot_be_made_leaves_the_draft(tmp_path: Path, clock: Clock) -> None:
    a_draft(clock)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FolderNotWritable):
        setting_up.put_in_place(tmp_path / "file" / "libdesk", clock())
    assert setting_up.draft_stands()


def test_a_school_without_a_name_is_not_put_in_place(clock: Clock) -> None:
    desk = setting_up.open_draft(clock=clock)
    with pytest.raises(setting_up.SchoolMissing):
        setting_up.end_setting_up(desk)
    desk.close()


def test_starting_afresh_keeps_what_was_begun(clock: Clock) -> None:
    a_draft(clock)
    setting_up.keep_typed({"page": "roster"})
    aside = setting_up.put_draft_aside(clock())
    assert aside is not None
    assert facts_of(aside).copies == 2
    assert not setting_up.draft_stands()
    assert setting_up.typed_so_far() == {}
    desk = setting_up.open_draft(clock=clock)
    assert desk.settings.school == ""
    desk.close()


def test_what_was_put_aside_goes_when_the_oldest_backup_would(clock: Clock) -> None:
    a_draft(clock)
    aside = setting_up.put_draft_aside(clock())
    assert aside is not None
    clock.advance(days=300)
    setting_up.drop_old_drafts(clock())
    assert aside.exists()
    clock.advance(days=1)
    setting_up.drop_old_drafts(clock())
    assert list(paths.setup_dir().iterdir()) == []


@pytest.mark.parametrize("spoilt", ["", "[1]", "{", "null"])
def test_notes_of_what_was_typed_that_cannot_be_read_are_none(spoilt: str) -> None:
    paths.setup_dir().mkdir(parents=True)
    (paths.setup_dir() / "typed.json").write_text(spoilt, "utf-8")
    assert setting_up.typed_so_far() == {}


def test_a_backup_is_restored_where_no_library_is_known(tmp_path: Path, clock: Clock) -> None:
    a_draft(clock)
    backup = tmp_path / "stick.libdesk"
    paths.draft_library().rename(backup)
    library = setting_up.restore_into(tmp_path / "d", backup, clock())
    assert facts_of(library).readers == 1
    assert library_to_open() == library
    assert backup.exists()
