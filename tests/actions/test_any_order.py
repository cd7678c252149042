"""Whatever is done in whatever order: the rules of every library hold, refusals change nothing, undo is exact."""

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from libdesk.actions.binding.lists import receive, remove_binding, send, take_off
from libdesk.actions.binding.volumes import make_volumes
from libdesk.actions.cataloguing.arrivals import handle
from libdesk.actions.cataloguing.copies import edit_copies
from libdesk.actions.cataloguing.uncatalogued import lend_uncatalogued
from libdesk.actions.holds import cancel_hold, expire_holds, place_hold
from libdesk.actions.house_use import count_use
from libdesk.actions.lending import lend, lend_run
from libdesk.actions.money.charges import charge_whole_set, give_money_back, hand_over, pay, set_amount, waive
from libdesk.actions.money.replacing import replace_lost
from libdesk.actions.money.suspensions import lift_suspensions
from libdesk.actions.readers.erase import erase_readers
from libdesk.actions.readers.leaving import bring_back, leave_readers
from libdesk.actions.repairs.steps import edit_case, take_step
from libdesk.actions.returning import (
    change_due,
    claim_returned,
    give_back,
    mark_found,
    mark_lost,
    renew,
    report_damage,
)
from libdesk.actions.shelving.trolley import shelve
from libdesk.actions.undo import last_undoable, undo
from libdesk.actions.withdrawing.lists import add_to_withdrawal, approve, remove_withdrawal, take_approval_back
from libdesk.actions.withdrawing.withdraw import bring_back as into_the_library
from libdesk.actions.withdrawing.withdraw import withdraw
from libdesk.domain.arrivals import Step
from libdesk.domain.ops import Role
from libdesk.domain.repairs import DEGREES, CaseState
from libdesk.store.queries import bindings, charges, journal
from tests.actions.any_order import AnyOrder
from tests.builders import Clock, add_book, add_reader, add_term, make_desk, make_library, set_rule, set_setting
from tests.invariants import RULES
from tests.serials_made import YEAR, add_serial, bound, planned

COPIES = st.integers(1, 11)
READERS = st.integers(1, 5)
CHARGES = st.integers(1, 4)
SERIAL = 5  # the title of the issues


def small_school(folder: Path) -> Path:
    """Four titles, one of them in two volumes, eight copies, and three issues that can be bound; four pupils and a
    teacher; a term and a strict rule."""
    path = make_library(folder)
    clock = Clock()
    desk = make_desk(path, clock=clock)
    add_book(desk, "草房子", copies=2)
    first = add_book(desk, "西游记", copies=2, volume="上")
    add_book(desk, "西游记", copies=1, volume="下", title_id=first.title_id)
    add_book(desk, "少年科学", copies=2, item_kind="periodical")
    add_book(desk, "字典", copies=1, item_kind="reference")
    add_serial(desk, "自然观察", issues=3, with_codes=True)
    for name in ("张小明", "李雷", "韩梅梅", "王芳"):
        add_reader(desk, name)
    add_reader(desk, "王老师", kind="teacher")
    add_term(desk, clock.today - timedelta(days=20), clock.today + timedelta(days=60))
    set_rule(desk, max_loans=2, max_holds=2, suspension_days_per_day=1, max_in_house=1, fine_fen_per_day=50)
    set_setting(desk, "money", True)
    desk.library.close()
    return path


class Library(AnyOrder):
    """A librarian's desk on which anything may be done next."""

    def __init__(self) -> None:
        super().__init__()
        self.system = make_desk(self.path, Role.SYSTEM, clock=self.clock)

    def teardown(self) -> None:
        self.system.library.close()
        super().teardown()

    @rule(copy=COPIES, reader=READERS, in_house=st.booleans(), override=st.sampled_from([None, "馆员同意"]))
    def lend(self, copy: int, reader: int, in_house: bool, override: str | None) -> None:
        self.attempt(lambda desk: lend(desk, copy_id=copy, reader_id=reader, in_house=in_house, override=override))

    @rule(copies=st.lists(COPIES, max_size=4), reader=READERS)
    def lend_run(self, copies: list[int], reader: int) -> None:
        self.attempt(lambda desk: lend_run(desk, copy_ids=copies, reader_id=reader))

    @rule(number=st.integers(1, 2), reader=READERS)
    def lend_uncatalogued(self, number: int, reader: int) -> None:
        self.attempt(lambda desk: lend_uncatalogued(desk, title="渔村", barcode=f"T{number}", reader_id=reader))

    @rule(copy=COPIES, ago=st.sampled_from([None, None, 0, 3]), damage=st.sampled_from([None, None, "slight"]))
    def give_back(self, copy: int, ago: int | None, damage: str | None) -> None:
        day = None if ago is None else self.clock.today - timedelta(days=ago)
        self.attempt(lambda desk: give_back(desk, copy_id=copy, on=day, damage=damage))

    @rule(copy=COPIES, override=st.sampled_from([None, "馆员同意"]))
    def renew(self, copy: int, override: str | None) -> None:
        self.attempt(lambda desk: renew(desk, copy_id=copy, override=override))

    @rule(title=st.integers(1, 4), volume=st.sampled_from([None, 1, 2]), reader=READERS)
    def place_hold(self, title: int, volume: int | None, reader: int) -> None:
        volume_id = volume if title == 2 else None
        self.attempt(lambda desk: place_hold(desk, title_id=title, volume_id=volume_id, reader_id=reader))

    @rule(hold=st.integers(1, 6))
    def cancel_hold(self, hold: int) -> None:
        self.attempt(lambda desk: cancel_hold(desk, hold_id=hold))

    @rule(copy=COPIES, what=st.sampled_from([mark_lost, mark_found, claim_returned]))
    def say(self, copy: int, what: Callable[..., int]) -> None:
        self.attempt(lambda desk: what(desk, copy_id=copy))

    @rule(copies=st.lists(COPIES, min_size=1, max_size=4))
    def shelve(self, copies: list[int]) -> None:
        self.attempt(lambda desk: shelve(desk, copies))

    @rule(copy=COPIES, days=st.integers(-2, 30))
    def change_due(self, copy: int, days: int) -> None:
        self.attempt(lambda desk: change_due(desk, copy_id=copy, due=self.clock.today + timedelta(days=days)))

    @rule(copy=COPIES, degree=st.sampled_from(DEGREES))
    def report_damage(self, copy: int, degree: str) -> None:
        self.attempt(lambda desk: report_damage(desk, copy_id=copy, degree=degree))

    @rule(cases=st.lists(st.integers(1, 5), max_size=3), state=st.sampled_from(CaseState))
    def take_step(self, cases: list[int], state: CaseState) -> None:
        self.attempt(lambda desk: take_step(desk, cases, state, cost_fen=200))

    @rule(case=st.integers(1, 5), degree=st.sampled_from(DEGREES))
    def edit_case(self, case: int, degree: str) -> None:
        said = {"kind": "torn", "cause": "", "note": "第3页", "material": "胶带", "cost_fen": None}
        self.attempt(lambda desk: edit_case(desk, case, degree=degree, **said))

    @rule(copy=COPIES, status=st.sampled_from(["shelf", "repair", "missing"]))
    def set_by_hand(self, copy: int, status: str) -> None:
        self.attempt(lambda desk: edit_copies(desk, [copy], {"status": status}))

    @rule(charge=CHARGES, amount=st.integers(0, 900))
    def pay(self, charge: int, amount: int) -> None:
        self.attempt(lambda desk: pay(desk, charge_id=charge, amount_fen=amount))

    @rule(charge=CHARGES, amount=st.integers(0, 900))
    def set_amount(self, charge: int, amount: int) -> None:
        self.attempt(lambda desk: set_amount(desk, charge_id=charge, amount_fen=amount))

    @rule(charge=CHARGES, what=st.sampled_from([charge_whole_set, give_money_back]))
    def settle(self, charge: int, what: Callable[..., int]) -> None:
        self.attempt(lambda desk: what(desk, charge_id=charge))

    @rule(charge=CHARGES)
    def waive(self, charge: int) -> None:
        self.attempt(lambda desk: waive(desk, charge_id=charge, why="家中着火"))

    @rule(charge=CHARGES, number=st.integers(1, 4))
    def replace_lost(self, charge: int, number: int) -> None:
        self.attempt(lambda desk: replace_lost(desk, charge_id=charge, barcode=f"N{number}"))

    @rule()
    def hand_over(self) -> None:
        kept = [row.id for row in charges.payments_kept(self.desk.library)]
        self.attempt(lambda desk: hand_over(desk, payment_ids=kept))

    @rule(reader=st.none() | READERS)
    def lift_suspensions(self, reader: int | None) -> None:
        self.attempt(lambda desk: lift_suspensions(desk, reader_ids=None if reader is None else [reader]))

    @rule(copy=COPIES)
    def count_use(self, copy: int) -> None:
        self.attempt(lambda desk: count_use(desk, copy_id=copy))

    @rule(readers=st.lists(READERS, max_size=3), anyway=st.booleans())
    def leave(self, readers: list[int], anyway: bool) -> None:
        self.attempt(lambda desk: leave_readers(desk, reader_ids=readers, anyway=anyway))

    @rule(readers=st.lists(READERS, max_size=3))
    def come_back(self, readers: list[int]) -> None:
        self.attempt(lambda desk: bring_back(desk, reader_ids=readers))

    @rule(reader=READERS)
    def erase(self, reader: int) -> None:
        self.attempt(lambda desk: erase_readers(desk, reader_ids=[reader]))

    @rule(copies=st.lists(COPIES, max_size=3), reason=st.sampled_from(["notice", "surplus"]), new=st.booleans())
    def list_for_withdrawal(self, copies: list[int], reason: str, new: bool) -> None:
        self.attempt(lambda desk: add_to_withdrawal(desk, None if new else 1, copies, reason))

    @rule(number=st.integers(1, 2))
    def withdraw(self, number: int) -> None:
        self.attempt(lambda desk: approve(desk, withdrawal_id=number, by="张校长"))
        self.attempt(lambda desk: withdraw(desk, withdrawal_id=number, disposal="scrap"))

    @rule(number=st.integers(1, 2), copy=COPIES, what=st.sampled_from([take_approval_back, remove_withdrawal]))
    def unlist(self, number: int, copy: int, what: Callable[..., int]) -> None:
        self.attempt(lambda desk: what(desk, withdrawal_id=number))
        self.attempt(lambda desk: into_the_library(desk, copy_id=copy))

    @rule(issues=st.sets(st.integers(1, 3), min_size=1), new=st.booleans())
    def bind(self, issues: set[int], new: bool) -> None:
        volumes = [bound(one) for one in planned(self.desk, SERIAL, only=issues)]
        self.attempt(lambda desk: make_volumes(desk, None if new else 1, title_id=SERIAL, year=YEAR, volumes=volumes))

    @rule(number=st.integers(1, 2), what=st.sampled_from([send, receive, remove_binding]))
    def carry_on(self, number: int, what: Callable[..., int]) -> None:
        self.attempt(lambda desk: what(desk, binding_id=number))

    @rule(number=st.integers(1, 3), shelve=st.booleans())
    def unbind_or_shelve(self, number: int, shelve: bool) -> None:
        line = bindings.volume(self.desk.library, number)
        if line is not None and shelve:
            self.attempt(lambda desk: handle(desk, [line.copy_id], Step.SHELF))
        elif line is not None:
            of = bindings.bound_where(self.desk.library, line.copy_id)
            assert of is not None
            self.attempt(lambda desk: take_off(desk, binding_id=of.binding_id, volume_ids=[number]))

    @rule(days=st.integers(1, 20))
    def days_pass(self, days: int) -> None:
        self.clock.advance(days=days)
        before, entries = self.rows(), self.newest_entry()
        expire_holds(self.system)
        if self.newest_entry() > entries:
            self.before[self.newest_entry()] = before

    @rule()
    def undo_the_last(self) -> None:
        """What F8 names can be undone, and when it is the newest entry, everything is as it was before it."""
        entry = last_undoable(self.desk)
        if entry is None or entry.id not in self.before:
            return  # only what was done since the school was set up
        newest = entry.id == self.newest_entry()
        self.attempt(lambda desk: undo(desk, entry.id))
        assert self.desk.library.connection.execute("SELECT undoes FROM journal ORDER BY id DESC").fetchone() == (
            entry.id,
        )
        if newest:
            assert self.rows() == self.before[entry.id]

    @rule(back=st.integers(0, 8))
    def undo_any(self, back: int) -> None:
        """An older entry too: the rows it touched are then as it found them."""
        entry_id = self.newest_entry() - back
        if entry_id not in self.before:
            return
        self.attempt(lambda desk: undo(desk, entry_id))
        undone = self.desk.library.connection.execute("SELECT undoes FROM journal ORDER BY id DESC").fetchone()
        if undone == (entry_id,):
            was = {table: {row[0]: row for row in rows} for table, rows in self.before[entry_id].items()}
            now = {table: {row[0]: row for row in rows} for table, rows in self.rows().items()}
            for image in journal.images(self.desk.library, entry_id):
                for row_id in range(image.first_id, image.last_id + 1):
                    assert now[image.table].get(row_id) == was[image.table].get(row_id)

    @invariant()
    def the_rules_hold(self) -> None:
        for sentence, query in RULES.items():
            assert self.desk.library.connection.execute(query).fetchall() == [], sentence


class TestAnyOrder(Library.TestCase):  # type: ignore[misc, name-defined]  # made by Hypothesis
    settings = settings(max_examples=20, stateful_step_count=40, deadline=None)

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.kept = tempfile.TemporaryDirectory(prefix="libdesk-any-order-")
        Library.template = small_school(Path(cls.kept.name))

    @classmethod
    def tearDownClass(cls) -> None:
        cls.kept.cleanup()
        super().tearDownClass()
