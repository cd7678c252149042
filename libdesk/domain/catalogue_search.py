"""The question put to the catalogue as a value: what was typed, read as words and filters, and what was chosen beside.

`class:I247 kind:期刊 草房子` means the same as the choices above the list. A filter that is not understood is a word
like any other: whatever is typed is a question, and never an error.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from libdesk.domain.names import FACT_MARK, MOST_TERMS, term_parts
from libdesk.domain.title_facts import class_match, grade_match, kind_match
from libdesk.domain.titles import KIND_NAMES
from libdesk.i18n import N_, _

LONGEST: Final = 200  # characters of what is typed; a pasted page is no title


class Order(StrEnum):
    """How what was found is sorted. BEST: call numbers and titles that begin so, then the newest."""

    BEST = "best"
    NEWEST = "newest"
    TITLE = "title"
    SHELF = "shelf"


class State(StrEnum):
    """Where at least one copy of a title is, at the place that is asked for."""

    ANY = ""
    SHELF = "shelf"
    OUT = "out"
    HELD = "held"
    AWAY = "away"
    WITHDRAWN = "withdrawn"
    NO_COPY = "none"


ORDER_NAMES: Final[dict[Order, str]] = {
    Order.BEST: N_("best first"),
    Order.NEWEST: N_("newest first"),
    Order.TITLE: N_("by title"),
    Order.SHELF: N_("by call number"),
}
STATE_NAMES: Final[dict[State, str]] = {
    State.ANY: N_("every state"),
    State.SHELF: N_("on the shelf"),
    State.OUT: N_("out"),
    State.HELD: N_("set aside for a hold"),
    State.AWAY: N_("lost or in repair"),
    State.WITHDRAWN: N_("withdrawn"),
    State.NO_COPY: N_("without copies"),
}
# Which of `copy.status` each of them is; a place alone means copies that are still there.
STATUSES: Final[dict[State, tuple[str, ...]]] = {
    State.ANY: ("shelf", "loan", "in_house", "hold", "lost", "missing", "repair"),
    State.SHELF: ("shelf",),
    State.OUT: ("loan", "in_house"),
    State.HELD: ("hold",),
    State.AWAY: ("missing", "lost", "repair"),
    State.WITHDRAWN: ("withdrawn",),
}

_FILTER: Final = re.compile(r"(\w+)[:：](.+)", re.DOTALL)
_FILTERS: Final = {
    "class": "class", "分类": "class", "分类号": "class", "类号": "class",
    "kind": "kind", "类型": "kind", "文献类型": "kind",
    "place": "place", "馆藏": "place", "馆藏地": "place", "地点": "place",
    "state": "state", "状态": "state",
    "grade": "grade", "年级": "grade",
}  # fmt: skip
_CLASS: Final = re.compile(r"[A-Za-z]{1,2}[0-9.\-]*\Z")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. Empty parts ask for nothing; `place` is a row of `place`, `class_no` a beginning."""

    text: str = ""
    kind: str = ""
    class_no: str = ""
    place: int | None = None
    state: State = State.ANY
    grade: int | None = None
    order: Order = Order.BEST

    @property
    def filtered(self) -> bool:
        """Whether anything but the words narrows the list."""
        return replace(self, text="", order=Order.BEST) != Wanted()


@dataclass(frozen=True, slots=True)
class Question:
    """What was wanted, read: `match` asks the index of words, the rest asks the copies.

    `facts` is what of it asks for class, kind and grade, `text` what was typed without its filters. `nothing`:
    something was typed, but nothing that can be looked for.
    """

    text: str
    match: str | None
    facts: str | None
    nothing: bool
    place: int | None
    place_name: str
    state: State

    @property
    def asks_copies(self) -> bool:
        return self.place is not None or bool(self.place_name) or self.state is not State.ANY


def read_question(wanted: Wanted) -> Question:
    """Read what was typed and chosen; never raises, whatever was typed."""
    words: list[str] = []
    filters: list[str] = []
    place_name, state = "", wanted.state
    for term in clean(wanted.text).split():
        name, value = _filter(term)
        found = None
        if name == "place":
            place_name = value
            continue
        if name == "state" and (named := _named(value, {one.value: text for one, text in STATE_NAMES.items() if one})):
            state = State(named)
            continue
        if name == "class":
            found = class_match(value)
        elif name == "kind" and (kind := _named(value, KIND_NAMES)):
            found = kind_match(kind)
        elif name == "grade" and value.isascii() and value.isdigit() and 1 <= int(value[:3]) <= 12:
            found = grade_match(int(value[:3]))
        if found is None:
            words.append(term)
        else:
            filters.append(found)
    if wanted.kind:
        filters.append(kind_match(wanted.kind) if wanted.kind in KIND_NAMES else _NOWHERE)
    if class_no := clean(wanted.class_no).strip():
        filters.append(class_match(class_no) or _NOWHERE)
    if wanted.grade is not None:
        filters.append(grade_match(wanted.grade))
    parts = list(dict.fromkeys(part for word in words for part in _parts(word)))[:MOST_TERMS]
    return Question(
        text=" ".join(words), match=" AND ".join(dict.fromkeys([*parts, *filters])) or None,
        facts=" AND ".join(dict.fromkeys(filters)) or None, nothing=bool(words) and not parts, place=wanted.place,
        place_name=place_name, state=state,
    )  # fmt: skip


_NOWHERE: Final = f'"{FACT_MARK}"'  # a word that no title has


def clean(typed: str) -> str:
    """What was typed, short enough, and without what neither the file nor the screen can hold."""
    short = typed[:LONGEST].replace("\0", " ")
    return short.encode("utf-8", "replace").decode() if any("\ud800" <= c <= "\udfff" for c in short) else short


def looks_like_class(word: str) -> bool:
    """Whether a word may be the beginning of a class number: I, I247.5, tp3-49. Small letters alone are pinyin."""
    return bool(_CLASS.match(word)) and (word.isupper() or any(map(str.isdigit, word)))


def _parts(word: str) -> list[str]:
    """One word's MATCH expressions; what looks like a class number is looked for among these too."""
    parts = term_parts(word)
    among = class_match(word) if looks_like_class(word) else None
    if among is None or not parts:
        return parts
    whole = " AND ".join(parts)
    return [f"({among} OR ({whole}))"]


def _filter(term: str) -> tuple[str, str]:
    found = _FILTER.match(term)
    return (_FILTERS.get(found[1].casefold(), ""), found[2]) if found else ("", "")


def _named(value: str, names: dict[str, str]) -> str:
    """The code that a value is the beginning of, or of whose name; "" for none."""
    wanted = value.casefold()
    for code, name in names.items():
        if any(known.casefold().startswith(wanted) for known in (code, name, _(name))):
            return code
    return ""
