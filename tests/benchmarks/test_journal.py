"""The journal of many years opens as that of a day does: a million entries, the newest 500 of them on the screen."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.domain.rows.journal import Asked
from libdesk.store import search
from libdesk.store.queries.journal_page import page
from libdesk.store.writing import Writer
from libdesk.ui.settings.journal import ALL, JournalSection
from libdesk.ui.settings.section import choose
from tests.benchmarks.conftest import NOW
from tests.benchmarks.figures import FIGURES
from tests.builders import make_desk, make_library
from tests.ui.surroundings import surroundings

ENTRIES, READERS = 1_000_000, 3_000
MINUTE_MS = 60_000


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Loans, returns and renewals, one entry a minute; the newest 100,000 can still be undone."""
    path = make_library(tmp_path_factory.mktemp("journal"))
    began = int(NOW.timestamp() * 1000) - ENTRIES * MINUTE_MS
    ops = ("lend", "give_back", "renew")
    with closing(Writer(path)) as connection:
        connection.execute("INSERT INTO title(title, added) VALUES ('城南旧事', 1)")
        connection.execute("INSERT INTO copy(title_id) VALUES (1)")
        connection.executemany(
            "INSERT INTO reader(kind, name) VALUES ('pupil', ?)", [(f"王{n}",) for n in range(READERS)]
        )
        search.rows_added(connection, "reader", range(1, READERS + 1))
        entries = (
            (began + n * MINUTE_MS, ops[n % 3], json.dumps({"copy": 1, "reader": n % READERS + 1}))
            for n in range(ENTRIES)
        )
        connection.executemany(
            "INSERT INTO journal(at, op, role, args, version) VALUES (?, ?, 'helper', ?, 2)", entries
        )
        connection.executemany(
            "INSERT INTO journal_image(journal_id, seq, tbl, first_id, last_id) VALUES (?, 0, 'loan', ?, ?)",
            ((n, n, n) for n in range(ENTRIES - 100_000, ENTRIES)),
        )
        connection.commit()
    return path


@pytest.fixture
def desk(library: Path) -> Iterator[Desk]:
    made = make_desk(library, today=NOW.date())
    yield made
    made.close()


def test_a_million_entries_open_in_a_tenth_of_a_second(
    benchmark: Any, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    with surroundings(desk, tmp_path) as kept:
        section = JournalSection(kept.around)
        qtbot.addWidget(section)
        section.resize(700, 400)
        section.show()
        choose(section.span, ALL)

        def open_journal() -> None:
            section.refresh()
            QApplication.processEvents()

        benchmark.pedantic(open_journal, rounds=15)
        assert len(section.list.model.rows()) == 500
    ms = benchmark.stats.stats.median * 1000
    FIGURES.note("a journal of 1,000,000 entries opened, all days", f"{ms:.0f} ms", "100 ms", "million_entries_open")
    assert ms <= 100


def test_looking_for_a_reader_through_a_million_entries(benchmark: Any, desk: Desk) -> None:
    """Beside the desk, in a job; nobody waits for it at the counter."""
    found = benchmark.pedantic(lambda: page(desk.library, Asked(text="王77")), rounds=3)
    assert found.lines
    ms = benchmark.stats.stats.median * 1000
    FIGURES.note("a reader looked for in such a journal", f"{ms:,.0f} ms", "3,000 ms", "looking_for_a_reader")
    assert ms <= 3_000
