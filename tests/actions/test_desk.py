"""The desk: every Op against every Role, one transaction a gesture, and a library that cannot be written beside it."""

import json
import sqlite3
from collections.abc import Callable
from datetime import date

import pytest

from libdesk.actions import (
    holds,
    house_use,
    lending,
    returning,
    rules,
    settings,
    shifts,
    staff,
    undo,
)
from libdesk.actions.cataloguing import uncatalogued
from libdesk.actions.desk import Actor, Desk
from libdesk.actions.readers import cards as readers
from libdesk.domain.duedates import LoanRule
from libdesk.domain.errors import DeskError, NotAllowed
from libdesk.domain.ops import ALLOWED, Change, Op, Role, Topic
from libdesk.store.tables import Place
from tests.builders import Clock, add_book, add_reader, count, set_setting
from tests.invariants import rows_of

CALLS: dict[str, tuple[Op, Callable[[Desk], object]]] = {
    "lend": (Op.LEND, lambda desk: lending.lend(desk, copy_id=1, reader_id=1)),
    "lend past a rule": (Op.OVERRIDE, lambda desk: lending.lend(desk, copy_id=1, reader_id=1, override="同意")),
    "lend a run": (Op.LEND_RUN, lambda desk: lending.lend_run(desk, copy_ids=[1], reader_id=1)),
    "lend uncatalogued": (
        Op.LEND_UNCATALOGUED, lambda desk: uncatalogued.lend_uncatalogued(desk, title="渔村", barcode="T1", reader_id=1)
    ),
    "give back": (Op.GIVE_BACK, lambda desk: returning.give_back(desk, copy_id=1)),
    "give back on an earlier day": (
        Op.BACKDATE_RETURN, lambda desk: returning.give_back(desk, copy_id=1, on=date(2026, 3, 9))
    ),
    "renew": (Op.RENEW, lambda desk: returning.renew(desk, copy_id=1)),
    "renew past a rule": (Op.OVERRIDE, lambda desk: returning.renew(desk, copy_id=1, override="同意")),
    "change due": (Op.CHANGE_DUE, lambda desk: returning.change_due(desk, copy_id=1, due=date(2026, 4, 1))),
    "mark lost": (Op.MARK_LOST, lambda desk: returning.mark_lost(desk, copy_id=1)),
    "mark found": (Op.MARK_FOUND, lambda desk: returning.mark_found(desk, copy_id=1)),
    "claim returned": (Op.CLAIM_RETURNED, lambda desk: returning.claim_returned(desk, copy_id=1)),
    "report damage": (Op.REPORT_DAMAGE, lambda desk: returning.report_damage(desk, copy_id=1, degree="slight")),
    "count use": (Op.USE_IN_HOUSE, lambda desk: house_use.count_use(desk, copy_id=1)),
    "place hold": (Op.PLACE_HOLD, lambda desk: holds.place_hold(desk, title_id=1, reader_id=1)),
    "cancel hold": (Op.CANCEL_HOLD, lambda desk: holds.cancel_hold(desk, hold_id=1)),
    "undo": (Op.UNDO, lambda desk: undo.undo(desk, 1)),
    "start shift": (Op.START_SHIFT, lambda desk: shifts.start_shift(desk, 1)),
    "appoint": (Op.APPOINT_HELPER, lambda desk: shifts.appoint(desk, 1)),
    "dismiss": (Op.DISMISS_HELPER, lambda desk: shifts.dismiss(desk, 1)),
    "stop reader": (Op.STOP_READER, lambda desk: readers.stop_reader(desk, reader_id=1, why="卡遗失")),
    "replace card": (Op.REPLACE_CARD, lambda desk: readers.replace_card(desk, reader_id=1, code="R000777")),
    "change settings": (Op.EDIT_SETTINGS, lambda desk: settings.change_settings(desk, school="阳光小学")),
    "change rule": (Op.EDIT_RULES, lambda desk: rules.change_rule(desk, "pupil", "*", LoanRule())),
    "add staff": (Op.EDIT_STAFF, lambda desk: staff.add_staff(desk, name="王老师", role=Role.LIBRARIAN, pin="246810")),
}  # fmt: skip


@pytest.fixture
def stocked(desk: Desk) -> Desk:
    add_book(desk, "草房子")
    add_reader(desk, "张小明")
    return desk


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("op", Op)
def test_an_op_is_open_to_a_role_only_if_the_table_says_so(desk: Desk, op: Op, role: Role) -> None:
    desk.actor = Actor(role)
    allowed = op in ALLOWED[role]
    assert desk.allows(op) is allowed
    if allowed:
        assert desk.read(op) is desk.library
        with desk.action(op) as act:
            act.note(tried=1)
        assert count(desk, "SELECT count(*) FROM journal") == 1
        return
    with pytest.raises(NotAllowed):
        desk.read(op)
    with pytest.raises(NotAllowed), desk.action(op):
        pytest.fail("the action began")
    assert count(desk, "SELECT count(*) FROM journal") == 0


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("op", "call"), CALLS.values(), ids=CALLS)
def test_every_action_asks_for_its_own_op(stocked: Desk, op: Op, call: Callable[[Desk], object], role: Role) -> None:
    stocked.actor = Actor(role)
    before = rows_of(stocked.library.connection)
    if op not in ALLOWED[role]:
        with pytest.raises(NotAllowed):
            call(stocked)
        assert rows_of(stocked.library.connection) == before
        return
    try:
        call(stocked)
    except DeskError as error:
        assert not isinstance(error, NotAllowed), error  # noqa: PT017 - any other refusal is another test's


class TestTransactions:
    """One gesture, one transaction, one entry, one notice."""

    def test_an_error_inside_leaves_no_row_no_entry_and_no_notice(self, desk: Desk) -> None:
        told: list[Change] = []
        desk.listeners.append(told.append)
        before = rows_of(desk.library.connection)
        with pytest.raises(sqlite3.IntegrityError), desk.action(Op.IMPORT_BOOKS) as act:
            act.add_many(Place, ("name",), [("书库二",), ("书库三",), ("书库二",)])
        assert rows_of(desk.library.connection) == before
        assert count(desk, "SELECT count(*) FROM journal") == 0
        assert told == []
        with desk.action(Op.IMPORT_BOOKS) as act:
            act.add(Place, name="书库二")
        assert [change.op for change in told] == [Op.IMPORT_BOOKS]

    def test_actions_do_not_nest(self, desk: Desk) -> None:
        with pytest.raises(RuntimeError), desk.action(Op.LEND), desk.action(Op.GIVE_BACK):
            pytest.fail("the inner action began")
        assert count(desk, "SELECT count(*) FROM journal") == 0

    def test_listeners_hear_after_the_commit(self, stocked: Desk, helper_desk: Desk) -> None:
        seen: list[tuple[frozenset[Topic], int]] = []
        stocked.listeners.append(
            lambda change: seen.append((change.topics, count(helper_desk, "SELECT count(*) FROM loan")))
        )
        lending.lend(stocked, copy_id=1, reader_id=1)
        assert seen == [(frozenset({Topic.LOANS, Topic.BOOKS}), 1)]

    def test_a_change_of_settings_is_seen_by_the_next_action(self, desk: Desk) -> None:
        assert desk.settings.hold_days == 3
        settings.change_settings(desk, hold_days=5)
        assert desk.settings.hold_days == 5


class TestTheJournal:
    """Who, what and when, without a name; nobody rewrites it."""

    def test_it_says_who_did_what_when_and_whether_a_code_was_typed(self, stocked: Desk, clock: Clock) -> None:
        stocked.actor = Actor(Role.HELPER, shift_id=7, name="值日生")
        lending.lend(stocked, copy_id=1, reader_id=1, typed=True)
        row = stocked.library.connection.execute(
            "SELECT at, op, role, staff_id, shift_id, typed FROM journal ORDER BY id DESC"
        ).fetchone()
        assert row == (int(clock.now.timestamp() * 1000), "lend", "helper", None, 7, 1)

    def test_its_lines_hold_no_personal_text(self, stocked: Desk) -> None:
        lending.lend(stocked, copy_id=1, reader_id=1, override="妈妈来信说明")
        returning.give_back(stocked, copy_id=1, damage="slight", note="张小明的弟弟撕的")
        readers.stop_reader(stocked, reader_id=1, why="张小明转学")
        for (args,) in stocked.library.connection.execute("SELECT args FROM journal"):
            values = json.loads(args).values()
            assert all(isinstance(value, int | str | list | None) for value in values)
            assert args.isascii(), args

    @pytest.mark.parametrize("statement", ["UPDATE journal SET op = 'lend'", "DELETE FROM journal"])
    def test_it_is_append_only(self, stocked: Desk, statement: str) -> None:
        with pytest.raises(sqlite3.IntegrityError, match="append-only"), stocked.library.writing() as connection:
            connection.execute(statement)


class TestTheConnection:
    """What the screen called done is on the disk; nothing is written beside an action."""

    def test_every_connection_that_writes_waits_for_the_disk(self, desk: Desk, helper_desk: Desk) -> None:
        for one in (desk, helper_desk):
            with one.library.writing() as connection:
                assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
                assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
                assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
                assert connection.execute("PRAGMA secure_delete").fetchone() == (1,)

    def test_outside_an_action_sqlite_itself_refuses_to_write(self, stocked: Desk) -> None:
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            stocked.library.connection.execute("UPDATE copy SET status = 'lost'")
        lending.lend(stocked, copy_id=1, reader_id=1)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            stocked.library.connection.execute("DELETE FROM loan")

    def test_after_a_refusal_the_library_is_read_only_again(self, stocked: Desk) -> None:
        with pytest.raises(DeskError):
            returning.renew(stocked, copy_id=1)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            stocked.library.connection.execute("DELETE FROM loan")


def test_the_library_s_own_zone_decides_what_day_it_is(desk: Desk, clock: Clock) -> None:
    clock.advance(seconds=15 * 3600)
    assert desk.today == date(2026, 3, 10)
    set_setting(desk, "zone", "Europe/London")
    assert desk.today == date(2026, 3, 9)
