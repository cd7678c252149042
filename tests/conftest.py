"""What every test run has in common: no screen, no clock on Hypothesis, and a data folder of its own."""

import gc
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

# Before anything imports Qt or libdesk: a test must never open a window or touch the user's library.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_data = tempfile.TemporaryDirectory(prefix="libdesk-tests-")
os.environ["LIBDESK_DATA"] = _data.name

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from libdesk import paths
from libdesk.actions.desk import Desk
from libdesk.domain.ops import Role
from libdesk.i18n import DEFAULT_LANGUAGE, language, set_language
from tests.builders import Clock, make_desk, make_library

# The machine may be busy: a slow example is no wrong one. What lands is judged by the same examples everywhere; those
# nobody thought of are looked for on purpose, with `--hypothesis-profile search`, and kept once they are mended.
settings.register_profile("libdesk", deadline=None, derandomize=True)
settings.register_profile(
    "search", deadline=None, max_examples=2_000, print_blob=True, suppress_health_check=list(HealthCheck)
)
settings.load_profile("libdesk")

for _wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitActive, QtBot.waitExposed):
    _wait.__kwdefaults__["timeout"] = 30_000  # milliseconds: on a busy machine five seconds say nothing

BENCHMARKS = Path(__file__).parent / "benchmarks"

gc.disable()  # until all tests are collected: what they are made of lives to the end, there is no rubbish to look for


def pytest_collection_finish() -> None:
    gc.enable()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the benchmarks out unless they are asked for by name (`python3 -m tests --benchmark`)."""
    if collection_path != BENCHMARKS:
        return None
    asked = (Path(config.invocation_params.dir, argument.split("::")[0]).resolve() for argument in config.args)
    return not any(path.is_relative_to(BENCHMARKS) for path in asked)


def pytest_unconfigure() -> None:
    _data.cleanup()


@pytest.fixture(autouse=True)
def a_busy_machine_sends_no_reading_beside_the_window(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is quick is told by its steps alone, which are the same each time; the benchmarks keep the clock."""
    if not request.path.is_relative_to(BENCHMARKS):
        monkeypatch.setattr("libdesk.store.queries.catalogue.MOMENT_S", 600.0)


@pytest.fixture(autouse=True)
def the_next_test_speaks_chinese() -> Iterator[None]:
    """A test that changes the language leaves none of it behind."""
    yield
    if language() != DEFAULT_LANGUAGE:
        set_language(DEFAULT_LANGUAGE)


@pytest.fixture(autouse=True)
def the_next_test_reads_at_the_usual_size() -> Iterator[None]:
    """A test that asks for larger type leaves none of it behind; the theme is Qt's, so only who loaded it resets it."""
    yield
    theme, app = sys.modules.get("libdesk.ui.theme"), QApplication.instance()
    if theme is not None and isinstance(app, QApplication) and theme.current().factor != 1.0:
        from tests.look import dress

        dress()


@pytest.fixture(autouse=True)
def no_widget_outlives_its_test() -> Iterator[None]:
    """Carry out what deleteLater() put off; Qt would keep it until an event loop runs, and style it for each window."""
    yield
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A PC that libdesk has never been started on: a data folder of its own, with what all accounts share inside."""
    folder = tmp_path / "pc"
    monkeypatch.setenv("LIBDESK_DATA", str(folder))
    paths.data_dir.cache_clear()
    yield folder
    paths.data_dir.cache_clear()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def library_path(tmp_path: Path) -> Path:
    return make_library(tmp_path)


@pytest.fixture
def desk(library_path: Path, clock: Clock) -> Iterator[Desk]:
    """A librarian's desk on a new, empty library."""
    made = make_desk(library_path, Role.LIBRARIAN, clock=clock)
    yield made
    made.library.close()


@pytest.fixture
def helper_desk(library_path: Path, clock: Clock) -> Iterator[Desk]:
    """A student librarian's desk, nobody signed on, on the same library and clock as `desk`."""
    made = make_desk(library_path, Role.HELPER, clock=clock)
    yield made
    made.library.close()
