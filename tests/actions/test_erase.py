"""Erasing leaves a husk: nothing of a pupil's name, pinyin, number or photo is anywhere, and every figure stays."""

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.errors import CannotUndo
from libdesk.actions.lending import lend
from libdesk.actions.readers.cards import replace_card, stop_reader
from libdesk.actions.readers.erase import erase_due, erase_readers
from libdesk.actions.readers.leaving import bring_back, leave_readers
from libdesk.actions.returning import give_back, report_damage
from libdesk.actions.shifts import appoint
from libdesk.actions.undo import undo, why_not
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.errors import NotAllowed
from libdesk.domain.ops import Op, Role
from libdesk.store.queries import journal as journal_queries
from libdesk.store.queries import reports
from libdesk.store.queries.desk import borrower, owner_of
from libdesk.store.queries.journal import entry
from libdesk.store.queries.readers import find_readers
from libdesk.store.tables import JOURNALLED, Charge, Enrolment, Reader
from tests.builders import Clock, ReaderMade, add_book, add_reader, as_librarian, make_desk, set_setting
from tests.invariants import broken

NAME, NUMBER, CARD = "欧阳琪琪", "S77310042", "K5550199"
PINYIN = ("ou yang qi qi", "ouyangqiqi", "阳琪")  # some of it SQLite writes in pieces
WORDS = (NAME, NUMBER, CARD, "K5550200", "妈妈来信说", "撕坏的是她", "她赔", *PINYIN)
PHOTO = bytes(range(256)) * 8 + b"\xff\xd8 photo of a pupil"


def pupil_with_a_past(desk: Desk) -> ReaderMade:
    """Everything that may hold something of a person: photo, two cards, stopped, damage, override, compensation."""
    reader = add_reader(desk, NAME, card=CARD, seat=13)
    sha = hashlib.sha256(PHOTO).hexdigest()
    with desk.action(Op.EDIT_READER) as act:
        act.connection.execute("INSERT INTO blob VALUES (?, ?)", (sha, PHOTO))
        act.change(Reader, reader.id, photo=sha, school_no=NUMBER, sex="f", sort_name="ou yang qi qi")
    replace_card(desk, reader_id=reader.id, code="K5550200")
    stopped = stop_reader(desk, reader_id=reader.id, why="妈妈来信说不借了")
    undo(desk, stopped)
    appoint(desk, reader.id)
    book = add_book(desk, "城南旧事")
    lend(desk, copy_id=book.copy_id, reader_id=reader.id, override="妈妈来信说可以")
    report_damage(desk, copy_id=book.copy_id, degree="slight", note="撕坏的是她")
    report_damage(desk, copy_id=book.copy_id, degree="medium", note="听说撕坏的是她")
    give_back(desk, copy_id=book.copy_id)
    with desk.action(Op.CHARGE) as act:
        charge = act.add(Charge, reader_id=reader.id, kind="loss", amount_fen=500, made_day=desk.today.isoformat())
    with desk.action(Op.SETTLE_CHARGE) as act:
        act.change(Charge, charge, state="waived", settled_day=desk.today.isoformat(), why="她赔不起")
    return reader


def all_bytes(path: Path) -> bytes:
    """The library and what SQLite keeps beside it."""
    return b"".join(place.read_bytes() for place in sorted(path.parent.glob(f"{path.name}*")) if place.is_file())


def index_words(desk: Desk) -> set[str]:
    desk.library.connection.execute("PRAGMA query_only = 0")
    try:
        desk.library.connection.execute("CREATE VIRTUAL TABLE temp.v USING fts5vocab(main, reader_index, row)")
        words = {row[0] for row in desk.library.connection.execute("SELECT term FROM v")}
        desk.library.connection.execute("DROP TABLE temp.v")
        return words
    finally:
        desk.library.connection.execute("PRAGMA query_only = 1")


@pytest.fixture
def leaver(desk: Desk) -> Iterator[ReaderMade]:
    add_reader(desk, "王一")
    reader = pupil_with_a_past(desk)
    leave_readers(desk, reader_ids=[reader.id])
    return reader


def test_nothing_of_an_erased_pupil_is_left_in_any_file(desk: Desk, leaver: ReaderMade) -> None:
    desk.library.checkpoint()
    before = all_bytes(desk.library.path)
    assert all(word.encode() in before for word in WORDS if word not in PINYIN)
    assert PHOTO[-400:] in before
    assert {"欧阳", "琪琪"} <= index_words(desk)

    assert erase_readers(desk, reader_ids=[leaver.id]).count == 1

    after = all_bytes(desk.library.path)
    assert [word for word in WORDS if word.encode() in after] == []
    assert PHOTO[-400:] not in after
    assert not {word for word in index_words(desk) if "阳" in word or "琪" in word or "qi" in word}
    blocks = desk.library.connection.execute("SELECT block FROM reader_index_data").fetchall()
    assert not [block for (block,) in blocks if "琪".encode() in block]
    assert find_readers(desk.library, "欧阳", desk.today, _system(desk)).total == 0
    assert owner_of(desk.library, CARD) is None
    assert broken(desk.library.connection) == []


def test_every_figure_is_as_before(desk: Desk, leaver: ReaderMade) -> None:
    def figures() -> tuple[Any, ...]:
        span = (date(2025, 9, 1), desk.today)
        return (
            reports.figures(desk.library, *span), reports.loans_by_group(desk.library, *span),
            reports.standing(desk.library, desk.today), reports.overdue_by_group(desk.library, desk.today),
        )  # fmt: skip

    before = figures()
    erase_readers(desk, reader_ids=[leaver.id])
    assert figures() == before


def test_what_was_erased_cannot_be_undone_nor_anything_that_touched_it(desk: Desk, leaver: ReaderMade) -> None:
    *entries, _another_reader = [found.id for found in journal_queries.newest(desk.library, limit=50)]
    erase_readers(desk, reader_ids=[leaver.id])
    erasing = journal_queries.newest(desk.library, limit=1)[0]
    assert journal_queries.images(desk.library, erasing.id) == []
    assert why_not(desk, erasing) == "kind"
    for journal_id in entries:
        with pytest.raises(CannotUndo):
            undo(desk, journal_id)
    assert broken(desk.library.connection) == []


def test_what_others_did_can_still_be_undone(desk: Desk) -> None:
    reader, other = add_reader(desk, NAME), add_reader(desk, "王一")
    book = add_book(desk, "城南旧事")
    receipt = lend(desk, copy_id=book.copy_id, reader_id=other.id)
    leave_readers(desk, reader_ids=[reader.id])
    erase_readers(desk, reader_ids=[reader.id])
    assert undo(desk, receipt.journal_id)


def test_an_older_step_under_an_erased_one_is_not_undone_either(desk: Desk) -> None:
    """王一 had the book before the pupil who was erased: taking back that return would go over her loan."""
    other, reader = add_reader(desk, "王一"), add_reader(desk, NAME)
    book = add_book(desk, "城南旧事")
    lend(desk, copy_id=book.copy_id, reader_id=other.id)
    back = give_back(desk, copy_id=book.copy_id)
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    give_back(desk, copy_id=book.copy_id)
    leave_readers(desk, reader_ids=[reader.id])
    erase_readers(desk, reader_ids=[reader.id])
    with pytest.raises(CannotUndo) as caught:
        undo(desk, back.journal_id)
    assert caught.value.why == "nothing"


def test_a_photo_that_another_reader_has_too_stays(desk: Desk, leaver: ReaderMade) -> None:
    twin = add_reader(desk, "欧阳珊珊")
    with desk.action(Op.EDIT_READER) as act:
        act.change(Reader, twin.id, photo=hashlib.sha256(PHOTO).hexdigest())
    erase_readers(desk, reader_ids=[leaver.id])
    assert desk.library.connection.execute("SELECT bytes FROM blob").fetchone() == (PHOTO,)


def test_a_photo_that_was_replaced_before_goes_too(desk: Desk, leaver: ReaderMade) -> None:
    bring_back(desk, reader_ids=[leaver.id])
    with desk.action(Op.EDIT_READER) as act:
        act.change(Reader, leaver.id, photo=None)
    leave_readers(desk, reader_ids=[leaver.id])
    erase_readers(desk, reader_ids=[leaver.id])
    assert desk.library.connection.execute("SELECT count(*) FROM blob").fetchone() == (0,)


def test_only_who_left_with_nothing_out_is_erased(desk: Desk) -> None:
    here, holds = add_reader(desk, "王一"), add_reader(desk, "李二")
    book = add_book(desk, "城南旧事")
    lend(desk, copy_id=book.copy_id, reader_id=holds.id)
    leave_readers(desk, reader_ids=[holds.id], anyway=True)
    erased = erase_readers(desk, reader_ids=[here.id, holds.id])
    assert (erased.journal_id, erased.count) == (0, 0)
    assert {one.name for one in erased.kept} == {"王一", "李二"}


def test_the_program_erases_by_itself_after_the_time_the_school_sets(
    desk: Desk, leaver: ReaderMade, clock: Clock
) -> None:
    system = Desk(desk.library, clock=clock, actor=as_librarian(desk).actor._replace(role=Role.SYSTEM))
    set_setting(desk, "erase_days", 100)
    system.forget()
    clock.advance(days=99)
    assert erase_due(system) == 0
    clock.advance(days=1)
    assert erase_due(system) == 1
    assert erase_due(system) == 0
    found = journal_queries.newest(desk.library, limit=1)[0]
    assert (found.op, found.role, found.args) == (Op.ERASE_READERS, Role.SYSTEM, {"readers": 1})


def test_zero_days_leaves_it_to_the_librarian(desk: Desk, leaver: ReaderMade, clock: Clock) -> None:
    set_setting(desk, "erase_days", 0)
    clock.advance(days=4000)
    assert erase_due(desk) == 0


def test_the_number_of_an_erased_card_may_be_given_anew(desk: Desk, leaver: ReaderMade) -> None:
    erase_readers(desk, reader_ids=[leaver.id])
    new = add_reader(desk, "周新", card=CARD)
    owner = owner_of(desk.library, CARD)
    assert owner is not None
    assert owner.reader_id == new.id


def test_a_husk_keeps_kind_and_loans_and_nothing_else(desk: Desk, leaver: ReaderMade) -> None:
    erase_readers(desk, reader_ids=[leaver.id])
    columns = JOURNALLED["reader"].columns
    row = desk.library.connection.execute(f"SELECT {', '.join(columns)} FROM reader WHERE id = ?", (leaver.id,))
    told = {name: value for name, value in zip(columns, row.fetchone(), strict=True) if value not in (None, "")}
    assert told == {"kind": "pupil", "state": "erased", "id": leaver.id}
    assert desk.library.connection.execute("SELECT reader_id, erased_day FROM erased").fetchall() == [
        (leaver.id, desk.today.isoformat())
    ]
    husk = borrower(desk.library, leaver.id, desk.today)
    assert husk is not None
    assert husk.name == ""


def test_an_account_of_an_erased_teacher_answers_to_nobody(desk: Desk) -> None:
    teacher, account = add_reader(desk, "张老师", kind="teacher"), add_reader(desk, "四(3)班", kind="class")
    with desk.action(Op.EDIT_READER) as act:
        act.change(Reader, account.id, responsible_id=teacher.id)
    leave_readers(desk, reader_ids=[teacher.id])
    erase_readers(desk, reader_ids=[teacher.id])
    assert (
        desk.library.connection.execute("SELECT responsible_id FROM reader WHERE id = ?", (account.id,)).fetchone()[0]
        is None
    )


def test_a_row_that_is_gone_by_now_takes_its_image_along(desk: Desk, leaver: ReaderMade) -> None:
    with desk.action(Op.EDIT_READER) as act:
        seat = act.add(Enrolment, reader_id=leaver.id, stage="primary", entry_year=2020, class_no=1,
                       from_day="2025-09-01", to_day="2025-09-02")  # fmt: skip
    with desk.action(Op.EDIT_READER) as act:
        act.remove(Enrolment, seat)
    removing = act.journal_id
    erase_readers(desk, reader_ids=[leaver.id])
    assert journal_queries.images(desk.library, removing) == []
    assert entry(desk.library, removing) is not None


def test_a_helper_erases_nobody(helper_desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        erase_readers(helper_desk, reader_ids=[1])


def test_another_connection_sees_nothing_of_the_old_rows(desk: Desk, leaver: ReaderMade) -> None:
    """As in the program: the desk's own connection is open while the day's work is done beside it."""
    beside = make_desk(desk.library.path, Role.SYSTEM)
    erase_readers(as_librarian(beside), reader_ids=[leaver.id])
    assert NAME.encode() not in all_bytes(desk.library.path)
    beside.library.close()


def _system(desk: Desk) -> SchoolSystem:
    return SchoolSystem(desk.settings.school_system)
