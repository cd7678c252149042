"""A case of repair from its report to its end: copy and case say the same, holds wait and are served, undo is exact."""

import io
from collections.abc import Callable

import pytest
from PIL import Image

from libdesk.actions.cataloguing.copies import edit_copies
from libdesk.actions.desk import Desk
from libdesk.actions.errors import AlreadyWithdrawn
from libdesk.actions.holds import place_hold
from libdesk.actions.lending import lend
from libdesk.actions.money.charges import charge_damage
from libdesk.actions.money.errors import NobodyToCharge
from libdesk.actions.repairs.checks import note_check
from libdesk.actions.repairs.errors import BadCost, CaseGone, NoCaseChosen, NothingLooked, NothingStepped
from libdesk.actions.repairs.steps import edit_case, set_damage_photo, take_step
from libdesk.actions.returning import give_back, mark_found, mark_lost, report_damage
from libdesk.actions.undo import tidy, undo
from libdesk.actions.withdrawing.lists import approve, remove_withdrawal, take_off
from libdesk.actions.withdrawing.withdraw import bring_back, withdraw
from libdesk.domain.errors import NotAllowed
from libdesk.domain.repairs import DEGREES, CaseState
from libdesk.domain.rows.repairs import RepairCase, Wanted
from libdesk.domain.shelf_ranges import RangeWrong
from libdesk.exchange.damage_photos import make_damage_photo
from libdesk.store.queries import repairs as queries
from libdesk.store.queries import withdrawals
from tests.builders import (
    BookMade,
    Clock,
    ReaderMade,
    add_book,
    add_reader,
    count,
    make_desk,
    refusal,
    set_setting,
    status,
)
from tests.invariants import broken, rows_of

REPAIR, BINDERY, PROPOSED = CaseState.IN_REPAIR, CaseState.BINDERY, CaseState.PROPOSED
SHELVED, DROPPED = CaseState.SHELVED, CaseState.DROPPED


@pytest.fixture
def book(desk: Desk) -> BookMade:
    return add_book(desk, "草房子", copies=2)


@pytest.fixture
def reader(desk: Desk) -> ReaderMade:
    return add_reader(desk, "李小雨")


def report(desk: Desk, book: BookMade, degree: str = "medium") -> int:
    return report_damage(desk, copy_id=book.copy_ids[0], degree=degree).damage_id


def case(desk: Desk, damage_id: int) -> RepairCase:
    found = queries.case(desk.library, damage_id, desk.settings.zone)
    assert found is not None
    return found


def value(desk: Desk, column: str, copy_id: int) -> object:
    return desk.library.connection.execute(f"SELECT {column} FROM copy WHERE id = ?", (copy_id,)).fetchone()[0]


def why(desk: Desk, damage_id: int, state: CaseState) -> str:
    with pytest.raises(NothingStepped) as caught:
        take_step(desk, [damage_id], state)
    return caught.value.text()


class TestReports:
    def test_a_second_report_joins_the_open_case_and_the_worse_degree_counts(self, desk: Desk, book: BookMade) -> None:
        first = report_damage(desk, copy_id=book.copy_ids[0], degree="severe", kind="spine", note="书脊开了")
        again = report_damage(desk, copy_id=book.copy_ids[0], degree="slight", cause="careless", note="有水")
        assert (again.damage_id, again.again, again.degree) == (first.damage_id, True, "severe")
        found = case(desk, first.damage_id)
        assert (found.degree, found.kind, found.cause, found.note) == ("severe", "spine", "careless", "书脊开了；有水")
        assert count(desk, "SELECT count(*) FROM damage") == 1
        assert [step.state for step in queries.steps(desk.library, first.damage_id)] == ["reported", "reported"]

    def test_a_closed_case_stays_closed_and_a_new_one_begins(self, desk: Desk, book: BookMade) -> None:
        first = report(desk, book)
        take_step(desk, [first], SHELVED)
        second = report(desk, book, "slight")
        assert second != first
        assert (case(desk, first).state, case(desk, second).state) == ("shelved", "reported")

    def test_a_reported_copy_is_lent_until_somebody_repairs_it(
        self, desk: Desk, book: BookMade, reader: ReaderMade
    ) -> None:
        report(desk, book)
        lend(desk, copy_id=book.copy_ids[0], reader_id=reader.id)
        assert status(desk, book.copy_ids[0]) == "loan"

    def test_what_left_the_library_is_reported_no_more(self, desk: Desk, book: BookMade) -> None:
        damage_id = report(desk, book)
        take_step(desk, [damage_id], PROPOSED)
        approve(desk, withdrawal_id=1, by="校长")
        withdraw(desk, withdrawal_id=1, disposal="scrap")
        with pytest.raises(AlreadyWithdrawn):
            report(desk, book)
        assert not give_back(desk, copy_id=book.copy_ids[0], damage="slight").damaged

    @pytest.mark.parametrize("degree", DEGREES)
    def test_a_return_with_damage_opens_the_case_of_its_loan(
        self, desk: Desk, book: BookMade, reader: ReaderMade, degree: str
    ) -> None:
        loan = lend(desk, copy_id=book.copy_ids[0], reader_id=reader.id)
        give_back(desk, copy_id=book.copy_ids[0], damage=degree)
        (found,) = queries.cases(desk.library, Wanted(), desk.settings.zone).rows
        assert (found.degree, found.loan_id, found.reader) == (degree, loan.loan_id, "李小雨")


class TestRepair:
    def test_a_copy_in_repair_is_not_lent_and_the_desk_says_where_it_is(
        self, desk: Desk, book: BookMade, reader: ReaderMade
    ) -> None:
        damage_id = report(desk, book)
        said = []
        for state in (REPAIR, BINDERY, PROPOSED):
            take_step(desk, [damage_id], state)
            (reason,) = refusal(desk, book.copy_ids[0], reader.id)
            said.append(reason.text())
        assert len(set(said)) == 3
        assert broken(desk.library.connection) == []

    def test_whole_again_it_goes_to_the_trolley(self, desk: Desk, book: BookMade) -> None:
        damage_id = report(desk, book)
        take_step(desk, [damage_id], REPAIR)
        take_step(desk, [damage_id], SHELVED, material=" 胶带  两条 ", cost_fen=150)
        found = case(desk, damage_id)
        assert (found.state, found.material, found.cost_fen, found.closed) == ("shelved", "胶带 两条", 150, desk.today)
        assert status(desk, book.copy_ids[0]) == "shelf"
        assert value(desk, "trolley", book.copy_ids[0]) == desk.now()
        assert value(desk, "damage", book.copy_ids[0]) is None

    def test_who_waits_is_served_when_it_is_whole(self, desk: Desk, reader: ReaderMade) -> None:
        one = add_book(desk, "细米")
        holder = add_reader(desk, "王芳")
        lend(desk, copy_id=one.copy_id, reader_id=reader.id)
        place_hold(desk, title_id=one.title_id, reader_id=holder.id)
        give_back(desk, copy_id=one.copy_id)
        damage_id = report(desk, one)
        take_step(desk, [damage_id], REPAIR)  # it was set aside: the hold waits again
        assert count(desk, "SELECT count(*) FROM hold WHERE state = 'waiting' AND copy_id IS NULL") == 1
        done = take_step(desk, [damage_id], SHELVED)
        assert done.held == (("细米", "王芳"),)
        assert status(desk, one.copy_id) == "hold"
        assert value(desk, "trolley", one.copy_id) is None
        assert broken(desk.library.connection) == []

    def test_what_is_with_a_reader_or_lost_is_not_taken_into_repair(
        self, desk: Desk, book: BookMade, reader: ReaderMade
    ) -> None:
        damage_id = report(desk, book)
        lend(desk, copy_id=book.copy_ids[0], reader_id=reader.id)
        assert "还在读者手里" in why(desk, damage_id, REPAIR)
        mark_lost(desk, copy_id=book.copy_ids[0])
        assert "丢失" in why(desk, damage_id, BINDERY)

    def test_of_several_cases_those_that_can_go_on_do_and_the_others_are_told(
        self, desk: Desk, book: BookMade, reader: ReaderMade
    ) -> None:
        first = report(desk, book)
        second = report_damage(desk, copy_id=book.copy_ids[1], degree="slight").damage_id
        lend(desk, copy_id=book.copy_ids[1], reader_id=reader.id)
        done = take_step(desk, [first, second], REPAIR)
        assert (done.count, [title for title, _why in done.not_done]) == (1, ["草房子"])

    def test_bad_steps_are_told_in_words_and_change_nothing(self, desk: Desk, book: BookMade) -> None:
        damage_id = report(desk, book)
        take_step(desk, [damage_id], REPAIR)
        before = rows_of(desk.library.connection)
        assert "已经是这样" in why(desk, damage_id, REPAIR)
        for wrong, error in (
            (lambda: take_step(desk, [], REPAIR), NoCaseChosen),
            (lambda: take_step(desk, [99], REPAIR), CaseGone),
            (lambda: take_step(desk, [damage_id], SHELVED, cost_fen=-1), BadCost),
        ):
            with pytest.raises(error) as caught:
                wrong()  # type: ignore[no-untyped-call]
            assert caught.value.text()
        assert rows_of(desk.library.connection) == before

    def test_lent_in_spite_of_its_repair_its_case_waits(self, desk: Desk, book: BookMade, reader: ReaderMade) -> None:
        damage_id = report(desk, book)
        take_step(desk, [damage_id], REPAIR)
        lend(desk, copy_id=book.copy_ids[0], reader_id=reader.id, override="急用")
        assert case(desk, damage_id).state == "reported"
        assert broken(desk.library.connection) == []

    def test_lost_in_repair_and_found_again_its_case_waits(self, desk: Desk, book: BookMade) -> None:
        damage_id = report(desk, book)
        take_step(desk, [damage_id], REPAIR)
        mark_lost(desk, copy_id=book.copy_ids[0])
        mark_found(desk, copy_id=book.copy_ids[0])
        assert (case(desk, damage_id).state, status(desk, book.copy_ids[0])) == ("reported", "shelf")

    def test_the_state_set_by_hand_moves_the_case_along(self, desk: Desk, book: BookMade) -> None:
        edit_copies(desk, book.copy_ids, {"status": "repair"})
        assert queries.open_counts(desk.library).by_state == {"in_repair": 2}
        assert broken(desk.library.connection) == []
        edit_copies(desk, book.copy_ids, {"status": "shelf"})
        assert queries.open_counts(desk.library).total == 0
        assert broken(desk.library.connection) == []


class TestWithdrawal:
    def test_what_is_proposed_stands_on_the_list_being_prepared(self, desk: Desk, book: BookMade) -> None:
        first = report(desk, book, "severe")
        second = report_damage(desk, copy_id=book.copy_ids[1], degree="severe").damage_id
        take_step(desk, [first], PROPOSED)
        take_step(desk, [second], PROPOSED)
        (made,) = withdrawals.withdrawals(desk.library)
        assert made.copies == 2
        assert {one.reason for one in withdrawals.copies_of(desk.library, made.id)} == {"damaged"}

    def test_the_list_ends_the_case_and_bringing_the_book_back_opens_it_again(self, desk: Desk, book: BookMade) -> None:
        damage_id = report(desk, book, "severe")
        take_step(desk, [damage_id], PROPOSED)
        approve(desk, withdrawal_id=1, by="校长")
        withdraw(desk, withdrawal_id=1, disposal="scrap")
        assert (case(desk, damage_id).state, case(desk, damage_id).closed) == ("withdrawn", desk.today)
        bring_back(desk, copy_id=book.copy_ids[0])
        assert case(desk, damage_id).state == "in_repair"
        assert broken(desk.library.connection) == []

    @pytest.mark.parametrize(
        "off",
        [
            lambda desk, copy_id: take_off(desk, withdrawal_id=1, copy_ids=[copy_id]),
            lambda desk, copy_id: remove_withdrawal(desk, withdrawal_id=1),
        ],
        ids=["the copy", "the whole list"],
    )
    def test_off_the_list_it_is_in_repair_again(
        self, desk: Desk, book: BookMade, off: Callable[[Desk, int], object]
    ) -> None:
        damage_id = report(desk, book)
        take_step(desk, [damage_id], PROPOSED)
        off(desk, book.copy_ids[0])
        assert (case(desk, damage_id).state, status(desk, book.copy_ids[0])) == ("in_repair", "repair")

    def test_repaired_after_all_it_leaves_the_list(self, desk: Desk, book: BookMade) -> None:
        damage_id = report(desk, book)
        take_step(desk, [damage_id], PROPOSED)
        take_step(desk, [damage_id], SHELVED)
        assert count(desk, "SELECT count(*) FROM withdrawal_copy") == 0


class TestMoney:
    def test_who_had_the_book_is_charged_days_later_too(
        self, desk: Desk, clock: Clock, book: BookMade, reader: ReaderMade
    ) -> None:
        set_setting(desk, "money", True)
        lend(desk, copy_id=book.copy_ids[0], reader_id=reader.id)
        give_back(desk, copy_id=book.copy_ids[0], damage="medium")
        clock.advance(days=5)
        with pytest.raises(NobodyToCharge):  # at the desk it is not known any more
            charge_damage(desk, copy_id=book.copy_ids[0], degree="medium", amount_fen=300)
        charge_damage(desk, copy_id=book.copy_ids[0], degree="medium", amount_fen=300, damage_id=1)
        assert (case(desk, 1).charge_fen, case(desk, 1).charge_state) == (300, "open")

    def test_a_damage_found_on_the_shelf_is_nobodys(self, desk: Desk, book: BookMade) -> None:
        damage_id = report(desk, book)
        with pytest.raises(NobodyToCharge):
            charge_damage(desk, copy_id=book.copy_ids[0], degree="medium", amount_fen=300, damage_id=damage_id)


def picture(size: tuple[int, int] = (2400, 1800), turned: int = 1) -> bytes:
    made = Image.new("RGB", size, "white")
    exif = Image.Exif()
    exif[0x0112] = turned
    exif.get_ifd(0x8825)[1] = "N"  # where it was taken
    out = io.BytesIO()
    made.save(out, "JPEG", exif=exif)
    return out.getvalue()


class TestPhotos:
    def test_a_photo_is_upright_small_and_says_not_where_it_was_taken(self) -> None:
        with Image.open(io.BytesIO(make_damage_photo(picture(turned=6)))) as made:
            assert made.height > made.width
            assert max(made.size) <= 960
            assert dict(made.getexif()) == {}

    def test_a_photo_is_kept_as_long_as_undo_may_bring_it_back(self, desk: Desk, clock: Clock, book: BookMade) -> None:
        photo = make_damage_photo(picture((300, 200)))
        damage_id = report_damage(desk, copy_id=book.copy_ids[0], degree="slight", photo=photo).damage_id
        assert queries.photo(desk.library, damage_id) == photo
        gone = set_damage_photo(desk, damage_id, None)
        system = make_desk(desk.library.path, desk.actor.role.SYSTEM, clock=clock)
        undo(desk, gone)
        assert queries.photo(desk.library, damage_id) == photo
        set_damage_photo(desk, damage_id, None)
        clock.advance(days=400)
        tidy(system)
        assert count(desk, "SELECT count(*) FROM blob") == 0
        system.library.close()


def test_a_case_is_said_more_exactly_and_its_copy_follows(desk: Desk, book: BookMade) -> None:
    damage_id = report(desk, book)
    edit_case(desk, damage_id, kind="water", degree="severe", cause="damp", note="", material="吸水纸", cost_fen=0)
    found = case(desk, damage_id)
    assert (found.kind, found.degree, found.cause, found.material, found.cost_fen) == (
        "water", "severe", "damp", "吸水纸", 0,
    )  # fmt: skip
    assert value(desk, "damage", book.copy_ids[0]) == "severe"


def test_the_register_has_what_was_reported_in_its_days(desk: Desk, clock: Clock, book: BookMade) -> None:
    report(desk, book)
    clock.advance(days=1)
    report_damage(desk, copy_id=book.copy_ids[1], degree="slight")
    for day, cases in ((desk.today, [2]), (desk.today.replace(day=desk.today.day - 1), [1])):
        assert [row.id for row in queries.register(desk.library, day, day, desk.settings.zone)] == cases


def test_a_check_is_kept_with_what_was_looked_at(desk: Desk, helper_desk: Desk) -> None:
    note_check(helper_desk, place_id=1, from_no="I2", to_no="I3", looked=12, marked=2)
    (made,) = queries.checks(desk.library)
    assert (made.from_no, made.to_no, made.looked, made.marked) == ("I2", "I3", 12, 2)
    with pytest.raises(NothingLooked):
        note_check(desk, place_id=None, from_no="", to_no="", looked=0, marked=0)
    with pytest.raises(RangeWrong):
        note_check(desk, place_id=None, from_no="I3", to_no="I2", looked=1, marked=0)


def test_a_pupil_reports_and_checks_but_takes_no_step(desk: Desk, helper_desk: Desk, book: BookMade) -> None:
    damage_id = report(helper_desk, book)
    with pytest.raises(NotAllowed):
        take_step(helper_desk, [damage_id], REPAIR)
