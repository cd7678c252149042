"""The order of call numbers on the shelf, as keys that are compared byte by byte.

The class line goes place by place: letters, then digits as decimals (311 before 32); "." is no place. At one place
stands: the end < - < ( ) < " " < = < < > < : < + < a further digit. In the lines below, a book number (种次号) is a
whole number (2 before 1234), so are volumes, editions and copies; the digits of an author number (著者号) are decimals
or whole, as the school has it. What is no call number is sorted too, by its characters, and nothing ever fails.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from libdesk.domain.numerals import chinese_number

_LINE: Final = 0x01  # one line of a call number ends and the next begins
_COPY: Final = 0x02
_CLOSE: Final = 0x03
_RANKS: Final = {"#": _COPY, ")": _CLOSE, ">": _CLOSE, "-": 4, "(": 5, '"': 6, "=": 7, "<": 8, ":": 9, "+": 10}
_OTHER: Final = 0x0B
_MARK_LETTERS: Final = 0x0C  # letters behind a number: Z763B before Z763AA
_NUMBER: Final = 0x30  # before every letter
# What a keyboard, a spreadsheet or a supplier writes for the same sign.
_SIGNS: Final = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−﹣", "-"), "∶": ":", "︰": ":", "。": ".", "·": ".", "“": '"', "”": '"', "″": '"',
        "〈": "<", "〉": ">", "《": "<", "》": ">", "＂": '"', "【": "[", "】": "]", "〔": "[", "〕": "]",
    }
)  # fmt: skip
_BRACKETS: Final = str.maketrans("", "", "[]{}\0")  # [X], {X}: classes that stand in the table only
_AROUND: Final = re.compile(r"\s*([-()\"=<>:+#/])\s*")
_LINES: Final = re.compile(r"[\s/]+")
_QUOTED: Final = re.compile(r'"([^"]*)"')
_PLAIN: Final = re.compile(r"(?!.*//)[A-Z0-9][-A-Z0-9.()=:+/]*[A-Z0-9)]")
_SIMPLE: Final = re.compile(r"([A-Z]{1,2}[0-9.]*)/([1-9][0-9]{0,8})")
_PARTS: Final = re.compile(r"[0-9]+|[A-Z]+|.", re.DOTALL)
_HEAD: Final = re.compile(r"([A-Z]*)([0-9]*)")
_WORD: Final = re.compile(r"(?<=[(:])[^()]+(?=\)|$)")
_VOLUME_WORD: Final = re.compile(r"第?([上中下]|[0-9]+|[零〇一二三四五六七八九十百]+)[册卷集部辑篇编期]?")
_ORDINALS: Final = {"上": 1, "中": 2, "下": 3}

_class_bytes: Final = bytearray(range(256))
for _code in range(0x20, 0x7F):
    if not chr(_code).isalnum():
        _class_bytes[_code] = _OTHER
for _sign, _rank in _RANKS.items():
    _class_bytes[ord(_sign)] = _rank
_CLASS_BYTES: Final = bytes(_class_bytes)
_NO_PLACE: Final = b". \t"


def shelf_key(call_no: str, *, author_decimal: bool = True) -> bytes:
    """The key by which call numbers are sorted as they stand on the shelf; any text has one, and b"" is first.

    `author_decimal`: J52 stands before J6, else J6 before J52.
    """
    simple = _SIMPLE.fullmatch(call_no)
    if simple is not None:
        number = simple[2]
        return class_key(simple[1]) + b"\x010" + len(number).to_bytes() + number.encode()
    class_line, *others = (call_no if _PLAIN.fullmatch(call_no) else plain(call_no)).split("/")
    key = class_key(class_line)
    for nth, line in enumerate(others):
        key += b"\x01" + _line_key(line, nth == 0 and author_decimal)
    return key


@lru_cache(1 << 12)
def plain(call_no: str) -> str:
    """A call number in narrow capitals, its lines apart by one stroke, without spaces and the brackets of the table."""
    if _PLAIN.fullmatch(call_no):
        return call_no
    text = call_no
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_SIGNS)).translate(_SIGNS)
    text = text.upper().translate(_BRACKETS).strip(" \t\r\n./")
    text = _AROUND.sub(r"\1", text.strip())
    return _LINES.sub("/", text).strip("/")


@lru_cache(1 << 14)
def class_key(class_no: str) -> bytes:
    """The key of a class number that is plain already, place by place."""
    if '"' in class_no:
        class_no = _QUOTED.sub(r'"\1)', class_no)
    return class_no.encode("utf-8", "surrogatepass").translate(_CLASS_BYTES, _NO_PLACE)


def _line_key(line: str, decimal: bool) -> bytes:
    """The key of a book number or of what follows it. `decimal`: figures behind its first letters are."""
    head = _HEAD.match(line)
    assert head is not None  # it may be empty
    letters, figures = head[1], head[2]
    key = letters.encode()
    if figures:
        key += figures.encode() if decimal and letters else _whole(figures)
    return key + _marks_key(line[head.end() :], bool(figures)) if head.end() < len(line) else key


@lru_cache(1 << 13)
def _marks_key(marks: str, after_figures: bool) -> bytes:
    """The key of what stands behind a book number: volume, edition and copy, other works of the author."""
    if '"' in marks:
        marks = _QUOTED.sub(r'"\1)', marks)
    if not marks.isascii():
        marks = _WORD.sub(_number_of, marks)
    key = bytearray()
    parts = _PARTS.findall(marks)
    for nth, part in enumerate(parts):
        if not part.isascii():
            key += part.encode("utf-8", "surrogatepass")
        elif part.isdecimal():
            key += _whole(part)
        elif part.isalpha():
            key += bytes((_MARK_LETTERS, min(len(part), 255))) * after_figures + part.encode()
        elif part != ".":
            key.append(_RANKS.get(part, _OTHER))
        elif after_figures and "".join(parts[nth + 1 : nth + 2]).isdecimal():
            key.append(_OTHER)  # 123.2
        after_figures = part.isascii() and part.isdecimal()
    return bytes(key)


def _whole(digits: str) -> bytes:
    """A whole number: the longer one is greater."""
    figures = digits.lstrip("0") or "0"
    return bytes((_NUMBER, min(len(figures), 255))) + figures.encode()


def _number_of(found: re.Match[str]) -> str:
    """(上), (第三册) and (十二) as the numbers that they are."""
    word = _VOLUME_WORD.fullmatch(found[0])
    if word is None:
        return found[0]
    number = int(word[1][:9]) if word[1].isdecimal() else _ORDINALS.get(word[1]) or chinese_number(word[1])
    return found[0] if number is None else str(number)
