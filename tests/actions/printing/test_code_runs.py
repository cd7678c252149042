"""Labels printed ahead: their numbers are kept, nobody gets one twice, and whoever scans one is told what it is."""

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from libdesk.actions.cataloguing.adding import add_copies
from libdesk.actions.desk import Desk
from libdesk.actions.errors import CannotUndo
from libdesk.actions.imports.book_plan import plan_books
from libdesk.actions.imports.book_write import write_books
from libdesk.actions.imports.plans import BookChoices
from libdesk.actions.printing.code_runs import keep_codes, release_codes
from libdesk.actions.readers.edit import free_cards
from libdesk.actions.settings import change_settings
from libdesk.actions.undo import undo
from libdesk.domain.barcodes import Numbering, read_scan
from libdesk.domain.code_runs import MOST, CodeRun, CountWrong, RunGone, RunUsed
from libdesk.domain.counter import Looks, SeenNothing
from libdesk.domain.drafts import BookDraft, ParsedList, Skipped
from libdesk.domain.errors import DeskError, NotAllowed
from libdesk.domain.ops import Role
from libdesk.domain.rows.adding import NewCopy
from libdesk.store.queries import code_runs, journal
from libdesk.store.queries.scan import recognise
from tests.builders import BookMade, Clock, add_book, make_desk, make_library


@pytest.fixture
def book(desk: Desk) -> BookMade:
    return add_book(desk, "草房子", barcodes=["0000041"])


def given(desk: Desk, book: BookMade, count: int = 1) -> list[str]:
    """New copies with numbers that libdesk gives."""
    return [copy.barcode for copy in add_copies(desk, book.title_id, [NewCopy()] * count).copies]


def one_book(title: str, copies: int = 1, barcodes: tuple[str, ...] = ()) -> ParsedList[BookDraft]:
    return ParsedList((BookDraft(2, title, copies=copies, barcodes=barcodes),), (), (), Skipped(), 1)


def test_a_run_goes_on_behind_the_last_number_and_what_is_given_next_behind_the_run(desk: Desk, book: BookMade) -> None:
    run = keep_codes(desk, 20, note="一年级书架").run
    assert (run.first, run.last, run.note) == ("0000042", "0000061", "一年级书架")
    assert given(desk, book, 2) == ["0000062", "0000063"]
    assert keep_codes(desk, 5).run.first == "0000064"


def test_a_list_that_is_imported_gets_no_kept_number(desk: Desk, book: BookMade) -> None:
    keep_codes(desk, 20)
    write_books(desk, plan_books(desk, one_book("乌塔", 2), BookChoices()))
    codes = desk.library.fetch("SELECT printed FROM barcode WHERE copy_id <> ? ORDER BY id", book.copy_id)
    assert codes == [("0000062",), ("0000063",)]


def test_a_list_may_bring_the_labels_that_were_stuck_on(desk: Desk) -> None:
    run = keep_codes(desk, 3).run
    write_books(desk, plan_books(desk, one_book("乌塔", 2, (run.first, run.last)), BookChoices()))
    assert code_runs.runs(desk.library)[0].used == 2


def test_cards_of_readers_get_no_kept_number(desk: Desk) -> None:
    change_settings(desk, barcode_prefix="R", barcode_width=6)
    keep_codes(desk, 3)
    assert next(free_cards(desk)) == "R000004"


def test_a_scanned_label_of_a_run_is_free_and_counts_as_used(desk: Desk, book: BookMade) -> None:
    run = keep_codes(desk, 3).run
    (copy,) = add_copies(desk, book.title_id, [NewCopy(run.code(1))]).copies
    assert copy.barcode == "0000043"
    assert code_runs.runs(desk.library)[0].used == 1


def test_at_the_desk_a_label_of_a_run_is_known_for_what_it_is(desk: Desk, book: BookMade) -> None:
    run = keep_codes(desk, 3).run
    assert recognise(desk.library, read_scan(run.first)) == SeenNothing(run.first, looks=Looks.KEPT)
    add_copies(desk, book.title_id, [NewCopy(run.first)])
    assert not isinstance(recognise(desk.library, read_scan(run.first)), SeenNothing)


def test_a_run_grows_beyond_its_width_and_all_its_used_labels_are_counted(desk: Desk) -> None:
    change_settings(desk, barcode_width=3)
    book = add_book(desk, "草房子", barcodes=["997"])
    run = keep_codes(desk, 6).run
    assert (run.first, run.last) == ("998", "1003")
    add_copies(desk, book.title_id, [NewCopy("999"), NewCopy("1000")])
    add_book(desk, "另一本", barcodes=["0998", "99:", "1004"])
    assert code_runs.run(desk.library, run.id) == CodeRun(run.id, desk.today, "", 3, 998, 1003, "", 2)


@pytest.mark.parametrize("count", [0, -1, MOST + 1])
def test_too_many_or_none_are_refused_in_words(desk: Desk, count: int) -> None:
    with pytest.raises(CountWrong) as refused:
        keep_codes(desk, count)
    assert "10,000" in refused.value.text()
    assert code_runs.runs(desk.library) == []


def test_student_mode_keeps_no_codes(desk: Desk) -> None:
    helper = make_desk(desk.library.path, Role.HELPER)
    with pytest.raises(NotAllowed):
        keep_codes(helper, 5)
    helper.library.close()


def test_a_run_is_taken_back_and_its_numbers_are_given_again(desk: Desk, book: BookMade) -> None:
    kept = keep_codes(desk, 20)
    undo(desk, kept.journal_id)
    assert given(desk, book) == ["0000042"]


def test_a_run_does_not_come_back_once_its_numbers_were_given(desk: Desk, book: BookMade) -> None:
    kept = keep_codes(desk, 20)
    away = undo(desk, kept.journal_id)
    given(desk, book)
    with pytest.raises(CannotUndo) as refused:
        undo(desk, away.journal_id)
    assert "0000042" in refused.value.text()


def test_copies_do_not_come_back_once_their_numbers_were_kept(desk: Desk, book: BookMade) -> None:
    added = add_copies(desk, book.title_id, [NewCopy()])
    away = undo(desk, added.journal_id)
    keep_codes(desk, 2)
    with pytest.raises(CannotUndo) as refused:
        undo(desk, away.journal_id)
    assert refused.value.code == "0000042"


def test_a_copy_registered_from_a_run_comes_back(desk: Desk, book: BookMade) -> None:
    run = keep_codes(desk, 2).run
    added = add_copies(desk, book.title_id, [NewCopy(run.first)])
    undo(desk, undo(desk, added.journal_id).journal_id)
    assert code_runs.run(desk.library, run.id) is not None
    assert code_runs.runs(desk.library)[0].used == 1


def test_numbers_are_given_back_only_while_no_book_bears_one(desk: Desk, book: BookMade) -> None:
    first, second = keep_codes(desk, 5).run, keep_codes(desk, 5).run
    add_copies(desk, book.title_id, [NewCopy(first.last)])
    with pytest.raises(RunUsed):
        release_codes(desk, first.id)
    release_codes(desk, second.id)
    with pytest.raises(RunGone):
        release_codes(desk, second.id)
    assert [run.id for run in code_runs.runs(desk.library)] == [first.id]
    assert given(desk, book) == ["0000047"]


NUMBERINGS = st.sampled_from([("", 7), ("R", 6), ("", 4), ("1", 3), ("A", 3), ("A1", 3)])


class Numbers(RuleBasedStateMachine):
    """Numbers are given, kept, imported, scanned and taken back in any order, under changing schemes."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="libdesk-codes-")
        path = Path(self.folder.name) / "school.libdesk"
        shutil.copyfile(self.template, path)
        self.desk = make_desk(path, clock=Clock())
        self.book = BookMade(1, None, (1,), ("0000001",))
        self.scanned: set[str] = set()

    def teardown(self) -> None:
        self.desk.library.close()
        self.folder.cleanup()

    @rule(count=st.integers(1, 4))
    def give(self, count: int) -> None:
        given(self.desk, self.book, count)

    @rule(count=st.integers(1, 5))
    def keep(self, count: int) -> None:
        keep_codes(self.desk, count)

    @rule(count=st.integers(1, 4), scheme=NUMBERINGS)
    def bring_in(self, count: int, scheme: tuple[str, int]) -> None:
        newest = self.desk.library.fetch("SELECT max(id) FROM journal")[0][0]
        choices = BookChoices(True, Numbering(*scheme))
        write_books(self.desk, plan_books(self.desk, one_book(f"第{newest}种", count), choices))

    @rule(place=st.integers(0, 30))
    def scan(self, place: int) -> None:
        codes = [run.code(at) for run in code_runs.runs(self.desk.library) for at in range(run.count)]
        if codes:
            code = codes[place % len(codes)]
            try:
                add_copies(self.desk, self.book.title_id, [NewCopy(code)])
            except DeskError:
                return  # it is on a book already
            self.scanned.add(code)

    @rule(scheme=NUMBERINGS)
    def number_otherwise(self, scheme: tuple[str, int]) -> None:
        change_settings(self.desk, barcode_prefix=scheme[0], barcode_width=scheme[1])

    @rule(back=st.sampled_from([0, 0, 1, 1, 1, 2, 3, 5]))
    def undo(self, back: int) -> None:
        entries = journal.newest(self.desk.library, limit=back + 1)
        if back < len(entries) and entries[back].id > 1:  # the one title stays
            with suppress(DeskError):
                undo(self.desk, entries[back].id)
            self.desk.forget()

    @rule(place=st.integers(0, 3))
    def release(self, place: int) -> None:
        runs = code_runs.runs(self.desk.library)
        if place < len(runs) and not runs[place].used:
            release_codes(self.desk, runs[place].id)

    @invariant()
    def what_is_kept_was_given_by_nobody(self) -> None:
        kept = code_runs.kept_codes(self.desk.library)
        borne = {row[0] for row in self.desk.library.fetch("SELECT code_key FROM barcode")}
        assert not [code for code in borne - self.scanned if kept.holds(code)]

    @invariant()
    def no_number_is_in_two_runs(self) -> None:
        runs = code_runs.runs(self.desk.library)
        codes = [run.code(place) for run in runs for place in range(run.count)]
        assert len(codes) == len(set(codes))


@pytest.fixture(scope="module")
def one_title(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = make_library(tmp_path_factory.mktemp("codes"))
    desk = make_desk(path)
    add_book(desk, "草房子", barcodes=["0000001"])
    desk.library.close()
    return path


def test_kept_codes_are_never_given_twice_in_any_order(one_title: Path) -> None:
    class Case(Numbers):
        template = one_title

    test = Case.TestCase
    test.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
    test().runTest()
