"""What others read of a pupil's name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.shown_names import NAMES_SHOWN, NamesShown, shown_name, surname
from libdesk.i18n import _, set_language


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("李明", "李"), ("欧阳明哲", "欧阳"), ("欧阳", "欧"), ("司马光", "司马"), ("阿依古丽·买买提", "阿依古丽"),
        ("𠮷祥瑞", "𠮷"), ("Emma Watson", "Emma"), ("Emma", "Emma"), (" 王芳 ", "王"), ("", ""),
    ],
)  # fmt: skip
def test_a_surname_is_what_stands_first(name: str, found: str) -> None:
    assert surname(name) == found


def test_a_pupil_is_named_as_the_school_chose() -> None:
    set_language("zh_CN")
    said = [shown_name("李明", how, group="三(1)班") for how in NamesShown]
    assert said == ["三(1)班 李明", "三(1)班 李同学", "三(1)班"]
    assert shown_name("王芳", NamesShown.SURNAME, group="语文组", kind="teacher") == "语文组 王老师"
    assert shown_name("李明", NamesShown.NONE) == "一位读者"


@given(st.text(max_size=12), st.sampled_from([NamesShown.SURNAME, NamesShown.NONE]))
def test_a_whole_han_name_is_never_shown_where_the_school_did_not_choose_so(rest: str, how: NamesShown) -> None:
    set_language("zh_CN")
    for kind in ("pupil", "teacher", "guest"):
        assert "李小明" not in shown_name("李小明", how, group=rest.replace("李小明", ""), kind=kind)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("李明", "李某"), ("家长李女士", "李女士"), ("李明老师", "李老师"), ("作家王一梅", "王某"),
        ("欧阳明哲", "欧阳某"),
        ("阿不都热依木·买买提艾力", "阿不都热依木"), ("Emma Watson", "Emma"), ("老师", "老某"),
    ],
)  # fmt: skip
def test_a_guest_is_no_teacher_unless_the_name_says_so(name: str, said: str) -> None:
    set_language("zh_CN")
    assert shown_name(name, NamesShown.SURNAME, group="嘉宾", kind="guest") == f"嘉宾 {said}"
    assert shown_name(name, NamesShown.NONE, group="嘉宾", kind="guest") == "嘉宾"
    assert shown_name(name, NamesShown.FULL, group="嘉宾", kind="guest") == f"嘉宾 {name}"


def test_each_choice_is_told_in_chinese() -> None:
    set_language("zh_CN")
    assert set(NAMES_SHOWN) == set(NamesShown)
    assert all(_(text) != text for text in NAMES_SHOWN.values())
