"""Every printed barcode reads back as exactly what was to be printed."""

from io import BytesIO

import pytest
from barcode.charsets import code128
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from libdesk.documents.barcodes import (
    DOT,
    LEAST_DOTS,
    MOST_DOTS,
    QUIET,
    BarcodeUnprintable,
    code128_modules,
    code128_symbols,
    draw_code128,
)
from libdesk.documents.fonts import MM
from libdesk.domain.barcodes import MAX_LENGTH, Command
from tests.documents.pdf import pictures, scanned

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


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=MAX_LENGTH))
def test_a_code_is_the_same_each_time_and_starts_and_ends_as_code_128_does(content: str) -> None:
    modules = code128_modules(content)
    assert modules == code128_modules(content)
    assert len(modules) % 11 == 2
    assert modules[:11] in (code128.CODES[104], code128.CODES[105])
    assert modules.endswith(f"{code128.STOP}11")


@pytest.mark.parametrize(
    ("content", "fault"),
    [("", "empty"), ("A" * (MAX_LENGTH + 1), "long"), ("书001", "letters"), ("A\n1", "letters"), ("é1", "letters"),
     ("１２", "letters"), ("²34", "letters")],
)  # fmt: skip
def test_what_cannot_be_a_barcode_is_refused_in_a_sentence(content: str, fault: str) -> None:
    with pytest.raises(BarcodeUnprintable) as refused:
        code128_modules(content)
    assert refused.value.fault == fault
    assert refused.value.text()


def test_a_code_too_wide_for_its_place_is_refused_and_not_squeezed() -> None:
    canvas = Canvas(BytesIO())
    with pytest.raises(BarcodeUnprintable, match="ABCDEFGHIJ"):
        draw_code128(canvas, "ABCDEFGHIJ", 0, 0, 40 * MM, 10 * MM)


@pytest.mark.parametrize("width_mm", [36, 40, 50, 73, 1000])
@pytest.mark.parametrize("content", ["T002267", "0010201"])
def test_bars_are_whole_modules_of_at_least_a_quarter_millimetre_within_quiet_zones(
    content: str, width_mm: float
) -> None:
    """Rendered at 1200 dpi a dot of 300 dpi is four pixels, so every edge falls on a pixel of its own."""
    pdf = printed(content, width_mm)
    canvas = Canvas(BytesIO())
    module = draw_code128(canvas, content, 0, 0, width_mm * MM, 1)
    dots = round(module / DOT)
    assert module == pytest.approx(dots * DOT)
    assert LEAST_DOTS <= dots <= MOST_DOTS
    assert module / MM >= 0.25
    picture = pictures(pdf, dpi=1200)[0]
    row = picture.crop((0, picture.height // 2, picture.width, picture.height // 2 + 1)).tobytes()
    dark = [pixel < 128 for pixel in row]
    first, last = dark.index(True), len(dark) - dark[::-1].index(True)
    assert min(first, len(dark) - last) >= QUIET * dots * 4 - 1
    modules = code128_modules(content)
    assert last - first == pytest.approx(len(modules) * dots * 4, abs=2)
    assert "".join("1" if dark[round(first + (n + 0.5) * dots * 4)] else "0" for n in range(len(modules))) == modules
