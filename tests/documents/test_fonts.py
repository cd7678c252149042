"""Every character that a font of libdesk has is printed; one that none has is named and shown as 〓."""

import subprocess
import sys
import unicodedata
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from libdesk.documents.fonts import (
    BOLD,
    EXTRA,
    MISSING,
    REGULAR,
    draw_text,
    missing_glyphs,
    printable,
    runs,
    text_width,
)
from tests.documents.pdf import pictures, texts


def drawn(*lines: tuple[str, dict[str, object]]) -> bytes:
    target = BytesIO()
    canvas = Canvas(target, pagesize=(400, 40 * len(lines)))
    for place, (text, how) in enumerate(lines):
        draw_text(canvas, 20, 15 + 40 * place, text, 16, **how)
    canvas.save()
    return target.getvalue()


def test_rare_characters_come_from_the_extra_font_and_all_others_from_the_first() -> None:
    assert runs("李𠮷A") == ((REGULAR, "李"), (EXTRA, "𠮷"), (REGULAR, "A"))
    assert runs("李𠮷", bold=True) == ((BOLD, "李"), (EXTRA, "𠮷"))


def test_a_character_that_no_font_has_is_shown_as_missing_and_named() -> None:
    assert missing_glyphs("한李𠮷한 A") == "한"
    assert runs("한李") == ((REGULAR, f"{MISSING}李"),)
    assert missing_glyphs("城南旧事 (上)\n𠮷") == ""


@pytest.mark.parametrize("bold", [False, True])
def test_names_can_be_copied_out_of_the_page_whole(bold: bool) -> None:
    name = "㐂𠮷䶮𬌗 José 李小雨·阿依古丽"
    assert texts(drawn((name, {"bold": bold})))[0].strip() == name


def test_a_rare_character_is_as_black_as_its_neighbours_in_bold() -> None:
    ink = []
    for how in ({"bold": False}, {"bold": True}):
        picture = pictures(drawn(("𠮷", how)))[0]
        ink.append(sum(255 - level for level in picture.tobytes()))
    assert ink[1] > ink[0] * 1.15


@pytest.mark.parametrize(("align", "first"), [("left", 20), ("center", -20), ("right", -60)])
def test_text_stands_where_it_is_asked_for(align: str, first: float) -> None:
    """Eight full-width characters of ten points are eighty points wide, with letter spacing more."""
    assert text_width("一二三四五六七八", 10) == pytest.approx(80)
    target = BytesIO()
    canvas = Canvas(target, pagesize=(400, 40))
    draw_text(canvas, 100 + 20, 15, "一二三四五六七八", 10, align=align)
    canvas.save()
    dark = [
        n
        for n, level in enumerate(
            pictures(target.getvalue(), dpi=72)[0].crop((0, 10, 400, 11 + 15)).resize((400, 1)).tobytes()
        )
        if level < 250
    ]
    assert dark[0] == pytest.approx(100 + first, abs=4)


@given(st.text(max_size=30))
def test_any_text_can_be_printed_on_one_line(text: str) -> None:
    line = printable(text)
    assert printable(line) == line
    assert not {unicodedata.category(c) for c in line} & {"Cc", "Cf", "Cs"}
    assert text_width(line, 10) >= 0
    assert drawn((text, {}))


def test_documents_can_be_made_side_by_side_from_the_first_on() -> None:
    """The preview and a long document are made in two threads, and both may be the first that need the fonts."""
    script = """
import sys, threading
from libdesk.documents.fonts import _fonts, draw_text
from libdesk.documents.page import A4, Document
sys.setswitchinterval(1e-6)
letters = "".join(chr(0x4E00 + 7 * n) for n in range(600)) + "äöüÅéñ"
start, made, read = threading.Barrier(4), [], set()
def make():
    start.wait()
    read.add(id(_fonts()))
    for _round in range(2):
        document = Document("x", "x")
        canvas = document.page(A4)
        for line in range(0, len(letters), 40):
            draw_text(canvas, 20, 800 - line, letters[line : line + 40], 9)
        made.append(document.finish())
threads = [threading.Thread(target=make) for _n in range(4)]
[one.start() for one in threads]
[one.join() for one in threads]
from tests.documents.pdf import texts
assert len(read) == 1
assert [sorted({*letters} - {*texts(pdf)[0]}) for pdf in made] == [[]] * 8
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
