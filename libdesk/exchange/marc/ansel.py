"""MARC-8 as far as its Latin letters go (ANSEL): an accent stands before its letter, in Unicode behind it.

Other scripts of MARC-8 are announced by an escape; they become U+FFFD and are told as lost characters.
"""

import re
import unicodedata
from typing import Final

_LETTERS: Final = dict(
    zip(
        b"\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae\xb0\xb1\xb2\xb3\xb4\xb5\xb6\xb7\xb8\xb9\xba\xbc\xbd"
        b"\xc0\xc1\xc2\xc3\xc4\xc5\xc6\xc7\xc8",
        "ŁØĐÞÆŒʹ·♭®±ƠƯʼʻłøđþæœʺı£ðơư°ℓ℗©♯¿¡ß€",
        strict=True,
    )
)
_ACCENTS: Final = dict(
    zip(
        range(0xE0, 0xFF),
        "\u0309\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030c\u030a\ufe20\ufe21\u0315\u030b\u0310\u0327\u0328"
        "\u0323\u0324\u0325\u0333\u0332\u0326\u031c\u032e\ufe22\ufe23\ufffd\ufffd\u0313",
        strict=True,
    )
)
_OTHER_SCRIPT: Final = re.compile(rb"\x1b\$?[(,)$-]?[1-9A-Za-rt-z][^\x1b\x1e\x1f]*")
_ESCAPE: Final = re.compile(rb"\x1b(?:[()]B|[()]!E|s)")


def ansel_text(raw: bytes) -> str:
    """The text of a record in MARC-8."""
    plain = _OTHER_SCRIPT.sub(b"\xfc", _ESCAPE.sub(b"", raw))
    text: list[str] = []
    accents = ""
    for byte in plain:
        if byte in _ACCENTS:
            accents += _ACCENTS[byte]
            continue
        text.append(chr(byte) if byte < 0x80 else _LETTERS.get(byte, "\ufffd"))
        if accents:
            text.append(accents)
            accents = ""
    return unicodedata.normalize("NFC", "".join(text) + accents)
