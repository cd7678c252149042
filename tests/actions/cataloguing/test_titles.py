"""A title is changed whole, its volumes and copies with it, and removed only while nothing hangs on it."""

from dataclasses import replace

import pytest

from libdesk.actions.cataloguing.errors import TitleInUse, TitleUnknown, VolumeInUse
from libdesk.actions.cataloguing.merging import merge_titles
from libdesk.actions.cataloguing.titles import edit_title, find_title, remove_title
from libdesk.actions.desk import Desk
from libdesk.actions.holds import place_hold
from libdesk.actions.lending import lend
from libdesk.actions.undo import undo
from libdesk.domain.ops import Op
from libdesk.domain.title_rules import TitleFaulty
from libdesk.domain.volumes import VolumeFields
from libdesk.store.queries import titles
from libdesk.store.queries.catalogue import suggest
from libdesk.store.tables import Recommendation, Wish
from tests.actions.cataloguing.stock import all_rows, call_numbers, change_title, value
from tests.builders import add_book, add_reader
from tests.invariants import broken


def test_an_edit_changes_what_differs_and_one_undo_takes_it_back(desk: Desk) -> None:
    made = add_book(desk, "草房于", author="曹文轩")
    before = all_rows(desk)
    now = titles.title(desk.library, made.title_id)
    assert now is not None
    entry = edit_title(desk, made.title_id, replace(now.fields, title="草房子", price_fen=2500, grade_from=3))
    assert [row.title for row in suggest(desk.library, "cfz", limit=9).rows] == ["草房子"]
    assert value(desk, "SELECT price_fen FROM title WHERE id = ?", made.title_id) == 2500
    undo(desk, entry)
    assert all_rows(desk) == before
    assert broken(desk.library.connection) == []


def test_what_does_not_differ_writes_nothing(desk: Desk) -> None:
    made = add_book(desk, "草房子")
    now = titles.title(desk.library, made.title_id)
    assert now is not None
    assert edit_title(desk, made.title_id, now.fields, now.volumes) == 0


def test_what_cannot_be_kept_is_refused_whole(desk: Desk) -> None:
    made = add_book(desk, "草房子")
    now = titles.title(desk.library, made.title_id)
    assert now is not None
    with pytest.raises(TitleFaulty):
        edit_title(desk, made.title_id, replace(now.fields, author="别人", isbn="9787530216782"))
    with pytest.raises(TitleFaulty):
        edit_title(desk, made.title_id, now.fields, [VolumeFields("上"), VolumeFields("上")])
    with pytest.raises(TitleUnknown):
        edit_title(desk, 99, now.fields)
    assert value(desk, "SELECT author FROM title") is None


def test_a_text_that_an_import_brought_is_not_held_against_other_fields(desk: Desk) -> None:
    """But what is typed anew may not be as long."""
    long = add_book(desk, "长" * 400).title_id
    before = find_title(desk, long).fields
    assert edit_title(desk, long, replace(before, publisher="新社"))
    with pytest.raises(TitleFaulty):
        edit_title(desk, long, replace(before, title="长" * 401))
    other = add_book(desk, "短").title_id
    merge_titles(desk, other, [long], replace(before, publisher="新社"))
    assert find_title(desk, other).fields.title == before.title


def test_the_copies_follow_with_their_marks_when_the_call_number_changes(desk: Desk) -> None:
    made = add_book(desk, "草房子", copies=5)
    change_title(desk, made.title_id, call_no="I287.4/12", class_no="I287.4")
    numbers = ("I287.4/12", "I287.4/12(2)", "I287.4/123", "手写", None)
    with desk.action(Op.EDIT_COPIES) as act:
        for copy_id, call_no in zip(made.copy_ids, numbers, strict=True):
            act.connection.execute("UPDATE copy SET call_no = ? WHERE id = ?", (call_no, copy_id))
    now = titles.title(desk.library, made.title_id)
    assert now is not None
    edit_title(desk, made.title_id, replace(now.fields, class_no="I287.45", call_no="I287.45/7"))
    assert call_numbers(desk, made.title_id) == ["I287.45/7", "I287.45/7(2)", "I287.4/123", "手写", "I287.45/7"]


def test_the_copies_of_a_volume_bear_its_new_label(desk: Desk) -> None:
    made = add_book(desk, "史记", volume="上", call_no="K204/1(上)")
    other = add_book(desk, "", title_id=made.title_id, volume="下", call_no="K204/1(2)#2")
    change_title(desk, made.title_id, call_no="K204/1")
    before = all_rows(desk)
    now = titles.title(desk.library, made.title_id)
    assert now is not None
    turned = [replace(now.volumes[0], label="下"), replace(now.volumes[1], label="上")]
    entry = edit_title(desk, made.title_id, replace(now.fields, call_no="K204/5"), turned)
    found = [value(desk, "SELECT call_no FROM copy WHERE id = ?", one.copy_id) for one in (made, other)]
    assert found == ["K204/5(下)", "K204/5(上)#2"]
    undo(desk, entry)
    assert all_rows(desk) == before


def test_another_kind_is_lent_under_other_rules(desk: Desk) -> None:
    made, reference = add_book(desk, "小学生天地", copies=2), add_book(desk, "辞海", item_kind="reference")
    for title_id, expected in ((made.title_id, "periodical"), (reference.title_id, "reference")):
        now = titles.title(desk.library, title_id)
        assert now is not None
        edit_title(desk, title_id, replace(now.fields, kind="periodical"))
        assert {copy.item_kind for copy in titles.copies(desk.library, title_id)} == {expected}


def test_what_was_lent_uncatalogued_is_catalogued_by_its_first_edit(desk: Desk) -> None:
    made = add_book(desk, "草房子")
    change_title(desk, made.title_id, queued=1)
    now = titles.title(desk.library, made.title_id)
    assert now is not None
    edit_title(desk, made.title_id, replace(now.fields, author="曹文轩"))
    assert value(desk, "SELECT queued FROM title") == 0


def test_volumes_are_named_added_exchanged_and_taken_away(desk: Desk) -> None:
    made = add_book(desk, "西游记", volume="上")
    now = titles.title(desk.library, made.title_id)
    assert now is not None
    first = edit_title(desk, made.title_id, now.fields, [*now.volumes, VolumeFields("下", "9787530216781", 1200)])
    upper, lower = titles.volumes(desk.library, made.title_id)
    assert (upper.label, upper.copies, lower.label, lower.price_fen) == ("上", 1, "下", 1200)
    swapped = [replace(upper, label="下"), replace(lower, label="上")]
    second = edit_title(desk, made.title_id, now.fields, swapped)
    assert [(one.id, one.label) for one in titles.volumes(desk.library, made.title_id)] == [
        (lower.id, "上"), (upper.id, "下"),
    ]  # fmt: skip
    undo(desk, second)
    assert [one.label for one in titles.volumes(desk.library, made.title_id)] == ["上", "下"]
    with pytest.raises(VolumeInUse):
        edit_title(desk, made.title_id, now.fields, [lower])
    edit_title(desk, made.title_id, now.fields, [upper])
    assert len(titles.volumes(desk.library, made.title_id)) == 1
    assert first


def test_a_title_made_by_mistake_goes_and_comes_back(desk: Desk) -> None:
    made = add_book(desk, "草房子", copies=0, volume="上")
    with desk.action(Op.EDIT_WISHES) as act:
        act.add(Wish, title="草房子", made_day="2026-03-01", title_id=made.title_id)
        act.add(Recommendation, title_id=made.title_id, from_day="2026-03-01")
    before = all_rows(desk)
    entry = remove_title(desk, made.title_id)
    assert value(desk, "SELECT count(*) FROM title") == 0
    assert value(desk, "SELECT title_id FROM wish") is None
    assert broken(desk.library.connection) == []
    undo(desk, entry)
    assert all_rows(desk) == before


def test_a_title_with_copies_or_holds_stays_and_says_why(desk: Desk) -> None:
    made, reader, other = add_book(desk, "草房子"), add_reader(desk, "张三"), add_reader(desk, "李四")
    lend(desk, copy_id=made.copy_id, reader_id=reader.id)
    place_hold(desk, title_id=made.title_id, reader_id=other.id)
    with pytest.raises(TitleInUse) as caught:
        remove_title(desk, made.title_id)
    assert (caught.value.copies, caught.value.holds) == (1, 1)
