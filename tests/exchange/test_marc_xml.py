"""MARCXML: read record by record, so that a broken one ends nothing."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from libdesk.domain.drafts import NoteKind
from libdesk.exchange.marc.faults import MarcFault
from libdesk.exchange.marc.read import looks_like_marc, read_bytes, read_one, record_in
from libdesk.exchange.marc.xml import HEAD, TAIL, record_of, record_xml, xml_pieces
from tests.exchange.marc_files import BOOKS, record

PLAIN = HEAD + "".join(record_xml(record_in(record(book), "utf-8")) for book in BOOKS) + TAIL
SOUND = [row.draft for row in read_bytes(b"".join(record(book) for book in BOOKS))]


def prefixed(text: str) -> str:
    for name in ("collection", "record", "leader", "controlfield", "datafield", "subfield"):
        text = text.replace(f"<{name}", f"<marc:{name}").replace(f"</{name}", f"</marc:{name}")
    return text.replace("xmlns=", "xmlns:marc=")


SHAPES = {
    "utf-8": PLAIN.encode(),
    "with its mark": PLAIN.encode("utf-8-sig"),
    "gb18030": PLAIN.replace("UTF-8", "GB18030").encode("gb18030"),
    "gb2312 by name": PLAIN.replace("UTF-8", "gb2312").encode("gbk"),
    "utf-16": PLAIN.replace("UTF-8", "UTF-16").encode("utf-16"),
    "with a prefix": prefixed(PLAIN).encode(),
    "in one line": PLAIN.replace("\n", "").encode(),
    "without a collection": PLAIN.removeprefix(HEAD).removesuffix(TAIL).encode(),
    "cut off behind the last record": PLAIN.removesuffix(TAIL).encode(),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_xml_is_read_in_whatever_shape(shape: str) -> None:
    data = SHAPES[shape]
    assert looks_like_marc(data[:2_000])
    rows = list(read_bytes(data))
    assert [row.draft for row in rows] == SOUND
    assert [read_one(row.raw, row.encoding, row.form).title for row in rows] == [one.title for one in SOUND if one]


def test_a_broken_record_names_its_line_and_the_next_is_read() -> None:
    broken = PLAIN.replace('<subfield code="a">农田', '<subfield code="a>农田', 1)
    rows = list(read_bytes(broken.encode()))
    assert [row.fault for row in rows] == [None, MarcFault.BROKEN_XML, None]
    line = broken[: broken.index("<record>", broken.index("</record>"))].count("\n") + 1
    assert rows[1].value == str(line)
    assert str(line) in rows[1].why()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("猫 & 狗", "猫 & 狗"), ("AT&T公司", "AT&T公司"), ("猫&", "猫&"), ("A &amp; B & C&#33;", "A & B & C!"),
        ("Mis&eacute;rables&nbsp;悲惨世界 &lt;1&gt;", "Misérables\u00a0悲惨世界 <1>"),
        ("猫\x0b狗", "猫狗"), ("猫&#11;狗", "猫狗"),
        ("草<b>房</b>子", "草房子"), ("草<i>房<b>子</b></i>", "草房子"), ("<![CDATA[猫 & 狗]]>", "猫 & 狗"),
    ],
)  # fmt: skip
def test_what_programs_write_that_is_no_xml_is_read_all_the_same(written: str, read: str) -> None:
    rows = list(read_bytes(PLAIN.replace(">农田", f">{written}", 1).encode()))
    assert [row.fault for row in rows] == [None] * 3
    titles = [row.draft.title for row in rows if row.draft]
    assert any(title.startswith(read) for title in titles)


def test_what_a_search_by_sru_puts_around_records_is_no_record() -> None:
    inner = PLAIN.removeprefix(HEAD).removesuffix(TAIL)
    wrapped = inner.replace("<record>", "<zs:record><zs:recordSchema>x</zs:recordSchema><zs:recordData><record>")
    wrapped = wrapped.replace("</record>", "</record></zs:recordData></zs:record>")
    rows = list(read_bytes(f"<zs:searchRetrieveResponse><zs:records>{wrapped}</zs:records>".encode()))
    assert [row.draft for row in rows] == SOUND
    assert [row.fault for row in read_bytes(PLAIN.replace("<record>", "<record></record><record>", 1).encode())] == [
        MarcFault.NO_FIELDS, None, None, None
    ]  # fmt: skip


def test_a_record_whose_end_is_missing_does_not_swallow_the_next() -> None:
    rows = list(read_bytes(PLAIN.replace("</record>", "", 1).encode()))
    assert [row.fault for row in rows] == [MarcFault.BROKEN_XML, None, None]


def test_a_file_that_is_cut_keeps_the_records_before() -> None:
    rows = list(read_bytes(PLAIN[: PLAIN.index("山顶")].encode()))
    assert [row.fault for row in rows] == [None, None, MarcFault.BROKEN_XML]


def test_entities_of_a_document_are_not_followed() -> None:
    bomb = '<!DOCTYPE c [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>' + PLAIN.replace("河边", "&b;")
    assert [row.fault for row in read_bytes(bomb.encode())] == [MarcFault.BROKEN_XML, None, None]


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_text_goes_through_xml(text: str) -> None:
    made = record_in(record([("200", f"1 $a{text.replace('$', '')}x")]), "utf-8")
    assert record_of(record_xml(made)) == made


@given(st.binary(max_size=300), st.integers(0, 400))
@settings(max_examples=60, deadline=None)
def test_any_bytes_in_the_middle_of_a_file_raise_nothing(data: bytes, place: int) -> None:
    whole = PLAIN.encode()
    rows = list(read_bytes(whole[: 200 + place] + data + whole[200 + place :]))
    assert rows[-1].draft == SOUND[-1].__class__(
        **{name: getattr(SOUND[-1], name) for name in SOUND[-1].__dataclass_fields__} | {"line": rows[-1].number}
    )


def test_records_are_cut_out_whatever_the_chunks() -> None:
    class Slow(io.BytesIO):
        def read(self, _size: int | None = -1, /) -> bytes:
            return super().read(97)

    assert len(list(xml_pieces(Slow(PLAIN.encode())))) == len(BOOKS)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5"])
@pytest.mark.parametrize("said", [' encoding="UTF-8"', ' encoding="GBK"', ""])
def test_a_record_is_read_by_its_own_characters_whatever_the_file_declares(encoding: str, said: str) -> None:
    one = [("200", "1 $a小學國文$f林小溪著"), ("330", "  $a安娜在河邊住了一個夏天，每天晚上看燈塔的光。")]
    text = PLAIN.replace(' encoding="UTF-8"', said) if encoding != "big5" else HEAD.replace(' encoding="UTF-8"', said)
    text = text.removesuffix(TAIL) + record_xml(record_in(record(one), "utf-8")) + TAIL
    rows = list(read_bytes(text.encode(encoding)))
    titles = [row.draft.title for row in rows if row.draft]
    assert titles == [*([draft.title for draft in SOUND if draft] if encoding != "big5" else []), "小學國文"]
    assert [row.notes for row in rows] == [()] * len(rows)


def test_characters_that_cannot_be_read_are_told() -> None:
    rows = list(read_bytes(PLAIN.encode().replace("农田".encode(), "农".encode() + b"\xff\xfe")))
    assert [[note.kind for note in row.notes] for row in rows] == [[], [NoteKind.BROKEN_CHARACTERS], []]


def test_what_a_harvest_puts_around_its_records_is_no_record() -> None:
    """OAI-PMH: <record><header/><metadata><record> …, and a header alone for one that was deleted."""
    inner = PLAIN.removeprefix(HEAD).removesuffix(TAIL).split("</record>\n")[:-1]
    wrapped = "".join(
        f"<record><header><identifier>oai:{number}</identifier></header><metadata>{one}</record></metadata></record>"
        for number, one in enumerate(inner)
    )
    gone = '<record>\n<header status="deleted"><identifier>oai:9</identifier></header></record>'
    data = f'<?xml version="1.0"?><OAI-PMH><ListRecords>{gone}{wrapped}{gone}</ListRecords></OAI-PMH>'
    rows = list(read_bytes(data.encode()))
    assert [row.fault for row in rows] == [None] * len(BOOKS)
    assert [row.draft for row in rows] == SOUND
