"""A call number stands on its label line by line, and nothing of it is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.spine import seams, spine_lines


@pytest.mark.parametrize(
    ("call_no", "lines"),
    [
        ("I247.5/123", ["I247.5", "123"]),
        ("I247.58/J822-2(14)", ["I247.58", "J822-2", "(14)"]),
        ("K86/1:0", ["K86", "1", ":0"]),
        ("H31/5=2", ["H31", "5", "=2"]),
        ("G624/12#3", ["G624", "12", "#3"]),
        ("I247.5/12=2(上)#3", ["I247.5", "12", "=2", "(上)", "#3"]),
        ("H319.4:I712.84/15", ["H319.4:I712.84", "15"]),
        ("H319.4：I／15（第一册 上）", ["H319.4:I", "15", "(第一册 上)"]),
        ("TP312(73)/5", ["TP312(73)", "5"]),
        ("I247.5", ["I247.5"]),
        ("I247.5\n123", ["I247.5", "123"]),
        ("", []),
        ("CD-ROM 787.87 EAS", ["CD-ROM", "787.87", "EAS"]),
        ("BIO JP2 R5c.1", ["BIO", "JP2", "R5", "c.1"]),
        ("FIC GIR J5c.1", ["FIC", "GIR", "J5", "c.1"]),
        ("MP3-CD F PARKER", ["MP3-CD", "F", "PARKER"]),
    ],
)
def test_class_number_and_marks_each_have_a_line(call_no: str, lines: list[str]) -> None:
    assert list(spine_lines(call_no)) == lines


@given(st.text(st.sampled_from("I247.5/123-J(上)=:#c. T"), max_size=24))
def test_no_sign_is_lost(call_no: str) -> None:
    def signs(text: str) -> str:
        return "".join(text.split()).replace("/", "")

    assert signs("".join(spine_lines(call_no))) == signs(call_no)


@given(st.text(max_size=30))
def test_any_text_has_lines(call_no: str) -> None:
    assert all(spine_lines(call_no))


def test_a_long_class_number_is_broken_before_its_signs() -> None:
    assert seams("G624.233.208") == ["G624", ".233", ".208"]
    assert seams("H319.4:I712") == ["H319", ".4", ":I712"]
    assert seams("I247") == ["I247"]
    assert seams("(第一册) #12") == ["(第一册) ", "#12"]
