"""One encoding a record; what is short takes that of its file; nothing turns to rubbish."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.drafts import NoteKind
from libdesk.exchange.marc.decode import RecordDecoder, decoded
from libdesk.exchange.marc.read import read_bytes
from tests.exchange.marc_files import OLD, RIVER, Fields, record, records

SHORT: Fields = (("001", "1"), ("200", "1 $a小学"))
TRADITIONAL: Fields = (
    ("001", "2"),
    ("010", "  $a957-0-00002-0$dNT$200"),
    ("200", "1 $a河邊的燈塔：一個夏天的故事$f林小溪著"),
    ("210", "  $a臺北$c遠山書局$d1998"),
    ("330", "  $a安娜在外婆家的河邊過了一個夏天，每天晚上看燈塔發出的光，後來學會了畫圖。"),
    ("690", "  $aI561.84"),
)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5"])
def test_traditional_characters_are_told_apart_too(encoding: str) -> None:
    (row,) = read_bytes(record(TRADITIONAL, encoding))
    assert row.encoding == encoding
    assert row.draft is not None
    assert (row.draft.title, row.draft.publisher) == ("河邊的燈塔：一個夏天的故事", "遠山書局")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("first", [True, False])
def test_a_record_too_short_to_tell_takes_the_encoding_of_its_file(encoding: str, *, first: bool) -> None:
    parts = [record(SHORT, encoding), *records(encoding)]
    rows = list(read_bytes(b"".join(parts if first else parts[::-1])))
    assert "小学" in [row.draft.title for row in rows if row.draft]
    assert {row.encoding for row in rows} == {encoding}


def test_encodings_are_judged_by_the_whole_record() -> None:
    book = [*((tag, content) for tag, content in RIVER if tag != "200"), ("200", "1 $a小学")]
    (row,) = read_bytes(record(sorted(book), "gb18030"))
    assert row.draft is not None
    assert (row.draft.title, row.encoding) == ("小学", "gb18030")


def test_big5_simplified_and_utf8_may_stand_in_one_file() -> None:
    parts = [record(TRADITIONAL, "big5"), record(RIVER, "utf-8"), record(OLD, "gb18030")] * 3
    assert [row.encoding for row in read_bytes(b"".join(parts))] == ["big5", "utf-8", "gb18030"] * 3


def test_a_damaged_byte_does_not_flip_the_encoding() -> None:
    for encoding in ("utf-8", "gb18030"):
        data = bytearray(record(RIVER, encoding))
        at = data.index("外婆".encode(encoding))
        data[at] = 0xFF
        (row,) = read_bytes(bytes(data))
        assert (row.encoding, [note.kind for note in row.notes]) == (encoding, [NoteKind.BROKEN_CHARACTERS])
        assert row.draft is not None
        assert row.draft.title == "河边的灯塔"


def test_latin_letters_of_marc_8_are_read_with_their_accents() -> None:
    fields: Fields = (
        ("001", "3"),
        ("020", "  $a0306406152"),
        ("245", "10$aCaf@e au lait :$bM#uller /$cby J. Dvo%r@ak."),
    )
    data = record(fields, "latin-1", leader="00000nam  2200000   4500")
    for plain, ansel in ((b"@", b"\xe2"), (b"#", b"\xe8"), (b"%", b"\xe9")):
        data = data.replace(plain, ansel)
    (row,) = read_bytes(data)
    assert row.draft is not None
    assert (row.draft.title, row.draft.subtitle, row.draft.author) == ("Café au lait", "Müller", "by J. Dvořák")
    assert row.form == "marc21"


def test_rare_characters_of_names_come_through() -> None:
    book = [*((tag, content) for tag, content in RIVER if tag != "200"), ("200", "1 $a𠮷田的书$f䶮一㛃著")]
    for encoding in ("utf-8", "gb18030"):
        (row,) = read_bytes(record(sorted(book), encoding))
        assert row.draft is not None
        assert (row.draft.title, row.draft.author) == ("𠮷田的书", "䶮一㛃著")


FOREIGN = [
    ("1 $aデスノート 5$f大場つぐみ", "utf-8"),
    ("1 $aデスノート 5", "utf-8"),
    ("1 $aデスノート 5", "gb18030"),
    ("1 $aДостоевский", "utf-8"),
    ("1 $aПреступление и наказание$fДостоевский著", "utf-8"),
    ("1 $aПреступление и наказание$fДостоевский著", "gb18030"),
    ("1 $a어린 왕자 이야기 한국어판", "utf-8"),
]


@pytest.mark.parametrize("others", ["utf-8", "gb18030"])
@pytest.mark.parametrize(("title", "encoding"), FOREIGN)
def test_titles_in_other_scripts_are_read_among_chinese_ones(title: str, encoding: str, others: str) -> None:
    rows = list(read_bytes(record((("001", "9"), ("200", title)), encoding) + b"".join(records(others))))
    assert rows[0].encoding == encoding
    assert rows[0].draft is not None
    assert rows[0].draft.title == title[4:].partition("$f")[0]


@pytest.mark.parametrize(("title", "encoding"), FOREIGN)
def test_titles_in_other_scripts_are_read_alone(title: str, encoding: str) -> None:
    (row,) = read_bytes(record((("001", "9"), ("200", title)), encoding))
    assert row.encoding == encoding


@given(st.binary(max_size=400))
def test_any_bytes_can_be_decoded_and_lose_no_separator(data: bytes) -> None:
    text, encoding, _broken, _unclean = RecordDecoder().text(data)
    assert text.count("\x1e") == data.count(b"\x1e") or encoding == "marc-8"
    assert isinstance(decoded(data, encoding), str)


@pytest.mark.parametrize("encoding", ["big5", "gb18030", "utf-8"])
def test_records_that_are_all_too_short_are_judged_together(encoding: str) -> None:
    titles = ["家", "河邊的燈塔", "山中的家", "春天", "小學國語", "學校生活", "家人"]
    rows = list(read_bytes(b"".join(record([("200", f"1 $a{title}")], encoding) for title in titles)))
    assert [row.draft.title for row in rows if row.draft] == titles
    assert {row.encoding for row in rows} == {encoding}
