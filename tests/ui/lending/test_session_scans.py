"""From a scan to its outcome, on a real library: lend, return, renew, wait, offer, refuse."""

import logging

import pytest

from libdesk.domain import counter
from libdesk.domain.counter import Mode
from libdesk.domain.ops import Role
from libdesk.domain.outcome import Outcome
from libdesk.ui.lending.telling import Offer
from tests.builders import add_book
from tests.ui.lending.school import ISBN, School


def test_a_card_and_a_book_make_a_loan(school: School) -> None:
    assert school.open(school.li) is None, "a card in good order needs no words"
    told = school.scan(school.code())
    assert told.outcome is Outcome.LENT
    assert told.headline == "城南旧事"
    assert told.lines == ("李小雨  五(3)班", "3月23日 周一前还")
    assert school.open_loans() == [(school.books[0].copy_id, school.li.id)]


def test_a_book_on_loan_comes_back_by_itself(school: School) -> None:
    school.lend(school.li, 0, 1)
    told = school.scan(school.code(0))
    assert told.outcome is Outcome.RETURNED
    assert told.lines == ("李小雨  五(3)班 · 还有 1 本没还",)
    assert school.open_loans() == [(school.books[1].copy_id, school.li.id)]


def test_books_scanned_first_wait_for_the_card(school: School) -> None:
    first = school.scan(school.code(0))
    assert (first.outcome, first.lines[0]) == (Outcome.NOTICE, "等待读者证。请扫读者证。")
    second = school.scan(school.code(1))
    assert "2 册在等读者证。" in second.lines
    told = school.scan(school.li.card)
    assert (told.outcome, told.headline) == (Outcome.LENT, "2 册")
    assert len(school.open_loans()) == 2
    assert [row.headline for row, _why in school.session.recent.rows()] == ["昆虫记", "城南旧事"]


def test_of_the_books_that_waited_the_refused_one_is_told(school: School) -> None:
    for number in range(4):
        school.scan(school.code(number))
    told = school.scan(school.li.card)
    assert (told.outcome, told.headline) == (Outcome.REFUSED, "西游记")
    assert len(school.open_loans()) == 3


def test_the_own_copy_is_neither_lent_nor_returned_but_offered(school: School) -> None:
    school.open(school.li)
    school.scan(school.code())
    told = school.scan(school.code())
    assert told.offers == (Offer.RENEW, Offer.GIVE_BACK)
    assert school.journal()[0] == "lend"
    assert len(school.open_loans()) == 1


def test_anothers_copy_comes_back_with_a_notice_and_is_not_lent_on(school: School) -> None:
    school.lend(school.li, 0)
    school.open(school.wang)
    told = school.scan(school.code())
    assert told.outcome is Outcome.NOTICE
    assert told.lines[0] == "这一册是李小雨借的，已替李小雨还了。要借就再扫一次。"
    assert school.open_loans() == []
    assert school.scan(school.code()).outcome is Outcome.LENT


def test_another_card_switches_the_reader_and_says_so(school: School) -> None:
    school.open(school.li)
    told = school.scan(school.wang.card)
    assert told.lines == ("现在为王一办理。",)
    assert school.session.state.reader_id == school.wang.id


def test_the_same_card_again_ends_nothing(school: School) -> None:
    school.open(school.li)
    assert school.open(school.li) is None
    assert school.session.state.reader_id == school.li.id


@pytest.mark.parametrize("raw", ["", " ", "\r\n", "\t", "\u200b", "\x00"])
def test_an_empty_scan_does_nothing_and_is_no_error(school: School, raw: str) -> None:
    school.open(school.li)
    before = school.session.state
    assert school.session.scan(raw) is None
    assert school.session.state == before
    assert len(school.session.recent) == 0


def test_an_unknown_code_is_told_with_what_to_do(school: School) -> None:
    told = school.scan("TS00123")
    assert told.outcome is Outcome.NOT_FOUND
    assert told.lines == ("没找到条码 TS00123。请再扫一次，或按 F5 按书名查。",)
    assert told.offers == (Offer.FIND,)


@pytest.mark.parametrize(
    ("raw", "offered"),
    [
        ("TS00123", True),
        ("0099123", True),
        ("12", False),
        ("'; DROP--", False),
        ("没有的书 3", False),
        ("Hello", False),
    ],
)
def test_only_what_may_be_a_barcode_can_be_lent_uncatalogued(school: School, raw: str, offered: bool) -> None:
    school.open(school.li)
    assert (Offer.UNCATALOGUED in school.scan(raw).offers) is offered


@pytest.mark.parametrize("raw", ["R0099", "8FA3C01B", "LXY", "没有的人", "9" * 200])
@pytest.mark.parametrize("typed", [False, True])
def test_a_book_after_a_card_that_is_unknown_goes_to_nobody(school: School, raw: str, typed: bool) -> None:
    school.open(school.li)
    told = school.scan(raw, typed=typed)
    assert told.outcome is Outcome.NOT_FOUND
    assert told.lines[0] == "李小雨的借还已结束。"
    assert school.scan(school.code()).lines[0] == "等待读者证。请扫读者证。"
    assert school.open_loans() == []
    school.scan(school.wang.card)
    assert school.open_loans() == [(school.books[0].copy_id, school.wang.id)]


@pytest.mark.parametrize("raw", ["0000099", "9787544253994"])
def test_an_unknown_number_like_those_on_the_books_leaves_the_reader_open(school: School, raw: str) -> None:
    school.open(school.li)
    assert school.scan(raw).outcome is Outcome.NOT_FOUND
    assert school.scan(school.code()).outcome is Outcome.LENT
    assert school.open_loans() == [(school.books[0].copy_id, school.li.id)]


def test_an_unknown_card_is_not_offered_as_a_book_to_be_lent(school: School) -> None:
    school.open(school.li)
    assert Offer.UNCATALOGUED not in school.scan("R0099").offers


def test_an_overlong_scan_is_told_and_nothing_is_looked_up(school: School) -> None:
    told = school.scan("9" * 200)
    assert (told.outcome, told.headline) == (Outcome.NOT_FOUND, "太长了，不是条码")


def test_an_isbn_alone_offers_the_one_copy_and_lends_nothing(school: School) -> None:
    school.open(school.li)
    told = school.scan(ISBN)
    assert (told.outcome, told.headline, told.offers) == (Outcome.NOTICE, "水浒传", (Offer.TAKE_COPY,))
    assert school.open_loans() == []


def test_an_isbn_of_several_copies_offers_the_list(school: School) -> None:
    add_book(school.desk, "水浒传", title_id=school.books[5].title_id, copies=2)
    told = school.scan(ISBN)
    assert told.offers == (Offer.CHOOSE_COPY,)
    assert len(told.choices) == 3


def test_an_isbn_that_the_library_has_not_is_told(school: School) -> None:
    told = school.scan("9787544253994")
    assert (told.outcome, told.headline) == (Outcome.NOT_FOUND, "本馆没有这本书")


def test_renewing_by_scan_gives_the_new_day(school: School) -> None:
    school.lend(school.li, 0)
    school.clock.advance(days=7)
    school.session.set_mode(Mode.RENEW)
    told = school.scan(school.code())
    assert (told.outcome, told.lines[0]) == (Outcome.RENEWED, "李小雨  五(3)班")
    assert school.journal()[0] == "renew"


def test_return_mode_only_takes_back(school: School) -> None:
    school.open(school.li)
    school.session.set_mode(Mode.RETURN)
    told = school.scan(school.code())
    assert told.lines == ("这一册没有借出，什么都没有改动。",)
    assert told.journal_id is None, "there is nothing to undo"
    assert school.open_loans() == []


def test_use_in_the_reading_room_is_counted_or_noted_for_the_reader(school: School) -> None:
    school.session.set_mode(Mode.IN_HOUSE)
    assert school.scan(school.code(0)).lines == ("已记一次阅览。",)
    school.open(school.li)
    assert school.scan(school.code(1)).lines[1] == "今天在阅览室看"
    school.session.set_mode(Mode.LEND)
    assert school.scan(school.code(1)).lines[1] == "3月23日 周一前还", "taken home after all"
    assert len(school.open_loans()) == 1


def test_codes_typed_by_hand_are_marked_in_the_journal(school: School) -> None:
    school.open(school.li)
    school.scan(school.code(0), typed=True)
    assert school.journal() == ("lend", 1, None)
    school.scan(school.code(1))
    assert school.journal() == ("lend", 0, None)


def test_a_typed_code_stays_marked_while_it_waits_for_a_scanned_card(school: School) -> None:
    school.scan(school.code(0), typed=True)
    school.scan(school.code(1))
    school.scan(school.li.card)
    assert [school.journal(n)[:2] for n in (1, 0)] == [("lend", 1), ("lend", 0)]


def test_the_raw_text_of_a_scan_is_logged_and_a_typed_name_is_not(
    school: School, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="libdesk.ui.lending.session"):
        school.scan("]C1TS00123")
        school.scan("没有的人", typed=True)
    assert [record.getMessage() for record in caplog.records] == [
        "scan ']C1TS00123' typed=0 SeenNothing",
        "scan (text) typed=1 SeenNothing",
    ]


def test_a_refused_loan_leaves_nothing_behind(school: School) -> None:
    school.lend(school.li, 0, 1, 2)
    before = school.journal()
    school.open(school.li)
    told = school.scan(school.code(3))
    assert (told.outcome, told.lines) == (Outcome.REFUSED, ("已借 3 本，最多借 3 本。",))
    assert school.journal() == before
    assert school.session.state.reader_id == school.li.id


def test_a_full_disk_is_told_in_red_and_nothing_was_saved(school: School) -> None:
    book = add_book(school.desk, "多册", copies=60)
    school.open(school.class_3)
    connection = school.desk.library.writer
    connection.execute(f"PRAGMA max_page_count = {connection.execute('PRAGMA page_count').fetchone()[0]}")
    told = next(told for told in map(school.scan, book.barcodes) if told.outcome is not Outcome.LENT)
    assert (told.outcome, told.headline) == (Outcome.REFUSED, "多册")
    assert told.lines[0].startswith("这一笔没有保存")
    lent = sum(row.outcome is Outcome.LENT for row, _why in school.session.recent.rows())
    assert len(school.open_loans()) == lent


def test_all_reasons_are_told_at_once_with_their_numbers(school: School) -> None:
    school.overdue_blocks()
    school.lend(school.li, 0, 1, 2)
    school.clock.advance(days=26)
    school.open(school.li)
    assert school.scan(school.code(3)).lines == (
        "有 3 本超期，最长的超期 12 天。先还书，再借。",
        "已借 3 本，最多借 3 本。",
    )


def test_a_command_card_never_reaches_the_lookup(school: School) -> None:
    school.open(school.li)
    assert school.session.scan("LD-END") is None
    assert school.session.state.reader_id is None
    assert school.session.scan("LD-RETURN") is None
    assert school.session.state.mode is Mode.RETURN
    assert school.session.scan("LD-PRINT") is None
    assert school.session.print_asked


def test_the_undo_card_undoes_the_last_step(school: School) -> None:
    school.open(school.li)
    school.scan(school.code())
    told = school.scan("LD-UNDO")
    assert (told.headline, told.lines) == ("城南旧事", ("已撤销：借书",))
    assert school.open_loans() == []
    again = school.scan("LD-UNDO")
    assert again.outcome is Outcome.REFUSED
    assert again.headline.startswith("最近的一步是“导入图书”。"), "an import is no gesture of the desk"


def test_a_viewer_cannot_scan(school: School) -> None:
    school.be(Role.VIEWER)
    assert school.scan(school.code()).outcome is Outcome.REFUSED


def test_a_chosen_copy_counts_as_scanned_by_hand(school: School) -> None:
    school.open(school.li)
    school.session.lend_chosen(school.books[0].copy_id)
    assert school.journal()[:2] == ("lend", 1)


def test_a_copy_chosen_in_the_catalogue_is_not_taken_back_from_its_reader(school: School) -> None:
    school.lend(school.li, 0)
    school.open(school.wang)
    told = school.session.lend_chosen(school.books[0].copy_id)
    assert told is not None
    assert told.outcome is Outcome.REFUSED
    assert len(school.open_loans()) == 1


def test_a_chosen_copy_is_lent_even_if_the_desk_takes_back(school: School) -> None:
    school.session.set_mode(Mode.RETURN)
    school.open(school.li)
    told = school.session.lend_chosen(school.books[0].copy_id)
    assert told is not None
    assert told.outcome is Outcome.LENT


def test_esc_forgets_the_books_that_wait(school: School) -> None:
    school.scan(school.code())
    school.session.take(counter.CloseReader())
    assert school.open(school.li) is None
    assert school.open_loans() == []
