"""2,000 photo cards from the window: classes ticked, the first page seen, a file in which every code is read."""

import sys
import time
from pathlib import Path
from typing import Any, Final

import zxingcpp
from pytestqt.qtbot import QtBot

from libdesk.actions.readers.photos import set_photos
from libdesk.domain.ops import Role
from libdesk.store.database import create_library
from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.printing.cards_page.page import CardsPage
from tests.benchmarks.figures import FIGURES
from tests.benchmarks.test_cards import photo
from tests.builders import count, make_desk, set_setting
from tests.documents.pdf import opened
from tests.ui.printing.card_stand import fill_classes
from tests.windows import seat_at

CLASSES: Final = 40
EACH: Final = 50
CARDS: Final = CLASSES * EACH
BOUND_CHOICE: Final = 0.6  # seconds from the choice to its first page
BOUND_FILE: Final = 10.0
BOUND_MB: Final = 200  # that the program grows by while it chooses, looks through, makes and marks them


def test_two_thousand_photo_cards_from_the_window(benchmark: Any, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "school.libdesk"
    create_library(path)
    desk = make_desk(path, Role.LIBRARIAN)
    fill_classes(desk, *range(1, CLASSES + 1), each=EACH)
    set_setting(desk, "photos", True)
    set_photos(desk, {number: photo(number) for number in range(1, CARDS + 1)})
    with seat_at(desk, tmp_path, qtbot) as seat:
        tab = seat.window.show_tab("print_tab")
        assert isinstance(tab, PagedTab)
        page = tab.show_page("cards_page")
        assert isinstance(page, CardsPage)
        qtbot.waitUntil(lambda: not page.around.jobs.running, timeout=30_000)
        before = peak_mb()

        def chosen() -> None:
            with qtbot.waitSignal(page.paper.page_shown, timeout=30_000):
                page.who.tree.tick([one.group for one, _words in page.who.tree._shown])

        benchmark.pedantic(chosen, rounds=1)
        took = benchmark.stats.stats.median
        assert page.paper.count == CARDS // 10
        qtbot.waitUntil(lambda: not page.around.jobs.running, timeout=60_000)
        assert page.gaps.text() == ""
        begun = time.perf_counter()
        with qtbot.waitSignal(page.paper.printed, timeout=120_000):
            page.paper.save_paper(tmp_path / "cards.pdf")
        saved = time.perf_counter() - begun
        grown = peak_mb() - before
        assert count(desk, "SELECT count(*) FROM printed") == CARDS
    desk.library.close()
    FIGURES.note("cards with photos, 2,000 chosen, first page", f"{took * 1000:.0f} ms", "600 ms", "cards_page")
    FIGURES.note(
        "cards with photos, 2,000 from the window into a file and marked", f"{saved:.1f} s", "10 s", "cards_page"
    )
    FIGURES.note("memory that the program grows by meanwhile", f"{grown:.0f} MB", f"{BOUND_MB} MB", "cards_page")
    assert codes(tmp_path / "cards.pdf") == [f"R{number:06d}" for number in range(1, CARDS + 1)]
    assert took <= BOUND_CHOICE
    assert saved <= BOUND_FILE
    assert grown <= BOUND_MB


def peak_mb() -> float:
    """The most memory that this process held so far; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0.0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1_000_000 if sys.platform == "darwin" else 1_000)


def codes(path: Path) -> list[str]:
    """Every code of the file as a scanner reads it at 300 dots an inch, in the order of their numbers."""
    found: list[str] = []
    with opened(path.read_bytes()) as document:
        for page in document:
            picture = page.render(scale=300 / 72, grayscale=True).to_pil()
            read = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.Code128)
            found += [one.text for one in read]
    return sorted(found)
