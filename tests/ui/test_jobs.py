"""Long work runs beside the desk, tells its end on the UI thread, and leaves no thread behind."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Actor, Desk
from libdesk.domain.errors import DeskError, NotAllowed
from libdesk.domain.ops import Change, Op, Role, Topic
from libdesk.domain.progress import Cancelled, Progress
from libdesk.store.database import Library, create_library
from libdesk.store.tables import Place
from libdesk.ui.jobs import Jobs, Lane


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "school.libdesk"
    create_library(path)
    library = Library(path)
    yield Desk(library, actor=Actor(Role.LIBRARIAN))
    library.close()


@pytest.fixture
def jobs(qtbot: QtBot, desk: Desk) -> Iterator[Jobs]:
    jobs = Jobs(desk)
    yield jobs
    jobs.wait_and_close()


def add_place(desk: Desk, progress: Progress) -> int:
    with desk.action(Op.IMPORT_BOOKS) as act:
        row_id = act.add(Place, name="attic", reading_room=0)
        progress.step(1, 1)
    return row_id


def places(desk: Desk) -> int:
    return int(desk.library.connection.execute("SELECT count(*) FROM place WHERE name = 'attic'").fetchone()[0])


def never(error: object) -> None:
    raise AssertionError(error)


def test_a_job_gives_its_result_on_the_ui_thread(qtbot: QtBot, jobs: Jobs) -> None:
    results: list[tuple[int, threading.Thread]] = []
    worker: list[threading.Thread] = []

    def work(_desk: Desk, _progress: Progress) -> int:
        worker.append(threading.current_thread())
        return 7

    with qtbot.waitSignal(jobs.finished):
        jobs.start(Lane.DOCUMENTS, "seven", work, lambda n: results.append((n, threading.current_thread())), never)
    assert results == [(7, threading.main_thread())]
    assert worker[0] is not threading.main_thread()
    assert jobs.running == ()


def test_what_a_job_changed_is_told_to_the_desks_screens_before_its_result(
    qtbot: QtBot, jobs: Jobs, desk: Desk
) -> None:
    told: list[object] = []
    desk.listeners.append(told.append)
    with qtbot.waitSignal(jobs.library_job_ended):
        jobs.start(Lane.LIBRARY, "a place", add_place, told.append, never)
    change, row_id = told
    assert isinstance(change, Change)
    assert change.topics == {Topic.BOOKS}
    assert isinstance(row_id, int)
    assert places(desk) == 1


def test_the_library_is_busy_until_the_last_library_job_has_ended(qtbot: QtBot, jobs: Jobs) -> None:
    hold = threading.Event()
    seen: list[bool] = []
    jobs.finished.connect(lambda _job: seen.append(jobs.busy_library))
    with qtbot.waitSignals([jobs.library_job_ended]):
        jobs.start(Lane.LIBRARY, "first", lambda _d, _p: hold.wait(10), lambda _r: None, never)
        jobs.start(Lane.LIBRARY, "second", lambda _d, _p: None, lambda _r: None, never)
        assert jobs.busy_library
        hold.set()
    assert seen == [True, False]


def test_documents_run_while_the_library_is_busy_and_do_not_make_it_so(qtbot: QtBot, jobs: Jobs) -> None:
    hold = threading.Event()
    jobs.start(Lane.LIBRARY, "long", lambda _d, _p: hold.wait(10), lambda _r: None, never)
    with qtbot.waitSignal(jobs.finished) as ended:
        jobs.start(Lane.DOCUMENTS, "cards", lambda _d, _p: None, lambda _r: None, never)
    assert ended.args is not None
    assert ended.args[0].lane is Lane.DOCUMENTS
    assert jobs.busy_library
    with qtbot.waitSignal(jobs.library_job_ended):
        hold.set()
    assert not jobs.busy_library


def test_a_stopped_library_job_leaves_nothing_behind(qtbot: QtBot, jobs: Jobs, desk: Desk) -> None:
    begun, hold = threading.Event(), threading.Event()
    errors: list[Exception] = []

    def work(worker: Desk, progress: Progress) -> None:
        with worker.action(Op.IMPORT_BOOKS) as act:
            act.add(Place, name="attic", reading_room=0)
            begun.set()
            hold.wait(10)
            progress.step(1, 2)

    with qtbot.waitSignal(jobs.library_job_ended):
        job = jobs.start(Lane.LIBRARY, "stopped", work, never, errors.append)
        begun.wait(10)
        job.cancel()
        hold.set()
    assert isinstance(errors[0], Cancelled)
    assert places(desk) == 0


def test_what_a_job_wrote_goes_into_the_file_after_its_end_was_told(qtbot: QtBot, jobs: Jobs, desk: Desk) -> None:
    before = desk.library.path.read_bytes()
    with qtbot.waitSignal(jobs.library_job_ended):
        jobs.start(Lane.LIBRARY, "a place", add_place, lambda _id: None, never)
    qtbot.waitUntil(lambda: desk.library.path.read_bytes() != before)


def test_a_job_that_waits_for_its_turn_can_be_stopped_before_it_begins(qtbot: QtBot, jobs: Jobs) -> None:
    hold = threading.Event()
    errors: list[Exception] = []
    with qtbot.waitSignal(jobs.library_job_ended):
        jobs.start(Lane.LIBRARY, "first", lambda _d, _p: hold.wait(10), lambda _r: None, never)
        jobs.start(Lane.LIBRARY, "second", lambda _d, _p: never("it ran"), never, errors.append).cancel()
        hold.set()
    assert [type(error) for error in errors] == [Cancelled]


def test_the_last_step_is_always_told(qtbot: QtBot, jobs: Jobs) -> None:
    steps: list[tuple[int, int]] = []
    jobs.progressed.connect(lambda _job, done, total: steps.append((done, total)))

    def work(_desk: Desk, progress: Progress) -> None:
        for n in range(1, 1001):
            progress.step(n, 1000)

    with qtbot.waitSignal(jobs.finished):
        jobs.start(Lane.DOCUMENTS, "steps", work, lambda _r: None, never)
    assert steps[-1] == (1000, 1000)
    assert len(steps) < 1000


def test_a_job_may_do_only_what_the_role_at_the_desk_may(qtbot: QtBot, jobs: Jobs, desk: Desk) -> None:
    desk.actor = Actor(Role.HELPER)
    errors: list[Exception] = []
    with qtbot.waitSignal(jobs.finished):
        jobs.start(Lane.LIBRARY, "forbidden", add_place, never, errors.append)
    assert isinstance(errors[0], NotAllowed)
    assert places(desk) == 0


def test_a_bug_in_a_job_is_shown_like_any_other_and_ends_the_job(qtbot: QtBot, jobs: Jobs) -> None:
    errors: list[Exception] = []
    with qtbot.captureExceptions() as shown, qtbot.waitSignal(jobs.finished):
        jobs.start(Lane.LIBRARY, "bug", lambda _d, _p: 1 / 0, never, errors.append)
    assert [kind for kind, _error, _trace in shown] == [ZeroDivisionError]
    assert isinstance(errors[0], ZeroDivisionError)
    assert not jobs.busy_library


def test_a_fault_that_the_desk_can_mend_is_no_bug(qtbot: QtBot, jobs: Jobs, desk: Desk) -> None:
    errors: list[Exception] = []

    def work(_desk: Desk, _progress: Progress) -> None:
        raise NotAllowed("lend")

    with qtbot.captureExceptions() as shown, qtbot.waitSignal(jobs.finished):
        jobs.start(Lane.DOCUMENTS, "fault", work, never, errors.append)
    assert shown == []
    assert isinstance(errors[0], DeskError)


def test_leaving_the_program_cancels_documents_and_waits_for_the_library(qtbot: QtBot, desk: Desk) -> None:
    jobs = Jobs(desk)
    begun = threading.Event()
    ends: list[object] = []

    def endless(_desk: Desk, progress: Progress) -> None:
        begun.set()
        while True:
            progress.step(0, 1)

    jobs.start(Lane.DOCUMENTS, "endless", endless, never, ends.append)
    jobs.start(Lane.LIBRARY, "a place", add_place, ends.append, never)
    begun.wait(10)
    jobs.wait_and_close()
    assert sorted(type(end) is int for end in ends) == [False, True]
    assert places(desk) == 1
    assert jobs.running == ()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith(tuple(Lane))]
    with pytest.raises(RuntimeError):
        jobs.start(Lane.DOCUMENTS, "too late", endless, never, never)
