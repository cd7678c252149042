"""One encoding for a whole record, never for a field: 小学 in GBK is also sound UTF-8.

The likeliest text wins, by how much of it is what Chinese books are written in. A record too short to tell takes the
encoding of most records of its file. Sets of characters and not characters are judged, since a file has many records.
"""

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Final

from libdesk.exchange.marc.ansel import ansel_text

CANDIDATES: Final = ("utf-8", "gb18030", "big5")
ANSEL: Final = "marc-8"

_ASCII: Final = frozenset(map(chr, range(128)))
_SIGNS: Final = frozenset("，。、；：？！·—…～“”‘’（）《》〈〉【】〔〕［］「」『』￥℃×ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ　") | frozenset(
    map(chr, range(0xFF01, 0xFF5F))
)
_KANA: Final = re.compile("[\u3041-\u3096\u30a1-\u30fe]")
_RUSSIAN: Final = re.compile("[\u0410-\u044f\u0401\u0451]")
_SURE: Final = 8  # different common characters that leave no doubt
_CLOSE: Final = 0.25  # two texts whose likelihoods differ by less are told apart by the rest of the file
_PLAIN_ENOUGH: Final = 0.85

# Parts of bytes: what is left of a record when the others are taken away tells much at little cost.
_LOW: Final = bytes(range(0x80))
_NOT_CONTROLS: Final = bytes(byte for byte in range(0x100) if (byte >= 0x20 and byte != 0x7F) or byte in b"\x1e\x1f")
_NEVER_IN_GB2312: Final = bytes(range(0x80, 0xA1)) + b"\xff"
_NOT_STRANGE_IN_GB: Final = bytes(byte for byte in range(0x100) if byte not in _NEVER_IN_GB2312)
_STRANGE: Final = "\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202d\u202e\u2060\ufeff\uffff"  # each found in no time
_MANY: Final = 24  # characters

Judged = tuple[str, str, float, int]  # text, encoding, likelihood, different common characters


@cache
def _common() -> frozenset[str]:
    """The first planes of GB 2312 and of Big5: the characters of everyday, and the signs between them."""
    kept = set(_SIGNS)
    for encoding, first, last in (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6)):
        for lead in range(first, last + 1):
            for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF)):
                kept.update(bytes((lead, trail)).decode(encoding, "ignore"))
    return frozenset(kept - _ASCII)


def likelihood(text: str) -> tuple[float, int]:
    """How much like the text of a record it is (1 plain, below 0 rubbish), and how many common characters tell so."""
    seen = set(text) - _ASCII
    if not seen:
        return 1.0, 0
    rest = seen - _common()
    common = len(seen) - len(rest)
    return (common + sum(map(_weight, rest))) / len(seen), common


@cache
def _weight(character: str) -> float:
    if character == "\ufffd":
        return -4.0
    if unicodedata.category(character) in ("Cc", "Co", "Cn", "Cs"):
        return -1.5
    if character < "\u0250":
        return -0.5  # letters of Europe stand in names of authors, but never make up a Chinese record
    if _KANA.fullmatch(character):
        return 1.0  # a whole title may be Japanese
    if _RUSSIAN.fullmatch(character):
        return 0.5  # but 小 in GBK is also С in UTF-8
    return 0.0 if "CJK" in unicodedata.name(character, "") else -1.0


def _soundness(text: str) -> float:
    """How much it tells that bytes are sound UTF-8: with a few different characters it is hardly ever an accident."""
    return min(2.0, 0.4 * max(0, len(set(text) - _ASCII) - 3))


class RecordDecoder:
    """Decodes the records of one file, and learns from those that are sure."""

    def __init__(self, usual: str = "utf-8") -> None:
        self._sure: Counter[str] = Counter()
        self._usual = usual  # until a record is sure

    @property
    def majority(self) -> str:
        return self._sure.most_common(1)[0][0] if self._sure else self._usual

    def learn(self, records: Iterable[bytes]) -> None:
        """Look at records that are still to come, so that the first ones of a file are judged like the last.

        Where each is too short to be sure of, all of them are judged as one text.
        """
        together = []
        for raw in records:
            self.text(raw)
            together.append(raw)
        if not self._sure and together:
            whole = b"\x1e".join(together)
            best = max((_judge(whole, encoding) for encoding in CANDIDATES), key=lambda one: one[2])
            if best[3] >= _SURE and best[2] > 0.5:
                self._usual = best[1]

    def text(self, raw: bytes) -> tuple[str, str, bool, bool]:
        """(text, encoding, whether some characters could not be read, whether some may have to be cleaned away).

        The first two ways are short cuts for records that leave no doubt: 24 characters of many bytes that are all
        sound UTF-8 are no accident, and GB 2312 has only high bytes, which neither Big5 nor damaged UTF-8 has.
        """
        controls = bool(raw.translate(None, _NOT_CONTROLS))
        if raw.isascii():
            return raw.decode("ascii"), self.majority, False, controls
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            try:
                text = raw.decode("gb18030")
            except UnicodeDecodeError:
                pass
            else:
                pairs, high = len(raw) - len(text), len(raw.translate(None, _LOW))
                if pairs >= _MANY and 2 * pairs - high <= pairs // 10:
                    odd = len(raw.translate(None, _NOT_STRANGE_IN_GB))
                    if odd <= high // 20:
                        self._sure["gb18030"] += 1
                        return text, "gb18030", False, controls or odd > 0
        else:
            if len(raw) - len(text) >= 2 * _MANY:
                self._sure["utf-8"] += 1
                strange = controls or any(map(text.__contains__, _STRANGE))
                if b"\xc2" in raw and not strange:  # nearly always the dot of a name
                    strange = raw.count(b"\xc2") > text.count("·")
                return text, "utf-8", False, strange or not unicodedata.is_normalized("NFC", text)
        text, encoding, likely, common = self._best(raw)
        if common >= _SURE and likely > 0.5:
            self._sure[encoding] += 1
        return text, encoding, "\ufffd" in text, True

    def trusted_text(self, raw: bytes) -> tuple[str, bool]:
        """(text, whether some characters could not be read) of a record that should be in UTF-8."""
        try:
            return raw.decode("utf-8"), False
        except UnicodeDecodeError:
            text, _encoding, broken, _unclean = self.text(raw)
            return text, broken

    def _best(self, raw: bytes) -> Judged:
        judged = [_judge(raw, encoding) for encoding in CANDIDATES]
        best = max(judged, key=lambda one: one[2])
        if best[1] != self.majority and best[3] < 2 * _SURE:
            usual = next(one for one in judged if one[1] == self.majority)
            if usual[2] > 0 and best[2] - usual[2] < _CLOSE:
                best = usual
        # MARC 21 says in its leader when it is not Unicode; its Latin letters then stand behind their accents.
        if best[3] < _SURE and best[1] != "utf-8" and raw[9:10] == b" " and raw[20:24] == b"4500":
            text = ansel_text(raw)
            if b"\x1b" in raw or not any(one == "\ufffd" or unicodedata.combining(one) for one in text):
                return text, ANSEL, 1.0, 0
        return best


def _judge(raw: bytes, encoding: str) -> Judged:
    text = decoded(raw, encoding)
    likely, common = likelihood(text)
    broken = text.count("\ufffd")
    if encoding == "utf-8" and not broken:
        likely += _soundness(text)
    return text, encoding, likely - min(1.0, 4 * broken / len(text)), common


def decoded(raw: bytes, encoding: str) -> str:
    """A record in a known encoding. What is damaged becomes U+FFFD and swallows no separator."""
    if encoding == ANSEL:
        return ansel_text(raw)
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        if encoding.startswith("utf-16"):
            return raw.decode(encoding, "replace")
        return "\x1e".join(
            "\x1f".join(part.decode(encoding, "replace") for part in field.split(b"\x1f"))
            for field in raw.split(b"\x1e")
        )


def is_utf8(head: bytes) -> bool:
    """Whether the beginning of a file is sound UTF-8; its last character may be cut."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def speaks_for_itself(raw: bytes, text: str) -> bool:
    """Whether a record is read as `text` in whatever file it stands."""
    return all(RecordDecoder(usual).text(raw)[0] == text for usual in ("utf-8", "gb18030"))
