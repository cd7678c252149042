"""Who is at the desk: student mode and its silence, shifts by card, a librarian who takes over what was refused."""

import pytest

from libdesk.domain import counter
from libdesk.domain.counter import Mode
from libdesk.domain.ops import Op, Role
from libdesk.domain.outcome import Outcome
from libdesk.store.tables import Setting
from libdesk.ui.lending import gestures
from libdesk.ui.lending.telling import Offer
from tests.builders import as_librarian
from tests.ui.lending.school import END, School


def sign_on(school: School) -> None:
    school.scan("LD-SHIFT")
    school.scan(school.helper.card)


def test_in_student_mode_a_block_says_who_can_help_and_offers_nothing(student_school: School) -> None:
    school = student_school
    school.lend(school.li, 0, 1, 2)
    school.open(school.li)
    told = school.scan(school.code(3))
    assert (told.outcome, told.offers) == (Outcome.REFUSED, ())
    assert told.lines == ("已借 3 本，最多借 3 本。", "请找老师。")


def test_in_student_mode_nobody_reads_why_a_card_was_stopped(school: School) -> None:
    school.stop_card(school.li, "家长要求")
    told = school.open(school.li)
    assert told is not None
    assert told.lines[0] == "这张读者证已停用：家长要求。"
    school.be(Role.HELPER)
    told = school.open(school.li)
    assert told is not None
    assert told.lines == ("这张读者证已停用。", "请找老师。")
    assert told.listed, "a card with a problem stands in the list"
    assert "家长要求" not in "".join(school.scan(school.code()).lines)


@pytest.mark.parametrize("gesture", [gestures.mark_lost, gestures.claim_returned])
def test_in_student_mode_what_needs_a_librarian_is_refused(student_school: School, gesture: object) -> None:
    school = student_school
    school.lend(school.li, 0)
    copy_id = school.books[0].copy_id
    told = school.session.attempt(lambda: gesture(school.desk, copy_id), copy_id=copy_id)  # type: ignore[operator]
    assert told is not None
    assert (told.outcome, told.lines) == (Outcome.REFUSED, ("这要馆员来办。请找老师，或按 F9。",))


def test_a_helper_signs_on_with_two_cards_and_off_with_the_same_two(student_school: School) -> None:
    school = student_school
    assert school.scan("LD-SHIFT").lines == ("请扫自己的读者证。",)
    assert school.scan(school.helper.card).headline == "值班：陈晨"
    assert school.desk.actor.shift_id is not None
    school.lend(school.li, 0)
    assert school.journal()[2] == school.desk.actor.shift_id
    school.scan("LD-SHIFT")
    assert school.scan(school.helper.card).headline == "值班结束"
    assert school.desk.actor.shift_id is None


def test_who_was_not_appointed_cannot_sign_on_and_may_borrow_right_after(student_school: School) -> None:
    school = student_school
    school.scan("LD-SHIFT")
    assert school.scan(school.li.card).outcome is Outcome.REFUSED
    assert school.open(school.li) is None
    assert school.session.state.reader_id == school.li.id


def test_nobody_signs_on_under_a_name_picked_from_the_list(student_school: School) -> None:
    school = student_school
    school.scan("LD-SHIFT")
    assert school.session.open_chosen(school.helper.id) is None
    assert school.desk.actor.shift_id is None
    assert school.session.state.reader_id == school.helper.id


def test_a_shift_that_runs_is_known_after_a_restart(student_school: School) -> None:
    school = student_school
    sign_on(school)
    shift = school.desk.actor.shift_id
    school.be(Role.LIBRARIAN)
    school.be(Role.HELPER)
    assert school.desk.actor.shift_id == shift
    school.scan("LD-SHIFT")
    assert school.scan(school.helper.card).headline == "值班结束"


def test_a_librarian_who_lets_a_helper_sign_on_stays_librarian(school: School) -> None:
    sign_on(school)
    assert school.desk.actor.role is Role.LIBRARIAN
    school.be(Role.HELPER)
    assert school.desk.actor.name == "陈晨"


def test_a_school_that_wants_a_signed_shift_says_what_to_scan(student_school: School) -> None:
    school = student_school
    with as_librarian(school.desk).action(Op.EDIT_SETTINGS) as act:
        act.add(Setting, key="unsigned_desk", value="false")
    school.desk.forget()
    school.open(school.li)
    told = school.scan(school.code())
    assert (told.outcome, told.lines) == (Outcome.REFUSED, ("现在没有人值班。先扫“值班”卡，再扫自己的读者证。",))
    sign_on(school)
    school.open(school.li)
    assert school.scan(school.code()).outcome is Outcome.LENT


def test_a_librarian_takes_over_the_refused_loan_and_may_override_it(student_school: School) -> None:
    school = student_school
    school.lend(school.li, 0, 1, 2)
    school.open(school.li)
    school.scan(school.code(3))
    listed = len(school.session.recent)
    school.be(Role.LIBRARIAN)
    told = school.session.told
    assert told is not None
    assert (told.headline, told.offers, told.lines) == ("西游记", (Offer.OVERRIDE,), ("已借 3 本，最多借 3 本。",))
    assert school.session.state.reader_id == school.li.id
    assert len(school.session.recent) == listed, "it is told anew, not a second time"
    lent = gestures.override(school.desk, told.copy_id or 0, told.reader_id, "比赛要用")
    assert lent.journal_id is not None


def test_falling_back_to_student_mode_leaves_nothing_of_the_reader(school: School) -> None:
    school.session.set_mode(Mode.RUN)
    school.open(school.class_3)
    school.scan(school.code())
    school.be(Role.HELPER)
    state = school.session.state
    assert (state.reader_id, state.run, state.mode) == (None, (), Mode.LEND)
    assert school.session.told is None


def test_a_book_that_waits_for_its_card_goes_on_waiting_when_a_librarian_comes(student_school: School) -> None:
    school = student_school
    school.scan(school.code())
    school.be(Role.LIBRARIAN)
    assert school.scan(school.li.card).outcome is Outcome.LENT


def test_a_run_outlasts_student_mode_and_is_lent_afterwards(school: School) -> None:
    school.session.take(counter.SetMode(Mode.RUN))
    school.open(school.class_3)
    for number in (0, 1):
        school.scan(school.code(number))
    school.be(Role.HELPER)
    assert school.session.state.mode is Mode.LEND
    school.be(Role.LIBRARIAN)
    assert school.session.told is not None
    assert Offer.LEND_RUN in school.session.told.offers
    school.session.lend_run()
    assert len(school.open_loans()) == 2


def test_a_run_waits_for_the_end_of_the_turn_of_a_reader_whom_a_helper_opened(school: School) -> None:
    school.session.take(counter.SetMode(Mode.RUN))
    school.scan(school.code(0))
    school.be(Role.HELPER)
    school.open(school.li)
    school.be(Role.LIBRARIAN)
    assert school.session.state.reader_id == school.li.id
    school.session.take(END)
    school.session.take(counter.SetMode(Mode.RUN))
    assert school.session.state.run == (school.books[0].copy_id,)


def test_a_run_that_is_left_for_another_mode_says_that_nothing_is_lent(school: School) -> None:
    school.session.take(counter.SetMode(Mode.RUN))
    school.open(school.class_3)
    school.scan(school.code(0))
    assert school.session.take(counter.SetMode(Mode.RETURN)) is None
    told = school.session.take(counter.SetMode(Mode.LEND))
    assert told is not None
    assert "1 册没有借出" in told.lines[0]
    assert school.open_loans() == []


def test_an_uncatalogued_book_is_lent_while_the_pupil_waits(student_school: School) -> None:
    school = student_school
    school.open(school.li)
    assert Offer.UNCATALOGUED in school.scan("TS00999").offers
    told = school.session.lend_uncatalogued("TS00999", "新书", school.li.id)
    assert told is not None
    assert (told.outcome, told.headline) == (Outcome.LENT, "新书")
    assert school.scan("TS00999").offers == (Offer.RENEW, Offer.GIVE_BACK)
