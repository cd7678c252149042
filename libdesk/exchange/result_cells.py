"""What one cell of a sheet of results says: a place, a prize, or a level, which is a result and no prize."""

import re
import unicodedata
from typing import Final

from libdesk.domain.numerals import chinese_number

_PLACE: Final = re.compile(
    r"(?:并列)?\s*(?:第|no\.?)?\s*(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})\s*(?:名|位)?\s*(?:\(?并列\)?)?"
)
_MEDALS: Final = {"冠军": 1, "亚军": 2, "季军": 3}
_PRIZE: Final = re.compile(r".*(?:[特一二三四五六123456壹贰叁]等|奖|之星|prize).*", re.IGNORECASE)
_LEVEL: Final = re.compile(
    r"[a-e][+\-]?\s*[级等]?|[甲乙丙丁优良中差][级等]?|优秀|优良|良好|中等|较好|一般|不?合格|不?及格|未?通过|未?达标|"
    r"缺考|缺席|弃权|未?参加",
    re.IGNORECASE,
)
_PRAISE: Final = frozenset(("优秀", "优良", "良好", "优", "良"))
_TITLE: Final = re.compile(
    r"[\W_]*(?P<prize>(?:特|[一二三四1-4壹贰叁])等奖?|(?:(?!获奖|颁奖|评奖)[^\W\d]){1,8}奖|[^\W\d]{0,6}之星)[\W_]*"
    r"(?:\(?\s*共?\s*\d+\s*[名人个项件]\s*\)?)?[\W_]*"
)
_LONGEST: Final = 20


def place_of(cell: str) -> int | None:
    """1, 第1名, 第一名, 并列第3, 冠军 as a number; None for anything else."""
    text = _plain(cell)
    if text in _MEDALS:
        return _MEDALS[text]
    found = _PLACE.fullmatch(text)
    if found is None:
        return None
    number = int(found["n"]) if found["n"].isdecimal() else chinese_number(found["n"])
    return number or None


def is_prize(cell: str) -> bool:
    """一等奖, 最佳创意奖, 阅读之星: what is said to be a prize wherever it stands."""
    return _PRIZE.fullmatch(_plain(cell)) is not None and not is_level(cell)


def is_level(cell: str) -> bool:
    """A, B+, 合格, 优: how good it was."""
    return _LEVEL.fullmatch(_plain(cell)) is not None


def is_praise(cell: str) -> bool:
    """优秀, 良好: a level, and a prize in a column of prizes; 缺考 and 合格 never are one."""
    return _plain(cell) in _PRAISE


def is_number(cell: str) -> bool:
    """3, 95.5: neither the name of a prize nor a level."""
    return re.fullmatch(r"\d+(?:\.\d+)?", _plain(cell)) is not None


def title_prize(text: str) -> str:
    """The prize that a title over some rows names (一等奖（3名）：), else ""."""
    plain = _plain(text)
    found = _TITLE.fullmatch(plain) if len(plain) <= _LONGEST else None
    return found["prize"] if found else ""


def _plain(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).strip().casefold()
