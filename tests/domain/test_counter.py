"""The counter: what one scan asks for, decided by what was seen and the state of the desk alone."""

from datetime import date

import pytest

from libdesk.domain import counter
from libdesk.domain.barcodes import Command
from libdesk.domain.counter import CounterState, Mode, SeenCommand, SeenCopy, SeenReader, after, next_step
from libdesk.domain.rows.desk import CopyInHand, OpenLoan

READER, OTHER, HELPER = 1, 2, 3


def copy(number: int = 10, *, lent_to: int | None = None, in_house: bool = False, status: str = "") -> CopyInHand:
    day = date(2026, 3, 2)
    loan = None
    if lent_to is not None:
        loan = OpenLoan(50, lent_to, "王一", in_house, day, date(2026, 3, 16), 0)
    return CopyInHand(
        id=number, title_id=5, volume_id=None, title="城南旧事", volume=None, item_kind="book",
        status=status or ("loan" if loan else "shelf"), barcode=f"{number:07d}", loan=loan,
    )  # fmt: skip


FREE, OWN, THEIRS = copy(), copy(lent_to=READER), copy(lent_to=OTHER)
OWN_IN_HOUSE = copy(lent_to=READER, in_house=True)
LOST = copy(status="lost")
NOBODY = CounterState()
OPEN = CounterState(reader_id=READER)

LEND, RETURN, RENEW, IN_HOUSE, RUN = Mode.LEND, Mode.RETURN, Mode.RENEW, Mode.IN_HOUSE, Mode.RUN
LESSON = Mode.LESSON

COPIES = [
    # mode, reader at the desk, copy, what is done
    (LEND, None, FREE, counter.WaitForCard(FREE)),
    (LEND, None, THEIRS, counter.TakeBack(10)),
    (LEND, None, LOST, counter.TakeBack(10)),
    (LEND, READER, LOST, counter.LendCopy(10, READER)),
    (LEND, READER, FREE, counter.LendCopy(10, READER)),
    (LEND, READER, OWN, counter.OfferOwn(OWN)),
    (LEND, READER, THEIRS, counter.TakeBack(10, of_other=True)),
    (LEND, READER, OWN_IN_HOUSE, counter.LendCopy(10, READER)),
    (LEND, OTHER, OWN_IN_HOUSE, counter.TakeBack(10, of_other=True)),
    (LESSON, None, FREE, counter.WaitForCard(FREE)),
    (LESSON, None, THEIRS, counter.TakeBack(10)),
    (LESSON, READER, FREE, counter.LendCopy(10, READER)),
    (LESSON, READER, OWN, counter.TakeBack(10)),
    (LESSON, READER, THEIRS, counter.TakeBack(10, of_other=True)),
    (LESSON, READER, OWN_IN_HOUSE, counter.LendCopy(10, READER)),
    (LESSON, READER, LOST, counter.LendCopy(10, READER)),
    (RETURN, None, FREE, counter.TakeBack(10)),
    (RETURN, None, THEIRS, counter.TakeBack(10)),
    (RETURN, READER, OWN, counter.TakeBack(10)),
    (RETURN, READER, FREE, counter.TakeBack(10)),
    (RENEW, None, THEIRS, counter.RenewCopy(10)),
    (RENEW, READER, OWN, counter.RenewCopy(10)),
    (RENEW, READER, FREE, counter.RenewCopy(10)),
    (IN_HOUSE, None, FREE, counter.CountUse(10, None)),
    (IN_HOUSE, READER, FREE, counter.LendCopy(10, READER, in_house=True)),
    (IN_HOUSE, READER, OWN_IN_HOUSE, counter.TakeBack(10)),
    (IN_HOUSE, None, THEIRS, counter.TakeBack(10)),
    (RUN, None, FREE, counter.CollectForRun(FREE)),
    (RUN, READER, FREE, counter.CollectForRun(FREE)),
    (RUN, READER, THEIRS, counter.TakeBack(10, of_other=True)),
    (RUN, READER, OWN, counter.OfferOwn(OWN)),
]  # fmt: skip


@pytest.mark.parametrize(("mode", "reader", "seen", "step"), COPIES)
def test_what_a_copy_means_depends_on_mode_reader_and_loan(
    mode: Mode, reader: int | None, seen: CopyInHand, step: counter.Step
) -> None:
    assert next_step(CounterState(mode=mode, reader_id=reader), SeenCopy(seen)) == step


@pytest.mark.parametrize(
    ("command", "step"),
    [
        (Command.SHIFT, counter.AskHelperCard()),
        (Command.LEND, counter.SetMode(LEND)),
        (Command.RETURN, counter.SetMode(RETURN)),
        (Command.RENEW, counter.SetMode(RENEW)),
        (Command.END_READER, counter.CloseReader()),
        (Command.UNDO, counter.UndoLast()),
        (Command.PRINT, counter.PrintSlip()),
    ],
)
def test_a_command_card_does_what_it_says_whoever_is_at_the_desk(command: Command, step: counter.Step) -> None:
    for state in (NOBODY, OPEN, CounterState(mode=RENEW, waiting=(10,))):
        assert next_step(state, SeenCommand(command)) == step


def test_every_command_card_has_its_step() -> None:
    for command in Command:
        next_step(NOBODY, SeenCommand(command))


def test_a_card_opens_its_reader() -> None:
    assert next_step(NOBODY, SeenReader(READER)) == counter.OpenReader(READER)


def test_another_card_switches_the_reader_and_the_same_one_does_not() -> None:
    assert next_step(OPEN, SeenReader(OTHER)) == counter.OpenReader(OTHER, switched=True)
    assert next_step(OPEN, SeenReader(READER)) == counter.OpenReader(READER, switched=False)


def test_copies_scanned_first_wait_in_order_and_go_to_the_next_card() -> None:
    state = NOBODY
    for number in (10, 11, 10, 12):
        step = next_step(state, SeenCopy(copy(number)))
        assert isinstance(step, counter.WaitForCard)
        state = after(state, step)
    assert state.waiting == (10, 11, 12)
    step = next_step(state, SeenReader(READER))
    assert step == counter.OpenReader(READER, then_lend=(10, 11, 12))
    assert after(state, step) == OPEN


def test_a_return_in_between_does_not_forget_the_copies_that_wait() -> None:
    state = CounterState(waiting=(11,))
    assert after(state, next_step(state, SeenCopy(THEIRS))).waiting == (11,)


def test_a_hold_that_was_asked_for_goes_to_the_next_card() -> None:
    state = CounterState(hold_title=5)
    assert next_step(state, SeenReader(READER)) == counter.OpenReader(READER, then_hold=5)


def test_the_shift_card_makes_the_next_card_sign_on() -> None:
    state = after(OPEN, next_step(OPEN, SeenCommand(Command.SHIFT)))
    assert next_step(state, SeenReader(HELPER)) == counter.SignOn(HELPER)
    assert after(state, counter.SignOn(HELPER)) == CounterState(shift_reader=HELPER)


def test_the_shift_card_and_the_card_of_who_is_on_duty_sign_off() -> None:
    on_duty = CounterState(shift_reader=HELPER)
    state = after(on_duty, next_step(on_duty, SeenCommand(Command.SHIFT)))
    assert next_step(state, SeenReader(HELPER)) == counter.SignOff()
    assert after(state, counter.SignOff()) == NOBODY


def test_a_book_scanned_after_the_shift_card_ends_the_waiting_for_a_helper() -> None:
    state = CounterState(awaiting_helper=True)
    for seen in (FREE, THEIRS):
        assert not after(state, next_step(state, SeenCopy(seen))).awaiting_helper


def test_a_card_that_may_not_sign_on_does_not_keep_the_next_one_from_borrowing() -> None:
    state = CounterState(awaiting_helper=True)
    assert counter.refused(state, counter.SignOn(READER)) == NOBODY


def test_a_refusal_leaves_the_desk_as_it_was() -> None:
    state = CounterState(reader_id=READER, waiting=(11,), run=(12,))
    assert counter.refused(state, counter.LendCopy(10, READER)) == state


def test_a_run_collects_each_copy_once_and_lets_one_go_again() -> None:
    state = CounterState(mode=RUN, reader_id=READER)
    for number in (10, 11, 10):
        state = after(state, next_step(state, SeenCopy(copy(number))))
    assert state.run == (10, 11)
    assert next_step(state, SeenCopy(copy(10))) == counter.CollectForRun(copy(10), again=True)
    assert counter.left_out(state, 10).run == (11,)


def test_a_run_outlives_the_card_that_comes_after_it_but_not_another_mode() -> None:
    state = CounterState(mode=RUN, run=(10, 11))
    assert after(state, counter.OpenReader(READER)).run == (10, 11)
    assert after(state, counter.CloseReader()).run == (10, 11)
    assert after(state, counter.SignOn(HELPER)).run == (10, 11)
    assert after(state, counter.SetMode(LEND)).run == ()


@pytest.mark.parametrize("between", [RETURN, RENEW, IN_HOUSE])
def test_a_run_waits_while_books_are_taken_back_in_between(between: Mode) -> None:
    state = after(CounterState(mode=RUN, run=(10, 11)), counter.SetMode(between))
    assert after(state, counter.SetMode(RUN)).run == (10, 11)


def test_the_mode_that_is_on_already_changes_nothing() -> None:
    state = CounterState(waiting=(10,))
    assert after(state, counter.SetMode(LEND)) == state


def test_another_mode_keeps_the_reader_and_forgets_what_waited() -> None:
    state = CounterState(reader_id=READER, waiting=(10,), shift_reader=HELPER)
    assert after(state, counter.SetMode(RETURN)) == CounterState(RETURN, READER, shift_reader=HELPER)


def test_the_end_of_a_turn_leaves_only_the_mode_and_the_shift() -> None:
    state = CounterState(RETURN, READER, waiting=(10,), hold_title=5, awaiting_helper=True, shift_reader=HELPER)
    assert after(state, counter.CloseReader()) == CounterState(RETURN, shift_reader=HELPER)


@pytest.mark.parametrize(
    ("state", "idle"),
    [
        (NOBODY, True),
        (CounterState(mode=RETURN, shift_reader=HELPER), True),
        (OPEN, False),
        (CounterState(waiting=(10,)), False),
        (CounterState(hold_title=5), False),
        (CounterState(awaiting_helper=True), False),
    ],
)
def test_what_waits_for_somebody_is_no_idle_desk(state: CounterState, idle: bool) -> None:
    assert state.idle is idle


def test_an_old_card_is_known_and_ends_the_turn_of_the_reader_before() -> None:
    step = next_step(OPEN, counter.SeenOldCard(READER, "lost"))
    assert step == counter.OldCard("lost")
    assert after(OPEN, step).reader_id is None
    assert after(OPEN, step).waiting == ()


BOOKISH, CARDISH, NEITHER = counter.Looks.BOOK, counter.Looks.CARD, counter.Looks.NEITHER


def test_an_isbn_changes_no_state() -> None:
    step = next_step(OPEN, counter.SeenIsbn("9787020024759"))
    assert step == counter.LookAtIsbn("9787020024759")
    assert after(OPEN, step) == OPEN


@pytest.mark.parametrize(
    ("seen", "stays_open"),
    [
        (counter.SeenNothing("0001234", looks=BOOKISH), True),
        (counter.SeenNothing("R999999", looks=CARDISH), False),
        (counter.SeenNothing("TS00123", looks=NEITHER), False),
        (counter.SeenNothing("没有的人"), False),
        (counter.SeenNothing("x" * 64, too_long=True), False),
    ],
)
def test_an_unknown_code_ends_the_turn_unless_it_is_a_books_number(seen: counter.SeenNothing, stays_open: bool) -> None:
    for mode in (LEND, LESSON, RUN, RETURN):
        state = CounterState(mode=mode, reader_id=READER, run=(10,), shift_reader=HELPER)
        step = next_step(state, seen)
        assert step == counter.TellUnknown(seen.text, seen.too_long, seen.looks)
        assert after(state, step) == (state if stays_open else CounterState(mode, run=(10,), shift_reader=HELPER))


def test_what_waits_for_a_card_goes_on_waiting_after_one_that_is_unknown() -> None:
    state = CounterState(waiting=(10, 11))
    assert after(state, next_step(state, counter.SeenNothing("R999999", looks=CARDISH))) == state


BOOKS, CARDS = True, False


@pytest.mark.parametrize(
    ("code", "beside", "looks"),
    [
        ("0000042", [("0000041", BOOKS), ("0000043", BOOKS)], BOOKISH),
        ("0060001", [("0060000", BOOKS)], BOOKISH),  # the next number to be given
        ("0065000", [("0060000", BOOKS)], BOOKISH),
        ("0065001", [("0060000", BOOKS)], NEITHER),  # a campus card of seven digits may be anywhere
        ("0500000", [("0060000", BOOKS), ("0900000", BOOKS)], BOOKISH),  # a gap between two ranges of books
        ("0500000", [("0060000", BOOKS), ("0900000", CARDS)], CARDISH),  # the cards are nearer
        ("0002301", [("0002300", CARDS), ("0010001", BOOKS)], CARDISH),
        ("0009999", [("0002300", CARDS), ("0010001", BOOKS)], BOOKISH),
        ("0000050", [("0000040", CARDS), ("0000060", BOOKS)], CARDISH),  # as near to one as to the other
        ("R999999", [("R000435", CARDS)], CARDISH),
        ("R99", [("R000435", CARDS)], NEITHER),
        ("S000435", [("R000435", CARDS)], NEITHER),
        ("P00009S", [("P00001S", BOOKS)], BOOKISH),
        ("P00009", [("P00001S", BOOKS)], NEITHER),
        ("A1B2C3D4", [("A1B2C3D5", CARDS)], CARDISH),
        ("没有的人", [], NEITHER),
        ("XX", [("0000001", BOOKS)], NEITHER),
        ("", [], NEITHER),
    ],
)
def test_the_numbers_beside_it_say_what_an_unknown_code_could_be(
    code: str, beside: list[tuple[str, bool]], looks: counter.Looks
) -> None:
    assert counter.looks_like(code, beside) is looks


def test_one_pupil_after_the_other_is_no_switch_in_a_lesson() -> None:
    lesson = CounterState(mode=LESSON, reader_id=READER)
    assert next_step(lesson, SeenReader(OTHER)) == counter.OpenReader(OTHER)
    assert after(lesson, counter.OpenReader(OTHER)) == CounterState(mode=LESSON, reader_id=OTHER)
