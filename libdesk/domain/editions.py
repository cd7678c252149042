"""Which edition a book says it is: 第3版, 三版, 3rd edition and 3 are the third; what tells none is the first."""

import re
from typing import Final

from libdesk.domain.numerals import chinese_number

MOST: Final = 200  # 1998版 names a year
_SAID: Final = re.compile(
    r"(?P<figures>\d+)\s*(?:版|(?:st|nd|rd|th)?\s*ed\b|(?:st|nd|rd|th)?\s*edition)|(?P<han>[一二三四五六七八九十百]+)版"
    r"|^\s*(?P<bare>\d+)\s*$",
    re.IGNORECASE,
)


def edition_number(text: str) -> int:
    """1 of a first edition and of one that has no number: 修订版, 1998年版."""
    found = _SAID.search(text)
    if found is None:
        return 1
    number = chinese_number(found["han"]) if found["han"] else int((found["figures"] or found["bare"])[:9])
    return number if number and number < MOST else 1
