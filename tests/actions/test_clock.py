"""The clock of the PC: one that stands before the journal's last entry dates nothing until a librarian accepts it."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from libdesk import app
from libdesk.actions import backups, calendar, returning, settings, shifts, undo
from libdesk.actions.clock import accept_clock
from libdesk.actions.desk import Actor, Desk
from libdesk.actions.holds import place_hold
from libdesk.actions.lending import lend
from libdesk.actions.readers import cards as readers
from libdesk.domain import yearplan
from libdesk.domain.clock import ClockAhead, ClockBehind
from libdesk.domain.errors import NotAllowed
from libdesk.domain.ops import ALLOWED, DATES, Op, Role
from libdesk.domain.progress import Progress
from tests.builders import Clock, add_book, add_reader, add_term, count, make_desk

D = date.fromisoformat


@pytest.fixture
def stocked(desk: Desk) -> Desk:
    add_book(desk, "草房子", copies=2)
    add_reader(desk, "张三", helper=True)
    return desk


@pytest.fixture
def flat(stocked: Desk, clock: Clock) -> Desk:
    """The desk after the battery has died: seven years ago."""
    clock.advance(days=-2556)
    return stocked


GESTURES: dict[str, Callable[[Desk], object]] = {
    "lend": lambda desk: lend(desk, copy_id=1, reader_id=1),
    "give back": lambda desk: returning.give_back(desk, copy_id=1),
    "renew": lambda desk: returning.renew(desk, copy_id=1),
    "place a hold": lambda desk: place_hold(desk, title_id=1, reader_id=1),
    "start a shift": lambda desk: shifts.start_shift(desk, 1),
    "replace a card": lambda desk: readers.replace_card(desk, reader_id=1, code="R777"),
}


@pytest.mark.parametrize("gesture", GESTURES.values(), ids=GESTURES)
def test_nothing_is_dated_by_a_clock_that_stands_behind(flat: Desk, gesture: Callable[[Desk], object]) -> None:
    entries = count(flat, "SELECT count(*) FROM journal")
    with pytest.raises(ClockBehind, match="2019年3月10日"):
        gesture(flat)
    assert count(flat, "SELECT count(*) FROM journal") == entries


def test_a_few_minutes_are_no_old_battery(stocked: Desk, clock: Clock) -> None:
    clock.advance(seconds=-599)
    lend(stocked, copy_id=1, reader_id=1)
    assert stocked.watch.doubt() is None


def test_a_clock_that_is_behind_on_the_same_day_is_told_with_its_time(stocked: Desk, clock: Clock) -> None:
    clock.advance(seconds=-3_600)
    with pytest.raises(ClockBehind, match="09:00") as told:
        lend(stocked, copy_id=1, reader_id=1)
    assert "10:00" in told.value.text()


def test_another_desk_that_opens_the_file_sees_it_too(flat: Desk, clock: Clock) -> None:
    other = make_desk(flat.library.path, Role.HELPER, clock=clock)
    assert isinstance(other.watch.doubt(), ClockBehind)
    with pytest.raises(ClockBehind):
        lend(other, copy_id=1, reader_id=1)
    other.library.close()


def test_a_clock_set_right_ends_it_by_itself(flat: Desk, clock: Clock) -> None:
    clock.advance(days=2557)
    lend(flat, copy_id=1, reader_id=1)


def test_a_librarian_accepts_the_clock_in_one_entry_and_work_goes_on(flat: Desk) -> None:
    entry = accept_clock(flat)
    assert flat.watch.doubt() is None
    lend(flat, copy_id=1, reader_id=1)
    row = flat.library.connection.execute("SELECT op, at FROM journal WHERE id = ?", (entry,)).fetchone()
    assert row == (Op.ACCEPT_CLOCK, flat.now())
    again = make_desk(flat.library.path, clock=flat._clock)  # type: ignore[arg-type]
    assert again.watch.doubt() is None
    again.library.close()


def test_a_pupil_cannot_accept_it(flat: Desk) -> None:
    flat.actor = Actor(Role.HELPER)
    with pytest.raises(NotAllowed):
        accept_clock(flat)


def test_what_dates_nothing_goes_on_and_the_journal_never_goes_back(flat: Desk) -> None:
    settings.change_settings(flat, school="阳光小学")
    instants = [row[0] for row in flat.library.fetch("SELECT at FROM journal ORDER BY id")]
    assert instants == sorted(instants)
    assert isinstance(flat.watch.doubt(), ClockBehind), "an entry of another kind must not end the block"
    last = undo.last_undoable(flat)
    assert last is not None
    undo.undo(flat, last.id)
    assert flat.settings.school == ""


def test_a_closure_can_be_entered_but_moves_no_loan_by_such_a_clock(stocked: Desk, clock: Clock) -> None:
    lend(stocked, copy_id=1, reader_id=1)
    clock.advance(days=-30)
    edit = yearplan.set_days(D("2026-03-23"), D("2026-03-23"), open=False)
    with pytest.raises(ClockBehind):
        calendar.carry_out(stocked, edit, move=True)
    assert calendar.carry_out(stocked, edit).days == 1


def test_the_program_s_own_backup_is_made_and_dated_by_the_last_entry(flat: Desk, clock: Clock) -> None:
    worker = flat.beside()
    app._house(worker, Progress())
    worker.close()
    made = [backup.made.date() for backup in backups.backups_of(flat.library.path)]
    assert made == [D("2026-03-09")]
    flat.actor = Actor(Role.SYSTEM)
    assert backups.exit_backup(flat) is None, "nothing was done since"
    clock.advance(days=2557)
    flat.actor = Actor(Role.LIBRARIAN)
    lend(flat, copy_id=1, reader_id=1)
    assert backups.daily_backup_due(flat)


def test_backups_of_a_clock_that_was_ahead_do_not_stop_those_of_today(stocked: Desk, clock: Clock) -> None:
    clock.advance(days=3650)
    backups.back_up_now(stocked)
    clock.advance(days=-3649)
    accept_clock(stocked)
    lend(stocked, copy_id=1, reader_id=1)
    assert backups.daily_backup_due(stocked)
    backups.daily_backup(stocked)
    assert not backups.daily_backup_due(stocked)


@pytest.fixture
def ahead(stocked: Desk, clock: Clock) -> Iterator[Desk]:
    """A desk opened ten years on, with a term known for this year."""
    add_term(stocked, D("2026-03-02"), D("2026-07-03"), "春")
    clock.advance(days=3650)
    made = make_desk(stocked.library.path, clock=clock)
    yield made
    made.library.close()


def test_a_clock_far_ahead_is_asked_about_and_stops_nobody(ahead: Desk) -> None:
    assert isinstance(ahead.watch.doubt(), ClockAhead)
    lend(ahead, copy_id=1, reader_id=1)
    assert isinstance(ahead.watch.doubt(), ClockAhead), "the question stands until it is answered"
    accept_clock(ahead)
    assert ahead.watch.doubt() is None


def test_by_a_clock_far_ahead_no_undo_step_and_no_hold_goes(ahead: Desk) -> None:
    ahead.watch.doubt()
    images = count(ahead, "SELECT count(*) FROM journal_image")
    ahead.actor = Actor(Role.SYSTEM)
    worker = ahead.beside()
    app._house(worker, Progress())
    worker.close()
    assert count(ahead, "SELECT count(*) FROM journal_image") == images
    ahead.actor = Actor(Role.LIBRARIAN)
    accept_clock(ahead)
    worker = ahead.beside()
    app._house(worker, Progress())
    worker.close()
    assert count(ahead, "SELECT count(*) FROM journal_image") == 0


@pytest.mark.parametrize("days", [30, 399, 401])
def test_a_long_closure_within_known_terms_is_no_question(stocked: Desk, clock: Clock, days: int) -> None:
    clock.advance(days=days)
    year = clock.today.year
    before = make_desk(stocked.library.path)
    add_term(before, date(year, 1, 1), date(year, 7, 1), "今年")
    before.library.close()
    later = make_desk(stocked.library.path, clock=clock)
    assert later.watch.doubt() is None
    later.library.close()


def test_a_new_library_has_no_last_entry_to_go_by(desk: Desk, clock: Clock) -> None:
    clock.advance(days=-9_000)
    assert desk.watch.doubt() is None
    add_book(desk, "草房子")


def test_a_scan_reads_no_journal_for_it(stocked: Desk) -> None:
    lend(stocked, copy_id=1, reader_id=1)
    asked: list[str] = []
    stocked.library.connection.set_trace_callback(asked.append)
    lend(stocked, copy_id=2, reader_id=add_reader_quietly(stocked))
    stocked.library.connection.set_trace_callback(None)
    assert [sql for sql in asked if sql.startswith("SELECT id, at FROM journal")] == []


def add_reader_quietly(desk: Desk) -> int:
    desk.library.connection.set_trace_callback(None)
    return add_reader(desk, "李四").id


# Of what is edited these bear the day on which they were begun or done: wishes, orders, batches, lists, repairs,
# subscriptions, tasks, trainings, activities, boxes, questions, suggestions, lists of books, studies, summaries.
BEGUN_ON_A_DAY = {
    Op.EDIT_WISHES, Op.EDIT_PURCHASE, Op.EDIT_BATCH, Op.EDIT_NOTICES, Op.EDIT_WITHDRAWAL, Op.EDIT_REPAIR,
    Op.EDIT_SUBSCRIPTION, Op.EDIT_PLAN, Op.EDIT_TRAINING, Op.EDIT_ACTIVITY, Op.EDIT_BOXES, Op.EDIT_QUESTIONS,
    Op.EDIT_SUGGESTIONS, Op.EDIT_BOOK_LISTS, Op.EDIT_STUDY, Op.EDIT_SUMMARY,
}  # fmt: skip


@pytest.mark.parametrize("op", Op)
def test_what_the_desk_does_every_minute_is_dated(op: Op) -> None:
    if op not in BEGUN_ON_A_DAY:
        assert not (op in DATES and op.name.startswith(("SEE_", "FIND_", "EDIT_")))
    if op in ALLOWED[Role.HELPER] and not op.name.startswith(("SEE_", "FIND_")):
        assert (op in DATES) == (op not in (Op.UNDO, Op.SIGN_IN, Op.PRACTISE))  # a drill has a library of its own
