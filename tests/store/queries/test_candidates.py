"""The finder of what might leave names copies that are in the library and on no list, and nothing that is used."""

from datetime import date

from libdesk.actions.desk import Desk
from libdesk.actions.house_use import count_use
from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back
from libdesk.actions.withdrawing.lists import add_to_withdrawal
from libdesk.domain.ops import Op
from libdesk.domain.rows.withdrawals import Wanted
from libdesk.domain.withdrawals import Looking
from libdesk.store.queries.candidates import candidates
from libdesk.store.tables import Title
from tests.builders import TODAY, Clock, add_book, add_reader, change_copy


def found(desk: Desk, looking: Looking, **how: int | str) -> list[int]:
    rows, total = candidates(desk.library, Wanted(looking, **how), desk.today)  # type: ignore[arg-type]
    assert total == len(rows)
    return [row.copy_id for row in rows]


def test_what_was_not_lent_nor_used_for_years_and_is_old_enough(desk: Desk, clock: Clock) -> None:
    reader = add_reader(desk, "李小雨")
    old, lent, used, out, new = (add_book(desk, title).copy_id for title in ("旧", "借过", "阅览", "在外", "新"))
    for copy_id in (old, out):
        lend(desk, copy_id=copy_id, reader_id=reader.id)
        give_back(desk, copy_id=copy_id)
    clock.advance(days=1200)
    for copy_id in (lent, out):
        lend(desk, copy_id=copy_id, reader_id=reader.id)
    give_back(desk, copy_id=lent)
    count_use(desk, copy_id=used, reader_id=None)
    change_copy(desk, new, entered=date(2028, 9, 1).isoformat())
    assert found(desk, Looking.UNUSED, years=3) == [old]
    assert found(desk, Looking.UNUSED, years=5) == []
    add_to_withdrawal(desk, None, [old], "unused")
    assert found(desk, Looking.UNUSED, years=3) == []


def test_the_best_copies_of_each_title_stay(desk: Desk) -> None:
    book = add_book(desk, "课本", copies=5)
    change_copy(desk, book.copy_ids[4], damage="slight")
    lend(desk, copy_id=book.copy_ids[0], reader_id=add_reader(desk, "李小雨").id)
    assert found(desk, Looking.SURPLUS, keep=3) == [book.copy_ids[1], book.copy_ids[4]]
    assert found(desk, Looking.SURPLUS, keep=5) == []


def test_what_is_badly_damaged_or_waits_for_repair(desk: Desk) -> None:
    book = add_book(desk, "课本", copies=3)
    change_copy(desk, book.copy_ids[0], damage="severe")
    change_copy(desk, book.copy_ids[1], status="repair")
    change_copy(desk, book.copy_ids[2], damage="slight")
    assert found(desk, Looking.DAMAGED) == list(book.copy_ids[:2])


def test_what_was_published_long_ago_within_a_class(desk: Desk) -> None:
    computer, novel = add_book(desk, "电脑入门", call_no="TP3/1"), add_book(desk, "朝花夕拾")
    with desk.action(Op.EDIT_TITLE) as act:
        act.change(Title, computer.title_id, year=1998, class_no="TP3")
        act.change(Title, novel.title_id, year=1998, class_no="I210.4")
    assert found(desk, Looking.OUTDATED, years=20) == [computer.copy_id, novel.copy_id]
    assert found(desk, Looking.OUTDATED, years=20, class_no="tp") == [computer.copy_id]
    assert found(desk, Looking.OUTDATED, years=TODAY.year - 1997) == []


def test_older_editions_of_a_work_of_which_a_newer_one_is_here(desk: Desk) -> None:
    old, new, other = (
        add_book(desk, "十万个为什么", author=author) for author in ("少年儿童社编", "少年儿童社 编", "米·伊林")
    )
    with desk.action(Op.EDIT_TITLE) as act:
        for book, year in ((old, 1980), (new, 2013), (other, 1970)):
            act.change(Title, book.title_id, year=year)
    assert found(desk, Looking.DUPLICATE) == [old.copy_id]
