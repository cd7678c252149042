"""Call numbers stand as they do on the shelf, place by place, however they are written; any text has its place."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.shelf_order import plain, shelf_key

# Class lines, then whole call numbers, each list as it stands on the shelf.
CLASS_LINES = [
    ["TP311", "TP32"],
    ["B2", "B3", "E27", "E512", "TM92", "TU201"],
    ["B", "B-43", "B0", "B3", "E27", "E512", "TM92", "TU201", "X799"],
    ["B021", "B022", "B022.2", "C532", "C54", "D035.37", "D035.4"],
    ["F-43", "F0"],
    ["TP3", "TP3-43", "TP3-61", "TP30", "TP301", "TP301.1"],
    ["H319:A112", "H319:S312", "H319:T311", "H319:TB312", "H319:TV312", "H319:U312", "H319:V311", "H319:Z256"],
    ["B-49", "B0", "B0-0", "B0-53"],
    [
        "R711", "R711-62", "R711(711)", "R711(711)=535", "R711=6", "R711<326>", "R711:R83", "R711+R173", "R711.1",
    ],
]  # fmt: skip
CALL_NUMBERS = [
    ["I247.5/A001", "I247.5/A001A", "I247.5/A002", "I247.5/B010", "I247.5/Z256"],
    ["I247.5/2", "I247.5/1234"],
    ["J333/G251", "J333(512)/G251"],
    ["K835.617/E43A", "K835.617/S931", "K835.617/W365", "K835.617=43/S894"],
    ["K827/Z763A", "K827/Z763B", "K827/Z763Y", "K827/Z763AA"],
    ["I247.58/J822-2(14)", "I247.58/J822-2(15)", "I247.58/J822-2(32)"],
    ["K20-42", "K20-42/15"],
    ["I247.5/9(2)", "I247.5/9(10)", "I247.5/10", "I247.5/123", "I247.5/123-2", "I247.5/123(1)", "I247.5/123=2"],
    ["I247.5/7(上)", "I247.5/7（中）", "I247.5/7(下)", "I247.5/7(第四册)", "I247.5/7(十二)"],
    ["I247.5/J52", "I247.5/J52(2)", "I247.5/J52A", "I247.5/J521", "I247.5/J6"],
    ["I247.5/12", "I247.5/12 v.2", "I247.5/12 v.10", "I247.5/12-2"],
    ["", "813.5/12", "A1/1", "I287.45/1", "连环画/3"],
    ["TJ/1", "TP/1", "TP1/1", "U1/1"],
]  # fmt: skip


@pytest.mark.parametrize("order", CLASS_LINES + CALL_NUMBERS, ids=lambda order: order[1])
def test_a_shuffled_shelf_is_put_in_order(order: list[str]) -> None:
    shuffled = random.Random(len(order)).sample(order, len(order))
    assert sorted(shuffled, key=shelf_key) == order
    assert len({shelf_key(each) for each in order}) == len(order)


def test_figures_of_author_numbers_are_decimals_or_whole_as_the_school_has_it() -> None:
    def whole(call_no: str) -> bytes:
        return shelf_key(call_no, author_decimal=False)

    assert shelf_key("I247.5/J52") < shelf_key("I247.5/J6") < shelf_key("I247.5/J7")
    assert whole("I247.5/J6") < whole("I247.5/J52") < whole("I247.5/J060")
    assert whole("I247.5/12") == shelf_key("I247.5/12")


@pytest.mark.parametrize(
    "written",
    [
        "i247.5/123(2)", "Ｉ２４７．５／１２３（２）", " I247.5 / 123 (2) ", "I247.5\n123\n(2)", "I247.5 123(2)",
        "I2475/123(2)", "[I247.5]/123(2)", "{I247.5}/0123（二）", "I247.5/123(第2册)", "I247.5//123(2)",
    ],
)  # fmt: skip
def test_one_number_has_one_key_however_it_is_written(written: str) -> None:
    assert shelf_key(written) == shelf_key("I247.5/123(2)")


def test_dots_alone_are_no_call_number() -> None:
    assert shelf_key("....") == shelf_key("") == b""


SIGNS = st.text('ABIKT0123456789.-()=:+/#<>" \n（）［］·上二册vc', max_size=16)


@given(st.lists(st.one_of(SIGNS, st.text(max_size=12)), max_size=12))
def test_any_texts_can_be_put_in_order(texts: list[str]) -> None:
    keys = [shelf_key(text) for text in texts]
    assert sorted(keys) == [shelf_key(text) for text in sorted(texts, key=shelf_key)]


@given(st.one_of(SIGNS, st.text(max_size=20)), st.booleans())
def test_the_plain_form_is_plain_and_stands_at_the_same_place(text: str, decimal: bool) -> None:
    once = plain(text)
    assert plain(once) == once
    assert shelf_key(once, author_decimal=decimal) == shelf_key(text, author_decimal=decimal)


@given(st.integers(1, 10**8), st.integers(1, 10**8), st.sampled_from(["I247.5", "K", "TP3-49", "J333(512)"]))
def test_running_numbers_and_volumes_are_whole_numbers(one: int, two: int, class_no: str) -> None:
    assert (shelf_key(f"{class_no}/{one}") < shelf_key(f"{class_no}/{two}")) == (one < two)
    assert (shelf_key(f"{class_no}/7({one})") < shelf_key(f"{class_no}/7({two})")) == (one < two)


@given(st.from_regex(r"[A-Z]{1,2}[0-9]{1,6}", fullmatch=True), st.from_regex(r"[A-Z]{1,2}[0-9]{1,6}", fullmatch=True))
def test_class_numbers_are_decimals(one: str, two: str) -> None:
    assert (shelf_key(one) < shelf_key(two)) == (one < two)
