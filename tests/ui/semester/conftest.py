"""Every test of the semester's pages has the surroundings of a tab."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from libdesk.actions.desk import Desk
from libdesk.ui import theme
from tests.ui.surroundings import Kept, surroundings


@pytest.fixture
def kept(desk: Desk, tmp_path: Path, qapp: QApplication) -> Iterator[Kept]:
    theme.apply_theme(qapp, scheme="light")
    with surroundings(desk, tmp_path) as made:
        yield made
