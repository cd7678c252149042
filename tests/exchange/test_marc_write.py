"""What libdesk writes, pymarc and libdesk itself read back equal, field by field."""

import io
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pymarc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from libdesk.domain.drafts import BookDraft, CopyDraft
from libdesk.domain.progress import Cancelled, Progress
from libdesk.domain.titles import FIELD_NAMES, KIND_NAMES, TitleFields
from libdesk.exchange.errors import FileNotWritten
from libdesk.exchange.marc import exact
from libdesk.exchange.marc.out import BookOut
from libdesk.exchange.marc.read import read_bytes, read_marc, read_one, record_in
from libdesk.exchange.marc.record import MARK, MarcRecord, first
from libdesk.exchange.marc.write import MarcKind, encoding_of, form_of, make_record, write_marc, write_stream
from tests.exchange.marc_files import RIVER, isbn, record

KINDS = list(MarcKind)
ISO = [kind for kind in KINDS if not kind.name.endswith("XML")]
LIGHTHOUSE = TitleFields(
    title="河边的灯塔", subtitle="一个夏天的故事", author="(英)安·怀特著", contributors="林小溪译；周一鸣绘",
    original_title="The lighthouse by the river", publisher="南方少年出版社", pub_place="广州",
    pub_date="2024.3", year=2024, edition="2版", isbn=isbn(1).replace("-", ""), price_fen=2850,
    binding="平装", extent="186页 : 彩图", size="21cm",
    accompanying="1光盘", series="小渡船丛书", series_no="7", class_no="I561.84", call_no="I561.84/12", shelving="A",
    subjects="儿童小说-英国-现代；河流", language="chi", audience="小学生", grade_from=3, grade_to=5,
    summary="安娜在河边住了一个夏天。", note="附地图",
)  # fmt: skip
COPIES = (
    CopyDraft("NF000117", "117", "上", "学生阅览室", "I561.84/12(1)", 2850, "2026-03-09", "订购", "在馆", "有水渍"),
    CopyDraft("NF000118", "118", "下", "A101", "I561.84/12(2)", 0, "", "赠送"),
)

words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp", "Cf")), max_size=12).map(
    lambda text: unicodedata.normalize("NFC", text).strip()
)
numbers = st.integers(min_value=0, max_value=999_999)


@st.composite
def titles(draw: st.DrawFn) -> TitleFields:
    given = {name: draw(words) for name in FIELD_NAMES if name not in ("kind", "isbn", "year", "price_fen")}
    given |= {name: draw(st.none() | numbers) for name in ("grade_from", "grade_to")}
    return TitleFields(
        **{**given, "title": given["title"] or "无题"},
        kind=draw(st.sampled_from(sorted(KIND_NAMES))),
        isbn=draw(st.sampled_from(["", isbn(7).replace("-", ""), "9787500000099"])),
        year=draw(st.none() | st.integers(0, 2100)),
        price_fen=draw(st.none() | numbers),
    )


@st.composite
def copies(draw: st.DrawFn) -> tuple[CopyDraft, ...]:
    made = []
    for barcode in draw(st.lists(st.from_regex(r"[A-Z]{0,3}[0-9]{3,8}", fullmatch=True), unique=True, max_size=3)):
        texts = [draw(words) for _ in range(4)]
        day, source, state, note = draw(st.sampled_from(["", "2026-03-09"])), draw(words), draw(words), draw(words)
        made.append(CopyDraft(barcode, *texts, draw(st.none() | numbers), day, source, state, note))
    return tuple(made)


def written(*books: BookOut, kind: MarcKind) -> bytes:
    file = io.BytesIO()
    write_stream(file, books, kind)
    return file.getvalue()


def drafts(data: bytes) -> list[BookDraft]:
    rows = list(read_bytes(data, "out"))
    assert [row.why() for row in rows if row.draft is None] == []
    return [row.draft for row in rows if row.draft]


def fields_of(draft: BookDraft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in FIELD_NAMES}


def asked(title: TitleFields) -> dict[str, Any]:
    return {name: getattr(title, name) for name in FIELD_NAMES}


def by_pymarc(data: bytes, kind: MarcKind) -> Iterator[pymarc.Record]:
    if kind.name.endswith("XML"):
        yield from pymarc.parse_xml_to_array(io.BytesIO(data))
        return
    utf8 = encoding_of(kind) == "utf-8"
    for one in pymarc.MARCReader(io.BytesIO(data), force_utf8=utf8, file_encoding="utf-8" if utf8 else "gb18030"):
        assert one is not None
        yield one


@pytest.mark.parametrize("kind", KINDS)
def test_a_title_with_its_copies_goes_out_and_comes_in_again(kind: MarcKind) -> None:
    (draft,) = drafts(written(BookOut(LIGHTHOUSE, COPIES, "000117", "NFXX", "20260309"), kind=kind))
    assert fields_of(draft) == asked(LIGHTHOUSE)
    assert draft.items == COPIES


@pytest.mark.parametrize("kind", KINDS)
def test_pymarc_reads_what_is_written(kind: MarcKind) -> None:
    data = written(BookOut(LIGHTHOUSE, COPIES, "000117", "NFXX", "20260309"), kind=kind)
    (one,) = by_pymarc(data, kind)
    title = one["245" if form_of(kind) == "marc21" else "200"]
    assert (title["a"], one["001"].data) == ("河边的灯塔", "000117")
    assert [field["b"] for field in one.get_fields("905")] == ["NF000117", "NF000118"]


@pytest.mark.parametrize("kind", [MarcKind.MARC21_UTF8, MarcKind.MARC21_XML])
def test_koha_finds_each_copy_in_a_952(kind: MarcKind) -> None:
    (one,) = by_pymarc(written(BookOut(LIGHTHOUSE, COPIES, agency="NFXX"), kind=kind), kind)
    items = one.get_fields("952")
    assert [(item["p"], item["o"], item["g"], item["y"]) for item in items] == [
        ("NF000117", "I561.84/12(1)", "28.50", "BK"),
        ("NF000118", "I561.84/12(2)", "0.00", "BK"),
    ]
    assert one["084"]["2"] == "clc"


@pytest.mark.parametrize("kind", KINDS)
@given(title=titles(), held=copies())
@settings(max_examples=40, deadline=None)
def test_nothing_that_was_catalogued_is_lost(kind: MarcKind, title: TitleFields, held: tuple[CopyDraft, ...]) -> None:
    data = written(BookOut(title, held), kind=kind)
    (draft,) = drafts(data)
    assert fields_of(draft) == asked(title)
    assert draft.items == held
    (one,) = by_pymarc(data, kind)
    made = make_record(BookOut(title, held), kind)
    if one.fields[-1].get("t") if one.fields[-1].tag == exact.TAG else None:
        one.remove_field(one.fields[-1])  # the words that tell the encoding
    assert [field.tag for field in one.fields] == [tag for tag, _content in made.fields]
    values = [sub.value for field in one.fields if not field.control_field for sub in field.subfields]
    assert values == [part[1:] for _tag, content in made.fields for part in content.split("\x1f")[1:]]


@given(title=titles())
@settings(max_examples=30, deadline=None)
def test_the_same_survives_from_one_format_to_the_other(title: TitleFields) -> None:
    (there,) = drafts(written(BookOut(title), kind=MarcKind.CNMARC_GB18030))
    (back,) = drafts(written(BookOut(TitleFields(**fields_of(there))), kind=MarcKind.MARC21_XML))
    assert fields_of(back) == asked(title)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("title", [":", "/", "…", "书 /", "a;b；c", "12345"])
def test_a_title_of_signs_is_a_title(kind: MarcKind, title: str) -> None:
    (draft,) = drafts(written(BookOut(TitleFields(title)), kind=kind))
    assert draft.title == title


@pytest.mark.parametrize("kind", KINDS)
def test_an_accent_that_begins_a_value_does_not_join_the_code_before_it(kind: MarcKind) -> None:
    (draft,) = drafts(written(BookOut(TitleFields("书", note="\u0300x")), kind=kind))
    assert draft.note == "\u0300x"


def test_a_kept_record_keeps_what_libdesk_does_not_know() -> None:
    kept = record_in(record(RIVER), "utf-8")
    draft = read_one(record(RIVER), "utf-8", "cnmarc")
    title = TitleFields(**fields_of(draft) | {"publisher": "远山出版社", "subjects": "灯塔"})
    made = make_record(BookOut(title, draft.items, kept=kept), MarcKind.CNMARC_UTF8)
    tags = made.by_tag()
    assert tags["105"] == ["  \x1faa   z   000ay"]
    assert first(tags["200"][0], "9") == "he bian de deng ta"
    assert first(tags["701"][0], "9") == "huai te"
    assert first(tags["210"][0], "c") == "远山出版社"
    assert [first(one, "a") for one in tags["606"]] == ["灯塔"]
    assert "610" not in tags
    assert tags["905"] == kept.by_tag()["905"]
    back = read_one(written(BookOut(title, draft.items, kept=kept), kind=MarcKind.CNMARC_UTF8), "utf-8", "cnmarc")
    assert fields_of(back) == asked(title)


@pytest.mark.parametrize(
    ("content", "goes_out"),
    [
        ("  ", None), ("", None), ("1", None), ("书名$a乙", "  $a乙$9书名"), ("1 草房子", "1 $9草房子"),
        ("$a乙", "  $a乙"),
        ("12 续$a乙", "12$a乙$9续"), ("1$a乙", "1 $a乙"), ("0 $a乙$", "0 $a乙$"),
    ],
)  # fmt: skip
def test_fields_that_others_cannot_read_are_mended_on_the_way_out(content: str, goes_out: str | None) -> None:
    odd = ("990", content.replace("$", MARK))
    kept = MarcRecord("00000nam0 2200000   450 ", (("200", f"1 {MARK}a甲"), odd))
    for kind in (MarcKind.CNMARC_UTF8, MarcKind.CNMARC_XML):
        found = make_record(BookOut(TitleFields(title="甲"), kept=kept), kind).by_tag().get("990", [None])
        assert found == [goes_out.replace("$", MARK) if goes_out else None]
    file = io.BytesIO()
    write_stream(file, [BookOut(TitleFields(title="甲"), kept=kept)], MarcKind.CNMARC_UTF8)
    assert None not in pymarc.MARCReader(file.getvalue(), force_utf8=True)


def test_a_kept_record_that_did_not_change_goes_out_as_it_came() -> None:
    kept = record_in(record(RIVER), "utf-8")
    draft = read_one(record(RIVER), "utf-8", "cnmarc")
    made = make_record(
        BookOut(TitleFields(**fields_of(draft)), draft.items, agency="NF", kept=kept), MarcKind.CNMARC_UTF8
    )
    same = {tag: content for tag, content in made.by_tag().items() if tag != "801"}
    assert same == {tag: content for tag, content in kept.by_tag().items() if tag != "801"}


@pytest.mark.parametrize("kind", ISO)
def test_what_the_format_has_no_room_for_is_told_and_the_file_stays_sound(kind: MarcKind) -> None:
    long = TitleFields("长", summary="很长的内容提要。" * 3_000)
    full = TitleFields("多")
    many = tuple(CopyDraft(f"{number:07d}", place="学生阅览室", source="订购") for number in range(2_000))
    file = io.BytesIO()
    report = write_stream(file, [BookOut(long), BookOut(full, many), BookOut(LIGHTHOUSE)], kind)
    assert report.records == 3
    assert [(one.number, one.title) for one in report.trimmed] == [(1, "长"), (2, "多")]
    back = drafts(file.getvalue())
    assert [draft.title for draft in back] == ["长", "多", "河边的灯塔"]
    assert set(back[0].summary) <= set("很长的内容提要。")
    assert len(list(by_pymarc(file.getvalue(), kind))) == 3


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "out.iso"

    def stop(_done: int, _total: int) -> None:
        raise Cancelled()

    with pytest.raises(Cancelled):
        write_marc(path, [BookOut(LIGHTHOUSE)], MarcKind.CNMARC_UTF8, 1, Progress(stop))
    assert list(tmp_path.iterdir()) == []
    assert write_marc(path, [BookOut(LIGHTHOUSE)], MarcKind.CNMARC_UTF8).records == 1
    assert [row.draft.title for row in read_marc(path) if row.draft] == ["河边的灯塔"]
    with pytest.raises(FileNotWritten):
        write_marc(tmp_path / "none" / "out.iso", [], MarcKind.CNMARC_UTF8)
