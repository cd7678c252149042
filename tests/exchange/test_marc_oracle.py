"""Where pymarc can read a file, libdesk reads the same out of it: every field, indicator and subfield, tag by tag."""

import io
from typing import Final

import pymarc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from libdesk.exchange.marc.read import read_bytes, record_in
from tests.exchange.marc_files import BOOKS, many, record

Flat = list[tuple[str, str, tuple[tuple[str, str], ...]]]  # tag, indicators or plain text, subfields

# Enough words that nobody could doubt the encoding, as in any real record.
ANCHOR: Final = "安娜在外婆家的河边过了一个夏天，每天晚上看灯塔发出的光，后来学会了画画。"
words = st.text("河边的灯塔一个夏天儿童小说ABCxyz019·:/;.，：；（）()《》—é", min_size=1, max_size=12).filter(
    lambda text: text == text.strip()
)
codes = st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789")
fields = st.tuples(
    st.integers(100, 998).map(str), st.sampled_from([" ", "0", "1"]), st.sampled_from([" ", "0", "1"]),
    st.lists(st.tuples(codes, words), min_size=1, max_size=5),
)  # fmt: skip


def made(book: list[tuple[str, str, str, list[tuple[str, str]]]]) -> pymarc.Record:
    one = pymarc.Record(leader="00000nam a2200000   4500", force_utf8=True)
    one.add_field(pymarc.Field(tag="001", data="000117"))
    told = [("200", "1", " ", [("a", "河边的灯塔"), ("f", "林小溪著")]), ("330", " ", " ", [("a", ANCHOR)]), *book]
    for tag, first, second, pairs in told:
        subfields = [pymarc.Subfield(code, value) for code, value in pairs]
        one.add_field(pymarc.Field(tag=tag, indicators=pymarc.Indicators(first, second), subfields=subfields))
    return one


def by_tag(one: Flat) -> Flat:
    """Fields of one tag stay in their order; libdesk keeps them together."""
    return sorted(one, key=lambda field: field[0])


def by_pymarc(data: bytes, encoding: str = "utf-8") -> list[Flat]:
    utf8 = encoding == "utf-8"
    found = []
    for one in pymarc.MARCReader(io.BytesIO(data), force_utf8=utf8, file_encoding=encoding):
        assert one is not None
        found.append(
            [
                (field.tag, (field.data or "").strip(), ())
                if field.control_field
                else (
                    field.tag,
                    "".join(field.indicators),
                    tuple((sub.code, sub.value.strip()) for sub in field.subfields),
                )
                for field in one.fields
            ]
        )
    return list(map(by_tag, found))


def by_libdesk(data: bytes) -> list[Flat]:
    found = []
    for row in read_bytes(data):
        parts = [(tag, content.split("\x1f")) for tag, content in record_in(row.raw, row.encoding).fields]
        found.append(
            [
                (tag, head if subs else head.strip(), tuple((sub[0], sub[1:].strip()) for sub in subs))
                for tag, (head, *subs) in parts
            ]
        )
    return list(map(by_tag, found))


@given(st.lists(st.lists(fields, max_size=8), min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_what_pymarc_wrote_is_read_as_pymarc_reads_it(
    books: list[list[tuple[str, str, str, list[tuple[str, str]]]]],
) -> None:
    data = b"".join(made(book).as_marc() for book in books)
    assert by_libdesk(data) == by_pymarc(data)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_sound_files_of_suppliers_are_read_as_pymarc_reads_them(encoding: str) -> None:
    data = b"".join(record(book, encoding) for book in BOOKS) + many(50, encoding).replace(b"\x1d\r\n", b"\x1d")
    assert by_libdesk(data) == by_pymarc(data, encoding)
    assert len(by_libdesk(data)) == len(BOOKS) + 50
