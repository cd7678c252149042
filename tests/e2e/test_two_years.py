"""Two years of one primary school, lived through once on one library file; each sentence of what a school needs is a
test that looks at what was seen on the way.
"""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from libdesk import paths
from tests.builders import Clock
from tests.e2e import school_first_autumn as autumn
from tests.e2e import school_first_spring as spring
from tests.e2e.school_years import School
from tests.ui.wizard.newcomer import Newcomer

BEGIN = autumn.D("2025-09-01")
STATIONS = (
    autumn.first_loans, autumn.cards, autumn.holds, autumn.overdue, autumn.lost_book, autumn.closure,
    spring.leaving, spring.restore, spring.wrong_import, spring.winter, spring.coming_back, spring.recall,
)  # fmt: skip


@pytest.fixture(scope="module")
def school(qapp: QApplication, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    """Lived through once, until July 2027."""
    import time
    folder, clock, qtbot = tmp_path_factory.mktemp("years"), Clock(BEGIN), QtBot(request)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIBDESK_DATA", str(folder / "pc"))
        paths.data_dir.cache_clear()
        newcomer = Newcomer(folder, qtbot, clock)
        t=time.perf_counter()
        library = autumn.set_up(newcomer, folder)
        newcomer.leave()
        print("set_up", time.perf_counter()-t)
        lived = School(library, folder, clock, qtbot)
        for station in STATIONS:
            t=time.perf_counter()
            station(lived)
            print(station.__name__, time.perf_counter()-t)
        yield lived
        lived.desk.close()
    paths.data_dir.cache_clear()


def test_x(school: School) -> None:
    import pprint
    pprint.pprint(school.seen)
