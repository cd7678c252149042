"""Every page of the window, as a librarian meets it: named for a screen reader, by keyboard, on a small screen.

The window of a language and a size of type is opened once for all that judge it (tests/ui/visits.py).
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from libdesk.demo import open_demo
from libdesk.paths import resource
from tests.builders import TODAY
from tests.ui.visits import SCREEN, Visits, visit

LANGUAGES = ("zh_CN", "en")
ONE_PIECE = (1.0, 1.25)  # in type of these sizes every page is seen whole
Visited = Callable[[str, float], Visits]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with something on every page."""
    path = tmp_path_factory.mktemp("sample") / "demo.libdesk"
    open_demo(path, today=TODAY)
    return path


@pytest.fixture(scope="module")
def kept_visits() -> dict[tuple[str, float], Visits]:
    return {}


@pytest.fixture
def visited(sample: Path, tmp_path: Path, qtbot: QtBot, kept_visits: dict[tuple[str, float], Visits]) -> Visited:
    """What was seen on all pages in a language and a size of type; the first that asks for it opens the window."""

    def seen(code: str, factor: float) -> Visits:
        if (code, factor) not in kept_visits:
            heights = factor in ONE_PIECE
            kept_visits[code, factor] = visit(sample, tmp_path, qtbot, code, factor, heights=heights)
        return kept_visits[code, factor]

    return seen


@pytest.fixture
def usual(visited: Visited) -> Visits:
    return visited("zh_CN", 1.0)


def test_a_screen_reader_has_a_name_for_all_that_takes_the_focus(usual: Visits) -> None:
    assert usual.nameless == {}


def test_all_that_a_person_operates_says_what_it_is(usual: Visits) -> None:
    assert usual.silent == set()


def test_every_button_can_be_reached_and_pressed_without_a_mouse(usual: Visits) -> None:
    assert usual.deaf == set()


def test_every_page_finds_room_on_a_small_screen(usual: Visits) -> None:
    assert {name: hint.width() for name, hint in usual.hints.items() if hint.width() > SCREEN[0]} == {}
    whole = usual.whole  # what is higher than the screen is scrolled by the window
    assert (whole.width() <= SCREEN[0], whole.height() <= SCREEN[1]) == (True, True)


@pytest.mark.parametrize("factor", ONE_PIECE)
@pytest.mark.parametrize("code", LANGUAGES)
def test_no_page_needs_a_bar_for_the_whole_window_with_or_without_a_line_above(
    visited: Visited, code: str, factor: float
) -> None:
    seen = visited(code, factor)
    assert seen.demo_stripe
    assert seen.long == {}


@pytest.mark.parametrize("factor", [1.5, 2.0])
def test_in_large_type_the_desk_gets_no_longer_by_other_pages(visited: Visited, factor: float) -> None:
    seen = visited("zh_CN", factor)
    assert seen.keys_hidden == set()
    assert seen.desk_after == seen.desk_fresh


@pytest.mark.parametrize("any_size", [(code, factor) for code in LANGUAGES for factor in (1.0, 1.5, 2.0)], ids=str)
def test_every_page_fits_the_width_of_the_window_and_no_words_are_cut(
    visited: Visited, any_size: tuple[str, float]
) -> None:
    """In each language and in type up to twice as large."""
    seen = visited(*any_size)
    wide = {name: width for name, width in seen.widths.items() if width > SCREEN[0]}
    assert (wide, seen.scrolls, seen.clipped) == ({}, set(), {})


def test_every_page_has_its_topic_of_help_in_both_languages(usual: Visits) -> None:
    missing = {
        (name, topic, code)
        for name, topic in usual.topics
        for code in LANGUAGES
        if not resource("help", code, f"{topic}.md").is_file()
    }
    assert missing == set()
