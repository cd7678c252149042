"""What every test run has in common: no screen, no clock on Hypothesis, and a data folder of its own."""

import os
import tempfile
from pathlib import Path

# Before anything imports Qt or libdesk: a test must never open a window or touch the user's library.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_data = tempfile.TemporaryDirectory(prefix="libdesk-tests-")
os.environ["LIBDESK_DATA"] = _data.name

import pytest
from hypothesis import settings

settings.register_profile("libdesk", deadline=None)  # the machine may be busy; a slow example is no wrong one
settings.load_profile("libdesk")

BENCHMARKS = Path(__file__).parent / "benchmarks"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the benchmarks out unless they are asked for by name (`python3 -m tests --benchmark`)."""
    if collection_path != BENCHMARKS:
        return None
    asked = (Path(config.invocation_params.dir, argument.split("::")[0]).resolve() for argument in config.args)
    return not any(path.is_relative_to(BENCHMARKS) for path in asked)


def pytest_unconfigure() -> None:
    _data.cleanup()
