"""The 8,105 standard characters, all of GBK and the rare characters of names are printed, and copied out as they are.

All of the 8,105 but the 276 below stand in GBK, so both together are no fewer. The 276 are those with the property
kTGH in Unicode's Unihan database (14.0, https://www.unicode.org/license.txt) that Python's GBK lacks.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Final

import pytest
from reportlab.pdfgen.canvas import Canvas

from libdesk.documents.fonts import _fonts, draw_text, missing_glyphs, runs
from tests.documents.pdf import pictures, texts

OUTSIDE_GBK: Final = (
    "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠䁖䂮䃅䃎䅟䌹䎃䎖䏝䏡䏲䐃"
    "䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮鿍鿎鿏𠅤𠙶𠳐𡎚𡐓𣗋𣲗𣲘𣸣𤧛𤩽𤫉𥔲𥕢𥖨𥻗𦈡𦒍𦙶𦝼"
    "𦭜𦰡𧿹𨐈𨙸𨚕𨟠𨭉𨱇𨱏𨱑𨱔𨺙𩽾𩾃𩾌𪟝𪣻𪤗𪨰𪨶𪩘𪾢𫄧𫄨𫄷𫄸𫇭𫌀𫍣𫍯𫍲𫍽𫐄𫐐𫐓𫑡𫓧𫓯𫓶𫓹𫔍𫔎𫔶𫖮𫖯𫖳𫗧𫗴𫘜"
    "𫘝𫘦𫘧𫘨𫘪𫘬𫚕𫚖𫚭𫛭𫞩𫟅𫟦𫟹𫟼𫠆𫠊𫠜𫢸𫫇𫭟𫭢𫭼𫮃𫰛𫵷𫶇𫷷𫸩𬀩𬀪𬂩𬃊𬇕𬇙𬇹𬉼𬊈𬊤𬌗𬍛𬍡𬍤𬒈𬒔𬒗𬕂𬘓𬘘𬘡"
    "𬘩𬘫𬘬𬘭𬘯𬙂𬙊𬙋𬜬𬜯𬞟𬟁𬟽𬣙𬣞𬣡𬣳𬤇𬤊𬤝𬨂𬨎𬩽𬪩𬬩𬬭𬬮𬬱𬬸𬬹𬬻𬬿𬭁𬭊𬭎𬭚𬭛𬭤𬭩𬭬𬭯𬭳𬭶𬭸𬭼𬮱𬮿𬯀𬯎𬱖"
    "𬱟𬳵𬳶𬳽𬳿𬴂𬴃𬴊𬶋𬶍𬶏𬶐𬶟𬶠𬶨𬶭𬶮𬷕𬸘𬸚𬸣𬸦𬸪𬹼𬺈𬺓"
)  # fmt: skip
RARE: Final = "𠮷㐂䶮𬌗𠅤㛃喆犇骉淼堃瞾翀甯祎玥旻昇菓凃仝啟麴"  # met in names, most beyond the 8,105
NO_LETTERS: Final = "≒"  # a sign of mathematics that no font of libdesk has
ACROSS: Final = 80
PLACE: Final = 16  # points to a character


def gbk() -> str:
    """Every character of two bytes."""
    return "".join(_decoded(bytes((first, second))) for first in range(0x81, 0xFF) for second in range(0x40, 0xFF))


def _decoded(pair: bytes) -> str:
    try:
        return pair.decode("gbk")
    except UnicodeDecodeError:
        return ""


def hanzi() -> str:
    """Those of them that write Chinese."""
    return "".join(c for c in (*gbk(), *OUTSIDE_GBK, *RARE) if c > "\u2e80" and c.isalpha())


def rows_of(letters: str) -> Iterator[str]:
    return (letters[first : first + ACROSS] for first in range(0, len(letters), ACROSS))


def drawn(letters: str, *, bold: bool, rows: int = 60) -> bytes:
    target = BytesIO()
    canvas = Canvas(target, pagesize=(ACROSS * PLACE, rows * PLACE))
    for place, line in enumerate(rows_of(letters)):
        if place and place % rows == 0:
            canvas.showPage()
        for across, letter in enumerate(line):
            draw_text(canvas, across * PLACE, (rows - 1 - place % rows) * PLACE + 3, letter, 12, bold=bold)
    canvas.save()
    return target.getvalue()


def test_the_list_is_whole() -> None:
    assert len(OUTSIDE_GBK) == len(set(OUTSIDE_GBK)) == 276
    assert sum(letter > "\uffff" for letter in OUTSIDE_GBK) == 196
    assert not set(OUTSIDE_GBK) & set(gbk())
    assert len(set(hanzi())) > 21_200


def test_no_character_of_names_is_missing() -> None:
    assert missing_glyphs(gbk() + OUTSIDE_GBK + RARE) == NO_LETTERS


def test_every_character_has_a_picture_of_its_own_in_its_font() -> None:
    """No glyph 0, which is the empty box, and none without an outline."""
    for bold in (False, True):
        for font, piece in runs(hanzi(), bold=bold):
            face = _fonts()[font].face
            glyphs = [face.charToGlyph[ord(letter)] for letter in piece]
            assert 0 not in glyphs
            assert all(face.glyphPos[glyph + 1] > face.glyphPos[glyph] for glyph in glyphs)


@pytest.mark.parametrize("bold", [False, True])
def test_what_is_printed_is_copied_out_as_it_was(bold: bool) -> None:
    letters = OUTSIDE_GBK + RARE + hanzi()[:20_000:7]
    found = "".join("".join(page.split()) for page in texts(drawn(letters, bold=bold)))
    assert found == letters


def test_every_rare_character_leaves_ink_on_its_place() -> None:
    letters = OUTSIDE_GBK + RARE
    rows = len(list(rows_of(letters)))
    picture = pictures(drawn(letters, bold=False, rows=rows), dpi=72)[0]
    for place, line in enumerate(rows_of(letters)):
        for across, letter in enumerate(line):
            box = (across * PLACE, place * PLACE, (across + 1) * PLACE, (place + 1) * PLACE)
            assert sum(255 - level for level in picture.crop(box).tobytes()) > 1_500, letter
