"""Author numbers (著者号) by a free rule: the pinyin initials of the author, then which author of these initials it is.

Within one class and shelving group 余华 is YH1; 严华, who comes later, YH2; a second title of 余华 YH1-2. At most three
letters count. Of several authors the first one counts, of foreign names the part behind the last dot (J.K.罗琳: LL), in
Latin letters the beginning of the family name (Rowling: ROW); a body is an author like any other; without an author the
title stands for it. Numbers of another table that titles have already (J822) are kept, and further titles follow them.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from libdesk.domain.names import name_key

LETTERS: Final = 3
NO_LETTER: Final = "Z"  # for what has no reading at all: 1984
_COUNTRY: Final = re.compile(r"^\s*[\[(〔【《][^\])〕】》]*[\])〕】》]\s*")
_SEVERAL: Final = re.compile(r"[;；、/|&]|\s+(?:and|和|与)\s+")
_ROLE: Final = re.compile(
    r"(?:\s+(?:编?著|主?编|撰|译|绘|文|图|选编|编写|改编|原著|口述|作|等)+|(?:编著|主编|著|等著))\s*$"
)
_AND_OTHERS: Final = re.compile(r"[\s,，]*等\s*$")
_DOTS: Final = re.compile(r"[·・•‧∙⋅･.．\s]+")
_HAN: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN: Final = re.compile(r"[A-Z]+")


@lru_cache(1 << 13)
def first_author(author: str) -> str:
    """Who counts of a statement of authors: without country, dynasty and what they did. "" without one."""
    text = unicodedata.normalize("NFKC", author).strip()
    before = ""
    while before != text:
        before, text = text, _COUNTRY.sub("", text)
    text = _SEVERAL.split(text, maxsplit=1)[0]
    if _HAN.search(text):
        text = re.split(r"[,，]", text, maxsplit=1)[0]
    text = _ROLE.sub("", _AND_OTHERS.sub("", text))
    return text.strip(" ,，.:：")


def author_key(author: str, title: str = "") -> str:
    """By which two titles are known to be by the same author; a title without one is its own."""
    first = first_author(author)
    return (_name_key(first) if first else "") or f"={name_key(title)}"


_name_key = lru_cache(1 << 13)(name_key)


def author_letters(author: str, title: str = "") -> str:
    """One to three capitals that stand for an author, or for the title where there is none."""
    return _name_letters(first_author(author)) or _letters(title, name=False) or NO_LETTER


@lru_cache(1 << 13)
def _name_letters(name: str) -> str:
    return _letters(name)


def _letters(text: str, *, name: bool = True) -> str:
    from libdesk.domain.pinyin import name_reading, plain, usual

    parts = [part for part in _DOTS.split(text) if part]
    if not parts:
        return ""
    if _HAN.search(text):
        han = "".join(_HAN.findall(parts[-1] if name and len(parts) > 1 and _HAN.search(parts[-1]) else text))
        syllables = map(plain, name_reading(han)) if name else (usual[character] for character in han[:LETTERS])
        return "".join(syllable[:1] for syllable in syllables).upper()[:LETTERS]
    family = text.partition(",")[0] if "," in text else parts[-1] if name else "".join(parts)
    folded = unicodedata.normalize("NFD", family).encode("ascii", "ignore").decode().upper()
    return "".join(_LATIN.findall(folded))[:LETTERS]
