"""Words with little room become smaller, then more lines, then end in an ellipsis, and never leave their width."""

from hypothesis import given
from hypothesis import strategies as st

from libdesk.documents.fonts import text_width
from libdesk.documents.lines import ELLIPSIS
from libdesk.documents.setting import LEAST, Set, Step, one_line, set_text

NAME = (Step(1, 19, 12), Step(2, 12, 9), Step(3, 8, 7))


def name(text: str, width: float = 137) -> Set:
    return set_text(text, width, *NAME, bold=True)


def test_a_short_name_is_as_large_as_it_may_be() -> None:
    assert name("李小雨") == Set(("李小雨",), 19, bold=True)


def test_a_longer_one_is_smaller_on_one_line() -> None:
    found = name("司马相如诸葛亮明")
    assert len(found.lines) == 1
    assert 12 <= found.size < 19


def test_a_name_of_parts_parts_between_them() -> None:
    assert name("阿卜杜热合曼·买买提江·玉").lines == ("阿卜杜热合曼·", "买买提江·玉")
    assert name("Maximiliana Konstantinopel").lines == ("Maximiliana", "Konstantinopel")


def test_no_line_is_left_with_a_letter_or_two() -> None:
    lines = name("赵钱孙李周吴郑王冯陈褚卫蒋沈韩").lines
    assert len(lines) == 2
    assert min(len(line) for line in lines) >= 5


def test_what_fits_nowhere_ends_in_an_ellipsis() -> None:
    found = name("买买提江·阿卜杜克热木·" * 9)
    assert len(found.lines) == 3
    assert found.lines[-1].endswith(ELLIPSIS)
    assert one_line("五年级三班" * 9, 60, 11, 8).lines[0].endswith(ELLIPSIS)


@given(st.text(max_size=60), st.floats(20, 300), st.booleans())
def test_no_line_is_wider_than_its_room(text: str, width: float, bold: bool) -> None:
    found = set_text(text, width, *NAME, bold=bold)
    assert found.size >= LEAST
    assert len(found.lines) <= 3
    for line in found.lines:
        assert len(line) == 1 or text_width(line, found.size, bold=bold) <= width + 0.01


@given(st.text("赵钱孙李·AB ", min_size=1, max_size=24))
def test_what_fits_is_said_whole(text: str) -> None:
    found = set_text(text, 137, *NAME)
    if ELLIPSIS not in found.lines[-1]:
        assert "".join("".join(found.lines).split()) == "".join(text.split())
