"""What records say becomes the fields and copies of libdesk."""

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from libdesk.domain.drafts import BookDraft, CopyDraft, NoteKind
from libdesk.domain.identifiers import normalise_isbn
from libdesk.exchange.marc import values
from libdesk.exchange.marc.read import MarcRow, read_bytes
from tests.exchange.marc_files import OLD, RIVER, TWO_GROUPS, Fields, isbn, record

MARC21: Fields = (
    ("001", "99887766"),
    ("008", "240312s2024    cc            000 0 chi d"),
    ("020", f"  $a{isbn(3)} (平装) :$cCNY28.50"),
    ("041", "1 $achi$heng"),
    ("082", "04$a823.92"),
    ("084", "  $aI561.84$2clc"),
    ("100", "1 $a怀特, 安"),
    ("245", "10$a河边的灯塔 :$b一个夏天的故事 /$c(英)安·怀特著 ; 林小溪译."),
    ("246", "3 $aThe lighthouse by the river"),
    ("250", "  $a2版."),
    ("264", " 1$a广州 :$b南方少年出版社,$c2024.3."),
    ("300", "  $a186页 :$b彩图 ;$c21cm +$e1光盘"),
    ("490", "0 $a小渡船丛书 ;$v7"),
    ("500", "  $a附地图"),
    ("520", "  $a安娜在外婆家住了一个夏天。"),
    ("521", "  $a小学生"),
    ("650", " 0$a儿童小说$z英国."),
    ("653", "  $a河流"),
    ("700", "1 $a林小溪"),
    ("952", "  $aNF$bNF$c学生阅览室$d2026-03-09$e订购$g28.50$i117$oI561.84/12$pNF000117$yBK"),
    ("952", "  $aNF$bNF$pNF000118"),
)


def row_of(fields: Fields, **how: Any) -> MarcRow:
    (row,) = read_bytes(record(fields, "utf-8", **how))
    return row


def draft_of(*fields: tuple[str, str], **how: Any) -> BookDraft:
    """The draft of a record with a title and these fields."""
    plain = () if any(tag in ("200", "245") for tag, _content in fields) else (("200", "1 $a书"),)
    draft = row_of((*plain, *fields), **how).draft
    assert draft is not None
    return draft


def said(draft: BookDraft) -> dict[str, Any]:
    """What a draft says beyond its blank fields."""
    return {
        name: value
        for name in draft.__dataclass_fields__
        if name not in ("line", "items", "barcodes", "kind") and (value := getattr(draft, name))
    }


def test_every_field_of_cnmarc_has_its_place() -> None:
    draft = draft_of(*RIVER)
    assert said(draft) == {
        "title": "河边的灯塔", "subtitle": "一个夏天的故事", "author": "(英)安·怀特著", "contributors": "林小溪译",
        "original_title": "The lighthouse by the river", "publisher": "南方少年出版社", "pub_place": "广州",
        "pub_date": "2024.3", "year": 2024, "edition": "2版", "isbn": draft.isbn, "price_fen": 2850,
        "price_text": "CNY28.50", "binding": "平装", "extent": "186页 : 彩图", "size": "21cm", "accompanying": "1光盘",
        "series": "小渡船丛书", "series_no": "7", "class_no": "I561.84", "call_no": "I561.84/12", "language": "chi",
        "subjects": "儿童小说-长篇小说-英国-现代；河流；夏天", "audience": "小学生", "note": "小学中年级课外读物",
        "summary": "安娜在外婆家的河边住了一个夏天，每天晚上看灯塔的光。", "copies": 2,
    }  # fmt: skip
    assert draft.isbn[:12] == "978750000001"
    assert draft.items == (CopyDraft("N000117"), CopyDraft("N000118"))


def test_every_field_of_marc_21_has_its_place() -> None:
    draft = draft_of(*MARC21, leader="00000cam a2200000 a 4500")
    assert said(draft) == {
        "title": "河边的灯塔", "subtitle": "一个夏天的故事", "author": "(英)安·怀特著", "contributors": "林小溪译",
        "original_title": "The lighthouse by the river", "publisher": "南方少年出版社", "pub_place": "广州",
        "pub_date": "2024.3", "year": 2024, "edition": "2版", "isbn": isbn(3).replace("-", ""), "price_fen": 2850,
        "price_text": "CNY28.50", "binding": "平装", "extent": "186页 : 彩图", "size": "21cm", "accompanying": "1光盘",
        "series": "小渡船丛书", "series_no": "7", "class_no": "I561.84", "language": "chi",
        "subjects": "儿童小说-英国；河流", "audience": "小学生", "note": "附地图",
        "summary": "安娜在外婆家住了一个夏天。", "copies": 2, "call_no": "I561.84/12",
    }  # fmt: skip
    assert draft.items == (
        CopyDraft("NF000117", "117", "", "学生阅览室", "I561.84/12", 2850, "2026-03-09", "订购"),
        CopyDraft("NF000118"),
    )


def test_chinese_of_an_880_stands_in_for_its_pinyin() -> None:
    draft = draft_of(
        ("245", "10$6880-01$aHe bian de deng ta /$cAn Huaite."),
        ("264", " 1$6880-02$aGuangzhou :$bNan fang,$c2024"),
        ("880", "10$6245-01/$1$a河边的灯塔 /$c安·怀特."),
        ("880", " 1$6264-02/$1$a广州 :$b南方少年出版社,$c2024"),
    )
    assert (draft.title, draft.author, draft.publisher) == ("河边的灯塔", "安·怀特", "南方少年出版社")


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("CNY18.00", 1800),
        ("￥0.40", 40),
        ("0.38元", 38),
        ("0.17", 17),
        ("CNY赠90.00", 9000),
        ("CNY0.00", None),
        ("CNY48.00 (全3册)", 4800),
    ],
)
def test_prices_are_read_in_every_shape(text: str, fen: int) -> None:
    draft = draft_of(("010", f"  $d{text}"))
    assert (draft.price_fen, draft.price_text, draft.isbn) == (fen, text, "")


def test_a_price_that_is_none_is_told() -> None:
    row = row_of((("010", "  $d非卖品"), ("200", "1 $a书")))
    assert [(note.kind, note.value) for note in row.notes] == [(NoteKind.PRICE_UNCLEAR, "非卖品")]


def test_the_first_sound_isbn_counts_with_its_own_price() -> None:
    draft = draft_of(
        ("010", "  $a978-7-5000-0001-1$b精装$dCNY90.00"),
        ("010", f"  $a{isbn(5)}$b平装$dCNY28.50"),
        ("010", f"  $a{isbn(6)}$dCNY1.00"),
    )
    assert (draft.isbn, draft.binding, draft.price_fen, draft.note) == (isbn(5).replace("-", ""), "平装", 2850, "")


def test_a_wrong_isbn_stays_as_a_note() -> None:
    row = row_of((("010", "  $a978-7-5000-0001-1$dCNY90.00"), ("200", "1 $a书")))
    assert row.draft is not None
    assert (row.draft.isbn, row.draft.note) == ("", "ISBN 978-7-5000-0001-1")
    assert [note.kind for note in row.notes] == [NoteKind.ISBN_WRONG]


@pytest.mark.parametrize(
    ("date", "year"),
    [("2005", 2005), ("1999.1", 1999), ("2018.10", 2018), ("", None), ("[2012]", 2012), ("民国24", 1935)],
)
def test_dates_of_publication_give_the_year(date: str, year: int | None) -> None:
    draft = draft_of(("210", f"  $a北京$c远山出版社$d{date}"))
    assert (draft.pub_date, draft.year) == (date, year)


def test_a_date_that_is_missing_is_taken_from_the_codes() -> None:
    assert draft_of(("100", "  $a19790304d1978    efmy0chiy0121    eb"), ("210", "  $a北京")).year == 1978


def test_old_books_have_a_unified_number_and_no_isbn() -> None:
    draft = draft_of(*OLD)
    assert (draft.unified_no, draft.isbn, draft.price_fen, draft.year) == ("10099·1234", "", 40, 1978)


def test_periodicals_and_newspapers_are_told_by_their_codes() -> None:
    fields = (("011", "  $a1003-7136$dCNY8.00"), ("092", "  $aCN11-1234/G4"), ("092", "  $a2-345"), ("326", "  $a月刊"))
    draft = draft_of(*fields, ("110", "  $aaf a   0xx"), leader="00000nas0 2200000   450 ")
    assert (draft.kind, draft.issn, draft.cn_no, draft.post_code, draft.frequency, draft.price_fen) == (
        "periodical", "1003-7136", "CN11-1234/G4", "2-345", "月刊", 800,
    )  # fmt: skip
    assert draft_of(("110", "  $aca a"), leader="00000nas0 2200000   450 ").kind == "newspaper"
    assert draft_of(("110", "  $aaf a"), leader="00000nas0 2200000   450 ").frequency == "月刊"


@pytest.mark.parametrize(
    ("code", "kind"), [("am", "book"), ("im", "av"), ("gm", "av"), ("em", "chart"), ("km", "chart")]
)
def test_the_leader_tells_the_kind(code: str, kind: str) -> None:
    assert draft_of(leader=f"00000n{code}0 2200000   450 ").kind == kind


def test_of_several_200_the_title_is_the_one_with_an_author() -> None:
    assert draft_of(("200", "  $a试录"), ("200", "1 $a河边的灯塔$f怀特著")).title == "河边的灯塔"


def test_a_part_names_its_volume() -> None:
    draft = draft_of(("200", "1 $a山河故事$h上册$i源头$f周一鸣著"))
    assert (draft.title, draft.volume) == ("山河故事", "上册，源头")


def test_without_a_statement_the_persons_of_70x_are_the_authors() -> None:
    draft = draft_of(
        ("701", " 0$c(英)$a怀特$9huai te$c(White, Ann)$4著"), ("702", " 0$9lin$a林小溪$4译"), ("712", "02$a灯塔社$4编")
    )
    assert (draft.author, draft.contributors) == ("(英)怀特著", "林小溪译；灯塔社编")


@pytest.mark.parametrize("tag", ["690", "096", "696", "087"])
def test_the_class_may_stand_in_several_places(tag: str) -> None:
    assert draft_of((tag, "  $aI561.84")).class_no == "I561.84"


def test_the_class_of_the_copies_is_the_last_resort() -> None:
    assert draft_of(("905", "  $bN000117$dI561.84$e3")).class_no == "I561.84"
    assert draft_of(("690", "  $aI56"), ("905", "  $bN000117$dI561.84$e3")).class_no == "I56"


def test_the_two_groups_of_an_old_system_keep_no_blank_fields() -> None:
    draft = draft_of(*TWO_GROUPS)
    assert (draft.subtitle, draft.contributors, draft.summary, draft.subjects) == ("", "", "", "")
    assert (draft.isbn[:12], draft.series, draft.price_fen) == ("978750000002", "云雾丛书", None)


@given(st.text("0123456789Xx-", max_size=17))
def test_the_short_way_to_an_isbn_gives_what_the_long_one_gives(text: str) -> None:
    long = normalise_isbn(text)
    assert values.isbn_of(text) == (long.isbn13, long.wrong)


@given(st.integers(0, 10**9 - 1), st.integers(0, 9))
@example(20_000_000, 0)  # 9780200000000 agrees with its check digit and was rounded all the same
def test_sound_and_unsound_numbers_of_ten_and_thirteen_agree_too(body: int, last: int) -> None:
    for text in (f"{body:09d}{last}", f"{body:09d}X", f"978{body:09d}{last}", f"978-{body:09d}-{last}"):
        long = normalise_isbn(text)
        assert values.isbn_of(text) == (long.isbn13, long.wrong)


_TAGS = (
    "001", "010", "011", "091", "100", "101", "200", "205", "210", "215", "225", "245", "260", "300", "461", "606",
    "690", "701", "905", "906", "959", "985", "995",
)  # fmt: skip


@given(
    st.lists(
        st.tuples(
            st.sampled_from(_TAGS),
            st.text(st.characters(exclude_characters="\x1d\x1e", exclude_categories=("Cs",)), max_size=30),
        ),
        max_size=8,
    )
)
@settings(max_examples=300, deadline=None)
def test_no_content_of_a_field_raises_anything(fields: list[tuple[str, str]]) -> None:
    row = row_of(fields)
    assert (row.draft is None) == (row.fault is not None)


@pytest.mark.parametrize(
    "fields",
    [(("010", "  $dNT$200"), ("300", "  $a附地图")), (("245", "00$a书"), ("020", "  $cNT$200"), ("500", "  $a附地图"))],
)
def test_a_price_in_other_money_stays_as_a_note(fields: tuple[tuple[str, str], ...]) -> None:
    draft = draft_of(*[(tag, content.replace("NT$200", "US 12.50")) for tag, content in fields])
    assert (draft.price_fen, draft.note) == (None, "附地图；定价 US 12.50")


@pytest.mark.parametrize("delivered", ["[I287.4]", "{I287.4}", "I287.4/.5", "i287.4", "ｉ２８７．４"])
@pytest.mark.parametrize("tag", ["690", "905"])
def test_a_class_number_is_taken_without_the_marks_of_the_table(tag: str, delivered: str) -> None:
    content = f"  $a{delivered}" if tag == "690" else f"  $bN000117$d{delivered}$e7"
    draft = draft_of((tag, content))
    assert draft.class_no == "I287.4"
    assert draft.call_no == ("" if tag == "690" else "I287.4/7")
