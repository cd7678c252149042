"""Every printed barcode reads back as exactly what was to be printed."""

from io import BytesIO
from itertools import pairwise

import pytest
import zxingcpp
from barcode.charsets import code128
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from libdesk.documents.barcodes import (
    QUIET,
    BarcodeUnprintable,
    bars,
    draw_code,
    draw_code128,
    draw_ean13,
    least_dots,
    room_needed,
    usual_dots,
)
from libdesk.documents.codes.code39 import WIDE, code39_widths
from libdesk.documents.codes.code128 import code128_symbols, code128_widths
from libdesk.documents.codes.ean13 import ean13_check, ean13_widths
from libdesk.documents.fonts import MM
from libdesk.documents.page import whole_dots
from libdesk.domain.barcodes import MAX_LENGTH, Command
from libdesk.domain.rows.prints import Symbology
from tests.documents.pdf import pictures, scanned, texts

MET = (
    "T002267", "0010201", "S201803011", "DPB000001", "9900123", "99", "9999", "990", "A9901", "0004826113",
    "04A3F2B1", "ALPHA NUM 345", "abc", "a1b2c3", "7", "12345", "1", "X1234", "12345678A", "A123456B99", "~ !",
)  # fmt: skip


def printed(content: str, width_mm: float = 1000) -> bytes:
    target = BytesIO()
    canvas = Canvas(target, pagesize=(width_mm * MM, 30 * MM))
    draw_code128(canvas, content, 0, 5 * MM, width_mm * MM, 15 * MM)
    canvas.save()
    return target.getvalue()


@pytest.mark.parametrize("content", [*MET, *(command.value for command in Command), "9" * MAX_LENGTH])
def test_a_printed_code_reads_back(content: str) -> None:
    assert scanned(printed(content)) == [content]


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=16))
@example("99")
@example("00")
@settings(max_examples=60)
def test_whatever_can_be_typed_reads_back(content: str) -> None:
    assert scanned(printed(content, 400), dpi=150) == [content]


@given(st.from_regex(r"(99)?[0-9]{1,12}|[A-Z]{1,3}[0-9]{4,9}|[0-9A-F]{8}", fullmatch=True))
@settings(max_examples=60)
def test_the_numbers_that_libraries_use_read_back(content: str) -> None:
    assert scanned(printed(content, 200), dpi=300) == [content]


def test_the_symbols_are_those_of_the_published_example() -> None:
    symbols = code128_symbols("Wikipedia")
    assert (symbols[0], symbols[-1]) == (104, 88)


def test_digits_take_the_room_of_half_as_many_letters() -> None:
    assert code128_symbols("123456")[:-1] == [105, 12, 34, 56]
    assert code128_symbols("AB123456")[:-1] == [104, 33, 34, 99, 12, 34, 56]
    assert code128_symbols("A1234B")[:-1] == [104, 33, 17, 18, 19, 20, 34]


def modules(widths: tuple[int, ...]) -> str:
    return "".join(("1", "0")[place % 2] * width for place, width in enumerate(widths))


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=MAX_LENGTH))
def test_a_code_is_the_same_each_time_and_starts_and_ends_as_code_128_does(content: str) -> None:
    shown = modules(code128_widths(content))
    assert shown == modules(code128_widths(content))
    assert len(shown) % 11 == 2
    assert shown[:11] in (code128.CODES[104], code128.CODES[105])
    assert shown.endswith(f"{code128.STOP}11")


@pytest.mark.parametrize(
    ("content", "fault"),
    [("", "empty"), ("A" * (MAX_LENGTH + 1), "long"), ("书001", "letters"), ("A\n1", "letters"), ("é1", "letters"),
     ("１２", "letters"), ("²34", "letters")],
)  # fmt: skip
def test_what_cannot_be_a_barcode_is_refused_in_a_sentence(content: str, fault: str) -> None:
    with pytest.raises(BarcodeUnprintable) as refused:
        code128_widths(content)
    assert refused.value.fault == fault
    assert refused.value.text()


def test_a_code_too_wide_for_its_place_is_refused_and_not_squeezed() -> None:
    canvas = Canvas(BytesIO())
    with pytest.raises(BarcodeUnprintable, match="ABCDEFGHIJ"):
        draw_code128(canvas, "ABCDEFGHIJ", 0, 0, 40 * MM, 10 * MM)


@pytest.mark.parametrize(
    ("dpi", "least", "usual"), [(203, 2, 3), (300, 3, 4), (600, 6, 8), (180, 2, 2), (1200, 12, 16)]
)
def test_a_module_is_whole_dots_and_at_least_a_quarter_millimetre(dpi: int, least: int, usual: int) -> None:
    assert (least_dots(dpi), usual_dots(dpi)) == (least, usual)
    assert least * 25.4 / dpi >= 0.25
    narrow = room_needed("T002267", dpi=dpi)
    assert bars("T002267", narrow, dpi=dpi).module == least
    assert bars("T002267", 1000, dpi=dpi).module == usual
    with pytest.raises(BarcodeUnprintable):
        bars("T002267", narrow - 0.01, dpi=dpi)


def on_page(content: str, dpi: int, left: float, symbology: Symbology = Symbology.CODE128, **how: float) -> bytes:
    target = BytesIO()
    canvas = Canvas(target, pagesize=(whole_dots(120 * MM, dpi), 30 * MM))
    canvas.translate(how.get("over", 0), 0)
    draw_code(canvas, content, left, 5 * MM, 100 * MM, 15 * MM, symbology=symbology, dpi=dpi)
    canvas.save()
    return target.getvalue()


@given(
    st.sampled_from([203, 300, 600]), st.floats(0, 40), st.floats(0, 10), st.sampled_from(Symbology),
    st.sampled_from(["T002267", "0010201", "S201803011"]),
)  # fmt: skip
@settings(max_examples=40)
def test_wherever_a_code_stands_its_bars_lie_on_the_dots_even_if_every_touched_dot_is_filled(
    dpi: int, left: float, over: float, symbology: Symbology, content: str
) -> None:
    made = bars(content, 100 * MM, symbology=symbology, dpi=dpi)
    picture = pictures(on_page(content, dpi, left, symbology, over=over), dpi=dpi)[0]
    row = picture.crop((0, picture.height // 2, picture.width, picture.height // 2 + 1)).tobytes()
    for level in (128, 255):  # half of a dot, or anything of it
        dark = "".join("1" if pixel < level else "0" for pixel in row)
        assert dark.strip("0") == modules(made.widths)
    middle = (left + over + 50 * MM) * dpi / 72
    assert dark.index("1") == pytest.approx(middle - made.dots / 2, abs=1.01)


def test_a_code_leaves_ten_modules_white_on_either_side() -> None:
    for dpi in (203, 300, 600):
        for room in (30, 36, 40, 60):
            made = bars("T002267", room * MM, dpi=dpi)
            assert made.dots + 2 * QUIET * made.module <= room * MM * dpi / 72 + 1e-6


@pytest.mark.parametrize("content", ["T002267", "0010201", "CODE39", "AB-12.3 $/+%", "7"])
@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_code_39_reads_back_without_a_check_character(content: str, dpi: int) -> None:
    picture = pictures(on_page(content, dpi, 10, Symbology.CODE39), dpi=dpi)[0]
    read = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.Code39)
    assert [found.text for found in read] == [content]


def test_code_39_is_nine_bars_and_gaps_a_sign_of_which_three_are_wide() -> None:
    for sign in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%":
        assert code39_widths(sign)[10:19].count(WIDE) == 3


@pytest.mark.parametrize(
    ("content", "fault"), [("t001", "code39"), ("书1", "code39"), ("A*1", "code39"), ("", "empty")]
)
def test_what_code_39_cannot_carry_is_told(content: str, fault: str) -> None:
    with pytest.raises(BarcodeUnprintable) as refused:
        bars(content, 1000, symbology=Symbology.CODE39)
    assert refused.value.fault == fault
    assert refused.value.text()


def test_narrow_code_39_keeps_its_wide_bars_apart_from_its_narrow_ones() -> None:
    for dpi in (203, 300, 600):
        room = room_needed("T002267", symbology=Symbology.CODE39, dpi=dpi)
        made = bars("T002267", room, symbology=Symbology.CODE39, dpi=dpi)
        assert made.module == least_dots(dpi)
        assert 2.2 <= max(made.widths) / made.module <= 3


def isbn_page(content: str, dpi: int) -> bytes:
    target = BytesIO()
    canvas = Canvas(target, pagesize=(whole_dots(60 * MM, dpi), 30 * MM))
    draw_ean13(canvas, content, 5 * MM, 4 * MM, 45 * MM, 22 * MM, dpi=dpi)
    canvas.save()
    return target.getvalue()


@pytest.mark.parametrize("content", ["9787532484713", "9787020002207", "4006144577350", "9771144875007"])
@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_an_isbn_reads_back_and_its_digits_stand_below(content: str, dpi: int) -> None:
    pdf = isbn_page(content, dpi)
    read = zxingcpp.read_barcodes(pictures(pdf, dpi=dpi)[0], formats=zxingcpp.BarcodeFormat.EAN13)
    assert [found.text for found in read] == [content]
    assert "".join(texts(pdf)[0].split()) == content


@example("375405070500")  # read backwards too, as another number, from a picture of half its dots
@given(st.from_regex(r"[0-9]{12}", fullmatch=True))
@settings(max_examples=30)
def test_every_thirteen_digits_with_their_check_digit_read_back(digits: str) -> None:
    content = digits + ean13_check(digits)
    picture = pictures(isbn_page(content, 300), dpi=300)[0]
    read = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.EAN13, try_downscale=False)
    assert [found.text for found in read] == [content]


def test_the_bars_of_an_isbn_are_ninety_five_modules_with_longer_guards() -> None:
    assert sum(ean13_widths("9787532484713")) == 95
    picture = pictures(isbn_page("9787532484713", 300), dpi=300)[0]
    rows = [picture.crop((0, y, picture.width, y + 1)).tobytes() for y in range(picture.height)]
    bars_in = [sum(a < 128 <= b for a, b in pairwise(row)) for row in rows]
    assert 30 in bars_in
    assert any(bars_in[y] == 6 and bars_in[y - 1] in (30, 6) for y in range(1, len(rows)))


@pytest.mark.parametrize("content", ["9787532484714", "978753248471", "97875324847133", "978753248471X", "书"])
def test_a_wrong_isbn_is_not_printed(content: str) -> None:
    with pytest.raises(BarcodeUnprintable) as refused:
        ean13_widths(content)
    assert refused.value.fault == "isbn"
    assert content[:12] in refused.value.text()
