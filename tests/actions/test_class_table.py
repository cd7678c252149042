"""The school's own class table replaces the outline whole, is undone whole, and changes no title."""

from pathlib import Path

import pytest

from libdesk.actions.cataloguing.class_table import NoOwnTable, back_to_outline, look_at, take_classes
from libdesk.actions.desk import Desk
from libdesk.actions.undo import undo
from libdesk.domain.errors import NotAllowed
from libdesk.exchange.errors import FileGone
from libdesk.exchange.export import write_table
from libdesk.store.queries.classes import class_tree, has_own_table, outline

OWN = (("I", "文学书"), ("I24", "小说书"), ("Y", "校本教材"))


def codes(desk: Desk) -> list[str]:
    return [row.code for row in class_tree(desk.library).rows]


def test_a_library_begins_with_the_outline(desk: Desk) -> None:
    assert class_tree(desk.library) is outline()
    assert len(outline()) > 500


def test_the_own_table_takes_its_place_and_composed_numbers_are_named_by_it(desk: Desk) -> None:
    receipt = take_classes(desk, OWN)
    assert (receipt.classes, receipt.before, codes(desk)) == (3, 0, ["I", "I24", "Y"])
    assert class_tree(desk.library).name_of("I247.5").name == "小说书"


def test_another_table_replaces_it_and_each_step_is_undone(desk: Desk) -> None:
    first = take_classes(desk, OWN)
    second = take_classes(desk, (("A", "甲"), ("I", "文学")))
    assert (second.before, codes(desk)) == (3, ["A", "I"])
    third = back_to_outline(desk)
    assert not has_own_table(desk.library)
    for receipt, expected in ((third, ["A", "I"]), (second, ["I", "I24", "Y"])):
        undo(desk, receipt.journal_id)
        assert codes(desk) == expected
    undo(desk, first.journal_id)
    assert class_tree(desk.library) is outline()


def test_there_is_no_way_back_from_the_outline(desk: Desk) -> None:
    with pytest.raises(NoOwnTable):
        back_to_outline(desk)


def test_a_helper_changes_no_table(helper_desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        take_classes(helper_desk, OWN)


def test_a_file_is_looked_at_before_anything_is_written(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "类表.xlsx"
    write_table(path, "类表", ("分类号", "类名"), OWN)
    assert look_at(path).entries == OWN
    assert not has_own_table(desk.library)
    with pytest.raises(FileGone):
        look_at(tmp_path / "没有.xlsx")


def test_fifty_thousand_classes_are_taken_and_undone(desk: Desk) -> None:
    many = [(f"{letter}{number}", f"类{number}") for letter in "ABCDE" for number in range(10_000)]
    receipt = take_classes(desk, many)
    assert len(class_tree(desk.library)) == 50_000
    undo(desk, receipt.journal_id)
    assert class_tree(desk.library) is outline()
