"""A library that vanished, went back in time or was changed for another is told; what libdesk did itself is not."""

import shutil
from pathlib import Path

import pytest

from libdesk import paths
from libdesk.actions import backups, marks, setting_up
from libdesk.actions.desk import Actor, Desk
from libdesk.actions.settings import change_settings
from libdesk.domain.errors import NotAllowed
from libdesk.domain.marks import Verdict
from libdesk.domain.ops import Role
from libdesk.store.database import beside, create_library
from libdesk.store.errors import LibraryMissing, LibraryVanished
from libdesk.store.marks import library_id, mark_at
from libdesk.store.where import library_to_open
from tests.builders import Clock, add_book, add_reader, make_desk, make_library, set_setting

pytestmark = pytest.mark.usefixtures("data_folder")


def copy_aside(desk: Desk) -> Path:
    desk.library.checkpoint()
    aside = desk.library.path.with_name("as_it_was")
    shutil.copyfile(desk.library.path, aside)
    return aside


def put_back(path: Path, aside: Path) -> None:
    """What a restore card does at a start: the file is as it was, and so is everything beside it."""
    for place in (path, *beside(path)):
        place.unlink(missing_ok=True)
    shutil.copyfile(aside, path)


def went_back(tmp_path: Path, clock: Clock) -> Path:
    """A library of ten o'clock in the place of one in which work was done until noon."""
    path = make_library(tmp_path)
    desk = make_desk(path, clock=clock)
    change_settings(desk, school="阳光小学")
    marks.keep_mark(desk)
    aside = copy_aside(desk)
    clock.advance(seconds=7_200)
    add_book(desk, "城南旧事")
    marks.keep_mark(desk)
    desk.library.close()
    put_back(path, aside)
    return path


def test_a_library_that_went_on_is_not_talked_about(desk: Desk, clock: Clock) -> None:
    marks.keep_mark(desk)
    clock.advance(days=1)
    add_book(desk, "城南旧事")
    assert marks.look_at_mark(desk) is None
    assert marks.keep_mark(desk)


def test_each_library_has_a_number_of_its_own(tmp_path: Path) -> None:
    found = set()
    for name in ("a", "b"):
        desk = make_desk(make_library(tmp_path / name))
        found.add(library_id(desk.library.connection))
        desk.library.close()
    assert len(found) == 2
    assert "" not in found


def test_a_library_of_an_older_libdesk_is_numbered_when_it_is_first_marked(desk: Desk) -> None:
    with desk.library.writing() as connection:
        connection.execute("DELETE FROM setting WHERE key = 'library_id'")
    assert marks.keep_mark(desk)
    mark = mark_at(desk.library.path)
    assert mark is not None
    assert mark.id == library_id(desk.library.connection) != ""


def test_a_library_that_went_back_in_time_is_told_from_when_to_when(tmp_path: Path, clock: Clock) -> None:
    path = went_back(tmp_path, clock)
    desk = make_desk(path, clock=clock)
    found = marks.look_at_mark(desk)
    assert found is not None
    assert found.verdict is Verdict.BACK
    assert found.mark.at - found.newest_at == 7_200_000
    assert found.offer is None
    desk.library.close()


def test_it_is_still_told_when_work_went_on_in_it_and_its_mark_is_left_alone(tmp_path: Path, clock: Clock) -> None:
    path = went_back(tmp_path, clock)
    desk = make_desk(path, clock=clock)
    for number in range(20):
        clock.advance(seconds=60)
        add_reader(desk, f"读者{number}")
    assert not marks.keep_mark(desk)
    found = marks.look_at_mark(desk)
    assert found is not None
    assert found.verdict is Verdict.BACK
    desk.library.close()


def test_the_backup_that_knows_more_is_offered_and_ends_the_matter(tmp_path: Path, clock: Clock) -> None:
    path = make_library(tmp_path)
    desk = make_desk(path, clock=clock)
    stick = tmp_path / "stick"
    stick.mkdir()
    set_setting(desk, "backup_folder", str(stick))
    aside = copy_aside(desk)
    clock.advance(days=1)
    add_book(desk, "城南旧事", copies=3)
    backups.back_up_now(desk)
    desk.library.close()
    put_back(path, aside)
    shutil.rmtree(paths.backup_dir(path))  # it lay on the disk that was wiped
    shutil.rmtree(paths.data_dir())

    desk = make_desk(path, clock=clock)
    found = marks.look_at_mark(desk)
    assert found is not None
    assert found.offer is not None
    assert (found.offer.backup.path.parent, found.offer.facts.copies) == (stick, 3)
    backups.restore_backup(desk, found.offer.backup.path)
    assert marks.look_at_mark(desk) is None
    desk.library.close()


def test_a_librarian_may_go_on_with_it_and_the_journal_says_so(tmp_path: Path, clock: Clock) -> None:
    path = went_back(tmp_path, clock)
    desk = make_desk(path, clock=clock)
    journal_id = marks.go_on(desk)
    assert marks.look_at_mark(desk) is None
    op, args = desk.library.fetch("SELECT op, args FROM journal WHERE id = ?", journal_id)[0]
    assert (op, "go_on" in args) == ("set_up", True)
    desk.library.close()


def test_a_pupil_cannot_decide_it(tmp_path: Path, clock: Clock) -> None:
    path = went_back(tmp_path, clock)
    desk = make_desk(path, clock=clock)
    desk.actor = Actor(Role.HELPER)
    with pytest.raises(NotAllowed):
        marks.go_on(desk)
    assert marks.look_at_mark(desk) is not None
    desk.library.close()


def test_another_library_in_its_place_is_told(tmp_path: Path, clock: Clock) -> None:
    path = make_library(tmp_path)
    desk = make_desk(path, clock=clock)
    change_settings(desk, school="阳光小学")
    marks.keep_mark(desk)
    desk.library.close()
    path.unlink()
    create_library(path)
    desk = make_desk(path, clock=clock)
    found = marks.look_at_mark(desk)
    assert found is not None
    assert (found.verdict, found.mark.school) == (Verdict.OTHER, "阳光小学")
    desk.library.close()


def test_an_old_copy_that_is_opened_elsewhere_is_known_by_its_number(tmp_path: Path, clock: Clock) -> None:
    aside = went_back(tmp_path, clock).with_name("as_it_was")
    elsewhere = tmp_path / "elsewhere.libdesk"
    aside.rename(elsewhere)
    desk = make_desk(elsewhere, clock=clock)
    found = marks.look_at_mark(desk)
    assert found is not None
    assert found.verdict is Verdict.BACK
    desk.library.close()


def test_a_library_that_is_not_there_is_named_with_its_last_day(tmp_path: Path, clock: Clock) -> None:
    path = went_back(tmp_path, clock)
    path.unlink()
    fault = marks.vanished(path, expected=False)
    assert isinstance(fault, LibraryVanished)
    assert "阳光小学" in fault.text()
    assert str(path) in fault.text()
    assert "2026年3月9日" in fault.text()


def test_a_path_that_nobody_knows_is_just_missing(tmp_path: Path) -> None:
    assert type(marks.vanished(tmp_path / "typo.libdesk", expected=False)) is LibraryMissing
    assert isinstance(marks.vanished(tmp_path / "noted.libdesk", expected=True), LibraryVanished)


def test_a_restore_of_a_library_that_did_not_open_is_not_told_afterwards(tmp_path: Path, clock: Clock) -> None:
    path = make_library(tmp_path)
    desk = make_desk(path, clock=clock)
    made = backups.back_up_now(desk)
    clock.advance(days=1)
    add_book(desk, "城南旧事")
    marks.keep_mark(desk)
    desk.library.close()
    path.write_bytes(b"")
    for log in beside(path):
        log.unlink(missing_ok=True)
    backups.restore_unopened(path, made.own.path, now=clock())
    desk = make_desk(path, clock=clock)
    assert marks.look_at_mark(desk) is None
    desk.library.close()


def test_a_sample_is_never_marked(desk: Desk) -> None:
    set_setting(desk, "demo", True)
    assert not marks.keep_mark(desk)
    assert mark_at(desk.library.path) is None


def test_a_draft_is_neither_marked_nor_copied_to_the_second_place(tmp_path: Path, clock: Clock) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    desk = setting_up.open_draft(clock=clock)
    change_settings(desk, school="阳光小学", backup_folder=str(stick))
    made = backups.before_change(desk)
    assert made is not None
    assert made.own.path.parent == paths.backup_dir(desk.library.path)
    assert (made.elsewhere, made.fault) == (None, None)
    assert not marks.keep_mark(desk, accept=True)
    desk.close()
    assert list(stick.iterdir()) == []
    assert library_to_open() is None
