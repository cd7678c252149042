"""All text on paper is Noto Sans SC; a character it lacks comes from libdesk Han Extra; what both lack is shown as 〓.

Lengths are points (1/72 inch) everywhere in this package; `MM` is a millimetre in points. The fonts are read when the
first text is measured.
"""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from itertools import groupby
from threading import RLock
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

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
_KEPT: Final = 1 << 13  # texts that come again: a school's name, a title on each of its labels
_STROKE: Final = 0.035  # of the size: what the one weight of EXTRA needs to stand beside BOLD
_BEYOND_BMP: Final = re.compile(r"<([0-9A-F]{5,6})>")


_LOCK: Final = RLock()  # a preview and a long document are made side by side
_read: "dict[str, TTFont]" = {}


def _fonts() -> "dict[str, TTFont]":
    """The three fonts, read and made known to ReportLab once, whoever asks first."""
    if not _read:
        with _LOCK:
            if not _read:
                _read.update(_read_fonts())
    return _read


def _read_fonts() -> "dict[str, TTFont]":
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    class Font(TTFont):  # type: ignore[misc]  # ReportLab brings no types
        """Says which letter a glyph is in the way PDF wants it: beyond U+FFFF ReportLab writes a number too long.

        One document after the other takes its glyphs: the file is read from a place that all of them move.
        """

        def addObjects(self, doc: Any) -> None:
            with _LOCK:
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


@lru_cache(_KEPT)
def printable(text: str) -> str:
    """The text as it can be set on one line: NFC, single spaces, no control or invisible characters."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    seen = text
    if not text.isprintable():
        seen = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    return " ".join(unicodedata.normalize("NFC", seen).split())


def _has(font: str, letter: str) -> bool:
    return ord(letter) in _fonts()[font].face.charToGlyph


@lru_cache(_KEPT)
def runs(text: str, *, bold: bool = False) -> tuple[tuple[str, str], ...]:
    """The text in pieces of one font each: (font name, piece)."""
    main = BOLD if bold else REGULAR
    chosen = [_choose(letter, main) for letter in printable(text)]
    return tuple(
        (font, "".join(letter for _font, letter in piece)) for font, piece in groupby(chosen, key=lambda it: it[0])
    )


@cache
def _choose(letter: str, main: str) -> tuple[str, str]:
    if _has(main, letter):
        return main, letter
    return (EXTRA, letter) if _has(EXTRA, letter) else (main, MISSING)


def missing_glyphs(text: str) -> str:
    """The characters that would be printed as 〓, each once, in order; "" when all can be printed."""
    return "".join(dict.fromkeys(c for c in printable(text) if _choose(c, REGULAR)[1] != c))


_MARKED: ContextVar[dict[str, str] | None] = ContextVar("marked", default=None)


@contextmanager
def marked() -> Iterator[dict[str, str]]:
    """What this thread draws with a 〓 meanwhile: each text, with its characters that no font has."""
    found: dict[str, str] = {}
    before = _MARKED.set(found)
    try:
        yield found
    finally:
        _MARKED.reset(before)


def _mark(text: str) -> None:
    found, letters = _MARKED.get(), missing_glyphs(text)
    if found is not None and letters:  # a 〓 may also be meant
        found[text] = letters


class _Advances(dict[str, float]):
    """How far each character moves on, in thousandths of the size; looked up once."""

    def __init__(self, bold: bool) -> None:
        self._main = BOLD if bold else REGULAR

    def __missing__(self, letter: str) -> float:
        font, shown = _choose(letter, self._main)
        self[letter] = found = float(_fonts()[font].stringWidth(shown, 1000))
        return found


_ADVANCES: Final = {False: _Advances(False), True: _Advances(True)}


def advances(text: str, *, bold: bool = False) -> list[float]:
    """How far each character of a printable text moves on, in thousandths of the font size."""
    table = _ADVANCES[bold]
    return [table[letter] for letter in text]


@lru_cache(_KEPT)
def _thousandths(text: str, bold: bool) -> float:
    return sum(advances(printable(text), bold=bold))


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide the text is, in points, at a font size in points."""
    return _thousandths(text, bold) * size / 1000


def draw_text(
    canvas: "Canvas", x: float, y: float, text: str, size: float, *, bold: bool = False, align: str = "left",
    spacing: float = 0,
) -> None:  # fmt: skip
    """Draw one line with its baseline at `y`; `align`: x is its left end, its centre or its right end.

    `spacing`: points put between the letters, for codes that are read out and typed. Writes the operators itself:
    ReportLab's text objects take four times as long.
    """
    pieces = runs(text, bold=bold)
    if not pieces:
        return
    if align != "left":
        width = text_width(text, size, bold=bold) + spacing * (sum([len(piece) for _font, piece in pieces]) - 1)
        x -= width / 2 if align == "center" else width
    pen = _pen(canvas)
    out = [f"BT 1 0 0 1 {x:.3f} {y:.3f} Tm"]
    if spacing:
        out.append(f"{spacing:.3f} Tc")
    thick = False
    for font, piece in pieces:
        if MISSING in piece:
            _mark(text)
        if bold and font == EXTRA:  # fill and stroke
            if not thick:
                canvas.setLineWidth(size * _STROKE)
            out.append("2 Tr")
            thick = True
        elif thick:
            out.append("0 Tr")
        for subset, shown in pen.pieces(font, piece):
            out.append(f"{subset} {size:g} Tf ({shown}) Tj")
    if thick:
        out.append("0 Tr")
    out.append("0 Tc ET" if spacing else "ET")
    canvas._code.append(" ".join(out))


class _Pen:
    """What the characters of one document are called in it: ReportLab numbers them as they come, 256 to a subset."""

    def __init__(self, canvas: "Canvas") -> None:
        self._document = canvas._doc
        self._named: dict[tuple[str, str], tuple[str, str]] = {}

    def pieces(self, font: str, text: str) -> list[tuple[str, str]]:
        """The text in pieces of one subset each: the subset's name and the escaped characters."""
        made: list[tuple[str, str]] = []
        subset, shown = "", ""
        named = self._named
        for letter in text:
            its, code = named.get((font, letter)) or self._name(font, letter)
            if its != subset and subset:
                made.append((subset, shown))
                shown = ""
            subset = its
            shown += code
        made.append((subset, shown))
        return made

    def _name(self, font: str, letter: str) -> tuple[str, str]:
        from reportlab.lib.rl_accel import escapePDF

        own = _fonts()[font]
        ((subset, code),) = own.splitString(letter, self._document)
        name: str = own.getSubsetInternalName(subset, self._document)
        self._named[font, letter] = found = (name, escapePDF(code))
        return found


_PENS: "WeakKeyDictionary[Any, _Pen]" = WeakKeyDictionary()


def _pen(canvas: "Canvas") -> _Pen:
    pen = _PENS.get(canvas)
    if pen is None:
        pen = _PENS[canvas] = _Pen(canvas)
    return pen
