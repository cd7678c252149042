"""The class tree: who is below whom, what a composed number is called, and how a class is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.callnumbers import shelf_key
from libdesk.domain.classification import ClassTree, shelf_span
from libdesk.store.queries.classes import outline

OWN = ClassTree(
    [
        ("I", "文学"), ("I2", "中国文学"), ("I3/7", "各国文学"), ("I24", "小说"), ("I247", "当代"), ("I247.5", "长篇"),
        ("[I26]", "散文"), ("{I29}", "旧类"), ("I313", "日本文学"), ("T", "工业技术"), ("TP", "计算机"),
        ("TP3", "计算技术"), ("J3", "雕塑"), ("I24", "第二次"),
    ]
)  # fmt: skip


def path(code: str, tree: ClassTree = OWN) -> list[str]:
    return [row.code for row in tree.path(code)]


@pytest.mark.parametrize(
    ("code", "above"),
    [
        ("I247.5", ["I", "I2", "I24", "I247", "I247.5"]),
        ("I313", ["I", "I3/7", "I313"]),
        ("TP3", ["T", "TP", "TP3"]),
        ("I26", ["I", "I2", "[I26]"]),
        ("i247", ["I", "I2", "I24", "I247"]),
    ],
)
def test_a_class_stands_below_its_longest_beginning_or_its_range(code: str, above: list[str]) -> None:
    assert path(code) == above


def test_children_stand_in_the_order_of_the_shelf() -> None:
    assert [row.code for row in OWN.children("I2")] == ["I24", "[I26]", "{I29}"]
    assert [row.code for row in OWN.children()] == ["I", "J3", "T"]


def test_marked_classes_and_ranges_are_shown_and_not_given() -> None:
    assert [row.code for row in OWN.rows if not row.given] == ["[I26]", "{I29}", "I3/7"]


def test_the_first_of_two_classes_of_one_code_counts() -> None:
    row = OWN.row("I24")
    assert row is not None
    assert row.name == "小说"


@pytest.mark.parametrize(
    ("class_no", "code", "name"),
    [
        ("I247.5", "I247.5", "长篇"),
        ("I247.58", "I247.5", "长篇"),
        ("I247.5/12", "I247.5", "长篇"),
        ("I712.45", "I3/7", "美国文学：小说"),
        ("I313.45", "I313", "日本文学：小说"),
        ("I775.1", "I3/7", "各国文学"),
        ("TP3-49", "TP3", "计算技术：普及读物"),
        ("TP3-491", "TP3", "计算技术：普及读物"),
        ("J3(712)", "J3", "雕塑：美国"),
        ("X1", "", ""),
        ("", "", ""),
        ("连环画", "", ""),
    ],
)
def test_a_number_is_called_by_what_is_known_of_it(class_no: str, code: str, name: str) -> None:
    found = OWN.name_of(class_no)
    assert (found.code, found.name) == (code, name)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("I24", "I24"),
        ("i247", "I247"),
        ("小说", "I24"),
        ("xs", "I24"),
        ("zgwx", "I2"),
        ("wx", "I"),
        ("各国 文学", "I3/7"),
    ],
)
def test_classes_are_found_by_code_words_and_initials(typed: str, first: str) -> None:
    assert OWN.search(typed)[0].code == first


def test_what_is_not_there_is_not_found() -> None:
    assert [OWN.search(typed) for typed in ("", "  ", "qqq", "Z9")] == [[], [], [], []]


def test_titles_are_counted_in_every_class_above() -> None:
    totals = OWN.subtotals({"I247.58": 3, "I26": 2, "I712.45": 1, "连环画": 9})
    assert (totals["I247.5"], totals["I24"], totals["I2"], totals["I"], totals["I3/7"]) == (3, 3, 5, 6, 1)
    assert OWN.numbers_below("I2", ["I247.58", "I26", "I712.45", "连环画"]) == ["I247.58", "I26"]


@pytest.mark.parametrize(
    ("code", "inside", "outside"),
    [
        ("I24", ["I24/1", "I247.5/3", "I24-4/2", "I24"], ["I25/1", "I2/9", "J1/1"]),
        ("I3/7", ["I313/1", "I712.45/2", "I7/1"], ["I247/1", "I8/1"]),
        ("T", ["T1/1", "TP3/2"], ["S9/1", "U1/1"]),
    ],
)
def test_a_class_covers_its_part_of_the_shelf(code: str, inside: list[str], outside: list[str]) -> None:
    first, last = shelf_span(code)
    assert all(first <= shelf_key(each) < last for each in inside)
    assert not any(first <= shelf_key(each) < last for each in outside)


@given(
    st.lists(
        st.tuples(st.text("ABIT0123456789.-/[]{}", min_size=1, max_size=7), st.text("类名", max_size=3)), max_size=25
    )
)
def test_any_table_makes_a_tree_in_which_every_class_is_reached_once(entries: list[tuple[str, str]]) -> None:
    tree = ClassTree(entries)
    reached: list[str] = []
    waiting = [""]
    while waiting:
        for row in tree.children(waiting.pop()):
            reached.append(row.code)
            waiting.append(row.code)
    assert sorted(reached) == sorted(row.code for row in tree.rows)


@given(st.text(max_size=12))
def test_nothing_that_is_typed_is_too_strange(text: str) -> None:
    tree = outline()
    assert tree.name_of(text).name or tree.place_of(text) is None
    tree.search(text)


def test_the_outline_is_whole() -> None:
    tree = outline()
    assert len(tree.children()) == 22
    assert path("TP391", tree) == ["T", "TP", "TP3", "TP39", "TP391"]
    assert all(row.name for row in tree.rows)
