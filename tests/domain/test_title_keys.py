"""The order of titles: as in a dictionary, figures by their value, brackets and width for nothing."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.title_keys import title_key

ORDERED = [
    ["1984", "Harry Potter", "Zoo", "阿Q正传", "红楼梦", "三体", "西游记"],
    ["第一册", "第2册", "第10册", "第11册"],
    ["第一卷", "第二卷", "第十卷", "第十一卷", "第二十卷"],
    ["红楼梦(上)", "红楼梦（中）", "红楼梦(下)"],
    ["语文 上", "语文 下"],
    ["昆虫记 9", "昆虫记 10", "昆虫记 100"],
    ["小学语文同步练习 一年级 第9册", "小学语文同步练习 一年级 第10册"],
    ["", "1", "a", "一"],
]


@pytest.mark.parametrize("titles", ORDERED, ids=lambda titles: titles[1])
def test_titles_stand_in_the_order_of_a_dictionary(titles: list[str]) -> None:
    mixed = Random(1).sample(titles, len(titles))
    assert sorted(mixed, key=title_key) == titles


@pytest.mark.parametrize(
    ("one", "same"),
    [
        ("《三体》", "三体"),
        ("ＡＢＣ", "abc"),
        ("１９８４", "1984"),
        ("007", "7"),
        ("Émile", "emile"),
        ("第十册", "第10册"),
    ],
)
def test_what_is_written_otherwise_stands_at_the_same_place(one: str, same: str) -> None:
    assert title_key(one) == title_key(same)


@given(st.text())
def test_any_text_has_a_short_key(title: str) -> None:
    assert len(title_key(title)) <= 200


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_figures_are_sorted_by_their_value(one: int, other: int) -> None:
    keys = [title_key(f"第{number}册") for number in (one, other)]
    assert (keys[0] < keys[1]) is (one < other)
