"""Two titles become one: nothing that hung on either is lost, and one undo parts them again."""

from dataclasses import replace

import pytest

from libdesk.actions.cataloguing.errors import SameTitle
from libdesk.actions.cataloguing.merging import filled, keep_apart, merge_titles
from libdesk.actions.desk import Desk
from libdesk.actions.holds import place_hold
from libdesk.actions.lending import lend
from libdesk.actions.undo import undo
from libdesk.domain.arrivals import Step
from libdesk.domain.ops import Op
from libdesk.domain.titles import TitleFields
from libdesk.store.queries import doubles, titles
from libdesk.store.queries.books import titles as found
from libdesk.store.queries.journal import counted_in
from libdesk.store.tables import Purchase, PurchaseLine, Recommendation, Wish
from tests.actions.cataloguing.stock import all_rows, change_copy, change_title, value
from tests.builders import add_book, add_reader, set_rule
from tests.invariants import broken


def test_all_that_hangs_on_the_other_title_moves_to_the_kept_one(desk: Desk) -> None:
    kept, gone = add_book(desk, "草房子"), add_book(desk, "草房子", author="曹文轩", copies=2)
    with desk.action(Op.EDIT_WISHES) as act:
        act.add(Wish, title="草房子", made_day="2026-03-01", title_id=gone.title_id)
        purchase = act.add(Purchase, name="春季", made_day="2026-03-01")
        act.add(PurchaseLine, purchase_id=purchase, seq=1, title="草房子", wanted=1, title_id=gone.title_id)
        act.add(Recommendation, title_id=gone.title_id, from_day="2026-03-01")
    change_title(desk, kept.title_id, call_no="I287/1")
    change_title(desk, gone.title_id, call_no="I287/9")
    change_copy(desk, gone.copy_ids[1], call_no="I287/9(2)")
    before = all_rows(desk)
    entry = merge_titles(desk, kept.title_id, [gone.title_id])
    now = titles.title(desk.library, kept.title_id)
    assert now is not None
    assert (now.copies, now.fields.author) == (3, "曹文轩")
    assert {copy.call_no for copy in titles.copies(desk.library, kept.title_id)} == {"", "I287/1", "I287/1(2)"}
    for table in ("wish", "purchase_line", "recommendation"):
        assert value(desk, f"SELECT title_id FROM {table}") == kept.title_id
    assert broken(desk.library.connection) == []
    undo(desk, entry)
    assert all_rows(desk) == before


def test_volumes_of_the_same_label_become_one(desk: Desk) -> None:
    kept, gone = add_book(desk, "西游记", volume="上"), add_book(desk, "西游记", volume="上")
    add_book(desk, "", volume="下", title_id=gone.title_id)
    merge_titles(desk, kept.title_id, [gone.title_id])
    assert [(one.label, one.copies) for one in titles.volumes(desk.library, kept.title_id)] == [("上", 2), ("下", 1)]
    assert broken(desk.library.connection) == []


def test_a_reader_who_waited_for_both_waits_once_from_the_earlier_day(desk: Desk) -> None:
    set_rule(desk, max_holds=3)
    kept, gone = add_book(desk, "草房子"), add_book(desk, "草房子")
    borrower, waits = add_reader(desk, "张三"), add_reader(desk, "李四")
    only = add_reader(desk, "王五")
    lend(desk, copy_id=kept.copy_id, reader_id=borrower.id)
    lend(desk, copy_id=gone.copy_id, reader_id=add_reader(desk, "赵六").id)
    place_hold(desk, title_id=gone.title_id, reader_id=waits.id)
    place_hold(desk, title_id=kept.title_id, reader_id=waits.id)
    place_hold(desk, title_id=gone.title_id, reader_id=only.id)
    entry = merge_titles(desk, kept.title_id, [gone.title_id])
    rows = desk.library.connection.execute("SELECT reader_id, title_id, state FROM hold ORDER BY id").fetchall()
    assert sorted(rows) == sorted([
        (waits.id, kept.title_id, "cancelled"), (waits.id, kept.title_id, "waiting"),
        (only.id, kept.title_id, "waiting"),
    ])  # fmt: skip
    assert broken(desk.library.connection) == []
    undo(desk, entry)
    assert value(desk, "SELECT count(*) FROM hold WHERE state = 'waiting'") == 3


def test_the_one_title_is_as_it_was_chosen(desk: Desk) -> None:
    kept, gone = add_book(desk, "草房子"), add_book(desk, "草房子（美绘版）", author="曹文轩")
    now = titles.title(desk.library, kept.title_id)
    assert now is not None
    merge_titles(desk, kept.title_id, [gone.title_id], replace(now.fields, title="草房子（美绘版）"))
    after = titles.title(desk.library, kept.title_id)
    assert after is not None
    assert (after.fields.title, after.fields.author) == ("草房子（美绘版）", "")


def test_a_title_is_not_merged_with_itself(desk: Desk) -> None:
    made = add_book(desk, "草房子")
    with pytest.raises(SameTitle):
        merge_titles(desk, made.title_id, [made.title_id])


def test_only_empty_fields_are_filled(desk: Desk) -> None:
    kept = TitleFields("草房子", author="曹文轩", price_fen=0)
    other = TitleFields("另一个", author="别人", publisher="某社", price_fen=100, year=2018)
    assert filled(kept, [other]) == replace(kept, publisher="某社", year=2018)


def test_what_was_noted_as_two_titles_holds_for_the_title_that_one_of_them_becomes(desk: Desk) -> None:
    one, two, three = (add_book(desk, "草房子").title_id for _n in range(3))
    keep_apart(desk, three, two)
    merge_titles(desk, one, [three])
    assert doubles.all_apart(desk.library) == {(one, two)}
    assert doubles.all_groups(desk.library) == []
    merge_titles(desk, one, [two])
    assert doubles.all_apart(desk.library) == set()


def test_a_copy_on_the_shelf_with_another_call_number_waits_for_its_label(desk: Desk) -> None:
    kept, gone = add_book(desk, "草房子"), add_book(desk, "草房子", copies=3)
    change_title(desk, kept.title_id, call_no="I287/1")
    change_title(desk, gone.title_id, call_no="I287/9")
    change_copy(desk, gone.copy_ids[0], call_no="I287/9")
    change_copy(desk, gone.copy_ids[1], call_no="I287/9")
    lend(desk, copy_id=gone.copy_ids[1], reader_id=add_reader(desk, "张三").id)
    change_copy(desk, gone.copy_ids[2], call_no=None)
    before = all_rows(desk)
    entry = merge_titles(desk, kept.title_id, [gone.title_id])
    waiting = {copy.id: copy.waiting for copy in titles.copies(desk.library, kept.title_id)}
    assert [waiting[copy_id] for copy_id in gone.copy_ids] == [Step.LABEL, 0, 0]
    assert counted_in(desk.library, entry, "labels") == 1
    assert found(desk.library, [kept.title_id])[0].preparing == 0, "it stands on the shelf all the while"
    undo(desk, entry)
    assert all_rows(desk) == before
