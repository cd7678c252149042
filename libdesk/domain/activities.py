"""Reading activities: their kinds, where each stands on a day, scores, places with ties, and prizes by place."""

import re
import unicodedata
from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final, TypeVar

from libdesk.domain.value import Value
from libdesk.i18n import N_, _

K = TypeVar("K", bound=Hashable)

# As the work plans name them; a kind that is not among these is the school's own word and shown as it is.
KIND_NAMES: Final[dict[str, str]] = {
    "salon": N_("Teachers’ reading salon"),
    "writing": N_("Writing together"),
    "stories": N_("Story-telling (lower grades)"),
    "papers": N_("Hand-made papers (middle grades)"),
    "essays": N_("Essay contest"),
    "poems": N_("Ancient poems"),
    "quiz": N_("Quiz"),
    "notes": N_("Reading notes"),
    "lecture": N_("Lecture"),
    "exhibition": N_("Exhibition"),
    "star": N_("Reading star"),
    "class_ranking": N_("Ranking of classes"),
}
PRIZE_NAMES: Final[dict[str, str]] = {
    "special": N_("Special prize"),
    "first": N_("First prize"),
    "second": N_("Second prize"),
    "third": N_("Third prize"),
    "merit": N_("Prize of merit"),
    "star": N_("Reading star (prize)"),
    "taken_part": N_("Took part"),
}
BY_PLACE: Final = ("special", "first", "second", "third", "merit")
"""The prizes that are given by place, the highest first."""
# Other ways to write the very same prize; 金奖 and 鼓励奖 are the school's own words and stay as they are.
_PRIZE_WORDS: Final[dict[str, str]] = {
    "特等": "special", "特等奖": "special", "优秀": "merit", "优秀奖": "merit", "阅读之星": "star",
    "参与": "taken_part", "参与奖": "taken_part",
    **{
        f"{number}等{end}": code
        for code, numbers in {"first": "一1壹", "second": "二2贰", "third": "三3叁"}.items()
        for number in numbers
        for end in ("", "奖")
    },
}  # fmt: skip
# What a column of prizes says of those who have none, or have none yet: 未来之星 is a prize all the same.
_NO_PRIZE: Final = re.compile(
    r"[-‐‑–—―_/\\|.·。、…×✗✘✕x0~]*|否|不是|落[选榜]|淘汰|出局|待.{1,3}|暂?缺|空缺?|取消|弃权|缺[考席赛]|no|none|n/a|"
    r"(?:暂|尚|均|并|还)?(?:无|没有?|未)(?:能|有|曾)?"
    r"(?:[获得评中领]?(?:得|到)?(?:任何)?奖[项励次]?|获得?|[定评]|评[定选出]?|晋级|入[围选]|上榜|出线|参[加赛与评])?",
    re.IGNORECASE,
)
_OWN_ORDER: Final = ("金奖", "冠军", "银奖", "亚军", "铜奖", "季军", "优胜奖", "鼓励奖")
_SCORE: Final = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)\s*(?:分|点|票|本|points?)?")


_WITHOUT_WORKS: Final = frozenset({"salon", "lecture", "quiz", "star", "class_ranking"})


class Stand(StrEnum):
    """Where an activity stands on a day."""

    PLANNED = "planned"
    RUNNING = "running"
    TO_PUBLISH = "to_publish"
    LATE = "late"  # to be published, and the day for it has passed
    OVER = "over"
    PUBLISHED = "published"
    DROPPED = "dropped"


STAND_NAMES: Final[dict[Stand, str]] = {
    Stand.PLANNED: N_("planned"),
    Stand.RUNNING: N_("running"),
    Stand.TO_PUBLISH: N_("results to publish"),
    Stand.LATE: N_("publication is late"),
    Stand.OVER: N_("ended"),
    Stand.PUBLISHED: N_("published"),
    Stand.DROPPED: N_("called off"),
}


def stand_of(
    first: date, last: date, today: date, *, dropped: bool = False, publish_by: date | None = None,
    published: date | None = None,
) -> Stand:  # fmt: skip
    """Where an activity stands today; what is planned is derived from its days and never entered."""
    if dropped:
        return Stand.DROPPED
    if published is not None:
        return Stand.PUBLISHED
    if today < first:
        return Stand.PLANNED
    if publish_by is not None and today > publish_by:
        return Stand.LATE
    if today <= last:
        return Stand.RUNNING
    return Stand.TO_PUBLISH if publish_by is not None else Stand.OVER


def kind_name(kind: str) -> str:
    """What a kind is called; the school's own is its own word."""
    return _(KIND_NAMES[kind]) if kind in KIND_NAMES else kind


def has_works(kind: str) -> bool:
    """Whether those who take part hand anything in: at a lecture they listen."""
    return kind not in _WITHOUT_WORKS


def read_kind(text: str) -> str:
    """The code of a kind that is named, else the school's own word."""
    text = " ".join(text.split())
    return next((code for code, words in KIND_NAMES.items() if text in (_(words), code)), text)


def prize_name(prize: str) -> str:
    """What a prize is called; one of the school's own is its own word."""
    return _(PRIZE_NAMES[prize]) if prize in PRIZE_NAMES else prize


def read_prize(text: str) -> str:
    """The code of a prize that is named (一等奖, First prize), else the school's own word; "" for 未获奖 and 落选."""
    plain = " ".join(text.split())
    bare = unicodedata.normalize("NFKC", plain).replace(" ", "")
    if _NO_PRIZE.fullmatch(bare.strip("()")):
        return ""
    named = next((code for code, words in PRIZE_NAMES.items() if plain in (_(words), code)), None)
    return named or _PRIZE_WORDS.get(bare, plain)


def prize_order(prize: str) -> tuple[int, str]:
    """The highest prize first, the school's own behind the known ones, no prize last."""
    if not prize:
        return (len(PRIZE_NAMES) + 1, "")
    codes = list(PRIZE_NAMES)
    if prize in codes:
        return (codes.index(prize), "")
    own = _OWN_ORDER.index(prize) if prize in _OWN_ORDER else len(_OWN_ORDER)
    return (len(codes), f"{own:02}{prize}")


def is_ordered(prize: str) -> bool:
    """Whether a prize is known as higher or lower than others; one of the school's own words may be either."""
    return prize in PRIZE_NAMES or prize in _OWN_ORDER


def score_of(result: str) -> Decimal | None:
    """95, 95.5, 95分 as a number; None for a result said in words."""
    found = _SCORE.fullmatch(unicodedata.normalize("NFKC", result).strip())
    return Decimal(found[1]) if found else None


def places(scores: Mapping[K, Decimal | int | Fraction]) -> dict[K, int]:
    """The place of each by its score, the highest first; equal scores share a place, and the next one is left out."""
    ordered = sorted(scores.values(), reverse=True)
    first: dict[Decimal | int | Fraction, int] = {}
    for number, score in enumerate(ordered, start=1):
        first.setdefault(score, number)
    return {key: first[score] for key, score in scores.items()}


class PrizeCount(Value):
    """So many prizes of one kind."""

    prize: str
    count: int


def prizes_by_place(ranks: Mapping[K, int], counts: Sequence[PrizeCount]) -> dict[K, str]:
    """Who gets which prize: the first places the highest.

    Who shares a place shares its prize, even where that makes one more of them.
    """
    found: dict[K, str] = {}
    end = 0
    for step in counts:
        end += step.count
        for key, rank in ranks.items():
            if key not in found and step.count and rank <= end:
                found[key] = step.prize
    return found
