"""Every page of the semester and of the reports follows what it reads: no figure on it is left behind by a change.

SQLite itself tells which tables are read while a page shows itself, in each of its views, on the sample library.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from libdesk.actions.journal import TOPICS
from libdesk.demo import open_demo
from libdesk.domain.ops import Topic
from libdesk.store.database import Library
from libdesk.store.queries import catalogue
from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.tab import Tab
from libdesk.ui.tabs.reports_tab import ReportsTab
from libdesk.ui.tabs.semester_tab import SemesterTab
from tests.builders import TODAY, make_desk
from tests.ui.surroundings import at_work, surroundings

NOT_ON_DUTY = {Topic.BACKUPS, Topic.PRINTING, Topic.STAFF}
"""Whoever reads the journal reads what was done on duty, which may be all but this."""


@contextmanager
def reading(library: Library) -> Iterator[set[str]]:
    """The tables of which anything is read; statements that were prepared before are prepared, and told, anew."""
    tables = set[str]()

    def hear(action: int, table: str | None, *_more: object) -> int:
        if action == sqlite3.SQLITE_READ and table:
            tables.add(table)
        return sqlite3.SQLITE_OK

    library.connection.set_authorizer(hear)
    try:
        yield tables
    finally:
        library.connection.set_authorizer(None)


def show_all_of(page: Tab) -> None:
    """As it is, then each of its views."""
    page.refresh()
    for part in page.findChildren(QToolButton):
        if part.isCheckable() and part.isVisible():
            part.click()
            page.refresh()


def topics_of(tables: set[str]) -> set[Topic]:
    found = {TOPICS[table] for table in tables if table in TOPICS}
    return found | (set(Topic) - NOT_ON_DUTY if "journal" in tables else set())


@pytest.mark.parametrize("kind", [SemesterTab, ReportsTab])
def test_every_page_follows_what_it_reads(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: type[PagedTab]
) -> None:
    monkeypatch.setattr(catalogue, "MOMENT", 1_000_000_000)  # all of it is read at once, by this connection
    monkeypatch.setattr(catalogue, "MOMENT_S", 1_000)
    open_demo(tmp_path / "demo.libdesk", today=TODAY)
    desk = make_desk(tmp_path / "demo.libdesk")
    with closing(desk.library), surroundings(desk, tmp_path) as kept:
        tab = at_work(qtbot, kept, kind(kept.around), height=600)
        left_behind = {}
        for one in tab.page_kinds():
            page = tab.show_page(one.NAME)
            with reading(desk.library) as tables:
                show_all_of(page)
            assert tables, "the page reads nothing here: this test tells nothing of it"
            if lacking := topics_of(tables) - page.TOPICS:
                left_behind[one.NAME] = lacking
        assert left_behind == {}
