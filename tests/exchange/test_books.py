"""Book lists: every row is a draft, a fault or counted as skipped."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.drafts import FAULT_LABELS, NOTE_LABELS, BookDraft, FaultKind, NoteKind, ParsedList, Skipped, joined
from libdesk.exchange.books import parse_books, without_repeated_barcodes
from libdesk.exchange.columns import guess_mapping
from libdesk.exchange.fields import ListKind
from tests.exchange.made_files import table


def parse(*lines: str, name: str = "") -> ParsedList[BookDraft]:
    books = table(*lines, name=name)
    return parse_books(books, guess_mapping(books, ListKind.BOOKS))


def one(header: str, row: str) -> tuple[BookDraft, list[NoteKind]]:
    parsed = parse(header, row)
    (draft,) = parsed.drafts
    return draft, [note.kind for note in parsed.notes]


def test_a_whole_row_becomes_a_book() -> None:
    draft, notes = one(
        "书名|副题名|卷册|作者|出版社|出版日期|ISBN|定价|分类号|索书号|册数|条码|登录号|馆藏地|入藏日期|来源|状态|丛书|载体类型|备注",
        "三国演义|绣像本|上|罗贯中|人民文学出版社|1998-5|978-7-02-000872-8|￥39.50|I242.4|I242.4/1|2|0010201-2|D1、D2|书库|2024.9.1"
        "|购买|在馆|四大名著|图书|旧书",
    )
    assert notes == []
    assert draft == BookDraft(
        line=2,
        title="三国演义",
        subtitle="绣像本",
        volume="上",
        author="罗贯中",
        publisher="人民文学出版社",
        year=1998,
        pub_date="1998-5",
        isbn="9787020008728",
        price_fen=3950,
        price_text="￥39.50",
        class_no="I242.4",
        call_no="I242.4/1",
        copies=2,
        barcodes=("0010201", "0010202"),
        accession_nos=("D1", "D2"),
        place="书库",
        entered="2024-09-01",
        source="购买",
        state="在馆",
        series="四大名著",
        kind="图书",
        note="旧书",
    )


@pytest.mark.parametrize("cell", ["9.787E+12", "9787020000000"])
def test_a_book_whose_isbn_the_spreadsheet_ruined_is_taken_without_it(cell: str) -> None:
    draft, notes = one("书名|ISBN|定价", f"三国|{cell}|1.00")
    assert (draft.isbn, notes) == ("", [NoteKind.ISBN_RUINED])


def test_two_books_with_the_same_ruined_isbn_stay_two() -> None:
    parsed = parse("书名|ISBN", "三国|9.787E+12", "水浒|9.787E+12")
    assert [draft.title for draft in parsed.drafts] == ["三国", "水浒"]


def test_a_mistyped_isbn_stays_as_a_note_of_the_book() -> None:
    draft, notes = one("书名|ISBN|备注", "三国|978-7-02-000872-9|旧")
    assert (draft.isbn, draft.note, notes) == ("", "旧；ISBN 978-7-02-000872-9", [NoteKind.ISBN_WRONG])


def test_a_book_older_than_isbn_keeps_its_number_without_a_warning() -> None:
    draft, notes = one("书名|书号", "三国|10019·1234")
    assert (draft.isbn, draft.unified_no, draft.note, notes) == ("", "10019·1234", "", [])


def test_a_list_keeps_all_that_it_says_of_its_books() -> None:
    draft, notes = one(
        "书名|译者|原书名|版次|出版地|页数|开本|装帧|丛书号|语种|读者对象|主题词|内容简介|品相|附件",
        "小王子|马振骋|Le Petit Prince|2版|北京|97页|32开|平装|3|汉语|小学|童话；法国|一只狐狸。|九成新|1光盘",
    )
    assert notes == []
    assert (draft.contributors, draft.original_title, draft.edition, draft.pub_place) == (
        "马振骋", "Le Petit Prince", "2版", "北京",
    )  # fmt: skip
    assert (draft.extent, draft.size, draft.binding, draft.series_no) == ("97页", "32开", "平装", "3")
    assert (draft.language, draft.audience, draft.subjects, draft.summary) == (
        "汉语",
        "小学",
        "童话；法国",
        "一只狐狸。",
    )
    assert (draft.condition, draft.accompanying) == ("九成新", "1光盘")


@pytest.mark.parametrize("heading", ["ISSN", "ISBN/ISSN"])
def test_a_periodical_keeps_its_number_under_either_heading(heading: str) -> None:
    draft, notes = one(f"题名|{heading}|国内刊号|邮发代号|刊期", "少年文艺|0257-8026|CN32-1085/I|28-7|月刊")
    assert notes == []
    assert (draft.issn, draft.cn_no, draft.post_code, draft.frequency) == ("0257-8026", "CN32-1085/I", "28-7", "月刊")


@pytest.mark.parametrize(
    ("header", "cell", "note"),
    [
        ("定价", "NT$220", NoteKind.PRICE_UNCLEAR),
        ("出版年", "不详", NoteKind.YEAR_UNCLEAR),
        ("入藏日期", "去年", NoteKind.DATE_UNCLEAR),
        ("册数", "若干", NoteKind.COPIES_UNCLEAR),
        ("登录号", "1.2E+10", NoteKind.ACCESSION_UNCLEAR),
        ("作者", "罗\ufffd中", NoteKind.BROKEN_CHARACTERS),
    ],
)
def test_what_cannot_be_read_is_left_out_and_said(header: str, cell: str, note: NoteKind) -> None:
    draft, notes = one(f"书名|{header}", f"三国|{cell}")
    assert notes == [note]
    assert draft.copies == 1


def test_a_foreign_price_keeps_its_text() -> None:
    draft, notes = one("书名|定价|备注", "三国|NT$220|附光盘")
    assert (draft.price_fen, draft.price_text, draft.note) == (None, "NT$220", "附光盘；定价 NT$220")
    assert notes == [NoteKind.PRICE_UNCLEAR]
    assert one("书名|定价", "三国|元")[0].note == ""


def test_a_date_without_a_year_stays_as_it_is() -> None:
    draft, notes = one("书名|出版年", "三国|不详")
    assert (draft.year, draft.pub_date, notes) == (None, "不详", [NoteKind.YEAR_UNCLEAR])


def test_a_date_beside_a_year_is_kept_to_the_letter() -> None:
    draft, _ = one("书名|出版年|出版日期", "三国|2005|2005.3")
    assert (draft.year, draft.pub_date) == (2005, "2005.3")
    draft, _ = one("书名|出版日期", "三国|2005.3")
    assert (draft.year, draft.pub_date) == (2005, "2005.3")


def test_a_run_from_a_day_to_a_day_makes_no_copies() -> None:
    (fault,) = parse("书名|条码", "三国|20200101-20201231").faults
    assert fault.reason is FaultKind.TOO_MANY_COPIES
    draft, notes = one("书名|条码", "三国|12:34")
    assert (draft.barcodes, notes) == (("12:34",), [NoteKind.COPY_CODE_UNCLEAR])


def test_a_date_that_lost_its_format_still_gives_the_year() -> None:
    assert one("书名|出版日期", "三国|38473")[0].year == 2005


@pytest.mark.parametrize(
    ("row", "copies"), [("三|5|", 5), ("三|5册|", 5), ("三|5.0|", 5), ("三||", 1), ("三||001 002", 2), ("三|0|", 0)]
)
def test_copies_are_counted_from_number_or_barcodes(row: str, copies: int) -> None:
    assert one("书名|册数|条码", row)[0].copies == copies


def test_where_number_and_barcodes_differ_the_barcodes_count() -> None:
    draft, notes = one("书名|册数|条码", "三国|5|0010201")
    assert (draft.copies, notes) == (1, [NoteKind.COPIES_DIFFER])


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("|罗贯中|001|1", FaultKind.NO_TITLE),
        ("三国|罗贯中|2.01E+10|1", FaultKind.BARCODE_RUINED),
        ("三国|罗贯中|" + "9" * 70 + "|1", FaultKind.CODE_TOO_LONG),
        ("三国|罗贯中||9787020008728", FaultKind.TOO_MANY_COPIES),
    ],
)
def test_a_row_that_would_be_wrong_is_refused_with_its_reason(row: str, fault: FaultKind) -> None:
    parsed = parse("书名|作者|条码|册数", "水浒|施耐庵|0001|1", row)
    assert [draft.title for draft in parsed.drafts] == ["水浒"]
    assert [(found.line, found.reason) for found in parsed.faults] == [(3, fault)]
    assert parsed.adds_up


def test_a_barcode_that_repeats_is_refused_and_names_the_first_line() -> None:
    parsed = parse("书名|条码", "三国|T001", "水浒|001", "红楼梦|t００1")
    (fault,) = parsed.faults
    assert (fault.line, fault.reason, fault.value, fault.other_line) == (4, FaultKind.CODE_REPEATED, "t001", 2)
    assert "2" in fault.text()
    assert parsed.adds_up


def test_a_barcode_that_repeats_on_another_sheet_is_refused_once_they_are_joined() -> None:
    first = parse("书名|条码", "三国|001", name="一")
    second = parse("书名|条码|ISBN", "水浒|001|9.7E+12", "西游记|002|", name="二")
    both = without_repeated_barcodes(joined([first, second]))
    assert [draft.title for draft in both.drafts] == ["三国", "西游记"]
    assert "一" in both.faults[0].text()
    assert both.notes == ()
    assert both.rows_read == 5
    assert both.adds_up


def test_titles_headers_blank_rows_sums_and_last_words_are_counted_as_such() -> None:
    parsed = parse(
        "某小学图书清单||",
        "",
        "书名|作者|定价",
        "三国|罗贯中|1.00",
        "书名|作者|定价",
        "合计||1.00",
        "||",
        "总计：1册||",
        "制表人：王老师||",
        "第2页 共3页||",
        "水浒|施耐庵|2.00",
        "结束||",
    )
    assert [draft.line for draft in parsed.drafts] == [4, 11]
    assert parsed.faults == ()
    assert parsed.skipped == Skipped(blank=2, headers=3, sums=5)
    assert parsed.adds_up


def test_a_book_whose_title_begins_like_a_sum_is_a_book() -> None:
    parsed = parse("书名|作者|ISBN", "总计划|王某|9787020008728", "合计|李某|9787020002207")
    assert len(parsed.drafts) == 2


def test_every_reason_has_its_words() -> None:
    assert set(FAULT_LABELS) == set(FaultKind)
    assert set(NOTE_LABELS) == set(NoteKind)


CELLS = st.one_of(
    st.sampled_from(
        ["", "三国", "合计", "书名", "作者", "001", "001-9", "9.7E+12", "9787020008728", "1.00", "-", "2024-9-1"]
    ),
    st.text(max_size=8),
)


@given(st.lists(st.lists(CELLS, max_size=5), max_size=12), st.integers(0, 3))
def test_no_row_is_ever_lost(rows: list[list[str]], header: int) -> None:
    books = replace(
        table(), rows=tuple(map(tuple, [*rows[:header], ["书名", "作者", "条码", "册数", "ISBN"], *rows[header:]]))
    )
    parsed = parse_books(books, guess_mapping(books, ListKind.BOOKS))
    assert parsed.rows_read == len(rows) + 1
    assert parsed.adds_up
    lines = [draft.line for draft in parsed.drafts] + [fault.line for fault in parsed.faults]
    assert len(set(lines)) == len(lines)
    assert all(found.text() for found in (*parsed.faults, *parsed.notes))
