"""Where the pages go: whole or not at all, beside nobody else's files, and what stands against it in words."""

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from libdesk.domain.progress import Cancelled, Progress
from libdesk.domain.rows.site import SitePart
from libdesk.exchange.site.folder import (
    LIST,
    PART,
    SiteFolderForeign,
    SiteFolderMissing,
    SiteGone,
    SiteNoRoom,
    SiteRefused,
    fault_of,
    publish,
    site_folder,
    write_files,
)
from libdesk.exchange.site.pages import START
from tests.exchange.site.sites import EVERYTHING, TITLES


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in names(folder)}


def test_an_empty_folder_is_written_into_and_nothing_is_left_half(tmp_path: Path) -> None:
    written = publish(tmp_path, EVERYTHING)
    assert written.folder == tmp_path
    assert written.start.is_file()
    assert len(names(tmp_path) - {LIST}) == written.files
    assert sum(len(data) for name, data in contents(tmp_path).items() if name != LIST) == written.size
    assert not [path for path in tmp_path.rglob("*") if "part" in path.name]


def test_a_folder_with_other_things_gets_one_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "照片.jpg").write_bytes(b"x")
    assert publish(tmp_path, EVERYTHING).folder == tmp_path / "library"
    assert site_folder(tmp_path) == tmp_path / "library"
    assert site_folder(tmp_path / "library") == tmp_path / "library"
    assert (tmp_path / "照片.jpg").read_bytes() == b"x"


def test_a_stick_with_nothing_but_the_systems_own_is_empty(tmp_path: Path) -> None:
    (tmp_path / "System Volume Information").mkdir()
    assert site_folder(tmp_path) == tmp_path


def test_what_others_put_there_is_never_removed(tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "page.html").write_text("ours")
    with pytest.raises(SiteFolderForeign) as caught:
        publish(tmp_path, EVERYTHING)
    assert "library" in caught.value.text()
    assert names(tmp_path) == {"library/page.html"}


def test_a_file_of_the_same_name_that_libdesk_did_not_write_stops_it(tmp_path: Path) -> None:
    publish(tmp_path, replace(EVERYTHING, parts=frozenset({SitePart.HOURS})))
    (tmp_path / "lists.html").write_text("somebody's own")
    before = contents(tmp_path)
    with pytest.raises(SiteFolderForeign):
        publish(tmp_path, EVERYTHING)
    assert contents(tmp_path) == before


def test_written_again_old_files_go_and_other_files_stay(tmp_path: Path) -> None:
    publish(tmp_path, EVERYTHING)
    before = names(tmp_path)
    (tmp_path / "robots.txt").write_text("own")
    (tmp_path / "suggestions.html").write_text("changed by hand")
    publish(tmp_path, replace(EVERYTHING, titles=TITLES[:-1], parts=frozenset(SitePart) - {SitePart.ANSWERS,
                                                                                         SitePart.LISTS}))  # fmt: skip
    after = names(tmp_path)
    assert "robots.txt" in after
    assert "lists.html" not in after
    assert (tmp_path / "suggestions.html").read_text() == "changed by hand"
    assert len([name for name in before & after if name.startswith("data/")]) == 0
    publish(tmp_path, replace(EVERYTHING, parts=frozenset({SitePart.HOURS})))
    assert not (tmp_path / "data").exists()


def test_a_list_that_names_what_is_not_ours_removes_nothing(tmp_path: Path) -> None:
    publish(tmp_path / ".." / tmp_path.name, EVERYTHING)
    outside = tmp_path.parent / "outside.html"
    outside.write_text("x")
    (tmp_path / LIST).write_text('{"files": {"../outside.html": 2363233923, "index.html": 1, "a.txt": 0}}')
    (tmp_path / "a.txt").write_text("")
    for name in [name for name in names(tmp_path) if name not in (LIST, START, "a.txt")]:
        (tmp_path / name).unlink()
    publish(tmp_path, EVERYTHING)
    assert outside.exists()
    assert (tmp_path / "a.txt").exists()


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"files": []}', '{"files": {"a.html": "x"}}'])
def test_a_list_that_cannot_be_read_owns_nothing(tmp_path: Path, broken: str) -> None:
    publish(tmp_path, EVERYTHING)
    (tmp_path / LIST).write_text(broken)
    before = contents(tmp_path)
    with pytest.raises(SiteFolderForeign):
        publish(tmp_path, EVERYTHING)
    assert contents(tmp_path) == before


def test_stopped_halfway_the_old_pages_are_as_they_were(tmp_path: Path) -> None:
    publish(tmp_path, replace(EVERYTHING, titles=TITLES[:-1]))
    before = contents(tmp_path)
    calls: list[int] = []
    progress = Progress(lambda done, _total: calls.append(done), stopped=lambda: len(calls) > 6)
    with pytest.raises(Cancelled):
        publish(tmp_path, EVERYTHING, progress)
    assert contents(tmp_path) == before
    assert not (tmp_path / PART).exists()


def test_stopped_in_a_new_folder_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("x")
    progress = Progress(stopped=lambda: (tmp_path / "library" / PART).exists())
    with pytest.raises(Cancelled):
        publish(tmp_path, EVERYTHING, progress)
    assert [path.name for path in tmp_path.iterdir()] == ["other.txt"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_a_fault_of_the_disk_while_writing_keeps_the_old_pages(tmp_path: Path, number: int) -> None:
    publish(tmp_path, EVERYTHING)
    before, calls = contents(tmp_path), []

    def sync(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(number, os.strerror(number))

    with pytest.raises({errno.ENOSPC: SiteNoRoom, errno.EIO: SiteGone, errno.EROFS: SiteRefused}[number]):
        write_files(tmp_path, {"index.html": b"new", "new.html": b"new"}, Progress(), sync=sync)
    assert contents(tmp_path) == before


def test_what_a_power_cut_left_is_tidied_by_the_next_writing(tmp_path: Path) -> None:
    publish(tmp_path, EVERYTHING)
    (tmp_path / PART / "data").mkdir(parents=True)
    (tmp_path / PART / "data" / "0-1.js").write_text("half")
    (tmp_path / PART / "index.html").write_text("half")
    publish(tmp_path, EVERYTHING)
    assert not (tmp_path / PART).exists()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SiteFolderMissing) as caught:
        publish(tmp_path / "gone", EVERYTHING)
    assert "没有找到" in caught.value.text()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the system lets root write anywhere")
def test_a_folder_for_reading_only_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(SiteRefused):
            publish(tmp_path, EVERYTHING)
    finally:
        tmp_path.chmod(0o700)


def test_every_fault_has_its_words(tmp_path: Path) -> None:
    told = {fault_of(OSError(number, ""), tmp_path).text() for number in (errno.ENOSPC, errno.EACCES, errno.EIO, 0)}
    assert len(told) == 4
    assert all(str(tmp_path) in text for text in told)
