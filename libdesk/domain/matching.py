"""When two lists speak of the same book: title, author and publisher compared without signs, roles and countries."""

import re
import unicodedata
from enum import StrEnum
from typing import Final

from libdesk.i18n import N_

_BRACKETS: Final = re.compile(r"[\[(〔【［（][^\])〕】］）]{0,12}[\])〕】］）]")
_ROLES: Final = re.compile(r"(?:编著|编译|译注|校注|选编|改编|主编|著|编|译|绘|写|等)+\Z")


def text_key(text: str | None) -> str:
    """Letters and digits of a text, width and case folded; what is nothing but signs stays as it is."""
    folded = unicodedata.normalize("NFKC", text or "").casefold()
    return folded if folded.isalnum() else "".join(c for c in folded if c.isalnum()) or folded.strip()


def author_key(author: str | None) -> str:
    """An author without country and role: [美] 海明威 著 and 海明威 are one."""
    plain = _BRACKETS.sub("", author or "")
    return text_key(_ROLES.sub("", plain.strip()) or author)


def same_work(one: str, other: str) -> bool:
    """Whether two titles under one ISBN are one work, given their keys: sets of different works share an ISBN too."""
    return one == other or (bool(one and other) and (one in other or other in one))


class SameWork(StrEnum):
    """Why two titles may be one."""

    ISBN = "isbn"
    WORDS = "words"  # title, author and publisher without signs
    TITLE = "title"  # the title; author or publisher is not known of both


WHY_SAME: Final = {
    SameWork.ISBN: N_("the same ISBN"),
    SameWork.WORDS: N_("the same title, author and publisher"),
    SameWork.TITLE: N_("the same title; nothing else is known that would tell them apart"),
}


def work_key(title: str, author: str | None, publisher: str | None, subtitle: str | None = "") -> str:
    """Title, author and publisher as they are compared: two titles with one key are probably one work."""
    named = text_key(f"{title}{subtitle or ''}")
    return "\0".join((named, author_key(author), text_key(publisher)))


def may_be_one(one: str, other: str) -> bool:
    """Whether two keys of works agree in the title and, where both know them, in author and publisher."""
    mine, theirs = one.split("\0"), other.split("\0")
    return mine[0] == theirs[0] and all(a == b or not a or not b for a, b in zip(mine[1:], theirs[1:], strict=True))
