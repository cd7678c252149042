"""5,000 labels of a library of 300,000 copies, from the choice in the window to a file in which every code is read."""

import time
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from libdesk.domain.label_choice import Source
from libdesk.domain.ops import Role
from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.printing.labels_page.kinds import What
from libdesk.ui.printing.labels_page.page import LabelsPage
from libdesk.ui.settings.section import choose
from tests.benchmarks.big_library import build
from tests.benchmarks.figures import FIGURES
from tests.builders import Clock, count, make_desk
from tests.documents.pdf import opened, read_codes
from tests.windows import seat_at

COPIES = 300_000
LABELS = 5_000
FIRST = 123_001
BOUND_CHOICE = 0.6  # seconds from the choice to its first page
BOUND_FILE = 10.0


def test_five_thousand_labels_from_the_window(benchmark: Any, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "school.libdesk"
    clock = Clock()
    build(path, copies=COPIES, loans=1_000, readers=1_000, newest_day_ms=int(clock().timestamp() * 1000))
    desk = make_desk(path, Role.LIBRARIAN, clock=clock)
    with seat_at(desk, tmp_path, qtbot) as seat:
        tab = seat.window.show_tab("print_tab")
        assert isinstance(tab, PagedTab)
        page = tab.show_page("labels_page")
        assert isinstance(page, LabelsPage)
        page.kinds.buttons[What.BARCODE].click()
        page.sheet.field.choose("l7651")
        choose(page.copies.source, Source.BARCODES)
        page.copies.source.activated.emit(page.copies.source.currentIndex())
        page.copies.unprinted.setChecked(False)
        page.copies.first.setText(f"{FIRST:08d}")
        page.copies.last.setText(f"{FIRST + LABELS - 1:08d}")
        qtbot.waitUntil(lambda: not page.around.jobs.running, timeout=30_000)

        def chosen() -> None:
            with qtbot.waitSignal(page.paper.page_shown, timeout=30_000):
                page.copies.last.returnPressed.emit()

        benchmark.pedantic(chosen, rounds=1)
        took = benchmark.stats.stats.median
        assert page.paper.count == -(-LABELS // 65)
        qtbot.waitUntil(lambda: not page.around.jobs.running, timeout=60_000)
        assert page.gaps.text() == ""
        begun = time.perf_counter()
        with qtbot.waitSignal(page.paper.printed, timeout=120_000):
            page.paper.save_paper(tmp_path / "labels.pdf")
        saved = time.perf_counter() - begun
        assert count(desk, "SELECT count(*) FROM printed") == LABELS
    desk.library.close()
    FIGURES.note("labels, 5,000 of 300,000 copies chosen, first page", f"{took * 1000:.0f} ms", "600 ms", "labels_page")
    FIGURES.note("labels, 5,000 from the window into a file and marked", f"{saved:.1f} s", "10 s", "labels_page")
    assert codes(tmp_path / "labels.pdf") == [f"{FIRST + n:08d}" for n in range(LABELS)]
    assert took <= BOUND_CHOICE
    assert saved <= BOUND_FILE


def codes(path: Path) -> list[str]:
    """Every code of the file as a scanner reads it at 300 dots an inch, in the order of their numbers."""
    found: list[str] = []
    with opened(path.read_bytes()) as document:
        for page in document:
            found += read_codes(page.render(scale=300 / 72, grayscale=True).to_pil())
    return sorted(found)
