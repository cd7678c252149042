"""Before many readers are changed at once there is a backup; without room for it nothing is changed."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from libdesk.actions.backups import MANY, backups_of, facts_of
from libdesk.actions.desk import Desk
from libdesk.domain.rows.backups import Label
from libdesk.store import backup
from libdesk.ui.large_change import after_backup
from libdesk.ui.readers.list_page import ReaderListPage
from tests.builders import add_reader, count
from tests.ui.readers.hands import press
from tests.ui.surroundings import Kept, surroundings

LEFT = "SELECT count(*) FROM reader WHERE state = 'left'"


@pytest.fixture
def kept(desk: Desk, tmp_path: Path) -> Iterator[Kept]:
    for number in range(MANY + 1):
        add_reader(desk, f"读者{number}", class_no=1)
    with surroundings(desk, tmp_path) as made:
        yield made


@pytest.fixture
def page(qtbot: QtBot, kept: Kept) -> ReaderListPage:
    made = ReaderListPage(kept.around)
    qtbot.addWidget(made)
    made.resize(911, 400)
    made.show()
    made.list.view.selectAll()
    return made


def test_many_readers_leave_after_a_backup_of_what_was_before(
    page: ReaderListPage, desk: Desk, kept: Kept, qtbot: QtBot
) -> None:
    press(page, "selection_leave")
    assert not page.beside.selection.isEnabled(), "nothing else is begun meanwhile"
    qtbot.waitUntil(lambda: not kept.around.jobs.running, timeout=20_000)
    assert page.beside.selection.isEnabled()
    assert count(desk, LEFT) == MANY + 1
    (made,) = backups_of(desk.library.path)
    assert made.label is Label.BEFORE_CHANGE
    assert facts_of(made.path).readers == MANY + 1


def test_without_room_for_a_backup_nobody_leaves_and_it_is_said(
    page: ReaderListPage, desk: Desk, kept: Kept, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(backup.shutil, "disk_usage", lambda _folder: usage._replace(free=1_000))
    press(page, "selection_leave")
    qtbot.waitUntil(lambda: not kept.around.jobs.running, timeout=20_000)
    assert count(desk, LEFT) == 0
    assert page.beside.selection.isEnabled()


def test_few_readers_are_changed_at_once_and_a_page_that_is_gone_changes_nobody(
    kept: Kept, desk: Desk, qtbot: QtBot
) -> None:
    done: list[str] = []
    here, gone = QWidget(), QWidget()
    qtbot.addWidget(here)
    after_backup(kept.around, here, MANY, lambda: done.append("few"), done.append)
    assert done == ["few"]
    assert backups_of(desk.library.path) == []
    after_backup(kept.around, gone, MANY + 1, lambda: done.append("many"), done.append)
    delete(gone)
    qtbot.waitUntil(lambda: not kept.around.jobs.running, timeout=20_000)
    assert done == ["few"]
