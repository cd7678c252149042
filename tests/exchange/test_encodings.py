"""One encoding a file, the likeliest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.exchange.encodings import decode, guess_encoding, named

BOOKS = "书名,作者,出版社\n三国演义,罗贯中,人民文学出版社\n城南旧事,林海音,浙江文艺出版社\n"
TRADITIONAL = "書名,作者,出版社\n西遊記,吳承恩,三民書局\n城南舊事,林海音,爾雅出版社\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_book_list_is_read_in_any_encoding(encoding: str) -> None:
    data = BOOKS.encode(encoding)
    assert decode(data, guess_encoding(data)) == BOOKS


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "gb18030"])
def test_traditional_characters_are_told_apart_too(encoding: str) -> None:
    data = TRADITIONAL.encode(encoding)
    assert guess_encoding(data) == encoding


@pytest.mark.parametrize("word", ["小学", "中学", "书名\n三国", "姓名,班级\n张三,一班"])
def test_gbk_that_happens_to_be_sound_utf8_is_still_gbk(word: str) -> None:
    assert guess_encoding(word.encode("gbk")) == "gb18030"
    assert guess_encoding(word.encode("utf-8")) == "utf-8"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("cut", [1, 2, 3, 4, 5])
def test_a_cut_off_end_does_not_flip_the_guess(encoding: str, cut: int) -> None:
    assert guess_encoding(BOOKS.strip().encode(encoding)[:-cut]) == encoding


def test_one_broken_byte_does_not_flip_the_guess() -> None:
    data = bytearray((BOOKS * 3).encode("utf-8"))
    data[len(data) // 2] = 0xFF
    assert guess_encoding(bytes(data)) == "utf-8"


def test_thousands_of_plain_lines_before_the_first_chinese_one_do_not_matter() -> None:
    assert guess_encoding(b"0010201,12.50\n" * 20_000 + "三国演义,罗贯中".encode("gbk")) == "gb18030"


@pytest.mark.parametrize(
    ("word", "name"),
    [("gb2312", "gb18030"), ("GBK", "gb18030"), ("utf8", "utf-8"), ("gb_new", "gb18030"), ("?", "utf-8")],
)
def test_what_a_file_calls_its_encoding_is_taken_broadly(word: str, name: str) -> None:
    assert named(word) == name


@given(st.binary(max_size=400))
def test_any_bytes_can_be_guessed_and_decoded(data: bytes) -> None:
    assert isinstance(decode(data, guess_encoding(data)), str)
