"""How names and titles are found and sorted: by any two characters, by words, by pinyin and its initials.

The tokens are made for contentless FTS5 tables: single Han characters, their bigrams, other words in lower case and
without accents, and pinyin. A pinyin token begins with ǀ (U+01C0), a letter that nobody types, so that the initials
"st" of 三体 never meet an English word; what is known of a title beside its words begins with ǁ (U+01C1) and is made in
`title_facts`. A token holds letters and digits alone, so that each stays one word whichever way FTS5 splits text.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import Final

from libdesk.domain.pinyin import Variants, name_reading, name_variants, plain, title_variants, tone

PINYIN_MARK: Final = "ǀ"
FACT_MARK: Final = "ǁ"
INITIALS: Final = 8  # letters of a suffix of the initials
SYLLABLES: Final = 4  # syllables of a suffix of the joined pinyin
WHOLE: Final = 16  # the same for the suffix that begins with the first character
MOST_TERMS: Final = 24  # words and bigrams of one query; what is typed beyond is left out

_HAN: Final = "々〇\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_CHARACTERS: Final = re.compile(f"[{_HAN}]+")
_WORDS: Final = re.compile(rf"[^\W_{PINYIN_MARK}{FACT_MARK}{_HAN}]+")
_ACCENTED: Final = re.compile("[\u00c0-\u024f\u0300-\u036f\u1e00-\u1fff]")
_DOTS: Final = re.compile(r"[·・•‧∙⋅･.\s]+")
ISBN_PREFIXES: Final = ("978", "979")
ISBN_STARTS: Final = range(4, 10)  # figures: what a million titles share is a token, never gathered from a million
_ISBN_START: Final = re.compile(r"97[89][0-9]*[0-9x]?\Z", re.ASCII)
_CODE: Final = re.compile(r"[0-9][0-9\-]{3,}[0-9x]\Z")


def name_key(name: str) -> str:
    """Return a name as it is compared: width and case folded, name dots and spaces gone (阿依古丽·买买提)."""
    return _DOTS.sub("", unicodedata.normalize("NFKC", _DOTS.sub("", name)).casefold())


def initials(name: str) -> tuple[str, ...]:
    """Return the pinyin initials of a name in all its readings, the likeliest first: ("zs",) for 张三."""
    han, _others = _split(name)
    return tuple(dict.fromkeys("".join(s[:1] for s in variant) for variant in name_variants(han)))


def reads_as(title: str, letters: str) -> bool:
    """Whether a title's initials, or its whole pinyin, are these small letters: xyj or xiyouji for 西游记."""
    han, _others = _split(title)
    return any(
        letters in ("".join(syllable[:1] for syllable in variant), "".join(variant)) for variant in title_variants(han)
    )


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
    return " ".join(_tokens((name,), name_variants))


def title_tokens(*texts: str) -> str:
    """Return the tokens of a title with its subtitle, author and so on; each text for itself."""
    if len(texts) == 1:
        return _text_tokens(texts[0])
    return " ".join(dict.fromkeys(" ".join(map(_text_tokens, texts)).split()))


@lru_cache(maxsize=4_000)
def _text_tokens(text: str) -> str:
    """Those of one text: publishers, series and subjects come again and again while a file is brought in."""
    return " ".join(_tokens((text,), title_variants))


def _split(text: str) -> tuple[str, list[str]]:
    folded = text if text.isascii() else unicodedata.normalize("NFKC", text)
    folded = folded.casefold()
    return "".join(_CHARACTERS.findall(folded)), _WORDS.findall(folded)


def without_accents(word: str) -> str:
    """Brontë as it is typed at a school's keyboard: Bronte."""
    if not _ACCENTED.search(word):
        return word
    apart = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(c for c in apart if not "\u0300" <= c <= "\u036f"))


def _tokens(texts: tuple[str, ...], variants: Variants) -> dict[str, None]:
    tokens: dict[str, None] = {}
    for text in texts:
        han, words = _split(text)
        if words:
            tokens.update(dict.fromkeys(words if text.isascii() else map(without_accents, words)))
            if len(words) == 1 and len(text) == 13 and text.startswith(ISBN_PREFIXES):
                tokens.update(dict.fromkeys([f"{FACT_MARK}i{text[:size]}" for size in ISBN_STARTS]))
        if not han:
            continue
        tokens.update(dict.fromkeys(han))
        tokens.update(dict.fromkeys([a + b for a, b in pairwise(han)]))
        for syllables in variants(han):
            letters = "".join([s[:1] or " " for s in syllables])
            tokens.update(dict.fromkeys(_suffixes(syllables, letters)))
    return tokens


def _suffixes(syllables: list[str], letters: str) -> list[str]:
    """Pinyin from each character on; a character without a reading ends a suffix."""
    if " " in letters:
        runs = [list(filter(None, run.split(" "))) for run in " ".join(s or "\n" for s in syllables).split("\n")]
        return [token for run in runs if run for token in _suffixes(run, "".join(s[0] for s in run))]
    return [
        f"{PINYIN_MARK}{letters[:WHOLE]}",
        f"{PINYIN_MARK}{''.join(syllables[:WHOLE])}",
        *[f"{PINYIN_MARK}{letters[i : i + INITIALS]}" for i in range(1, len(letters))],
        *[f"{PINYIN_MARK}{''.join(syllables[i : i + SYLLABLES])}" for i in range(1, len(letters))],
    ]


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
    bare = without_accents(word)
    typed = plain(unicodedata.normalize("NFC", word))
    if len(typed) != len(word):  # digits or another script: no pinyin
        return f'"{bare}"*'
    return f'("{bare}"* OR "{PINYIN_MARK}{typed}"*)'
