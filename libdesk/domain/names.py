"""How names and titles are found and sorted: by any two characters, by words, by pinyin and its initials.

The tokens are made for contentless FTS5 tables: single Han characters, their bigrams, other words in lower case and
without accents; pinyin (`pinyin_tokens`) and what is known of a title beside its words (`title_facts`) begin with ǁ
(U+01C1), a letter that nobody types. A token holds letters and digits alone, so that each stays one word whichever way
FTS5 splits text.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise, zip_longest
from operator import add
from typing import Final

from libdesk.domain.pinyin import name_choices, name_reading, name_variants, plain, title_readings, title_variants, tone
from libdesk.domain.pinyin_tokens import firsts_of, initial_tokens, pair_tokens, pinyin_match

FACT_MARK: Final = "ǁ"
WHOLE_MARK: Final = "ǁw"
LONGEST_WHOLE: Final = 24  # letters
LISTED: Final = "；"  # between the subjects of a title, or its authors: each is split for itself
MOST_TERMS: Final = 24  # words and bigrams of one query; what is typed beyond is left out

_HAN: Final = "々〇\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_CHARACTERS: Final = re.compile(f"[{_HAN}]+")
_ONLY_HAN: Final = re.compile("[\u4e00-\u9fff]+")
_WORDS: Final = re.compile(rf"[^\W_{FACT_MARK}{_HAN}]+")
_ACCENTED: Final = re.compile("[\u00c0-\u024f\u0300-\u036f\u1e00-\u1fff]")
_DOTS: Final = re.compile(r"[·・•‧∙⋅･.\s]+")
ISBN_PREFIXES: Final = ("978", "979")
MOST_PAIRS: Final = 50_000  # kept in memory
ISBN_BEGUN: Final = "97"
# Figures: what a million titles share is a token, never gathered from a million. The index itself gathers three.
ISBN_STARTS: Final = (2, *range(4, 10))
_ISBN_START: Final = re.compile(r"97[89][0-9]*[0-9x]?\Z", re.ASCII)
_CODE: Final = re.compile(r"[0-9][0-9\-]{3,}[0-9x]\Z")


def name_key(name: str) -> str:
    """Return a name as it is compared: width and case folded, name dots and spaces gone (阿依古丽·买买提)."""
    return _DOTS.sub("", unicodedata.normalize("NFKC", _DOTS.sub("", name)).casefold())


def initials(name: str) -> tuple[str, ...]:
    """Return the pinyin initials of a name in all its readings, the likeliest first: ("zs",) for 张三."""
    han, _others = _split(name)
    return tuple(dict.fromkeys("".join(s[:1] for s in variant) for variant in name_variants(han)))


def whole_tokens(title: str) -> str:
    """Return the tokens of a title's initials and of its pinyin from end to end, by which it stands before others."""
    han, _others = _split(title)
    if len(han) > LONGEST_WHOLE:
        return ""
    tokens = [
        f"{WHOLE_MARK}{letters}"
        for variant in title_variants(han)
        for letters in ("".join([syllable[:1] for syllable in variant]), "".join(variant))
        if 2 <= len(letters) <= LONGEST_WHOLE
    ]
    return " ".join(dict.fromkeys(tokens))


def sort_key(name: str) -> str:
    """Return an ASCII key that sorts names by pinyin, tone and character, place by place; surnames in their reading."""
    folded = _DOTS.sub(" ", unicodedata.normalize("NFKC", name).casefold()).strip()
    if folded.isascii():
        return folded
    places = zip(folded, name_reading(folded), strict=True)
    return " ".join(_place(char, reading) for char, reading in places)


def _place(char: str, reading: str) -> str:
    if reading:
        return f"{plain(reading)} {tone(reading)}{ord(char):05x}"
    return char if char.isascii() else f"~{ord(char):05x}"


def reader_tokens(name: str) -> str:
    """Return the tokens of a reader's name, every reading of it included."""
    han, tokens = _words_of(name)
    readings = name_choices(han)
    tokens += han
    tokens += map(add, han, han[1:])
    for first, second in zip_longest(readings, readings[1:], fillvalue=("",)):
        tokens += pair_tokens(first, second)
    tokens += initial_tokens(list(map(firsts_of, readings))).split()
    return " ".join(dict.fromkeys(tokens))


@lru_cache(maxsize=4_000)
def title_tokens(text: str) -> str:
    """Return the tokens of one text of a title: publishers and subjects come again while a file is brought in."""
    if text.isdigit() and text.isascii():  # an ISBN, as each title has one
        return " ".join([text, *_isbn_starts(text)])
    han, tokens = _words_of(text)
    if han:
        tokens += map(_pairs.__getitem__, map(add, han, han[1:] + " "))
        tokens.append(initial_tokens(list(map(_firsts.__getitem__, han))))
    return " ".join(tokens)


class _Pairs(dict[str, str]):
    """Of two neighbours in a title: the first, both, and their syllables. Few thousand make up most of all titles."""

    def __missing__(self, pair: str) -> str:
        if len(self) >= MOST_PAIRS:
            self.clear()
        first, second = pair[0], pair[1]
        tokens = [first] if second == " " else [first, pair]
        tokens += pair_tokens(title_readings(first), ("",) if second == " " else title_readings(second))
        self[pair] = found = " ".join(tokens)
        return found


class _Firsts(dict[str, str]):
    """The initials of a character of a title."""

    def __missing__(self, char: str) -> str:
        self[char] = found = firsts_of(title_readings(char))
        return found


_pairs: Final = _Pairs()
_firsts: Final = _Firsts()


def begins_with_initials(title: str, letters: str) -> bool:
    """Whether the Han characters that a title begins with have these initials, each in any of its readings."""
    if len(title) < len(letters):
        return False
    return all(letter in _firsts[char] for letter, char in zip(letters, title, strict=False))


def _split(text: str) -> tuple[str, list[str]]:
    if _ONLY_HAN.fullmatch(text):
        return text, []
    folded = text if text.isascii() else unicodedata.normalize("NFKC", text)
    folded = folded.casefold()
    return "".join(_CHARACTERS.findall(folded)), _WORDS.findall(folded)


def without_accents(word: str) -> str:
    """Brontë as it is typed at a school's keyboard: Bronte."""
    if not _ACCENTED.search(word):
        return word
    apart = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(c for c in apart if not "\u0300" <= c <= "\u036f"))


def _words_of(text: str) -> tuple[str, list[str]]:
    """The Han characters of a text, and the tokens of its other words."""
    han, words = _split(text)
    tokens = words if text.isascii() else list(map(without_accents, words))
    return han, tokens + _isbn_starts(text) if len(words) == 1 else tokens


def _isbn_starts(text: str) -> list[str]:
    """The tokens by which an ISBN is found while it is typed; none of any other text."""
    if len(text) != 13 or not text.startswith(ISBN_PREFIXES):
        return []
    return [f"{FACT_MARK}i{text[:size]}" for size in ISBN_STARTS]


def query_match(text: str) -> str | None:
    """Return the FTS5 MATCH expression for what a person typed, or None when there is nothing to look for.

    All parts must be found. It is sound whatever was typed: only letters and digits come through, and quoted.
    """
    parts: dict[str, None] = {}
    for term in text.split():
        parts.update(dict.fromkeys(term_parts(term)))
    return " AND ".join(list(parts)[:MOST_TERMS]) or None


def term_parts(term: str) -> list[str]:
    """The MATCH expressions of one word as it was typed, all of which must be found; none for mere signs."""
    if LISTED in term:
        return [part for one in term.split(LISTED) for part in term_parts(one)]
    han, words = _split(term)
    pairs = [a + b for a, b in pairwise(han)] or [han] * bool(han)
    parts = [f'"{pair}"' for pair in pairs]
    if not han and _CODE.match(term.casefold()) and len(words) > 1:  # 978-7-208… is kept without hyphens
        whole = "".join(words)
        if _ISBN_START.match(whole):
            return [_word_match(whole)]
        apart = " AND ".join(f'"{word}"*' for word in words[:MOST_TERMS])
        return [f'("{whole}"* OR ({apart}))']
    return parts + [_word_match(word) for word in words]


def _word_match(word: str) -> str:
    if _ISBN_START.match(word):
        return f'"{FACT_MARK}i{word}"' if len(word) in ISBN_STARTS else f'"{word}"*'
    if word == ISBN_BEGUN:
        return f'("{word}" OR "{FACT_MARK}i{word}")'
    if word == ISBN_BEGUN[0]:  # the first key of every ISBN: other numbers that begin so, and the token of these
        others = " OR ".join(f'"{word}{figure}"*' for figure in "012345689")
        return f'("{word}" OR {others} OR {_word_match(ISBN_BEGUN)})'
    bare = without_accents(word)
    typed = plain(unicodedata.normalize("NFC", word))
    # Digits or another script are no pinyin, and some letters are none either.
    pinyin = pinyin_match(typed) if typed and len(typed) == len(word) else ""
    return f'("{bare}"* OR {pinyin})' if pinyin else f'"{bare}"*'
