"""A class's page at the desk: everybody stands on it, and a scanner reads the pupil it is held at, no other."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest
import zxingcpp

from libdesk.documents.class_sheet import ClassSheetPages, check_sheets
from libdesk.domain.press import Press
from libdesk.domain.progress import Cancelled, Progress
from libdesk.domain.rows.prints import ClassSheet, Rows, SheetPupil, Symbology
from libdesk.i18n import set_language
from tests.documents import zbar
from tests.documents.cards.made import LONG_NAMES, LONG_SCHOOL, SCHOOL
from tests.documents.cards.measure import letters
from tests.documents.pdf import ink_beyond, pictures, sizes, texts

MADE = date(2026, 9, 1)
KINDS = {Symbology.CODE128: zxingcpp.BarcodeFormat.Code128, Symbology.CODE39: zxingcpp.BarcodeFormat.Code39}


def sheet(count: int, group: str = "五(3)班", names: tuple[str, ...] = ("李小雨",)) -> ClassSheet:
    pupils = (SheetPupil(n + 1 if n % 9 else None, names[n % len(names)], f"S2018{n:05d}") for n in range(count))
    return ClassSheet(group, tuple(pupils), MADE)


def pages(*sheets: ClassSheet, press: Press | None = None, symbology: Symbology = Symbology.CODE128) -> ClassSheetPages:
    return ClassSheetPages(Rows.of(sheets), SCHOOL, press, symbology)


@pytest.mark.parametrize(("counts", "of"), [((), 0), ((0,), 0), ((1,), 1), ((28,), 1), ((29,), 2), ((57, 0, 20), 4)])
def test_each_class_has_pages_of_its_own(counts: tuple[int, ...], of: int) -> None:
    made = pages(*(sheet(count) for count in counts))
    assert made.count == of
    if of:
        assert sizes(made.pdf()) == [pytest.approx((210, 297), abs=0.1)] * of


def test_the_head_says_class_school_day_and_page() -> None:
    found = texts(pages(sheet(30, "2018级初中一班"), sheet(3, "五(4)班")).pdf())
    for page, said in zip(
        found, (("2018级初中一班", "1/2"), ("2018级初中一班", "2/2"), ("五(4)班", "1/1")), strict=True
    ):
        assert all(word in page for word in (*said, SCHOOL, "2026年9月1日"))


def test_everybody_stands_on_it_once_in_the_order_of_the_list() -> None:
    found = "".join(texts(pages(sheet(45)).pdf()))
    assert [found.count(f"S2018{n:05d}") for n in range(45)] == [1] * 45
    assert found.count("李小雨") == 45


@pytest.mark.parametrize("symbology", Symbology)
@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_every_code_of_a_full_page_is_read_back(symbology: Symbology, dpi: int) -> None:
    (picture,) = pictures(pages(sheet(28), press=Press(dpi=dpi), symbology=symbology).pdf(), dpi=dpi)
    wanted = Counter(f"S2018{n:05d}" for n in range(28))
    assert Counter(it.text for it in zxingcpp.read_barcodes(picture, formats=KINDS[symbology])) == wanted
    if zbar.there():
        assert Counter(zbar.read(picture)) == wanted


@pytest.mark.parametrize("count", [2, 13, 28, 45])
def test_no_level_line_of_a_scanner_meets_two_codes(count: int) -> None:
    """Codes are found as rectangles; no two of them share a height, though they stand in two columns."""
    for picture in pictures(pages(sheet(count)).pdf(), dpi=200):
        found = []
        for it in zxingcpp.read_barcodes(picture, formats=KINDS[Symbology.CODE128]):
            left, right = it.position.top_left.x + 2, it.position.bottom_right.x - 2
            strip = picture.crop((left, 0, right, picture.height)).resize((1, picture.height))
            middle = (it.position.top_left.y + it.position.bottom_right.y) // 2
            dark = [level < 200 for level in strip.tobytes()]
            top = bottom = middle
            while dark[top - 1]:
                top -= 1
            while dark[bottom + 1]:
                bottom += 1
            found.append((top, bottom))
        found.sort()
        assert all(before[1] < after[0] for before, after in pairwise(found))
        assert min(bottom - top for top, bottom in found) > 7 / 25.4 * 200  # mm high


def test_the_longest_names_stay_in_their_place() -> None:
    made = ClassSheetPages(Rows.of([sheet(28, "2018级" * 20, tuple(name * 2 for name in LONG_NAMES))]), LONG_SCHOOL * 2)
    pdf = made.pdf()
    assert not ink_beyond(pictures(pdf)[0], 10)
    assert len(zxingcpp.read_barcodes(pictures(pdf)[0], formats=KINDS[Symbology.CODE128])) == 28
    found = letters(pdf)
    for number, one in enumerate(found):
        for other in found[number + 1 :]:
            wide = min(one.right, other.right) - max(one.left, other.left)
            high = min(one.bottom, other.bottom) - max(one.top, other.top)
            assert min(wide, high) < 0.15, (one, other)


@pytest.mark.parametrize("code", ["", "书", "S" * 40])
def test_a_code_without_bars_says_so_and_the_others_are_printed(code: str) -> None:
    pupils = (SheetPupil(1, "王一", code), SheetPupil(2, "李二", "S1"))
    pdf = pages(ClassSheet("五(3)班", pupils, MADE)).pdf()
    assert "条码" in texts(pdf)[0].replace("条码册", "").replace("扫姓名旁的条码", "")
    assert [it.text for it in zxingcpp.read_barcodes(pictures(pdf)[0], formats=KINDS[Symbology.CODE128])] == ["S1"]


def test_it_speaks_english_too_and_can_be_stopped() -> None:
    set_language("en")
    assert "as of 1 Sep 2026" in texts(pages(sheet(3)).pdf())[0]
    with pytest.raises(Cancelled):
        pages(sheet(3)).pdf(progress=Progress(stopped=lambda: True))


def test_a_part_of_the_pages_is_that_part() -> None:
    made = pages(sheet(30), sheet(30, "五(4)班"))
    whole = texts(made.pdf())
    assert [texts(made.pdf(page, page + 1))[0] for page in range(made.count)] == whole


def test_what_would_not_come_out_is_said_before() -> None:
    pupils = (SheetPupil(1, "李小雨", "S001"), SheetPupil(2, "金한별", "S002"), SheetPupil(3, "王一", "书三"))
    made = Rows.of([sheet(3), ClassSheet("五(4)班", pupils, MADE)])
    found = check_sheets(made, SCHOOL)
    assert found.letters == ""
    assert [(it.group, it.name, it.letters, it.fault and it.fault.fault) for it in found.faults] == [
        ("五(4)班", "金한별", "한별", None), ("五(4)班", "王一", "", "letters"),
    ]  # fmt: skip
    small = Rows.of([ClassSheet("한", (SheetPupil(1, "李小雨", "s001"),), MADE)])
    told = check_sheets(small, "학", symbology=Symbology.CODE39)
    assert (told.letters, [it.fault and it.fault.fault for it in told.faults]) == ("학한", ["code39"])


def test_a_page_reads_its_own_class_alone_when_the_pupils_were_counted() -> None:
    read = list[tuple[int, int]]()
    sheets = [sheet(30), sheet(0), sheet(5), sheet(28)]

    def fetch(first: int, last: int) -> list[ClassSheet]:
        read.append((first, last))
        return sheets[first:last]

    made = ClassSheetPages(Rows(4, fetch), SCHOOL, counts=[30, 0, 5, 28])
    assert (made.count, read) == (4, [])
    assert "1/1" in texts(made.pdf(2, 3))[0]
    assert read == [(2, 3)]
    assert pages(*sheets).count == 4


def test_a_class_that_everybody_left_since_it_was_counted_is_an_empty_page() -> None:
    made = ClassSheetPages(Rows.of([sheet(0)]), SCHOOL, counts=[3])
    assert len(texts(made.pdf())) == 1
