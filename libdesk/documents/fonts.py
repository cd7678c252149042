"""All text on paper is Noto Sans SC; a character it lacks comes from libdesk Han Extra; what both lack is shown as 〓.

Lengths are points (1/72 inch) everywhere in this package; `MM` is a millimetre in points. The fonts are read when the
first text is measured.
"""

import re
import unicodedata
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from libdesk.paths import resource

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

MM: Final = 72 / 25.4
REGULAR: Final = "libdesk-regular"
BOLD: Final = "libdesk-bold"
EXTRA: Final = "libdesk-extra"  # rare characters of names, such as 𠮷; it has one weight
MISSING: Final = "〓"  # the printers' own sign for a character that was not at hand

_FILES: Final = {REGULAR: "NotoSansSC-Regular.ttf", BOLD: "NotoSansSC-Bold.ttf", EXTRA: "HanExtra-Regular.ttf"}
_STROKE: Final = 0.035  # of the size: what the one weight of EXTRA needs to stand beside BOLD
_BEYOND_BMP: Final = re.compile(r"<([0-9A-F]{5,6})>")


@cache
def _fonts() -> "dict[str, TTFont]":
    """The three fonts, read and made known to ReportLab once."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    class Font(TTFont):  # type: ignore[misc]  # ReportLab brings no types
        """Says which letter a glyph is in the way PDF wants it: beyond U+FFFF ReportLab writes a number too long."""

        def addObjects(self, doc: Any) -> None:
            super().addObjects(doc)
            for name, stream in doc.idToObject.items():
                if name.startswith("toUnicodeCMap:"):
                    stream.content = _BEYOND_BMP.sub(_as_utf16, stream.content)

    made = {name: Font(name, str(resource("fonts", file))) for name, file in _FILES.items()}
    for font in made.values():
        pdfmetrics.registerFont(font)
    return made


def _as_utf16(found: re.Match[str]) -> str:
    return f"<{chr(int(found[1], 16)).encode('utf-16-be').hex().upper()}>"


def printable(text: str) -> str:
    """The text as it can be set on one line: NFC, single spaces, no control or invisible characters."""
    seen = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    return " ".join(unicodedata.normalize("NFC", seen).split())


def _has(font: str, letter: str) -> bool:
    return ord(letter) in _fonts()[font].face.charToGlyph


def runs(text: str, *, bold: bool = False) -> list[tuple[str, str]]:
    """The text in pieces of one font each: (font name, piece)."""
    main = BOLD if bold else REGULAR
    chosen = [_choose(letter, main) for letter in printable(text)]
    return [(font, "".join(letter for _font, letter in piece)) for font, piece in groupby(chosen, key=lambda it: it[0])]


def _choose(letter: str, main: str) -> tuple[str, str]:
    if _has(main, letter):
        return main, letter
    return (EXTRA, letter) if _has(EXTRA, letter) else (main, MISSING)


def missing_glyphs(text: str) -> str:
    """The characters that would be printed as 〓, each once, in order; "" when all can be printed."""
    return "".join(dict.fromkeys(c for c in printable(text) if not _has(REGULAR, c) and not _has(EXTRA, c)))


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide the text is, in points, at a font size in points."""
    fonts = _fonts()
    return float(sum(fonts[font].stringWidth(piece, size) for font, piece in runs(text, bold=bold)))


def draw_text(
    canvas: "Canvas", x: float, y: float, text: str, size: float, *, bold: bool = False, align: str = "left",
    spacing: float = 0,
) -> None:  # fmt: skip
    """Draw one line with its baseline at `y`; `align`: x is its left end, its centre or its right end.

    `spacing`: points put between the letters, for codes that are read out and typed.
    """
    pieces = runs(text, bold=bold)
    width = text_width(text, size, bold=bold) + spacing * max(0, sum(len(piece) for _font, piece in pieces) - 1)
    x -= {"left": 0.0, "center": width / 2, "right": width}[align]
    line = canvas.beginText(x, y)
    line.setCharSpace(spacing)
    for font, piece in pieces:
        thicken = bold and font == EXTRA
        line.setTextRenderMode(2 if thicken else 0)  # fill and stroke
        line.setFont(font, size)
        line.textOut(piece)
    line.setTextRenderMode(0)
    line.setCharSpace(0)
    if any(font == EXTRA for font, _piece in pieces) and bold:
        canvas.setLineWidth(size * _STROKE)
    canvas.drawText(line)
