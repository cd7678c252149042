"""Documents are made beside the desk, shown by the system, and do not lie about for ever."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from libdesk import paths
from libdesk.actions.desk import Desk
from libdesk.domain.errors import NotAllowed
from libdesk.domain.progress import Progress
from libdesk.ui.printing.in_viewer import (
    KEPT_SECONDS,
    documents_dir,
    file_name,
    open_by_system,
    remove_old_documents,
    show_document,
)
from tests.ui.surroundings import Kept, surroundings

PDF = b"%PDF-1.4 synthetic"


@pytest.fixture
def kept(qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept]:
    """Surroundings whose documents lie in this test's own folder."""
    monkeypatch.setenv("LIBDESK_DATA", str(tmp_path / "data"))
    paths.data_dir.cache_clear()
    with surroundings(desk, tmp_path) as made:
        yield made
    paths.data_dir.cache_clear()


class Viewer:
    """What the system would show; `works`: whether it has anything to show PDF files with."""

    def __init__(self, works: bool = True) -> None:
        self.works, self.shown = works, list[Path]()

    def __call__(self, path: Path) -> bool:
        assert path.read_bytes() == PDF
        self.shown.append(path)
        return self.works


def made(_desk: Desk, _progress: Progress) -> bytes:
    return PDF


def test_a_document_is_written_whole_and_shown(qtbot: QtBot, kept: Kept) -> None:
    viewer = Viewer()
    with qtbot.waitSignal(kept.around.jobs.finished):
        show_document(kept.around, "cards", made, "Command cards", opener=viewer)
    assert viewer.shown == [documents_dir() / "Command cards.pdf"]
    assert [path.name for path in documents_dir().iterdir()] == ["Command cards.pdf"]
    assert kept.said == []
    assert QApplication.activeModalWidget() is None


def test_without_a_viewer_the_desk_is_told_where_the_document_lies(qtbot: QtBot, kept: Kept) -> None:
    with qtbot.waitSignal(kept.around.jobs.finished):
        show_document(kept.around, "cards", made, "cards", opener=Viewer(works=False))
    assert str(documents_dir() / "cards.pdf") in kept.said[0]


def test_a_document_that_a_viewer_keeps_to_itself_gets_a_neighbour(qtbot: QtBot, kept: Kept) -> None:
    (documents_dir() / "slip.pdf").mkdir(parents=True)  # what cannot be replaced by a file
    viewer = Viewer()
    with qtbot.waitSignal(kept.around.jobs.finished):
        show_document(kept.around, "slip", made, "slip", opener=viewer)
    assert viewer.shown == [documents_dir() / "slip-2.pdf"]
    assert not list(documents_dir().glob("*.part"))


def test_a_refused_document_is_told_in_its_own_words_and_leaves_nothing(qtbot: QtBot, kept: Kept) -> None:
    def refused(_desk: Desk, _progress: Progress) -> bytes:
        raise NotAllowed("see_desk")

    with qtbot.waitSignal(kept.around.jobs.finished):
        show_document(kept.around, "cards", refused, "cards", opener=Viewer())
    assert kept.said == [NotAllowed("see_desk").text()]
    assert not documents_dir().exists()


def test_a_folder_that_takes_nothing_is_told_in_a_sentence(qtbot: QtBot, kept: Kept) -> None:
    documents_dir().write_bytes(b"in the way of the folder")
    viewer = Viewer()
    with qtbot.waitSignal(kept.around.jobs.finished):
        show_document(kept.around, "cards", made, "cards", opener=viewer)
    assert viewer.shown == []
    assert kept.said[0].startswith("cards.pdf")


def test_documents_are_removed_after_a_day(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    now = desk.now() / 1000
    for name, age in (
        ("old.pdf", KEPT_SECONDS + 1),
        ("half.pdf.part", KEPT_SECONDS + 1),
        ("new.pdf", KEPT_SECONDS - 9),
    ):
        path = documents_dir() / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(PDF)
        os.utime(path, (now - age, now - age))
    with qtbot.waitSignal(kept.around.jobs.finished):
        show_document(kept.around, "cards", made, "cards", opener=Viewer())
    assert sorted(path.name for path in documents_dir().iterdir()) == ["cards.pdf", "new.pdf"]


def test_there_need_not_be_anything_to_remove(kept: Kept) -> None:
    remove_old_documents(0)
    assert not documents_dir().exists()


class Asked(QObject):
    """What the system was asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[QUrl] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.urls.append(url)


def test_the_system_is_asked_to_show_the_file_whatever_its_name(qapp: QApplication, tmp_path: Path) -> None:
    asked = Asked()
    QDesktopServices.setUrlHandler("file", asked, "take")
    try:
        assert open_by_system(tmp_path / "借书单 100%#1.pdf")
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert [url.toLocalFile() for url in asked.urls] == [str(tmp_path / "借书单 100%#1.pdf")]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("借书单 李𠮷", "借书单 李𠮷"),
        ('a/b\\c:d*e?f"g<h>i|j', "a b c d e f g h i j"),
        ("Command cards.pdf", "Command cards"),
        ("..", "libdesk"),
        ("\n\t", "libdesk"),
        ("字" * 300, "字" * 60),
    ],
)
def test_words_become_a_file_name_that_every_system_takes(words: str, name: str) -> None:
    assert file_name(words) == name
