"""A book list becomes titles, volumes, copies and barcodes: every row is told of, nothing is merged by mistake."""

import string
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from libdesk.actions.cataloguing.adding import add_title
from libdesk.actions.desk import Desk
from libdesk.actions.imports.book_plan import plan_books
from libdesk.actions.imports.book_write import write_books
from libdesk.actions.imports.plans import BookChoices, BookPlan
from libdesk.actions.undo import undo
from libdesk.domain.barcodes import Numbering
from libdesk.domain.drafts import BookDraft, FaultKind, ParsedList, RowFault, Skipped
from libdesk.domain.errors import NotAllowed
from libdesk.domain.progress import Cancelled, Progress
from libdesk.domain.rows.imports import Counts, Fate, ImportReceipt
from libdesk.domain.titles import TitleFields
from tests.builders import add_book, add_reader

ISBN = "9787208061644"
ADD = BookChoices()


def listed(*drafts: BookDraft, faults: int = 0, skipped: int = 0) -> ParsedList[BookDraft]:
    return ParsedList(
        drafts,
        tuple(RowFault(900 + n, "", FaultKind.NO_TITLE) for n in range(faults)),
        (),
        Skipped(blank=skipped),
        len(drafts) + faults + skipped,
    )


def plan(desk: Desk, *drafts: BookDraft, choices: BookChoices = ADD) -> BookPlan:
    return plan_books(desk, listed(*drafts), choices)


def bring_in(desk: Desk, *drafts: BookDraft, choices: BookChoices = ADD) -> ImportReceipt:
    return write_books(desk, plan(desk, *drafts, choices=choices))


def fates(made: BookPlan) -> list[Fate]:
    return [row.fate for row in made.rows]


def rows(desk: Desk, sql: str) -> list[tuple[object, ...]]:
    return desk.library.connection.execute(sql).fetchall()


def barcodes(desk: Desk) -> list[object]:
    return [row[0] for row in rows(desk, "SELECT printed FROM barcode WHERE copy_id IS NOT NULL ORDER BY id")]


def test_a_row_becomes_a_title_with_its_copies(desk: Desk) -> None:
    draft = BookDraft(
        2, "追风筝的人", "胡赛尼", "上海人民出版社", 2006, ISBN, 2900, call_no="I712.45/123", copies=2,
        barcodes=("T0001",), accession_nos=("000017",), place="二楼书库", source="捐赠", entered="2020-09-01",
    )  # fmt: skip
    receipt = bring_in(desk, draft)
    assert receipt.counts == Counts(new=1)
    assert receipt.added == {"titles": 1, "copies": 2}
    assert rows(desk, "SELECT title, author, publisher, year, isbn, price_fen FROM title") == [
        ("追风筝的人", "胡赛尼", "上海人民出版社", 2006, ISBN, 2900)
    ]
    assert rows(desk, "SELECT accession_no, call_no, source, entered, status FROM copy ORDER BY id") == [
        ("000017", "I712.45/123", "捐赠", "2020-09-01", "shelf"),
        ("000018", "I712.45/123", "捐赠", "2020-09-01", "shelf"),
    ]
    assert barcodes(desk) == ["T0001", "0000001"]
    assert rows(desk, "SELECT p.name FROM copy c JOIN place p ON p.id = c.place_id") == [("二楼书库",)] * 2


def test_a_list_keeps_every_field_of_a_title_and_fills_what_was_empty(desk: Desk) -> None:
    add_book(desk, "少年文艺")
    full = BookDraft(
        2, "少年文艺", kind="期刊", issn="0257-8026", cn_no="CN32-1085/I", frequency="月刊", subjects="文学；少年",
        pub_date="2018-10", extent="96页", binding="平装", call_no="I2/5", condition="九成新",
    )  # fmt: skip
    fields = "issn, cn_no, frequency, subjects, pub_date, extent, binding, call_no"
    written = ("0257-8026", "CN32-1085/I", "月刊", "文学；少年", "2018-10", "96页", "平装", "I2/5")
    bring_in(desk, full, replace(full, line=3, title="儿童文学"))
    assert rows(desk, f"SELECT {fields} FROM title ORDER BY id") == [written, written]
    assert rows(desk, "SELECT kind FROM title ORDER BY id") == [("book",), ("periodical",)]
    assert rows(desk, "SELECT item_kind, condition FROM copy WHERE id > 1") == [("periodical", "九成新")] * 2


def test_a_plan_writes_nothing(desk: Desk) -> None:
    plan(desk, BookDraft(2, "活着"))
    assert rows(desk, "SELECT id FROM title") == []
    assert rows(desk, "SELECT id FROM journal") == []


def test_several_rows_of_one_isbn_are_one_title(desk: Desk) -> None:
    receipt = bring_in(desk, BookDraft(2, "追风筝的人", isbn=ISBN), BookDraft(3, "追风筝的人 (平装)", isbn=ISBN))
    assert receipt.added == {"titles": 1, "copies": 2}
    assert receipt.counts == Counts(new=2)


def test_a_set_that_shares_its_isbn_stays_apart_and_is_told(desk: Desk) -> None:
    made = plan(desk, BookDraft(2, "十万个为什么·动物", isbn=ISBN), BookDraft(3, "十万个为什么·植物", isbn=ISBN))
    assert len(made.titles) == 2
    assert "十万个为什么·动物" in made.rows[1].reasons[0]


def test_without_an_isbn_title_author_and_publisher_decide(desk: Desk) -> None:
    receipt = bring_in(
        desk,
        BookDraft(2, "活着", "余华", "作家出版社"),
        BookDraft(3, "活 着", "余华 著", "作家出版社"),
        BookDraft(4, "活着", "余华", "南海出版公司"),
    )
    assert receipt.added == {"titles": 2, "copies": 3}


def test_volumes_of_one_title_are_kept_apart_and_stand_in_their_order(desk: Desk) -> None:
    bring_in(desk, *[BookDraft(n, "西游记", volume=label) for n, label in enumerate(("下", "上", "中"), start=2)])
    assert rows(desk, "SELECT label FROM volume ORDER BY ordinal") == [("上",), ("中",), ("下",)]
    assert rows(desk, "SELECT v.label FROM copy c JOIN volume v ON v.id = c.volume_id ORDER BY c.id")[0] == ("下",)


def test_copies_of_a_known_title_are_added_or_left_as_chosen(desk: Desk) -> None:
    known = add_book(desk, "活着", isbn="9787506365437")
    draft = BookDraft(2, "活着", "余华", isbn="9787506365437")
    left = plan(desk, draft, choices=BookChoices(add_copies=False))
    assert left.copies == []
    assert bring_in(desk, draft).counts == Counts(changed=1)
    assert rows(desk, "SELECT DISTINCT title_id FROM copy") == [(known.title_id,)]
    assert rows(desk, "SELECT author FROM title") == [("余华",)]


def test_the_same_list_again_changes_nothing_where_barcodes_tell(desk: Desk) -> None:
    drafts = [BookDraft(n, f"第{n}本书", barcodes=(f"T{n:04}",)) for n in range(2, 8)]
    bring_in(desk, *drafts)
    again = bring_in(desk, *drafts)
    assert again.counts == Counts(unchanged=6)
    assert len(barcodes(desk)) == 6


def test_a_taken_barcode_stops_the_row_and_says_whose_it_is(desk: Desk) -> None:
    add_book(desk, "活着", barcodes=["T1"])
    add_reader(desk, "张三", card="T2")
    made = plan(
        desk,
        BookDraft(2, "草房子", barcodes=("t1",)),
        BookDraft(3, "草房子", barcodes=("T2",)),
        BookDraft(4, "草房子", barcodes=("LD-LEND",)),
    )
    assert fates(made) == [Fate.FAULTY] * 3
    assert [("活着" in made.rows[0].reasons[0]), ("张三" in made.rows[1].reasons[0])] == [True, True]
    assert made.card_clashes == 1
    assert made.titles == []


def test_a_number_given_twice_in_the_list_is_no_second_copy(desk: Desk) -> None:
    made = plan(
        desk,
        BookDraft(2, "草房子", barcodes=("T1",)),
        BookDraft(3, "草房子", barcodes=("T1",)),
        BookDraft(4, "青铜葵花", barcodes=("Ｔ1",)),
        BookDraft(5, "草房子", barcodes=("T1", "T9"), copies=2),
        BookDraft(6, "草房子", barcodes=("T7", "T7"), copies=2),
        BookDraft(7, "根鸟", accession_nos=("7", "7"), copies=2),
    )
    assert fates(made) == [Fate.NEW, Fate.DOUBLE, Fate.FAULTY, Fate.FAULTY, Fate.NEW, Fate.NEW]
    assert len(made.copies) == 3
    write_books(desk, made)


def test_an_accession_number_in_use_stops_the_row(desk: Desk) -> None:
    bring_in(desk, BookDraft(2, "草房子", accession_nos=("000100",)))
    made = plan(
        desk, BookDraft(2, "青铜葵花", accession_nos=("000100",)), BookDraft(3, "草房子", accession_nos=("000100",))
    )
    assert fates(made) == [Fate.FAULTY, Fate.UNCHANGED]


def test_accession_numbers_are_never_given_twice_even_after_an_undo(desk: Desk) -> None:
    receipt = bring_in(desk, BookDraft(2, "草房子", copies=3))
    undo(desk, receipt.journal_id)
    bring_in(desk, BookDraft(2, "活着"))
    assert rows(desk, "SELECT accession_no FROM copy") == [("000004",)]


def test_numbers_of_a_list_carry_the_schools_own_not_off(desk: Desk) -> None:
    add_book(desk, "活着", barcodes=["0000007"])
    bring_in(desk, BookDraft(2, "城南旧事"))
    supplier = BookDraft(3, "根鸟", barcodes=("0000009", "0005000"), accession_nos=("000003", "004000"))
    bring_in(desk, BookDraft(2, "草房子", copies=2), supplier)
    assert rows(
        desk,
        "SELECT b.printed, c.accession_no FROM copy c JOIN barcode b ON b.copy_id = c.id WHERE c.id > 1 ORDER BY c.id",
    ) == [
        ("0000008", "000001"),
        ("0000010", "000002"),
        ("0000011", "000004"),
        ("0000009", "000003"),
        ("0005000", "004000"),
    ]


def test_a_later_row_of_one_book_that_says_other_things_is_told_which_row_counts(desk: Desk) -> None:
    first = BookDraft(
        2, "草房子", "曹文轩", "江苏少儿", 2005, ISBN, extent="280页", series="金色童年", barcodes=("T1",)
    )
    made = plan(
        desk,
        first,
        replace(first, line=3, year=2011, extent="300页", series="", barcodes=("T2",), call_no="I247.5/2#2"),
        replace(first, line=4, author="曹 文轩", barcodes=("T3",), price_fen=1200),
        replace(first, line=5, volume="下", year=2012, barcodes=("T4",)),
    )
    assert [row.reasons for row in made.rows] == [
        (),
        ("和第 2 行是同一种书，下列各项以第 2 行为准：出版年，页数。",),
        (),
        (),
    ]
    assert len(made.titles) == 1


def test_a_call_number_that_another_title_has_is_taken_and_told(desk: Desk) -> None:
    add_title(desk, TitleFields(title="甲", call_no="I247.5/1"))
    add_book(desk, "没有号的书")
    made = plan(
        desk,
        BookDraft(2, "乙", call_no="I247.5/1"),
        BookDraft(3, "丙", call_no="I247.5/5"),
        BookDraft(4, "丙", call_no="I247.5/5"),
        BookDraft(5, "丁", call_no="I247.5/5"),
        BookDraft(6, "没有号的书", call_no="I247.5/1"),
    )
    assert made.same_numbers == 3
    assert [row.line for row in made.rows if any("索书号" in reason for reason in row.reasons)] == [2, 5, 6]
    assert made.rows[3].reasons == ("索书号 I247.5/5 在第 3 行也有，请看一看。",)


def test_new_barcodes_follow_the_highest_and_pass_over_those_in_use(desk: Desk) -> None:
    add_book(desk, "活着", barcodes=["0000007"])
    add_reader(desk, "张三", card="0000009")
    made = plan(desk, BookDraft(2, "草房子", copies=2), BookDraft(3, "根鸟", barcodes=("0000010",)))
    assert made.given == ("0000011", "0000012")
    with_prefix = plan(desk, BookDraft(2, "草房子"), choices=BookChoices(numbering=Numbering("T", 5)))
    assert with_prefix.given == ("T00001", "T00001")


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("", "shelf"),
        ("在馆", "shelf"),
        ("已剔除", "withdrawn"),
        ("注销", "withdrawn"),
        ("丢失", "lost"),
        ("借出", "shelf"),
        ("甲", "shelf"),
    ],
)
def test_the_state_of_an_older_system_is_understood_or_noted(desk: Desk, state: str, status: str) -> None:
    made = plan(desk, BookDraft(2, "草房子", state=state))
    assert made.copies[0].status == status
    assert bool(made.rows[0].reasons) == (state in ("借出", "甲"))


def test_a_stopped_import_leaves_the_library_as_it_was(desk: Desk) -> None:
    made = plan(desk, *[BookDraft(n, f"书{n}") for n in range(2, 1500)])
    steps: list[int] = []
    stopped = Progress(lambda done, _total: steps.append(done), stopped=lambda: len(steps) >= 2)
    with pytest.raises(Cancelled):
        write_books(desk, made, stopped)
    assert rows(desk, "SELECT id FROM title") == []
    assert rows(desk, "SELECT id FROM journal") == []
    assert write_books(desk, made).counts.new == 1498


def test_an_import_is_undone_in_one_step(desk: Desk) -> None:
    kept = add_book(desk, "活着", isbn="9787506365437")
    receipt = bring_in(
        desk,
        BookDraft(2, "活着", "余华", isbn="9787506365437", place="阁楼"),
        BookDraft(3, "西游记", volume="上", copies=3),
    )
    undo(desk, receipt.journal_id)
    assert rows(desk, "SELECT id, author FROM title") == [(kept.title_id, None)]
    assert rows(desk, "SELECT id FROM copy") == [(kept.copy_id,)]
    assert rows(desk, "SELECT id FROM volume") == []
    assert rows(desk, "SELECT id FROM place WHERE name = '阁楼'") == []


def test_a_plan_that_the_library_has_outrun_is_made_anew(desk: Desk) -> None:
    made = plan(desk, BookDraft(2, "草房子", barcodes=("T1",)))
    add_book(desk, "活着", barcodes=["T1"])
    receipt = write_books(desk, made)
    assert receipt.counts == Counts(faulty=1)
    assert rows(desk, "SELECT title FROM title") == [("活着",)]


def test_a_student_librarian_cannot_import(helper_desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        plan(helper_desk, BookDraft(2, "草房子"))


def test_faulty_and_skipped_rows_are_counted(desk: Desk) -> None:
    made = plan_books(desk, listed(BookDraft(2, "草房子"), faults=2, skipped=3), ADD)
    assert made.counts == Counts(new=1, faulty=2, skipped=3)
    assert made.counts.read == made.parsed.rows_read


codes = st.lists(st.text(string.ascii_letters + "012", min_size=1, max_size=2), max_size=2).map(tuple)
drafts = st.builds(
    BookDraft,
    line=st.just(0),
    title=st.sampled_from(["活着", "草房子", "西游记", "!!", "Ａ"]),
    author=st.sampled_from(["", "余华"]),
    isbn=st.sampled_from(["", ISBN, "9787506365437"]),
    volume=st.sampled_from(["", "上", "第3册"]),
    copies=st.integers(0, 3),
    barcodes=codes,
    accession_nos=codes,
    place=st.sampled_from(["", "书库"]),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.lists(drafts, max_size=8), second=st.lists(drafts, max_size=8), add=st.booleans())
def test_whatever_a_list_says_its_rows_add_up_and_what_is_written_is_what_was_planned(
    desk: Desk, first: list[BookDraft], second: list[BookDraft], add: bool
) -> None:
    for found in (first, second):
        lines = [
            replace(draft, line=line, copies=max(draft.copies, len(draft.barcodes)))
            for line, draft in enumerate(found, start=2)
        ]
        made = plan(desk, *lines, choices=BookChoices(add_copies=add))
        assert made.counts.read == len(lines)
        before = rows(desk, "SELECT (SELECT count(*) FROM title), (SELECT count(*) FROM copy)")[0]
        receipt = write_books(desk, made)
        after = rows(desk, "SELECT (SELECT count(*) FROM title), (SELECT count(*) FROM copy)")[0]
        assert receipt.counts == made.counts
        assert (after[0] - before[0], after[1] - before[1]) == (len(made.titles), len(made.copies))  # type: ignore[operator]
        bare = "SELECT id FROM copy WHERE id NOT IN (SELECT copy_id FROM barcode WHERE copy_id IS NOT NULL)"
        assert rows(desk, bare) == []
