"""The journal's page: newest first, narrowed down by days, kind, person and words, with names as they are now."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from libdesk.actions.cataloguing.copies import edit_copies
from libdesk.actions.cataloguing.places import edit_place
from libdesk.actions.cataloguing.titles import remove_title
from libdesk.actions.desk import Actor, Desk
from libdesk.actions.holds import cancel_hold, place_hold
from libdesk.actions.lending import lend
from libdesk.actions.readers.erase import erase_readers
from libdesk.actions.readers.leaving import leave_readers
from libdesk.actions.returning import give_back
from libdesk.actions.settings import change_settings
from libdesk.actions.shifts import start_shift
from libdesk.actions.undo import undo
from libdesk.domain.op_labels import OP_LABELS
from libdesk.domain.ops import ALLOWED, Op, Role
from libdesk.domain.progress import Cancelled, Progress
from libdesk.domain.rows.journal import GROUP_NAMES, GROUPS, Asked, JournalLine
from libdesk.store.queries.journal_page import page, people
from tests.builders import Clock, add_book, add_reader

READING = {Op.SEE_DESK, Op.FIND_BOOKS, Op.FIND_READERS, Op.SEE_HISTORY, Op.SEE_CHARGES, Op.SEE_JOURNAL, Op.SEE_REPORTS,
           Op.SEE_SETTINGS, Op.SEE_CATALOGUE, Op.SEE_ORDERS, Op.SEE_REGISTERS, Op.SEE_PRINTING,
           Op.SEE_SHELVING, Op.SEE_SERIALS, Op.SEE_SEMESTER, Op.SEE_PLAN, Op.SEE_ROSTER, Op.SEE_HELPERS,
           Op.PRACTISE, Op.SEE_ACTIVITIES, Op.SEE_AIDS, Op.SEE_SERVICE, Op.PUBLISH}  # fmt: skip


def told(desk: Desk, **asked: Any) -> list[tuple[Op, str, str | None]]:
    return [(line.op, line.title, line.reader) for line in page(desk.library, Asked(**asked)).lines]


def first(desk: Desk, **asked: Any) -> JournalLine:
    return page(desk.library, Asked(**asked)).lines[0]


def test_every_gesture_that_writes_belongs_to_one_group() -> None:
    grouped = [op for group in GROUPS.values() for op in group]
    assert len(grouped) == len(set(grouped))
    assert set(grouped) == set(OP_LABELS) - READING
    assert GROUPS.keys() == GROUP_NAMES.keys()
    assert ALLOWED[Role.LIBRARIAN] >= set(grouped)


def test_the_newest_stands_first_with_title_and_reader(desk: Desk) -> None:
    reader, book = add_reader(desk, "王一"), add_book(desk, "西游记", volume="上")
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    give_back(desk, copy_id=book.copy_id)
    assert told(desk, group="desk") == [(Op.GIVE_BACK, "西游记(上)", "王一"), (Op.LEND, "西游记(上)", "王一")]


def test_an_erased_reader_is_named_by_nobody(desk: Desk) -> None:
    reader, book = add_reader(desk, "王一"), add_book(desk, "城南旧事")
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    give_back(desk, copy_id=book.copy_id)
    leave_readers(desk, reader_ids=[reader.id])
    erase_readers(desk, reader_ids=[reader.id])
    line = first(desk, group="desk")
    assert (line.reader, line.erased) == ("", True)
    assert not line.images


def test_a_title_that_went_and_a_place_are_named_by_their_entries(desk: Desk) -> None:
    kept, gone = add_book(desk, "草房子"), add_book(desk, "昆虫记", copies=0)
    remove_title(desk, gone.title_id)
    edit_place(desk, 1, name="一楼书库", reading_room=False, shelving="")
    edit_copies(desk, [kept.copy_id], {"price_fen": 2500})
    assert [title for _op, title, _reader in told(desk)][:3] == ["草房子", "一楼书库", "昆虫记"]


def test_days_narrow_it_down(desk: Desk, clock: Clock) -> None:
    add_reader(desk, "王一")
    clock.advance(days=3)
    noon = desk.now()
    add_reader(desk, "李二")
    assert len(told(desk)) == 2
    assert len(told(desk, since=noon)) == 1
    assert len(told(desk, until=noon)) == 1


@pytest.mark.parametrize("text", ["王一", "wy", "城南旧事", "cnjs", "R000001", "0000001"])
def test_words_find_what_was_done_with_a_reader_or_a_title(desk: Desk, text: str) -> None:
    reader, book = add_reader(desk, "王一"), add_book(desk, "城南旧事")
    other, another = add_reader(desk, "李二"), add_book(desk, "草房子")
    for who, what in ((reader, book), (other, another)):
        lend(desk, copy_id=what.copy_id, reader_id=who.id)
        give_back(desk, copy_id=what.copy_id)
    assert [op for op, _title, _reader in told(desk, text=text)] == [Op.GIVE_BACK, Op.LEND]
    assert {title for _op, title, _reader in told(desk, text=text)} == {"城南旧事"}


@pytest.mark.parametrize("text", ["李二", "城南旧事"])
def test_a_hold_that_was_cancelled_is_told_with_title_and_reader(desk: Desk, text: str) -> None:
    reader, waits, book = add_reader(desk, "王一"), add_reader(desk, "李二"), add_book(desk, "城南旧事")
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    hold = place_hold(desk, title_id=book.title_id, reader_id=waits.id)
    cancel_hold(desk, hold_id=hold.hold_id)
    assert told(desk, text=text)[:2] == [
        (Op.CANCEL_HOLD, "城南旧事", "李二"), (Op.PLACE_HOLD, "城南旧事", "李二"),
    ]  # fmt: skip


def test_words_that_fit_nothing_find_nothing(desk: Desk) -> None:
    add_reader(desk, "王一")
    assert told(desk, text="无此人") == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(text=st.text(max_size=30))
def test_whatever_is_typed_it_never_fails(desk: Desk, text: str) -> None:
    page(desk.library, Asked(text=text))


def test_a_helper_and_the_program_itself_can_be_asked_for(desk: Desk, clock: Clock) -> None:
    helper, reader, book = add_reader(desk, "小馆", helper=True), add_reader(desk, "王一"), add_book(desk, "城南旧事")
    at_desk = Desk(desk.library, clock=clock, actor=Actor(Role.HELPER))
    start_shift(at_desk, helper.id)
    lend(at_desk, copy_id=book.copy_id, reader_id=reader.id)
    assert people(desk.library)[-1].name == "小馆"
    line = first(desk, who=f"helper:{helper.id}")
    assert (line.op, line.who) == (Op.LEND, "小馆")
    assert [op for op, *_rest in told(desk, who="helpers")] == [Op.LEND]
    assert [op for op, *_rest in told(desk, who="nobody")] == [Op.START_SHIFT]
    assert told(desk, who="system") == []
    assert len(told(desk, who="open")) == 3


def test_an_undo_belongs_to_what_it_took_back(desk: Desk) -> None:
    changed = change_settings(desk, hold_days=5)
    undo(desk, changed)
    assert [op for op, *_rest in told(desk, group="settings")] == [Op.UNDO, Op.EDIT_SETTINGS]
    assert told(desk, group="readers") == []


@pytest.mark.parametrize(("times", "undone"), [(0, False), (1, True), (2, False), (3, True)])
def test_what_was_taken_back_says_so(desk: Desk, times: int, undone: bool) -> None:
    journal_id = last = change_settings(desk, hold_days=5)
    for _nth in range(times):
        last = undo(desk, last).journal_id
    line = next(line for line in page(desk.library, Asked()).lines if line.id == journal_id)
    assert line.undone is undone


def test_a_long_journal_is_counted_but_not_shown_whole(desk: Desk) -> None:
    for _nth in range(7):
        change_settings(desk, hold_days=5)
        change_settings(desk, hold_days=6)
    found = page(desk.library, Asked(), limit=5)
    assert (len(found.lines), found.total, found.more) == (5, 14, False)


def test_a_long_look_stops_when_nobody_waits_for_it_any_more(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("libdesk.store.queries.journal_page.INSTRUCTIONS", 1)
    add_reader(desk, "王一")
    with pytest.raises(Cancelled):
        page(desk.library, Asked(text="王一"), progress=Progress(stopped=lambda: True))
    assert page(desk.library, Asked(text="王一"), progress=Progress(stopped=lambda: False)).lines == ()
