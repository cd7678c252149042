"""A slip tells a reader what is due when, on whatever paper the desk has."""

from datetime import date, datetime

import pytest

from libdesk.documents.slips import hold_slip, loan_slip, replacement_slip
from libdesk.domain.rows.documents import HoldSlip, LoanSlip, ReplacementSlip, SlipKind, SlipLine, SlipPaper
from libdesk.domain.show import show_day
from libdesk.i18n import _
from tests.documents.pdf import ink_beyond, pictures, sizes, texts

NOW = datetime(2026, 3, 9, 10, 32)
DUE = date(2026, 3, 23)
LONG = "中国少年儿童百科全书：自然与科学技术（彩图精装典藏版全四册）" * 4


def loans(*titles: str, late: int = 0, due: date | None = DUE) -> LoanSlip:
    lines = tuple(SlipLine(title, due, late) for title in titles)
    return LoanSlip("阳光小学图书馆", "李𠮷", "五(3)班", SlipKind.LENT, lines, NOW)


def hold(**other: object) -> HoldSlip:
    known = {
        "school": "阳光小学图书馆", "reader": "李𠮷", "group": "五(3)班", "title": "西游记(上)", "barcode": "0010201",
        "call_no": "I242.4/12", "until": date(2026, 3, 12), "printed": NOW,
    }  # fmt: skip
    return HoldSlip(**{**known, **other})  # type: ignore[arg-type]


@pytest.mark.parametrize("paper", list(SlipPaper))
def test_a_loan_slip_names_reader_titles_due_days_and_the_moment(paper: SlipPaper) -> None:
    (page,) = texts(loan_slip(loans("城南旧事", "昆虫记"), paper))
    for words in ("阳光小学图书馆", "李𠮷", "五(3)班", "城南旧事", "昆虫记", show_day(DUE), "10:32"):
        assert words in page
    assert page.count(show_day(DUE)) == 2


@pytest.mark.parametrize("paper", list(SlipPaper))
def test_a_hold_slip_names_who_waits_for_what_and_until_when(paper: SlipPaper) -> None:
    (page,) = texts(hold_slip(hold(), paper))
    for words in (
        "阳光小学图书馆",
        "李𠮷",
        "五(3)班",
        "西游记(上)",
        "0010201",
        "I242.4/12",
        show_day(date(2026, 3, 12)),
    ):
        assert words in page


@pytest.mark.parametrize("paper", list(SlipPaper))
def test_the_slip_of_a_replaced_book_names_both_numbers(paper: SlipPaper) -> None:
    slip = ReplacementSlip(
        "阳光小学图书馆", "李𠮷", "五(3)班", "草房子", "0010201", "NEW0001", "978-7-5327-7677-1", DUE, NOW,
    )  # fmt: skip
    (page,) = texts(replacement_slip(slip, paper))
    for words in ("李𠮷", "草房子", "0010201", "NEW0001", "978-7-5327-7677-1"):
        assert words in page


def test_a_receipt_is_as_long_as_what_stands_on_it() -> None:
    (short,), (longer,) = (sizes(loan_slip(loans(*["草房子"] * n), SlipPaper.RECEIPT)) for n in (1, 9))
    assert short[0] == longer[0] == pytest.approx(80, abs=0.1)
    assert short[1] < longer[1] < 280


def test_slips_without_a_roll_are_a6() -> None:
    assert sizes(hold_slip(hold())) == sizes(loan_slip(loans("草房子"))) == [pytest.approx((105, 148), abs=0.1)]


@pytest.mark.parametrize("paper", list(SlipPaper))
@pytest.mark.parametrize("count", [1, 12, 60])
def test_many_books_go_on_over_numbered_pages_and_none_is_lost(paper: SlipPaper, count: int) -> None:
    titles = [f"数学{n}练习" for n in range(count)]
    pages = texts(loan_slip(loans(*titles), paper))
    assert [sum(page.count(title) for page in pages) for title in titles] == [1] * count
    if len(pages) > 1:
        assert [f"{n}/{len(pages)}" in page for n, page in enumerate(pages, 1)] == [True] * len(pages)
        assert all("李𠮷" in page for page in pages)
    else:
        assert "1/1" not in pages[0]


@pytest.mark.parametrize("paper", list(SlipPaper))
def test_nothing_is_cut_off_however_long_the_words_are(paper: SlipPaper) -> None:
    margin = 8.5 if paper is SlipPaper.A6 else 3.5
    words = {"reader": "阿卜杜热合曼·" * 9, "group": "高级中学教研组" * 6, "school": LONG}
    lines = loans(LONG, late=400).lines
    slips = [
        loan_slip(LoanSlip(**words, kind=SlipKind.OUT, lines=lines, printed=NOW), paper),
        hold_slip(hold(**words, title=LONG, call_no="I242.4" * 20), paper),
    ]  # fmt: skip
    for pdf in slips:
        assert "…" in texts(pdf)[0]
        assert not any(ink_beyond(picture, margin) for picture in pictures(pdf))


def test_an_overdue_book_and_one_for_the_reading_room_are_marked() -> None:
    assert "12" in texts(loan_slip(loans("草房子", late=12, due=date(2026, 2, 25))))[0]
    assert _("reading room, today") in texts(loan_slip(loans("词典", due=None)))[0]


def test_a_class_account_and_an_unkept_hold_leave_no_empty_lines() -> None:
    bare = hold(group="", barcode="", call_no="", until=None)
    assert sizes(hold_slip(bare, SlipPaper.RECEIPT))[0][1] < sizes(hold_slip(hold(), SlipPaper.RECEIPT))[0][1] - 15


def test_a_receipt_is_printed_in_black_alone() -> None:
    """A printer of receipts has no grey: it would break pale words up into dots."""
    with_ink = pictures(hold_slip(hold(), SlipPaper.RECEIPT), dpi=600)[0]
    assert min(with_ink.crop((0, 0, with_ink.width, 190)).tobytes()) < 20
