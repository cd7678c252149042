"""Labels lie where the sheet has them, keep inside their edges, and what cannot be printed is said on its own label."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from PIL import Image

from libdesk.documents.labels import LabelPages, missing_glyphs, unprintable
from libdesk.documents.labels.boxes import label_box
from libdesk.documents.labels.spine import SpineFace
from libdesk.domain.press import Press
from libdesk.domain.progress import Cancelled, Progress
from libdesk.domain.rows.prints import LabelKind, LabelRow, Rows, Symbology
from libdesk.domain.sheets import LABEL_SHEETS, Sheet
from libdesk.i18n import set_language
from tests.documents.label_rows import LONG_SCHOOL, LONGEST, SCHOOL, at, full_page, label_row, label_rows, layout
from tests.documents.pdf import pictures, scanned, sizes, texts

L7160, L7651 = LABEL_SHEETS["l7160"], LABEL_SHEETS["l7651"]


def words(pdf: bytes) -> list[str]:
    """The words of each page without blanks and breaks."""
    return ["".join(page.split()) for page in texts(pdf)]


def ink_outside(picture: Image.Image, sheet: Sheet, dpi: int, *, margin: float = 0.5) -> bool:
    """Whether anything is printed nearer than `margin` mm to a label's edge, or beside the labels."""
    rest = picture.copy()
    for place in range(sheet.per_page):
        x, y = sheet.corner(place)
        box = (x + margin, y + margin, x + sheet.label_width - margin, y + sheet.label_height - margin)
        rest.paste(255, tuple(round(mm * dpi / 25.4) for mm in box))
    return rest.getextrema()[0] < 255


def label_of(
    picture: Image.Image, sheet: Sheet, place: int, dpi: int, over: tuple[float, float] = (0, 0)
) -> Image.Image:
    """A label cut out of its page; `over`: by how many mm the printer is off."""
    x, y = sheet.corner(place)
    x, y = x + over[0], y + over[1]
    box = (x, y, x + sheet.label_width, y + sheet.label_height)
    return picture.crop(tuple(round(mm * dpi / 25.4) for mm in box))


def ink_box(picture: Image.Image) -> tuple[int, int, int, int]:
    found = picture.point(lambda level: 255 if level < 128 else 0).getbbox()
    assert found is not None
    return found


@pytest.mark.parametrize("kind", LabelKind)
@pytest.mark.parametrize("sheet", LABEL_SHEETS)
def test_nothing_leaves_its_label_however_long_title_school_number_and_class_are(sheet: str, kind: LabelKind) -> None:
    on = LABEL_SHEETS[sheet]
    rows = [
        LabelRow(n, LONGEST, ("T002267", "9" * 64, "书001", "S20180301100000001")[n % 4],
                 ("I287.45(712)=535:I561.84/10248=2(第一册)#12", "G623.24", "W" * 40)[n % 3])
        for n in range(full_page(on))
    ]  # fmt: skip
    pdf = LabelPages(Rows.of(rows), layout(kind, school=LONG_SCHOOL), on, at(300)).pdf()
    assert not any(ink_outside(picture, on, 200) for picture in pictures(pdf, dpi=200))


@pytest.mark.parametrize("sheet", [name for name, sheet in LABEL_SHEETS.items() if sheet.per_page > 1])
@pytest.mark.parametrize("kind", LabelKind)
def test_where_a_laser_printer_prints_nothing_nothing_is_to_be_printed(sheet: str, kind: LabelKind) -> None:
    on = LABEL_SHEETS[sheet]
    picture = pictures(LabelPages(label_rows(full_page(on)), layout(kind), on, at(300)).pdf(), dpi=200)[0]
    left, top, right, foot = (mm * 25.4 / 200 for mm in ink_box(picture))
    assert min(left, top, 210 - right, 297 - foot) >= 4.2


@pytest.mark.parametrize("sheet", LABEL_SHEETS)
def test_a_page_is_the_paper_to_a_dot(sheet: str) -> None:
    on = LABEL_SHEETS[sheet]
    for dpi in (203, 300, 600):
        for size in sizes(LabelPages(label_rows(1), layout(), on, at(dpi)).pdf()):
            assert size == pytest.approx((on.page_width, on.page_height), abs=0.13)


@pytest.mark.parametrize("each", [1, 2, 3])
def test_equal_labels_of_a_copy_stand_after_each_other(each: int) -> None:
    pages = LabelPages(label_rows(30), layout(each=each), L7160, at(300))
    assert pages.count == L7160.pages(30 * each)
    codes = [label_row(n).code for n in range(30)]
    assert sorted(scanned(pages.pdf(), dpi=300)) == sorted(code for code in codes for _n in range(each))


def test_labels_begin_after_those_that_are_used_up() -> None:
    pages = LabelPages(label_rows(20), layout(), L7160, at(300), start=5)
    assert pages.count == 2
    first, second = pictures(pages.pdf(), dpi=100)
    assert [label_of(first, L7160, place, 100).getextrema()[0] < 128 for place in range(21)] == [False] * 5 + [
        True
    ] * 16
    assert [label_of(second, L7160, place, 100).getextrema()[0] < 128 for place in range(21)] == [True] * 4 + [
        False
    ] * 17


def test_a_page_alone_is_the_page_of_the_whole() -> None:
    pages = LabelPages(label_rows(50), layout(each=3), L7160, at(300), start=4)
    whole = words(pages.pdf())
    assert [words(pages.pdf(page, page + 1))[0] for page in range(pages.count)] == whole


def test_only_the_rows_of_the_page_are_fetched() -> None:
    asked: list[tuple[int, int]] = []

    def fetch(first: int, last: int) -> Sequence[LabelRow]:
        asked.append((first, last))
        return [label_row(n) for n in range(first, last)]

    pages = LabelPages(Rows(100_000, fetch), layout(each=2), L7651, at(300), start=10)
    assert pages.count == 3078
    assert asked == []
    pages.pdf(0, 1)
    pages.pdf(1, 2)
    assert asked == [(0, 28), (27, 60)]


def test_a_copy_that_is_gone_meanwhile_leaves_its_label_white() -> None:
    pages = LabelPages(
        Rows(30, lambda first, last: [label_row(n) for n in range(first, min(last, 25))]), layout(), L7160
    )
    assert len(scanned(pages.pdf(), dpi=300)) == 25
    gone = LabelPages(Rows(30, lambda first, last: []), layout(), L7160)
    assert len(sizes(gone.pdf())) == gone.count == 2


def test_no_copies_make_no_page() -> None:
    pages = LabelPages(Rows.of([]), layout(), L7160)
    assert pages.count == 0
    assert unprintable(Rows.of([]), layout(), L7160) == []


def test_printing_tells_how_far_it_is_and_stops() -> None:
    told: list[tuple[int, int]] = []
    pages = LabelPages(label_rows(60), layout(), L7160)
    pages.pdf(progress=Progress(lambda done, total: told.append((done, total))))
    assert told == [(0, 3), (1, 3), (2, 3)]
    with pytest.raises(Cancelled):
        pages.pdf(progress=Progress(stopped=lambda: True))


@pytest.mark.parametrize("dpi", [203, 300])
def test_a_printer_that_is_off_gets_its_labels_elsewhere_and_its_bars_as_wide(dpi: int) -> None:
    row = Rows.of([LabelRow(1, "", "T002267")] * L7160.per_page)
    how = layout(LabelKind.BARCODE, school="")
    plain = pictures(LabelPages(row, how, L7160, Press(dpi)).pdf(), dpi=dpi)[0]
    moved = pictures(LabelPages(row, how, L7160, Press(dpi, 3, -2, 1.01, 0.99)).pdf(), dpi=dpi)[0]
    wide = set()
    for place in range(L7160.per_page):
        x, y = L7160.corner(place)
        before = ink_box(label_of(plain, L7160, place, dpi))
        after = ink_box(label_of(moved, L7160, place, dpi, over=(x * 0.01 + 3, y * -0.01 - 2)))
        assert max(abs(a - b) for a, b in zip(before, after, strict=True)) * 25.4 / dpi <= 0.3
        wide |= {before[2] - before[0], after[2] - after[0]}
    assert len(wide) == 1


def test_the_middle_of_each_label_is_within_a_fifth_of_a_millimetre() -> None:
    """Bars stand in the middle of their label, give or take half a dot and the rounding of this picture."""
    dpi = 600
    row = Rows.of([LabelRow(1, "", "T002267")] * L7651.per_page)
    picture = pictures(LabelPages(row, layout(school=""), L7651, at(dpi)).pdf(), dpi=dpi)[0]
    for place in range(L7651.per_page):
        left, _top, right, _foot = ink_box(label_of(picture, L7651, place, dpi))
        assert (left + right) / 2 * 25.4 / dpi == pytest.approx(L7651.label_width / 2, abs=0.2)


def test_a_barcode_label_bears_school_title_and_number() -> None:
    page = words(LabelPages(label_rows(4), layout(), L7160, at(300)).pdf())[0]
    assert page.count(SCHOOL) == 4
    assert "城南旧事" in page
    assert label_row(1).code in page
    assert "…" in page
    assert LONGEST[:20] in page


def test_small_labels_leave_out_words_before_bars_become_too_low() -> None:
    low = [Sheet("low", 50, height, 50, height) for height in (22, 16.9, 14, 12, 10, 8)]
    seen = []
    for sheet in low:
        pdf = LabelPages(Rows.of([LabelRow(1, "城南旧事", "T002267")]), layout(), sheet, at(300)).pdf()
        page = words(pdf)[0]
        seen.append((SCHOOL in page, "城南旧事" in page, "T002267" in page))
        assert scanned(pdf, dpi=300) == ["T002267"]
    assert seen[0] == (True, True, True)
    for (school, title, number), fewer in pairwise(seen):
        assert number >= title >= school
        assert all(less <= more for less, more in zip(fewer, (school, title, number), strict=True))
    assert seen[-1] == (False, False, False)


def test_a_spine_label_bears_each_part_in_a_line() -> None:
    for name in LABEL_SHEETS:
        pdf = LabelPages(Rows.of([label_row(0)]), layout(LabelKind.SPINE), LABEL_SHEETS[name], at(300)).pdf()
        assert texts(pdf)[0].split() == ["I247.5", "123"], name


@pytest.mark.parametrize("sheet", LABEL_SHEETS)
def test_a_call_number_stands_whole_on_its_spine_label(sheet: str) -> None:
    for number in range(6):
        row = label_row(number)
        pdf = LabelPages(Rows.of([row]), layout(LabelKind.SPINE), LABEL_SHEETS[sheet], at(300)).pdf()
        assert words(pdf)[0] == row.call_no.replace("/", "")


def test_the_call_number_of_a_strip_stands_beside_its_bars() -> None:
    pdf = LabelPages(label_rows(7), layout(LabelKind.STRIP), L7160, at(300)).pdf()
    assert "I247.5" in words(pdf)[0]
    label = label_of(pictures(pdf, dpi=300)[0], L7160, 0, 300)
    assert label.crop((0, 0, label.width // 3, label.height)).getextrema()[0] < 128
    assert len(scanned(pdf, dpi=300)) == 7


def test_a_copy_without_call_number_says_so_on_its_spine_label() -> None:
    rows = Rows.of([LabelRow(1, "城南旧事", "T002267"), label_row(0)])
    page = words(LabelPages(rows, layout(LabelKind.SPINE), L7160).pdf())[0]
    assert "城南旧事" in page
    assert "I247.5" in page


def test_a_class_corner_bears_number_and_name_large() -> None:
    rows = Rows.of([LabelRow(0, "文学", "", "I"), LabelRow(0, "绘本阅览室", ""), LabelRow(0, "", "", "TP3")])
    pdf = LabelPages(rows, layout(LabelKind.CORNER), LABEL_SHEETS["a4_24"]).pdf()
    assert words(pdf) == ["I文学绘本阅览室TP3"]
    left, top, right, foot = ink_box(label_of(pictures(pdf, dpi=100)[0], LABEL_SHEETS["a4_24"], 1, 100))
    assert (right - left) * 25.4 / 100 > 45
    assert (foot - top) * 25.4 / 100 > 8


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_what_cannot_be_printed_is_a_sentence_on_its_label_and_the_rest_is_printed(language: str) -> None:
    set_language(language)
    codes = ["T002267", "书001", "S20180301100000001", "", "T002268"]
    rows = Rows.of([LabelRow(n, "城南旧事", code) for n, code in enumerate(codes)])
    told = unprintable(rows, layout(), L7651, at(300))
    assert [(one.number, one.row.code, one.fault.fault) for one in told] == [
        (1, "书001", "letters"), (2, "S20180301100000001", "wide"), (3, "", "empty"),
    ]  # fmt: skip
    pdf = LabelPages(rows, layout(), L7651, at(300)).pdf()
    assert scanned(pdf, dpi=300) == ["T002267", "T002268"]
    for one in told:
        assert "".join(one.fault.brief().split())[:20] in words(pdf)[0]
        assert one.row.code in one.text()
    assert unprintable(rows, layout(LabelKind.SPINE), L7651) == []


def test_code_39_tells_what_it_cannot_carry() -> None:
    rows = Rows.of([LabelRow(1, "城南旧事", "t001"), LabelRow(2, "城南旧事", "T001")])
    told = unprintable(rows, layout(symbology=Symbology.CODE39), L7160, at(300))
    assert [(one.number, one.fault.fault) for one in told] == [(0, "code39")]


def test_characters_without_a_font_are_told_before_and_marked_on_the_label() -> None:
    rows = Rows.of([LabelRow(1, "한글 𠮷", "T1", "I2/1"), LabelRow(2, "城南旧事", "T2", "I2/2")])
    assert missing_glyphs(rows, layout(), L7160) == "한글"
    assert missing_glyphs(rows, layout(LabelKind.SPINE), L7160) == ""
    assert missing_glyphs(rows, layout(school="학교"), L7160) == "학교한글"
    page = words(LabelPages(rows, layout(), L7160).pdf())[0]
    assert "〓〓𠮷" in page


def test_labels_that_the_printers_figures_push_off_the_paper_are_told_before() -> None:
    rows = label_rows(42)
    pushed = Press(300, dx=-10)  # the margin is 7.25 mm, of the label itself 2.3 mm stay white
    assert unprintable(rows, layout(), L7160, Press(300, dx=-8)) == []
    told = unprintable(rows, layout(), L7160, pushed, start=1)
    assert [one.number for one in told] == [n for n in range(42) if (n + 1) % 3 == 0]
    assert {one.fault.fault for one in told} == {"off"}
    assert all("{" not in one.text() for one in told)
    thrice = unprintable(rows, layout(each=3), L7160, pushed)
    assert len(thrice) == 42


def test_an_isbn_that_is_none_is_told_and_the_rest_is_printed() -> None:
    rows = Rows.of([LabelRow(1, "城南旧事", "T1", isbn="9787020024750"), LabelRow(2, "城南旧事", "T2", isbn="")])
    told = unprintable(rows, layout(LabelKind.ISBN), L7160, at(300))
    assert [(one.number, one.fault.fault) for one in told] == [(0, "isbn"), (1, "empty")]
    page = words(LabelPages(rows, layout(LabelKind.ISBN), L7160, at(300)).pdf())[0]
    assert "".join(told[0].fault.brief().split())[:10] in page


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_spine_label_without_number_and_title_is_a_whole_sentence(language: str) -> None:
    set_language(language)
    page = words(LabelPages(Rows.of([LabelRow(1, "", "")]), layout(LabelKind.SPINE), L7160).pdf())[0]
    assert page
    assert page == page.strip()
    assert "《》" not in page


def test_why_there_are_no_bars_is_said_as_large_as_it_fits() -> None:
    rows = Rows.of([LabelRow(1, "城南旧事", "书001")])
    for sheet, least in (("a4_24", 2.5), ("l4732", 1.5)):
        picture = pictures(LabelPages(rows, layout(school=""), LABEL_SHEETS[sheet], at(300)).pdf(), dpi=300)[0]
        label = label_of(picture, LABEL_SHEETS[sheet], 0, 300)
        assert letter_height(label) * 25.4 / 300 > least


def letter_height(picture: Image.Image) -> float:
    """How high the highest line of letters is."""
    inked = [picture.crop((0, y, picture.width, y + 1)).getextrema()[0] < 128 for y in range(picture.height)]
    return max(len(run) for run in "".join("x" if ink else " " for ink in inked).split())


@pytest.mark.parametrize("sheet", ["roll_30_20", "l4732", "l7651", "roll_40_25"])
@pytest.mark.parametrize("call_no", [row.call_no for row in label_rows(7).part(0, 7)])
def test_no_mark_is_parted_from_its_number_on_a_narrow_strip(sheet: str, call_no: str) -> None:
    box = label_box(LABEL_SHEETS[sheet])
    size, lines = SpineFace(box, box.width * 0.36 - 3).lines_of(call_no)
    assert all(line == line.strip() and line[-1] not in "#=(:./-" for line in lines), lines
    assert size >= 5
    if call_no.startswith("H319.4"):
        assert lines == ("H319.4", ":I712.84", "15")


def test_only_what_is_printed_is_told_to_have_no_font() -> None:
    rows = Rows.of([LabelRow(1, "城南旧事", "글1", "I2/1", isbn="9787020024759")])
    korean = layout(school="학교")
    assert missing_glyphs(rows, korean, L7160) == "학교글"
    assert missing_glyphs(rows, layout(LabelKind.SPINE, school="학교"), L7160) == ""
    assert missing_glyphs(rows, layout(LabelKind.ISBN, school="학교"), L7160) == ""
    assert missing_glyphs(rows, layout(LabelKind.STRIP, school="학교"), L7160) == "학교글"
    assert missing_glyphs(rows, korean, Sheet("low", 40, 13, 40, 13)) == "글"  # there is no room for the school
