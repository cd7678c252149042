"""The loop of adding books, without a library: what each scan means, and that no label ever goes to a wrong book."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain import adding
from libdesk.domain.adding import (
    AddCopy,
    AddGiven,
    AddingState,
    Book,
    Choose,
    ChooseVolume,
    Fill,
    Form,
    Problem,
    SaveForm,
    SeenBook,
    SeenCopy,
    SeenCount,
    SeenLabel,
    SeenReader,
    SeenUnfit,
    Take,
    Tell,
    Write,
    after,
    next_step,
)
from libdesk.domain.adding_scans import Code, Unfit, read
from libdesk.domain.barcodes import read_scan
from libdesk.domain.rows.adding import Candidate, VolumeHere, Where

ISBN, OTHER = "9787534618727", "9787100000017"
OURS = Candidate(Where.OURS, 1, "草房子")
POOL = Candidate(Where.POOL, 2, "昆虫记")
SET = Candidate(Where.OURS, 3, "西游记", volumes=(VolumeHere(1, "上", ISBN), VolumeHere(2, "下")))
QUEUED = Candidate(Where.OURS, 4, "城南旧事", queued=True)


@pytest.mark.parametrize(
    ("raw", "typed", "at_hand", "code", "text"),
    [
        ("9787534618727", False, False, Code.ISBN, ISBN),
        ("978-7-5346-1872-7", True, True, Code.ISBN, ISBN),
        ("９７８７５３４６１８７２７", False, True, Code.ISBN, ISBN),
        ("9787534618727 54995", False, False, Code.ISBN, ISBN),
        ("9770257587005", False, False, Code.ISSN, "0257-5876"),
        ("0257-5876", True, True, Code.ISSN, "0257-5876"),
        ("cfz", True, False, Code.WORDS, "cfz"),
        ("cfz", True, True, Code.WORDS, "cfz"),
        ("1984", True, False, Code.WORDS, "1984"),
        ("草房子", True, True, Code.WORDS, "草房子"),
    ],
)
def test_a_book_is_asked_for_by_isbn_issn_or_words(raw: str, typed: bool, at_hand: bool, code: Code, text: str) -> None:
    found = read(read_scan(raw), typed=typed, at_hand=at_hand)
    assert (found.code, found.text) == (code, text)


@pytest.mark.parametrize(
    ("raw", "typed", "at_hand", "label"),
    [
        ("T002267", False, True, "T002267"),
        ("t002267", False, False, "T002267"),
        ("0010201", True, False, "0010201"),
        ("0010201", True, True, "0010201"),
        ("7020000010", False, True, "7020000010"),  # ten digits that read as an old ISBN are a label to a scanner
        ("6901234567892", True, True, "6901234567892"),  # typed, it is meant
        ("TS000123", True, True, "TS000123"),
    ],
)
def test_a_label_is_known_by_its_shape(raw: str, typed: bool, at_hand: bool, label: str) -> None:
    assert read(read_scan(raw), typed=typed, at_hand=at_hand).label == label


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("54995", Unfit.ADD_ON),
        ("05", Unfit.ADD_ON),
        ("6901234567892", Unfit.OTHER_GOODS),
        ("9787534618728", Unfit.BAD_ISBN),
        ("LD-LEND", Unfit.COMMAND),
        ("9" * 80, Unfit.TOO_LONG),
    ],
)
def test_what_is_neither_book_nor_label_is_told_as_what_it_is(raw: str, why: Unfit) -> None:
    for at_hand in (False, True):
        assert read(read_scan(raw), typed=False, at_hand=at_hand).unfit is why


@pytest.mark.parametrize("text", ["978753974239", "97875397423970", "7-5397-4239-7", "978-7-5397-4239-1", "978-7-5397"])
def test_a_typed_isbn_that_is_none_is_no_label(text: str) -> None:
    for at_hand in (False, True):
        assert read(read_scan(text), typed=True, at_hand=at_hand).unfit is Unfit.BAD_ISBN


@pytest.mark.parametrize("text", ["T002267", "20295403", "978653", "S201803011", "0010201-10"])
def test_a_typed_label_stays_one(text: str) -> None:
    assert read(read_scan(text), typed=True, at_hand=True).label


def test_five_digits_are_a_label_where_labels_have_five() -> None:
    assert read(read_scan("54995"), typed=False, at_hand=True, five_digits=True).label == "54995"


def test_a_number_typed_while_a_book_is_at_hand_is_how_many_copies() -> None:
    assert read(read_scan("12"), typed=True, at_hand=True).count == 12
    assert read(read_scan("12"), typed=True, at_hand=False).count == 0


def run(state: AddingState, *seen: adding.Seen) -> tuple[AddingState, adding.Step]:
    """The scans one after the other, each done; the last step with the state after it."""
    for one in seen:
        step = next_step(state, one)
        state = after(state, step)
    return state, step


def book(*found: Candidate, text: str = ISBN, code: Code = Code.ISBN) -> SeenBook:
    return SeenBook(code, text, found)


def test_two_scans_add_a_copy_of_a_known_book_and_two_more_that_of_the_next() -> None:
    for known in (OURS, POOL):
        state, step = run(AddingState(), book(known), SeenLabel("T1000"))
        assert step == AddCopy(Book(known, ISBN), "T1000")
        state, step = run(state, book(POOL, text=OTHER), SeenLabel("T1001"))
        assert step == AddCopy(Book(POOL, OTHER), "T1001")
        assert state.book is not None
        assert state.book.copies == 1


def test_a_label_without_a_book_is_kept_for_nothing() -> None:
    state, step = run(AddingState(), SeenLabel("T1000"), book(OURS))
    assert step == Take(Book(OURS, ISBN))
    assert state.book == Book(OURS, ISBN)


def test_one_isbn_that_was_not_read_gives_no_later_book_a_wrong_label() -> None:
    _state, step = run(AddingState(), book(OURS), SeenLabel("T1000"), SeenLabel("T1001"))
    assert step == Tell(Problem.HAS_COPY, "T1001", OURS)


def test_the_same_isbn_once_more_is_one_more_copy() -> None:
    _state, step = run(AddingState(), book(OURS), SeenLabel("T1000"), book(OURS), SeenLabel("T1001"))
    assert isinstance(step, AddCopy)


def test_where_several_of_each_are_wanted_labels_follow_each_other() -> None:
    state, step = run(AddingState(several=True), book(OURS), SeenLabel("T1000"), SeenLabel("T1001"))
    assert isinstance(step, AddCopy)
    assert state.book is not None
    assert state.book.copies == 2


def test_an_isbn_where_a_label_is_due_begins_the_next_book_and_the_one_before_is_told() -> None:
    state, step = run(AddingState(), book(OURS), book(POOL, text=OTHER))
    assert step == Take(Book(POOL, OTHER), left=Book(OURS, ISBN))
    assert state.book == Book(POOL, OTHER)


def test_where_libdesk_gives_the_numbers_the_isbn_alone_adds_a_copy() -> None:
    state, step = run(AddingState(given=True), book(OURS))
    assert step == Take(Book(OURS, ISBN), give=1)
    assert state.book is not None
    assert state.book.copies == 1


def test_where_numbers_are_given_and_several_wanted_their_number_is_typed() -> None:
    _state, step = run(AddingState(given=True, several=True), book(OURS), SeenCount(3))
    assert step == AddGiven(Book(OURS, ISBN), 3)


def test_more_copies_than_a_hand_can_mean_are_asked_again() -> None:
    _state, step = run(AddingState(), book(OURS), SeenCount(100))
    assert step == Tell(Problem.TOO_MANY, "100")


def test_ours_come_before_the_suppliers_and_several_are_asked_about() -> None:
    assert run(AddingState(), book(OURS, POOL))[1] == Take(Book(OURS, ISBN))
    twin = replace(OURS, id=9)
    state, step = run(AddingState(), book(OURS, twin))
    assert step == Choose(ISBN, (OURS, twin))
    assert next_step(state, SeenLabel("T1000")) == Tell(Problem.ASKED, "T1000")


def test_words_are_never_sure_of_themselves() -> None:
    assert isinstance(run(AddingState(), book(OURS, text="cfz", code=Code.WORDS))[1], Choose)


def test_the_isbn_of_a_volume_names_it_and_that_of_the_set_asks() -> None:
    assert run(AddingState(), book(SET))[1] == Take(Book(SET, ISBN, SET.volumes[0]))
    assert run(AddingState(), book(SET, text=OTHER))[1] == ChooseVolume(OTHER, SET)


def test_what_nobody_knows_is_written_and_its_label_saves_it() -> None:
    state, step = run(AddingState(), book(text=ISBN))
    assert step == Write(Form(Code.ISBN, ISBN))
    assert next_step(state, SeenLabel("T1000")) == SaveForm("T1000")


def test_an_untouched_form_gives_way_to_the_next_book_and_a_written_one_does_not() -> None:
    state, _step = run(AddingState(), book(text=ISBN))
    assert isinstance(next_step(state, book(OURS)), Take)
    assert next_step(replace(state, touched=True), book(OURS)) == Tell(Problem.FORM_OPEN, ISBN)


def test_a_title_lent_uncatalogued_is_completed_first() -> None:
    for seen in (book(QUEUED), SeenCopy("T1", QUEUED, 1)):
        step = next_step(AddingState(), seen)
        assert isinstance(step, Write)
        assert step.form.title_id == QUEUED.id


def test_the_isbn_of_a_title_that_is_completed_fills_its_form_and_that_of_another_of_ours_does_not() -> None:
    state, _step = run(AddingState(), book(QUEUED))
    written = replace(state, touched=True)
    assert next_step(written, book(POOL, text=OTHER)) == Fill(OTHER, POOL)
    assert next_step(written, book(text=OTHER)) == Fill(OTHER)
    assert next_step(written, book(OURS, text=OTHER)) == Tell(Problem.FORM_OPEN, OTHER)


def test_a_suppliers_record_of_what_may_be_ours_is_asked_about() -> None:
    perhaps = replace(OURS, perhaps=True)
    assert run(AddingState(), book(perhaps, POOL))[1] == Choose(ISBN, (perhaps, POOL))


def test_a_label_that_is_taken_is_told_where_one_is_due_and_names_the_book_where_a_book_is() -> None:
    waiting, _step = run(AddingState(), book(POOL))
    assert next_step(waiting, SeenCopy("T1000", OURS, 7)) == Tell(Problem.TAKEN, "T1000", OURS)
    assert next_step(waiting, SeenCopy("T1000", OURS, 7, "lost")) == Tell(Problem.TAKEN_OLD, "T1000", OURS)
    assert next_step(AddingState(), SeenCopy("T1000", OURS, 7)) == Take(Book(OURS, "T1000"))
    assert next_step(AddingState(given=True), SeenCopy("T1000", OURS, 7)) == Take(Book(OURS, "T1000"))


def test_the_same_label_read_twice_is_no_fault() -> None:
    state, _step = run(AddingState(), book(OURS), SeenLabel("T1000"))
    assert next_step(state, SeenCopy("T1000", OURS, 7)) == Tell(Problem.SAME_AGAIN, "T1000", OURS)


@pytest.mark.parametrize("seen", [SeenReader("R1"), SeenUnfit(Unfit.ADD_ON, "54995"), SeenUnfit(Unfit.BAD_ISBN, "978")])
def test_a_wrong_scan_changes_nothing(seen: adding.Seen) -> None:
    state, _step = run(AddingState(), book(OURS))
    step = next_step(state, seen)
    assert isinstance(step, Tell)
    assert after(state, step) == state


candidates = st.sampled_from([OURS, POOL, SET, QUEUED, replace(OURS, id=9)])
seens = st.one_of(
    st.builds(
        SeenBook, st.sampled_from(Code), st.sampled_from([ISBN, OTHER]), st.lists(candidates, max_size=3).map(tuple)
    ),
    st.builds(SeenLabel, st.text(min_size=1, max_size=8)),
    st.builds(SeenCopy, st.just("T1"), candidates, st.just(1), st.sampled_from(["active", "lost", "replaced"])),
    st.builds(SeenCount, st.integers(1, 200)),
    st.just(SeenReader("R1")),
    st.builds(SeenUnfit, st.sampled_from(Unfit), st.just("x")),
)


@given(st.booleans(), st.booleans(), st.lists(seens, max_size=30))
def test_a_copy_is_only_ever_added_to_the_book_that_was_asked_for_last(
    gives: bool, several: bool, scans: list[adding.Seen]
) -> None:
    state = AddingState(gives, several)
    asked: Candidate | None = None
    for seen in scans:
        step = next_step(state, seen)
        match step:
            case Take(taken):
                asked = taken.of
            case Choose() | ChooseVolume() | Write():
                asked = None
            case AddCopy(of) | AddGiven(of):
                assert of.of == asked
                assert of == state.book
            case Tell():
                assert after(state, step) == state
        state = after(state, step)
        assert sum((state.book is not None, bool(state.choices), state.form is not None)) <= 1


@given(st.text(max_size=90), st.booleans(), st.booleans(), st.booleans())
def test_reading_never_fails_and_is_one_thing_only(raw: str, typed: bool, at_hand: bool, five: bool) -> None:
    scan = read_scan(raw)
    if scan.empty:
        return
    found = read(scan, typed=typed, at_hand=at_hand, five_digits=five)
    assert (found.code is not None) + bool(found.label) + bool(found.count) + (found.unfit is not None) == 1
