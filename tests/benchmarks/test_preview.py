"""The first page of a preview and a page on its way to the printer, through the real widget."""

import time
from pathlib import Path
from statistics import median
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.documents.labels.pages import LabelPages
from libdesk.documents.paged import Pages
from libdesk.domain.press import Press
from libdesk.domain.rows.prints import LabelKind, LabelLayout, LabelRow, Rows
from libdesk.domain.sheets import LABEL_SHEETS
from libdesk.ui.printing.page_image import bands
from libdesk.ui.printing.paper import Paper
from libdesk.ui.printing.paper_view import PaperView
from tests.benchmarks.figures import FIGURES
from tests.ui.surroundings import surroundings

LABELS = 100_000
PAGES = 12
BOUND = 0.3  # seconds


def labels(_desk: Desk, press: Press) -> Pages:
    """Barcode labels, each with a title and a number of its own, 65 on a page."""

    def part(first: int, last: int) -> list[LabelRow]:
        return [LabelRow(n, f"城南旧事 第 {n} 种", f"{n:07}", "I246.5/12") for n in range(first, last)]

    layout = LabelLayout(LabelKind.BARCODE, "阳光小学图书馆")
    return LabelPages(Rows(LABELS, part), layout, LABEL_SHEETS["l7651"], press)


def test_the_first_page_of_a_hundred_thousand_labels_is_there_at_once(
    benchmark: Any, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    with surroundings(desk, tmp_path) as kept:
        view = PaperView(kept.around, "labels")
        qtbot.addWidget(view)
        view.resize(560, 400)
        view.show()
        qtbot.waitUntil(lambda: not kept.around.jobs.running)  # fonts are read while somebody chooses
        took: list[float] = []

        def wait(act: Any) -> None:
            begun = time.perf_counter()
            with qtbot.waitSignal(view.page_shown):
                act()
            took.append(time.perf_counter() - begun)

        first = Paper("labels", labels)
        benchmark.pedantic(lambda: wait(lambda: view.show_paper(first)), rounds=1)
        for _page in range(PAGES):
            wait(lambda: QTest.keyClick(view.page, Qt.Key.Key_PageDown))
    turned = median(took[1:])
    FIGURES.note("preview, first page of 100,000 labels", f"{took[0] * 1000:.0f} ms", "300 ms", "preview")
    FIGURES.note("preview, a page turned", f"{turned * 1000:.0f} ms", "300 ms", "preview")
    assert max(took[0], turned) <= BOUND


def test_a_previewed_page_is_laid_on_the_printers_dots(benchmark: Any, desk: Desk) -> None:
    pdf = labels(desk, Press(300)).pdf(0, 1)

    def drawn() -> int:
        return sum(image.height() for _top, image in bands(pdf, 600))

    assert benchmark.pedantic(drawn, rounds=3) > 0
    took = benchmark.stats.stats.median
    FIGURES.note("printing, a page of labels at 600 dots an inch", f"{took * 1000:.0f} ms", "3 s", "preview")
    assert took <= 3
