"""When two lists speak of the same book: title, author and publisher compared without signs, roles and countries."""

import re
import unicodedata
from typing import Final

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
