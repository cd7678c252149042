"""Whatever writes to the library, the desk or a job beside it, has it on the disk before it says so."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.ui.jobs import Jobs, Lane
from tests.builders import make_desk, make_library

DURABLE = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def durability(desk: Desk) -> dict[str, object]:
    """As it is inside an action, where rows are written."""
    with desk.action(Op.IMPORT_BOOKS) as act:
        return {name: act.connection.execute(f"PRAGMA {name}").fetchone()[0] for name in DURABLE}


def test_the_desk_and_its_jobs_write_as_durably(qtbot: QtBot, tmp_path: Path) -> None:
    desk = make_desk(make_library(tmp_path))
    jobs = Jobs(desk)
    found: list[dict[str, object]] = [durability(desk)]

    def work(of_the_job: Desk, _progress: Progress) -> dict[str, object]:
        return durability(of_the_job)

    for lane in Lane:
        with qtbot.waitSignal(jobs.finished):
            jobs.start(lane, "durable", work, found.append, lambda error: None)
    jobs.wait_and_close()
    desk.library.close()
    assert found == [DURABLE] * (1 + len(Lane))
