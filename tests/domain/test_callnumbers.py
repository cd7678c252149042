"""Call numbers are taken apart and put together; nothing of what stood there is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.callnumbers import (
    CallNumber,
    book_number,
    call_no,
    class_part,
    clean_class,
    is_given,
    parse,
    shelf_key,
    with_stem,
)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("I247.5/123", CallNumber("I247.5", "123")),
        ("I247.58/J822-2(14)", CallNumber("I247.58", "J822-2", volume="14")),
        ("K86/1:0", CallNumber("K86", "1", volume="0")),
        ("H31/5=2#3", CallNumber("H31", "5", edition="2", copy="3")),
        ("I247.5/12 c.2", CallNumber("I247.5", "12", copy="2")),
        ("I247.5/J822 v.2", CallNumber("I247.5", "J822", volume="2")),
        ("i247.5\n123\n（上）", CallNumber("I247.5", "123", volume="上")),
        ("TP3-49", CallNumber("TP3-49")),
        ("K827/Z763AA", CallNumber("K827", "Z763AA")),
        ("参考书", CallNumber("参考书")),
        ("971.01/P23w v.1-2", CallNumber("971.01", "P23W", volume="1", rest="-2")),
        ("", CallNumber("")),
    ],
)
def test_a_call_number_is_taken_apart(text: str, parts: CallNumber) -> None:
    assert parse(text) == parts


def test_a_call_number_is_put_together() -> None:
    assert call_no("I247.5", "123", volume="2", edition="3", copy="4") == "I247.5/123=3(2)#4"
    assert call_no("K20-42", "") == "K20-42"
    assert parse(call_no("H31", "A12", volume="上")).volume == "上"


@pytest.mark.parametrize(
    ("book_no", "number"), [("123", 123), ("123-2", 123), ("123(2)", 123), ("J822", None), ("", None), ("9" * 30, None)]
)
def test_the_running_number_stands_at_the_front(book_no: str, number: int | None) -> None:
    assert book_number(book_no) == number


@pytest.mark.parametrize(
    ("copy", "old", "new"),
    [
        ("I247.5/12", "I247.5/12", "K1/3"),
        ("I247.5/12(2)#3", "I247.5/12", "K1/3(2)#3"),
        ("i247.5/12（上）", "I247.5/12", "K1/3(上)"),
        ("I247.5/123", "I247.5/12", None),
        ("I247.5/12-2", "I247.5/12", None),
        ("J1/12", "I247.5/12", None),
    ],
)
def test_the_marks_of_a_copy_go_with_it(copy: str, old: str, new: str | None) -> None:
    assert with_stem(copy, old, "K1/3") == new


@pytest.mark.parametrize("code", ["[K825.6]", "{D669}", "E3/7", "K93/97", "I3~7", "A1~A2"])
def test_marks_and_ranges_are_never_given(code: str) -> None:
    assert not is_given(code)


@pytest.mark.parametrize("code", ["I247.5", "TP3-49", "J333(512)", "O1-49", "813.5", "连环画", "R711:R83"])
def test_every_other_class_is(code: str) -> None:
    assert is_given(code)
    assert clean_class(code) == code


@given(st.one_of(st.text("ABIK0123456789.-()=:/#上 ", max_size=16), st.text(max_size=16)))
def test_no_text_is_too_strange_to_be_read(text: str) -> None:
    parts = parse(text)
    assert parts.class_no == class_part(text)
    assert shelf_key(parts.class_no) == shelf_key(class_part(parts.text))


@given(
    st.sampled_from(["I247.5", "TP3-49", "J333(512)"]), st.from_regex(r"[A-Z]{0,2}[0-9]{1,4}", fullmatch=True),
    st.sampled_from(["", "2", "上"]), st.sampled_from(["", "3"]), st.sampled_from(["", "4"]),
)  # fmt: skip
def test_what_is_put_together_is_taken_apart_again(
    class_no: str, book_no: str, volume: str, edition: str, copy: str
) -> None:
    made = call_no(class_no, book_no, volume=volume, edition=edition, copy=copy)
    assert parse(made) == CallNumber(class_no, book_no, edition, volume, copy)
    assert parse(made).text == made
