"""One reader's card: stopped and reopened, replaced and found again; old numbers stay known and are refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.errors import BarcodeTaken, ReaderUnknown
from libdesk.actions.lending import lend
from libdesk.actions.readers import cards as readers
from libdesk.actions.undo import undo
from libdesk.domain.barcodes import BarcodeUnusable
from libdesk.domain.errors import NotAllowed
from libdesk.domain.loans import LoanRefused
from libdesk.domain.ops import Role
from libdesk.store.queries.desk import owner_of
from tests.builders import add_book, add_reader, make_desk, make_library


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(make_library(tmp_path))
    yield made
    made.library.close()


def state_of(desk: Desk, code: str) -> str:
    owner = owner_of(desk.library, code)
    return owner.state if owner else "unknown"


def test_a_stopped_reader_borrows_nothing_until_reopened(desk: Desk) -> None:
    reader, book = add_reader(desk, "张三"), add_book(desk, "草房子")
    readers.stop_reader(desk, reader_id=reader.id, why="  书 没还 ")
    with pytest.raises(LoanRefused) as refused:
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    assert "书 没还" in refused.value.text()
    readers.reopen_reader(desk, reader_id=reader.id)
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)


def test_a_stop_needs_a_reason(desk: Desk) -> None:
    reader = add_reader(desk, "张三")
    with pytest.raises(readers.StopReasonMissing):
        readers.stop_reader(desk, reader_id=reader.id, why="  ")


def test_a_lost_card_stays_known_and_the_new_one_counts(desk: Desk) -> None:
    reader = add_reader(desk, "张三", card="R001")
    readers.replace_card(desk, reader_id=reader.id, code=" r002 ")
    assert state_of(desk, "R001") == "lost"
    assert state_of(desk, "R002") == "active"


def test_a_replacement_can_be_undone(desk: Desk) -> None:
    reader = add_reader(desk, "张三", card="R001")
    undo(desk, readers.replace_card(desk, reader_id=reader.id, code="R002"))
    assert state_of(desk, "R001") == "active"
    assert state_of(desk, "R002") == "unknown"


def test_a_lost_card_that_is_found_counts_again_and_its_successor_no_more(desk: Desk) -> None:
    reader = add_reader(desk, "张三", card="R001")
    readers.replace_card(desk, reader_id=reader.id, code="R002")
    readers.replace_card(desk, reader_id=reader.id, code="R001", lost=False)
    assert state_of(desk, "R001") == "active"
    assert state_of(desk, "R002") == "replaced"


def test_of_several_numbers_only_the_lost_one_is_replaced(desk: Desk) -> None:
    reader = add_reader(desk, "张三", card="R001")
    first = readers.queries.barcode_id(desk.library, "R001")
    readers.replace_card(desk, reader_id=reader.id, code="IC900", old_id=0)  # a campus card beside it
    readers.replace_card(desk, reader_id=reader.id, code="R002", old_id=first)
    assert [state_of(desk, code) for code in ("R001", "IC900", "R002")] == ["lost", "active", "active"]


@pytest.mark.parametrize("code", ["", "  ", "LD-LEND", "x" * 65])
def test_what_cannot_be_a_card_is_refused(desk: Desk, code: str) -> None:
    reader = add_reader(desk, "张三")
    with pytest.raises(BarcodeUnusable):
        readers.replace_card(desk, reader_id=reader.id, code=code)


def test_a_number_of_a_book_or_of_another_reader_is_refused(desk: Desk) -> None:
    reader, other = add_reader(desk, "张三", card="R001"), add_reader(desk, "李四", card="R002")
    book = add_book(desk, "草房子")
    for code in (other.card, book.barcodes[0]):
        with pytest.raises(BarcodeTaken):
            readers.replace_card(desk, reader_id=reader.id, code=code)
    with pytest.raises(readers.SameCard):
        readers.replace_card(desk, reader_id=reader.id, code="R001")
    assert state_of(desk, "R001") == "active"


def test_a_reader_who_is_gone_is_told(desk: Desk) -> None:
    with pytest.raises(ReaderUnknown):
        readers.stop_reader(desk, reader_id=99, why="x")


def test_a_pupil_at_the_desk_may_do_none_of_this(desk: Desk, tmp_path: Path) -> None:
    reader = add_reader(desk, "张三")
    pupil = make_desk(tmp_path / "school.libdesk", Role.HELPER)
    for act in (
        lambda: readers.stop_reader(pupil, reader_id=reader.id, why="x"),
        lambda: readers.reopen_reader(pupil, reader_id=reader.id),
        lambda: readers.replace_card(pupil, reader_id=reader.id, code="R9"),
    ):
        with pytest.raises(NotAllowed):
            act()
    pupil.library.close()


def test_the_journal_holds_no_reason_and_no_name(desk: Desk) -> None:
    reader = add_reader(desk, "张三")
    readers.stop_reader(desk, reader_id=reader.id, why="家长来信")
    args = desk.library.connection.execute("SELECT args FROM journal ORDER BY id DESC LIMIT 1").fetchone()[0]
    assert args == f'{{"reader":{reader.id}}}'
